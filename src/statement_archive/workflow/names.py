"""Entries of the authority files: found by any form of their name, made when there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

import msgspec
from anyascii import anyascii

from statement_archive.domain.actors import Actor
from statement_archive.domain.authorities import Authority, AuthorityFile, fold_authorities
from statement_archive.domain.errors import NotFound
from statement_archive.domain.events import Draft
from statement_archive.domain.facts import Body, Name, Party, WorkFacts, dump_facts, load_facts
from statement_archive.domain.ids import authority_stream
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.commit import commit


def authorities(archive: Archive, kind: str) -> AuthorityFile:
    """An authority file as it stands."""
    events = archive.ledger.read(authority_stream(kind))
    last = events[-1].hash if events else ""
    return archive.memo.get(("authorities", kind, last), partial(fold_authorities, events))


def slug(words: str, limit: int = 60) -> str:
    """Words as lower-case ASCII letters, digits and single hyphens, cut at a word."""
    plain = "".join(c if c.isalnum() else " " for c in anyascii(words).lower()).split()
    out = ""
    for word in plain:
        if out and len(out) + 1 + len(word) > limit:
            break
        out = f"{out}-{word}" if out else word[:limit]
    return out


def ensure(archive: Archive, actor: Actor, kind: str, value: str, facts: Mapping[str, Any], now: datetime) -> str:
    """The id of the entry that bears this name; a new entry where none does."""
    with archive.ledger.exclusive():
        file = authorities(archive, kind)
        found = file.named(value)
        if found is not None:
            return found.id
        base = slug(value) or kind
        name = next(n for n in (base, *(f"{base}-{i}" for i in range(2, 10_000))) if n not in file.entries)
        data = {"id": name, "names": [dump_facts(Name(value=value))], **facts}
        commit(archive, authority_stream(kind), Draft("recorded", actor.person, now, data), head=file.head)
        return name


def attribute(archive: Archive, actor: Actor, facts: WorkFacts, now: datetime) -> WorkFacts:
    """Facts whose speaker and body point to their entries in the authority files."""
    speaker, body = facts.speaker, facts.body
    if speaker.name and not speaker.person:
        person = ensure(archive, actor, "people", speaker.name, {}, now)
        facts = replace_facts(facts, speaker=dump_facts(speaker) | {"person": person})
    if body.name and not body.body:
        facts = replace_facts(facts, body=dump_facts(_known_body(archive, actor, body, now)))
    if facts.parties:
        facts = replace_facts(
            facts, parties=[dump_facts(p) for p in attribute_parties(archive, actor, facts.parties, now)]
        )
    return facts


def attribute_parties(archive: Archive, actor: Actor, parties: Sequence[Party], now: datetime) -> list[Party]:
    """Parties whose bodies point to their entries in the authority file."""
    return [msgspec.structs.replace(p, body=_known_body(archive, actor, p.body, now)) for p in parties]


def _known_body(archive: Archive, actor: Actor, body: Body, now: datetime) -> Body:
    if not body.name or body.body:
        return body
    known = {k: v for k, v in (("kind", body.kind), ("country", body.country or "")) if v}
    return msgspec.structs.replace(body, body=ensure(archive, actor, "bodies", body.name, known, now))


def replace_facts(facts: WorkFacts, **changes: Any) -> WorkFacts:
    return load_facts(WorkFacts, dump_facts(facts) | changes)


def add_name(archive: Archive, actor: Actor, kind: str, of: str, name: Name, now: datetime) -> Authority:
    """Record a further form of a name of the entry that is called ``of`` or has this id.

    Raises NotAllowed, NotFound.
    """
    actor.require("describe")
    with archive.ledger.exclusive():
        file = authorities(archive, kind)
        entry = file.entries.get(of) or file.named(of)
        if entry is None:
            raise NotFound(f"nobody and nothing called {of[:80]!r} in {kind}", choices=sorted(file.entries)[:50])
        data = {"id": entry.id, "name": dump_facts(name)}
        commit(archive, authority_stream(kind), Draft("named", actor.person, now, data), head=file.head)
        return replace(entry, names=(*entry.names, name))
