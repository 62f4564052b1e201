"""What is there and what is missing: progress in pictures, the registers, and my work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug import Response

from statement_archive.domain.dates import sort_key
from statement_archive.domain.errors import NotFound
from statement_archive.domain.language import primary
from statement_archive.web import here
from statement_archive.web.locale import interface, interface_direction
from statement_archive.web.names import language_name, sorted_by_name
from statement_archive.web.presenters.mine import sections
from statement_archive.web.presenters.missing import TITLES, WHAT, item_view
from statement_archive.web.presenters.progress import (
    GROUPING_NAMES,
    STATE_NAMES,
    group_views,
    legend,
    row_views,
    timeline,
)
from statement_archive.web.say import _
from statement_archive.workflow.describing_works import date_of
from statement_archive.workflow.missing import counts, register
from statement_archive.workflow.my_work import my_work
from statement_archive.workflow.overview import WorkSheet, by_language, sheets
from statement_archive.workflow.progress import GROUPINGS, Grouping, grid, progress, totals, years
from statement_archive.workflow.registers import REGISTERS, Register

pages = Blueprint("overview", __name__)
T = TypeVar("T")
ROWS = 25  # works on one page of the grid
COLUMNS = 12  # languages beside each other in it
FIRST = 3  # items of each register on the page of all
PAGE = 30
LINES = 20  # of each section of my work
GROUPS = 60  # bars under each other: further ones are in the table


@dataclass(frozen=True, slots=True)
class Cut(Generic[T]):
    """One page of a list, with the addresses of those beside it."""

    items: Sequence[T]
    page: int
    pages: int
    before: str = ""
    after: str = ""


def cut(items: Sequence[T], size: int, endpoint: str, **given: Any) -> Cut[T]:
    """The page that the address names; a page beyond the last is the last."""
    pages_ = max(1, -(-len(items) // size))
    page = min(max(1, request.args.get("page", 1, type=int)), pages_)

    def address(n: int) -> str:
        return url_for(endpoint, **{**given, "page": n}) if 1 <= n <= pages_ else ""

    return Cut(items[(page - 1) * size : page * size], page, pages_, address(page - 1), address(page + 1))


# --- progress ------------------------------------------------------------------------------------


@pages.get("/progress")
def progress_page() -> str:
    """Bars by what one chooses, the years, and the grid of works and languages."""
    asked = request.args.get("by", "")
    by: Grouping = next((each for each in GROUPINGS if each == asked), "language")
    found = sheets(here.archive(), here.actor(), here.now())
    groups = progress(found, by)
    whole = totals(found)
    langs = [lang for lang, _n in by_language(found).most_common(COLUMNS) if primary(lang) != "und"]
    given = {"by": by} if by != "language" else {}
    rows = cut(_newest(found), ROWS, "overview.progress_page", **given)
    when = years(found)
    views = group_views(here.archive(), groups, by)
    return render_template(
        "overview/progress.html",
        title=_("Progress"),
        whole=whole,
        whole_view=group_views(here.archive(), [whole], "year")[0],
        works=len(found),
        by=by,
        groupings=[(each, str(GROUPING_NAMES[each])) for each in GROUPINGS],
        group_title=str(GROUPING_NAMES[by]),
        groups=views[:GROUPS],
        more=len(views) - GROUPS,
        table=views,
        states=[(state, str(name)) for state, name in STATE_NAMES.items()],
        years=when,
        bars=timeline(when, rtl=interface_direction() == "rtl"),
        langs=[(lang, language_name(lang)) for lang in langs],
        rows=rows,
        grid=row_views(grid(rows.items, langs), langs, translates=here.actor().may("translate")),
        legend=legend(),
    )


def _newest(found: Sequence[WorkSheet]) -> list[WorkSheet]:
    """By the earliest day a date can mean; undated ones last."""
    return sorted(found, key=lambda work: (sort_key(date_of(work.facts)), work.work), reverse=True)


# --- what is missing -----------------------------------------------------------------------------


def _chosen_language(found: Sequence[WorkSheet]) -> str:
    """The language looked for: as asked, else the reader's."""
    asked = request.args.get("in", "")[:40]
    known = by_language(found)
    if asked and (asked in known or primary(asked) in {primary(tag) for tag in known}):
        return asked
    return primary(interface().tag)


def _languages(found: Sequence[WorkSheet], lang: str) -> list[tuple[str, str]]:
    tags = {*(tag for tag in by_language(found) if primary(tag) not in ("und", "mul")), lang}
    return [(tag, language_name(tag)) for tag in sorted_by_name(tags, language_name)]


@pages.get("/missing")
def missing() -> str:
    """Every register: how much stands in it, and its newest items."""
    found = sheets(here.archive(), here.actor(), here.now())
    lang = _chosen_language(found)
    numbers = counts(found, lang)
    translates = here.actor().may("translate")
    shown = [
        (
            name,
            str(TITLES[name]),
            str(WHAT[name]),
            numbers[name],
            [
                item_view(i, translates=translates)
                for i in register(found, name, lang if name == "untranslated" else "")[:FIRST]
            ],
        )
        for name in REGISTERS
    ]
    return render_template(
        "overview/missing.html",
        title=_("What is missing"),
        registers=shown,
        lang=lang,
        language=language_name(lang),
        languages=_languages(found, lang),
    )


@pages.get("/missing/<name>")
def one_register(name: str) -> str:
    """A register as a whole. Raises NotFound."""
    wanted: Register | None = next((each for each in REGISTERS if each == name), None)
    if wanted is None:
        raise NotFound(f"no register {name[:80]}", choices=REGISTERS)
    found = sheets(here.archive(), here.actor(), here.now())
    lang = _chosen_language(found) if wanted == "untranslated" else request.args.get("in", "")[:40]
    items = register(found, wanted, lang)
    known = {item.finding.lang for item in register(found, wanted)} - {""}
    given: dict[str, Any] = {"name": wanted, **({"in": lang} if lang else {})}
    page = cut(items, PAGE, "overview.one_register", **given)
    choices = _languages(found, lang) if wanted == "untranslated" else _some(known | ({lang} if lang else set()))
    return render_template(
        "overview/register.html",
        title=str(TITLES[wanted]),
        name=wanted,
        what=str(WHAT[wanted]),
        total=len(items),
        items=[item_view(each, translates=here.actor().may("translate")) for each in page.items],
        page=page,
        lang=lang,
        languages=choices,
        feed=url_for("feeds.of_register", **given),
    )


def _some(tags: set[str]) -> list[tuple[str, str]]:
    known = sorted_by_name(tags, language_name)
    return [("", _("any")), *((tag, language_name(tag)) for tag in known)] if known else []


# --- my work -------------------------------------------------------------------------------------


@pages.get("/my")
def mine() -> str | Response:
    """What waits for this translator. Raises NotAllowed."""
    if here.person() is None:
        return redirect(url_for("account.sign_in", next=url_for("overview.mine")), 303)
    found = my_work(here.archive(), here.accounts(), here.actor(), here.now())
    return render_template(
        "overview/mine.html",
        title=_("Your work"),
        sections=sections(found, here.now(), reviews=here.actor().may("review")),
        languages=[language_name(lang) for lang in found.languages],
        most=LINES,
        taken_over=[(each.work, language_name(each.lang), each.by, each.at) for each in found.taken_over],
    )
