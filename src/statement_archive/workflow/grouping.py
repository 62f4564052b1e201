"""Hits of one passage in several languages are one result.

::

    candidates in rank order ─▶ led by the first of its passage ── beads ──▶ the paragraphs that are the same passage
                                a later one of these adds nothing new

Who leads depends on what ranks before it and on nothing after, so pages do not overlap and do not move. Nothing is
cut here: beads and tables only, remembered by their digests.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from statement_archive.domain.actors import Actor
from statement_archive.domain.errors import ArchiveError
from statement_archive.domain.ids import ExpressionId
from statement_archive.domain.query import Candidate, DocumentKey
from statement_archive.domain.works import Version
from statement_archive.workflow.across import paragraphs_across
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.reading import Work, readable, see

Joined = Mapping[str, frozenset[str]]
_NOTHING: Joined = {}


class Groups:
    """Grows by candidates in rank order. ``leads``: the best-ranked hit of each passage; ``dropped``: candidates
    that this actor may not see. With ``each``, every hit leads."""

    def __init__(self, archive: Archive, actor: Actor, now: datetime, *, each: bool = False) -> None:
        self._archive, self._actor, self._now = archive, actor, now
        self.each = each
        self.leads: list[Candidate] = []
        self.dropped = 0
        self._works: dict[str, Work | None] = {}
        self._joined: dict[tuple[str, str, str], Joined] = {}
        self._led: dict[str, list[DocumentKey]] = {}  # of each work
        # Of each text the paragraphs that are led already, and by how many leads of its work that was worked out:
        # a work with one hit needs no beads.
        self._taken: dict[tuple[str, str], tuple[set[DocumentKey], int]] = {}

    def add(self, candidate: Candidate) -> None:
        key = candidate.key
        if self.work(key.work) is None:
            self.dropped += 1
        elif self.each or key not in self._taken_of(key):
            self.leads.append(candidate)
            self._led.setdefault(key.work, []).append(key)

    def same(self, key: DocumentKey, other: str) -> frozenset[DocumentKey]:
        """Paragraphs of another text of the work that are the same passage, or hold it; of newest versions only."""
        work = self.work(key.work)
        here, there = _newest(work, key.expression), _newest(work, other)
        if work is None or here is None or there is None or here.n != key.version:
            return frozenset()
        place = (key.work, key.expression, other)
        if place not in self._joined:
            try:
                found = paragraphs_across(self._archive, work, ExpressionId(key.expression), ExpressionId(other))
            except ArchiveError:  # damaged: for ``verify`` to report
                found = _NOTHING
            self._joined[place] = found
        names = self._joined[place].get(key.segment, frozenset())
        return frozenset(DocumentKey(key.work, other, there.n, name) for name in names)

    def work(self, name: str) -> Work | None:
        """As the actor sees it; None where it is not to be seen."""
        if name not in self._works:
            try:
                self._works[name] = see(self._archive, name, self._actor, self._now)
            except ArchiveError:
                self._works[name] = None
        return self._works[name]

    def _taken_of(self, key: DocumentKey) -> set[DocumentKey]:
        """What is led in the text of this key."""
        led = self._led.get(key.work, [])
        taken, done = self._taken.get((key.work, key.expression), (set[DocumentKey](), 0))
        for lead in led[done:]:
            if lead.expression != key.expression:
                taken |= self.same(lead, key.expression)
        self._taken[key.work, key.expression] = taken, len(led)
        return taken


def _newest(work: Work | None, expression: str) -> Version | None:
    found = work.expressions.get(ExpressionId(expression)) if work else None
    return readable(found) if found else None
