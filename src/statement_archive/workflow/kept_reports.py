"""Reports on quotations that somebody saves: kept true when the archive changes, and told of.

::

    saved ──the state of the archive is another──▶ every quotation again ──▶ what differs, with the correction's reason

What is saved is what the public may see: a feed is read by services, and a report outlives a role.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from statement_archive.domain.actors import PUBLIC, Actor
from statement_archive.domain.errors import NotAllowed, NotFound
from statement_archive.domain.ids import PersonId
from statement_archive.domain.people import Accounts
from statement_archive.domain.quote_reports import QuoteReport
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.archive_state import archive_state
from statement_archive.workflow.quote_report import again, counts, differs, read_report, report_data


@dataclass(frozen=True, slots=True)
class Change:
    """Quotation ``n`` (from 1) of a report: its verdict before and after, when that was seen, and why."""

    n: int
    quotation: str
    before: str
    after: str
    at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Followed:
    """A saved report as it stands today."""

    report: QuoteReport
    data: Mapping[str, Any]
    changes: tuple[Change, ...]


def save_report(
    archive: Archive, accounts: Accounts, actor: Actor, name: str, data: Mapping[str, Any], now: datetime
) -> QuoteReport:
    """Keep a report, each quotation checked as the public may see the archive. Raises NotAllowed (not signed in),
    InvalidInput, TooLarge."""
    person = _self(actor)
    state = archive_state(archive, PUBLIC, now).digest
    items = [again(archive, PUBLIC, item, now) for item in read_report(data)["checks"]]
    kept = report_data(data["file"], items, state, now)
    return accounts.quote_reports.add(person, name, _json(kept), state, now)


def saved_reports(archive: Archive, accounts: Accounts, actor: Actor, now: datetime) -> list[Followed]:
    """One's own, the newest first, each brought up to date. Raises NotAllowed (not signed in)."""
    return [_brought(archive, accounts, each, now) for each in accounts.quote_reports.of_person(_self(actor))]


def saved_report(archive: Archive, accounts: Accounts, actor: Actor, report: str, now: datetime) -> Followed:
    """One of one's own, brought up to date. Raises NotAllowed (not signed in), NotFound."""
    found = accounts.quote_reports.get(_self(actor), report)
    if found is None:
        raise NotFound("no such report of yours")
    return _brought(archive, accounts, found, now)


def remove_report(accounts: Accounts, actor: Actor, report: str) -> bool:
    """Whether there was such a one. Raises NotAllowed (not signed in)."""
    return accounts.quote_reports.remove(_self(actor), report)


def _brought(archive: Archive, accounts: Accounts, report: QuoteReport, now: datetime) -> Followed:
    """Checked again where the archive is another since."""
    data = json.loads(report.data)
    changes = [_change(each) for each in json.loads(report.changes)]
    state = archive_state(archive, PUBLIC, now).digest
    if state == report.state:
        return Followed(report, data, tuple(changes))
    items = [again(archive, PUBLIC, item, now) for item in data["checks"]]
    changes += [
        Change(n, after["quotation"], before["verdict"] or "", after["verdict"] or "", now, _reason(after))
        for n, (before, after) in enumerate(zip(data["checks"], items, strict=True), start=1)
        if differs(before, after)
    ]
    data = {**data, "checks": items, "counts": counts(items), "archive_state": state}
    newer = replace(report, state=state, data=_json(data), changes=_json([_plain(each) for each in changes]))
    if not accounts.quote_reports.update(newer, report.state):  # somebody else did it meanwhile
        held = accounts.quote_reports.get(report.person, report.id)
        if held is not None and held.state != report.state:
            return Followed(held, json.loads(held.data), tuple(map(_change, json.loads(held.changes))))
    return Followed(newer, data, tuple(changes))


def _reason(item: Mapping[str, Any]) -> str:
    by = item.get("superseded_by") or {}
    return str(by.get("reason", ""))


def _plain(change: Change) -> dict[str, Any]:
    return {
        "n": change.n,
        "quotation": change.quotation,
        "before": change.before,
        "after": change.after,
        "at": change.at.isoformat(),
        "reason": change.reason,
    }


def _change(data: Mapping[str, Any]) -> Change:
    return Change(**{**data, "at": datetime.fromisoformat(data["at"])})


def _json(data: Mapping[str, Any] | Sequence[Any]) -> str:
    return json.dumps(data)


def _self(actor: Actor) -> PersonId:
    if not actor.person:
        raise NotAllowed("sign in first")
    return PersonId(actor.person)
