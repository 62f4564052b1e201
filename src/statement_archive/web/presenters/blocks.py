"""Stored text as blocks, runs and pieces: every character of it, in order, none added.

::

    block (paragraph) ── runs (sentences, and the white space between them) ── pieces (inline furniture, marks)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from statement_archive.domain.segments import Segment, SegmentTable
from statement_archive.web.names import html_lang, text_direction

Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Piece:
    """``kind``: ``""``, ``page`` (a page number), ``sign`` (a Markdown mark), ``note``, ``stage``."""

    text: str
    kind: str = ""
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """A sentence, or what stands between two (``id`` empty). ``of``: ids of the first column that say the
    same; ``link``: its permanent address. ``notes``: what the reader is told of it, in words; ``left``: why words that
    would follow were left out."""

    pieces: tuple[Piece, ...]
    id: str = ""
    of: str = ""
    mark: str = ""
    state: str = ""
    outdated: bool = False
    lang: str = ""
    dir: str = ""
    link: str = ""
    notes: tuple[str, ...] = ()
    left: tuple[Left, ...] = ()
    story: str = ""


@dataclass(frozen=True, slots=True)
class Left:
    """Words of the source that a translation leaves out on purpose: which, and why."""

    source: str
    lang: str
    dir: str
    reason: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph; ``lang`` and ``dir`` are those of its words."""

    id: str
    kind: str
    number: str
    lang: str
    dir: str
    runs: tuple[Run, ...]
    link: str = ""
    speaker: str = ""
    marked: bool = False
    sign: str = "¶"


def pieces(text: str, start: int, end: int, inlines: Iterable[Segment] = (), marks: Spans = ()) -> tuple[Piece, ...]:
    """``text[start:end]`` in pieces; joined they are that text again. Offsets are of the whole text."""
    inside = [s for s in inlines if s.start < end and start < s.end]
    edges = {start, end}
    for a, b in [*((s.start, s.end) for s in inside), *marks]:
        edges |= {min(max(a, start), end), min(max(b, start), end)}
    ordered = sorted(edges)
    found: list[Piece] = []
    for a, b in pairwise(ordered):
        over = next((s for s in inside if s.start <= a and b <= s.end), None)
        marked = any(m <= a and b <= n for m, n in marks)
        found.append(Piece(text[a:b], _kind(over, text) if over else "", marked))
    return tuple(found)


def _kind(inline: Segment, text: str) -> str:
    if inline.kind != "furniture":
        return inline.kind
    return "page" if inline.page or re.search(r"\w", inline.cut(text)) else "sign"


def block(
    text: str,
    table: SegmentTable,
    paragraph: Segment,
    lang: str,
    *,
    runs: Sequence[Run] | None = None,
    marks: Spans = (),
    link: str = "",
) -> Block:
    """A paragraph. ``runs``: made already, one a sentence, in order; else they are cut here."""
    own = paragraph.lang or lang
    inlines = table.inlines_of(paragraph)
    sentences = table.sentences_of(paragraph)
    made = runs or [run(text, s, own, inlines, marks=marks, link=f"{link}/{s.id}" if link else "") for s in sentences]
    out: list[Run] = []
    at = paragraph.start
    for sentence, one in zip(sentences, made, strict=True):
        if at < sentence.start:
            out.append(Run(pieces(text, at, sentence.start, inlines, marks)))
        out.append(one)
        at = sentence.end
    if at < paragraph.end:
        out.append(Run(pieces(text, at, paragraph.end, inlines, marks)))
    return Block(
        paragraph.id,
        paragraph.kind,
        paragraph.number,
        html_lang(own),
        text_direction(own),
        tuple(out),
        f"{link}/{paragraph.id}" if link else "",
        paragraph.speaker,
        any(a < paragraph.end and paragraph.start < b for a, b in marks),
    )


def run(
    text: str, sentence: Segment, around: str, inlines: Iterable[Segment], *, marks: Spans = (), link: str = ""
) -> Run:
    """A sentence; its language is named only where it differs from the paragraph's (``around``)."""
    other = sentence.lang and sentence.lang != around
    return Run(
        pieces(text, sentence.start, sentence.end, inlines, marks),
        id=sentence.id,
        lang=html_lang(sentence.lang) if other else "",
        dir=text_direction(sentence.lang) if other else "",
        link=link,
    )
