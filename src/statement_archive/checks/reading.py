"""A text as the checks read it: its digits as 0-9, what takes no room gone, and where each character came from.

::

    "A/RES/78\u200e/241, ٢٥ آب"  ──▶  "A/RES/78/241, 25 آب"  + offsets
        ├── symbols    A/RES/78/241
        ├── dates      with a year, in EDTF           (what stands in a symbol is no date)
        └── the rest   is left for numbers
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from statement_archive.checks.pair import Span
from statement_archive.domain.text import INVISIBLE
from statement_archive.importing.dates import FoundDate, find_dates

# Capitals, then parts behind slashes: A/RES/78/241, CCW/GGE.1/2018/WP.4, S/PV.9345, GC(67)/RES/5.
_SYMBOL = re.compile(r"(?<![\w/.-])[A-Z][A-Z0-9.()]{0,20}(?:/[A-Za-z0-9.()\-]{1,20}){1,10}(?![\w/])")
_LINE = 1900  # find_dates looks at this much of a line


@dataclass(frozen=True, slots=True)
class Clean:
    """``text[i]`` came from ``starts[i]`` of the text as given."""

    text: str
    starts: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        return self.starts[start], self.starts[end - 1] + 1


@dataclass(frozen=True, slots=True)
class Reading:
    """``symbols`` and ``dates`` have offsets into ``clean.text``; ``rest`` is that text with both blanked out."""

    clean: Clean
    symbols: tuple[tuple[str, int, int], ...]
    dates: tuple[FoundDate, ...]
    rest: str


@lru_cache(maxsize=64)
def clean(text: str) -> Clean:
    kept = [(c, i) for i, c in enumerate(text) if ord(c) not in INVISIBLE]
    plain = "".join(str(unicodedata.decimal(c)) if c > "\x7f" and c.isdecimal() else c for c, _ in kept)
    return Clean(plain, tuple(i for _, i in kept))


@lru_cache(maxsize=64)
def read(text: str, lang: str) -> Reading:
    whole = clean(text)
    rest = whole.text
    symbols = []
    for match in _SYMBOL.finditer(rest):
        symbol = _trimmed(match.group())
        if any(c.isdigit() for c in symbol) and "/" in symbol:
            symbols.append((symbol, match.start(), match.start() + len(symbol)))
    rest = _blanked(rest, [(start, end) for _, start, end in symbols])
    dates: list[FoundDate] = []
    at = 0
    for line in rest.splitlines(keepends=True):
        dates += [
            FoundDate(at + date.start, at + date.end, date.raw, date.edtf, date.note)
            for date in find_dates(line[:_LINE], lang)
        ]
        at += len(line)
    rest = _blanked(rest, [(date.start, date.end) for date in dates])
    return Reading(whole, tuple(symbols), tuple(dates), rest)


def _blanked(text: str, spans: list[Span]) -> str:
    """With U+0000 in place of each character of the spans."""
    chars = list(text)
    for start, end in spans:
        chars[start:end] = "\x00" * (end - start)
    return "".join(chars)


def _trimmed(symbol: str) -> str:
    """Without the point of the sentence and a bracket that was opened before it."""
    symbol = symbol.rstrip(".-")
    while symbol.endswith(")") and symbol.count(")") > symbol.count("("):
        symbol = symbol[:-1].rstrip(".-")
    return symbol
