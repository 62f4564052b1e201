"""The side-by-side page: columns, level rows, gaps, and the card that stands where an original is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from urllib.parse import quote

from statement_archive.domain.segments import FRONT_KINDS, Segment
from statement_archive.domain.translations import Unit
from statement_archive.web.names import html_lang, language_name, language_title, text_direction
from statement_archive.web.presenters.blocks import Block, Left, Run, block, pieces
from statement_archive.web.presenters.chips import Chip, chips
from statement_archive.web.presenters.unit_words import column_chips, reader_chips
from statement_archive.web.say import N_, Later, _, ngettext
from statement_archive.workflow.reading import Work
from statement_archive.workflow.side_by_side import Cell, Column, Paragraph, Sentence, SideBySide

VIEWS = ("one", "side", "sentences")
_MARKS: dict[str, Later] = {
    "merged": N_("several sentences in one"),
    "split": N_("one sentence as several"),
    "left out": N_("left out"),
    "added": N_("added: not in the first text"),
    "joined": N_("sentences of the source rendered together"),
    "gone": N_("no longer in the source"),
}


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """``ref`` is the pinned name, ``en.prepared@1``; ``path`` its permanent address."""

    name: str
    ref: str
    path: str
    n: int
    language: str
    lang: str
    dir: str
    chips: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class CellView:
    """``notes``: why something is not there; ``gaps``: sentences that wait for their translation; ``left``: those
    left out on purpose. ``chips`` and ``stories`` (unit and address), sentence by sentence: the states of its units."""

    head: ColumnHead
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()
    gaps: int = 0
    left: tuple[Left, ...] = ()
    chips: tuple[Chip, ...] = ()
    stories: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """``missing``: languages of delivery whose text is not held, by name, as a heading and in a sentence;
    ``missing_tag``: the one language, where it is one; ``unknown``: no original is held and nobody knows in which
    language it was."""

    heads: tuple[ColumnHead, ...]
    rows: tuple[tuple[CellView, ...], ...]
    missing: tuple[tuple[str, str], ...]
    unknown: bool
    missing_tag: str = ""


def reading(work: Work, side: SideBySide, *, view: str, unknown: bool) -> Reading:
    """The page. In the view ``sentences`` every row is one bead."""
    heads = tuple(head(work, column) for column in side.columns)
    rows: list[tuple[CellView, ...]] = []
    for row in side.rows:
        rows += _by_sentence(side, heads, row) if view == "sentences" else [_by_paragraph(side, heads, row)]
    tags = side.missing_original
    missing = tuple((language_title(tag), language_name(tag)) for tag in tags)
    return Reading(heads, tuple(rows), missing, unknown and not missing, tags[0] if len(tags) == 1 else "")


def head(work: Work, column: Column) -> ColumnHead:
    expression, version = column.expression, column.version
    ref = f"{expression.id}@{version.n}"
    tag = expression.facts.lang
    said = (*chips(expression, work, outdated=column.outdated, how=column.how), *column_chips(column.units))
    return ColumnHead(
        expression.id,
        ref,
        f"/works/{work.id}/{ref}",
        version.n,
        language_title(tag),
        html_lang(tag),
        text_direction(tag),
        said,
    )


def _by_paragraph(side: SideBySide, heads: Sequence[ColumnHead], row: Sequence[Cell]) -> tuple[CellView, ...]:
    cells: list[CellView] = []
    first = [s.segment.id for p in row[0].paragraphs for s in p.sentences]
    for column, one, cell in zip(side.columns, heads, row, strict=True):
        blocks = tuple(_block(column, one, p) for p in cell.paragraphs)
        covered = {name for p in cell.paragraphs for s in p.sentences for name in s.counterparts}
        told = [*cell.left, *(u for p in cell.paragraphs for s in p.sentences for u in s.left_after)]
        covered |= {name for u in told for name in u.source.ids}
        lost = len([name for name in first if name not in covered]) - len(cell.gaps)
        left = tuple(left_out(column, one, u) for u in cell.left)
        cells.append(CellView(one, blocks, tuple(_notes(cell, lost)), len(cell.gaps), left))
    return tuple(cells)


def _notes(cell: Cell, lost: int) -> Iterator[str]:
    if not cell.paragraphs and not cell.gaps and not cell.left:
        yield _("Not in this text")
    elif lost > 0 and cell.paragraphs:
        yield ngettext(
            "One sentence of the first text has no counterpart here",
            "%(num)d sentences of the first text have no counterpart here",
            lost,
        )


def left_out(column: Column, one: ColumnHead, unit: Unit) -> Left:
    """Words that are missing on purpose, with a link to them."""
    source = column.expression.facts.source.expression
    link = f"/works/{_work_of(one)}/{source}/{unit.source.ids[0]}" if source else ""
    reason = unit.departure.reason if unit.departure else ""
    return Left(unit.source.text, html_lang(unit.source.lang), text_direction(unit.source.lang), reason, link)


def _work_of(one: ColumnHead) -> str:
    return one.path.split("/")[2]


def _block(column: Column, one: ColumnHead, paragraph: Paragraph) -> Block:
    runs = [_run(column, one, paragraph, s) for s in paragraph.sentences]
    runs = [replace(r, mark="") if _told_again(r, after) else r for r, after in pairwise([*runs, None]) if r]
    return block(column.text, column.table, paragraph.segment, paragraph.lang, runs=runs, link=one.path)


def _told_again(one: Run, after: Run | None) -> bool:
    """Whether the next sentence bears the same mark for the same counterparts: it is told once, at the end."""
    return after is not None and bool(one.mark) and (one.mark, one.of) == (after.mark, after.of)


def _run(column: Column, one: ColumnHead, paragraph: Paragraph, sentence: Sentence) -> Run:
    segment = sentence.segment
    other = segment.lang and segment.lang != paragraph.lang
    unit = sentence.unit
    return Run(
        pieces(column.text, segment.start, segment.end, column.table.inlines_of(segment)),
        id=segment.id,
        of=" ".join(sentence.counterparts),
        mark=_mark(paragraph, sentence),
        state=unit.state if unit and not unit.verbatim else "",
        outdated=bool(unit and unit.outdated),
        lang=html_lang(segment.lang) if other else "",
        dir=text_direction(segment.lang) if other else "",
        link=f"{one.path}/{segment.id}",
        notes=tuple(_told(unit)) if unit else (),
        left=tuple(left_out(column, one, u) for u in sentence.left_after),
    )


def _told(unit: Unit) -> Iterator[str]:
    if unit.departure and unit.departure.kind == "addition":
        yield _("words added on purpose: %(reason)s", reason=unit.departure.reason)


def _mark(paragraph: Paragraph, sentence: Sentence) -> str:
    """Title and byline are set differently in every text: only of the body is it worth telling."""
    told = sentence.mark and paragraph.segment.kind not in FRONT_KINDS
    return str(_MARKS[sentence.mark]) if told else ""


@dataclass(slots=True)
class _Group:
    """Sentences of all columns that belong together, in the order of the first that has one."""

    ids: set[str]
    cells: list[list[tuple[Paragraph, Sentence]]]


def _by_sentence(side: SideBySide, heads: Sequence[ColumnHead], row: Sequence[Cell]) -> list[tuple[CellView, ...]]:
    groups = [
        _Group({s.segment.id}, [[(p, s)], *([] for _ in side.columns[1:])])
        for p in row[0].paragraphs
        for s in p.sentences
    ]
    for i, cell in enumerate(row[1:], start=1):
        at = -1
        for paragraph in cell.paragraphs:
            for sentence in paragraph.sentences:
                at = _place(groups, i, (paragraph, sentence), at, len(side.columns))
    shown = [tuple(_cell(side, heads, i, group) for i in range(len(side.columns))) for group in groups]
    gaps = [len(cell.gaps) for cell in row]
    if any(gaps) and shown:
        last = tuple(_waiting(c, n) for c, n in zip(shown[-1], gaps, strict=True))
        shown[-1] = last
    return shown or [_by_paragraph(side, heads, row)]


def _waiting(cell: CellView, gaps: int) -> CellView:
    """The last cell of a column in a row says how many sentences wait, instead of that there is nothing."""
    if cell.blocks and gaps:
        return cell
    return replace(cell, gaps=gaps, notes=() if gaps else cell.notes)


def _place(groups: list[_Group], i: int, item: tuple[Paragraph, Sentence], at: int, width: int) -> int:
    """Put a sentence into the group of its partners, joining groups it holds together."""
    partners = set(item[1].counterparts)
    held = [n for n, group in enumerate(groups) if group.ids & partners]
    if not held:
        alone = _Group(set(), [[] for _ in range(width)])
        alone.cells[i].append(item)
        groups.insert(at + 1, alone)
        return at + 1
    keep = groups[held[0]]
    for n in reversed(held[1:]):
        keep.ids |= groups[n].ids
        keep.cells = [[*a, *b] for a, b in zip(keep.cells, groups[n].cells, strict=True)]
        del groups[n]
    keep.cells[i].append(item)
    return held[0]


def _cell(side: SideBySide, heads: Sequence[ColumnHead], i: int, group: _Group) -> CellView:
    column, one = side.columns[i], heads[i]
    blocks = tuple(_sentence_block(column, one, p, s) for p, s in group.cells[i])
    units = {s.unit.source.key: s.unit for _p, s in group.cells[i] if s.unit and not s.unit.verbatim}
    said = {chip: None for unit in units.values() for chip in reader_chips(unit)}
    stories = tuple((key, f"{_unit_path(one)}/{quote(key)}") for key in units)
    # What was left out on purpose is told beside the sentence before it; of the first one, beside its own.
    left = tuple(left_out(column, one, u) for u in _own_left(side, i, group)) if not blocks else ()
    notes = () if blocks or left else (_("Not in this text"),)
    return CellView(one, blocks, notes, left=left, chips=tuple(said), stories=stories)


def _unit_path(one: ColumnHead) -> str:
    return f"/works/{_work_of(one)}/translate/{one.name}/unit"


def _own_left(side: SideBySide, i: int, group: _Group) -> list[Unit]:
    """Units of a column left out on purpose whose sentences are those of a group."""
    return [u for u in side.columns[i].units if u.omitted and u.state != "initial" and group.ids & set(u.source.ids)]


def _sentence_block(column: Column, one: ColumnHead, paragraph: Paragraph, sentence: Sentence) -> Block:
    begins = paragraph.sentences[0].segment.id == sentence.segment.id
    segment: Segment = paragraph.segment
    return Block(
        sentence.segment.id,
        segment.kind,
        segment.number if begins else "",
        html_lang(paragraph.lang),
        text_direction(paragraph.lang),
        (_run(column, one, paragraph, sentence),),
        f"{one.path}/{sentence.segment.id}",
        sign="¶" if begins else "·",
    )
