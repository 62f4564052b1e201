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

from statement_archive.align.cost import PRIORS

Step = tuple[int, int, int, int]  # i, i_end, j, j_end
Band = list[tuple[int, int]]  # for each i of 0..n: first and last j
Price = Callable[[int, int, int, int], float]
SHAPES = tuple(PRIORS)
SMALL_SHAPES = tuple(shape for shape in SHAPES if sum(shape) <= 4 and 3 not in shape)
REACH = 5  # sentences beside the path that the next round looks at


def narrow(path: Sequence[Step], n: int, m: int) -> Band:
    """The band around a path."""
    first, last = [m] * (n + 1), [0] * (n + 1)
    for i, i_end, j, j_end in path:
        for row in range(max(0, i - REACH), min(n, i_end + REACH) + 1):
            first[row] = min(first[row], max(0, j - REACH))
            last[row] = max(last[row], min(m, j_end + REACH))
    first[0], last[n] = 0, m
    return list(zip(first, last, strict=True))


def shortest(price: Price, band: Band, shapes: Sequence[tuple[int, int]] = SHAPES) -> list[Step]:
    """The cheapest path from the first corner to the last. Every band made here lets one through."""
    costs: list[list[float]] = []
    steps: list[list[tuple[int, int]]] = []
    for i, (low, high) in enumerate(band):
        row: list[float] = []
        via: list[tuple[int, int]] = []
        costs.append(row)
        for j in range(low, high + 1):
            best, best_shape = (0.0, (0, 0)) if i == j == 0 else (math.inf, (0, 0))
            for di, dj in shapes:
                i0, j0 = i - di, j - dj
                if i0 < 0 or not band[i0][0] <= j0 <= band[i0][1]:
                    continue
                before = costs[i0][j0 - band[i0][0]]
                if before < math.inf:
                    total = before + price(i0, i, j0, j)
                    if total < best:
                        best, best_shape = total, (di, dj)
            row.append(best)
            via.append(best_shape)
        steps.append(via)
    path: list[Step] = []
    i, j = len(band) - 1, band[-1][1]
    while (i, j) != (0, 0):
        di, dj = steps[i][j - band[i][0]]
        path.append((i - di, i, j - dj, j))
        i, j = i - di, j - dj
    return path[::-1]


def score(price: Price, band: Band, path: Sequence[Step]) -> list[float]:
    """Probability of each step of the path among all paths of the band (forward and backward sums)."""
    ahead = _sums(price, band)
    behind = _sums_back(price, band)
    total = ahead[-1][-1]

    def at(table: list[list[float]], i: int, j: int) -> float:
        return table[i][j - band[i][0]]

    return [
        round(min(1.0, math.exp(at(ahead, i, j) + at(behind, i_end, j_end) - price(i, i_end, j, j_end) - total)), 3)
        for i, i_end, j, j_end in path
    ]


def _sums(price: Price, band: Band) -> list[list[float]]:
    """Log of the summed weights of all paths from the first corner to each cell."""
    sums: list[list[float]] = []
    for i, (low, high) in enumerate(band):
        row: list[float] = []
        sums.append(row)
        for j in range(low, high + 1):
            terms = [0.0] if i == j == 0 else []
            for di, dj in SHAPES:
                i0, j0 = i - di, j - dj
                if i0 >= 0 and band[i0][0] <= j0 <= band[i0][1]:
                    terms.append(sums[i0][j0 - band[i0][0]] - price(i0, i, j0, j))
            row.append(_log_sum(terms))
    return sums


def _sums_back(price: Price, band: Band) -> list[list[float]]:
    """Log of the summed weights of all paths from each cell to the last corner."""
    n, m = len(band) - 1, band[-1][1]
    sums: list[list[float]] = [[] for _ in band]
    for i in range(n, -1, -1):
        low, high = band[i]
        row = [-math.inf] * (high - low + 1)
        sums[i] = row
        for j in range(high, low - 1, -1):
            terms = [0.0] if (i, j) == (n, m) else []
            for di, dj in SHAPES:
                i1, j1 = i + di, j + dj
                if i1 <= n and band[i1][0] <= j1 <= band[i1][1]:
                    terms.append(sums[i1][j1 - band[i1][0]] - price(i, i1, j, j1))
            row[j - low] = _log_sum(terms)
    return sums


def _log_sum(terms: Sequence[float]) -> float:
    top = max(terms, default=-math.inf)
    if top == -math.inf:
        return top
    return top + math.log(sum([math.exp(x - top) for x in terms]))
