"""A quotation as it was written down: what its author added, and the fragments that are claimed to be somebody's words.

::

    “[T]he Parties … shall [sic] not.”   raw
     [T]he Parties … shall [sic] not.    words, without the marks around them
     └──────────┘   └──────────────┘     fragments, at their ellipses
     [T]he Parties                       readings of a fragment: ``the Parties``, ``The Parties``, ``he Parties``

Brackets are somebody's insertions unless the text itself has them; so a fragment is first sought as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product

from statement_archive.domain.text import APOSTROPHES, QUOTATION_MARKS

_DOTS = r"(?:[…⋯]+|\.(?:[^\S\n]?\.){1,}|。{2,}|・{2,})"
_BARE = r"(?:[…⋯]+|\.(?:[^\S\n]?\.){2,}|。{3,}|・{3,})"
ELLIPSIS = re.compile(
    rf"\[\s*{_DOTS}\s*\]|\(\s*{_DOTS}\s*\)|<\s*{_DOTS}\s*>|‹\s*{_DOTS}\s*›|〈\s*{_DOTS}\s*〉"
    rf"|［\s*{_DOTS}\s*］|（\s*{_DOTS}\s*）|＜\s*{_DOTS}\s*＞|{_BARE}"
)
_BRACKET = re.compile(r"\[([^\[\]]{0,200}\w[^\[\]]{0,200})\]|［([^［］]{0,200}\w[^［］]{0,200})］")
_AROUND = QUOTATION_MARKS + APOSTROPHES
MOST_FRAGMENTS = 50
_MOST_BRACKETS = 4  # read in every way; more are all left out
_MOST_READINGS = 40


@dataclass(frozen=True, slots=True)
class Reading:
    """A way to read a fragment: words as they may stand in a text, and what its author then added."""

    words: str
    insertions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fragment:
    """Words between ellipses: ``start`` and ``end`` are offsets into the quotation as given."""

    words: str
    start: int
    end: int
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation as given (``raw``), where the words inside its marks stand in it, and its fragments; without
    an ellipsis there is one. No fragments: there is nothing to look for."""

    raw: str
    start: int
    end: int
    fragments: tuple[Fragment, ...]

    @property
    def words(self) -> str:
        return self.raw[self.start : self.end]

    @property
    def whole(self) -> Fragment:
        """The words as one fragment, ellipses and all: dots that stand in the text itself are not an ellipsis."""
        return Fragment(self.words, self.start, self.end, readings(self.words))

    @property
    def letters(self) -> int:
        """How many letters and digits its fragments have."""
        return sum(1 for f in self.fragments for c in f.words if c.isalnum())


def quoted(raw: str) -> Quoted:
    """Read a quotation. Every text is one; of a text without letters nothing is left."""
    start, end = _inside(raw)
    cuts = [(m.start() + start, m.end() + start) for m in ELLIPSIS.finditer(raw[start:end])]
    fragments: list[Fragment] = []
    at = start
    for low, high in [*cuts, (end, end)]:
        one = _fragment(raw, at, low)
        if one is not None:
            fragments.append(one)
        at = high
    return Quoted(raw, start, end, tuple(fragments[:MOST_FRAGMENTS]))


def _inside(raw: str) -> tuple[int, int]:
    """Without white space and quotation marks around it, whether or not they match."""
    start, end = 0, len(raw)
    while start < end and (raw[start].isspace() or raw[start] in _AROUND):
        start += 1
    while start < end and (raw[end - 1].isspace() or raw[end - 1] in _AROUND):
        end -= 1
    return start, end


def _fragment(raw: str, start: int, end: int) -> Fragment | None:
    while start < end and raw[start].isspace():
        start += 1
    while start < end and raw[end - 1].isspace():
        end -= 1
    words = raw[start:end]
    return Fragment(words, start, end, readings(words)) if any(c.isalnum() for c in words) else None


def readings(words: str) -> tuple[Reading, ...]:
    """The ways to read a fragment, as it stands first, the one with the fewest insertions before others."""
    brackets = list(_BRACKET.finditer(words))
    if not brackets:
        return (Reading(words),)
    ways = [tuple(_ways(words, m)) for m in brackets]
    if len(brackets) > _MOST_BRACKETS:
        ways = [(way[0],) for way in ways]
    found = [Reading(words)]
    for chosen in islice(product(*ways), _MOST_READINGS):
        parts: list[str] = []
        at = 0
        for bracket, put in zip(brackets, chosen, strict=True):
            before = words[at : bracket.start()]
            parts += (before, put)
            at = bracket.end()
        read = re.sub(r"\s+(?=[.,;:!?]|\s|$)", "", "".join((*parts, words[at:])))
        found.append(Reading(read.strip(), tuple(m[0] for m in brackets)))
    return tuple(dict.fromkeys(found))


def _ways(words: str, bracket: re.Match[str]) -> Iterator[str]:
    """What may stand in a text where a bracket stands: of one letter of a word, that letter; nothing; what is in it."""
    inside = bracket[1] or bracket[2] or ""
    if len(inside) == 1 and inside.isalpha() and words[bracket.end() : bracket.end() + 1].isalpha():
        yield from dict.fromkeys((inside.lower(), inside.upper()))
        yield ""
        return
    yield ""
    if inside:
        yield inside
