"""In what a quotation and the stored words differ: how typography was folded, or word by word.

No folded character is shown: what both have is shown as it is stored, what only the quotation has as it was typed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Literal

from rapidfuzz.distance import Levenshtein

from statement_archive.align.diff import Piece, word_diff
from statement_archive.domain.text import APOSTROPHES, DASHES, INVISIBLE, QUOTATION_MARKS
from statement_archive.quotes.comparable import comparable
from statement_archive.quotes.quoted import Fragment, Quoted
from statement_archive.quotes.source import SourceText

Folding = Literal[
    "quotation marks",
    "dashes",
    "apostrophes",
    "spaces",
    "line breaks",
    "page breaks",
    "hyphenation",
    "invisible characters",
    "Unicode form",
]
_MARKS = QUOTATION_MARKS + APOSTROPHES
_ALL_DASHES = DASHES + "–—―⸺⸻﹘"


def foldings(words: str, source: SourceText, start: int, end: int) -> Iterator[Folding]:
    """The kinds of typography in which ``words`` differ from ``text[start:end]``, where their folded forms agree."""
    if any(start < low and high < end for low, high in source.aside):
        yield "page breaks"
    stored = _without(source, start, end)
    for op in Levenshtein.opcodes(words, stored):
        if op.tag != "equal":
            here, there = words[op.src_start : op.src_end], stored[op.dest_start : op.dest_end]
            yield from _kinds(here, there, stored, op.dest_end)


def _without(source: SourceText, start: int, end: int) -> str:
    parts: list[str] = []
    at = start
    for low, high in source.aside:
        if at <= low and high <= end:
            parts.append(source.text[at:low])
            at = high
    return "".join((*parts, source.text[at:end]))


def _kinds(here: str, there: str, stored: str, after: int) -> Iterator[Folding]:
    """Of one difference; a hyphen and the line break after it are hyphenation."""
    both = here + there
    line_end = "\n" in there or "\n" in stored[after : after + 3] or "\n" in here
    if any(c in _ALL_DASHES or c == "\u00ad" for c in both):
        yield "hyphenation" if line_end else "dashes"
        both = "".join(c for c in both if c not in _ALL_DASHES and c != "\u00ad")
        if line_end:
            return
    if any(c in _MARKS for c in both):
        yield "apostrophes" if all(c in APOSTROPHES for c in both if c in _MARKS) else "quotation marks"
    if any(c.isspace() for c in both):
        yield "line breaks" if any(c in "\n\r\f\v\u2028\u2029\x85" for c in both) else "spaces"
    left = [c for c in both if not c.isspace() and c not in _MARKS]
    if any(ord(c) in INVISIBLE or c == "\u0640" for c in left):
        yield "invisible characters"
    if any(ord(c) not in INVISIBLE and c != "\u0640" and unicodedata.category(c) != "Zs" for c in left):
        yield "Unicode form"


def diff_of(
    quotation: Quoted, fragments: Sequence[Fragment], spans: Sequence[tuple[int, int]], source: SourceText
) -> tuple[Piece, ...]:
    """Each fragment beside the span where it stands; fragments that stand nowhere as added."""
    placed = dict(zip(fragments, spans, strict=True))
    pieces: list[Piece] = []
    for k, fragment in enumerate(quotation.fragments):
        if k:
            before = quotation.raw[quotation.fragments[k - 1].end : fragment.start]
            pieces.append(Piece("same", before))
        span = placed.get(fragment)
        pieces += _pieces(fragment.words, source, *span) if span else [Piece("added", fragment.words)]
    return tuple(pieces)


def _pieces(words: str, source: SourceText, start: int, end: int) -> Iterator[Piece]:
    """Compared folded, shown as stored and as typed."""
    low, high = source.compared.at(start), source.compared.at(end)
    own = comparable(words)
    there, here = low, 0
    for piece in word_diff(source.compared.text[low:high], own.text):
        size = len(piece.text)
        if piece.op == "added":
            yield Piece("added", words[own.start(here) : own.end(here + size)])
            here += size
            continue
        yield Piece(piece.op, source.text[source.compared.start(there) : source.compared.end(there + size)])
        there += size
        if piece.op == "same":
            here += size
