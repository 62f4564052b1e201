"""What stands in the masthead and the foot of every page."""

from __future__ import annotations

from typing import Any

from flask import current_app, request, url_for

from statement_archive.web import here
from statement_archive.web.say import _

HELP = "home.help_"


def navigation() -> list[tuple[str, str, bool, bool]]:
    """Address, label, whether it is the page shown, whether it is the help page.

    Further journeys add a line in ``_wanted``.
    """
    # Every way of looking at a search belongs to Search.
    shown = "search.results" if request.blueprint == "search" else request.endpoint
    return [
        (url_for(endpoint), label, endpoint == shown, endpoint == HELP)
        for endpoint, label in _wanted()
        if endpoint in current_app.view_functions
    ]


def _wanted() -> list[tuple[str, str]]:
    actor = here.actor()
    links = [
        ("browse.listing", _("Browse")),
        ("search.results", _("Search")),
        ("quotes.start", _("Check a quotation")),
    ]
    if actor.may("deposit"):
        links.append(("deposit.start", _("Deposit")))
    if actor.may("translate"):
        links.append(("translate.queue", _("Translate")))
    if actor.may("review"):
        links.append(("review.queue", _("Review")))
    links.append((HELP, _("Help")))
    links.append(("account.own", _("Account")) if here.person() else ("account.sign_in", _("Sign in")))
    return links


def sign_in_address() -> str:
    """Where to sign in and come back to this page; nothing where there is no such page."""
    if "account.sign_in" not in current_app.view_functions:
        return ""
    back = request.full_path.rstrip("?") if request.method == "GET" else "/"
    return url_for("account.sign_in", next=back)


def deposit_address(work: str = "", lang: str = "") -> str:
    """Where to deposit a text, of this work and in this language if they are named; nothing where there is no
    such page."""
    if "deposit.start" not in current_app.view_functions:
        return ""
    known: dict[str, Any] = {"work": work, "for": lang}  # “for” is a word of Python
    return url_for("deposit.start", **{name: value for name, value in known.items() if value})


def with_language(code: str) -> str:
    """The page shown, in another language of the interface."""
    given = {key: values for key, values in request.args.lists() if key != "lang"} if request.method == "GET" else {}
    if request.endpoint is None or request.method != "GET":
        return url_for("home.first", lang=code)
    return url_for(request.endpoint, **{**(request.view_args or {}), **given, "lang": code})
