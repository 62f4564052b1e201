"""Alignment of the sentences of two texts: dynamic programming in a band, from coarse to fine.

::

    1  anchors      keys that occur once on both sides, verbatim passages: a rough line
    2  wide band    lengths and linked keys, summed by pairs              ─▶ a path
    3  narrow band  full costs; links learned from the path; twice         ─▶ a path and its score

Deterministic; no language is known to it. Time and memory grow with the length of the longer text.
"""

from __future__ import annotations

from statement_archive.align.band import Step, narrow, prices, score, shortest
from statement_archive.align.cost import Cost, Side, side, variance_of
from statement_archive.align.lexicon import cognates, learned
from statement_archive.align.rough import rough_path
from statement_archive.domain.beads import Bead, Beads
from statement_archive.domain.segments import SegmentTable

ROUNDS = 2  # a third changes nothing that can be measured


def align(text_a: str, table_a: SegmentTable, text_b: str, table_b: SegmentTable, *, lang_a: str, lang_b: str) -> Beads:
    """Beads over the sentences of two texts, furniture left out.

    ``lang_a`` and ``lang_b``: languages of the expressions (BCP 47), for segments that name none of
    their own; passages that are equal in the same language are the strongest cue. The score of a bead
    is its probability among all alignments in the band, under the model of :mod:`.cost`.
    """
    a, b = side(text_a, table_a, lang_a), side(text_b, table_b, lang_b)
    return Beads(tuple(Bead(a.ids[i:i_end], b.ids[j:j_end], p) for (i, i_end, j, j_end), p in _steps(a, b)))


def _steps(a: Side, b: Side) -> list[tuple[Step, float]]:
    if not a.ids or not b.ids:
        return [((i, i + 1, 0, 0), 1.0) for i in range(len(a.ids))] + [
            ((0, 0, j, j + 1), 1.0) for j in range(len(b.ids))
        ]
    base = cognates(sorted({k for row in a.keys for k in row}), sorted({k for row in b.keys for k in row}))
    cost = Cost(a, b, base)
    path = rough_path(cost)
    for _ in range(ROUNDS):
        groups = [(_keys(a, i, i_end), _keys(b, j, j_end)) for i, i_end, j, j_end in path if i < i_end and j < j_end]
        cost = Cost(a, b, learned(groups, base), variance_of(cost, path))
        band = narrow(path, len(a.ids), len(b.ids))
        table = prices(cost.bead, band)
        path = shortest(table, band)
    return list(zip(path, score(table, band, path), strict=True))


def _keys(one: Side, start: int, end: int) -> list[str]:
    return list(dict.fromkeys(k for row in one.keys[start:end] for k in row))
