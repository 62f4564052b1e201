"""How to cite: names what was read, in which version, where, and what the words are."""

from __future__ import annotations

from statement_archive.domain.facts import WorkFacts
from statement_archive.domain.works import Expression, Version
from statement_archive.web.dates import show_edtf
from statement_archive.web.names import language_name
from statement_archive.web.presenters.chips import chips
from statement_archive.web.presenters.facts import title_of
from statement_archive.web.say import _
from statement_archive.workflow.describing_works import date_of
from statement_archive.workflow.reading import Work

_DIGITS = 16  # of the digest: enough to tell texts apart, short enough to print


def citation(work: Work, expression: Expression, version: Version, address: str, number: str = "") -> str:
    """One line of plain text."""
    facts = work.state.facts
    who = ", ".join(part for part in (facts.speaker.name, facts.speaker.role, facts.body.name) if part)
    where = [
        f"“{title_of(facts)[0]}”",
        facts.place,
        _date(facts),
        facts.occasion.forum,
        ", ".join(facts.occasion.symbols),
    ]
    if number:
        where.append(_("para. %(number)s", number=number))
    what = "; ".join(chip.text for chip in chips(expression, work))
    parts = [
        who,
        ", ".join(part for part in where if part),
        f"{language_name(expression.facts.lang)}: {what}",
        _("Version %(n)s, SHA-256 %(digest)s…", n=version.n, digest=version.text.sha256[:_DIGITS]),
        address,
    ]
    return ". ".join(part.rstrip(".") for part in parts if part).replace("…. ", "… ")


def _date(facts: WorkFacts) -> str:
    raw = date_of(facts)
    return show_edtf(raw) if raw else _("date unknown")
