"""Answering a query from sorted-out postings: sets of documents first, then scores. Knows no engine.

::

    And, Or, Not     operations on sets: no limit, no ranking can lose a hit or let one in
    Phrase, Near     candidates hold all words, each is verified in its line of tokens
    within           what filters and cheaper clauses left over: only that is looked at

A :class:`Part` is one immutable piece of an index, its documents numbered by small integers. A set is an array of
truth values, one for each document (:data:`Mask`); scores are sums over arrays, in the order in which scan adds
them up, so that they are equal to the last bit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from typing import Protocol

import numpy as np
import numpy.typing as npt

from statement_archive.analysis.matching import evaluate
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
    Query,
    Word,
)
from statement_archive.search.places import Place, places_of
from statement_archive.search.ranking import K1, B, Unit, idf, units

Mask = npt.NDArray[np.bool_]
Documents = npt.NDArray[np.int32]
Counts = npt.NDArray[np.unsignedinteger] | None
Scores = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int64]


class Part(Protocol):
    """What an index must answer. Arrays handed out are shared: never change them."""

    def live(self) -> Mask:
        """All documents that are not deleted."""

    def counts(self, unit: Unit) -> tuple[Documents, Counts]:
        """Live documents that hold the unit, in order, each with its count where not all counts are 1."""

    def attribute(self, name: str, value: str) -> Documents:
        """Live documents with this value."""

    def values(self, name: str) -> Sequence[str]:
        """The values an attribute has in this part, sorted."""

    def pairs(self, name: str) -> tuple[Documents, Codes]:
        """Every document with every value it has, which is a position in :meth:`values`; by value."""

    def works(self) -> Codes:
        """For each document the number of its work, the same in every part."""

    def line(self, document: int) -> tuple[Sequence[str], Sequence[str]]:
        """Exact tokens and stems of a document, in order."""

    def adjacent(self, phrase: Phrase, within: Sequence[int]) -> list[int]:
        """Documents of ``within`` in whose line the phrase stands."""

    def near(self, first: Sequence[Place], second: Sequence[Place], distance: int, within: Sequence[int]) -> list[int]:
        """Documents of ``within`` in which a place of each stands within the distance of the other."""

    def lengths(self) -> Scores:
        """Number of tokens of each document."""

    def total_length(self) -> int:
        """Number of tokens of all live documents."""

    def key(self, document: int) -> DocumentKey: ...

    def by_key(self) -> Codes:
        """For each document its position in the order of keys, in this part."""


def filtered(part: Part, filters: Mapping[str, frozenset[str]]) -> Mask:
    within = part.live()
    for name, wanted in filters.items():
        within = within & _union(part, [part.attribute(name, value) for value in sorted(wanted)])
    return within


def values(parts: Sequence[Part], attribute: str, filters: Mapping[str, frozenset[str]]) -> list[str]:
    """Every value of an attribute that a live document let through by ``filters`` has."""
    found: set[str] = set()
    for part in parts:
        within = filtered(part, filters)
        documents, codes = part.pairs(attribute)
        listed = part.values(attribute)
        found.update(listed[code] for code in np.unique(codes[within[documents]]).tolist())
    return sorted(found)


def lengths(parts: Sequence[Part], attribute: str, filters: Mapping[str, frozenset[str]]) -> dict[str, int]:
    """Of every value of an attribute, the tokens of the live documents let through by ``filters``."""
    counted: dict[str, int] = {}
    for part in parts:
        within = filtered(part, filters)
        documents, codes = part.pairs(attribute)
        here = within[documents]
        listed = part.values(attribute)
        tokens = np.bincount(codes[here], weights=part.lengths()[documents[here]], minlength=len(listed))
        for code in np.unique(codes[here]).tolist():
            counted[listed[code]] = counted.get(listed[code], 0) + int(tokens[code])
    return counted


def matching(query: Query, part: Part) -> Mask:
    """The documents of a part that match."""
    return _matching(query.clause, part, filtered(part, query.filters))


def _mask(part: Part, documents: Documents | Sequence[int]) -> Mask:
    found = np.zeros(len(part.live()), np.bool_)
    found[documents] = True
    return found


def _union(part: Part, lists: Sequence[Documents]) -> Mask:
    found = np.zeros(len(part.live()), np.bool_)
    for documents in lists:
        found[documents] = True
    return found


_COST: dict[type[Clause], int] = {Word: 0, Prefix: 1, Or: 2, And: 2, Everything: 2, Has: 0, Phrase: 3, Not: 4, Near: 5}


def _matching(clause: Clause, part: Part, within: Mask) -> Mask:  # noqa: PLR0911  # one return a kind
    """Documents of ``within`` that the clause matches."""
    if not within.any():
        return within
    match clause:
        case Word(token, stems):
            wanted = [Unit("exact", token), *(Unit("stem", s) for s in dict.fromkeys(stems) if s)]
            return within & _union(part, [part.counts(u)[0] for u in wanted])
        case Prefix(start):
            return within & _mask(part, part.counts(Unit("prefix", start))[0])
        case Phrase():
            return _phrase(clause, part, within)
        case Near(first, second):
            return _near(clause, part, _matching(second, part, _matching(first, part, within)))
        case And(clauses):
            cheap_first = sorted(clauses, key=lambda c: _COST[type(c)])
            return reduce(lambda left, inner: _matching(inner, part, left), cheap_first, within)
        case Or(clauses):
            found = np.zeros(len(within), np.bool_)
            for inner in clauses:
                found |= _matching(inner, part, within)
            return found
        case Not(inner):
            return within & ~_matching(inner, part, within)
        case Has(attribute, wanted_values):
            return within & _union(part, [part.attribute(attribute, v) for v in sorted(wanted_values)])
        case Everything():
            return within


def _phrase(phrase: Phrase, part: Part, within: Mask) -> Mask:
    """Documents with all the words, then those where they stand side by side.

    Measured on 6,000 paragraphs: with pairs of neighbours as further terms a phrase took as long, and
    indexing went from 2,500 to 440 paragraphs a second.
    """
    if not phrase.tokens:
        return np.zeros(len(within), np.bool_)
    settled = phrase.tokens[:-1] if phrase.open else phrase.tokens
    wanted = [Unit("exact", t) for t in settled] or [Unit("prefix", phrase.tokens[0])]
    for unit in wanted:
        within = within & _mask(part, part.counts(unit)[0])
        if not within.any():
            return within
    if len(phrase.tokens) == 1:
        return within
    return _mask(part, part.adjacent(phrase, np.flatnonzero(within).tolist()))


def _near(near: Near, part: Part, candidates: Mask) -> Mask:
    documents: list[int] = np.flatnonzero(candidates).tolist()
    first, second = places_of(near.first), places_of(near.second)
    if first is not None and second is not None:
        return _mask(part, part.near(first, second, near.distance, documents))
    attributes: dict[Has, Mask] = {}

    def fits(document: int) -> bool:
        def holds(has: Has) -> bool:
            if has not in attributes:
                attributes[has] = _union(part, [part.attribute(has.attribute, v) for v in has.values])
            return bool(attributes[has][document])

        return evaluate(near, *part.line(document), holds) is not None

    return _mask(part, [d for d in documents if fits(d)])


def scored(parts: Sequence[Part], clause: Clause, hits: Sequence[Mask]) -> list[Scores]:
    """For each part the scores of its hits, in the order of the documents."""
    wanted = units(clause)
    if not wanted or not any(found.any() for found in hits):
        return [np.zeros(int(np.count_nonzero(found))) for found in hits]
    documents = sum(int(np.count_nonzero(part.live())) for part in parts)
    average = sum(part.total_length() for part in parts) / documents
    weights = [idf(documents, sum(len(part.counts(u)[0]) for part in parts)) for u in wanted]
    answers: list[Scores] = []
    for part, found in zip(parts, hits, strict=True):
        scores = np.zeros(len(found))
        if found.any():
            # As ``length_norm`` and ``saturated`` in :mod:`.ranking`, for whole arrays.
            norms = K1 * (1 - B + B * part.lengths() / average) if average else np.full(len(found), K1)
            for weight, unit in zip(weights, wanted, strict=True):
                held, counted = part.counts(unit)
                counts = np.ones(len(held)) if counted is None else counted
                scores[held] += weight * (counts * (K1 + 1) / (counts + norms[held]))
        answers.append(scores[found])
    return answers
