"""Restore: an earlier rendering of a unit, as it stood and against the source it was made from."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from statement_archive.domain.actors import Actor
from statement_archive.domain.claimed import claimed_as
from statement_archive.domain.errors import Conflict, NotFound, Refused
from statement_archive.domain.events import Event
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.reading import see, version_of
from statement_archive.workflow.targets import made_here
from statement_archive.workflow.unit_commit import commit_units


def restore(
    archive: Archive,
    actor: Actor,
    work_name: str,
    expression: str,
    unit: str,
    event: int,
    now: datetime,
    *,
    head: int | None = None,
    by: str = "",
) -> Event:
    """Give a unit again what event ``event`` gave it. ``head``: the newest event that was looked at.

    Raises NotAllowed, NotFound, Gone, Refused (it stands so already), Conflict (it was changed after ``head``).
    """
    with archive.ledger.exclusive():
        work = see(archive, work_name, actor, now)
        translation = made_here(work, expression)
        actor.require("translate", translation.expression.facts.lang)
        version_of(work.expression(translation.source))  # without its source the next version would be empty
        history = translation.history.get(unit, ())
        wanted = next((r for r in history if r.event == event), None)
        if wanted is None or not wanted.present:
            raise NotFound(f"event {event} gave nothing to {unit[:80]!r}")
        last = history[-1]
        if head is not None and last.event > head:
            raise Conflict("it was changed after you looked", head=translation.head)
        if (last.text, last.made_from, last.departure) == (wanted.text, wanted.made_from, wanted.departure):
            raise Refused("it stands so already")
        line: dict[str, Any] = {
            "unit": unit,
            "text": wanted.text,
            "state": "initial" if wanted.state == "initial" else "translated",
            "made_from": wanted.made_from,
            "source_version": wanted.source_version,
            "how": "reverted",
            "origin": f"event {event}",
        }
        if wanted.departure:
            line["departure"] = {"kind": wanted.departure.kind, "reason": {"text": wanted.departure.reason}}
        told = {"source_version": wanted.source_version, "base": None, "via": "restore", **claimed_as(by)}
        return commit_units(archive, actor, work, translation, "submitted", {"units": [line], **told}, now)
