"""What was typed, as a tree; each node knows where it stands, so that a query can be written without it.

::

    river near/5 (lake OR sea*) -speaker:"Anna Kask"
    All ── Close(5) ── Chunk river
        │           └─ Either ── Chunk lake, Chunk sea*
        └─ Minus ── Field(speaker, ("Anna Kask",))

    in:ru(молчание) in:en(silence)
    All ── Within(ru) ── Chunk молчание
        └─ Within(en) ── Chunk silence
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from statement_archive.analysis.query_language.sought import Note


@dataclass(frozen=True, slots=True)
class Place:
    """Code points ``start`` to ``end`` of what was typed."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Chunk:
    """Characters without a space: a word, a compound, a beginning (``disarm*``)."""

    text: str
    at: Place


@dataclass(frozen=True, slots=True)
class Quoted:
    """What stood between quotation marks."""

    text: str
    at: Place


@dataclass(frozen=True, slots=True)
class Field:
    """``name:value``; several values are alternatives. ``text`` is the whole as typed."""

    name: str
    values: tuple[str, ...]
    text: str
    at: Place


@dataclass(frozen=True, slots=True)
class Within:
    """``in:lang(…)``: what a text of a language has to bear out. ``text``: what stands before the bracket."""

    lang: str
    inner: Node
    text: str
    at: Place


@dataclass(frozen=True, slots=True)
class Minus:
    inner: Node
    at: Place


@dataclass(frozen=True, slots=True)
class Close:
    first: Node
    second: Node
    distance: int
    at: Place


@dataclass(frozen=True, slots=True)
class Either:
    parts: tuple[Node, ...]
    at: Place


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple[Node, ...]
    at: Place


Node: TypeAlias = Chunk | Quoted | Field | Within | Minus | Close | Either | All


@dataclass(frozen=True, slots=True)
class Typed:
    """``raw`` as typed, its tree (None where there is nothing to search for), and what was read otherwise."""

    raw: str
    tree: Node | None
    notes: tuple[Note, ...] = ()


def leaves(node: Node | None, *, negated: bool = False) -> Iterator[tuple[Node, bool]]:
    """Chunks, quotations and fields in order, each with whether it is to be absent."""
    match node:
        case Chunk() | Quoted() | Field():
            yield node, negated
        case Minus(inner):
            yield from leaves(inner, negated=not negated)
        case Within(_, inner):
            yield from leaves(inner, negated=negated)
        case Close(first, second):
            yield from leaves(first, negated=negated)
            yield from leaves(second, negated=negated)
        case Either(parts) | All(parts):
            for part in parts:
                yield from leaves(part, negated=negated)
        case None:
            return
