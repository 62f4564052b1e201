"""Held texts in which a quotation may stand: the index proposes them, or all are looked at.

::

    a run of whole words ───phrase──────▶ paragraphs          quickest, for words that are the same
    neighbours here and there ─or───────▶ paragraphs, ranked  for words that differ in places
    its longest words ─────────or───────▶ paragraphs, ranked  for words that differ all over
    every text                                                where there is no index, or nothing was proposed
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from statement_archive.analysis.tokens import is_unspaced, tokenize
from statement_archive.domain.actors import Actor
from statement_archive.domain.errors import ArchiveError
from statement_archive.domain.query import Clause, Everything, Or, Phrase, Query, Window, Word
from statement_archive.domain.works import Expression, Version
from statement_archive.quotes.quoted import Quoted
from statement_archive.quotes.source import SourceText, evened
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.reading import Work, see, table_of, text_of, version_of
from statement_archive.workflow.visible import visible

_RUN = 5  # tokens of a phrase
_LONG_RUN = 30
_PAIRS = 8  # neighbours that are looked for
_WORDS = 10  # looked for one by one
_PHRASES = 50  # paragraphs that hold the run of words
_MANY = 3000  # of them, at most, where they are very many
_RANKED = 40  # paragraphs that hold some of the words


@dataclass(frozen=True, slots=True)
class HeldText:
    """A version of a text that the reader may see."""

    work: Work
    expression: Expression
    version: Version

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
        return SourceText(text_of(archive, held.version), lang, lambda: table_of(archive, held.version))

    return archive.memo.get(("compared", held.version.text, held.version.table, lang), make)


def by_words_in_order(archive: Archive, reader: Actor, quotation: Quoted, now: datetime) -> list[HeldText]:
    """Texts with a run of whole words of the quotation. Where very many have it, a longer one is sought, and of the
    further texts those are left that hold the longest fragment letter by letter."""
    run = _run(quotation, _RUN)
    found, total = _proposed(archive, reader, Phrase(run), _PHRASES, now) if run else ([], 0)
    if total <= _PHRASES:
        return found
    found, _ = _proposed(archive, reader, Phrase(_run(quotation, _LONG_RUN)), _MANY, now)
    words = evened(max((f.words for f in quotation.fragments), key=len))
    return [*found[:_PHRASES], *(held for held in found[_PHRASES:] if _holds(archive, held, words))]


def _holds(archive: Archive, held: HeldText, words: str) -> bool:
    try:
        return words in read(archive, held).even
    except ArchiveError:
        return False


def by_neighbours(archive: Archive, reader: Actor, quotation: Quoted, now: datetime) -> list[HeldText]:
    """Texts with some of its neighbouring words: those with the most and the rarest first."""
    pairs = _neighbours(quotation)
    clause = Or(tuple(Phrase(pair) for pair in pairs))
    return _proposed(archive, reader, clause, _RANKED, now)[0] if pairs else []


def by_words(archive: Archive, reader: Actor, quotation: Quoted, now: datetime) -> list[HeldText]:
    """Texts with some of its words: those with the most and the rarest first."""
    words = _longest(quotation)
    clause = Or(tuple(Word(word) for word in words))
    return _proposed(archive, reader, clause, _RANKED, now)[0] if words else []


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


def _proposed(archive: Archive, reader: Actor, clause: Clause, limit: int, now: datetime) -> tuple[list[HeldText], int]:
    """Texts, and how many paragraphs there are."""
    public: Mapping[str, frozenset[str]] = {} if reader.may("see_unpublished") else {"public": frozenset({"yes"})}
    found = archive.engine.match(Query(clause, public), Window(limit))
    named = dict.fromkeys((c.key.work, c.key.expression, c.key.version) for c in found.candidates)
    held = (_held(archive, reader, *name, now) for name in named)
    return [each for each in held if each is not None], found.total


def _held(archive: Archive, reader: Actor, name: str, expression: str, version: int, now: datetime) -> HeldText | None:
    """The index may lag behind a withdrawal or an embargo: what may not be seen is not there."""
    try:
        work = see(archive, name, reader, now)
        found = work.expression(expression)
        return HeldText(work, found, version_of(found, version))
    except ArchiveError:
        return None


def _whole_words(quotation: Quoted) -> list[list[str]]:
    """Tokens of each fragment but the first and last, which may be cut inside a word; of short ones all."""
    found = []
    for fragment in quotation.fragments:
        for part in fragment.words.replace("［", "[").replace("］", "[").replace("]", "[").split("["):
            tokens = [t.exact for t in tokenize(part, "und")]
            inner = tokens[1:-1]
            found.append(inner if len(inner) > 1 else tokens)
    return found


def _run(quotation: Quoted, size: int) -> tuple[str, ...]:
    """The run of so many whole words that says the most."""
    runs = [
        tuple(tokens[at : at + size])
        for tokens in _whole_words(quotation)
        for at in range(max(1, len(tokens) - size + 1))
        if tokens
    ]
    return max(runs, key=lambda run: sum(map(len, run)), default=())


def _neighbours(quotation: Quoted) -> list[tuple[str, ...]]:
    """The longest pairs of neighbours from all over, none touching another; where words are not parted, runs of four
    (five characters)."""
    found: list[tuple[int, tuple[str, ...]]] = []
    for tokens in _whole_words(quotation):
        at = 0
        while at < len(tokens) - 1:
            size = 4 if is_unspaced(tokens[at]) else 2
            run = tuple(tokens[at : at + size])
            found.append((sum(map(len, run)), run))
            at += size
    found.sort(key=lambda pair: -pair[0])
    return list(dict.fromkeys(run for _, run in found if len(run) > 1))[:_PAIRS]


def _longest(quotation: Quoted) -> list[str]:
    """The longest words, which are likely to be rare; of scripts without spaces pairs from all over."""
    tokens = list(dict.fromkeys(token for tokens in _whole_words(quotation) for token in tokens))
    pairs = [t for t in tokens if is_unspaced(t)]
    words = sorted((t for t in tokens if not is_unspaced(t)), key=len, reverse=True)[:_WORDS]
    step = max(1, len(pairs) // (2 * _WORDS))
    return [*words, *pairs[::step]]
