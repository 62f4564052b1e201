"""What a correction did to translations: to every one of them, in all languages, and through relays.

::

    version n of a text ── its changed, added, removed segments
       ├─▶ translation made here from it ── outdated | waived | put right since | new and empty | ended
       │        └─▶ translation made from that one (a relay) ── the same, by its units
       └─▶ text that came whole, made from an earlier version ── sentences that stand beside what changed

Units know the digest that they were made from: what is said of them is so. Which sentences of a whole text stand
beside others is inferred, and said to be.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from statement_archive.domain.ids import ExpressionId
from statement_archive.domain.translations import Translation, Unit, strays
from statement_archive.domain.units import FACT_KEYS
from statement_archive.domain.works import Expression, Version
from statement_archive.workflow.aligning import edge
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.reading import Work, readable
from statement_archive.workflow.translation_file import made_from_text, units_of
from statement_archive.workflow.unit_decisions import successors


@dataclass(frozen=True, slots=True)
class Hit:
    """A unit that a correction touched. ``was``: the source text its words were made from, where it is held."""

    unit: Unit
    was: str


@dataclass(frozen=True, slots=True)
class EndedUnit:
    """Words whose passage has ended; ``offered_at``: the units that hold most of it now (none: it is gone)."""

    key: str
    text: str
    offered_at: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """What a correction did to one translation. ``relay``: the translations it was made by way of, the nearest to
    the corrected text first. ``renewed``: touched, and put right since. ``beside``: of a text that came whole,
    sentences that stand beside what changed (an inference)."""

    expression: Expression
    relay: tuple[ExpressionId, ...] = ()
    outdated: tuple[Hit, ...] = ()
    waived: tuple[Hit, ...] = ()
    renewed: tuple[Unit, ...] = ()
    empty: tuple[Unit, ...] = ()
    ended: tuple[EndedUnit, ...] = ()
    whole: bool = False
    beside: tuple[str, ...] = ()


def effects(archive: Archive, work: Work, expression: Expression, n: int) -> tuple[Effect, ...]:
    """Every translation of a text, as version ``n`` of that text left it and as it stands now."""
    version = expression.version(n)
    if version is None:
        return ()
    found = [*_made_here(archive, work, expression, version), *_whole(archive, work, expression, version)]
    return tuple(found)


def _made_here(archive: Archive, work: Work, expression: Expression, version: Version) -> Iterator[Effect]:
    for translation in work.translations.values():
        if translation.source == expression.id and not translation.expression.tombstone:
            touched = {*version.changed, *version.added}
            effect = _direct(archive, work, translation, expression, version, touched)
            yield effect
            yield from _relayed(archive, work, effect, ())


def _direct(
    archive: Archive,
    work: Work,
    translation: Translation,
    source: Expression,
    version: Version,
    touched: Collection[str],
) -> Effect:
    live = units_of(archive, work, translation)
    hit = [u for u in live if not u.source.is_fact and touched_by(u, touched)]
    return Effect(
        translation.expression,
        outdated=tuple(Hit(u, made_from_text(archive, work, translation, u)) for u in hit if u.outdated),
        waived=tuple(Hit(u, made_from_text(archive, work, translation, u)) for u in hit if u.waiver and not u.outdated),
        renewed=tuple(u for u in hit if not u.outdated and not u.waiver and (u.text or u.omitted)),
        empty=tuple(u for u in hit if not u.text and not u.omitted and not u.verbatim),
        ended=tuple(_ended(translation, live, source, version)),
    )


def touched_by(unit: Unit, segments: Collection[str]) -> bool:
    return not set(unit.source.ids).isdisjoint(segments)


def _ended(translation: Translation, live: Sequence[Unit], source: Expression, version: Version) -> Iterator[EndedUnit]:
    """Units whose passage ended with this version."""
    holder = {name: u.source.key for u in live for name in u.source.ids}
    for key in strays(translation, [u.source for u in live]):
        ids = key.split(" ")
        last = translation.last(key)
        if last is None or key in FACT_KEYS or set(ids).isdisjoint(version.removed):
            continue
        now = successors(source, ids, version.n - 1)
        yield EndedUnit(key, last.text, tuple(dict.fromkeys(holder[name] for name in now if name in holder)))


def _relayed(archive: Archive, work: Work, through: Effect, way: tuple[ExpressionId, ...]) -> Iterator[Effect]:
    """Translations made from a translation: outdated where the units they were made from are."""
    relay = (*way, through.expression.id)
    stale = {u.unit.source.ids[0] for u in through.outdated}
    gone = {e.key.split(" ")[0] for e in through.ended}  # its text holds them until somebody saves it anew
    renewed = {u.source.ids[0] for u in through.renewed}
    for translation in work.translations.values():
        if translation.source != through.expression.id or translation.expression.tombstone or translation.source in way:
            continue
        live = [u for u in units_of(archive, work, translation) if not u.source.is_fact]
        hit = [u for u in live if touched_by(u, stale | renewed)]
        effect = Effect(
            translation.expression,
            relay,
            outdated=tuple(Hit(u, made_from_text(archive, work, translation, u)) for u in hit if u.outdated),
            renewed=tuple(u for u in hit if not u.outdated and u.text),
            ended=tuple(EndedUnit(u.source.key, u.text, ()) for u in live if u.text and touched_by(u, gone)),
        )
        yield effect
        yield from _relayed(archive, work, effect, relay)


def _whole(archive: Archive, work: Work, expression: Expression, version: Version) -> Iterator[Effect]:
    """Translations that came as whole texts: nobody recorded which sentence was made from which."""
    touched = {*version.changed, *version.removed}
    for other in work.state.expressions.values():
        source = other.facts.source
        made_from_it = source.kind == "expression" and source.expression == expression.id
        if not made_from_it or readable(other) is None or (source.version or 1) >= version.n:
            continue
        joined = edge(archive, work, expression.id, other.id)
        beside = [name for bead in joined.beads if not touched.isdisjoint(bead.a) for name in bead.b] if joined else []
        yield Effect(other, whole=True, beside=tuple(dict.fromkeys(beside)))
