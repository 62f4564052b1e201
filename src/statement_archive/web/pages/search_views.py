"""Other ways of looking at a search: as lines, as a frequency, in two languages; to take away, to follow, to keep."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug import Response
from werkzeug.http import dump_options_header

from statement_archive.analysis.query_language import side_by_side
from statement_archive.domain.actors import PUBLIC
from statement_archive.domain.errors import InvalidInput, NotFound
from statement_archive.formats.atom import Entry
from statement_archive.web import here, posted
from statement_archive.web.locale import interface, interface_direction, reader_languages
from statement_archive.web.names import html_lang, language_name, sorted_by_name
from statement_archive.web.pages.feeds import answer as feed_answer
from statement_archive.web.pages.search import LAST_PAGE, asked_here, at, frame, pages, read
from statement_archive.web.pages.works import absolute
from statement_archive.web.presenters.facets import Turn
from statement_archive.web.presenters.facts import title_of
from statement_archive.web.presenters.frequency import BARS, GROUP_NAMES, columns, rate_views
from statement_archive.web.presenters.lines import line_orders, line_view
from statement_archive.web.presenters.results import passage_view, work_line
from statement_archive.web.presenters.said import Said, said
from statement_archive.web.presenters.searched import sought_words
from statement_archive.web.say import _
from statement_archive.workflow.asked import Asked, address, asked_at, asked_of, held_languages
from statement_archive.workflow.exporting import EXPORT_FORMATS, ExportFormat, export
from statement_archive.workflow.frequency import GROUPS, By, Frequency, frequency
from statement_archive.workflow.lines import LINE_ORDERS, LineOrder, Lines, lines
from statement_archive.workflow.paired_search import Pairs, paired
from statement_archive.workflow.passage_data import reference
from statement_archive.workflow.public_since import version_since
from statement_archive.workflow.saved_searches import remove_search, save_search, saved_searches
from statement_archive.workflow.search import Hit, look

LINES = 50  # on one page
PAIRS = 20
ENTRIES = 50  # of a feed
MEDIA = {"csv": "text/csv", "json": "application/json", "tmx": "application/x-tmx+xml", "zip": "application/zip"}


def _page() -> int:
    return min(max(1, request.args.get("page", 1, type=int)), LAST_PAGE)


@pages.get("/search/lines")
def lines_page() -> Response:
    """Each find on a line of its own, the words around it, the aligned words beneath."""
    asked = asked_here()
    wanted = request.args.get("by", "")
    by: LineOrder = next((each for each in LINE_ORDERS if each == wanted), "rank")
    nth = min(max(1, request.args.get("nth", 1, type=int)), 6)
    beneath, page = request.args.get("beneath", "")[:40], _page()
    wrong: Said | None = None
    found: Lines | None = None
    if asked.words:
        try:
            found = lines(
                here.archive(),
                here.actor(),
                asked,
                here.now(),
                by=by,
                nth=nth,
                beneath=beneath,
                limit=LINES,
                offset=(page - 1) * LINES,
            )
        except InvalidInput as error:
            wrong = said(error.message)
    given = {"by": by if by != "rank" else "", "nth": nth if nth > 1 else "", "beneath": beneath}
    answer = render_template(
        "search/lines.html",
        found=found,
        lines=[line_view(line) for line in found.lines] if found else [],
        by=by,
        nth=nth,
        beneath=beneath,
        line_orders=line_orders(),
        before=at(asked, "search.lines_page", **given, page=page - 1) if page > 1 else "",
        after=at(asked, "search.lines_page", **given, page=page + 1) if found and found.more else "",
        **frame(asked, found, "lines_page", wrong),
    )
    return make_response(answer, 422 if wrong else 200)


@pages.get("/search/frequency")
def frequency_page() -> Response:
    """How often it was said, by what one chooses."""
    asked = asked_here()
    wanted = request.args.get("by", "")
    by: By = next((each for each in GROUPS if each == wanted), "year")
    raw = request.args.get("measure") == "raw"
    wrong: Said | None = None
    found: Frequency | None = None
    if asked.words:
        try:
            found = frequency(here.archive(), here.actor(), asked, by, here.now())
        except InvalidInput as error:
            wrong = said(error.message)
    href = {rate.value: at(asked.with_value(by, rate.value)) for rate in found.rates if rate.value} if found else {}
    views = rate_views(found.rates, by, href, raw=raw) if found else []

    def turn(label: str, group: str, measure: str) -> Turn:
        there = at(asked, "search.frequency_page", by=group if group != "year" else "", measure=measure)
        return Turn(label, there, (group, measure) == (by, "raw" if raw else ""))

    answer = render_template(
        "search/frequency.html",
        found=found,
        by=by,
        raw=raw,
        group_title=str(GROUP_NAMES[by]),
        groups=[turn(str(GROUP_NAMES[each]), each, "raw" if raw else "") for each in GROUPS],
        measures=[turn(_("For each million words"), by, ""), turn(_("As counted"), by, "raw")],
        columns=columns(found.rates, raw=raw, rtl=interface_direction() == "rtl") if found and by == "year" else [],
        bars=views[:BARS],
        rates=views,
        **frame(asked, found, "frequency_page", wrong),
    )
    return make_response(answer, 422 if wrong else 200)


@pages.get("/search/pair")
def pair_page() -> Response:
    """One thing in one language, another in its translation."""
    given = {name: request.args.get(name, "").strip() for name in ("a", "la", "b", "lb")}
    page = _page()
    wrong: Said | None = None
    found: Pairs | None = None
    if given["a"] or given["b"]:
        try:
            found = paired(
                here.archive(),
                here.actor(),
                given["a"],
                given["la"],
                given["b"],
                given["lb"],
                here.now(),
                limit=PAIRS,
                offset=(page - 1) * PAIRS,
            )
        except InvalidInput as error:
            wrong = said(error.message)

    def there(n: int) -> str:
        return url_for("search.pair_page", a=given["a"], la=given["la"], b=given["b"], lb=given["lb"], page=n)

    held = [(tag, language_name(tag)) for tag in held_languages(here.archive())]
    answer = render_template(
        "search/pair.html",
        title=_("Search in two languages"),
        given=given,
        languages=sorted_by_name(held, lambda pair: pair[1]),
        wrong=wrong,
        found=found,
        pairs=[_pair(pair) for pair in found.pairs] if found else [],
        searched=[sought_words(found.first), sought_words(found.second)] if found else [],
        as_search=_as_search(given) if found else "",
        first=(page - 1) * PAIRS + 1,
        before=there(page - 1) if page > 1 else "",
        after=there(page + 1) if found and found.more else "",
    )
    return make_response(answer, 422 if wrong else 200)


def _as_search(given: dict[str, str]) -> str:
    """The same as a search, which can be narrowed, followed and taken away; empty where the words cannot be."""
    words = side_by_side((given["la"], given["a"]), (given["lb"], given["b"]))
    return at(Asked(words)) if words else ""


def _pair(pair: Any) -> dict[str, Any]:
    work = pair.first.work
    title, lang = title_of(work.state.facts)
    return {
        "work": work.id,
        "title": title,
        "title_lang": html_lang(lang),
        "line": work_line(work),
        "first": passage_view(pair.first, read),
        "second": passage_view(pair.second, read),
    }


# --- to take away, to follow ---------------------------------------------------------------------


@pages.get("/search/export.<format>")
def export_file(format: str) -> Response:  # noqa: A002  # the word of the address
    """All results, or the texts they stand in. Raises NotFound for another format, InvalidInput."""
    wanted: ExportFormat | None = next((each for each in EXPORT_FORMATS if each == format), None)
    if wanted is None:
        raise NotFound(f"no export as {format[:40]}", choices=EXPORT_FORMATS)
    made = export(
        here.archive(),
        here.actor(),
        asked_here(),
        wanted,
        here.now(),
        readers=reader_languages(),
        base=absolute("/").rstrip("/"),
    )
    response = make_response(made.content)
    response.content_type = MEDIA[wanted] + ("; charset=utf-8" if wanted != "zip" else "")
    name = f"search-{here.now():%Y-%m-%d}-{made.state.short}.{wanted}"
    response.headers["Content-Disposition"] = dump_options_header("attachment", {"filename": name})
    response.headers["X-Archive-State"] = made.state.digest
    return response


@pages.get("/search.atom")
def feed() -> Response:
    """The passages that came into the archive last, as the public may see them. Raises InvalidInput."""
    asked = replace(asked_here(), order="added")
    found = look(here.archive(), PUBLIC, asked, here.now(), limit=ENTRIES, readers=reader_languages())
    said_words = sought_words(found.sought)
    key = f"search {address(asked)}"
    title = _("Search: %(words)s", words=asked.words or said_words)
    return feed_answer(title, [_entry(hit) for hit in found.hits], at(asked), key=key)


def _entry(hit: Hit) -> Entry:
    p = hit.passage
    title, lang = title_of(p.work.state.facts)
    tag = html_lang(lang) if p.work.state.facts.titles else interface().tag
    words = " ".join(p.text.split())
    shown = words if len(words) <= 600 else words[:599] + "…"
    key = f"found {reference(p)} {p.version.text.sha256}"
    since = version_since(here.archive(), p.work, p.expression, p.version)
    return Entry(key, title, since, absolute(f"/works/{reference(p)}"), tag, shown, html_lang(p.lang))


# --- kept by a person ----------------------------------------------------------------------------


@pages.get("/searches")
def saved() -> str | Response:
    """Searches that one keeps."""
    if here.person() is None:
        return redirect(url_for("account.sign_in", next=url_for("search.saved")), 303)
    kept = [
        (each, at(asked_at(each.address)), at(asked_at(each.address), "search.feed"))
        for each in saved_searches(here.accounts(), here.actor())
    ]
    return render_template("search/saved.html", title=_("Saved searches"), kept=kept)


@pages.post("/searches")
def save() -> Response:
    """Keep the search of this address. Raises NotAllowed (not signed in)."""
    given = posted.typed("name", "address")
    asked = asked_of(parse_qsl(given["address"], keep_blank_values=True))
    try:
        save_search(here.accounts(), here.actor(), given["name"], asked, here.now())
    except InvalidInput as error:
        flash(_("Not saved: %(reason)s", reason=said(error.message).words), "bad")
        return redirect(at(asked), 303)
    flash(_("Saved. It stands here with its feed."), "good")
    return redirect(url_for("search.saved"), 303)


@pages.post("/searches/<search>/remove")
def forget(search: str) -> Response:
    """Raises NotAllowed (not signed in)."""
    if remove_search(here.accounts(), here.actor(), search):
        flash(_("The saved search is removed."), "good")
    return redirect(url_for("search.saved"), 303)
