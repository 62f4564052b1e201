"""A held text as quotations are compared with it: its exact characters, how they are folded, and its bounds."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cached_property

from statement_archive.domain.segments import Segment, SegmentTable
from statement_archive.quotes.comparable import Comparable, comparable


class SourceText:
    """``lang`` is the language of the whole. The segment table is asked for when it is needed, and the text folded
    then: most texts that are proposed are done with before."""

    def __init__(self, text: str, lang: str, table: Callable[[], SegmentTable]) -> None:
        self.text = text
        self.lang = lang
        self._table = table

    def __len__(self) -> int:
        """What it takes in memory when folded, in units of some hundred bytes (for a memory of results)."""
        return len(self.text) // 20

    @cached_property
    def even(self) -> str:
        """For a first look: without capitals, white space one space each, offsets lost."""
        return evened(self.text)

    @cached_property
    def table(self) -> SegmentTable:
        return self._table()

    @cached_property
    def aside(self) -> tuple[tuple[int, int], ...]:
        """Spans that are not its words (page numbers, running heads, footnote marks), in order."""
        return tuple(aside_spans(self.table))

    @cached_property
    def compared(self) -> Comparable:
        return comparable(self.text, self.aside)

    def paragraphs(self, start: int, end: int) -> tuple[Segment, ...]:
        return _touching(self.table.paragraphs, start, end)

    def sentences(self, start: int, end: int) -> tuple[Segment, ...]:
        return _touching(self.table.sentences, start, end)


def evened(words: str) -> str:
    return " ".join(words.split()).lower()


def aside_spans(table: SegmentTable) -> list[tuple[int, int]]:
    """Page numbers, running heads, Markdown marks and footnote marks, in order: what bridges a quotation across a page
    break. The text of a footnote may itself be quoted, so it stays."""
    found = [(s.start, s.end) for s in table.level("inline") if s.kind in ("furniture", "note")]
    found += [(p.start, p.end) for p in table.paragraphs if p.kind == "furniture"]
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _touching(segments: Sequence[Segment], start: int, end: int) -> tuple[Segment, ...]:
    """Those of one level that share a character with a span; they stand in order and do not overlap."""
    found = []
    for segment in segments[bisect_right(segments, start, key=lambda s: s.end) :]:
        if segment.start >= end:
            break
        found.append(segment)
    return tuple(found)
