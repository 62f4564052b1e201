"""Exact text: digests, spans, and folding with a map back to the stored characters.

::

    stored text ──fold──▶ folded text + map       "“We  do not” " -> "we do not"
    a span of folded text ──map──▶ the span of the stored text it came from

Folding is for comparing; no folded character is ever shown as a quotation.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from statement_archive.domain.events import sha256


def text_digest(text: str) -> str:
    """SHA-256 of the UTF-8 bytes of a text."""
    return sha256(text.encode("utf-8"))


# Typography only: characters that printers exchange without changing a word.
QUOTATION_MARKS = '"“”„‟«»‹›〝〞〟＂「」『』《》〈〉｢｣'
APOSTROPHES = "'‘’‚‛`´ʼʻ′＇"
DASHES = "-‐‑‒–—―−﹣－⸺⸻"
# Joiners and marks that take no room: soft hyphen, zero-width, bidi controls, BOM, variation selectors.
_INVISIBLE_RANGES = ((0x200B, 0x2010), (0x202A, 0x202F), (0x2060, 0x206A), (0xFE00, 0xFE10))
INVISIBLE = frozenset(
    [0x00AD, 0x034F, 0x061C, 0x180E, 0xFEFF, *(c for low, high in _INVISIBLE_RANGES for c in range(low, high))]
)
_MARKS = {
    **{ord(c): '"' for c in QUOTATION_MARKS},
    **{ord(c): "'" for c in APOSTROPHES},
    **{ord(c): "-" for c in DASHES},
}


@dataclass(frozen=True, slots=True)
class Folded:
    """``text`` folded; character ``i`` of it came from ``starts[i]:ends[i]`` of the stored text."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stored span of a non-empty folded span."""
        return self.starts[start], self.ends[end - 1]


def fold(text: str, *, case: bool = True) -> Folded:
    """Fold typography: Unicode form (NFC of compatible widths left alone), quotation marks, dashes,
    apostrophes, runs of white space and line breaks to one space, invisible characters to nothing;
    with ``case``, also case (full Unicode case folding).

    Each base character is composed with the marks that follow it, so the map never points into the
    middle of what a reader sees as one letter.
    """
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    i = 0
    while i < len(text):
        j = i + 1
        if text[i].isspace():
            while j < len(text) and text[j].isspace():
                j += 1
            folded = " "
        elif ord(text[i]) in INVISIBLE:
            folded = ""
        else:
            while j < len(text) and (unicodedata.combining(text[j]) or "\u1160" <= text[j] <= "\u11ff"):
                j += 1  # marks, and the vowels and finals of decomposed Hangul
            folded = unicodedata.normalize("NFC", text[i:j].translate(_MARKS))
            if case:
                folded = unicodedata.normalize("NFC", folded.casefold())
        for char in folded:
            if char == " " and out and out[-1] == " ":  # white space, an invisible mark, white space
                ends[-1] = j
                continue
            out.append(char)
            starts.append(i)
            ends.append(j)
        i = j
    return Folded("".join(out), tuple(starts), tuple(ends))


_PLAIN = {**_MARKS, **dict.fromkeys(INVISIBLE)}


def plain(text: str) -> str:
    """Typography folded as by :func:`fold` (capitals kept), white space around it removed; without a map back,
    and some thirty times as fast."""
    return unicodedata.normalize("NFC", " ".join(text.translate(_PLAIN).split()))
