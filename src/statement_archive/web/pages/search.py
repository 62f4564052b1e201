"""Search: words, a quotation, a symbol, an address or a name; what narrows it; one address for all of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Protocol
from urllib.parse import urlencode

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from statement_archive.analysis.query_language import Sought
from statement_archive.domain.actors import PUBLIC
from statement_archive.domain.errors import InvalidInput
from statement_archive.domain.segments import SegmentTable
from statement_archive.domain.works import Version
from statement_archive.web import here
from statement_archive.web.locale import reader_languages
from statement_archive.web.names import language_name, sorted_by_name
from statement_archive.web.presenters.facets import FACETS, Turn, active, facet_views, orders
from statement_archive.web.presenters.facts import card
from statement_archive.web.presenters.results import hits, notes
from statement_archive.web.presenters.said import Said, said
from statement_archive.web.presenters.searched import alternative_views, sought_words
from statement_archive.web.say import _
from statement_archive.workflow.archive_state import archive_state
from statement_archive.workflow.asked import Asked, Sorting, address, asked_of, held_languages, pairs
from statement_archive.workflow.finding import find_named
from statement_archive.workflow.reading import table_of, text_of
from statement_archive.workflow.search import Results, instead, look

pages = Blueprint("search", __name__)
_HEADING = 120  # characters of a query in the heading of its page
Counts = Mapping[str, Mapping[str, int]]
NO_FACETS: Counts = MappingProxyType({})
PAGE = 20
LAST_PAGE = 50  # a search is for finding; whoever wants everything takes an export


@pages.get("/search")
def results() -> Response:
    """Results, with the same passage in the original and in the reader's languages beneath."""
    asked = asked_here()
    page = min(max(1, request.args.get("page", 1, type=int)), LAST_PAGE)
    named = find_named(here.archive(), here.actor(), asked.words, here.now())
    if named.path and not asked.filters:
        return redirect(named.path)
    wrong: Said | None = None
    found: Results | None = None
    if asked.words or asked.filters:
        try:
            found = look(
                here.archive(),
                here.actor(),
                asked,
                here.now(),
                limit=PAGE,
                offset=(page - 1) * PAGE,
                readers=reader_languages(),
                facets=FACETS,
                nearest=True,
            )
        except InvalidInput as error:
            wrong = said(error.message)

    more = found is not None and found.more and page < LAST_PAGE
    answer = render_template(
        "search.html",
        found=found,
        first=(page - 1) * PAGE + 1,
        hits=hits(found, read) if found else (),
        facets=facet_views(found.facets, asked, at) if found else [],
        orders=orders(asked, lambda order: at(_ordered(asked, order))) if found else [],
        named=named.names,
        bearing=[card(entry) for entry in named.works],
        card=card,
        before=at(asked, page=page - 1) if page > 1 else "",
        after=at(asked, page=page + 1) if more else "",
        **frame(asked, found, "results", wrong, found.facets if found else NO_FACETS),
        alternatives=alternative_views(found.alternatives if found else (), lambda other: at(instead(asked, other))),
    )
    return make_response(answer, 422 if wrong else 200)


def _ordered(asked: Asked, order: Sorting) -> Asked:
    return replace(asked, order=order)


# --- what every page of a search has -------------------------------------------------------------


def asked_here() -> Asked:
    """What the address of this request asks for."""
    return asked_of(request.args.items(multi=True))


def at(asked: Asked, endpoint: str = "search.results", **more: Any) -> str:
    """The address of a page for what is asked."""
    given = {name: value for name, value in more.items() if value}
    path = {name: given.pop(name) for name in ("format",) if name in given}
    tail = f"&{urlencode(given)}" if given else ""
    return f"{url_for(endpoint, **path)}?{address(asked)}{tail}"


class Answered(Protocol):
    """Any way of looking at a search."""

    @property
    def sought(self) -> Sought: ...


def frame(
    asked: Asked, found: Answered | None, view: str, wrong: Said | None = None, facets: Counts = NO_FACETS
) -> dict[str, Any]:
    """What the frame of the page prints: the box, what was searched, what narrows it, the ways of looking at it."""
    q = asked.words
    chosen = asked.filters.get("lang", frozenset())
    return {
        "title": _("Search: %(words)s", words=_short(q)) if q else _("Search"),
        "asked": asked,
        "q": q,
        "kept": [(name, value) for name, value in pairs(asked) if name not in ("q", "language", "original")],
        "language": next(iter(chosen)) if len(chosen) == 1 else "",
        "languages": _languages(),
        "save_as": address(asked),
        "originals": "yes" in asked.filters.get("original", ()),
        "wrong": wrong,
        "searched": sought_words(found.sought) if found else "",
        "notes": list(notes(found.sought)) if found else [],
        "paired": bool(found and found.sought.sides),
        "active": active(asked, facets, lambda other: at(other, f"search.{view}")),
        "views": _views(asked, view) if found else [],
        "link": at(asked),
        # It takes a look at every ledger: only where it is asked for, and in every export.
        "state": archive_state(here.archive(), PUBLIC, here.now()) if found and "state" in request.args else None,
        "with_state": at(asked, f"search.{view}", state="shown"),
        "exports": [(name, at(asked, "search.export_file", format=name)) for name in ("csv", "json", "tmx", "zip")],
        "feed": at(asked, "search.feed"),
        "by_meaning": at(asked, "search.meaning_page"),
    }


def _views(asked: Asked, view: str) -> list[Turn]:
    names = {
        "results": _("Passages"),
        "lines_page": _("Lines"),
        "frequency_page": _("Frequency"),
        "meaning_page": _("By meaning"),
    }
    return [Turn(label, at(asked, f"search.{name}"), name == view) for name, label in names.items()]


def _short(q: str) -> str:
    """For a heading."""
    return q if len(q) <= _HEADING else q[: _HEADING - 1] + "…"


def _languages() -> list[tuple[str, str]]:
    held = [(tag, language_name(tag)) for tag in held_languages(here.archive())]
    return sorted_by_name(held, lambda pair: pair[1])


def read(version: Version) -> tuple[str, SegmentTable]:
    return text_of(here.archive(), version), table_of(here.archive(), version)
