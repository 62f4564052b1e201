"""A text that comes back comes back with its ids.

::

    version 1  p1 p2 p3        version 2  p1 p2' p4        version 3, letter by letter version 1  p1 p2 p3

Ids are never given to other words. Here they are given to the same words, in the same places, that had them: so
links to them hold again, and what was translated from them is current again.
"""

from __future__ import annotations

from statement_archive.align.carry import Carried
from statement_archive.domain.segments import Segment, SegmentTable, segment_table


def come_back(carried: Carried, old_text: str, old: SegmentTable, new_text: str, earlier: SegmentTable) -> Carried:
    """What ``carried`` says of a text that is the one of ``earlier``, by the ids it had there; as it is where it is
    divided otherwise now."""
    then, now = _in_order(earlier), _in_order(carried.table)
    if [_place(s) for s in then] != [_place(s) for s in now]:
        return carried
    names = {after.id: before.id for before, after in zip(then, now, strict=True)}
    table = segment_table(new_text, [s.renamed(names[s.id]) for s in carried.table.segments])
    was = {s.id: s.cut(old_text) for s in old.segments}
    here = {s.id for s in table.segments}
    removed = tuple(s.id for s in old.segments if s.id not in here)
    return Carried(
        table=table,
        changed=tuple(s.id for s in table.segments if s.id in was and s.cut(new_text) != was[s.id]),
        added=tuple(s.id for s in table.segments if s.id not in was),
        removed=removed,
        successors={k: tuple(names[n] for n in carried.successors.get(k, ())) for k in removed},
    )


def _in_order(table: SegmentTable) -> list[Segment]:
    return sorted(table.segments, key=_place)


def _place(segment: Segment) -> tuple[str, int, int]:
    return segment.level, segment.start, segment.end
