"""What two sequences have in common, in order, in bounded time.

::

    old  A B C C D        common ends are cut off; what occurs once on both sides is an anchor (patience);
         │ │   │ │        gaps between anchors are treated alike; a small gap without anchors is
    new  A B   C D E      compared cell by cell, a large one stays unmatched
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Sequence

SMALL = 250_000  # cells of a gap that are compared one by one: some 0.05 s


def common(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Pairs of positions with equal elements, both ascending: close to the longest there are."""
    found: list[tuple[int, int]] = []
    work = [(0, len(old), 0, len(new))]
    while work:
        a, a_end, b, b_end = work.pop()
        while a < a_end and b < b_end and old[a] == new[b]:
            found.append((a, b))
            a, b = a + 1, b + 1
        while a < a_end and b < b_end and old[a_end - 1] == new[b_end - 1]:
            a_end, b_end = a_end - 1, b_end - 1
            found.append((a_end, b_end))
        if a == a_end or b == b_end:
            continue
        anchors = _anchors(old, new, (a, a_end, b, b_end))
        if not anchors:
            found += _small(old, new, (a, a_end, b, b_end))
            continue
        for i, j in [*anchors, (a_end, b_end)]:
            work.append((a, i, b, j))
            a, b = i + 1, j + 1
        found += anchors
    return sorted(found)


def _anchors(old: Sequence[Hashable], new: Sequence[Hashable], gap: tuple[int, int, int, int]) -> list[tuple[int, int]]:
    """Elements that occur once on either side of the gap, the longest ascending run of them."""
    a, a_end, b, b_end = gap
    count_old, count_new = Counter(old[a:a_end]), Counter(new[b:b_end])
    where = {new[j]: j for j in range(b, b_end) if count_new[new[j]] == 1}
    return ascending([(i, where[old[i]]) for i in range(a, a_end) if count_old[old[i]] == 1 and old[i] in where])


def ascending(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs that ascends on both sides; ``pairs`` ascend on the first."""
    tails: list[int] = []  # the smallest second place that ends a run of each length
    last: list[int] = []
    before: list[int] = []
    for k, (_, j) in enumerate(pairs):
        at = bisect_left(tails, j)
        before.append(last[at - 1] if at else -1)
        if at == len(tails):
            tails.append(j)
            last.append(k)
        else:
            tails[at], last[at] = j, k
    run: list[tuple[int, int]] = []
    k = last[-1] if last else -1
    while k >= 0:
        run.append(pairs[k])
        k = before[k]
    return run[::-1]


def _small(old: Sequence[Hashable], new: Sequence[Hashable], gap: tuple[int, int, int, int]) -> list[tuple[int, int]]:
    """The longest common subsequence; difflib is not used, its worst case is cubic."""
    a, a_end, b, b_end = gap
    if (a_end - a) * (b_end - b) > SMALL:
        return []
    width = b_end - b
    rows: list[list[int]] = [[0] * (width + 1)]  # rows[k][l]: what the last k of old and l of new share
    for i in range(a_end - 1, a - 1, -1):
        below, row, x = rows[-1], [0], old[i]
        best = 0
        for k in range(1, width + 1):
            best = below[k - 1] + 1 if new[b_end - k] == x else max(best, below[k])
            row.append(best)
        rows.append(row)
    found: list[tuple[int, int]] = []
    while a < a_end and b < b_end:
        k, left = a_end - a, b_end - b
        if old[a] == new[b]:
            found.append((a, b))
            a, b = a + 1, b + 1
        elif rows[k - 1][left] >= rows[k][left - 1]:
            a += 1
        else:
            b += 1
    return found
