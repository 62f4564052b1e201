"""A report on the quotations of a file as plain data: saved by its owner, and checked again when the archive changes.

::

    file, state of the archive ── checks: quotation, claim, verdict, target (Web Annotation selectors)
    later ──again──▶ what each verdict is now, and which differ

The words of the file are not in it but for its quotations. A target names a version, so that it holds for ever.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

import msgspec

from statement_archive.domain.actors import Actor
from statement_archive.domain.errors import ArchiveError, InvalidInput
from statement_archive.domain.events import sha256
from statement_archive.importing.manuscript import Manuscript
from statement_archive.quotes.found import FoundQuotation
from statement_archive.quotes.verdicts import VERDICTS
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.document_check import CheckedQuotation
from statement_archive.workflow.quote_check import Check, check
from statement_archive.workflow.quote_claims import Claim
from statement_archive.workflow.quote_data import check_data

FORMAT = "statement-archive quotations 1"
_AROUND = 32  # characters before and after, by which a quotation is told from the same words elsewhere


def file_data(name: str, content: bytes, manuscript: Manuscript) -> dict[str, Any]:
    return {
        "name": name,
        "sha256": sha256(content),
        "media": manuscript.media,
        "lang": manuscript.lang,
        "title": manuscript.title,
        "warnings": list(manuscript.warnings),
    }


def item_data(one: CheckedQuotation, manuscript: Manuscript) -> dict[str, Any]:
    """A quotation of a file: its check, where it stands in the file, what is claimed, and what it is pinned to."""
    checked = check_data(one.check) if one.check else {"quotation": one.found.said, "verdict": None}
    return {
        **checked,
        "error": one.refused,
        "found": _found(one.found, manuscript),
        "claim": asdict(one.claim),
        "target": target(one.check) if one.check else None,
    }


def _found(one: FoundQuotation, manuscript: Manuscript) -> dict[str, Any]:
    return {
        "start": one.start,
        "end": one.end,
        "how": one.how,
        "marks": list(one.marks),
        "mismatched": one.mismatched,
        "unclosed": one.unclosed,
        "short": one.short,
        "parent": one.parent,
        "page": one.page,
        "notes": [manuscript.notes[n].mark for n in one.claim.notes],
    }


def target(one: Check) -> dict[str, Any] | None:
    """Where it stands, as Web Annotation selectors (W3C 2017): by position, and by the words with those around them."""
    if one.place is None:
        return None
    held, match, text = one.place.held, one.place.match, one.place.words.text
    return {
        "source": f"/works/{held.work.id}/{held.expression.id}@{held.version.n}",
        "selector": [
            {"type": "TextPositionSelector", "start": match.start, "end": match.end},
            {
                "type": "TextQuoteSelector",
                "exact": text[match.start : match.end],
                "prefix": text[max(0, match.start - _AROUND) : match.start],
                "suffix": text[match.end : match.end + _AROUND],
            },
        ],
    }


def report_data(
    file: Mapping[str, Any], items: Sequence[Mapping[str, Any]], state: str, now: datetime
) -> dict[str, Any]:
    """``state``: digest of the archive that was asked."""
    return {
        "format": FORMAT,
        "file": dict(file),
        "at": now.isoformat(),
        "archive_state": state,
        "counts": counts(items),
        "checks": list(items),
    }


def json_report(data: Mapping[str, Any]) -> bytes:
    """A report as a file."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def counts(items: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """How many quotations of each verdict, in the order of the contract; ``refused``: that could not be checked."""
    found = Counter(item["verdict"] or "refused" for item in items)
    return {name: found[name] for name in (*VERDICTS, "refused") if found[name]}


def read_report(data: Any) -> dict[str, Any]:
    """A report that somebody kept. Raises InvalidInput."""
    if not isinstance(data, dict) or data.get("format") != FORMAT or not isinstance(data.get("checks"), list):
        raise InvalidInput("this is not a report on quotations")
    for item in data["checks"]:
        if not isinstance(item, dict) or not isinstance(item.get("quotation"), str):
            raise InvalidInput("a check of this report has no quotation")
        claim_from(item.get("claim") or {})
    return data


def claim_from(data: Any) -> Claim:
    """A claim as it was kept. Raises InvalidInput."""
    try:
        return msgspec.convert(data, Claim)
    except msgspec.ValidationError as error:
        raise InvalidInput("a claim of this report cannot be read") from error


def again(archive: Archive, reader: Actor, item: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """The same quotation with the same claim, checked now. A claimed statement that is gone claims nothing."""
    claim = claim_from(item.get("claim") or {})
    try:
        try:
            found = check(archive, reader, item["quotation"], now, claim)
        except ArchiveError:
            found = check(archive, reader, item["quotation"], now, Claim(dates=claim.dates, states=claim.states))
    except ArchiveError as error:
        return {**item, "verdict": None, "error": error.message}
    kept = {name: item[name] for name in ("found", "claim") if name in item}
    return {**check_data(found), "error": "", **kept, "target": target(found)}


def differs(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Whether somebody who relies on a check must be told: another verdict, or other words. That the same words stand
    in a newer version too is no news."""
    return any(before.get(name) != after.get(name) for name in ("verdict", "also", "wording", "omitted"))
