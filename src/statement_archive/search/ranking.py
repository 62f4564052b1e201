"""The order of results: BM25 over the units of a query, the same in every engine.

::

    clause ──units──▶ Unit(field, term) ...      score(document) = Σ idf(unit) · saturated count

A negation or an attribute scores nothing. A phrase is scored by the words it is made of, a prefix by whether
it occurs at all. Ties are broken by the key.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from statement_archive.domain.query import (
    And,
    Clause,
    DocumentKey,
    Everything,
    Has,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Window,
    Word,
)

K1, B = 1.2, 0.75
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Unit:
    """What is counted: an exact token, a stem, or any token with this beginning."""

    field: Literal["exact", "stem", "prefix"]
    term: str


def units(clause: Clause) -> tuple[Unit, ...]:
    """The units of the parts that are asked for, each once, in the order of the query."""
    return tuple(dict.fromkeys(_units(clause)))


def _units(clause: Clause) -> Iterable[Unit]:
    match clause:
        case Word(token, stems):
            yield Unit("exact", token)
            yield from (Unit("stem", s) for s in stems if s)
        case Phrase(tokens, is_open):
            yield from (Unit("exact", t) for t in (tokens[:-1] if is_open else tokens))
        case Prefix(start):
            yield Unit("prefix", start)
        case Near(first, second):
            yield from _units(first)
            yield from _units(second)
        case And(clauses) | Or(clauses):
            for inner in clauses:
                yield from _units(inner)
        case Not() | Has() | Everything():
            return


def idf(documents: int, holding: int) -> float:
    """Inverse document frequency, never negative: ``documents`` in all, ``holding`` with the unit."""
    return math.log(1 + (documents - holding + 0.5) / (holding + 0.5))


def length_norm(length: int, average: float) -> float:
    """What a document's length does to the count of a unit; no document has words where ``average`` is zero."""
    return K1 * (1 - B + B * length / average) if average else K1


def saturated(count: int, norm: float) -> float:
    return count * (K1 + 1) / (count + norm)


def best(
    scored: Sequence[tuple[float, T]],
    window: Window,
    key: Callable[[T], DocumentKey],
    value: Callable[[T, str], str],
) -> list[tuple[float, DocumentKey]]:
    """The part of the ranking that ``window`` shows: in its order, then best score first, then by key.

    ``value`` gives the least value of an attribute of a document, or nothing. Without an order keys are asked
    only for what stands within the window or ties with its last place.
    """
    wanted = window.offset + window.limit
    if window.limit <= 0 or wanted <= 0:
        return []
    if window.order is not None:
        name, descending = window.order.attribute, window.order.descending
        ranked = sorted(((-score, key(item), value(item, name)) for score, item in scored), key=lambda r: r[:2])
        ranked.sort(key=lambda r: r[2], reverse=descending)
        ranked.sort(key=lambda r: not r[2])  # stable: those without one come last, as they stand
        return [(-score, name) for score, name, _ in ranked[window.offset : wanted]]
    if len(scored) > wanted:
        threshold = heapq.nlargest(wanted, (score for score, _ in scored))[-1]
        scored = [s for s in scored if s[0] >= threshold]
    keyed = heapq.nsmallest(wanted, ((-score, key(item)) for score, item in scored))
    return [(-score, name) for score, name in keyed[window.offset :]]
