"""Where in a text: the locator that stands in every permanent link.

::

    /works/<work>/<expression>@<n>/<locator>
    locator = point ["-" point]      point = id [":" offset]
    p9.s2            the segment                      p9.s2:12-40   short for p9.s2:12-p9.s2:40
    p9-p11           from the first to the last       p9:3-p10:7    offsets count code points in the segment
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from statement_archive.domain.errors import InvalidInput, NotFound
from statement_archive.domain.segments import SegmentTable

_POINT = r"([a-z]+[0-9]+(?:\.[a-z]+[0-9]+)*)(?::([0-9]{1,9}))?"
_LOCATOR = re.compile(rf"{_POINT}(?:-(?:{_POINT}|([0-9]{{1,9}})))?")
_REFERENCE = re.compile(r"([a-z0-9.-]+)(?:@([0-9]{1,6}))?")


@dataclass(frozen=True, slots=True)
class Span:
    """A range of code points of one text."""

    start: int
    end: int


def is_locator(raw: str) -> bool:
    """Whether it has the form of a locator; it may name nothing."""
    return _LOCATOR.fullmatch(raw) is not None


def resolve(locator: str, table: SegmentTable) -> Span:
    """The span that a locator names. Raises InvalidInput (form), NotFound (no such segment or place)."""
    found = _LOCATOR.fullmatch(locator)
    if not found:
        raise InvalidInput(f"not a locator: {locator[:80]!r} (for example p9, p9.s2, p9.s2:12-40)")
    first, first_offset, last, last_offset, short = found.groups()
    if short is not None and first_offset is None:
        raise InvalidInput(f"not a locator: {locator!r} (an end without a start)")
    start = _place(table, first, first_offset, at_end=False)
    if short is not None:
        end = _place(table, first, short, at_end=True)
    elif last is not None:
        end = _place(table, last, last_offset, at_end=True)
    elif first_offset is not None:
        end = start
    else:
        end = _place(table, first, None, at_end=True)
    if end < start:
        raise InvalidInput(f"the locator ends before it starts: {locator}")
    return Span(start, end)


def _place(table: SegmentTable, name: str, offset: str | None, *, at_end: bool) -> int:
    segment = table.find(name)
    if segment is None:
        raise NotFound(f"no segment {name} in this version", segment=name)
    if offset is None:
        return segment.end if at_end else segment.start
    if int(offset) > segment.end - segment.start:
        raise NotFound(f"segment {name} has {segment.end - segment.start} characters", segment=name)
    return segment.start + int(offset)


def locate(start: int, end: int, table: SegmentTable) -> str:
    """The shortest locator of a span: the inverse of :func:`resolve` for spans that lie in segments."""
    for s in (*table.sentences, *table.paragraphs):
        if (s.start, s.end) == (start, end):
            return s.id
    for s in (*table.sentences, *table.paragraphs):
        if s.start <= start and end <= s.end:
            return f"{s.id}:{start - s.start}-{end - s.start}"
    first = next((p for p in table.paragraphs if p.start <= start <= p.end), None)
    last = next((p for p in table.paragraphs if p.start <= end <= p.end), None)
    if first is None or last is None:
        raise NotFound("the span begins or ends outside every paragraph")
    return f"{first.id}:{start - first.start}-{last.id}:{end - last.start}"


def reference(raw: str) -> tuple[str, int | None]:
    """``ru.delivered@2`` as name and version. Raises InvalidInput."""
    found = _REFERENCE.fullmatch(raw)
    if not found:
        raise InvalidInput(f"not a reference to an expression: {raw[:80]!r} (for example ru.delivered@2)")
    return found[1], int(found[2]) if found[2] else None
