"""One segment of a Whoosh index, read by its public reader; with what is asked often kept in memory.

Names no class of Whoosh, only methods of the reader it is given.
"""

from __future__ import annotations

import contextlib
import re
from array import array
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from statement_archive.domain.query import DocumentKey, Phrase
from statement_archive.search.places import Place
from statement_archive.search.postings import Codes, Counts, Documents, Mask, Scores
from statement_archive.search.ranking import Unit

_BETWEEN = "\x1f"  # before, between and after the tokens of a line
_MARK = _BETWEEN.encode()
# Postings kept in memory for each segment, about 5 bytes each.
CACHED_POSTINGS = 500_000
_NONE: tuple[Documents, Counts] = (np.zeros(0, np.int32), None)


class UnreadableError(Exception):
    """What lies on the disk is not what was written."""


@contextlib.contextmanager
def reading() -> Iterator[None]:
    """Over damaged files Whoosh raises whatever comes (``Exception`` itself, errors of pickle, struct, zlib,
    assertions). Raises UnreadableError for these; not for what is no fault of the files."""
    try:
        yield
    except (UnreadableError, MemoryError, RecursionError):
        raise
    except Exception as error:
        if isinstance(error, OSError) and not isinstance(error, FileNotFoundError):
            raise  # too many open files, no permission
        raise UnreadableError(str(error)) from error


def encoded(term: str) -> bytes:
    """A term as bytes. A lone surrogate, which only a query can hold, is a term that no document has."""
    return term.encode("utf-8", "surrogatepass")


def attribute_term(name: str, value: str) -> str:
    return f"{name}\x1f{value}"


def key_text(key: DocumentKey) -> str:
    return "\t".join((key.work, key.expression, str(key.version), key.segment))


def parse_ref(ref: bytes) -> tuple[DocumentKey, str]:
    """The key and the digest in a ``ref`` column."""
    name, _, digest = ref.decode("utf-8", "surrogatepass").rpartition("\n")
    work, expression, version, segment = name.split("\t")
    return DocumentKey(work, expression, int(version), segment), digest


def line_bytes(tokens: Sequence[str]) -> bytes:
    """Tokens in a row, so that a phrase is a substring."""
    return encoded(f"{_BETWEEN}{_BETWEEN.join(tokens)}{_BETWEEN}")


def _tokens(line: bytes) -> Sequence[str]:
    return line.decode("utf-8", "surrogatepass").split(_BETWEEN)[1:-1]


class WhooshPart:
    """A :class:`~statement_archive.search.postings.Part`. Not safe for threads: the engine holds a lock,
    because readers share the position in their files. ``works`` numbers the works of all parts."""

    def __init__(self, reader: Any, works: dict[str, int]) -> None:
        self._reader = reader
        self._numbers = works
        with reading():
            self._refs = reader.column_reader("ref")
            self._lines = reader.column_reader("line")
            self._stems = reader.column_reader("stems")
            lengths = array("I", reader.column_reader("length"))
            self._lengths = np.array(lengths, np.float64)
            self._live = np.zeros(len(lengths), np.bool_)
            self._live[np.fromiter(reader.all_doc_ids(), np.int64)] = True
        self._total = int(self._lengths[self._live].sum())
        self._documents = int(np.count_nonzero(self._live))
        self._cache: dict[Unit | tuple[str, str], tuple[Documents, Counts]] = {}
        self._cached = 0
        self._values: dict[str, Sequence[str]] = {}
        self._pairs: dict[str, tuple[Documents, Codes]] = {}
        self._works: Codes | None = None
        self._by_key: Codes | None = None

    def live(self) -> Mask:
        return self._live

    def documents(self) -> int:
        """How many are live."""
        return self._documents

    def counts(self, unit: Unit) -> tuple[Documents, Counts]:
        held = self._cache.get(unit)
        if held is None:
            held = self._prefix(unit.term) if unit.field == "prefix" else self._postings(unit.field, unit.term)
            self._keep(unit, held)
        return held

    def attribute(self, name: str, value: str) -> Documents:
        term = (name, value)
        held = self._cache.get(term)
        if held is None:
            held = self._postings("attribute", attribute_term(name, value))
            self._keep(term, held)
        return held[0]

    def values(self, name: str) -> Sequence[str]:
        if name not in self._values:
            terms = self._beginning("attribute", attribute_term(name, ""))
            self._values[name] = sorted(t.partition("\x1f")[2] for t in terms)
        return self._values[name]

    def pairs(self, name: str) -> tuple[Documents, Codes]:
        if name not in self._pairs:
            held = [self._postings("attribute", attribute_term(name, value))[0] for value in self.values(name)]
            documents = np.concatenate(held) if held else np.zeros(0, np.int32)
            self._pairs[name] = documents, np.repeat(np.arange(len(held)), [len(d) for d in held])
        return self._pairs[name]

    def works(self) -> Codes:
        if self._works is None:
            documents, codes = self.pairs("work")
            numbers = [self._numbers.setdefault(work, len(self._numbers) + 1) for work in self.values("work")]
            self._works = np.zeros(len(self._live), np.int64)
            self._works[documents] = np.array(numbers, np.int64)[codes]
        return self._works

    def starting(self, prefix: str) -> Sequence[str]:
        """Exact tokens that begin so."""
        return self._beginning("exact", prefix)

    def documents_with(self, token: str) -> int:
        """How many live documents hold an exact token."""
        with reading():
            if not self._reader.has_deletions():  # else Whoosh counts the deleted ones too
                return int(self._reader.doc_frequency("exact", encoded(token)))
        return len(self.counts(Unit("exact", token))[0])

    def line(self, document: int) -> tuple[Sequence[str], Sequence[str]]:
        with reading():
            return _tokens(self._lines[document]), _tokens(self._stems[document])

    def adjacent(self, phrase: Phrase, within: Sequence[int]) -> list[int]:
        sought = line_bytes(phrase.tokens)
        if phrase.open:
            sought = sought[:-1]
        lines = self._lines
        with reading():
            return [d for d in within if sought in lines[d]]

    def near(self, first: Sequence[Place], second: Sequence[Place], distance: int, within: Sequence[int]) -> list[int]:
        stems = any(place.stem for place in (*first, *second))
        beside, across = _beside(first, second, distance), _across(first, second)

        def fits(document: int) -> bool:
            lines = (self._lines[document], self._stems[document] if stems else b"")
            return any(stands(lines[stem]) for stem, stands in beside) or any(
                0 < c - b <= distance or 0 < a - d <= distance
                for one, other in across
                for a, b in _spans(lines[one.stem], one)
                for c, d in _spans(lines[other.stem], other)
            )

        with reading():
            return [d for d in within if fits(d)]

    def lengths(self) -> Scores:
        return self._lengths

    def total_length(self) -> int:
        return self._total

    def key(self, document: int) -> DocumentKey:
        with reading():
            return parse_ref(self._refs[document])[0]

    def by_key(self) -> Codes:
        if self._by_key is None:
            order = sorted(range(len(self._live)), key=self.key)
            self._by_key = np.zeros(len(order), np.int64)
            self._by_key[order] = np.arange(len(order))
        return self._by_key

    def numbers(self, key: DocumentKey) -> Sequence[int]:
        """The live document of a key, if it is here."""
        found: list[int] = self._postings("key", key_text(key))[0].tolist()
        return found

    def references(self, work: str | None = None) -> Sequence[tuple[DocumentKey, str]]:
        """Key and digest of every live document, or of every one of a work."""
        wanted = np.flatnonzero(self._live) if work is None else self.attribute("work", work)
        with reading():
            return [parse_ref(self._refs[d]) for d in wanted.tolist()]

    def close(self) -> None:
        self._cache.clear()
        self._reader.close()

    def _keep(self, name: Unit | tuple[str, str], held: tuple[Documents, Counts]) -> None:
        self._cache[name] = held
        self._cached += len(held[0]) + 30
        while self._cached > CACHED_POSTINGS and len(self._cache) > 1:
            oldest = next(iter(self._cache))
            self._cached -= len(self._cache.pop(oldest)[0]) + 30

    def _postings(self, field: str, term_text: str) -> tuple[Documents, Counts]:
        term = encoded(term_text)
        with reading():
            if (field, term) not in self._reader:
                return _NONE
            matcher = self._reader.postings(field, term)
            if not self._reader.has_deletions():
                documents, counts = matcher.arrays()
                if len(documents) and not 0 <= documents[0] <= documents[-1] < len(self._live):
                    raise UnreadableError("postings of documents that are not there")
                return documents, counts
            documents, counts = matcher.child.arrays()  # a filter, which would go over each of them
            kept = self._live[documents]
            return documents[kept], None if counts is None else counts[kept]

    def _prefix(self, start: str) -> tuple[Documents, Counts]:
        found = np.zeros(len(self._live), np.bool_)
        for token in self.starting(start):
            found[self._postings("exact", token)[0]] = True
        return np.flatnonzero(found).astype(np.int32), None

    def _beginning(self, field: str, start: str) -> Sequence[str]:
        with reading():
            found = list(self._reader.expand_prefix(field, encoded(start)))
            return [term.decode("utf-8", "surrogatepass") for term in found]


class _Sought(NamedTuple):
    """A place as it is found in a line; ``size`` in tokens."""

    needle: bytes
    size: int
    stem: bool


def _beside(
    first: Sequence[Place], second: Sequence[Place], distance: int
) -> list[tuple[bool, Callable[[bytes], object]]]:
    """Tests for two places that stand in the same line, of stems or not: one expression does in a microsecond what
    counting the tokens of both does in ten."""
    pairs = [pair for a in first for b in second if a.stem == b.stem for pair in ((a, b), (b, a))]
    return [
        (
            a.stem,
            re.compile(
                re.escape(line_bytes(a.terms))
                + rb"(?:[^%b]*%b){0,%d}?" % (_MARK, _MARK, distance - 1)
                + re.escape(line_bytes(b.terms)[1:])
            ).search,
        )
        for a, b in dict.fromkeys(pairs)
        if distance > 0
    ]


def _across(first: Sequence[Place], second: Sequence[Place]) -> list[tuple[_Sought, _Sought]]:
    """A token here, a stem there: they stand in two lines."""
    return [(_sought(a), _sought(b)) for a in first for b in second if a.stem != b.stem]


def _sought(place: Place) -> _Sought:
    return _Sought(line_bytes(place.terms), len(place.terms), place.stem)


def _spans(line: bytes, sought: _Sought) -> Iterator[tuple[int, int]]:
    """First and last token of each place where it stands. A token begins after each mark."""
    at = line.find(sought.needle)
    passed, counted = 0, 0
    while at >= 0:
        counted += line.count(_MARK, passed, at)
        passed = at
        yield counted, counted + sought.size - 1
        at = line.find(sought.needle, at + 1)
