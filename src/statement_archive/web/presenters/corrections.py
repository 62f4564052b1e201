"""What a correction did: segments against the version before, and every translation that it touched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from statement_archive.align.diff import Piece, word_diff
from statement_archive.domain.errors import ArchiveError
from statement_archive.domain.people import DraftFile
from statement_archive.domain.segments import SegmentTable
from statement_archive.domain.translations import Unit
from statement_archive.domain.works import Expression, Version
from statement_archive.web.links import editor_address, unit_address
from statement_archive.web.names import html_lang, language_name, text_direction
from statement_archive.web.presenters.history import SIGNIFICANCE
from statement_archive.web.presenters.unit_words import who
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.compare import paragraphs_of
from statement_archive.workflow.correction_effects import Effect, Hit, effects
from statement_archive.workflow.deposit import read
from statement_archive.workflow.deposit_request import DepositRequest
from statement_archive.workflow.reading import Work, table_of, text_of, version_of

_SHOWN = 40  # changed sentences shown word by word


@dataclass(frozen=True, slots=True)
class HitLine:
    """A unit that a correction touched. ``changes``: of its source since it was translated; ``relayed``: its source,
    a translation, has to be put right first; ``waived``: why it holds as it is, and who said so."""

    key: str
    text: str
    changes: tuple[Piece, ...]
    relayed: bool
    waived: str
    by: str
    story: str
    editor: str


@dataclass(frozen=True, slots=True)
class EffectView:
    """One translation. ``relay``: by way of which translations; ``ended``: key, words, and where they are offered."""

    name: str
    language: str
    lang: str
    dir: str
    version: int
    relay: str
    whole: bool
    beside: tuple[str, ...]
    outdated: tuple[HitLine, ...]
    waived: tuple[HitLine, ...]
    renewed: tuple[tuple[str, str], ...]
    empty: tuple[tuple[str, str], ...]
    ended: tuple[tuple[str, str, str, tuple[tuple[str, str], ...]], ...]

    @property
    def untouched(self) -> bool:
        return not (self.outdated or self.waived or self.renewed or self.empty or self.ended or self.beside)


@dataclass(frozen=True, slots=True)
class CorrectedPage:
    expression: str
    n: int
    reason: str
    authority: str
    date: str
    significance: str
    lang: str
    dir: str
    changed: tuple[tuple[str, tuple[Piece, ...]], ...]
    more: int
    added: tuple[tuple[str, str], ...]
    removed: tuple[tuple[str, str], ...]
    effects: tuple[EffectView, ...]
    before: int
    typo: bool


def corrected_page(archive: Archive, work: Work, expression: Expression, n: int) -> CorrectedPage:
    """Raises Gone, Damaged."""
    version = version_of(expression, n)
    now, then = _words_of(archive, version), _before(archive, expression, n)
    changed = [name for name in version.changed if now(name)[1]]
    return CorrectedPage(
        expression.id,
        n,
        version.reason,
        version.authority,
        version.date,
        str(SIGNIFICANCE.get(version.significance, "")),
        html_lang(expression.facts.lang),
        text_direction(expression.facts.lang),
        tuple((name, word_diff(then(name)[0], now(name)[0])) for name in changed[:_SHOWN]),
        max(0, len(changed) - _SHOWN),
        tuple((name, now(name)[0]) for name in version.added if now(name)[1]),
        tuple((name, then(name)[0]) for name in version.removed if then(name)[1]),
        tuple(_effect(work, each) for each in effects(archive, work, expression, n)),
        n - 1,
        version.significance == "typo",
    )


Words = Callable[[str], tuple[str, bool]]


def _words_of(archive: Archive, version: Version) -> Words:
    """Words of a segment, and whether it is a sentence of this version."""
    text, table = text_of(archive, version), table_of(archive, version)
    sentences = {s.id for s in table.sentences}

    def words(name: str) -> tuple[str, bool]:
        found = table.find(name)
        return (found.cut(text) if found else ""), name in sentences

    return words


def _before(archive: Archive, expression: Expression, n: int) -> Words:
    earlier = expression.version(n - 1)
    if earlier is None or earlier.tombstone:
        return lambda _name: ("", False)
    return _words_of(archive, earlier)


def _effect(work: Work, effect: Effect) -> EffectView:
    name = effect.expression.id
    tag = effect.expression.facts.lang

    def hit(each: Hit) -> HitLine:
        unit = each.unit
        changes = word_diff(each.was, unit.source.text) if each.was and each.was != unit.source.text else ()
        waiver = unit.waiver
        return HitLine(
            unit.source.key,
            unit.text,
            changes,
            unit.relayed,
            waiver.reason if waiver else "",
            who(waiver.by, waiver.claimed) if waiver else "",
            story(unit.source.key),
            editor_address(work.id, name, unit.source.key),
        )

    def story(key: str) -> str:
        return unit_address(work.id, name, key)

    def link(unit: Unit) -> tuple[str, str]:
        key = unit.source.key
        return key, editor_address(work.id, name, key) or story(key)

    return EffectView(
        name,
        language_name(tag),
        html_lang(tag),
        text_direction(tag),
        len(effect.expression.versions),
        ", ".join(language_name(work.expression(each).facts.lang) for each in effect.relay),
        effect.whole,
        effect.beside,
        tuple(hit(each) for each in effect.outdated),
        tuple(hit(each) for each in effect.waived),
        tuple(link(each) for each in effect.renewed),
        tuple(link(each) for each in effect.empty),
        tuple(
            (
                e.key,
                e.text,
                unit_address(work.id, name, e.key),
                tuple((k, unit_address(work.id, name, k)) for k in e.offered_at),
            )
            for e in effect.ended
        ),
    )


# --- two corrections at once ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Clash:
    """Two corrections of one text. ``theirs``: what the other one changed since version ``base``; ``mine``: what
    this file changes against the same version. Both by paragraph, those that are equal left out."""

    base: int
    now: int
    reason: str
    lang: str
    dir: str
    theirs: tuple[tuple[str, tuple[Piece, ...]], ...]
    mine: tuple[tuple[str, tuple[Piece, ...]], ...]


def clash(archive: Archive, expression: Expression, base: int, file: DraftFile, encoding: str) -> Clash | None:
    """None where the text is as it was: then something else of the work was changed meanwhile."""
    now, before = expression.current, expression.version(base)
    if now is None or before is None or now.n == before.n or now.tombstone or before.tombstone:
        return None
    try:
        request = DepositRequest(
            content=file.content, file_name=file.name, lang=expression.facts.lang, rendition="unknown",
            encoding=encoding, media=before.media,
        )  # fmt: skip
        mine = read(request)
    except ArchiveError:
        return None
    old = text_of(archive, before)
    return Clash(
        before.n,
        now.n,
        now.reason,
        html_lang(expression.facts.lang),
        text_direction(expression.facts.lang),
        _differing(old, text_of(archive, now), table_of(archive, now)),
        _differing(old, mine.text, mine.table),
    )


def _differing(old: str, new: str, table: SegmentTable) -> tuple[tuple[str, tuple[Piece, ...]], ...]:
    return tuple((p.segment, p.pieces) for p in paragraphs_of(word_diff(old, new), table) if not p.same)
