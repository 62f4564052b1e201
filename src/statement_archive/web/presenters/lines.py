"""Lines of a search: the find in the middle of its own line, in its own direction."""

from __future__ import annotations

from dataclasses import dataclass

from statement_archive.web.names import html_lang, language_name, text_direction
from statement_archive.web.presenters.chips import Chip, beside_chips
from statement_archive.web.presenters.facts import title_of
from statement_archive.web.presenters.results import work_line
from statement_archive.web.say import N_, Later
from statement_archive.workflow.lines import LINE_ORDERS, Line, LineOrder

LINE_ORDER_NAMES: dict[LineOrder, Later] = {
    "rank": N_("As the passages stand"),
    "left": N_("By the words before"),
    "right": N_("By the words after"),
}


@dataclass(frozen=True, slots=True)
class BeneathView:
    text: str
    lang: str
    dir: str
    language: str
    path: str
    chips: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class LineView:
    """``left``, ``found`` and ``right`` as they are stored, in one line; ``original``: of the text it stands in."""

    path: str
    title: str
    title_lang: str
    line: str
    lang: str
    dir: str
    language: str
    original: bool
    left: str
    found: str
    right: str
    beneath: BeneathView | None


def line_view(line: Line) -> LineView:
    at = line.place
    title, title_lang = title_of(at.work.state.facts)
    return LineView(
        f"/works/{at.work.id}/{at.expression.id}@{at.version.n}/{line.segment}",
        title,
        html_lang(title_lang),
        work_line(at.work),
        html_lang(at.lang),
        text_direction(at.lang),
        language_name(at.lang),
        at.expression.facts.is_original,
        _flat(line.left),
        _flat(line.found),
        _flat(line.right),
        _beneath(line),
    )


def _flat(text: str) -> str:
    """For one line: line breaks and tabs as spaces, nothing else changed."""
    return "".join(" " if c.isspace() else c for c in text)


def _beneath(line: Line) -> BeneathView | None:
    found = line.beneath
    if found is None:
        return None
    return BeneathView(
        found.text,
        html_lang(found.lang),
        text_direction(found.lang),
        language_name(found.lang),
        f"/works/{line.place.work.id}/{found.expression.id}@{found.version.n}/{found.locator}",
        beside_chips(found, line.place.work),
    )


def line_orders() -> list[tuple[LineOrder, str]]:
    return [(each, str(LINE_ORDER_NAMES[each])) for each in LINE_ORDERS]
