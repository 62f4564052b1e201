"""A held text as quotations are compared with it: its exact characters, how they are folded, and its bounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from statement_archive.domain.segments import Segment, SegmentTable
from statement_archive.quotes.comparable import Comparable, comparable


@dataclass(frozen=True, slots=True)
class SourceText:
    """``lang`` is the language of the whole; ``aside`` spans in it that are not its words (page numbers, running heads,
    footnote marks), in order."""

    text: str
    table: SegmentTable
    lang: str
    compared: Comparable
    aside: tuple[tuple[int, int], ...] = ()

    def __len__(self) -> int:
        return len(self.compared) + len(self.text) // 100

    def paragraphs(self, start: int, end: int) -> tuple[Segment, ...]:
        return _touching(self.table.paragraphs, start, end)

    def sentences(self, start: int, end: int) -> tuple[Segment, ...]:
        return _touching(self.table.sentences, start, end)


def source_text(text: str, table: SegmentTable, lang: str) -> SourceText:
    aside = tuple(aside_spans(table))
    return SourceText(text, table, lang, comparable(text, aside), aside)


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
    return tuple(s for s in segments if s.start < end and start < s.end)
