"""Who has taken a translation, and who is in it now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from statement_archive.domain.desk import Present
from statement_archive.web import here
from statement_archive.web.dates import show_day
from statement_archive.web.people import person_name
from statement_archive.web.presenters.editor import row
from statement_archive.web.say import _
from statement_archive.workflow import claims, presence
from statement_archive.workflow.desk import Desk


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """``mine``, somebody else's, or (``who`` empty) nobody's; ``until`` as a day for a form and in words."""

    who: str
    mine: bool
    until: str
    until_words: str
    note: str
    earliest: str
    offered: str


@dataclass(frozen=True, slots=True)
class Here:
    who: str
    label: str
    name: str


def claim_line(desk: Desk) -> ClaimLine:
    now = here.now()
    earliest, offered = now.date().isoformat(), (now + timedelta(days=7)).date().isoformat()
    known = claims.of_work(here.archive(), here.accounts(), here.actor(), desk.work.id, now)
    found = next((c for c in known if c.expression == desk.name), None)
    if found is None:
        return ClaimLine("", False, "", "", "", earliest, offered)
    last = found.until - timedelta(seconds=1)  # a claim “until Friday” ends with the day
    mine = found.person == here.actor().person
    day = last.date().isoformat()
    return ClaimLine(
        person_name(found.person), mine, day, show_day(last), found.note, earliest, day if mine else offered
    )


def others_here(desk: Desk) -> tuple[Here, ...]:
    return present(
        desk, presence.who_else(here.archive(), here.accounts(), here.actor(), desk.work.id, desk.name, here.now())
    )


def present(desk: Desk, found: tuple[Present, ...]) -> tuple[Here, ...]:
    """Each person once, at the unit where they were last."""
    said: dict[str, Here] = {}
    for each in found:
        unit = desk.find(each.unit)
        label = row(desk, unit, {}).label if unit else ""
        said.setdefault(each.person, Here(person_name(each.person), label, unit.source.ids[0] if unit else ""))
    return tuple(said.values())


def in_words(found: tuple[Here, ...]) -> str:
    """For whoever listens."""
    return " ".join(
        _("%(who)s is at %(place)s.", who=each.who, place=each.label)
        if each.label
        else _("%(who)s is here.", who=each.who)
        for each in found
    )
