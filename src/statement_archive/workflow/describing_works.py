"""A work as plain data: what ``show`` answers, and a line of a list."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from statement_archive.domain.actors import Actor
from statement_archive.domain.dates import sort_key
from statement_archive.domain.errors import ArchiveError
from statement_archive.domain.facts import WorkFacts, dump_facts
from statement_archive.domain.works import Expression, Version
from statement_archive.workflow.aligning import missing_originals
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.reading import Work, readable, see, work_ids
from statement_archive.workflow.translation_status import progress_of
from statement_archive.workflow.wording import delivered


def describe_work(archive: Archive, work: Work) -> dict[str, Any]:
    """Facts, expressions with their versions, and what is missing."""
    facts = work.state.facts
    return {
        "work": work.id,
        "kind": facts.kind,
        "title": facts.title,
        "date": date_of(facts),
        "place": facts.place,
        "speaker": facts.speaker.name,
        "body": facts.body.name,
        "body_kind": facts.body.kind,
        "facts": dump_facts(facts),
        "original_languages": list(facts.original_languages),
        "original_held": bool(delivered(work)),
        "expressions": [_expression(e) for e in work.expressions.values()],
        "missing": [f"original in {tag} not held" for tag in missing_originals(work)],
        "translations": [{k: getattr(p, k) for k in p.__slots__ if k != "work"} for p in progress_of(archive, work)],
        "merged_into": work.state.merged_into,
        "absorbed": list(work.state.absorbed),
    }


def _expression(expression: Expression) -> dict[str, Any]:
    facts, current = expression.facts, readable(expression)
    return {
        "expression": expression.id,
        "lang": facts.lang,
        "relation": facts.relation,
        "original": facts.is_original,
        "source": dump_facts(facts.source),
        "maker": dump_facts(facts.maker) or {"kind": "unknown"},
        "method": facts.method,
        "standing": facts.standing,
        "form": facts.form,
        "visibility": facts.visibility.state,
        "version": current.n if current else 0,
        "sha256": current.text.sha256 if current else "",
        "withdrawn": bool(expression.tombstone),
        "versions": [_version(v) for v in expression.versions],
    }


def _version(version: Version) -> dict[str, Any]:
    return {
        "n": version.n,
        "at": version.at,
        "sha256": version.text.sha256,
        "characters": version.characters,
        "encoding": version.encoding,
        "step": version.step,
        "source_sha256": version.file.key.sha256 if version.file else None,
        "significance": version.significance or None,
        "reason": version.reason or None,
        "changed": list(version.changed),
        "added": list(version.added),
        "removed": list(version.removed),
        "withdrawn": bool(version.tombstone),
    }


def date_of(facts: WorkFacts) -> str:
    """The first date claim, as EDTF or as written."""
    claim = facts.date("delivered") or facts.date("adopted") or (facts.dates[0] if facts.dates else None)
    return (claim.edtf or claim.raw) if claim else ""


def listed_works(archive: Archive, actor: Actor, now: datetime) -> list[dict[str, Any]]:
    """Every work the actor may see, newest first; merged ones are shown by their survivor."""
    found: list[dict[str, Any]] = []
    for name in work_ids(archive):
        try:
            work = see(archive, name, actor, now)
        except ArchiveError:
            continue
        if work.state.merged_into:
            continue
        facts = work.state.facts
        found.append(
            {
                "work": work.id,
                "date": date_of(facts),
                "title": facts.title,
                "speaker": facts.speaker.name,
                "body": facts.body.name,
                "body_kind": facts.body.kind,
                "original_languages": list(facts.original_languages),
                "original_held": bool(delivered(work)),
                "languages": list(dict.fromkeys(e.facts.lang for e in work.expressions.values())),
            }
        )
    return sorted(found, key=lambda w: (sort_key(w["date"]), w["work"]), reverse=True)
