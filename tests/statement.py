"""The facts of one statement, for tests of what a statement can be found by."""

from __future__ import annotations

from typing import Any

FACTS: dict[str, Any] = {
    "original_langs": ("ru",),
    "date": "2018-08-29",
    "speaker": "Ерлан Ахметов",
    "body": "Казахстан",
    "body_kind": "state",
    "body_country": "KZ",
    "on_behalf_of": ("Group of Rivers",),
    "forum": "River Forum",
    "meeting": "Third session",
    "symbols": ("CCW/GGE.1/2018/WP.4", "A/RES/78/241"),
    "topics": ("rivers",),
}
