"""Describe: facts corrected or added, each with its reason; parties and dates; publication; adoption of an
edited ``work.toml``."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec

from statement_archive.domain.actors import Actor
from statement_archive.domain.dates import edtf_date
from statement_archive.domain.errors import InvalidInput, NotFound, Refused
from statement_archive.domain.events import Draft, Event
from statement_archive.domain.facts import (
    DateClaim,
    ExpressionFacts,
    Facts,
    Party,
    WorkFacts,
    check_named,
    dump_facts,
    set_fact,
)
from statement_archive.domain.ids import translation_stream, work_stream
from statement_archive.domain.language import UNDETERMINED, language_tag
from statement_archive.formats.toml import edited_facts
from statement_archive.workflow import renderings
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.commit import commit
from statement_archive.workflow.names import attribute_parties
from statement_archive.workflow.reading import Work, load

_NUMBERS = frozenset({"source.version", "occasion.recording.start", "occasion.recording.end"})


def describe(
    archive: Archive,
    actor: Actor,
    work_name: str,
    changes: Mapping[str, object],
    reason: str,
    now: datetime,
    *,
    expression: str = "",
) -> Event:
    """Set facts of a work, or of one of its expressions, by dotted name; None or ``""`` makes one unknown.

    Raises NotAllowed, NotFound, InvalidInput (nothing is written then).
    """
    actor.require("describe")
    if not reason.strip():
        raise InvalidInput("a description needs its reason")
    if not changes:
        raise InvalidInput("no fact was given")
    with archive.ledger.exclusive():
        work = load(archive, work_name)
        _check(work, changes, expression)
        data: dict[str, Any] = {"set": dict(changes), "reason": reason}
        draft = Draft("described", actor.person, now, data)
        if expression and expression in work.translations:
            translation = work.translations[work.expression(expression).id]
            return commit(archive, translation_stream(work.id, translation.expression.id), draft, head=translation.head)
        if expression:
            data["expression"] = expression
        return commit(archive, work_stream(work.id), draft, head=work.state.head)


def _check(work: Work, changes: Mapping[str, object], expression: str) -> None:
    kind: type[Facts] = ExpressionFacts if expression else WorkFacts
    facts: Facts = work.expression(expression).facts if expression else work.state.facts
    for key, value in changes.items():
        facts = set_fact(kind, facts, key, value)
        check_named(facts, key, value)
        if key == "form":
            raise InvalidInput("the form of an expression is how it came, not a fact to be described")
        if key == "body.country" and isinstance(value, str) and value and not value.isupper():
            raise InvalidInput("a country is its ISO 3166 code, for example KZ")
    visibility = facts.visibility  # type: ignore[attr-defined]  # both kinds have it
    if visibility.state == "embargoed" and visibility.until is None:
        raise InvalidInput("an embargo needs the time at which it ends (visibility.until)")
    if isinstance(facts, WorkFacts):
        for title in facts.titles:
            language_tag(title.lang or UNDETERMINED)
        for claim in facts.dates:
            if claim.edtf:
                edtf_date(claim.edtf)
    elif isinstance(facts, ExpressionFacts) and facts.source.expression:
        others = sorted(work.expressions.keys() - {expression})
        if facts.source.expression not in others:
            raise InvalidInput(f"no other expression {facts.source.expression} of this work", choices=others)


def parse_settings(pairs: Sequence[str]) -> dict[str, object]:
    """``KEY=VALUE`` words as facts; a value that is JSON (a list, an object, true) is read as such.

    Raises InvalidInput.
    """
    found: dict[str, object] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals:
            raise InvalidInput(f"expected KEY=VALUE, not {pair!r}")
        found[key.strip()] = _value(key.strip(), value)
    return found


def _value(key: str, raw: str) -> object:
    if key == "title":
        raise InvalidInput('titles are a list: use titles=[{"value": ..., "lang": ...}]')
    number = key in _NUMBERS and re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,6})?", raw)
    if number or raw.startswith(("[", "{")) or raw in ("true", "false", "null"):
        try:
            return json.loads(raw)
        except ValueError as error:
            raise InvalidInput(f"the value of {key} is not JSON: {error}") from error
    if key == "original_languages":
        return [language_tag(tag.strip()) for tag in raw.split(",") if tag.strip()]
    if key in ("topics", "occasion.symbols"):
        return [word.strip() for word in raw.split(",") if word.strip()]
    return raw


def add_date(archive: Archive, actor: Actor, work_name: str, claim: DateClaim, now: datetime) -> Event:
    """A further date claim beside those recorded; claims that disagree are all kept."""
    if claim.edtf:
        edtf_date(claim.edtf)
    work = load(archive, work_name)
    dates = [dump_facts(d) for d in (*work.state.facts.dates, claim)]
    return describe(
        archive, actor, work_name, {"dates": dates}, f"date as given by {claim.source or 'the depositor'}", now
    )


def add_parties(archive: Archive, actor: Actor, work_name: str, parties: Sequence[Party], now: datetime) -> Event:
    """Further parties: spoken for, co-sponsors, endorsers, aligned, dissociated."""
    actor.require("describe")
    work = load(archive, work_name)
    listed = [dump_facts(p) for p in (*work.state.facts.parties, *attribute_parties(archive, actor, parties, now))]
    return describe(archive, actor, work_name, {"parties": listed}, "parties recorded", now)


def publish(
    archive: Archive, actor: Actor, work_name: str, reason: str, now: datetime, *, expression: str = ""
) -> Event:
    """Make a draft or embargoed work public, with every expression that waits; or one expression only."""
    work = load(archive, work_name)
    if expression:
        return describe(archive, actor, work_name, {"visibility": {}}, reason, now, expression=expression)
    for name, held in work.expressions.items():
        if held.facts.visibility.state != "public":
            describe(archive, actor, work_name, {"visibility": {}}, reason, now, expression=name)
    return describe(archive, actor, work_name, {"visibility": {}}, reason, now)


def adopt(archive: Archive, actor: Actor, work_name: str, reason: str, now: datetime) -> list[Event]:
    """Take what somebody wrote into ``work.toml`` by hand over into the record.

    Raises Refused where the file was not edited, InvalidInput where it cannot be read; NotFound where it
    names an expression that does not exist.
    """
    actor.require("describe")
    with archive.ledger.exclusive():
        work = load(archive, work_name)
        rendered = renderings.of_work(archive, work.id)
        if rendered is None or rendered.found is None or rendered.lies is not renderings.Lies.EDITED:
            raise Refused(f"work.toml of {work.id} was not edited")
        facts, expressions = edited_facts(rendered.found)
        wanted: list[tuple[str, dict[str, object]]] = [("", _difference(work.state.facts, facts))]
        for name, stated in expressions.items():
            if name not in work.state.expressions:
                raise NotFound(f"work.toml names an expression that is not held: {name}")
            wanted.append((name, _difference(work.expression(name).facts, stated)))
        done = [
            describe(archive, actor, work.id, changes, reason, now, expression=name)
            for name, changes in wanted
            if changes
        ]
        fresh = renderings.of_work(archive, work.id)
        if fresh is not None:
            renderings.replace_edited(archive, fresh, "edited work.toml, adopted")
    return done


def _difference(held: Facts, stated: Facts) -> dict[str, object]:
    old, new = dump_facts(held), dump_facts(stated)
    names = [f.name for f in msgspec.structs.fields(held)]
    return {name: new.get(name) for name in names if old.get(name) != new.get(name)}
