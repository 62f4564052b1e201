"""Progress: units and source words by state, grouped by what one asks for.

::

    WorkSheets ──▶ grouped by language, body, meeting, forum, year, speaker or translator ──▶ Group, Group, …
               ──▶ totals (each unit once)
               ──▶ grid: work x language, one mark for each

A work with several bodies counts under its own body only; a unit counts under the hand whose words stand. Units
that nobody has begun belong to no translator.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from statement_archive.domain.dates import sort_key
from statement_archive.domain.facts import WorkFacts
from statement_archive.domain.ids import ExpressionId, WorkId
from statement_archive.domain.unit_states import STATES, UnitState
from statement_archive.workflow.describing_works import date_of
from statement_archive.workflow.overview import Hand, Sheet, Tally, WorkSheet, each_sheet
from statement_archive.workflow.reading import readable

Grouping = Literal["language", "body", "meeting", "forum", "year", "speaker", "translator"]
GROUPINGS: tuple[Grouping, ...] = get_args(Grouping)
# What a cell of the grid says, the strongest first: the original; whole texts; made here; nothing.
Mark = Literal[
    "original", "official", "text", "machine", "final", "reviewed", "translated", "partial", "begun", "missing"
]
MARKS: tuple[Mark, ...] = get_args(Mark)


@dataclass(frozen=True, slots=True)
class Group:
    """``key`` is empty where that is unknown; of a body or a speaker it is an id of the authority file, else the
    name as given. ``texts``: whole texts that are translations (by language only)."""

    key: str
    works: int
    translations: int
    states: Mapping[UnitState, Tally]
    outdated: Tally
    total: Tally
    texts: int = 0
    hand: Hand | None = None

    @property
    def done(self) -> Tally:
        """Units with finished words."""
        return Tally(self.total.units - self.states["initial"].units, self.total.words - self.states["initial"].words)


@dataclass(frozen=True, slots=True)
class Cell:
    """``outdated``: the source has changed since, whatever the mark says; ``done``: percent of the words of a
    translation made here."""

    mark: Mark
    outdated: bool = False
    done: int = 0
    expression: str = ""


@dataclass(frozen=True, slots=True)
class GridRow:
    work: WorkId
    facts: WorkFacts
    cells: Mapping[str, Cell]


class _Sum:
    def __init__(self) -> None:
        self.works: set[WorkId] = set()
        self.made: set[tuple[WorkId, ExpressionId]] = set()
        self.states = dict.fromkeys(STATES, Tally())
        self.outdated = Tally()
        self.texts = 0

    def add(self, work: WorkSheet, sheet: Sheet, states: Mapping[UnitState, Tally], outdated: Tally) -> None:
        self.works.add(work.work)
        self.made.add((work.work, sheet.expression))
        for state, tally in states.items():
            self.states[state] += tally
        self.outdated += outdated

    def group(self, key: str, hand: Hand | None = None) -> Group:
        total = sum(self.states.values(), Tally())
        return Group(key, len(self.works), len(self.made), self.states, self.outdated, total, self.texts, hand)


def totals(found: Sequence[WorkSheet]) -> Group:
    """Everything once."""
    whole = _Sum()
    for work, sheet in each_sheet(found):
        whole.add(work, sheet, sheet.states, sheet.outdated)
    return whole.group("")


def progress(found: Sequence[WorkSheet], by: Grouping) -> list[Group]:
    """Groups with most words first; years in their order."""
    sums: dict[str, _Sum] = {}
    hands: dict[str, Hand] = {}
    for work, sheet in each_sheet(found):
        if by == "translator":
            for hand, states in sheet.hands.items():
                key = hand.claimed or hand.person
                hands.setdefault(key, hand)
                sums.setdefault(key, _Sum()).add(work, sheet, states, _outdated_of(sheet, hand))
        else:
            key = sheet.lang if by == "language" else key_of(work.facts, by)
            sums.setdefault(key, _Sum()).add(work, sheet, sheet.states, sheet.outdated)
    if by == "language":
        for work in found:
            for lang in _whole_translations(work):
                one = sums.setdefault(lang, _Sum())
                one.texts += 1
                one.works.add(work.work)
    groups = [each.group(key, hands.get(key)) for key, each in sums.items()]
    if by == "year":
        return sorted(groups, key=lambda g: (g.key == "", g.key))
    return sorted(groups, key=lambda g: (-g.total.words, -g.texts, g.key))


def _outdated_of(sheet: Sheet, hand: Hand) -> Tally:
    mine = [Tally(1, w.words) for w in sheet.waiting if w.outdated and w.hand == hand]
    return sum(mine, Tally())


def key_of(facts: WorkFacts, by: Grouping) -> str:
    """What a work counts under; empty where it is unknown."""
    if by == "body":
        return facts.body.body or facts.body.name
    if by == "speaker":
        return facts.speaker.person or facts.speaker.name
    if by == "year":
        return sort_key(date_of(facts))[:4]
    occasion = facts.occasion
    if by == "meeting":
        return ", ".join(part for part in (occasion.series, occasion.session, occasion.meeting) if part)
    return occasion.forum


def _whole_translations(work: WorkSheet) -> Iterator[str]:
    made = {sheet.expression for sheet in work.made}
    for name, expression in work.expressions.items():
        facts = expression.facts
        if name not in made and not facts.is_original and facts.form == "text" and readable(expression) is not None:
            yield facts.lang


@dataclass(frozen=True, slots=True)
class Year:
    """``words`` of every statement of a year, by the best that is held of it: its original, or only other texts,
    or nothing."""

    year: str
    works: int
    originals: int
    translated: int


def years(found: Sequence[WorkSheet]) -> list[Year]:
    """Works by year, from the first to the last, those between too; undated ones last under an empty year."""
    by_year: dict[str, list[WorkSheet]] = {}
    for work in found:
        by_year.setdefault(key_of(work.facts, "year"), []).append(work)
    dated = sorted(int(year) for year in by_year if year)
    # A date that was misread must not draw a thousand empty years.
    whole = dated and dated[-1] - dated[0] <= 150
    span = [f"{year:04d}" for year in (range(dated[0], dated[-1] + 1) if whole else dated)]
    return [_year(year, by_year.get(year, [])) for year in [*span, *([""] if "" in by_year else [])]]


def _year(year: str, works: Sequence[WorkSheet]) -> Year:
    translated = sum(bool(w.texts - set(w.originals)) for w in works)
    return Year(year, len(works), sum(bool(w.originals) for w in works), translated)


def grid(found: Sequence[WorkSheet], langs: Sequence[str]) -> list[GridRow]:
    """One row for each work, one cell for each language."""
    return [GridRow(work.work, work.facts, {lang: _cell(work, lang) for lang in langs}) for work in found]


def _cell(work: WorkSheet, lang: str) -> Cell:
    """The best of what there is in a language."""
    cells = [_made(sheet) for sheet in work.made if sheet.lang == lang]
    made = {sheet.expression for sheet in work.made}
    late = {each.expression for each in work.findings if each.register == "outdated"}
    for name, expression in work.expressions.items():
        facts = expression.facts
        if facts.lang != lang or name in made or readable(expression) is None:
            continue
        mark: Mark = "text"
        if facts.is_original:
            mark = "original"
        elif facts.method == "machine":
            mark = "machine"
        elif facts.standing == "official":
            mark = "official"
        cells.append(Cell(mark, name in late, 100, name))
    return min(cells, key=lambda cell: MARKS.index(cell.mark), default=Cell("missing"))


def _made(sheet: Sheet) -> Cell:
    total = sheet.total.words or sheet.total.units
    rest = sheet.states["initial"].words if sheet.total.words else sheet.states["initial"].units
    done = 100 if not total else (total - rest) * 100 // total
    mark: Mark = "partial" if done else "begun"
    if not sheet.states["initial"].units:
        mark = next((s for s in ("translated", "reviewed", "final") if sheet.states[s].units), "final")
    return Cell(mark, bool(sheet.outdated.units), done, sheet.expression)
