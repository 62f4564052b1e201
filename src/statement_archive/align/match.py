"""Which pieces of an old text go on in a new one: equal words first, then the largest overlap.

::

    1  equal, inside parents that go together, in order          "Thank you." of p3 stays in p3
    2  equal, in order over the whole text, then anywhere         a paragraph that moved
    3  overlap in characters, the largest first                   a sentence that was corrected
    4  as many left over between the same neighbours, a few       a sentence that was rewritten

Candidates for an overlap are found by shared words, rare ones first, and only a few are measured, so that
a text rewritten from end to end costs no more than one that was not.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from statement_archive.align.diff import tokens
from statement_archive.align.sequence import common

ENOUGH = 0.5  # of the characters of the shorter piece must be shared for it to be the same piece
_PART = 0.25  # of the longer one: three words found again in a long sentence are not that sentence
_PROBES = 12  # rarest words of a piece that are looked up
_POSTINGS = 40  # a word in more pieces than this finds none
_MEASURED = 4  # candidates that are compared word by word
_REWRITTEN = 3  # more pieces in a row than this with no word in common are another text
_HELD = 0.15  # share of the words of an ended piece that makes a successor


@dataclass(frozen=True, slots=True)
class Piece:
    """A segment to be matched: ``group`` is its class, ``parent`` the id of its paragraph."""

    id: str
    group: str
    text: str
    parent: str


def pair(old: Sequence[Piece], new: Sequence[Piece], *, parents: Mapping[str, str]) -> dict[str, str]:
    """Id of the old piece for each new one that goes on. ``parents``: old paragraph by new paragraph."""
    found: dict[int, int] = {}  # place in new -> place in old
    _inside(old, new, parents, found)
    _equal(old, new, found)
    _overlapping(old, new, parents, found)
    _between(old, new, parents, found)
    return {new[j].id: old[i].id for j, i in found.items()}


def _inside(old: Sequence[Piece], new: Sequence[Piece], parents: Mapping[str, str], found: dict[int, int]) -> None:
    """Equal pieces of paragraphs that go together, in order."""
    by_parent: dict[str, list[int]] = defaultdict(list)
    for i, piece in enumerate(old):
        by_parent[piece.parent].append(i)
    groups: dict[str, list[int]] = defaultdict(list)
    for j, piece in enumerate(new):
        if piece.parent in parents:
            groups[parents[piece.parent]].append(j)
    for parent, places in groups.items():
        _in_order(old, by_parent[parent], new, places, found)


def _equal(old: Sequence[Piece], new: Sequence[Piece], found: dict[int, int]) -> None:
    """Equal pieces that are left: in order over the whole text, then wherever they stand."""
    left, right = _left(old, new, found)
    _in_order(old, left, new, right, found)
    left, right = _left(old, new, found)
    waiting: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i in reversed(left):
        waiting[old[i].group, old[i].text].append(i)
    for j in right:
        if places := waiting.get((new[j].group, new[j].text)):
            found[j] = places.pop()


def _in_order(
    old: Sequence[Piece], left: Sequence[int], new: Sequence[Piece], right: Sequence[int], found: dict[int, int]
) -> None:
    pairs = common([(old[i].group, old[i].text) for i in left], [(new[j].group, new[j].text) for j in right])
    found.update((right[y], left[x]) for x, y in pairs)


def _left(old: Sequence[Piece], new: Sequence[Piece], found: Mapping[int, int]) -> tuple[list[int], list[int]]:
    taken = set(found.values())
    return [i for i in range(len(old)) if i not in taken], [j for j in range(len(new)) if j not in found]


def _overlapping(old: Sequence[Piece], new: Sequence[Piece], parents: Mapping[str, str], found: dict[int, int]) -> None:
    """What is left goes on where it overlaps most; of equal overlaps the one in the same paragraph, then
    the one least displaced, then the first."""
    left, right = _left(old, new, found)
    index = _Index([old[i] for i in left])
    offers: list[tuple[int, bool, int, int, int]] = []
    for rank, j in enumerate(right):
        piece = new[j]
        own = Bag(piece.text)
        for k in index.near(own, piece.group, rank):
            other = index.bags[k]
            shared = _overlap(other, own)
            if shared >= ENOUGH * min(own.size, other.size) and shared >= _PART * max(own.size, other.size):
                same = parents.get(piece.parent) == old[left[k]].parent
                offers.append((-shared, not same, abs(k - rank), left[k], j))
    taken: set[int] = set()
    for _, _, _, i, j in sorted(offers):
        if i not in taken and j not in found:
            taken.add(i)
            found[j] = i


def _between(old: Sequence[Piece], new: Sequence[Piece], parents: Mapping[str, str], found: dict[int, int]) -> None:
    """Pieces rewritten in their place: as many old as new, at most ``_REWRITTEN``, between neighbours that
    go together. Without a neighbour that goes on, nothing says that the place is the same."""
    j = 0
    while j < len(new):
        if j in found:
            j += 1
            continue
        start = j
        while j < len(new) and j not in found:
            j += 1
        before, after = found.get(start - 1, -1), found.get(j, len(old))
        run = range(before + 1, after)
        taken = set(found.values())
        if (before < 0 and after == len(old)) or not 0 < len(run) == j - start <= _REWRITTEN or taken & set(run):
            continue
        pairs = list(zip(run, range(start, j), strict=True))
        if all(_same_place(old[i], new[k], parents) for i, k in pairs):
            found.update((k, i) for i, k in pairs)


def _same_place(old: Piece, new: Piece, parents: Mapping[str, str]) -> bool:
    return old.group == new.group and (not new.parent or parents.get(new.parent) == old.parent)


class Bag:
    """The words of a piece, with the characters they have; white space left out."""

    def __init__(self, text: str) -> None:
        self.words = [t for t in tokens(text) if not t.isspace()]
        self.counts = Counter(self.words)
        self.size = sum(map(len, self.words))

    def shared(self, other: Counter[str]) -> int:
        """Characters of words that both have, order left aside."""
        return sum(min(n, other[w]) * len(w) for w, n in self.counts.items() if w in other)


def _overlap(old: Bag, new: Bag) -> int:
    """Characters of the words that both share in order."""
    return sum(len(old.words[i]) for i, _ in common(old.words, new.words))


class _Index:
    """Finds pieces by the rarest of their words."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = pieces
        self.bags = [Bag(p.text) for p in pieces]
        self.places: dict[str, list[int]] = defaultdict(list)
        for k, bag in enumerate(self.bags):
            for word in bag.counts:
                self.places[word].append(k)

    def near(self, bag: Bag, group: str, rank: int) -> list[int]:
        """The pieces that share most with a bag, the best few; at equal shares the nearest to ``rank``."""
        known = sorted((len(self.places[w]), w) for w in bag.counts if w in self.places)
        seen: set[int] = set()
        for k, (size, word) in enumerate(known):
            if k < _PROBES and (size <= _POSTINGS or not seen):
                seen.update(_nearest(self.places[word], rank))
        fitting = [k for k in seen if self.pieces[k].group == group]
        fitting.sort(key=lambda k: (-bag.shared(self.bags[k].counts), abs(k - rank), k))
        return fitting[:_MEASURED]


def _nearest(places: Sequence[int], rank: int) -> Iterable[int]:
    """At most a handful of places (they rise), those around ``rank``."""
    if len(places) <= _POSTINGS:
        return places
    at = bisect_left(places, rank)
    around = places[max(0, at - _POSTINGS) : at + _POSTINGS]
    return sorted(around, key=lambda k: (abs(k - rank), k))[:_POSTINGS]


def holders(gone: Sequence[Piece], now: Sequence[Piece]) -> dict[str, tuple[str, ...]]:
    """For each piece that ended the new pieces that hold most of its words, in the order of the text;
    none where together they hold less than half."""
    index = _Index(now)
    order = {p.id: k for k, p in enumerate(now)}
    found: dict[str, tuple[str, ...]] = {}
    for rank, piece in enumerate(gone):
        bag = Bag(piece.text)
        rest, kept, held = Counter(bag.counts), [], 0
        for k in index.near(bag, piece.group, rank):
            shared = index.bags[k].shared(rest)
            if shared >= _HELD * bag.size:
                rest -= index.bags[k].counts
                kept.append(now[k].id)
                held += shared
        found[piece.id] = tuple(sorted(kept, key=order.__getitem__)) if held >= ENOUGH * bag.size else ()
    return found
