"""Search."""

from __future__ import annotations

from flask import Blueprint, render_template

from statement_archive.web.say import _

pages = Blueprint("search", __name__)


@pages.get("/search")
def results() -> str:
    return render_template("home.html", title=_("Search"))
