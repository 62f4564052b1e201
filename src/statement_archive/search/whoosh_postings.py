"""How a list of postings lies in a Whoosh index: as two arrays, read at once.

::

    kind | number | documents: differences in 1, 2 or 4 bytes | counts: none where all are 1, else 1 or 4 bytes

Whoosh's own format is read a posting at a time by three calls of a method each: 300 ms for a stop word of 300,000
postings, against 2 ms. A codec may bring its own writer and its own reader; these are they. The pool holds the
postings of one commit in memory, in columns: documents come in order, so only the terms are sorted.
"""

from __future__ import annotations

import sys
from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import repeat
from struct import Struct
from typing import Any

import numpy as np
import numpy.typing as npt
from whoosh.codec.base import PostingsWriter
from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3TermInfo
from whoosh.matching import LeafMatcher

_HEAD, _ONE = Struct("<BI"), Struct("<I")
_WIDTHS: tuple[type[np.unsignedinteger[Any]], ...] = (np.uint8, np.uint16, np.uint32)
_COUNTS, _WIDE = 4, 8  # bits of the kind: there are counts; of four bytes
_ARRAYS_FROM = 32  # shorter lists are quicker without NumPy
Documents = npt.NDArray[np.int32]
Counts = npt.NDArray[np.unsignedinteger[Any]] | None
# Field, a term (where segments are merged) or all terms of a document with their counts, document, count, nothing.
_Row = tuple[str, bytes | Mapping[str, int], int, float, bytes]
_Numbers = Sequence[int] | npt.NDArray[np.uint32]
_List = tuple[bytes, _Numbers, _Numbers]  # a term, its documents, how often it stands in each


def packed(documents: _Numbers, counts: _Numbers) -> bytes:
    """Documents in rising order, each with the number of times a term stands in it."""
    size = len(documents)
    if size >= _ARRAYS_FROM:
        return _packed_arrays(np.asarray(documents, np.int64), np.asarray(counts, np.int64))
    most_often = max(counts)
    if size == 1 and most_often == 1:
        return _HEAD.pack(2, 1) + _ONE.pack(documents[0])
    steps = array("I", [b - a for a, b in zip((0, *documents), documents, strict=False)])
    kind = _kind(max(steps), most_often)
    body = _little(array("BHI"[kind & 3], steps)).tobytes()
    weights = _little(array("I" if kind & _WIDE else "B", counts)).tobytes() if kind & _COUNTS else b""
    return _HEAD.pack(kind, size) + body + weights


def _packed_arrays(documents: npt.NDArray[np.int64], counts: npt.NDArray[np.int64]) -> bytes:
    steps = documents.copy()
    steps[1:] -= documents[:-1]
    kind = _kind(int(steps.max()), int(counts.max()))
    body = steps.astype(np.dtype(_WIDTHS[kind & 3]).newbyteorder("<")).tobytes()
    weights = np.dtype(np.uint32 if kind & _WIDE else np.uint8).newbyteorder("<")
    return _HEAD.pack(kind, len(steps)) + body + (counts.astype(weights).tobytes() if kind & _COUNTS else b"")


def _kind(widest: int, most_often: int) -> int:
    width = 0 if widest < 1 << 8 else 1 if widest < 1 << 16 else 2
    return width | (_COUNTS if most_often > 1 else 0) | (_WIDE if most_often > 255 else 0)


def _little(numbers: array[int]) -> array[int]:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _stored_size(head: bytes) -> int:
    """Bytes of a list, from how it begins."""
    kind, size = _HEAD.unpack(head)
    counts = 0 if not kind & _COUNTS else 4 if kind & _WIDE else 1
    return int(_HEAD.size + size * ((1 << (kind & 3)) + counts))


def unpacked(data: bytes) -> tuple[Documents, Counts]:
    """Documents, and their counts where not all are 1."""
    kind, size = _HEAD.unpack_from(data)
    steps = np.dtype(_WIDTHS[kind & 3]).newbyteorder("<")
    documents = np.cumsum(np.frombuffer(data, steps, size, _HEAD.size), dtype=np.int32)
    if not kind & _COUNTS:
        return documents, None
    weights = np.dtype(np.uint32 if kind & _WIDE else np.uint8).newbyteorder("<")
    return documents, np.frombuffer(data, weights, size, _HEAD.size + size * steps.itemsize)


class Matcher(LeafMatcher):  # type: ignore[misc]  # Whoosh has no types
    """A list of postings. Whoosh walks over it when it merges; :meth:`arrays` is for us."""

    def __init__(self, data: bytes) -> None:
        self._arrays = unpacked(data)
        self._at = 0
        self._ids: list[int] = []
        self._weights: list[float] = []

    def arrays(self) -> tuple[Documents, Counts]:
        return self._arrays

    def is_active(self) -> bool:
        return self._at < len(self._arrays[0])

    def id(self) -> int:
        if not self._ids:
            documents, counts = self._arrays
            self._ids = documents.tolist()
            self._weights = [1.0] * len(self._ids) if counts is None else counts.astype(float).tolist()
        return self._ids[self._at]

    def weight(self) -> float:
        self.id()
        return self._weights[self._at]

    def value(self) -> bytes:
        return b""

    def next(self) -> bool:
        self._at += 1
        return False


class _Writer(PostingsWriter):  # type: ignore[misc]  # Whoosh has no types
    def __init__(self, file: Any) -> None:
        self._file = file
        self.documents: _Numbers = ()
        self.counts: _Numbers = ()

    def start_postings(self, format_: Any, terminfo: Any) -> None:
        """The lists are put in the two fields, whole, before :meth:`finish_postings`."""

    def add_posting(self, id_: int, weight: float, vbytes: bytes, length: int | None = None) -> None:
        raise NotImplementedError  # never one by one

    def finish_postings(self) -> Any:
        start = self._file.tell()
        self._file.write(packed(self.documents, self.counts))
        weight = self.counts.sum() if isinstance(self.counts, np.ndarray) else sum(self.counts)
        first, last = int(self.documents[0]), int(self.documents[-1])
        info = W3TermInfo(weight=float(weight), df=len(self.documents), minid=first, maxid=last)
        info.set_extent(start, self._file.tell() - start)
        return info

    def written(self) -> bool:
        return True


class _Fields(W3FieldWriter):  # type: ignore[misc]  # Whoosh has no types
    def __init__(self, codec: Codec, storage: Any, segment: Any) -> None:
        super().__init__(codec, storage, segment)
        self._latest = codec.latest

    def add_postings(self, schema: Any, lengths: Any, items: Iterator[Any]) -> None:  # noqa: ARG002  # Whoosh's own
        """``items`` come from :class:`Pool`."""
        for name, lists in items:
            self.start_field(name, schema[name])
            writer = self._latest()
            for term, documents, counts in lists:
                writer.documents, writer.counts = documents, counts
                self.start_term(term)
                self.finish_term()
            self.finish_field()


class Codec(W3Codec):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's own, but for the lists of postings; and without statistics of field lengths: we have none, and
    asking for them is a ``stat`` for every posting."""

    length_stats = False

    def __init__(self) -> None:
        super().__init__()
        self._writers: list[_Writer] = []

    def __reduce__(self) -> tuple[type[Codec], tuple[()]]:
        return Codec, ()  # a list of segments names its codec by pickling it

    def latest(self) -> _Writer:
        return self._writers[-1]

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> _Writer:  # noqa: ARG002  # Whoosh's own
        self._writers = [_Writer(dbfile)]
        return self._writers[0]

    def postings_reader(self, dbfile: Any, terminfo: Any, *_: Any, **__: Any) -> Matcher:
        start = terminfo.extent()[0]  # of the length it makes a tuple
        return Matcher(bytes(dbfile.get(start, _stored_size(bytes(dbfile.get(start, _HEAD.size))))))

    def field_writer(self, storage: Any, segment: Any) -> _Fields:
        return _Fields(self, storage, segment)


class _Field:
    """The postings of a field as they come: three columns. A term is a number here."""

    def __init__(self) -> None:
        self._numbers: defaultdict[str, int] = defaultdict()
        self._numbers.default_factory = self._numbers.__len__  # the next one
        self._terms, self._documents, self._counts = array("I"), array("I"), array("I")

    def add(self, terms: Mapping[str, int], document: int) -> None:
        """All terms of a document; nothing here is done by the term in Python."""
        self._terms.extend(map(self._numbers.__getitem__, terms))
        self._documents.extend(repeat(document, len(terms)))
        self._counts.extend(terms.values())

    def lists(self) -> Iterator[_List]:
        """Terms in order. Documents came in order, and sorting leaves them so."""
        terms = np.frombuffer(self._terms, np.uint32)
        by_term = np.argsort(terms, kind="stable")
        documents = np.frombuffer(self._documents, np.uint32)[by_term]
        counts = np.frombuffer(self._counts, np.uint32)[by_term]
        ends = np.cumsum(np.bincount(terms)).tolist()
        for term, n in sorted((text.encode("utf-8", "surrogatepass"), n) for text, n in self._numbers.items()):
            begin, end = ends[n - 1] if n else 0, ends[n]
            few = end - begin < _ARRAYS_FROM
            held, counted = documents[begin:end], counts[begin:end]
            yield term, held.tolist() if few else held, counted.tolist() if few else counted


class Pool:
    """Stands in for Whoosh's ``writer.pool``; what is committed at once must fit into memory, at 12 bytes a posting."""

    def __init__(self) -> None:
        self._fields: defaultdict[str, _Field] = defaultdict(_Field)

    def add(self, row: _Row) -> None:
        name, terms, document, count, _ = row
        if isinstance(terms, bytes):  # merged, which comes after what is added: Whoosh merges on a commit
            terms = {terms.decode("utf-8", "surrogatepass"): int(count)}
        self._fields[name].add(terms, document)

    def iter_postings(self) -> Iterator[tuple[str, Iterator[_List]]]:
        """Fields in order."""
        for name in sorted(self._fields):
            yield name, self._fields.pop(name).lists()

    def cleanup(self) -> None:
        """Nothing lies on the disk."""
