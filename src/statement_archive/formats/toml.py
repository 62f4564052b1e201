"""``work.toml`` and ``<kind>.toml``: facts as a person reads and edits them, at the event they name."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import tomli_w

from statement_archive.domain.authorities import AuthorityFile
from statement_archive.domain.errors import InvalidInput
from statement_archive.domain.events import stamp
from statement_archive.domain.facts import ExpressionFacts, Facts, WorkFacts, dump_facts, load_facts
from statement_archive.domain.works import Tombstone, Version, WorkState

_NOTE = "# A rendering of the ledger beside it, at the event named below. Edits are noticed and offered for adoption.\n"


def work_toml(state: WorkState) -> bytes:
    """The facts of a work as they stand."""
    data: dict[str, Any] = {
        "event": state.head,
        "event_hash": state.head_hash,
        "id": state.id,
        "work": _plain(state.facts),
    }
    if state.tombstone:
        data["withdrawn"] = _stone(state.tombstone)
    if state.merged_into:
        data["merged_into"] = state.merged_into
    if state.absorbed:
        data["absorbed"] = list(state.absorbed)
    data["expression"] = [
        {
            "id": e.id,
            "facts": _plain(e.facts),
            **({"withdrawn": _stone(e.tombstone)} if e.tombstone else {}),
            "version": [_version(v) for v in e.versions],
        }
        for e in state.expressions.values()
    ]
    return _dump(data)


def authorities_toml(file: AuthorityFile) -> bytes:
    """An authority file as it stands."""
    entries = [
        {
            "id": e.id,
            **({"kind": e.kind} if e.kind else {}),
            **({"country": e.country} if e.country else {}),
            "name": [_plain(n) for n in e.names],
        }
        for e in file.entries.values()
    ]
    return _dump({"event": file.head, "entry": entries})


def shown_event(content: bytes) -> int | None:
    """The number of the event that a rendering says it shows."""
    found = re.search(rb"^event = ([0-9]{1,9})$", content, re.MULTILINE)
    return int(found[1]) if found else None


def edited_facts(content: bytes) -> tuple[WorkFacts, dict[str, ExpressionFacts]]:
    """The facts that an edited ``work.toml`` states. Raises InvalidInput."""
    try:
        data = tomllib.loads(content.decode("utf-8"))
        work = load_facts(WorkFacts, data["work"])
        expressions = {e["id"]: load_facts(ExpressionFacts, e["facts"]) for e in data.get("expression", [])}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError) as error:
        raise InvalidInput(f"this work.toml cannot be read: {error}") from error
    return work, expressions


def _version(version: Version) -> dict[str, Any]:
    data: dict[str, Any] = {
        "n": version.n,
        "at": stamp(version.at),
        "text": version.text.path,
        "sha256": version.text.sha256,
        "characters": version.characters,
        "segments": version.table.path,
        "segments_sha256": version.table.sha256,
        "encoding": version.encoding,
        "step": version.step,
    }
    if version.file:
        data["source"] = version.file.key.path
        data["source_sha256"] = version.file.key.sha256
        data["source_name"] = version.file.name
    for key in ("significance", "reason", "authority", "date"):
        if getattr(version, key):
            data[key] = getattr(version, key)
    if version.tombstone:
        data["withdrawn"] = _stone(version.tombstone)
    return data


def _stone(stone: Tombstone) -> dict[str, Any]:
    return {"at": stamp(stone.at), "reason": stone.reason, "authority": stone.authority, "redacted": stone.redacted}


def _plain(facts: Facts) -> dict[str, Any]:
    """Facts without the ones that are null: TOML has no null."""
    cleaned: dict[str, Any] = _without_null(dump_facts(facts))
    return cleaned


def _without_null(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _without_null(v) for k, v in value.items() if v is not None}
    return [_without_null(v) for v in value] if isinstance(value, list | tuple) else value


def _dump(data: dict[str, Any]) -> bytes:
    return (_NOTE + tomli_w.dumps(data)).encode("utf-8")
