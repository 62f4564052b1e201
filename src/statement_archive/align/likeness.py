"""Which sentences of two different texts say much the same, in whatever order, and how to set them level.

::

    old  A B C D          pairs   A-A  D-D' (87 percent)  B-B        likeness of words, best first, each sentence once
    new  A D' B E         in order: A, D' or B; what leaps over others has *moved*
                          rows    A A │ - D'(moved) …                new order; what was dropped where it stood

Versions of one text are matched elsewhere (:mod:`.match`): there a place says something, here it breaks ties only.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from statement_archive.align.sequence import ascending, common
from statement_archive.analysis.similarity import Profile, grams, least_shared, percent, profile
from statement_archive.domain.text import plain

FLOOR = 60  # percent; below, nothing says that a sentence is the other one, changed


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence: ``key`` is equal for two that differ by typography at most."""

    key: str
    of: Profile


@dataclass(frozen=True, slots=True)
class Level:
    """A row: places in the old and in the new text, None where there is nothing. ``percent`` as in
    :mod:`statement_archive.analysis.similarity`; ``same``: word for word, typography aside, which no percentage
    says."""

    old: int | None
    new: int | None
    percent: int = 0
    same: bool = False
    moved: bool = False


def said(text: str, lang: str) -> Said:
    return Said(plain(text), profile(text, lang))


def level(old: Sequence[Said], new: Sequence[Said]) -> tuple[Level, ...]:
    """Rows in the order of the new text; every sentence of either stands in exactly one."""
    pairs = _pairs(old, new)
    steady = ascending(sorted((i, j) for j, (i, _) in pairs.items()))
    return tuple(_rows(old, new, pairs, steady))


def _pairs(old: Sequence[Said], new: Sequence[Said]) -> dict[int, tuple[int, int]]:
    """For each new sentence that has one: its old one and the percentage."""
    pairs = {j: (i, 100) for i, j in common([s.key for s in old], [s.key for s in new])}
    taken = {i for i, _ in pairs.values()}
    offers: list[tuple[bool, int, int, int, int]] = []
    near = _Near(old)
    for j, one in enumerate(new):
        if j not in pairs:
            for i in near.to(one.of):
                alike = percent(one.of, old[i].of, FLOOR)
                if i not in taken and alike:
                    offers.append((one.key != old[i].key, -alike, abs(i - j), j, i))
    for _, minus, _, j, i in sorted(offers):
        if j not in pairs and i not in taken:
            pairs[j] = (i, -minus)
            taken.add(i)
    return pairs


class _Near:
    """Finds sentences by their grams; none that is alike enough is missed."""

    def __init__(self, of: Sequence[Said]) -> None:
        self._places: dict[tuple[int, int], list[int]] = defaultdict(list)
        for i, one in enumerate(of):
            for gram in grams(one.of):
                self._places[gram].append(i)

    def to(self, one: Profile) -> list[int]:
        if not len(one):
            return []
        shared = Counter(i for gram in grams(one) for i in self._places.get(gram, ()))
        least = max(1, least_shared(one, FLOOR))
        return [i for i, n in shared.items() if n >= least]


def _rows(
    old: Sequence[Said], new: Sequence[Said], pairs: dict[int, tuple[int, int]], steady: Sequence[tuple[int, int]]
) -> Iterator[Level]:
    kept = {i for i, _ in pairs.values()}
    i = j = 0
    for x, y in [*steady, (len(old), len(new))]:
        yield from (Level(k, None) for k in range(i, x) if k not in kept)
        for k in range(j, y):
            if k in pairs:
                yield _paired(old, new, k, pairs[k], moved=True)
            else:
                yield Level(None, k)
        if y < len(new):
            yield _paired(old, new, y, pairs[y], moved=False)
        i, j = x + 1, y + 1


def _paired(old: Sequence[Said], new: Sequence[Said], j: int, found: tuple[int, int], *, moved: bool) -> Level:
    i, alike = found
    return Level(i, j, alike, old[i].key == new[j].key, moved)
