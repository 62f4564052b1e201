"""Where the fragments of a quotation stand in a text, one after the other, the words being the same.

::

    as it stands ─▶ folded ─▶ besides: an initial capital, insertions, final punctuation
    fragments in order, as close together as they stand anywhere

Found here means: the same words. What differs in words is for :mod:`statement_archive.quotes.nearness`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from statement_archive.domain.text import INVISIBLE
from statement_archive.quotes.comparable import MARK, folded
from statement_archive.quotes.quoted import Fragment, Quoted, Reading
from statement_archive.quotes.source import SourceText

Change = Literal["capital", "insertion", "final punctuation", "ellipsis of nothing"]
MOST_PLACES = 200
_MOST_HYPHENS = 10
_ACCENTS = "".join(map(chr, range(0x300, 0x370)))
_FINAL = ".,;:!?-…،؛؟。，；：！？、।‚" + MARK


@dataclass(frozen=True, slots=True)
class Adaptation:
    """What the quotation's author changed, and where: ``here`` in the quotation, ``there`` in the text."""

    change: Change
    here: str
    there: str


@dataclass(frozen=True, slots=True)
class Stand:
    """A fragment at ``start:end`` of the stored text; ``exact``: the very characters."""

    start: int
    end: int
    exact: bool = False
    adapted: tuple[Adaptation, ...] = field(default=())


def as_it_stands(quotation: Quoted, source: SourceText) -> list[Stand]:
    """Everywhere the very characters stand: with what is around the words, else the words alone."""
    for words in dict.fromkeys((quotation.raw, quotation.raw.strip(), quotation.words)):
        if any(c.isalnum() for c in words):
            found = [Stand(at, at + len(words), exact=True) for at in _all(words, source.text)]
            if found:
                return found
    return []


def stands(fragment: Fragment, source: SourceText) -> list[Stand]:
    """Everywhere a fragment stands, in order; the fewer changes, the better: further ones are not looked for."""
    for way in (_same, _adapted):
        for reading in fragment.readings:
            found = list(way(reading, source))
            if found:
                return found
    return []


def chains(fragments: Sequence[Fragment], source: SourceText) -> list[tuple[Stand, ...]]:
    """Every way in which all fragments stand in this order, the closest together first; none where one is missing."""
    places = []
    for fragment in fragments:
        found = stands(fragment, source)
        if not found:
            return []
        places.append(found)
    chained = list(_chained(places))
    return sorted(chained, key=lambda chain: (chain[-1].end - chain[0].start, chain[0].start))


def _chained(places: Sequence[Sequence[Stand]]) -> Iterator[tuple[Stand, ...]]:
    """From each place of the first fragment, each next one at its nearest place after."""
    starts = [[s.start for s in found] for found in places]
    for k, first in enumerate(places[0]):
        chain = [first]
        for i, found in enumerate(places[1:], start=1):
            at = bisect_left(starts[i], chain[-1].end)
            if at == len(found):
                return  # no later first one has it either
            chain.append(found[at])
        last = places[0][k + 1] if k + 1 < len(places[0]) else None
        if last is None or len(chain) == 1 or last.end > chain[1].start:  # else the next one stands closer
            yield tuple(chain)


def _same(reading: Reading, source: SourceText) -> Iterator[Stand]:
    """The folded words; an insertion left out is a change."""
    adapted = tuple(Adaptation("insertion", each, "") for each in reading.insertions)
    # A decomposed letter may have been cut from its accent: what is left of it is sought as it is stored.
    places = set(_folded_places(folded(reading.words).lstrip(_ACCENTS), source))
    places |= {(at, at + len(reading.words)) for at in _all(reading.words, source.text)}
    for start, end in sorted(places):
        yield Stand(start, end, exact=not adapted and source.text[start:end] == reading.words, adapted=adapted)


def _adapted(reading: Reading, source: SourceText) -> Iterator[Stand]:
    """An initial capital changed, final punctuation changed."""
    insertions = tuple(Adaptation("insertion", each, "") for each in reading.insertions)
    words = folded(reading.words)
    core = words.rstrip(_FINAL + " ")
    if not any(c.isalnum() for c in core):
        return
    for form in dict.fromkeys((core, core[0].swapcase() + core[1:])):
        for start, end in _folded_places(form, source):
            adapted = list(insertions)
            if form != core:
                adapted.append(Adaptation("capital", core[0], source.text[start]))
            if words != core:
                after = source.text[end : end + 1]
                there = after if after and not after.isalnum() else ""
                adapted.append(Adaptation("final punctuation", words[len(core) :], there.strip()))
            yield Stand(start, end, adapted=tuple(adapted))


def _folded_places(words: str, source: SourceText) -> Iterator[tuple[int, int]]:
    """Stored spans of folded words, in order."""
    compared = source.compared
    places = [(at, at + len(words)) for at in _all(words, compared.text)]
    if compared.breaks and "-" in words:
        places = sorted({*places, *_across_line_ends(words, source)})
    for low, high in places:
        start, end = trimmed(source.text, compared.start(low), compared.end(high))
        if start < end:
            yield start, end


def _across_line_ends(words: str, source: SourceText) -> Iterator[tuple[int, int]]:
    """Places of words of which a hyphen stands at a line end of the text, where it was taken for one that divides."""
    hyphens = [i for i, c in enumerate(words) if c == "-"]
    for gone in (*((i,) for i in hyphens[:_MOST_HYPHENS]), tuple(hyphens)):
        left = "".join(c for i, c in enumerate(words) if i not in gone)
        for at in _all(left, source.compared.text):
            if all(at + i - k in source.compared.breaks for k, i in enumerate(gone)):
                yield at, at + len(left)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without white space, or marks that take no room, at its ends."""
    while start < end and _is_nothing(text[start]):
        start += 1
    while start < end and _is_nothing(text[end - 1]):
        end -= 1
    return start, end


def _is_nothing(char: str) -> bool:
    return char.isspace() or ord(char) in INVISIBLE


def _all(words: str, text: str) -> Iterator[int]:
    at = text.find(words) if words else -1
    for _ in range(MOST_PLACES):
        if at < 0:
            return
        yield at
        at = text.find(words, at + 1)


def joined(stand: Iterable[Stand]) -> tuple[Adaptation, ...]:
    return tuple(dict.fromkeys(a for s in stand for a in s.adapted))
