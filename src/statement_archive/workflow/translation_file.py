"""The PO file of a translation: its units against one version of the source."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from statement_archive.domain.errors import Gone
from statement_archive.domain.ids import ExpressionId, translation_stream
from statement_archive.domain.text import text_digest
from statement_archive.domain.translations import Grain, Translation, Unit, UnitSource, live_units, unit_views
from statement_archive.domain.works import Expression, Version
from statement_archive.formats import po
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.reading import Work, readable, table_of, text_of, version_of


def source_units(archive: Archive, source: Expression, version: Version, grain: Grain) -> tuple[UnitSource, ...]:
    """The units of one version of a source."""
    return archive.memo.get(
        ("units", version.text, version.table, grain, source.facts.lang),
        lambda: live_units(text_of(archive, version), table_of(archive, version), grain, source.facts.lang),
    )


def unit_index(archive: Archive, source: Expression, version: Version, grain: Grain) -> Mapping[str, UnitSource]:
    """The same by key."""
    return archive.memo.get(
        ("unit index", version.text, version.table, grain, source.facts.lang),
        lambda: {u.key: u for u in source_units(archive, source, version, grain)},
    )


def stale_segments(archive: Archive, work: Work, name: ExpressionId) -> frozenset[str]:
    """Segments of an expression that are themselves outdated: of a translation made here, those whose
    units are; of a text that came whole, none. Staleness passes through relays."""
    translation = work.translations.get(name)
    if translation is None:
        return frozenset()
    return frozenset(u.source.ids[0] for u in units_of(archive, work, translation) if u.outdated)


def units_of(
    archive: Archive, work: Work, translation: Translation, source_version: int | None = None
) -> tuple[Unit, ...]:
    """The live units of a translation against the newest version of its source; against ``source_version``
    whether it was withdrawn since or not (to compare a file made then).

    A source that was withdrawn leaves no units. Raises NotFound where it is not held at all.
    """
    source = work.expression(translation.source)
    try:
        version = version_of(source) if source_version is None else source.version(source_version)
        sources = source_units(archive, source, version, translation.grain) if version else ()
    except Gone:
        return ()
    stale = stale_segments(archive, work, translation.source)
    if not version or not translation.head:
        return unit_views(translation, sources, stale)
    key = (
        "unit views",
        translation.head_hash,
        translation.grain,
        version.text,
        version.table,
        source.facts.lang,
        stale,
    )
    return archive.memo.get(key, lambda: unit_views(translation, sources, stale))


def made_from_text(
    archive: Archive, work: Work, translation: Translation, unit: Unit, *, withdrawn: bool = False
) -> str:
    """The source text that a unit's target was made from; empty where it is no longer held. ``withdrawn``:
    look in versions that were withdrawn too."""
    source = work.expression(translation.source)
    for version in reversed(source.versions):
        if (source.tombstone or version.tombstone) and not withdrawn:
            continue
        try:
            candidate = unit_index(archive, source, version, translation.grain).get(unit.source.key)
        except Gone:
            continue
        if candidate is not None and candidate.digest == unit.made_from:
            return candidate.text
    return ""


def translation_po(
    archive: Archive, work: Work, translation: Translation, source_version: int | None = None, translator: str = ""
) -> bytes:
    """The PO file of a translation as it stands, against a version of its source. ``translator``: who last
    worded it, where that was looked up (``credit.last_translator``); the file in the home names none but
    those whom the ledger claims."""
    source = work.expression(translation.source)
    version = readable(source) if source_version is None else source.version(source_version)
    facts = translation.expression.facts
    revised = _revised(archive, work, translation)
    head = po.PoHead(
        work=work.id,
        expression=translation.expression.id,
        lang=facts.lang,
        source_expression=source.id,
        source_lang=source.facts.lang,
        source_version=version.n if version else 0,
        source_digest=version.text.sha256 if version else text_digest(""),
        version=len(translation.expression.versions),
        event=translation.head,
        revised=revised,
        translator=translator or (translation.translators[-1] if translation.translators else facts.maker.name),
    )

    def made_from(unit: Unit) -> str:
        return made_from_text(archive, work, translation, unit, withdrawn=source_version is not None)

    path = version.text.path if version else source.id
    entries = [
        (unit, made_from(unit) if unit.outdated else "", f"{path}:{unit.source.line}")
        for unit in units_of(archive, work, translation, source_version)
    ]
    return po.write(head, entries)


def _revised(archive: Archive, work: Work, translation: Translation) -> datetime:
    if not translation.head:
        return work.state.updated_at.astimezone(UTC)
    events = archive.ledger.read(translation_stream(work.id, translation.expression.id))
    return events[translation.head - 1].at
