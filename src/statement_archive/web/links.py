"""Addresses of the pages about one unit: its story, its review, its editor (where this server has one)."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import current_app, url_for
from werkzeug.exceptions import HTTPException


def unit_address(work: str, expression: str, unit: str) -> str:
    return url_for("units.one", work=work, expression=expression, unit=unit)


def editor_address(work: str, expression: str, unit: str = "") -> str:
    """The editor at this unit; empty where there is no such page."""
    path = f"/works/{work}/translate/{expression}"
    try:
        current_app.url_map.bind("").match(path, method="GET")
    except HTTPException:
        return ""
    return f"{path}?{urlencode({'unit': unit})}" if unit else path
