r"""Lines as spans: where each begins and ends, and its number as an editor counts it.

::

    text        one \r\n two \f three \n \n four
    printed     [one]    [two \f three]  [] [four]        breaks an editor counts: LF, CR, CRLF
    layout      [one]    [two][three]     [] [four]        and those of a printer: FF, VT, NEL, LS, PS

Every span is of the text itself; nothing is stripped from it.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

_BREAK = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_EDITOR_BREAK = re.compile("\r\n|[\n\r]")
_WORD = re.compile(r"[^\W_]")
_UNSEEN = frozenset("\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the white space at its ends: ``start``/``end`` in code points, ``number`` 1-based.

    ``paged``: a form feed stands directly before it. An empty line has ``start == end``.
    """

    start: int
    end: int
    number: int
    paged: bool = False

    @property
    def blank(self) -> bool:
        return self.start == self.end

    def cut(self, text: str) -> str:
        return text[self.start : self.end]


@dataclass(frozen=True)
class LineIndex:
    """Line numbers of offsets, 1-based, counting LF, CR and CRLF."""

    text: str = field(repr=False)

    @cached_property
    def _starts(self) -> list[int]:
        return [m.end() for m in _EDITOR_BREAK.finditer(self.text)]

    def number(self, offset: int) -> int:
        return bisect_right(self._starts, offset) + 1


def layout_lines(text: str) -> list[Line]:
    """The lines a reader sees: also form feeds, vertical tabs and Unicode separators break them."""
    return _split(text, _BREAK)


def printed_lines(text: str) -> list[Line]:
    """The lines an editor counts, one a line break."""
    return _split(text, _EDITOR_BREAK)


def _split(text: str, pattern: re.Pattern[str]) -> list[Line]:
    found: list[Line] = []
    at, number, paged = 0, 1, False
    for match in pattern.finditer(text):
        found.append(_line(text, at, match.start(), number, paged))
        at = match.end()
        paged = match.group() == "\f" or (paged and found[-1].blank)
        number += match.group() in ("\r\n", "\n", "\r")
    found.append(_line(text, at, len(text), number, paged))
    return found


def _line(text: str, start: int, end: int, number: int, paged: bool) -> Line:
    start, end = trim(text, start, end)
    return Line(start, end, number, paged)


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without the white space at its ends; empty spans stay at ``start``."""
    words = text[start:end]
    bare = words.strip()
    if not bare:
        return start, start
    start += len(words) - len(words.lstrip())
    return start, start + len(bare)


def has_words(words: str) -> bool:
    """Whether there is a letter or a digit of any script."""
    return _WORD.search(words) is not None


def collapse(words: str) -> str:
    """One line of it, for a value offered to a person: white space collapsed, format characters gone."""
    return " ".join(words.replace("\ufeff", "").replace("\u00ad", "").split())


@dataclass(frozen=True, slots=True)
class Plain:
    """Words as recognisers read them; ``at[i]`` is where character ``i`` stands in the words as they are."""

    words: str
    at: Sequence[int]


def plain(words: str) -> Plain:
    """A reading copy: letters composed (NFC), every space but a line break a plain one, unseen characters out.

    Only for recognising: what is found is given back at its place in the words as they are.
    """
    if words.isascii():
        return Plain(words, range(len(words) + 1))
    out: list[str] = []
    at: list[int] = []
    start = 0
    while start < len(words):
        end = start + 1
        while end < len(words) and unicodedata.combining(words[end]):
            end += 1
        cluster = unicodedata.normalize("NFC", "".join(c for c in words[start:end] if c not in _UNSEEN))
        for c in cluster:
            out.append(" " if c.isspace() and c not in "\r\n" else c)
            at.append(start)
        start = end
    return Plain("".join(out), (*at, len(words)))


def mostly_cjk(words: str) -> bool:
    """Whether Chinese, Japanese or Korean: a character there is worth some three letters."""
    return len(_CJK.findall(words)) * 2 > len(words)
