"""The page of a reviewer: source and target by paragraph, and beside each unit what can be decided about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from statement_archive.align.diff import Piece, word_diff
from statement_archive.domain.translations import Comment, Translation, Unit
from statement_archive.domain.unit_states import Verdict
from statement_archive.web.dates import show_day
from statement_archive.web.links import editor_address, unit_address
from statement_archive.web.names import html_lang, text_direction
from statement_archive.web.presenters.chips import Chip
from statement_archive.web.presenters.findings_beside import findings_beside
from statement_archive.web.presenters.labels import unit_label
from statement_archive.web.presenters.unit_words import refusal, unit_chips, who
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.reading import Work
from statement_archive.workflow.review import RefusedVerdict, last_accepted
from statement_archive.workflow.review_queue import open_to
from statement_archive.workflow.translation_file import made_from_text, units_of

PARAGRAPHS_SHOWN = 40  # of a long text on one page
Show = Literal["waiting", "all"]


@dataclass(frozen=True, slots=True)
class Remark:
    id: str
    text: str
    who: str
    day: str
    open: bool
    closed: str


@dataclass(frozen=True, slots=True)
class UnitRow:
    """``changes``: against the words that were accepted last; ``source_changes``: of an outdated unit, against the
    source it was made from. ``accept``, ``finish``, ``send_back``: whether it can be decided so; ``why_not``: in
    words, where it cannot be accepted."""

    key: str
    anchor: str
    label: str
    source: str
    text: str
    reason: str
    author: str
    day: str
    chips: tuple[Chip, ...]
    changes: tuple[Piece, ...]
    source_changes: tuple[Piece, ...]
    accept: bool
    finish: bool
    send_back: bool
    why_not: str
    returned: str
    remarks: tuple[Remark, ...]
    findings: tuple[str, ...]
    story: str
    editor: str
    lang: str
    dir: str


@dataclass(frozen=True, slots=True)
class ParagraphRows:
    """``accept``: keys that can be accepted with one press."""

    id: str
    units: tuple[UnitRow, ...]
    accept: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """``head``: the newest event shown; ``accept`` and ``finish``: keys on this page that can be decided so."""

    head: int
    paragraphs: tuple[ParagraphRows, ...]
    accept: tuple[str, ...]
    finish: tuple[str, ...]
    waiting: int
    page: int
    pages: int
    source_lang: str
    source_dir: str
    lang: str
    dir: str


@dataclass(frozen=True, slots=True)
class RefusedLine:
    unit: str
    anchor: str
    why: str


def review_desk(
    archive: Archive, work: Work, translation: Translation, reviewer: str, *, show: Show, page: int
) -> Desk:
    """``reviewer``: the account whose words are not theirs to accept."""
    units = units_of(archive, work, translation)
    met = {c.unit for c in translation.conflicts}
    groups = _grouped(units)
    waits = {u.source.key for u in units if open_to(u, "accept", reviewer) and u.source.key not in met}
    groups = [g for g in groups if show == "all" or any(u.source.key in waits or u.comments for u in g[1])]
    pages = max(1, -(-len(groups) // PARAGRAPHS_SHOWN))
    page = min(max(1, page), pages)
    anchors = {u.source.key: f"u{i}" for i, u in enumerate(units, start=1)}
    remarks = _remarks(translation)
    paragraphs = []
    for name, inside in groups[(page - 1) * PARAGRAPHS_SHOWN : page * PARAGRAPHS_SHOWN]:
        rows = tuple(
            _row(archive, work, translation, u, anchors[u.source.key], remarks, reviewer, conflict=u.source.key in met)
            for u in inside
        )
        paragraphs.append(ParagraphRows(name, rows, tuple(r.key for r in rows if r.accept)))
    shown = [r for p in paragraphs for r in p.units]
    source_lang, lang = work.expression(translation.source).facts.lang, translation.expression.facts.lang
    return Desk(
        translation.head,
        tuple(paragraphs),
        tuple(r.key for r in shown if r.accept),
        tuple(r.key for r in shown if r.finish),
        len(waits),
        page,
        pages,
        html_lang(source_lang),
        text_direction(source_lang),
        html_lang(lang),
        text_direction(lang),
    )


def _grouped(units: Iterable[Unit]) -> list[tuple[str, list[Unit]]]:
    groups: list[tuple[str, list[Unit]]] = []
    for unit in units:
        if not groups or groups[-1][0] != unit.source.paragraph:
            groups.append((unit.source.paragraph, []))
        groups[-1][1].append(unit)
    return groups


def _row(
    archive: Archive,
    work: Work,
    translation: Translation,
    unit: Unit,
    anchor: str,
    remarks: dict[str, list[Remark]],
    reviewer: str,
    *,
    conflict: bool,
) -> UnitRow:
    key = unit.source.key
    last = translation.last(key)
    accepted = last_accepted(translation, key)
    was = made_from_text(archive, work, translation, unit) if unit.outdated and not unit.relayed else ""
    can: dict[Verdict, bool] = {
        verdict: open_to(unit, verdict, reviewer) and (verdict == "send back" or not conflict)
        for verdict in ("accept", "finish", "send back")
    }
    return UnitRow(
        key,
        anchor,
        unit_label(key),
        unit.source.text,
        unit.source.text if unit.verbatim else unit.text,
        unit.departure.reason if unit.departure else "",
        who(last.by, last.claimed) if last else "",
        show_day(last.at) if last else "",
        unit_chips(unit),
        word_diff(accepted.text, unit.text) if accepted and accepted.text != unit.text else (),
        word_diff(was, unit.source.text) if was else (),
        can["accept"],
        can["finish"],
        can["send back"],
        _why_not(unit, reviewer, conflict=conflict),
        unit.review.reason if unit.returned and unit.review else "",
        tuple(remarks.get(key, ())),
        findings_beside(archive, translation, unit),
        unit_address(work.id, translation.expression.id, key),
        editor_address(work.id, translation.expression.id, key),
        html_lang(unit.source.lang),
        text_direction(unit.source.lang),
    )


def _why_not(unit: Unit, reviewer: str, *, conflict: bool) -> str:
    if unit.verbatim or not (unit.text or unit.omitted) or unit.state in ("reviewed", "final"):
        return ""
    if reviewer in unit.authors:
        return refusal("own-words")
    if conflict:
        return refusal("in-conflict")
    if unit.outdated:
        return refusal("outdated")
    return refusal("draft") if unit.state == "initial" else ""


def _remarks(translation: Translation) -> dict[str, list[Remark]]:
    found: dict[str, list[Remark]] = {}
    for comment in translation.comments:
        found.setdefault(comment.unit, []).append(remark(comment))
    return found


def remark(comment: Comment) -> Remark:
    closed = ""
    if not comment.open and comment.closed_at:
        closed = f"{who(comment.closed_by, '')}, {show_day(comment.closed_at)}"
    name = who(comment.by, comment.claimed)
    return Remark(comment.id, comment.text, name, show_day(comment.at), comment.open, closed)


def refused_lines(desk: Desk, refused: Sequence[RefusedVerdict]) -> tuple[RefusedLine, ...]:
    """Each with a link to where it stands, where it stands on this page."""
    anchors = {r.key: r.anchor for p in desk.paragraphs for r in p.units}
    return tuple(RefusedLine(r.unit, anchors.get(r.unit, ""), refusal(r.code)) for r in refused)
