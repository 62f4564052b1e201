"""Held texts in which a quotation may stand: the index proposes them, or all are looked at.

::

    a run of whole words ──phrase──▶ paragraphs          quickest, for words that are the same
    its longest words ─────or──────▶ paragraphs, ranked  for words that differ
    every text                                           where there is no index, or nothing was proposed
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from statement_archive.analysis.tokens import is_unspaced, tokenize
from statement_archive.domain.actors import Actor
from statement_archive.domain.errors import ArchiveError
from statement_archive.domain.ids import WorkId
from statement_archive.domain.query import Clause, DocumentKey, Everything, Or, Phrase, Query, Window, Word
from statement_archive.domain.works import Expression, Version
from statement_archive.quotes.quoted import Quoted
from statement_archive.quotes.source import SourceText, source_text
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.reading import Work, see, table_of, text_of, version_of
from statement_archive.workflow.visible import visible

_RUN = 5  # tokens of a phrase
_WORDS = 10  # looked for one by one
_PHRASES = 50  # paragraphs that hold the run of words
_RANKED = 40  # paragraphs that hold some of the words


@dataclass(frozen=True, slots=True)
class HeldText:
    """A version of a text that the reader may see; ``regions``: stored spans where the quotation is likely, none where
    that is not known."""

    work: Work
    expression: Expression
    version: Version
    regions: tuple[tuple[int, int], ...] = ()

    @property
    def key(self) -> tuple[str, str, int]:
        return self.work.id, self.expression.id, self.version.n

    @property
    def superseded(self) -> bool:
        return self.version is not self.expression.current


def read(archive: Archive, held: HeldText) -> SourceText:
    """The text, ready to be compared. Raises what reading it raises."""
    lang = held.expression.facts.lang

    def make() -> SourceText:
        return source_text(text_of(archive, held.version), table_of(archive, held.version), lang)

    return archive.memo.get(("compared", held.version.text, held.version.table, lang), make)


def by_words_in_order(archive: Archive, reader: Actor, quotation: Quoted, now: datetime) -> list[HeldText]:
    """Texts with a run of whole words of the quotation."""
    run = _run(quotation)
    return _proposed(archive, reader, quotation, Phrase(run), _PHRASES, now) if run else []


def by_words(archive: Archive, reader: Actor, quotation: Quoted, now: datetime) -> list[HeldText]:
    """Texts with some of its words: those with the most and the rarest first."""
    words = _longest(quotation)
    clause = Or(tuple(Word(word) for word in words))
    return _proposed(archive, reader, quotation, clause, _RANKED, now) if words else []


def has_index(archive: Archive) -> bool:
    """Whether anything was indexed: an index that is gone proposes nothing."""
    return archive.engine.match(Query(Everything()), Window(0)).total > 0


def of_work(work: Work) -> Iterator[HeldText]:
    """Every version of every text of a work, the newest first."""
    for expression in work.expressions.values():
        if expression.tombstone is None:
            for version in reversed(expression.versions):
                if version.tombstone is None:
                    yield HeldText(work, expression, version)


def everywhere(archive: Archive, reader: Actor, now: datetime) -> list[HeldText]:
    """Every text that the reader may see, superseded ones too."""
    found = visible(archive, reader, now, "texts of a work", lambda work: tuple(of_work(work)))
    return [held for texts in found for held in texts]


def _proposed(
    archive: Archive, reader: Actor, quotation: Quoted, clause: Clause, limit: int, now: datetime
) -> list[HeldText]:
    public: Mapping[str, frozenset[str]] = {} if reader.may("see_unpublished") else {"public": frozenset({"yes"})}
    found = archive.engine.match(Query(clause, public), Window(limit))
    named: dict[tuple[str, str, int], list[DocumentKey]] = {}
    for candidate in found.candidates:
        key = candidate.key
        named.setdefault((key.work, key.expression, key.version), []).append(key)
    held = (_held(archive, reader, keys, len(quotation.raw), now) for keys in named.values())
    return [each for each in held if each is not None]


def _held(archive: Archive, reader: Actor, keys: Sequence[DocumentKey], reach: int, now: datetime) -> HeldText | None:
    """The index may lag behind a withdrawal or an embargo: what may not be seen is not there."""
    first = keys[0]
    try:
        work = see(archive, WorkId(first.work), reader, now)
        expression = work.expression(first.expression)
        version = version_of(expression, first.version)
        table = table_of(archive, version)
    except ArchiveError:
        return None
    regions = []
    for key in keys:
        paragraph = table.find(key.segment)
        if paragraph is not None:
            regions.append((max(0, paragraph.start - 2 * reach), min(version.characters, paragraph.end + 2 * reach)))
    return HeldText(work, expression, version, _merged(regions))


def _merged(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _whole_words(quotation: Quoted) -> list[list[str]]:
    """Tokens of each fragment but the first and last, which may be cut inside a word; of short ones all."""
    found = []
    for fragment in quotation.fragments:
        for part in fragment.words.replace("［", "[").replace("］", "[").replace("]", "[").split("["):
            tokens = [t.exact for t in tokenize(part, "und")]
            inner = tokens[1:-1]
            found.append(inner if len(inner) > 1 else tokens)
    return found


def _run(quotation: Quoted) -> tuple[str, ...]:
    """The run of whole words that says the most."""
    runs = [
        tuple(tokens[at : at + _RUN])
        for tokens in _whole_words(quotation)
        for at in range(max(1, len(tokens) - _RUN + 1))
        if tokens
    ]
    return max(runs, key=lambda run: sum(map(len, run)), default=())


def _longest(quotation: Quoted) -> list[str]:
    """The longest words, which are likely to be rare; of scripts without spaces pairs from all over."""
    tokens = list(dict.fromkeys(token for tokens in _whole_words(quotation) for token in tokens))
    pairs = [t for t in tokens if is_unspaced(t)]
    words = sorted((t for t in tokens if not is_unspaced(t)), key=len, reverse=True)[:_WORDS]
    step = max(1, len(pairs) // (2 * _WORDS))
    return [*words, *pairs[::step]]
