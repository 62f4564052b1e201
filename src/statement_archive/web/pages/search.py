"""Search: words, a quotation, a symbol, an address or a name."""

from __future__ import annotations

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from statement_archive.domain.errors import InvalidInput
from statement_archive.domain.segments import SegmentTable
from statement_archive.domain.works import Version
from statement_archive.web import here
from statement_archive.web.locale import reader_languages
from statement_archive.web.names import language_name, sorted_by_name
from statement_archive.web.presenters.facts import card
from statement_archive.web.presenters.results import hits, notes
from statement_archive.web.presenters.said import Said, said
from statement_archive.web.presenters.searched import alternative_views, sought_words
from statement_archive.web.say import _
from statement_archive.workflow.alternatives import Alternative
from statement_archive.workflow.finding import find_named
from statement_archive.workflow.reading import table_of, text_of
from statement_archive.workflow.search import Results, held_languages, search

pages = Blueprint("search", __name__)
_HEADING = 120  # characters of a query in the heading of its page
PAGE = 20
LAST_PAGE = 50  # a search is for finding; whoever wants everything takes an export


@pages.get("/search")
def results() -> Response:
    """Results, with the same passage in the original and in the reader's languages beneath."""
    q = request.args.get("q", "").strip()
    language, originals = request.args.get("language", ""), request.args.get("originals") == "yes"
    page = min(max(1, request.args.get("page", 1, type=int)), LAST_PAGE)
    named = find_named(here.archive(), here.actor(), q, here.now())
    if named.path:
        return redirect(named.path)
    wrong: Said | None = None
    found: Results | None = None
    if q:
        try:
            found = _search(q, language, page, originals=originals)
        except InvalidInput as error:
            wrong = said(error.message)

    total = found.total if found else 0
    more = page < LAST_PAGE and page * PAGE < total
    answer = render_template(
        "search.html",
        title=_("Search: %(words)s", words=_short(q)) if q else _("Search"),
        q=q,
        language=language,
        languages=_languages(),
        originals=originals,
        wrong=wrong,
        found=found,
        total=total,
        first=(page - 1) * PAGE + 1,
        hits=hits(found, _read) if found else (),
        searched=sought_words(found.sought) if found else "",
        notes=list(notes(found.sought)) if found else [],
        alternatives=alternative_views(found.alternatives if found else (), _instead),
        named=named.names,
        bearing=[card(entry) for entry in named.works],
        card=card,
        before=_address(q, language, page - 1, originals=originals) if page > 1 else "",
        after=_address(q, language, page + 1, originals=originals) if more else "",
    )
    return make_response(answer, 422 if wrong else 200)


def _short(q: str) -> str:
    """For a heading."""
    return q if len(q) <= _HEADING else q[: _HEADING - 1] + "…"


def _address(q: str, language: str, page: int, *, originals: bool) -> str:
    return url_for("search.results", q=q, language=language or None, originals="yes" if originals else None, page=page)


def _instead(other: Alternative) -> str:
    return _address(other.query, other.lang, 1, originals=other.original_only)


def _languages() -> list[tuple[str, str]]:
    held = [(tag, language_name(tag)) for tag in held_languages(here.archive())]
    return sorted_by_name(held, lambda pair: pair[1])


def _read(version: Version) -> tuple[str, SegmentTable]:
    return text_of(here.archive(), version), table_of(here.archive(), version)


def _search(q: str, language: str, page: int, *, originals: bool) -> Results:
    return search(
        here.archive(),
        here.actor(),
        q,
        here.now(),
        lang=language,
        original_only=originals,
        limit=PAGE,
        offset=(page - 1) * PAGE,
        readers=reader_languages(),
    )
