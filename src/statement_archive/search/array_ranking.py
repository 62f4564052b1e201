"""Ranking and counting hits that are arrays, over all parts of an index.

::

    [rank of its value,] -score  ──narrowed──▶  what surely stands in the window, and what ties with its last
                                                place  ──by key──▶  the window

Of hundreds of thousands of hits only those near the window are sorted, and keys are read of few.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from statement_archive.domain.query import Candidate, DocumentKey, Matches, Order, Query, Window
from statement_archive.search.postings import Codes, Mask, Part, Scores, matching, scored

Ranked = list[tuple[float, DocumentKey]]
_Numbers = npt.NDArray[np.float64] | npt.NDArray[np.int64]
# Ties of one part whose keys are simply read; of more, the order of keys is asked of the part.
_FEW = 100


def answer(parts: Sequence[Part], query: Query, window: Window) -> Matches:
    """The matches of a query over all parts of an index."""
    hits = [matching(query, part) for part in parts]
    ranking = ranked(parts, hits, lambda: scored(parts, query.clause, hits), window)
    return Matches(
        tuple(Candidate(key, score) for score, key in ranking),
        sum(int(np.count_nonzero(found)) for found in hits),
        exact=True,
        facets={name: facet(parts, hits, name) for name in window.facets},
    )


def facet(parts: Sequence[Part], hits: Sequence[Mask], name: str) -> dict[str, int]:
    """The number of works for each value of an attribute among the hits."""
    codes: dict[str, int] = {}
    pairs: list[Codes] = []
    for part, found in zip(parts, hits, strict=True):
        documents, values = part.pairs(name)
        if len(documents) and found.any():
            here = found[documents]
            across = np.array([codes.setdefault(value, len(codes)) for value in part.values(name)], np.int64)
            # The number of the work above that of the value: one number, sorted fast.
            pairs.append(np.unique((part.works()[documents[here]] << 32) + across[values[here]]))
    if not pairs:
        return {}
    counted = np.bincount(np.unique(np.concatenate(pairs)) & 0xFFFFFFFF, minlength=len(codes)).tolist()
    return {value: counted[code] for value, code in codes.items() if counted[code]}


def ranked(parts: Sequence[Part], hits: Sequence[Mask], score: Callable[[], list[Scores]], window: Window) -> Ranked:
    """The part of the ranking that ``window`` shows: in its order, then best score first, then by key."""
    wanted = window.offset + window.limit
    total = sum(int(np.count_nonzero(found)) for found in hits)
    if window.limit <= 0 or wanted <= 0 or not total:
        return []
    scores = np.concatenate(score())
    documents = np.concatenate([np.flatnonzero(found) for found in hits])
    owners = np.repeat(np.arange(len(hits)), [int(np.count_nonzero(found)) for found in hits])
    columns: list[_Numbers] = [-scores]
    if window.order is not None:
        columns.insert(0, np.concatenate(_value_ranks(parts, hits, window.order)))
    sure, tied = _narrowed(columns, min(wanted, total))
    missing = min(wanted, total) - len(sure)
    chosen = [*sure.tolist(), *_first_by_key(parts, owners, documents, tied, missing)]
    keyed = [
        (tuple(column[at] for column in columns), parts[int(owners[at])].key(int(documents[at])), float(scores[at]))
        for at in chosen
    ]
    keyed.sort(key=lambda r: r[:2])
    return [(value, key) for _, key, value in keyed[window.offset : wanted]]


def _narrowed(columns: Sequence[_Numbers], wanted: int) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Positions that are surely among the first ``wanted`` by the columns, and those that tie for the rest."""
    tied = np.arange(len(columns[0]))
    sure: list[npt.NDArray[np.intp]] = []
    for column in columns:
        if len(tied) <= wanted:
            break
        here = column[tied]
        last = np.partition(here, wanted - 1)[wanted - 1]
        before = here < last
        sure.append(tied[before])
        wanted -= len(sure[-1])
        tied = tied[here == last]
    return np.concatenate(sure) if sure else tied[:0], tied


def _first_by_key(
    parts: Sequence[Part], owners: npt.NDArray[np.intp], documents: npt.NDArray[np.intp], tied: npt.NDArray[np.intp],
    wanted: int,
) -> list[int]:  # fmt: skip
    """Of positions that tie, those of the first keys; of each part more than ``wanted`` are never needed."""
    if len(tied) <= wanted:
        return [int(at) for at in tied]
    candidates: list[int] = []
    for owner in np.unique(owners[tied]).tolist():
        of_part = tied[owners[tied] == owner]
        if len(of_part) > max(_FEW, wanted):
            order = parts[owner].by_key()[documents[of_part]]
            of_part = of_part[np.argpartition(order, wanted - 1)[:wanted]] if wanted else of_part[:0]
        candidates += of_part.tolist()
    candidates.sort(key=lambda at: parts[int(owners[at])].key(int(documents[at])))
    return candidates[:wanted]


def _value_ranks(parts: Sequence[Part], hits: Sequence[Mask], order: Order) -> list[npt.NDArray[np.int64]]:
    """For each hit the rank of its least value over all parts; those without one are last."""
    values = sorted({value for part in parts for value in part.values(order.attribute)}, reverse=order.descending)
    ranks = {value: n for n, value in enumerate(values)}
    found: list[npt.NDArray[np.int64]] = []
    for part, mask in zip(parts, hits, strict=True):
        across = np.array([ranks[value] for value in part.values(order.attribute)], np.int64)
        documents, codes = part.pairs(order.attribute)
        of = np.full(len(mask), len(values), np.int64)
        of[documents[::-1]] = across[codes[::-1]]  # by value: the least one is written last
        found.append(of[mask])
    return found
