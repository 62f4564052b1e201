"""Last time and this time: the columns, the rows, and what is said of each."""

from __future__ import annotations

from dataclasses import dataclass

from statement_archive.align.diff import Piece
from statement_archive.web.dates import show_edtf
from statement_archive.web.names import html_lang, language_title, text_direction
from statement_archive.web.presenters.chips import Chip, chips
from statement_archive.web.presenters.facts import title_of
from statement_archive.web.say import N_, Later, _, ngettext
from statement_archive.workflow.describing_works import date_of
from statement_archive.workflow.earlier import Earlier
from statement_archive.workflow.formula import Line, Op, Row, SaidBefore, Text

# Of what stands on one side only the empty cell says so.
_SAID: dict[Op, Later] = {"same": N_("word for word"), "changed": N_("changed")}


@dataclass(frozen=True, slots=True)
class ColumnView:
    """``part``: only the passages in one language of a text in several are compared."""

    work: str
    ref: str
    title: str
    date: str
    language: str
    chips: tuple[Chip, ...]
    part: bool


@dataclass(frozen=True, slots=True)
class CellView:
    """A sentence; ``pieces`` joined are its words."""

    link: str
    label: str
    lang: str
    dir: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class RowView:
    """``notes``: what became of the sentence; ``since``: of a formula, with the work that said it first."""

    op: Op
    notes: tuple[str, ...]
    since: str
    since_work: str
    before: CellView | None
    after: CellView | None


def column(text: Text) -> ColumnView:
    facts = text.work.state.facts
    return ColumnView(
        text.work.id,
        text.ref,
        title_of(facts)[0],
        show_edtf(date_of(facts)),
        language_title(text.expression.facts.lang),
        tuple(chips(text.expression, text.work)),
        text.part,
    )


def earlier_choices(found: SaidBefore) -> list[tuple[str, list[tuple[str, str]]]]:
    """What can be chosen: a heading, and works with their label."""
    groups = [
        (_("In the same forum"), [e for e in found.earlier if e.same_forum]),
        (_("Elsewhere"), [e for e in found.earlier if not e.same_forum]),
    ]
    return [(heading, [(e.work, earlier_label(e)) for e in group]) for heading, group in groups if group]


def earlier_label(one: Earlier) -> str:
    parts = [show_edtf(one.date), one.title or one.work]
    if not one.same_forum and one.forum:
        parts.append(one.forum)
    if not one.same_person and one.speaker:
        parts.append(one.speaker)
    return " · ".join(parts)


def tallies(found: SaidBefore) -> list[str]:
    """How many of each, the zeros left out."""
    n = found.counts
    if not n:
        return []
    said = [
        (n["same"], ngettext("%(num)d sentence word for word", "%(num)d sentences word for word", n["same"])),
        (n["changed"], ngettext("%(num)d changed", "%(num)d changed", n["changed"])),
        (n["added"], ngettext("%(num)d new", "%(num)d new", n["added"])),
        (n["dropped"], ngettext("%(num)d not said this time", "%(num)d not said this time", n["dropped"])),
        (n["moved"], ngettext("%(num)d in another place", "%(num)d in another place", n["moved"])),
        (n["formulas"], ngettext("%(num)d formula", "%(num)d formulas", n["formulas"])),
    ]
    return [words for number, words in said if number]


def row_views(found: SaidBefore) -> list[RowView]:
    return [_row(row, found.before, found.after) for row in found.rows] if found.before and found.after else []


def _row(row: Row, before: Text | None, after: Text | None) -> RowView:
    since = ""
    if row.since:
        date = show_edtf(row.since.first.date)
        since = ngettext(
            "formula: word for word since %(date)s, in one earlier statement",
            "formula: word for word since %(date)s, in %(num)d earlier statements",
            row.since.times,
            date=date,
        )
    return RowView(
        row.op,
        (*([str(_SAID[row.op])] if row.op in _SAID else []), *([_("in another place")] if row.moved else [])),
        since,
        row.since.first.work if row.since else "",
        _cell(row.before, before, row, "removed"),
        _cell(row.after, after, row, "added"),
    )


def _cell(line: Line | None, text: Text | None, row: Row, own: str) -> CellView | None:
    if line is None or text is None:
        return None
    pieces = tuple(p for p in row.pieces if p.op in ("same", own)) or (Piece("same", line.text),)
    link = f"/works/{text.work.id}/{text.ref}/{line.segment}#marked"
    return CellView(link, line.number or "§", html_lang(line.lang), text_direction(line.lang), pieces)
