"""Where a span stands, as a citation says it: never by an id.

::

    span + table ──▶ Place      paragraph numbers as printed or counted, ordinals of sentences, kinds of what has none
"""

from __future__ import annotations

from statement_archive.domain.segments import Segment, SegmentTable
from statement_archive.exporting.record import Place, Spot


def place_of(start: int, end: int, table: SegmentTable) -> Place:
    """The paragraphs and sentences that ``start``-``end`` touches (code points); an empty span touches the one it
    stands in."""
    touched = _touched(table.paragraphs, start, end)
    if not touched:
        return Place()
    first, last = _spot(touched[0], table), _spot(touched[-1], table)
    if len(touched) > 1:
        return Place(first, last)
    return Place(first, last, _sentences(touched[0], start, end, table))


def _touched(segments: tuple[Segment, ...], start: int, end: int) -> list[Segment]:
    found = [s for s in segments if s.start < end and start < s.end]
    return found or [s for s in segments if s.start <= start <= s.end][:1]


def _sentences(paragraph: Segment, start: int, end: int, table: SegmentTable) -> tuple[int, int] | None:
    all_of = table.sentences_of(paragraph)
    inside = _touched(all_of, start, end)
    if not inside or len(inside) == len(all_of):
        return None
    return all_of.index(inside[0]) + 1, all_of.index(inside[-1]) + 1


def _spot(paragraph: Segment, table: SegmentTable) -> Spot:
    if paragraph.number:
        return Spot(paragraph.number, paragraph.kind)
    numbered = [p for p in table.paragraphs if p.number]
    after = [p.number for p in numbered if p.end <= paragraph.start]
    before = [p.number for p in numbered if p.start >= paragraph.end]
    return Spot("", paragraph.kind, after[-1] if after else "", before[0] if before else "")
