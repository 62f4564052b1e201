"""How to cite: names what was read, in which version, where, and what the words are."""

from __future__ import annotations

import re

from statement_archive.domain.facts import WorkFacts
from statement_archive.domain.works import Expression, Version
from statement_archive.web.dates import show_edtf
from statement_archive.web.names import language_name
from statement_archive.web.presenters.chips import chips
from statement_archive.web.presenters.facts import title_of
from statement_archive.web.say import _
from statement_archive.workflow.describing_works import date_of
from statement_archive.workflow.reading import Work

_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_DIGITS = 16  # of the digest: enough to tell texts apart, short enough to print


def citation(work: Work, expression: Expression, version: Version, address: str, number: str = "") -> str:
    """One line of plain text."""
    facts = work.state.facts
    who = ", ".join(part for part in map(closed, (facts.speaker.name, facts.speaker.role, facts.body.name)) if part)
    where = [
        f"“{closed(title_of(facts)[0])}”",
        closed(facts.place),
        _date(facts),
        closed(facts.occasion.forum),
        ", ".join(map(closed, facts.occasion.symbols)),
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


def closed(value: str) -> str:
    """A fact as it was printed; one that holds marks which turn the direction of writing is isolated (U+2068,
    U+2069), so that they do not turn the digest and the address behind it."""
    return f"\u2068{value}\u2069" if _TURNS.search(value) else value


def _date(facts: WorkFacts) -> str:
    raw = date_of(facts)
    return show_edtf(raw) if raw else _("date unknown")
