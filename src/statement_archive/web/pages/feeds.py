"""Atom feeds, and the page that lists them.

::

    /feeds/…                 what the public may see, whoever asks: a feed may be fetched by a service and kept
    /feeds/private/<token>/… what waits for one person; the address is the key, made and ended on /feeds

Of works that are not public no feed tells anything, the private ones neither.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from werkzeug import Response

from statement_archive.domain.actors import PUBLIC
from statement_archive.domain.errors import NotFound
from statement_archive.domain.ids import ExpressionId
from statement_archive.domain.language import primary
from statement_archive.formats.atom import MEDIA_TYPE, Entry, Feed, write
from statement_archive.web import here
from statement_archive.web.locale import interface
from statement_archive.web.names import language_name, language_title
from statement_archive.web.pages.works import absolute
from statement_archive.web.presenters import feeds as shapes
from statement_archive.web.presenters.facts import title_of
from statement_archive.web.presenters.missing import TITLES
from statement_archive.web.say import _
from statement_archive.workflow.feed_keys import key_since, make_key, reader_of, revoke_key
from statement_archive.workflow.missing import register
from statement_archive.workflow.my_work import my_work, review_queue
from statement_archive.workflow.overview import WorkSheet, by_language, sheet_of, sheets
from statement_archive.workflow.reading import see
from statement_archive.workflow.registers import REGISTERS, Register

pages = Blueprint("feeds", __name__)
ENTRIES = 50  # on one page of a feed


def _public() -> list[WorkSheet]:
    return sheets(here.archive(), PUBLIC, here.now())


# --- public --------------------------------------------------------------------------------------


@pages.get("/feeds/new.atom")
def new() -> Response:
    """New and corrected statements."""
    entries = shapes.news_entries(_public(), absolute)
    return answer(_("New and corrected statements"), entries, url_for("browse.listing", order="added"))


@pages.get("/feeds/missing/<name>.atom")
def of_register(name: str) -> Response:
    """A register. Raises NotFound."""
    wanted: Register | None = next((each for each in REGISTERS if each == name), None)
    if wanted is None:
        raise NotFound(f"no register {name[:80]}", choices=REGISTERS)
    lang = request.args.get("in", "")[:40]
    entries = shapes.finding_entries(register(_public(), wanted, lang), absolute)
    given: dict[str, Any] = {"in": lang} if lang else {}
    title = str(TITLES[wanted])
    if lang:
        title = _("%(register)s: %(language)s", register=title, language=language_name(lang))
    return answer(title, entries, url_for("overview.one_register", name=name, **given))


@pages.get("/feeds/translations/<lang>.atom")
def of_language(lang: str) -> Response:
    """Translations into a language. Raises NotFound where nothing is held or made in it."""
    found = _public()
    if lang not in by_language(found):
        raise NotFound(f"no text in {lang[:40]}")
    entries = shapes.translation_entries(found, lang, absolute)
    title = _("Translations into %(language)s", language=language_name(lang))
    return answer(title, entries, url_for("overview.progress_page"))


@pages.get("/works/<work>/feed.atom")
def of_work(work: str) -> Response:
    """What happens to a work. Raises NotFound, Gone."""
    return _of_work(work, "")


@pages.get("/works/<work>/<ref:ref>/feed.atom")
def of_text(work: str, ref: str) -> Response:
    """What happens to one text of a work. Raises NotFound, Gone."""
    return _of_work(work, ref)


def _of_work(name: str, expression: str) -> Response:
    work = see(here.archive(), name, PUBLIC, here.now())
    if expression and ExpressionId(expression) not in work.expressions:
        raise NotFound(f"no expression {expression[:80]} of {work.id}")
    born = sheet_of(here.archive(), work).born
    entries = shapes.happening_entries(here.archive(), work, born, absolute, expression)
    title, _lang = title_of(work.state.facts)
    if expression:
        title = f"\u2068{title}\u2069 ({expression})"
    return answer(title, entries, url_for("works.work", work_name=work.id))


# --- private -------------------------------------------------------------------------------------


@pages.get("/feeds/private/<token>/work.atom")
def my_feed(token: str) -> Response:
    """What waits for whoever this address was made for. Raises NotFound, NotAllowed."""
    reader = reader_of(here.accounts(), token)
    mine = my_work(here.archive(), here.accounts(), reader, here.now(), only_public=True)
    entries = shapes.my_entries(mine, reader.person, absolute)
    return private(answer(_("Your work"), entries, url_for("overview.mine"), key=f"work {reader.person}"))


@pages.get("/feeds/private/<token>/review.atom")
def review_feed(token: str) -> Response:
    """What waits for this reviewer; ``in``: only of this language. Raises NotFound, NotAllowed."""
    reader = reader_of(here.accounts(), token)
    reader.require("review")
    lang = request.args.get("in", "")[:40]
    entries = shapes.review_entries(review_queue(_public(), reader, lang), reader.person, absolute)
    key = f"review {reader.person} {lang}"
    return private(answer(_("Waiting for your review"), entries, url_for("overview.mine"), key=key))


def private(response: Response) -> Response:
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


# --- the page ------------------------------------------------------------------------------------


@pages.get("/feeds")
def listing() -> str:
    return _page()


def _page(token: str = "") -> str:
    found = _public()
    known = [lang for lang, _n in by_language(found).most_common(60) if primary(lang) not in ("und", "mul")]
    languages = [(lang, language_title(lang)) for lang in known]
    actor = here.actor()
    addresses: list[tuple[str, str]] = []
    if token:
        addresses.append((_("Quotations you follow"), absolute(url_for("reports.feed", token=token))))
        if actor.may("translate"):
            addresses.append((_("Your work"), absolute(url_for("feeds.my_feed", token=token))))
        if actor.may("review"):
            addresses.append((_("Waiting for your review"), absolute(url_for("feeds.review_feed", token=token))))
    return render_template(
        "overview/feeds.html",
        title=_("Feeds to follow"),
        registers=[(name, str(TITLES[name])) for name in REGISTERS if name != "untranslated"],
        languages=sorted(languages, key=lambda pair: pair[1]),
        since=key_since(here.accounts(), actor),
        signed_in=here.person() is not None,
        private=addresses,
    )


@pages.post("/feeds/private")
def make() -> Response:
    """A private address, shown this once. Raises NotAllowed (not signed in)."""
    token = make_key(here.accounts(), here.actor(), here.now())
    response = make_response(_page(token))
    response.headers["Cache-Control"] = "no-store"
    return response


@pages.post("/feeds/private/end")
def end() -> Response:
    """Raises NotAllowed (not signed in)."""
    if revoke_key(here.accounts(), here.actor()):
        flash(_("The private address is dead. No feed reader gets anything there any more."), "good")
    return redirect(url_for("feeds.listing"), 303)


# --- answers -------------------------------------------------------------------------------------


def answer(title: str, entries: Sequence[Entry], page_of_it: str, *, key: str = "") -> Response:
    """One page of a feed. ``key``: what it is, where its address is not to say it."""
    pages_ = max(1, -(-len(entries) // ENTRIES))
    n = min(max(1, request.args.get("page", 1, type=int)), pages_)

    def address(number: int) -> str:
        if not 1 <= number <= pages_:
            return ""
        given: dict[str, Any] = {name: values for name, values in request.args.lists() if name != "page"}
        if number > 1:
            given["page"] = str(number)
        return absolute(url_for(request.endpoint or "", **(request.view_args or {}), **given))

    wanted: dict[str, Any] = {name: value for name, value in request.args.items() if name == "in"}
    feed = Feed(
        key=key or absolute(url_for(request.endpoint or "", **(request.view_args or {}), **wanted)),
        title=title,
        subtitle=_("Sample archive: every person, state, meeting and text in it is fictitious.")
        if here.services().sample
        else "",
        author=_("Statement Archive"),
        address=address(n),
        href=absolute(page_of_it),
        lang=interface().tag,
        entries=entries[(n - 1) * ENTRIES : n * ENTRIES],
        first=address(1) if pages_ > 1 else "",
        previous=address(n - 1),
        next_=address(n + 1),
    )
    body = write(feed)
    response = make_response(body)
    response.content_type = f"{MEDIA_TYPE}; charset=utf-8"
    response.set_etag(hashlib.sha256(body).hexdigest()[:32])
    if feed.entries:
        response.last_modified = max(entry.updated for entry in feed.entries)
    # By the tag alone: what was withdrawn makes a feed other without making it newer.
    return response.make_conditional(request.environ) if request.headers.get("If-None-Match") else response
