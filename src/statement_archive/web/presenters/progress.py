"""Progress as pictures with their words beside them: bars, a timeline, a grid. Each also as a table.

Positions are percent of a picture's width, so that it fits a phone without its letters shrinking.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from statement_archive.domain.unit_states import UnitState
from statement_archive.web.names import html_lang, language_name, language_title, show_number
from statement_archive.web.people import person_name
from statement_archive.web.presenters.browsing import authority_labels
from statement_archive.web.presenters.desks import desk_address
from statement_archive.web.presenters.facts import title_of
from statement_archive.web.say import N_, Later, _, ngettext
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.progress import MARKS, Cell, GridRow, Group, Grouping, Mark, Year

DONE: tuple[UnitState, ...] = ("final", "reviewed", "translated")
STATE_NAMES: dict[UnitState, Later] = {
    "final": N_("final"),
    "reviewed": N_("reviewed"),
    "translated": N_("translated, not reviewed"),
    "initial": N_("not translated yet"),
}
GROUPING_NAMES: dict[Grouping, Later] = {
    "language": N_("Language"),
    "body": N_("State or body"),
    "meeting": N_("Meeting"),
    "forum": N_("Forum"),
    "year": N_("Year"),
    "speaker": N_("Speaker"),
    "translator": N_("Translator"),
}
MARK_NAMES: dict[Mark, Later] = {
    "original": N_("original"),
    "official": N_("official translation, came as a whole"),
    "text": N_("translation, came as a whole"),
    "machine": N_("machine translation"),
    "final": N_("made here: final"),
    "reviewed": N_("made here: reviewed"),
    "translated": N_("made here: translated, not reviewed"),
    "partial": N_("made here: partly translated"),
    "begun": N_("begun, nothing finished"),
    "missing": N_("nothing"),
}
# Shapes that tell marks apart without colour.
SIGNS: dict[Mark, str] = {
    "original": "\u25a0",
    "official": "\u25c6",
    "text": "\u25c7",
    "machine": "\u2699\ufe0e",
    "final": "\u25cf",
    "reviewed": "\u25c9",
    "translated": "\u25cb",
    "partial": "\u25d4",
    "begun": "\u00b7",
    "missing": "",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a bar, in percent of its width."""

    state: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class GroupView:
    """``name_lang``: where the name is content and not of the interface. ``late``: percent outdated."""

    name: str
    address: str
    parts: tuple[Part, ...]
    late: float
    percent: int
    words: str
    texts: str
    group: Group


@dataclass(frozen=True, slots=True)
class Bar:
    """One year: ``y`` and heights in percent; ``label`` is empty where labels would meet."""

    year: str
    label: str
    x: float
    width: float
    middle: float
    held: float
    height: float


@dataclass(frozen=True, slots=True)
class CellView:
    mark: Mark
    sign: str
    name: str
    late: bool
    done: int
    href: str


@dataclass(frozen=True, slots=True)
class RowView:
    title: str
    lang: str
    href: str
    cells: tuple[CellView, ...]


def group_views(archive: Archive, groups: Sequence[Group], by: Grouping) -> list[GroupView]:
    labels: Mapping[str, str] = {}
    if by in ("body", "speaker"):
        labels = authority_labels(archive, "bodies" if by == "body" else "people")
    return [_view(group, _name(group, by, labels), by) for group in groups]


def _name(group: Group, by: Grouping, labels: Mapping[str, str]) -> str:
    if by == "language":
        return language_title(group.key)
    if by == "translator":
        hand = group.hand
        return (hand.claimed or person_name(hand.person)) if hand else ""
    return labels.get(group.key, group.key) or _("not known")


def _view(group: Group, name: str, by: Grouping) -> GroupView:
    parts, percent, late = shares(group)
    done, total = show_number(group.done.words), show_number(group.total.words)
    words = ngettext("%(done)s of one word", "%(done)s of %(total)s words", group.total.words, done=done, total=total)
    texts = ngettext("one whole text", "%(num)d whole texts", group.texts) if group.texts else ""
    address = f"/browse?language={group.key}" if by == "language" else ""
    return GroupView(name, address, parts, late, percent, words if group.total.units else "", texts, group)


def shares(group: Group) -> tuple[tuple[Part, ...], int, float]:
    """Parts of a bar by source words, percent finished (never 100 while something is left), percent outdated."""
    total = group.total.words
    if not total:
        return (), 0, 0.0
    at, parts = 0.0, []
    for state in DONE:
        width = 100 * group.states[state].words / total
        if width:
            parts.append(Part(state, round(at, 2), round(width, 2)))
        at += width
    return tuple(parts), group.done.words * 100 // total, round(100 * group.outdated.words / total, 2)


def timeline(years: Sequence[Year], *, rtl: bool) -> list[Bar]:
    """Dated years as columns; time runs with the script of the interface."""
    dated = [year for year in years if year.year]
    if not dated:
        return []
    most = max(year.works for year in dated) or 1
    step = 100 / len(dated)
    width = min(0.72 * step, 9.0)
    every = max(1, -(-len(dated) // 8))
    bars = []
    for n, year in enumerate(dated):
        middle = (n + 0.5) * step
        middle = 100 - middle if rtl else middle
        label = year.year if n % every == 0 or (n == len(dated) - 1 and n % every > every // 2) else ""
        held = 100 * year.originals / most
        x = round(middle - width / 2, 2)
        bars.append(
            Bar(
                year.year,
                label,
                x,
                round(width, 2),
                round(middle, 2),
                round(held, 2),
                round(100 * year.works / most, 2),
            )
        )
    return bars


def row_views(rows: Sequence[GridRow], langs: Sequence[str], *, translates: bool) -> list[RowView]:
    return [_row(row, langs, translates) for row in rows]


def _row(row: GridRow, langs: Sequence[str], translates: bool) -> RowView:
    title, lang = title_of(row.facts)
    cells = tuple(_cell(row, row.cells[tag], tag, translates) for tag in langs)
    return RowView(title, html_lang(lang), f"/works/{row.work}", cells)


def _cell(row: GridRow, cell: Cell, tag: str, translates: bool) -> CellView:
    name = str(MARK_NAMES[cell.mark])
    if cell.mark == "partial":
        name = _("%(name)s, %(percent)s %%", name=name, percent=cell.done)
    if cell.outdated:
        name = _("%(name)s; outdated", name=name)
    name = _("%(language)s: %(name)s", language=language_name(tag), name=name)
    href = ""
    if cell.expression:
        made = cell.mark in ("final", "reviewed", "translated", "partial", "begun")
        at_desk = made and translates
        href = (
            desk_address(row.work, cell.expression) if at_desk else f"/works/{row.work}?text={cell.expression}&view=one"
        )
    return CellView(cell.mark, SIGNS[cell.mark], name, cell.outdated, cell.done, href)


def legend() -> list[tuple[Mark, str, str]]:
    return [(mark, SIGNS[mark], str(MARK_NAMES[mark])) for mark in MARKS if mark != "missing"]
