"""What a correction did: segments against the version before, and the translations it made outdated."""

from __future__ import annotations

from dataclasses import dataclass

from statement_archive.align.diff import Piece, word_diff
from statement_archive.domain.works import Expression
from statement_archive.web.names import html_lang, language_name, text_direction
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.reading import Work, table_of, text_of, version_of
from statement_archive.workflow.translation_file import units_of

_SHOWN = 40  # changed sentences shown word by word


@dataclass(frozen=True, slots=True)
class Corrected:
    expression: str
    n: int
    reason: str
    authority: str
    significance: str
    lang: str
    dir: str
    changed: tuple[tuple[str, tuple[Piece, ...]], ...]
    more: int
    added: tuple[tuple[str, str], ...]
    removed: tuple[tuple[str, str], ...]
    outdated: tuple[tuple[str, str, str], ...]


def corrected_page(archive: Archive, work: Work, expression: Expression, n: int) -> Corrected:
    """Raises Gone, Damaged."""
    version = version_of(expression, n)
    now, before = text_of(archive, version), ""
    new, old = table_of(archive, version), None
    if n > 1 and not version_of(expression, n - 1).tombstone:
        earlier = version_of(expression, n - 1)
        before, old = text_of(archive, earlier), table_of(archive, earlier)
    sentences = {s.id for s in new.sentences} | ({s.id for s in old.sentences} if old else set())

    def words(name: str, *, then: bool = False) -> str:
        table, text = (old, before) if then and old else (new, now)
        found = table.find(name)
        return found.cut(text) if found else ""

    changed = [name for name in version.changed if name in sentences]
    return Corrected(
        expression.id,
        n,
        version.reason,
        version.authority,
        version.significance,
        html_lang(expression.facts.lang),
        text_direction(expression.facts.lang),
        tuple((name, word_diff(words(name, then=True), words(name))) for name in changed[:_SHOWN]),
        max(0, len(changed) - _SHOWN),
        tuple((name, words(name)) for name in version.added if name in sentences),
        tuple((name, words(name, then=True)) for name in version.removed if name in sentences),
        tuple(_outdated(archive, work, expression)),
    )


def _outdated(archive: Archive, work: Work, expression: Expression) -> list[tuple[str, str, str]]:
    """Expression, language and units of every translation from this text that are outdated now."""
    found: list[tuple[str, str, str]] = []
    for name, made in work.translations.items():
        if made.source == expression.id:
            units = [u.source.key for u in units_of(archive, work, made) if u.outdated]
            if units:
                found.append((name, language_name(made.expression.facts.lang), ", ".join(units)))
    return found
