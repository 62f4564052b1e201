"""Hits of one passage in several languages are one result.

::

    candidates in rank order ─▶ led by the first of its passage ── beads ──▶ the paragraphs that are the same passage
                                a later one of these adds nothing new

Who leads depends on what ranks before it and on nothing after, so pages do not overlap and do not move. Nothing is
cut here: beads and tables only, remembered by their digests.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from statement_archive.domain.actors import Actor
from statement_archive.domain.errors import ArchiveError
from statement_archive.domain.ids import ExpressionId
from statement_archive.domain.query import Candidate, DocumentKey
from statement_archive.workflow.across import paragraphs_across
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.reading import Work, readable, see

Joined = Mapping[str, frozenset[DocumentKey]]
_NOTHING: Joined = {}


class Groups:
    """Grows by candidates in rank order. ``leads``: the best-ranked hit of each passage; ``dropped``: candidates
    that this actor may not see. With ``each``, every hit leads."""

    def __init__(self, archive: Archive, actor: Actor, now: datetime, *, each: bool = False) -> None:
        self._archive, self._actor, self._now = archive, actor, now
        self.each = each
        self.leads: list[Candidate] = []
        self.dropped = 0
        self._taken: set[DocumentKey] = set()
        self._works: dict[str, Work | None] = {}
        self._joined: dict[tuple[str, str], Joined] = {}

    def add(self, candidates: Iterable[Candidate]) -> None:
        for candidate in candidates:
            key = candidate.key
            if self.work(key.work) is None:
                self.dropped += 1
            elif key not in self._taken:
                self.leads.append(candidate)
                self._taken.add(key)
                if not self.each:
                    self._taken |= self.same(key)

    def same(self, key: DocumentKey) -> frozenset[DocumentKey]:
        """Paragraphs of other texts that are the same passage, or hold it; of newest versions only."""
        place = (key.work, key.expression)
        if place not in self._joined:
            self._joined[place] = self._all_joined(key)
        return self._joined[place].get(f"{key.segment}@{key.version}", frozenset())

    def work(self, name: str) -> Work | None:
        """As the actor sees it; None where it is not to be seen."""
        if name not in self._works:
            try:
                self._works[name] = see(self._archive, name, self._actor, self._now)
            except ArchiveError:
                self._works[name] = None
        return self._works[name]

    def _all_joined(self, key: DocumentKey) -> Joined:
        work = self.work(key.work)
        expression = work.expressions.get(ExpressionId(key.expression)) if work else None
        version = readable(expression) if expression else None
        if work is None or expression is None or version is None:
            return _NOTHING
        found: dict[str, set[DocumentKey]] = {}
        for other in work.expressions.values():
            there = readable(other)
            if there is None or other.id == expression.id:
                continue
            try:
                joined = paragraphs_across(self._archive, work, expression.id, other.id)
            except ArchiveError:  # damaged: for ``verify`` to report
                continue
            for name, same in joined.items():
                keys = {DocumentKey(work.id, other.id, there.n, each) for each in same}
                found.setdefault(f"{name}@{version.n}", set()).update(keys)
        return {name: frozenset(keys) for name, keys in found.items()}
