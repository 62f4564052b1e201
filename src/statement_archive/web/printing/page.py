"""A slip as one HTML file that needs nothing beside it: style, code and JSON are in it."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

from flask import render_template
from markupsafe import Markup

from statement_archive.quotes.slip import Slip, canonical
from statement_archive.web.presenters.slip import slip_view
from statement_archive.web.printing.code import code_address


def slip_page(slip: Slip) -> bytes:
    """In the language of the interface; UTF-8."""
    view = slip_view(slip)
    page = render_template(
        "quotes/slip_alone.html",
        view=view,
        code=code_address(view.link),
        data=canonical(slip).decode("utf-8"),
        style=_style(),
    )
    return page.lstrip().encode("utf-8")


@lru_cache(maxsize=1)
def _style() -> Markup:
    """Our own style sheet, not text of anybody's."""
    sheet = resources.files("statement_archive.web").joinpath("static", "slip.css").read_text(encoding="utf-8")
    return Markup(sheet)  # noqa: S704  # a file of this program
