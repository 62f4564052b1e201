"""One segment of a Whoosh index, read by its public reader; with what is asked often kept in memory.

Names no class of Whoosh, only methods of the reader it is given.
"""

from __future__ import annotations

import contextlib
from array import array
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any

from statement_archive.domain.query import DocumentKey, Phrase
from statement_archive.search.ranking import Unit

_BETWEEN = "\x1f"  # before, between and after the tokens of a line
# Postings kept in memory for each segment, about 70 bytes each.
CACHED_POSTINGS = 500_000
_NONE: Mapping[int, int] = {}


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
    because readers share the position in their files."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        with reading():
            self._live = frozenset(reader.all_doc_ids())
            self._refs = reader.column_reader("ref")
            self._lines = reader.column_reader("line")
            self._stems = reader.column_reader("stems")
            self._lengths: array[int] = array("I", reader.column_reader("length"))
            self._total = sum(self._lengths[d] for d in self._live)
        self._cache: dict[Unit | tuple[str, str], Mapping[int, int]] = {}
        self._cached = 0
        self._values: dict[str, Sequence[str]] = {}
        self._least: dict[str, Mapping[int, str]] = {}

    def live(self) -> Set[int]:
        return self._live

    def counts(self, unit: Unit) -> Mapping[int, int]:
        held = self._cache.get(unit)
        if held is None:
            held = self._prefix(unit.term) if unit.field == "prefix" else self._postings(unit.field, unit.term)
            self._keep(unit, held)
        return held

    def attribute(self, name: str, value: str) -> Set[int]:
        term = (name, value)
        held = self._cache.get(term)
        if held is None:
            held = self._postings("attribute", attribute_term(name, value))
            self._keep(term, held)
        return held.keys()

    def values(self, name: str) -> Sequence[str]:
        if name not in self._values:
            self._values[name] = [
                t.partition("\x1f")[2] for t in self._beginning("attribute", attribute_term(name, ""))
            ]
        return self._values[name]

    def least(self, name: str) -> Mapping[int, str]:
        if name not in self._least:
            found: dict[int, str] = {}
            for value in reversed(self.values(name)):
                found.update(dict.fromkeys(self._postings("attribute", attribute_term(name, value)), value))
            self._least[name] = found
        return self._least[name]

    def starting(self, prefix: str) -> Sequence[str]:
        """Exact tokens that begin so."""
        return self._beginning("exact", prefix)

    def documents_with(self, token: str) -> int:
        """How many live documents hold an exact token."""
        with reading():
            if not self._reader.has_deletions():  # else Whoosh counts the deleted ones too
                return int(self._reader.doc_frequency("exact", encoded(token)))
        return len(self.counts(Unit("exact", token)))

    def line(self, document: int) -> tuple[Sequence[str], Sequence[str]]:
        with reading():
            return _tokens(self._lines[document]), _tokens(self._stems[document])

    def adjacent(self, phrase: Phrase, within: Set[int]) -> Set[int]:
        sought = line_bytes(phrase.tokens)
        if phrase.open:
            sought = sought[:-1]
        lines = self._lines
        with reading():
            return {d for d in within if sought in lines[d]}

    def length(self, document: int) -> int:
        return int(self._lengths[document])

    def total_length(self) -> int:
        return int(self._total)

    def key(self, document: int) -> DocumentKey:
        with reading():
            return parse_ref(self._refs[document])[0]

    def documents(self, key: DocumentKey) -> Sequence[int]:
        """The live document of a key, if it is here."""
        return list(self._postings("key", key_text(key)))

    def references(self, work: str | None = None) -> Sequence[tuple[DocumentKey, str]]:
        """Key and digest of every live document, or of every one of a work."""
        wanted = self._live if work is None else self._live & self.attribute("work", work)
        with reading():
            return [parse_ref(self._refs[d]) for d in wanted]

    def close(self) -> None:
        self._cache.clear()
        self._reader.close()

    def _keep(self, name: Unit | tuple[str, str], held: Mapping[int, int]) -> None:
        self._cache[name] = held
        self._cached += len(held) + 10
        while self._cached > CACHED_POSTINGS and len(self._cache) > 1:
            oldest = next(iter(self._cache))
            self._cached -= len(self._cache.pop(oldest)) + 10

    def _postings(self, field: str, term_text: str) -> Mapping[int, int]:
        term = encoded(term_text)
        found: dict[int, int] = {}
        with reading():
            if (field, term) not in self._reader:
                return _NONE
            matcher = self._reader.postings(field, term)
            active, identify, weigh, advance = matcher.is_active, matcher.id, matcher.weight, matcher.next
            while active():
                found[identify()] = int(weigh())
                advance()
        return found

    def _prefix(self, start: str) -> Mapping[int, int]:
        found: dict[int, int] = {}
        for token in self.starting(start):
            found.update(self._postings("exact", token))
        return dict.fromkeys(found, 1)

    def _beginning(self, field: str, start: str) -> Sequence[str]:
        with reading():
            found = list(self._reader.expand_prefix(field, encoded(start)))
            return [term.decode("utf-8", "surrogatepass") for term in found]
