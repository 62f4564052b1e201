"""Where one goes on with a translation: its editor and its review, where this server has such pages."""

from __future__ import annotations

from typing import Any

from flask import current_app, url_for


def desk_address(work: str, expression: str, unit: str = "") -> str:
    """Where a translation is worked on, at a unit if one is named."""
    if "editor.page" not in current_app.view_functions:
        return url_for("translate.panel", work=work)
    known: dict[str, Any] = {"work": work, "expression": expression}
    if unit:
        name = unit.split(" ", maxsplit=1)[0]
        known |= {"unit": name, "_anchor": f"u-{name}"}
    return url_for("editor.page", **known)


def begin_address(work: str, lang: str) -> str:
    """Where a translation is begun."""
    if "editor.begin" not in current_app.view_functions:
        return url_for("translate.panel", work=work)
    return url_for("editor.begin", work=work, lang=lang)


def conflict_address(work: str, expression: str) -> str:
    return url_for("translate.open_units", work=work, expression=expression)


def review_address(work: str, expression: str) -> str:
    if "review.desk" not in current_app.view_functions:
        return url_for("translate.panel", work=work)
    return url_for("review.desk", work=work, expression=expression)
