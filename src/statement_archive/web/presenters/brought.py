"""What became of a memory or a glossary that was brought in, as the draft of its file keeps it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from statement_archive.domain.people import Draft
from statement_archive.domain.reference import RefusedRow
from statement_archive.web import here
from statement_archive.web.names import language_name
from statement_archive.web.presenters.said import Said, said
from statement_archive.workflow.bringing_in import BroughtMemory, BroughtTerms

Kind = Literal["memory", "terms"]
KINDS: tuple[Kind, ...] = ("memory", "terms")
_SHOWN = 200  # rows; the rest is counted


@dataclass(frozen=True, slots=True)
class Row:
    """A row that was not taken. ``line`` is 0 where it has none."""

    line: int
    reason: Said
    text: str


@dataclass(frozen=True, slots=True)
class Brought:
    """``languages``: names with the number of terms recorded (a memory counts none); ``more``: rows not shown."""

    kind: Kind
    name: str
    size: int
    languages: tuple[tuple[str, int], ...]
    known: int
    rows: tuple[Row, ...]
    more: int


def kept_files(kind: Kind) -> list[Draft]:
    """My files of this kind that were refused as a whole."""
    person = here.person()
    drafts = here.accounts().drafts.list(person.id, kind) if person else ()
    return [each for each in drafts if "refused" in each.data]


def kept_memory(done: BroughtMemory) -> dict[str, Any]:
    """As the draft keeps it."""
    made = done.memory
    return {"name": made.name, "size": made.size, "languages": dict.fromkeys(made.languages, 0), **_rows(done.refused)}


def kept_terms(done: BroughtTerms) -> dict[str, Any]:
    terms = done.terms
    return {
        "name": "",
        "size": terms.concepts,
        "languages": dict(terms.recorded),
        "known": terms.known,
        **_rows(done.refused),
    }


def _rows(refused: Sequence[RefusedRow]) -> dict[str, Any]:
    return {"rows": [asdict(row) for row in refused[:_SHOWN]], "more": max(0, len(refused) - _SHOWN)}


def brought(kind: Kind, data: Mapping[str, Any]) -> Brought:
    return Brought(
        kind,
        data["name"],
        data["size"],
        tuple((language_name(tag), count) for tag, count in data["languages"].items()),
        data.get("known", 0),
        tuple(Row(row["line"], said(row["reason"]), row["text"]) for row in data["rows"]),
        data["more"],
    )
