"""Shortest path through a band of the grid of two texts, and how sure each of its steps is.

::

          j ─▶                      a band gives for each i the first and last j that may be reached;
      i  [###······]                a step goes from (i, j) to (i_end, j_end)
      │  [·####····]
      ▼  [···####··]
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from statement_archive.align.cost import PRIORS, Shape

Step = tuple[int, int, int, int]  # i, i_end, j, j_end
Band = list[tuple[int, int]]  # for each i of 0..n: first and last j
Prices = list[list[list[float]]]  # for each i, for each j of the band, for each shape
Price = Callable[[int, int, int, int], float]
SHAPES = tuple(PRIORS)
REACH = 4  # sentences beside the path that the next round looks at


def narrow(path: Sequence[Step], n: int, m: int) -> Band:
    """The band around a path."""
    first, last = [m] * (n + 1), [0] * (n + 1)
    for i, i_end, j, j_end in path:
        for row in range(max(0, i - REACH), min(n, i_end + REACH) + 1):
            first[row] = min(first[row], max(0, j - REACH))
            last[row] = max(last[row], min(m, j_end + REACH))
    first[0], last[n] = 0, m
    return list(zip(first, last, strict=True))


def prices(price: Price, band: Band) -> Prices:
    """For each cell of the band the price of each of the shapes that end there; infinite where a shape
    would begin outside. Asked for once, used by every sum below."""
    table: Prices = []
    for i, (low, high) in enumerate(band):
        rows = [(di, dj, *band[i - di]) if i >= di else (di, dj, 1, 0) for di, dj in SHAPES]
        table.append(
            [
                [price(i - di, i, j - dj, j) if first <= j - dj <= last else math.inf for di, dj, first, last in rows]
                for j in range(low, high + 1)
            ]
        )
    return table


def shortest(table: Prices, band: Band) -> list[Step]:
    """The cheapest path from the first corner to the last. Every band made here lets one through."""
    costs: list[list[float]] = []
    steps: list[list[Shape]] = []
    for i, (low, _) in enumerate(band):
        row: list[float] = []
        via: list[Shape] = []
        costs.append(row)
        for j, cell in enumerate(table[i], start=low):
            best, best_shape = (0.0, (0, 0)) if i == j == 0 else (math.inf, (0, 0))
            for (di, dj), own in zip(SHAPES, cell, strict=True):
                if own < math.inf:
                    total = costs[i - di][j - dj - band[i - di][0]] + own
                    if total < best:
                        best, best_shape = total, (di, dj)
            row.append(best)
            via.append(best_shape)
        steps.append(via)
    return walk(steps, band)


def walk(steps: Sequence[Sequence[Shape]], band: Band) -> list[Step]:
    """The path that ends in the last corner, from the shape of the last step to each cell."""
    path: list[Step] = []
    i, j = len(band) - 1, band[-1][1]
    while (i, j) != (0, 0):
        di, dj = steps[i][j - band[i][0]]
        path.append((i - di, i, j - dj, j))
        i, j = i - di, j - dj
    return path[::-1]


def score(table: Prices, band: Band, path: Sequence[Step]) -> list[float]:
    """Probability of each step of the path among all paths of the band, rounded to three places
    (forward and backward sums)."""
    ahead, behind = _sums(table, band), _sums_back(table, band)
    total = ahead[-1][-1]
    found = []
    for i, i_end, j, j_end in path:
        low, low_end = band[i][0], band[i_end][0]
        own = table[i_end][j_end - low_end][SHAPES.index((i_end - i, j_end - j))]
        found.append(round(min(1.0, math.exp(ahead[i][j - low] + behind[i_end][j_end - low_end] - own - total)), 3))
    return found


def _sums(table: Prices, band: Band) -> list[list[float]]:
    """Log of the summed weights of all paths from the first corner to each cell."""
    sums: list[list[float]] = []
    for i, (low, _) in enumerate(band):
        row: list[float] = []
        sums.append(row)
        for j, cell in enumerate(table[i], start=low):
            terms = [0.0] if i == j == 0 else []
            for (di, dj), own in zip(SHAPES, cell, strict=True):
                if own < math.inf:
                    terms.append(sums[i - di][j - dj - band[i - di][0]] - own)
            row.append(_log_sum(terms))
    return sums


def _sums_back(table: Prices, band: Band) -> list[list[float]]:
    """Log of the summed weights of all paths from each cell to the last corner."""
    n, m = len(band) - 1, band[-1][1]
    sums: list[list[float]] = [[] for _ in band]
    for i in range(n, -1, -1):
        low, high = band[i]
        row = [-math.inf] * (high - low + 1)
        sums[i] = row
        for j in range(high, low - 1, -1):
            terms = [0.0] if (i, j) == (n, m) else []
            for k, (di, dj) in enumerate(SHAPES):
                i1, j1 = i + di, j + dj
                if i1 <= n and band[i1][0] <= j1 <= band[i1][1]:
                    terms.append(sums[i1][j1 - band[i1][0]] - table[i1][j1 - band[i1][0]][k])
            row[j - low] = _log_sum(terms)
    return sums


def _log_sum(terms: Sequence[float]) -> float:
    top = max(terms, default=-math.inf)
    if top == -math.inf:
        return top
    return top + math.log(sum([math.exp(x - top) for x in terms]))
