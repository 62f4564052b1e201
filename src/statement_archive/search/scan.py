"""The engine without an index: every document is looked at. Oracle of the contract suite, and fallback."""

from __future__ import annotations

import heapq
import threading
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from statement_archive.analysis.matching import evaluate, holding
from statement_archive.domain.query import Candidate, Change, Document, DocumentKey, Matches, Query, Term, Window
from statement_archive.search.ranking import Unit, best, idf, length_norm, saturated, units


class ScanEngine:
    """Holds documents in memory. Safe for threads; knows nothing of other processes."""

    def __init__(self) -> None:
        self._documents: dict[DocumentKey, Document] = {}
        self._lock = threading.Lock()

    def holds(self, work: str | None = None) -> Mapping[DocumentKey, str]:
        held = self._snapshot().items()
        return {key: document.digest for key, document in held if work is None or key.work == work}

    def apply(self, changes: Iterable[Change]) -> None:
        documents = self._snapshot()
        for change in changes:
            if change.document is None:
                documents.pop(change.key, None)
            else:
                documents[change.key] = change.document
        with self._lock:
            self._documents = documents

    def purge(self) -> None:
        """Nothing to do: what is removed is gone."""

    def clear(self) -> None:
        with self._lock:
            self._documents = {}

    def match(self, query: Query, window: Window) -> Matches:
        documents = list(self._snapshot().values())
        hits = [
            d
            for d in documents
            if _let_through(d, query.filters)
            and evaluate(query.clause, d.exact, d.stems, holding(d.attributes)) is not None
        ]
        scored = _scores(query, documents, hits)
        ranking = best(scored, window, lambda d: d.key, lambda d, name: min(d.attributes.get(name, ()), default=""))
        facets = {name: _facet(hits, name) for name in window.facets}
        return Matches(tuple(Candidate(key, score) for score, key in ranking), len(hits), exact=True, facets=facets)

    def values(self, attribute: str, filters: Mapping[str, frozenset[str]]) -> Sequence[str]:
        through = (d for d in self._snapshot().values() if _let_through(d, filters))
        return sorted({value for d in through for value in d.attributes.get(attribute, ())})

    def lengths(self, attribute: str, filters: Mapping[str, frozenset[str]]) -> Mapping[str, int]:
        counted: Counter[str] = Counter()
        for document in self._snapshot().values():
            if _let_through(document, filters):
                counted.update({value: len(document.exact) for value in set(document.attributes.get(attribute, ()))})
        return dict(counted)

    def terms(self, prefix: str, limit: int) -> Sequence[Term]:
        counts = Counter(t for d in self._snapshot().values() for t in set(d.exact) if t.startswith(prefix))
        found = heapq.nsmallest(max(limit, 0), ((-n, token) for token, n in counts.items()))
        return tuple(Term(token, -n) for n, token in found)

    def _snapshot(self) -> dict[DocumentKey, Document]:
        with self._lock:
            return dict(self._documents)


def _count(unit: Unit, document: Document) -> int:
    """How often a unit stands in a document; a beginning counts once."""
    match unit.field:
        case "exact":
            return document.exact.count(unit.term)
        case "stem":
            return document.stems.count(unit.term)
        case "prefix":
            return int(any(t.startswith(unit.term) for t in document.exact))


def _let_through(document: Document, filters: Mapping[str, frozenset[str]]) -> bool:
    return all(set(document.attributes.get(name, ())) & wanted for name, wanted in filters.items())


def _facet(hits: Sequence[Document], name: str) -> dict[str, int]:
    works: defaultdict[str, set[str]] = defaultdict(set)
    for document in hits:
        for value in document.attributes.get(name, ()):
            works[value].add(document.key.work)
    return {value: len(found) for value, found in works.items()}


def _scores(query: Query, documents: Sequence[Document], hits: Sequence[Document]) -> list[tuple[float, Document]]:
    average = sum(len(d.exact) for d in documents) / len(documents) if documents else 0.0
    scores = dict.fromkeys((d.key for d in hits), 0.0)
    for unit in units(query.clause):
        weight = idf(len(documents), sum(_count(unit, d) > 0 for d in documents))
        for d in hits:
            if count := _count(unit, d):
                scores[d.key] += weight * saturated(count, length_norm(len(d.exact), average))
    return [(scores[d.key], d) for d in hits]
