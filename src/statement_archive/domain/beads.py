"""Which segments of two expressions belong together: an inference, with its score.

::

    a  s1   s2 s3   s4   ·        Bead(a, b, score): n:m; n:0 was left out, 0:m was added
       │     ╲╱     │    │
    b  t1    t2     ·    t3       Beads: in order, no id twice on a side

Stored as rows ``[[ids a], [ids b], score]``. Beads of a pair that has no edge of its own are composed
through a third text; ``Beads.composed`` says so, and such beads are not stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from statement_archive.domain.errors import InvalidInput
from statement_archive.domain.segments import SegmentTable

Row: TypeAlias = tuple[list[str], list[str], float]


@dataclass(frozen=True, slots=True)
class Bead:
    """Segment ids that say the same thing; one side may be empty. ``score`` is 0..1: how sure."""

    a: tuple[str, ...]
    b: tuple[str, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Beads:
    """Beads in order, checked on construction. Raises InvalidInput for an id that stands twice on one
    side, a bead with two empty sides, a score outside 0..1.

    ``composed``: worked out through a third text, nobody has compared these two.
    """

    beads: tuple[Bead, ...]
    composed: bool = False
    _a: Mapping[str, Bead] = field(init=False, repr=False, compare=False)
    _b: Mapping[str, Bead] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        of_a: dict[str, Bead] = {}
        of_b: dict[str, Bead] = {}
        for bead in self.beads:
            if not bead.a and not bead.b:
                raise InvalidInput("a bead with no segment on either side")
            if not 0 <= bead.score <= 1:
                raise InvalidInput(f"score outside 0..1: {bead.score}")
            for side, ids in ((of_a, bead.a), (of_b, bead.b)):
                for name in ids:
                    if name in side:
                        raise InvalidInput(f"segment in two beads: {name}", id=name)
                    side[name] = bead
        object.__setattr__(self, "_a", of_a)
        object.__setattr__(self, "_b", of_b)

    def __iter__(self) -> Iterator[Bead]:
        return iter(self.beads)

    def __len__(self) -> int:
        return len(self.beads)

    def of_a(self, name: str) -> Bead | None:
        """The bead that holds a segment of the first text."""
        return self._a.get(name)

    def of_b(self, name: str) -> Bead | None:
        """The bead that holds a segment of the second text."""
        return self._b.get(name)

    def invert(self) -> Beads:
        """The same beads seen from the second text, in the same order."""
        return Beads(tuple(Bead(x.b, x.a, x.score) for x in self.beads), self.composed)

    def rows(self) -> list[Row]:
        """The stored form."""
        return [(list(x.a), list(x.b), x.score) for x in self.beads]


def from_rows(rows: Iterable[Sequence[object]]) -> Beads:
    """Read the stored form. Raises InvalidInput."""
    return Beads(tuple(_bead(row) for row in rows))


def _bead(row: Sequence[object]) -> Bead:
    if isinstance(row, str) or len(row) != 3:
        raise InvalidInput("a bead is stored as [[ids a], [ids b], score]")
    a, b, score = row
    if isinstance(score, bool) or not isinstance(score, int | float):
        raise InvalidInput(f"score of a bead is not a number: {score!r}")
    return Bead(_ids(a), _ids(b), float(score))


def _ids(cell: object) -> tuple[str, ...]:
    if not isinstance(cell, list | tuple) or not all(isinstance(x, str) for x in cell):
        raise InvalidInput(f"not a list of segment ids: {cell!r}")
    return tuple(cell)


def compose(ab: Beads, bc: Beads) -> Beads:
    """Beads a~c out of a~b and b~c.

    Beads that share a segment of b join, and join on, until no two groups share one. Score: the lowest
    of the a~b beads of the group times the lowest of its b~c beads (both must be right). A group that
    reaches only one side comes out as segments left out or added, one a bead.
    """
    groups = _Groups(len(ab) + len(bc))
    holder: dict[str, int] = {}
    for i, bead in enumerate((*ab, *bc)):
        for name in bead.b if i < len(ab) else bead.a:
            groups.join(holder.setdefault(name, i), i)
    left = _collect((groups.root(i), bead.a, bead.score) for i, bead in enumerate(ab))
    right = _collect((groups.root(i), bead.b, bead.score) for i, bead in enumerate(bc, start=len(ab)))
    found: list[Bead] = []
    for group in _interleave([g for g, side in left.items() if side.ids], [g for g, side in right.items() if side.ids]):
        a, c = left.get(group, _NONE), right.get(group, _NONE)
        score = round(min(a.scores, default=1.0) * min(c.scores, default=1.0), 3)
        found += _beads(a.ids, c.ids, score)
    return Beads(tuple(found), composed=True)


def paragraph_beads(beads: Beads, table_a: SegmentTable, table_b: SegmentTable) -> Beads:
    """Sentence beads lifted to paragraphs, so that a page can put paragraphs level.

    Paragraphs that a bead joins stand in one bead, in the order of the text; a paragraph that no bead
    joins to the other side stands alone. Score: the mean of the beads that join; for a paragraph that
    stands alone, of the beads of its segments, or 0 where it has none. A bead may name a paragraph
    itself. Raises InvalidInput for an id that its table does not hold.
    """
    paragraphs_a, paragraphs_b = table_a.paragraphs, table_b.paragraphs
    home_a, home_b = _homes(table_a, 0), _homes(table_b, len(paragraphs_a))
    groups = _Groups(len(paragraphs_a) + len(paragraphs_b))
    places: list[tuple[int, Bead]] = []
    for bead in beads:
        try:
            nodes = [*(home_a[x] for x in bead.a), *(home_b[x] for x in bead.b)]
        except KeyError as error:
            raise InvalidInput(f"bead of a segment that is not in its table: {error.args[0]}") from error
        places.append((nodes[0], bead))
        if bead.a and bead.b:
            for node in nodes[1:]:
                groups.join(nodes[0], node)
    joined: dict[int, list[float]] = {}
    alone: dict[int, list[float]] = {}
    for node, bead in places:
        (joined if bead.a and bead.b else alone).setdefault(groups.root(node), []).append(bead.score)
    left = _collect((groups.root(i), (p.id,), 0.0) for i, p in enumerate(paragraphs_a))
    right = _collect((groups.root(i), (p.id,), 0.0) for i, p in enumerate(paragraphs_b, start=len(paragraphs_a)))
    found: list[Bead] = []
    for group in _interleave(list(left), list(right)):
        scores = joined.get(group) or alone.get(group) or [0.0]
        score = round(sum(scores) / len(scores), 3)
        found += _beads(left.get(group, _NONE).ids, right.get(group, _NONE).ids, score)
    return Beads(tuple(found), composed=beads.composed)


@dataclass(slots=True)
class _Side:
    """What one text brings to a group."""

    ids: tuple[str, ...] = ()
    scores: tuple[float, ...] = ()


_NONE = _Side()


class _Groups:
    """Union-find over numbered nodes."""

    def __init__(self, size: int) -> None:
        self._up = list(range(size))

    def root(self, x: int) -> int:
        up = self._up
        while up[x] != x:
            up[x] = x = up[up[x]]
        return x

    def join(self, x: int, y: int) -> None:
        self._up[self.root(y)] = self.root(x)


def _collect(parts: Iterable[tuple[int, tuple[str, ...], float]]) -> dict[int, _Side]:
    """Ids and scores by group; groups in order of their first part."""
    ids: dict[int, list[str]] = {}
    scores: dict[int, list[float]] = {}
    for group, names, score in parts:
        ids.setdefault(group, []).extend(names)
        scores.setdefault(group, []).append(score)
    return {group: _Side(tuple(ids[group]), tuple(scores[group])) for group in ids}


def _beads(a: tuple[str, ...], b: tuple[str, ...], score: float) -> Iterator[Bead]:
    if a and b:
        yield Bead(a, b, score)
    else:
        yield from (Bead((x,), (), score) for x in a)
        yield from (Bead((), (x,), score) for x in b)


def _interleave(left: Sequence[int], right: Sequence[int]) -> Iterator[int]:
    """Groups in the order of the first text; those of the second alone before their next neighbour."""
    of_left, in_right, done = set(left), set(right), 0
    seen: set[int] = set()
    for group in left:
        if group in in_right:
            while right[done] != group:
                if right[done] not in of_left:
                    yield right[done]
                    seen.add(right[done])
                elif right[done] not in seen:
                    break
                done += 1
        yield group
        seen.add(group)
    yield from (group for group in right if group not in seen)


def _homes(table: SegmentTable, offset: int) -> dict[str, int]:
    """Number of the paragraph of every segment, counted from ``offset``, in one sweep."""
    homes: dict[str, int] = {}
    paragraphs = table.paragraphs
    at = 0
    for s in table.segments:
        while at < len(paragraphs) and paragraphs[at].end <= s.start:
            at += 1
        if at < len(paragraphs):
            homes[s.id] = offset + at
    return homes
