"""Which candidates are one passage in several languages, each bearing out what is asked of its own.

::

    side 1 ─engine─▶ paragraphs ─┐
    side 2 ─engine─▶ paragraphs ─┴─ beads ─▶ those of side 1 that are the same passage as one of each other side
                                             direct ones first, then by way of a third text

To whoever looks at a search in any way this is an engine: it has a total, a ranking and facets.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from statement_archive.domain.errors import ArchiveError
from statement_archive.domain.ids import ExpressionId
from statement_archive.domain.language import ranges
from statement_archive.domain.query import Candidate, Clause, DocumentKey, Matches, Query, Window
from statement_archive.workflow.aligning import edge
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.asked import Prepared
from statement_archive.workflow.attributes import Attributes, attributes_of
from statement_archive.workflow.grouping import Groups
from statement_archive.workflow.reading import table_of, version_of

MAX_EACH = 5000  # paragraphs of any side that are looked at
ByText = Mapping[str, Mapping[str, set[DocumentKey]]]
_OF_ALL = ("current", "public")  # filters that each side has to pass; others are of the first


class Matcher(Protocol):
    """What answers a query with candidates."""

    def match(self, query: Query, window: Window) -> Matches:
        """Candidates in their order, how many there are, facets."""
        ...


def matcher(archive: Archive, wanted: Prepared, now: datetime) -> Matcher:
    """The engine, or what joins its answers where one passage is sought in several languages."""
    sides = tuple(side.clause for side in wanted.sought.sides if side.clause is not None)
    return Paired(archive, wanted, now, sides) if sides else archive.engine


def by_text(candidates: Iterable[Candidate]) -> ByText:
    """Keys of paragraphs by work and expression."""
    found: dict[str, dict[str, set[DocumentKey]]] = defaultdict(lambda: defaultdict(set))
    for candidate in candidates:
        found[candidate.key.work][candidate.key.expression].add(candidate.key)
    return found


def same_among(groups: Groups, here: DocumentKey, there: ByText) -> Iterator[DocumentKey]:
    """Those of ``there`` that are the same passage in another text of the work, as the actor may see it."""
    if here.work not in there or groups.work(here.work) is None:
        return
    for expression, keys in there[here.work].items():
        if expression != here.expression:
            yield from sorted(groups.same(here, expression) & keys)


class Ways:
    """How two texts of a work are known to be the same: ``units``, ``aligned``, or ``composed``, by way of a third."""

    def __init__(self, archive: Archive, groups: Groups) -> None:
        self._archive, self._groups = archive, groups
        self._known: dict[tuple[str, str, str], str] = {}

    def of(self, a: DocumentKey, b: DocumentKey) -> str:
        place = (a.work, a.expression, b.expression)
        if place not in self._known:
            seen = self._groups.work(a.work)
            joined = edge(self._archive, seen, ExpressionId(a.expression), ExpressionId(b.expression)) if seen else None
            self._known[place] = joined.how if joined else "composed"
        return self._known[place]


@dataclass(frozen=True, slots=True)
class _Joined:
    candidates: tuple[Candidate, ...]
    counted: bool


class Paired:
    """Candidates of the first side that have the others beside them; queries differ by their filters only."""

    def __init__(self, archive: Archive, wanted: Prepared, now: datetime, sides: tuple[Clause, ...]) -> None:
        self._archive, self._wanted, self._now, self._sides = archive, wanted, now, sides
        self._groups = Groups(archive, wanted.seer, now)
        self._joined: dict[frozenset[tuple[str, frozenset[str]]], _Joined] = {}
        self._attributes: dict[tuple[str, str, int], Attributes] = {}

    def match(self, query: Query, window: Window) -> Matches:
        """As an engine does. ``exact``: all sides were looked at whole."""
        key = frozenset(query.filters.items())
        if key not in self._joined:
            self._joined[key] = self._join(query)
        found = self._joined[key]
        shown = found.candidates[window.offset : window.offset + window.limit]
        facets = {name: self._count(found.candidates, name) for name in window.facets}
        return Matches(shown, len(found.candidates), found.counted, facets)

    def _join(self, query: Query) -> _Joined:
        engine = self._archive.engine
        everywhere = {name: values for name, values in query.filters.items() if name in _OF_ALL}
        first = engine.match(Query(self._sides[0], query.filters), Window(MAX_EACH, order=self._wanted.order))
        others = [engine.match(Query(side, everywhere), Window(MAX_EACH)) for side in self._sides[1:]]
        there = [by_text(other.candidates) for other in others]
        ways = Ways(self._archive, self._groups)
        direct: list[Candidate] = []
        composed: list[Candidate] = []
        for candidate in first.candidates:
            same = [list(same_among(self._groups, candidate.key, keys)) for keys in there]
            if all(same):
                known = all(any(ways.of(candidate.key, key) != "composed" for key in keys) for keys in same)
                (direct if known or self._wanted.order else composed).append(candidate)
        counted = all(m.exact and m.total <= MAX_EACH for m in (first, *others))
        return _Joined((*direct, *composed), counted)

    def _count(self, candidates: Iterable[Candidate], facet: str) -> dict[str, int]:
        """Works by value, as an engine counts them."""
        works: dict[str, set[str]] = defaultdict(set)
        for candidate in candidates:
            for value in self._of(candidate.key, facet):
                works[value].add(candidate.key.work)
        return {value: len(held) for value, held in works.items()}

    def _of(self, key: DocumentKey, facet: str) -> Sequence[str]:
        """Values of an attribute of a paragraph; none where it cannot be read."""
        work = self._groups.work(key.work)
        if work is None:
            return ()
        try:
            expression = work.expression(key.expression)
            version = version_of(expression, key.version)
            segment = table_of(self._archive, version).find(key.segment)
        except ArchiveError:
            return ()
        if facet == "lang" and segment is not None and segment.lang:
            return ranges(segment.lang)
        text = (key.work, key.expression, key.version)
        if text not in self._attributes:
            self._attributes[text] = attributes_of(self._archive, work, expression, version, self._now)
        return self._attributes[text].get(facet, ())
