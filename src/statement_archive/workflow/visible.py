"""Every work that an actor may see, without reading again what has not changed.

::

    ledger.states() ── of each work: its ledger and those of its translations ──▶ key
        unchanged, and no embargo has ended ──▶ what was made of it before
        else ──see──▶ Work ──make──▶ remembered
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Generic, TypeVar

from statement_archive.domain.actors import Actor
from statement_archive.domain.errors import ArchiveError
from statement_archive.domain.ids import StreamId, WorkId
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.reading import Work, load, see

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Seen(Generic[T]):
    """``made`` is None where the work is not to be seen. ``again``: that hangs on another work too (a merge), so
    it has to be looked at each time."""

    made: T | None
    again: bool = False


def visible(
    archive: Archive,
    actor: Actor,
    now: datetime,
    what: str,
    make: Callable[[Work], T],
    made_of: Hashable = None,
) -> list[T]:
    """What ``make`` makes of every work that the actor may see, by id; merged ones by their survivor, withdrawn
    ones not at all. ``what`` names it in the memory, ``made_of``: what else it follows from."""
    unpublished = actor.may("see_unpublished")
    found: list[T] = []
    for name, state in sorted(_by_work(archive.ledger.states()).items()):
        look: Callable[[], _Seen[T]] = partial(_look, archive, name, actor, now, make)
        ends = archive.memo.get(("embargoes", name, state), partial(_embargoes, archive, name))
        seen = archive.memo.get((what, name, state, made_of, unpublished, bisect_right(ends, now)), look)
        if seen.again:
            seen = look()
        if seen.made is not None:
            found.append(seen.made)
    return found


def _by_work(states: Mapping[StreamId, Hashable]) -> dict[WorkId, Hashable]:
    """Of every work the state of its ledger and of those of its translations."""
    works: dict[str, tuple[str, Hashable]] = {}
    made: dict[str, list[tuple[str, Hashable]]] = {}
    for stream, state in states.items():
        top, _, rest = stream.partition("/")
        parts = rest.split("/")
        if top == "archive" and parts[0] == "works":
            works[parts[1]] = (stream, state)
        elif top == "translations" and "~" not in parts[-1]:  # beads are an inference, nothing here follows from them
            made.setdefault(parts[0], []).append((stream, state))
    return {WorkId(name): (own, *sorted(made.get(name, ()), key=lambda m: m[0])) for name, own in works.items()}


def _embargoes(archive: Archive, name: WorkId) -> tuple[datetime, ...]:
    """When what may be seen of a work changes by itself."""
    try:
        work = load(archive, name)
    except ArchiveError:
        return ()
    every = [work.state.facts.visibility, *(e.facts.visibility for e in work.expressions.values())]
    return tuple(sorted({each.until for each in every if each.until}))


def _look(archive: Archive, name: WorkId, actor: Actor, now: datetime, make: Callable[[Work], T]) -> _Seen[T]:
    try:
        state = load(archive, name).state
        again = state.merged_into is not None or bool(state.absorbed)
        work = see(archive, name, actor, now)
    except ArchiveError:  # hidden, withdrawn or damaged: verify tells of the last
        return _Seen(None)
    return _Seen(None if work.state.merged_into else make(work), again)
