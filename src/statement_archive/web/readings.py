"""How often a work is read or cited: a number for each day, of what people open, not of what programs fetch.

::

    GET by a browser that shows the page ──▶ accounts.readings.note(work, kind, day)

Kept of a reader: nothing.
"""

from __future__ import annotations

import re

from flask import request

from statement_archive.domain.desk import ReadingKind
from statement_archive.web import here

# Programs that say so themselves; whoever calls itself a browser is counted as one.
_PROGRAM = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|archiver|scrape|fetch|preview|monitor|curl|wget|python|java/|libwww|go-http|okhttp"
    r"|headless|lighthouse|facebookexternalhit|feed",
    re.IGNORECASE,
)


def note_reading(work: str, kind: ReadingKind) -> None:
    """Count this request, where a person seems to read what it answers. Never raises."""
    if _is_read():
        here.accounts().readings.note(work, kind, here.now().date())


def _is_read() -> bool:
    agent = request.headers.get("User-Agent", "")
    purpose = f"{request.headers.get('Sec-Purpose', '')} {request.headers.get('Purpose', '')}".lower()
    ahead = "prefetch" in purpose or "prerender" in purpose or "preview" in purpose
    return request.method == "GET" and bool(agent) and not ahead and not _PROGRAM.search(agent)
