"""The file of a translation, in any format: its units against one version of the source."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from statement_archive.domain.errors import Gone
from statement_archive.domain.ids import ExpressionId, translation_stream
from statement_archive.domain.text import text_digest
from statement_archive.domain.translations import Grain, Translation, Unit, UnitSource, live_units, unit_views
from statement_archive.domain.works import Expression, Version
from statement_archive.formats import po, tmx, xliff, xliff2
from statement_archive.formats.exchange import Credits, ExchangeHead, ExchangeUnit, FileFormat
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


def translation_file(
    archive: Archive, work: Work, translation: Translation, file_format: FileFormat, source_version: int | None = None
) -> bytes:
    """A translation as it stands, against a version of its source, in one of the formats of translators."""
    head, units = exchanged(archive, work, translation, source_version)
    if file_format == "po":
        return po.write(head, units)
    if file_format == "tmx":
        return tmx.write([(head, units)])
    return xliff.write(head, units) if file_format == "xliff" else xliff2.write(head, units)


def translation_po(archive: Archive, work: Work, translation: Translation, source_version: int | None = None) -> bytes:
    """The PO file of a translation as it stands, against a version of its source."""
    return translation_file(archive, work, translation, "po", source_version)


def exchanged(
    archive: Archive, work: Work, translation: Translation, source_version: int | None = None
) -> tuple[ExchangeHead, list[ExchangeUnit]]:
    """What every format writes of a translation, against a version of its source."""
    source = work.expression(translation.source)
    version = readable(source) if source_version is None else source.version(source_version)
    facts = translation.expression.facts
    translators = translation.translators
    head = ExchangeHead(
        work=work.id,
        expression=translation.expression.id,
        lang=facts.lang,
        source_expression=source.id,
        source_lang=source.facts.lang,
        source_version=version.n if version else 0,
        source_digest=version.text.sha256 if version else text_digest(""),
        version=len(translation.expression.versions),
        event=translation.head,
        revised=_revised(archive, work, translation),
        translator=translators[-1] if translators else facts.maker.name,
        credits=Credits(translators or ((facts.maker.name,) if facts.maker.name else ())),
        licence=facts.rights.licence,
        standing=facts.standing,
    )
    path = version.text.path if version else source.id

    def entry(unit: Unit) -> ExchangeUnit:
        withdrawn = source_version is not None
        made_from = made_from_text(archive, work, translation, unit, withdrawn=withdrawn) if unit.outdated else ""
        last = translation.last(unit.source.key)
        # Who gave one unit is recorded as an account only; a name can be told where there is but one.
        by = translators[0] if len(translators) == 1 and unit.text else ""
        return ExchangeUnit(
            unit, made_from, f"{path}:{unit.source.line}", by=by, at=last.at if last and unit.text else None
        )

    return head, [entry(unit) for unit in units_of(archive, work, translation, source_version)]


def _revised(archive: Archive, work: Work, translation: Translation) -> datetime:
    if not translation.head:
        return work.state.updated_at.astimezone(UTC)
    events = archive.ledger.read(translation_stream(work.id, translation.expression.id))
    return events[translation.head - 1].at
