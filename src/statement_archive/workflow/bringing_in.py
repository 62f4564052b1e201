"""Memories and glossaries of other programs, brought in by their files.

::

    TMX ──────── read_memory ─▶ units    ─▶ import_reference ─▶ the memory is brought up to date
    TBX or CSV ─ read_terms  ─▶ concepts ─▶ import_concepts
                             └▶ rows that were not taken, with line and reason

A file that cannot be read at all is refused as a whole, and nothing is stored of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from statement_archive.domain.actors import Actor
from statement_archive.domain.errors import InvalidInput, TooLarge
from statement_archive.domain.reference import RefusedRow
from statement_archive.domain.terms import Concept
from statement_archive.formats.sniff import read_memory, read_terms
from statement_archive.workflow import memory_sync
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.glossary import MAX_TERM, ImportedTerms, import_concepts
from statement_archive.workflow.reference_memory import ReferenceMemory, import_reference

MEMORY_SIZE = 100 * 1024 * 1024  # bytes
TERMS_SIZE = 20 * 1024 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class BroughtMemory:
    memory: ReferenceMemory
    refused: tuple[RefusedRow, ...]


@dataclass(frozen=True, slots=True)
class BroughtTerms:
    terms: ImportedTerms
    refused: tuple[RefusedRow, ...]


def bring_memory(
    archive: Archive,
    actor: Actor,
    name: str,
    content: bytes,
    now: datetime,
    *,
    file_name: str = "memory.tmx",
    rights: str = "",
) -> BroughtMemory:
    """A TMX file as an imported memory of this name, or as its newer state, to be found at once.

    Raises NotAllowed, InvalidInput (no name; with ``line``: no TMX), Undecodable, TooLarge.
    """
    actor.require("translate")
    if not name.strip():
        raise InvalidInput("a memory needs a name", field="name")
    _within(content, MEMORY_SIZE)
    units, refused = read_memory(content)
    if refused and not units:
        first = refused[0]
        count = len(refused)
        raise InvalidInput(
            f"none of its {count} units can be taken: {first.reason} (line {first.line})", line=first.line
        )
    made = import_reference(archive, actor, name, units, content, now, file_name=file_name, rights=rights)
    memory_sync.update_reference(archive, made.id)
    return BroughtMemory(made, refused)


def bring_terms(archive: Archive, actor: Actor, content: bytes, now: datetime, *, reason: str) -> BroughtTerms:
    """The terms of a TBX file or a table.

    Raises NotAllowed, InvalidInput (no reason; with ``line``: no glossary), Undecodable, Refused (nothing in it),
    TooLarge.
    """
    actor.require("review")
    if not reason.strip():
        raise InvalidInput("an import needs its reason: where the terms come from", field="reason")
    _within(content, TERMS_SIZE)
    items, refused = read_terms(content)
    wrong: list[RefusedRow] = []
    kept = list(_takeable(items, wrong))
    rows = (*refused, *wrong)
    if not kept and rows:
        first, count = rows[0], len(rows)
        raise InvalidInput(
            f"none of its {count} rows can be taken: {first.reason} (line {first.line})", line=first.line
        )
    if not kept:
        raise InvalidInput("there is no term in this glossary")
    return BroughtTerms(import_concepts(archive, actor, kept, now, reason=reason), rows)


def _takeable(items: Iterable[Concept], wrong: list[RefusedRow]) -> Iterator[Concept]:
    """Concepts without terms that are too long, which must not lose the others."""
    for item in items:
        forms = tuple(form for form in item.forms if len(" ".join(form.text.split())) <= MAX_TERM)
        wrong += [
            RefusedRow(0, f"a term has 1 to {MAX_TERM} characters", form.text[:200])
            for form in item.forms
            if form not in forms
        ]
        if forms:
            yield replace(item, forms=forms)


def _within(content: bytes, limit: int) -> None:
    if len(content) > limit:
        raise TooLarge(f"the file is larger than {limit // 1024 // 1024} MB", limit=limit)
