"""The first path: wide band, cheap costs.

::

    anchors (keys once on both sides, verbatim sentences) ─▶ line ─▶ band as wide as the gaps are long
    lengths + links of rare keys, summed by pairs of sentences ─▶ path; wider where it touches the edge
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence

from statement_archive.align.band import Band, Step, walk
from statement_archive.align.cost import ALONE, EQUAL, FARTHEST, LENGTH, PRIORS, WORDS, Cost
from statement_archive.align.sequence import ascending, common

Point = tuple[int, int]
CLEAR = 4.0  # nats that make a pair an anchor
_RARE = 20  # a key in more sentences than this marks no place
_TRIES = 3


def rough_path(cost: Cost) -> list[Step]:
    """A path good enough to learn from."""
    n, m = len(cost.a.ids), len(cost.b.ids)
    pairs = _pairs(cost)
    points = _anchors(cost, pairs)

    wide = 1.0
    for _ in range(_TRIES):
        band = _band(points, n, m, wide)
        path = _shortest(cost, pairs, band)
        if not _touches(path, band, m):
            break
        wide *= 2
    return path


def _shortest(cost: Cost, pairs: Sequence[Mapping[int, float]], band: Band) -> list[Step]:
    """The cheapest path of steps 1:1, 1:2, 2:1, 1:0 and 0:1. Written out: this loop sees every cell of
    the wide band, and a call for each would take ten times as long."""
    sum_a, sum_b, scale, top = cost.sum_a, cost.sum_b, cost.scale, FARTHEST
    one, two, none = PRIORS[1, 1], PRIORS[1, 2], PRIORS[1, 0] + ALONE
    outside = [math.inf] * (len(sum_b) + 2)  # rows are kept at full width, shifted by two
    before = above = outside
    steps: list[list[tuple[int, int]]] = []
    nothing: Mapping[int, float] = {}
    for i, (low, high) in enumerate(band):
        row = [math.inf] * (len(sum_b) + 2)
        shared = pairs[i - 1] if i else nothing
        shared_before = pairs[i - 2] if i > 1 else nothing
        length_1 = sum_a[i] - sum_a[i - 1] if i else 0.0
        length_2 = sum_a[i] - sum_a[i - 2] if i > 1 else 0.0
        via: list[tuple[int, int]] = []
        for j in range(low, high + 1):
            best, shape = above[j + 2] + none, (1, 0)
            if i == j == 0:
                best, shape = 0.0, (0, 0)
            if row[j + 1] + none < best:
                best, shape = row[j + 1] + none, (0, 1)
            gain = shared.get(j - 1, 0.0)
            other = sum_b[j] - sum_b[j - 1] if j else 0.0
            if above[j + 1] < math.inf:
                x = int(scale * (length_1 - other) * (length_1 - other) / (length_1 + other))
                price = above[j + 1] + one + LENGTH[min(top, x)] - gain
                if price < best:
                    best, shape = price, (1, 1)
            if above[j] < math.inf:
                wider = sum_b[j] - sum_b[j - 2]
                x = int(scale * (length_1 - wider) * (length_1 - wider) / (length_1 + wider))
                price = above[j] + two + LENGTH[min(top, x)] - gain - shared.get(j - 2, 0.0)
                if price < best:
                    best, shape = price, (1, 2)
            if before[j + 1] < math.inf:
                x = int(scale * (length_2 - other) * (length_2 - other) / (length_2 + other))
                price = before[j + 1] + two + LENGTH[min(top, x)] - gain - shared_before.get(j - 1, 0.0)
                if price < best:
                    best, shape = price, (2, 1)
            row[j + 2] = best
            via.append(shape)
        steps.append(via)
        before, above = above, row
    return walk(steps, band)


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
                    scores[j] = scores.get(j, 0.0) + 2 * WORDS * gain
        found.append(scores)
    verbatim: dict[str, list[int]] = defaultdict(list)
    for j, words in enumerate(cost.b.words):
        verbatim[words].append(j)
    for words, scores in zip(cost.a.words, found, strict=True):
        for j in verbatim.get(words, ())[:_RARE]:
            scores[j] = scores.get(j, 0.0) + EQUAL
    return found


def _anchors(cost: Cost, pairs: Sequence[dict[int, float]]) -> list[Point]:
    """Points of a rough line: verbatim sentences, and pairs that are each other's clear best."""
    a, b = cost.a.words, cost.b.words
    best_for_b: dict[int, tuple[float, int]] = {}
    for i, row in enumerate(pairs):
        for j, gain in row.items():
            best_for_b[j] = max(best_for_b.get(j, (0.0, 0)), (gain, -i))
    mutual = []
    for i, row in enumerate(pairs):
        if row:
            gain, j = max((gain, -j) for j, gain in row.items())
            rest = [g for k, g in row.items() if k != -j]
            if gain >= CLEAR and gain >= 1.5 * max(rest, default=0.0) and best_for_b[-j][1] == -i:
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
    return any((j == band[i][0] and j > 0) or (j == band[i][1] and j < m) for i, _, j, _ in path)
