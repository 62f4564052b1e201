"""What happened to a work: its ledgers as lines a reader can follow."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from statement_archive.domain.claimed import claimed_name
from statement_archive.domain.events import Event
from statement_archive.domain.ids import translation_stream, work_stream
from statement_archive.domain.translation_events import readable
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.reading import Work


@dataclass(frozen=True, slots=True)
class Happening:
    """``kind`` is the kind of the event; ``expression`` and ``version`` what it touched, where it touched
    one; ``facts`` the names of the facts it set; ``by`` an opaque id, ``claimed`` who is said to have made it.
    ``keys``: units of a translation that it named; ``verdicts`` what a review decided, with how many units;
    ``via`` how words came in; ``other``: a work it was merged with, the translation that a rebased one was filled from;
    ``redacted``: bytes are gone."""

    at: datetime
    by: str
    kind: str
    expression: str = ""
    version: int = 0
    reason: str = ""
    authority: str = ""
    significance: str = ""
    claimed: str = ""
    facts: tuple[str, ...] = ()
    changed: int = 0
    units: int = 0
    other: str = ""
    keys: tuple[str, ...] = ()
    verdicts: tuple[tuple[str, int], ...] = ()
    via: str = ""
    redacted: bool = False


# Remarks and findings are the work of translators, and are told beside the unit they are about.
_INNER = frozenset({"commented", "resolved", "dismissed"})


def history(archive: Archive, work: Work) -> tuple[Happening, ...]:
    """Newest first. ``work`` is as its reader may see it: what happened to an expression that is not in it
    is left out."""
    events = archive.ledger.read(work_stream(work.id))
    plain = [(e, str(e.data.get("expression") or "")) for e in events if _plain(e) and _may_be_told(e, work)]
    lines = [_line(e, name) for e, name in plain if not name or name in work.expressions]
    for e in events:
        made = e.data.get("expression")
        if isinstance(made, dict) and made["id"] in work.expressions:
            lines.append(_line(e, made["id"]))
    for name in work.translations:
        told = (e for e in archive.ledger.read(translation_stream(work.id, name)) if e.kind not in _INNER)
        lines += [_line(e, name) for e in told]
    return tuple(sorted(lines, key=lambda line: line.at, reverse=True))


def is_told(event: Event, work: Work) -> bool:
    """Whether readers of ``work``, as they may see it, are told of an event of one of its ledgers."""
    made = event.data.get("expression")
    name = made["id"] if isinstance(made, dict) and "id" in made else made
    ours = not isinstance(name, str) or not name or name in work.expressions
    return ours and event.kind not in _INNER and _may_be_told(event, work)


def _plain(event: Event) -> bool:
    return not isinstance(event.data.get("expression"), dict)


def _may_be_told(event: Event, work: Work) -> bool:
    """A merge with a work that the reader may not see is not told."""
    if event.kind == "absorbed":
        return event.data["work"] in work.state.absorbed
    return event.kind != "merged" or event.data["into"] == work.state.merged_into


def _line(event: Event, expression: str) -> Happening:
    data = event.data
    version = data.get("version")
    reason = data.get("reason", "")
    units = data.get("units", ())
    return Happening(
        at=event.at,
        by=event.by,
        kind=event.kind,
        expression=expression,
        version=version["n"] if isinstance(version, dict) else int(version or 0),
        reason=readable(reason["text"]) if isinstance(reason, dict) else str(reason),
        authority=str(data.get("authority", "")),
        significance=str(data.get("significance", "")),
        claimed=claimed_name(data),
        facts=tuple(sorted(data.get("set", {}))),
        changed=sum(".s" in name for kind in ("changed", "added", "removed") for name in data.get(kind, ())),
        units=len(units),
        other=_other(event),
        keys=tuple(u["unit"] for u in units),
        verdicts=tuple(sorted(Counter(u["verdict"] for u in units).items())) if event.kind == "reviewed" else (),
        via=str(data.get("via", "")),
        redacted=bool(data.get("redacted")),
    )


def _other(event: Event) -> str:
    """Another work, of a merge; another translation, of a rebase."""
    if event.kind in ("merged", "absorbed"):
        return str(event.data.get("into") or event.data.get("work") or "")
    return str(event.data["from"]["expression"]) if event.kind == "rebased" else ""
