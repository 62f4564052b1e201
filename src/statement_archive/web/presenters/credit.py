"""Credit of a text, in words: who made it, who reviewed it, under which licence."""

from __future__ import annotations

from dataclasses import dataclass

from statement_archive.domain.works import Expression
from statement_archive.web.people import credits_of, erased
from statement_archive.web.say import _, ngettext
from statement_archive.workflow.credit import Credit
from statement_archive.workflow.reading import Work


@dataclass(frozen=True, slots=True)
class CreditLine:
    """``translators`` and ``reviewers``: pairs of a name and how much of it is theirs (empty where it is not
    told by units). ``licence`` is said where it is not stated, too."""

    translators: tuple[tuple[str, str], ...]
    reviewers: tuple[tuple[str, str], ...]
    licence: str
    stated: bool


def credit_line(work: Work, expression: Expression) -> CreditLine | None:
    """Of a translation; None of an original, which has a speaker."""
    if expression.facts.is_original:
        return None
    found = credits_of(work, expression)
    licence = ", ".join(part for part in (found.licence, found.holder) if part)
    return CreditLine(
        tuple(_pair(credit, several=len(found.translators) > 1) for credit in found.translators),
        tuple(_pair(credit, several=True) for credit in found.reviewers),
        licence or _("licence not stated"),
        bool(licence),
    )


def _pair(credit: Credit, *, several: bool) -> tuple[str, str]:
    count = ngettext("one unit", "%(num)d units", credit.units) if several and credit.units else ""
    return credit.name or erased(), count
