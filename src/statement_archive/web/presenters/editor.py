"""The editor: rows of units, the one that is open, how far it is.

::

    Desk ──▶ EditorPage ── groups (facts, paragraphs) ── rows (source | target | state)
    Opened ──▶ OpenUnit ── the field, what changed in the source, what met, what was typed and not saved
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from statement_archive.align.diff import Piece, word_diff
from statement_archive.domain.desk import Typed
from statement_archive.domain.translations import Rendering, Unit
from statement_archive.web.names import html_lang, language_name, show_number, text_direction
from statement_archive.web.presenters.clock import Moment, moment
from statement_archive.web.presenters.labels import unit_label
from statement_archive.web.presenters.unit_words import who
from statement_archive.web.say import N_, Later, _, ngettext
from statement_archive.workflow.desk import Desk, Opened, Tally

_STATES: dict[str, Later] = {
    "new": N_("not translated"),
    "draft": N_("draft"),
    "translated": N_("translated"),
    "reviewed": N_("reviewed"),
    "final": N_("final"),
    "omitted": N_("left out on purpose"),
    "verbatim": N_("delivered in this language: no work"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A unit in the list. ``name`` is the one in its address; ``state`` one of ``_STATES``, ``flags`` as (class,
    words)."""

    key: str
    name: str
    label: str
    source: str
    source_language: str
    source_lang: str
    source_dir: str
    target: str
    state: str
    state_words: str
    flags: tuple[tuple[str, str], ...]
    verbatim: bool
    kind: str


@dataclass(frozen=True, slots=True)
class Group:
    """A paragraph, or the facts of the work (``id`` empty)."""

    id: str
    kind: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class BarView:
    """``parts`` as (class, x, width) of a hundred; ``words`` the same for reading."""

    parts: tuple[tuple[str, float, float], ...]
    words: str
    left: str
    outdated: int
    commented: int
    returned: int
    conflicts: int
    unfinished: int


@dataclass(frozen=True, slots=True)
class EditorPage:
    """``at`` goes into every address of the page: empty where the translation has begun."""

    work: str
    expression: str
    language: str
    lang: str
    dir: str
    source_language: str
    source_name: str
    source_version: int
    base: int
    head: int
    begun: bool
    grain: str
    at: Mapping[str, str]
    groups: tuple[Group, ...]
    bar: BarView


@dataclass(frozen=True, slots=True)
class Kept:
    """What I typed in a window and did not save. ``changes`` lead from what is saved to it; ``at`` names the state
    of it that was seen."""

    window: str
    at: str
    base: int
    text: str
    when: Moment
    changes: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """What stands in the field. ``base``: the version of the translation it was written against; ``took``, ``took_at``:
    the window whose typing it is; ``how``, ``origin``, ``inserted``: where its words were taken from."""

    text: str
    base: int
    took: str = ""
    took_at: str = ""
    how: str = ""
    origin: str = ""
    inserted: str = ""


@dataclass(frozen=True, slots=True)
class Met:
    """Two wrote it: what both began from, what stands, what the other one says against it."""

    base: str
    theirs: str
    mine: str
    changes: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A thing to know about the unit: ``kind`` is the class of the notice."""

    kind: str
    text: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class OpenUnit:
    """The unit that is worked on."""

    row: Row
    digest: str
    field: Field
    saved: str
    source_changes: tuple[Piece, ...]
    around: tuple[tuple[str, bool], ...]
    notes: tuple[Note, ...]
    met: Met | None
    unsaved: Kept | None
    offers: tuple[Kept, ...]
    strays: tuple[tuple[str, str], ...]
    omitted: str
    addition: str
    joins: str
    parts: bool
    outdated: bool
    comments: int


def editor_page(desk: Desk, typed: Mapping[str, Sequence[Typed]], at: Mapping[str, str]) -> EditorPage:
    facts = [Group("", "facts", tuple(row(desk, u, typed) for u in desk.facts))] if desk.facts else []
    groups = [Group(p.id, p.kind, tuple(row(desk, u, typed) for u in p.units)) for p in desk.paragraphs]
    return frame(desk, at, (*facts, *groups))


def frame(desk: Desk, at: Mapping[str, str], groups: tuple[Group, ...] = ()) -> EditorPage:
    """What parts of a page need to know of it; a part needs no rows."""
    return EditorPage(
        work=desk.work.id,
        expression=desk.name,
        language=language_name(desk.lang),
        lang=html_lang(desk.lang),
        dir=text_direction(desk.lang),
        source_language=language_name(desk.source.facts.lang),
        source_name=desk.source.id,
        source_version=desk.source_version.n,
        base=desk.base,
        head=desk.translation.head,
        begun=desk.begun,
        grain=desk.translation.grain,
        at=at,
        groups=groups,
        bar=bar(desk.tally),
    )


def row(desk: Desk, unit: Unit, typed: Mapping[str, Sequence[Typed]]) -> Row:
    source = unit.source
    state = _state(unit)
    return Row(
        key=source.key,
        name=source.ids[0],
        label=unit_label(source.key) if source.is_fact else _label(source.ids),
        source=source.text,
        source_language=language_name(source.lang) if html_lang(source.lang) else "",
        source_lang=html_lang(source.lang),
        source_dir=text_direction(source.lang),
        target=source.text if unit.verbatim else unit.text,
        state=state,
        state_words=str(_STATES[state]),
        flags=tuple(_flags(desk, unit, typed)),
        verbatim=unit.verbatim,
        kind=source.kind,
    )


def _label(ids: Sequence[str]) -> str:
    """``p9.s2`` as it is; several as ``p9.s2–s4``."""
    return ids[0] if len(ids) == 1 else f"{ids[0]}–{ids[-1].rsplit('.', 1)[-1]}"


def _state(unit: Unit) -> str:
    if unit.verbatim:
        return "verbatim"
    if unit.omitted:
        return "omitted"
    if unit.state == "initial":
        return "draft" if unit.text else "new"
    return unit.state


def _flags(desk: Desk, unit: Unit, typed: Mapping[str, Sequence[Typed]]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    if any(c.unit == unit.source.key for c in desk.translation.conflicts):
        found.append(("bad", _("two versions")))
    if unit.outdated:
        found.append(("warn", _("outdated")))
    if unit.returned:
        found.append(("warn", _("sent back")))
    if unit.lost:
        found.append(("", _("to be reviewed again")))
    if unit.departure and unit.departure.kind == "addition":
        found.append(("", _("words added")))
    if unit.comments:
        found.append(("", ngettext("%(num)d comment", "%(num)d comments", unit.comments)))
    if any(t.text.strip() != unit.text for t in typed.get(unit.source.key, ())):
        found.append(("warn", _("typed, not saved")))
    return found


def bar(tally: Tally) -> BarView:
    total = tally.total or 1
    parts: list[tuple[str, float, float]] = []
    at = 0.0
    for name, count in (("final", tally.final), ("reviewed", tally.reviewed), ("translated", tally.translated)):
        width = 100 * count / total
        if count:
            parts.append((name, round(at, 2), round(width, 2)))
        at += width
    done = tally.translated + tally.reviewed + tally.final
    words = ngettext("%(done)s of %(num)d unit", "%(done)s of %(num)d units", tally.total, done=show_number(done))
    left = ngettext("%(num)d word left", "%(num)d words left", tally.words) if tally.words else _("nothing left to do")
    return BarView(
        tuple(parts), words, left, tally.outdated, tally.commented, tally.returned, tally.conflicts, tally.total - done
    )


def by_unit(kept: Sequence[Typed]) -> dict[str, list[Typed]]:
    """What I typed, by unit, newest first."""
    found: dict[str, list[Typed]] = {}
    for each in kept:
        found.setdefault(each.unit, []).append(each)
    return found


def open_unit(
    desk: Desk, found: Opened, typed: Mapping[str, Sequence[Typed]], *, window: str = "", filled: Field | None = None
) -> OpenUnit:
    """``window``: the one that asks, whose own typing comes first; ``filled``: what the field shall hold, whatever
    was typed."""
    unit = found.unit
    last = desk.translation.last(unit.source.key)
    unsaved = [_kept(t, unit.text) for t in typed.get(unit.source.key, ()) if t.text.strip() != unit.text]
    chosen = None if filled else _newest(unsaved, typed.get(unit.source.key, ()), last, window)
    field = filled or _field(desk, unit, chosen, found)
    left = unit.departure
    return OpenUnit(
        row=row(desk, unit, typed),
        digest=unit.source.digest,
        field=field,
        saved=unit.text,
        source_changes=word_diff(found.was, unit.source.text) if found.was and found.was != unit.source.text else (),
        around=_around(found),
        notes=tuple(_notes(unit)),
        met=_met(unit, found),
        unsaved=chosen,
        offers=tuple(k for k in unsaved if k is not chosen and (k.window, k.at) != (field.took, field.took_at)),
        strays=tuple((s.key, s.text) for s in found.strays),
        omitted=left.reason if left and unit.omitted else "",
        addition=left.reason if left and left.kind == "addition" else "",
        joins=found.joins,
        parts=found.parts,
        outdated=unit.outdated,
        comments=unit.comments,
    )


def _kept(typed: Typed, saved: str) -> Kept:
    return Kept(
        typed.window, typed.at.isoformat(), typed.base, typed.text, moment(typed.at), word_diff(saved, typed.text)
    )


def _newest(unsaved: Sequence[Kept], typed: Sequence[Typed], last: Rendering | None, window: str) -> Kept | None:
    """What comes into the field by itself: this window's own, else the newest, if it was typed after what is
    saved. Older ones are offered."""
    since = {t.at.isoformat() for t in typed if last is None or t.at >= last.at}
    fresh = [k for k in unsaved if k.at in since]
    return next((k for k in fresh if window and k.window == window), fresh[0] if fresh else None)


def _field(desk: Desk, unit: Unit, chosen: Kept | None, found: Opened) -> Field:
    if chosen is not None:
        return Field(chosen.text, chosen.base, chosen.window, chosen.at)
    if found.conflict is not None:
        return Field(found.conflict.mine, desk.base)
    return Field(unit.text, desk.base)


def _met(unit: Unit, found: Opened) -> Met | None:
    met = found.conflict
    return Met(met.base, unit.text, met.mine, word_diff(unit.text, met.mine)) if met else None


def _around(found: Opened) -> tuple[tuple[str, bool], ...]:
    """The paragraph whole, in pieces: (text, whether it is this unit); nothing where the unit is all of it."""
    paragraph, source = found.paragraph, found.unit.source
    if paragraph is None or len(paragraph.units) == 1:
        return ()
    start, end = source.start - paragraph.start, source.end - paragraph.start
    text = paragraph.text
    return tuple((t, here) for t, here in ((text[:start], False), (text[start:end], True), (text[end:], False)) if t)


def _notes(unit: Unit) -> list[Note]:
    notes: list[Note] = []
    if unit.returned and unit.review:
        name = who(unit.review.by, unit.review.claimed)
        notes.append(Note("warn", _("%(who)s sent this back:", who=name), unit.review.reason))
    if unit.lost:
        notes.append(
            Note(
                "",
                _(
                    "%(who)s had accepted it before: it is to be reviewed again.",
                    who=who(unit.lost.by, unit.lost.claimed),
                ),
            )
        )
    if unit.relayed:
        notes.append(Note("warn", _("The text it is made from is itself outdated here: what it renders has changed.")))
    if unit.waiver:
        name = who(unit.waiver.by, unit.waiver.claimed)
        notes.append(
            Note(
                "",
                _("The source changed; %(who)s declared the change harmless for translations:", who=name),
                unit.waiver.reason,
            )
        )
    return notes


def counts(page: EditorPage) -> list[tuple[str, str, int, str]]:
    """Ways to jump: name, words, how many, key."""
    bar = page.bar
    found: list[tuple[str, Any, int, str]] = [
        ("unfinished", _("Next unfinished"), bar.unfinished, "N"),
        ("outdated", _("Next outdated"), bar.outdated, "O"),
        ("commented", _("Next commented"), bar.commented, "K"),
        ("returned", _("Next sent back"), bar.returned, "B"),
    ]
    return found
