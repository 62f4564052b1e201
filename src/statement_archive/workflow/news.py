"""What came into the archive and what was corrected, for those who follow it.

::

    events of a work ──▶ deposited, corrected ── of texts that the reader may see, not withdrawn ──▶ News

Under an embargo nothing is news; when it ends, or a draft is published, its date is the day it became public.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from statement_archive.domain.events import Event
from statement_archive.domain.ids import ExpressionId, work_stream
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.public_since import text_since, work_since
from statement_archive.workflow.reading import Work

NewsKind = Literal["work", "text", "corrected"]


@dataclass(frozen=True, slots=True)
class News:
    """``key`` never changes and is nobody else's: the hash of the event. ``expression`` is empty for a work of
    which no text is held."""

    kind: NewsKind
    key: str
    at: datetime
    expression: str = ""
    version: int = 0
    significance: str = ""
    reason: str = ""


def news_of(archive: Archive, work: Work) -> Iterator[News]:
    """Oldest first. ``work`` is as its reader may see it."""
    events = archive.ledger.read(work_stream(work.id))
    since_work = work_since(archive, work)
    for n, event in enumerate(events):
        if event.kind not in ("deposited", "corrected"):
            continue
        name = _expression(event)
        version = int(event.data["version"]["n"]) if "version" in event.data else 0
        if name and not _stands(work, name, version):
            continue
        since = [event.at, since_work]
        if name:
            since.append(text_since(archive, work, name))
        kind: NewsKind = "corrected" if event.kind == "corrected" else "text" if n else "work"
        yield News(
            kind,
            event.hash,
            max(since),
            name,
            version,
            str(event.data.get("significance", "")),
            str(event.data.get("reason", "")),
        )


def _expression(event: Event) -> str:
    made: Any = event.data.get("expression")
    return str(made["id"]) if isinstance(made, dict) else str(made or "")


def _stands(work: Work, name: str, version: int) -> bool:
    """Whether a version can be read by whoever sees this much of the work."""
    expression = work.expressions.get(ExpressionId(name))
    if expression is None or expression.tombstone:
        return False
    found = expression.version(version)
    return found is not None and found.tombstone is None
