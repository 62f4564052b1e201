"""Lines of a page of a PDF, with where they stand, as pdfium reads them; right-to-left words set right.

pdfium gives characters in reading order. Some programs draw words of right-to-left scripts letter by
letter from the left, and then pdfium turns a word round, or a mark beside it. It shows in the places of the
letters, so such a line is read again by place: from the right, with numbers and Latin words from the left.
"""

from __future__ import annotations

import ctypes
import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2.raw as pdfium

_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_MIRROR = str.maketrans("()[]{}«»‹›", ")(][}{»«›‹")
_PAIRS = ("()", "[]", "«»", "‹›")
_HYPHENS = ("\x02", "\ufffe", "\xad")  # what pdfium makes of a hyphen at the end of a line
_SOME = 8  # boxes of a line that are looked at, where every one is not needed
_GAP = 0.05  # of the size of the letters: a narrower gap is no space
_CUT_OFF = re.compile(r"[.,;:)\]،؛]+\S")  # how a line of Latin letters in a right-to-left paragraph begins


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character with its box, in points from the lower left corner of the page."""

    char: str
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A printed line: its words, edges, baseline and the usual size of its letters."""

    words: str
    left: float
    right: float
    bottom: float
    size: float


def lines_of(textpage: Any) -> list[PdfLine]:
    """The lines of a page in reading order, empty ones left out."""
    lines = [line for line in _split(textpage) if any(not c.isspace() for c, _ in line)]
    words = ["".join(c for c, _ in line).strip() for line in lines]
    glyphs = [
        _boxes(textpage, line, every=_RTL.search(said) is not None) for line, said in zip(lines, words, strict=True)
    ]
    turned = frozenset(i for i, line in enumerate(glyphs) if _turned(line))
    again = turned | (frozenset(i for i, said in enumerate(words) if _CUT_OFF.match(said)) if turned else frozenset())
    for i in again:
        words[i] = _by_place(_boxes(textpage, lines[i], every=True), len(words[i].split()) - 1)
    return _oriented([_line(said, line) for said, line in zip(words, glyphs, strict=True)], turned)


def _split(textpage: Any) -> list[list[tuple[str, int]]]:
    """Characters of each line, with their numbers on the page."""
    found: list[list[tuple[str, int]]] = []
    line: list[tuple[str, int]] = []
    for char, i in _characters(textpage):
        if char in "\r\n":
            found.append(line)
            line = []
        elif char in _HYPHENS:
            line.append(("-", i))
            if char != "\xad":
                found.append(line)
                line = []
        else:
            line.append((char, i))
    return [*found, line]


def _characters(textpage: Any) -> Iterator[tuple[str, int]]:
    high = 0
    for i in range(pdfium.FPDFText_CountChars(textpage.raw)):
        code = pdfium.FPDFText_GetUnicode(textpage.raw, i)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        if 0 < code <= 0x10FFFF:
            yield chr(code), i


def _boxes(textpage: Any, line: Sequence[tuple[str, int]], *, every: bool) -> list[Glyph]:
    """Boxes of the characters that are seen: of every one, or of some, both ends among them (each costs a call)."""
    seen = [one for one in line if not one[0].isspace()]
    if not every and len(seen) > _SOME:
        step = len(seen) // _SOME
        seen = [*seen[:-1:step], seen[-1]]
    box = pdfium.FS_RECTF()
    out = []
    for char, i in seen:
        pdfium.FPDFText_GetLooseCharBox(textpage.raw, i, ctypes.byref(box))
        out.append(Glyph(char, box.left, box.bottom, box.right, box.top))
    return out


def _line(words: str, seen: Sequence[Glyph]) -> PdfLine:
    sizes = sorted(g.top - g.bottom for g in seen)
    bottoms = sorted(g.bottom for g in seen)
    return PdfLine(
        words,
        min(g.left for g in seen),
        max(g.right for g in seen),
        bottoms[len(bottoms) // 2],
        sizes[len(sizes) // 2],
    )


def _turned(seen: Sequence[Glyph]) -> bool:
    """Whether letters of a right-to-left word follow each other to the right."""
    letters = [(a, b) for a, b in itertools.pairwise(seen) if _is_rtl(a) and _is_rtl(b)]
    wrong = sum(a.left < b.left and a.right < b.right and b.left - a.right < a.top - a.bottom for a, b in letters)
    return wrong > 0


def _is_rtl(glyph: Glyph) -> bool:
    return _RTL.match(glyph.char) is not None and not unicodedata.combining(glyph.char)


def _by_place(seen: Sequence[Glyph], spaces: int) -> str:
    """The words of a line by the places of its letters; its ``spaces`` widest gaps are spaces."""
    bases = [g for g in seen if not unicodedata.combining(g.char)]
    above: dict[int, list[str]] = {}
    for mark in (g for g in seen if unicodedata.combining(g.char)):
        middle = (mark.left + mark.right) / 2
        nearest = min(range(len(bases)), key=lambda i: abs((bases[i].left + bases[i].right) / 2 - middle), default=None)
        if nearest is not None:
            above.setdefault(nearest, []).append(mark.char)
    order = sorted(range(len(bases)), key=lambda i: (-bases[i].right, -bases[i].left))
    edge = float("inf")
    gaps: list[float] = []
    for i in order:
        gaps.append(edge - bases[i].right if edge < float("inf") else 0.0)
        edge = min(edge, bases[i].left)
    size = max((g.top - g.bottom for g in bases), default=1.0)
    wide = {n for n in sorted(range(len(gaps)), key=lambda n: -gaps[n])[:spaces] if gaps[n] > _GAP * size}
    cells: list[str] = []
    for n, i in enumerate(order):
        if n in wide:
            cells.append(" ")
        cells.append(bases[i].char + "".join(above.get(i, ())))
    return "".join(_latin_turned(cells))


def _latin_turned(cells: Sequence[str]) -> list[str]:
    """Numbers and words of left-to-right scripts back in their order."""
    out: list[str] = []
    run: list[str] = []
    for cell in [*cells, "\u0590"]:
        kind = unicodedata.bidirectional(cell[0])
        if kind in ("L", "EN", "AN") or (run and kind in ("CS", "ES", "ET", "WS", "ON", "NSM")):
            run.append(cell)
            continue
        tail: list[str] = []
        while run and unicodedata.bidirectional(run[-1][0]) not in ("L", "EN", "AN"):
            tail.insert(0, run.pop())
        out += [*reversed(run), *tail, cell]
        run = []
    return out[:-1]


def _oriented(lines: list[PdfLine], turned: frozenset[int]) -> list[PdfLine]:
    """Brackets of lines with turned words as they open and close: in most files their shapes are turned."""
    words = "\n".join(lines[i].words for i in sorted(turned))
    if _errors(words.translate(_MIRROR)) >= _errors(words):
        return lines
    return [replace(line, words=line.words.translate(_MIRROR)) if i in turned else line for i, line in enumerate(lines)]


def _errors(words: str) -> int:
    """How many brackets are closed without having been opened, or never."""
    total = 0
    for pair in _PAIRS:
        opening, closing = pair[0], pair[1]
        depth = 0
        for char in words:
            if char == opening:
                depth += 1
            elif char == closing and depth:
                depth -= 1
            elif char == closing:
                total += 1
        total += depth
    return total
