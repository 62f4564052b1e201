"""The units of a translation against one version of its source."""

from __future__ import annotations

from collections.abc import Collection, Hashable

from statement_archive.domain.errors import Gone
from statement_archive.domain.ids import ExpressionId
from statement_archive.domain.text import text_digest
from statement_archive.domain.translations import Translation, Unit, unit_views
from statement_archive.domain.units import Grain, Joined, SentenceUnits, UnitSource, live_units, sentence_units
from statement_archive.domain.works import Expression, Version
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.fact_units import fact_units, was_ever
from statement_archive.workflow.reading import Work, table_of, text_of, version_of


def source_units(
    archive: Archive, source: Expression, version: Version, grain: Grain, joined: Collection[Joined] = frozenset()
) -> tuple[UnitSource, ...]:
    """The units of the text of one version of a source."""
    return archive.memo.get(
        _units_key(source, version, grain, joined),
        lambda: live_units(text_of(archive, version), table_of(archive, version), grain, source.facts.lang, joined),
    )


def _units_key(source: Expression, version: Version, grain: Grain, joined: Collection[Joined]) -> tuple[Hashable, ...]:
    return ("units", version.text, version.table, grain, source.facts.lang, frozenset(joined))


def sentences_of(archive: Archive, source: Expression, version: Version) -> SentenceUnits:
    """The sentences of one version of a source, from which any unit of it can be named."""
    return archive.memo.get(
        ("sentence units", version.text, version.table, source.facts.lang),
        lambda: sentence_units(text_of(archive, version), table_of(archive, version), source.facts.lang),
    )


def stale_segments(archive: Archive, work: Work, name: ExpressionId) -> frozenset[str]:
    """Segments of an expression that are themselves outdated: of a translation made here, those whose
    units are; of a text that came whole, none. Staleness passes through relays."""
    translation = work.translations.get(name)
    if translation is None:
        return frozenset()
    return frozenset(
        u.source.ids[0] for u in units_of(archive, work, translation) if u.outdated and not u.source.is_fact
    )


def live_sources(
    archive: Archive, work: Work, translation: Translation, source_version: int | None = None
) -> tuple[UnitSource, ...]:
    """What there is to translate: facts of the work, then the text. Arguments and errors as for
    :func:`units_of`."""
    facts, text, _key = _sources(archive, work, translation, source_version)
    return (*facts, *text)


_Sources = tuple[tuple[UnitSource, ...], tuple[UnitSource, ...], Hashable]


def _sources(archive: Archive, work: Work, translation: Translation, source_version: int | None) -> _Sources:
    """Facts, text, and what they follow from."""
    source = work.expression(translation.source)
    try:
        version = version_of(source) if source_version is None else source.version(source_version)
        text = source_units(archive, source, version, translation.grain, translation.joined) if version else ()
    except Gone:
        return (), (), None
    if version is None:
        return (), (), None
    key = _units_key(source, version, translation.grain, translation.joined)
    facts = fact_units(archive, work, translation, text, key)
    return facts, text, (facts, key)


def units_of(
    archive: Archive, work: Work, translation: Translation, source_version: int | None = None
) -> tuple[Unit, ...]:
    """The live units of a translation against the newest version of its source; against ``source_version``
    whether it was withdrawn since or not (to compare a file made then).

    A source that was withdrawn leaves no units. Raises NotFound where it is not held at all.
    """
    facts, text, made_of = _sources(archive, work, translation, source_version)
    stale = stale_segments(archive, work, translation.source)
    if not translation.head or made_of is None:
        return unit_views(translation, (*facts, *text), stale)
    key = ("unit views", translation.head_hash, made_of, stale)
    return archive.memo.get(key, lambda: unit_views(translation, (*facts, *text), stale))


def made_from_text(
    archive: Archive, work: Work, translation: Translation, unit: Unit, *, withdrawn: bool = False
) -> str:
    """The source text that a unit's target was made from; empty where it is no longer held. ``withdrawn``:
    look in versions that were withdrawn too."""
    return text_with_digest(archive, work, translation, unit.source, unit.made_from, withdrawn=withdrawn)


def text_with_digest(
    archive: Archive, work: Work, translation: Translation, unit: UnitSource, digest: str, *, withdrawn: bool = False
) -> str:
    """The text that a unit's source had when it had this digest; empty where it is no longer held."""
    if unit.is_fact:
        return next((text for text in was_ever(archive, work, unit.key) if text_digest(text) == digest), "")
    source = work.expression(translation.source)
    for version in reversed(source.versions):
        if (source.tombstone or version.tombstone) and not withdrawn:
            continue
        try:
            candidate = sentences_of(archive, source, version).named(unit.key)
        except Gone:
            continue
        if candidate is not None and candidate.digest == digest:
            return candidate.text
    return ""
