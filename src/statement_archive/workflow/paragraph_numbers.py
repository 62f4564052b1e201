"""The paragraph numbers of a text as a citation prints them."""

from __future__ import annotations

from dataclasses import replace

from statement_archive.domain.segments import SegmentTable
from statement_archive.domain.works import Expression
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.reading import Work, readable, table_of


def numbered(archive: Archive, work: Work, expression: Expression, table: SegmentTable) -> SegmentTable:
    """A translation made here bears the paragraph ids of its source, and so the numbers that stand there."""
    made = work.translations.get(expression.id)
    source = work.expressions.get(made.source) if made else None
    version = readable(source) if source else None
    if version is None:
        return table
    numbers = {p.id: p.number for p in table_of(archive, version).paragraphs}
    return SegmentTable(tuple(replace(s, number=s.number or numbers.get(s.id, "")) for s in table.segments))
