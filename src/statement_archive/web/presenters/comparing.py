"""Two wordings side by side: what can be compared, the changes numbered, and what was said of each correction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from statement_archive.domain.works import Expression, Version
from statement_archive.web.dates import show_day, show_edtf
from statement_archive.web.names import language_title
from statement_archive.web.presenters.choices import RENDITIONS
from statement_archive.web.presenters.history import SIGNIFICANCE
from statement_archive.web.say import _
from statement_archive.workflow.compare import ComparedParagraph, comparable
from statement_archive.workflow.reading import Work

Groups = list[tuple[str, list[tuple[str, str]]]]


@dataclass(frozen=True, slots=True)
class BetweenLine:
    """A version between the two that are compared."""

    n: int
    what: str
    reason: str
    authority: str
    day: str


def choices(work: Work) -> Groups:
    """References that can be compared with each other, by language."""
    return [
        (language_title(each[0][0].facts.lang), [(f"{e.id}@{v.n}", _named(e, v)) for e, v in each])
        for each in comparable(work).values()
    ]


def _named(expression: Expression, version: Version) -> str:
    return f"{expression.id}@{version.n}: {RENDITIONS[expression.facts.relation]}"


def prepared_and_delivered(work: Work) -> list[tuple[str, str, str]]:
    """Language, and the references of the prepared and of the delivered text in it, newest versions."""
    found = []
    for each in comparable(work).values():
        newest = {e.id: (e, v) for e, v in reversed(each)}  # newest of a text first, so it is written last
        by_relation = {e.facts.relation: f"{e.id}@{v.n}" for e, v in newest.values() if e.facts.is_original}
        prepared, said = by_relation.get("prepared"), by_relation.get("delivered")
        if prepared and said:
            found.append((language_title(each[0][0].facts.lang), prepared, said))
    return found


def numbered(paragraphs: Sequence[ComparedParagraph]) -> list[int]:
    """For each paragraph the number of its change, from 1; 0 where nothing in it differs."""
    found, n = [], 0
    for paragraph in paragraphs:
        n += not paragraph.same
        found.append(0 if paragraph.same else n)
    return found


def between_line(version: Version, expression: Expression) -> BetweenLine:
    what = str(SIGNIFICANCE.get(version.significance, "")) or (
        _("Translated further") if expression.facts.form == "units" else _("A new version")
    )
    day = show_edtf(version.date) if version.date else show_day(version.at)
    return BetweenLine(version.n, what, version.reason, version.authority, day)
