"""Browsing the works held."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request, url_for

from statement_archive.web import here
from statement_archive.web.presenters.browsing import facet_views, order_names
from statement_archive.web.presenters.facts import card
from statement_archive.web.say import _
from statement_archive.workflow.browsing import FACETS, ORDERS, Facet, Order, browse

pages = Blueprint("browse", __name__)


@pages.get("/browse")
def listing() -> str:
    """Works by body, speaker, forum, year, language, and by whether their original is held."""
    chosen: dict[Facet, str] = {facet: request.args.get(facet, "")[:200] for facet in FACETS}
    asked = request.args.get("order", "")
    order: Order = asked if asked in ORDERS else "newest"
    page = request.args.get("page", 1, type=int)
    found = browse(here.archive(), here.actor(), here.now(), chosen=chosen, order=order, page=page)
    given: dict[str, Any] = {facet: value for facet, value in chosen.items() if value} | (
        {"order": order} if order != "newest" else {}
    )

    def address(n: int) -> str:
        return url_for("browse.listing", **{**given, "page": n})

    return render_template(
        "browse.html",
        title=_("Browse"),
        found=found,
        cards=[card(entry) for entry in found.entries],
        facets=facet_views(here.archive(), found.counts, chosen),
        orders=order_names(),
        order=order,
        narrowed=any(chosen.values()),
        before=address(found.page - 1) if found.page > 1 else "",
        after=address(found.page + 1) if found.page < found.pages else "",
    )
