"""The whole story of one unit: what was given for it, what was decided about it, what became of its source.

::

    ledger of the translation ─▶ renderings, reviews, waivers, remarks, conflicts, findings let stand ─┐
    ledger of the work        ─▶ corrections of its source                                            ─┴─▶ by time

Readers are told what was published and by whom it was decided. Drafts, remarks and what was in conflict are told
to translators only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal, TypeAlias

from statement_archive.domain.actors import Actor
from statement_archive.domain.claimed import claimed_name
from statement_archive.domain.errors import ArchiveError, NotFound
from statement_archive.domain.events import Event
from statement_archive.domain.ids import translation_stream
from statement_archive.domain.translation_events import readable
from statement_archive.domain.translations import Translation, Unit
from statement_archive.domain.units import FACT, UnitSource
from statement_archive.domain.works import Version
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.reading import Work, see, version_of
from statement_archive.workflow.translation_file import sentences_of, text_with_digest, units_of

Kind: TypeAlias = Literal[
    "rendering", "review", "waiver", "comment", "resolved", "reopened", "dismissal", "conflict", "correction"
]
# What only those who work on translations are told.
INNER: frozenset[Kind] = frozenset({"comment", "resolved", "reopened", "dismissal", "conflict"})


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that happened. ``event`` is its number in the ledger (of a correction: the version it made).

    Of a rendering ``text`` are its words, ``before`` those that stood until then, ``source`` the text it was made
    from (empty where that is no longer held) and ``source_before`` that of the one before. Of a correction
    ``before`` and ``source`` are the passage before and after it. ``mine``: of a conflict, the words that were not
    taken. ``redacted``: the words were here and are gone."""

    kind: Kind
    at: datetime
    by: str
    event: int
    claimed: str = ""
    text: str = ""
    before: str = ""
    source: str = ""
    source_before: str = ""
    source_version: int = 0
    state: str = ""
    how: str = ""
    origin: str = ""
    reason: str = ""
    about: str = ""
    mine: str = ""
    departure: str = ""
    redacted: bool = False
    restorable: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """``unit`` is None where its passage has ended; ``related``: other units that hold some of its sentences, and
    were made too (in the other grain, joined)."""

    key: str
    unit: Unit | None
    source: str
    told: tuple[Told, ...]
    related: tuple[str, ...] = ()


def story(archive: Archive, actor: Actor, work: Work, translation: Translation, key: str, now: datetime) -> Story:
    """What happened to a unit, the oldest first. ``work`` is as the actor may see it at ``now``.

    Raises NotFound where there is no such unit and never was.
    """
    unit = next((u for u in units_of(archive, work, translation) if u.source.key == key), None)
    source = unit.source if unit else _ended(archive, work, translation, key)
    if unit is None and key not in translation.history:
        raise NotFound(f"no unit {key[:80]!r} of {translation.expression.id}")
    events = archive.ledger.read(translation_stream(work.id, translation.expression.id))[: translation.head]
    drafts = actor.may("translate", translation.expression.facts.lang)
    given = _renderings(archive, work, translation, source, key, events, drafts=drafts)
    told = [replace(t, origin=_known_origin(archive, actor, t, now)) for t in given]
    told += [t for t in _notes(key, events) if drafts or t.kind not in INNER]
    told += _corrections(archive, work, translation, source)
    return Story(
        key,
        unit,
        source.text if source else "",
        tuple(sorted(told, key=lambda t: (t.at, t.kind != "correction", t.event))),
        tuple(other for other in translation.history if other != key and _shares(other, key)),
    )


def _shares(one: str, other: str) -> bool:
    return not set(one.split()).isdisjoint(other.split())


def _ended(archive: Archive, work: Work, translation: Translation, key: str) -> UnitSource | None:
    """What a unit was whose passage has ended: as the newest version that can be read and has it says."""
    source = work.expression(translation.source)
    if source.tombstone:
        return None
    for version in reversed(source.versions):
        if version.tombstone is None and (found := sentences_of(archive, source, version).named(key)):
            return found
    return None


def _renderings(
    archive: Archive,
    work: Work,
    translation: Translation,
    source: UnitSource | None,
    key: str,
    events: Sequence[Event],
    *,
    drafts: bool,
) -> Iterator[Told]:
    """Every text that was given, with the source text it was made from; without ``drafts`` as if there were none."""
    history = translation.history.get(key, ())
    gone = {e.n for e in events for u in e.data.get("units", ()) if u.get("unit") == key and _is_redacted(u)}
    shown = {e.n: e for e in events}
    before, source_before = "", ""
    for r in history:
        if r.state == "initial" and not drafts:
            continue
        held = text_with_digest(archive, work, translation, source, r.made_from) if source else ""
        stands = r is history[-1]
        yield Told(
            "rendering",
            r.at,
            r.by,
            r.event,
            r.claimed,
            r.text,
            before,
            held,
            source_before if source_before != held else "",
            r.source_version,
            r.state,
            "regrouped" if shown[r.event].kind == "regrouped" else r.how,
            r.origin,
            r.departure.reason if r.departure else "",
            departure=r.departure.kind if r.departure else "",
            redacted=r.event in gone,
            restorable=not stands and r.present and r.event not in gone,
        )
        before, source_before = r.text, held


def _known_origin(archive: Archive, actor: Actor, told: Told, now: datetime) -> str:
    """Where words were taken from, if this actor may know of it: a memory names a work and its text, or what was
    imported for translators."""
    if told.how != "memory" or actor.may("see_unpublished"):
        return told.origin
    name, _space, rest = told.origin.partition(" ")
    if not rest:
        return told.origin if actor.may("translate") else ""
    try:
        there = see(archive, name, actor, now).expressions
    except ArchiveError:
        return ""
    return told.origin if rest.split("@")[0] in there else ""


def _is_redacted(unit: dict[str, Any]) -> bool:
    return isinstance(unit.get("text"), dict)


def _notes(key: str, events: Sequence[Event]) -> Iterator[Told]:
    """What was said about a unit, and what was not taken for it."""
    remarks: dict[str, str] = {}
    for event in events:
        for told in _told_by(event, key, remarks):
            yield replace(told, claimed=claimed_name(event.data))


def _told_by(event: Event, key: str, remarks: dict[str, str]) -> Iterator[Told]:
    data, at, by, n = event.data, event.at, event.by, event.n
    if event.kind == "reviewed":
        for u in data["units"]:
            if u["unit"] == key:
                said = u["reason"]["text"] if "reason" in u else ""
                yield Told(
                    "review",
                    at,
                    by,
                    n,
                    state=u["state"],
                    how=u["verdict"],
                    reason=readable(said),
                    redacted=_gone(said),
                )
    elif event.kind == "waived" and any(u["unit"] == key for u in data["units"]):
        said = data["reason"]["text"]
        yield Told("waiver", at, by, n, reason=readable(said), redacted=_gone(said))
    elif event.kind == "commented" and data["unit"] == key:
        said = data["comment"]["text"]
        remarks[f"c{n}"] = readable(said)
        yield Told("comment", at, by, n, text=readable(said), about=f"c{n}", redacted=_gone(said))
    elif event.kind == "resolved" and data["comment"] in remarks:
        kind: Kind = "reopened" if data["open"] else "resolved"
        yield Told(kind, at, by, n, text=remarks[data["comment"]], about=data["comment"])
    elif event.kind == "dismissed" and data["unit"] == key:
        said = data["reason"]["text"]
        yield Told("dismissal", at, by, n, about=data["check"], reason=readable(said), redacted=_gone(said))
    for met in data.get("conflicts", ()):
        if met["unit"] == key:
            mine = met["mine"]["text"]
            theirs, base = readable(met["theirs"]["text"]), readable(met["base"]["text"])
            yield Told("conflict", at, by, n, text=theirs, before=base, mine=readable(mine), redacted=_gone(mine))


def _gone(value: object) -> bool:
    return isinstance(value, dict)


def _corrections(archive: Archive, work: Work, translation: Translation, source: UnitSource | None) -> Iterator[Told]:
    """Corrections of the source that touched its passage. Of a source that is made here in units there are none:
    each of its changes is a rendering of that translation."""
    if source is None or source.kind == FACT or translation.source in work.translations:
        return
    expression = work.expression(translation.source)
    if expression.tombstone:
        return
    for version in expression.versions[1:]:
        touched = {*version.changed, *version.added, *version.removed}
        if touched.isdisjoint(source.ids):
            continue
        yield Told(
            "correction",
            version.at,
            version.by,
            version.n,
            before=_passage(archive, work, translation, source.key, expression.versions[version.n - 2]),
            source=_passage(archive, work, translation, source.key, version),
            source_version=version.n,
            how=version.significance,
            reason=version.reason,
            about=version.authority,
            redacted=version.tombstone is not None,
        )


def _passage(archive: Archive, work: Work, translation: Translation, key: str, version: Version) -> str:
    """A passage as one version of the source has it; empty where it has none, or was withdrawn."""
    if version.tombstone:
        return ""
    expression = work.expression(translation.source)
    found = sentences_of(archive, expression, version_of(expression, version.n)).named(key)
    return found.text if found else ""
