"""Side by side: paragraph rows over two to four texts of a work, in reading order.

::

    first column ──beads──▶ paragraphs of the others, grouped so that rows stand level
    row = one cell per column; a cell holds the paragraphs and sentences of its text, or says why it is empty
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from statement_archive.domain.beads import Beads, paragraph_beads
from statement_archive.domain.ids import ExpressionId
from statement_archive.domain.segments import Segment, SegmentTable
from statement_archive.domain.translations import Translation, Unit
from statement_archive.domain.works import Expression, Version
from statement_archive.importing.sentences import sentences as sentences_in
from statement_archive.workflow.aligning import Edge, edge, missing_originals, originals
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.reading import Work, readable, table_of, text_of
from statement_archive.workflow.translation_file import units_of

MAX_COLUMNS = 4
Mark = Literal["", "merged", "joined", "split", "left out", "added", "gone"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in its place. ``counterparts`` are ids in the first column (of the first column itself:
    its own id), so that a page can light what belongs together; ``unit`` where the text is made here; ``left_after``:
    units left out on purpose that would follow it in its paragraph.

    Of a text that is made here the mark is what its units say: ``joined`` by hand, as many sentences as in the
    source, fewer (``merged``), more (``split``; counted in the target), its passage ``gone`` from the source."""

    segment: Segment
    text: str
    counterparts: tuple[str, ...]
    mark: Mark
    unit: Unit | None
    left_after: tuple[Unit, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    segment: Segment
    sentences: tuple[Sentence, ...]
    lang: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A unit of a translation made here that has no finished text yet: a visible gap."""

    unit: Unit


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one column of a row. ``left``: units left out on purpose before its first sentence."""

    paragraphs: tuple[Paragraph, ...]
    gaps: tuple[Gap, ...] = ()
    left: tuple[Unit, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """One text on the page. ``how`` is how it is joined to the first column; ``units`` those of a text that is made
    here."""

    expression: Expression
    version: Version
    text: str
    table: SegmentTable
    how: str
    outdated: int
    units: tuple[Unit, ...] = ()


@dataclass(frozen=True, slots=True)
class SideBySide:
    """``missing_original``: languages of delivery of which no original text is held (they take the
    original's place on the page; a translation never does)."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    missing_original: tuple[str, ...]


def default_columns(work: Work, readers: Sequence[str] = ()) -> list[ExpressionId]:
    """Originals first, then the reader's languages, then the rest, as many as stand side by side."""
    first = [e.id for e in originals(work)]
    rest = [e for e in work.expressions.values() if e.id not in first and readable(e) is not None]
    rest.sort(
        key=lambda e: next((i for i, tag in enumerate(readers) if e.facts.lang.split("-")[0] == tag), len(readers))
    )
    chosen = [*first[:1], *(e.id for e in rest), *first[1:]]
    return chosen[:2] if chosen else []


def side_by_side(archive: Archive, work: Work, names: Sequence[str]) -> SideBySide:
    """Rows over the named texts, the first of which gives the order. Raises NotFound, Gone, Damaged."""
    columns: list[Column] = []
    edges: list[Edge | None] = []
    for name in list(dict.fromkeys(names))[:MAX_COLUMNS]:
        expression = work.expression(name)
        version = readable(expression)
        if version is None:
            continue
        joined = edge(archive, work, columns[0].expression.id, expression.id) if columns else None
        units = _units(archive, work, expression)
        outdated = sum(u.outdated for u in units)
        text, table = text_of(archive, version), table_of(archive, version)
        columns.append(Column(expression, version, text, table, joined.how if joined else "", outdated, units))
        edges.append(joined)
    rows = _rows(work, columns, edges) if columns else ()
    return SideBySide(tuple(columns), rows, missing_originals(work))


def _units(archive: Archive, work: Work, expression: Expression) -> tuple[Unit, ...]:
    translation = work.translations.get(expression.id)
    return units_of(archive, work, translation) if translation else ()


def _rows(work: Work, columns: Sequence[Column], edges: Sequence[Edge | None]) -> tuple[tuple[Cell, ...], ...]:
    groups = _groups(columns, edges)
    sentence_beads = [e.beads if e else None for e in edges]
    units = [{u.source.ids[0]: u for u in c.units} for c in columns]
    gaps = [_gaps(work, column, columns[0]) if i else {} for i, column in enumerate(columns)]
    left = [_left(work, column) for column in columns]
    rows: list[tuple[Cell, ...]] = []
    for group in groups:
        cells: list[Cell] = []
        for i, column in enumerate(columns):
            paragraphs = tuple(_paragraph(work, column, p, sentence_beads[i], units[i], left[i]) for p in group[i])
            missing = tuple(gap for p in group[0] for gap in gaps[i].get(p.id, ()))
            homes = dict.fromkeys(p.id for p in (*group[i], *_sources(work, column, columns[0], group[0])))
            cells.append(Cell(paragraphs, missing, tuple(u for name in homes for u in left[i].get(name, ()))))
        rows.append(tuple(cells))
    return tuple(rows)


def _groups(columns: Sequence[Column], edges: Sequence[Edge | None]) -> list[list[list[Segment]]]:
    """Paragraphs of every column by row. Paragraphs of the first column that any bead joins share a row;
    a paragraph without a partner stands in a row of its own after the one it follows."""
    first = [p for p in columns[0].table.paragraphs if p.kind != "furniture"]
    row_of = {p.id: i for i, p in enumerate(first)}
    joined: list[Beads | None] = [
        paragraph_beads(e.beads, columns[0].table, c.table) if e else None for c, e in zip(columns, edges, strict=True)
    ]
    for beads in joined:
        for bead in beads or ():
            rows = sorted({row_of[name] for name in bead.a if name in row_of})
            if len(rows) > 1:
                low = rows[0]
                row_of = {name: low if row in rows else row for name, row in row_of.items()}
    order = sorted(set(row_of.values()))
    table: dict[float, list[list[Segment]]] = {row: [[] for _ in columns] for row in order}
    for p in first:
        table[row_of[p.id]][0].append(p)
    for i, (column, beads) in enumerate(zip(columns, joined, strict=True)):
        if i == 0:
            continue
        at: float = -1.0
        for n, p in enumerate(q for q in column.table.paragraphs if q.kind != "furniture"):
            partners = [row_of[name] for name in (_partners(p.id, beads) if beads else ()) if name in row_of]
            if partners:
                at = float(min(partners))
                table[at][i].append(p)
            else:
                own = int(at) + (n + 1 + i * 1e6) / 1e9 if at >= 0 else -1 + (n + 1 + i * 1e6) / 1e9
                table.setdefault(own, [[] for _ in columns])[i].append(p)
    return [table[row] for row in sorted(table)]


def _sources(work: Work, column: Column, first: Column, paragraphs: Sequence[Segment]) -> Sequence[Segment]:
    """Paragraphs of the first column, where a text is made from that: a paragraph that was left out whole has none
    of its own."""
    translation = work.translations.get(column.expression.id)
    return paragraphs if translation is not None and translation.source == first.expression.id else ()


def _paragraph(
    work: Work,
    column: Column,
    paragraph: Segment,
    beads: Beads | None,
    units: dict[str, Unit],
    left: dict[str, list[Unit]],
) -> Paragraph:
    made = work.translations.get(column.expression.id)

    def sentence(s: Segment) -> Sentence:
        unit, words = units.get(s.id), s.cut(column.text)
        mark = unit_mark(made, unit, words) if made else _mark(s.id, beads)
        after = tuple(left.get(unit.source.key, ())) if unit else ()
        return Sentence(s, words, _partners(s.id, beads), mark, unit, after)

    sentences = tuple(sentence(s) for s in column.table.sentences_of(paragraph))
    return Paragraph(paragraph, sentences, paragraph.lang or column.expression.facts.lang)


def unit_mark(made: Translation, unit: Unit | None, words: str) -> Mark:
    """What a unit of a translation did with the sentences of its source."""
    if unit is None:
        return "gone"
    if unit.verbatim or unit.source.is_fact:
        return ""
    given, said = len(unit.source.ids), len(sentences_in(words, made.expression.facts.lang))
    if unit.source.ids in made.joined:
        return "merged" if said < given else "joined"
    return "merged" if said < given else "split" if said > given else ""


def _left(work: Work, column: Column) -> dict[str, list[Unit]]:
    """Units left out on purpose, by the unit of the same paragraph that they follow; by the paragraph, where they
    follow none."""
    found: dict[str, list[Unit]] = {}
    if column.expression.id not in work.translations:
        return found
    shown = {s.id for s in column.table.sentences}
    before: Unit | None = None
    for unit in column.units:
        if unit.omitted and unit.state != "initial":
            same = before is not None and before.source.paragraph == unit.source.paragraph
            found.setdefault(before.source.key if before and same else unit.source.paragraph, []).append(unit)
        elif unit.source.ids[0] in shown:
            before = unit
    return found


def _mark(name: str, beads: Beads | None) -> Mark:
    """What happened to a sentence against the first column."""
    if beads is None:
        return ""
    bead = beads.of_b(name)
    if bead is None or not bead.a:
        return "added"
    if len(bead.a) > 1:
        return "merged"
    return "split" if len(bead.b) > 1 else ""


def _partners(name: str, beads: Beads | None) -> tuple[str, ...]:
    """Ids of the first column that a sentence belongs to; its own, in the first column."""
    if beads is None:
        return (name,)
    bead = beads.of_b(name)
    return bead.a if bead else ()


def _gaps(work: Work, column: Column, first: Column) -> dict[str, list[Gap]]:
    """Units that are still to be translated by the paragraph of the first column, where that is their source."""
    found: dict[str, list[Gap]] = {}
    translation = work.translations.get(column.expression.id)
    if translation is not None and translation.source == first.expression.id:
        for unit in column.units:
            if unit.state == "initial" and not unit.verbatim:
                found.setdefault(unit.source.paragraph, []).append(Gap(unit))
    return found
