"""The first page."""

from __future__ import annotations

from flask import Blueprint, render_template

from statement_archive.web.say import _

pages = Blueprint("home", __name__)


@pages.get("/")
def first() -> str:
    """One box, what is new, what is held."""
    return render_template("home.html", title=_("Statement Archive"))


@pages.get("/help")
def help_() -> str:
    return render_template("help.html", title=_("Help"))
