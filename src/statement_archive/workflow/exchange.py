"""The file of a translation, in any format of translators: its units against one version of the source."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from statement_archive.domain.ids import translation_stream
from statement_archive.domain.text import text_digest
from statement_archive.domain.translations import Translation, Unit
from statement_archive.formats import po, tmx, xliff, xliff2
from statement_archive.formats.exchange import Credits, ExchangeHead, ExchangeUnit, FileFormat
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.credit import Names, credit_of, last_translator
from statement_archive.workflow.reading import Work, readable
from statement_archive.workflow.translation_file import made_from_text, units_of


def nobody(_person: str) -> str:
    """Names of accounts where none are to be told: a file in the home names only those whom the ledger claims."""
    return ""


def translation_file(
    archive: Archive,
    work: Work,
    translation: Translation,
    file_format: FileFormat,
    source_version: int | None = None,
    names: Names = nobody,
) -> bytes:
    """A translation as it stands, against a version of its source, in one of the formats of translators.
    ``names``: of accounts, for the credits."""
    head, units = exchanged(archive, work, translation, source_version, names)
    if file_format == "po":
        return po.write(head, units)
    if file_format == "tmx":
        return tmx.write([(head, units)])
    return xliff.write(head, units) if file_format == "xliff" else xliff2.write(head, units)


def translation_po(archive: Archive, work: Work, translation: Translation, source_version: int | None = None) -> bytes:
    """The PO file of a translation as it lies in the home."""
    return translation_file(archive, work, translation, "po", source_version)


def exchanged(
    archive: Archive,
    work: Work,
    translation: Translation,
    source_version: int | None = None,
    names: Names = nobody,
) -> tuple[ExchangeHead, list[ExchangeUnit]]:
    """What every format writes of a translation, against a version of its source."""
    source = work.expression(translation.source)
    version = readable(source) if source_version is None else source.version(source_version)
    facts = translation.expression.facts
    # A translation as it was earlier is credited to those whose words it had then.
    then = replace(work, translations={**work.translations, translation.expression.id: translation})
    credit = credit_of(archive, names, then, translation.expression)
    translators = tuple(each.name for each in credit.translators if each.name)
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
        translator=last_translator(archive, names, work, translation) or facts.maker.name,
        credits=Credits(
            translators or ((facts.maker.name,) if facts.maker.name else ()),
            tuple(each.name for each in credit.reviewers if each.name),
        ),
        licence=facts.rights.licence,
        standing=facts.standing,
    )
    path = version.text.path if version else source.id

    def entry(unit: Unit) -> ExchangeUnit:
        withdrawn = source_version is not None
        made_from = made_from_text(archive, work, translation, unit, withdrawn=withdrawn) if unit.outdated else ""
        last = translation.last(unit.source.key) if unit.text else None
        by = (last.claimed or names(last.by)) if last else ""
        return ExchangeUnit(unit, made_from, f"{path}:{unit.source.line}", by=by, at=last.at if last else None)

    return head, [entry(unit) for unit in units_of(archive, work, translation, source_version)]


def _revised(archive: Archive, work: Work, translation: Translation) -> datetime:
    if not translation.head:
        return work.state.updated_at.astimezone(UTC)
    events = archive.ledger.read(translation_stream(work.id, translation.expression.id))
    return events[translation.head - 1].at
