"""The first path: wide band, cheap costs.

::

    anchors (keys once on both sides, verbatim sentences) ─▶ line ─▶ band as wide as the gaps are long
    lengths + links of rare keys, summed by pairs of sentences ─▶ path; wider where it touches the edge
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence

from statement_archive.align.band import SMALL_SHAPES, Band, Step, shortest
from statement_archive.align.cost import ALONE, PRIORS, WORDS, Cost
from statement_archive.align.sequence import ascending, common

Point = tuple[int, int]
_RARE = 20  # a key in more sentences than this marks no place
_TRIES = 3


def rough_path(cost: Cost) -> list[Step]:
    """A path good enough to learn from."""
    n, m = len(cost.a.ids), len(cost.b.ids)
    pairs = _pairs(cost)
    points = _anchors(cost, pairs)

    def price(i: int, i_end: int, j: int, j_end: int) -> float:
        prior = PRIORS[i_end - i, j_end - j]
        if i == i_end or j == j_end:
            return prior + ALONE
        shared = sum(row.get(k, 0.0) for row in pairs[i:i_end] if row for k in range(j, j_end))
        return prior + cost.length(i, i_end, j, j_end) + cost.place(i, i_end, j, j_end) - WORDS * shared

    wide = 1.0
    for _ in range(_TRIES):
        band = _band(points, n, m, wide)
        path = shortest(price, band, SMALL_SHAPES)
        if not _touches(path, band, m):
            break
        wide *= 2
    return path


def _pairs(cost: Cost) -> list[dict[int, float]]:
    """For each sentence of a: sentences of b with which it shares rare linked keys, and what that says."""
    places: dict[str, list[int]] = defaultdict(list)
    for j, row in enumerate(cost.b.keys):
        for v in row:
            places[v].append(j)
    found: list[dict[int, float]] = []
    for expected in cost.there.expected:
        scores: dict[int, float] = {}
        for v, gain in expected.items():
            if len(places[v]) <= _RARE:
                for j in places[v]:
                    scores[j] = scores.get(j, 0.0) + 2 * gain
        found.append(scores)
    return found


def _anchors(cost: Cost, pairs: Sequence[dict[int, float]]) -> list[Point]:
    """Points of a rough line: verbatim sentences, and pairs that are each other's clear best."""
    a, b = cost.a.words, cost.b.words
    best_for_b: dict[int, tuple[float, int]] = {}
    counts = Counter[int]()
    for i, row in enumerate(pairs):
        for j, gain in row.items():
            counts[j] += 1
            best_for_b[j] = max(best_for_b.get(j, (0.0, 0)), (gain, -i))
    mutual = []
    for i, row in enumerate(pairs):
        if row:
            gain, j = max((gain, -j) for j, gain in row.items())
            rest = [g for k, g in row.items() if k != -j]
            if gain >= 8 and gain >= 1.5 * max(rest, default=0.0) and best_for_b[-j][1] == -i:
                mutual.append((i, -j))
    return _supported(ascending(sorted({*mutual, *common(a, b)})))


def _supported(points: Sequence[Point]) -> list[Point]:
    """Points that a neighbour on the line confirms: a single far leap is chance."""
    kept = []
    for k, (i, j) in enumerate(points):
        near = [*points[max(0, k - 2) : k], *points[k + 1 : k + 3]]
        if any(abs((i - x) - (j - y)) <= 4 + 0.3 * abs(i - x) for x, y in near):
            kept.append((i, j))
    return kept


def _band(points: Sequence[Point], n: int, m: int, wide: float) -> Band:
    """Around straight lines between the points; half as wide again where points are far apart."""
    line = [(0, 0), *((i, j) for i, j in points if 0 < i < n and 0 < j < m), (n, m)]
    starts = [i for i, _ in line]
    band: Band = []
    for i in range(n + 1):
        k = min(bisect_right(starts, i) - 1, len(line) - 2)
        (i0, j0), (i1, j1) = line[k], line[k + 1]
        j = j0 + (j1 - j0) * (i - i0) / (i1 - i0)
        gap = min(i - i0, i1 - i) * max(1.0, (j1 - j0) / (i1 - i0))
        half = wide * (12 + min(0.3 * gap, 20 + 0.02 * max(n, m)))
        band.append((max(0, int(j - half)), min(m, int(j + half) + 1)))
    slope = m // max(n, 1) + 2
    for i in range(1, n + 1):  # a steep band must still let a path through
        low = min(band[i][0], band[i - 1][1])
        band[i] = (low, max(band[i][1], min(m, band[i - 1][0] + slope)))
    band[0], band[n] = (0, band[0][1]), (band[n][0], m)
    return band


def _touches(path: Sequence[Step], band: Band, m: int) -> bool:
    return any(
        (j == band[i][0] and j > 0) or (j == band[i][1] and j < m) for i, _, j, _ in path
    )
