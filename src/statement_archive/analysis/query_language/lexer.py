"""Typed text as items: chunks, quotations, fields, operators. What is none of these parts items.

::

    river OR "high seas" -state:KZ near/5 …
    chunk or quotation   minus field near

A field is one of the names below, or what it is called in a language of the interface, in small letters, with a
colon and a value right behind it: ``Subject: peace``, ``http://…`` and ``12:30``, pasted from a speech, are words.
So is ``in:ru`` without a bracket right behind it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from statement_archive.analysis.query_language.aliases import IN_ALIASES, aliases, field_named
from statement_archive.analysis.query_language.sought import Note
from statement_archive.analysis.query_language.tree import Place
from statement_archive.domain.text import QUOTATION_MARKS

FIELDS = (
    "speaker",
    "by",
    "state",
    "country",
    "body",
    "on-behalf-of",
    "kind",
    "forum",
    "meeting",
    "series",
    "symbol",
    "topic",
    "lang",
    "original-lang",
    "maker",
    "date",
    "year",
    "is",
    "work",
)
MAX_NEAR = 100  # tokens

_CLOSERS = {"“": "”“", "„": "“”", "«": "»", "»": "«", "‹": "›", "›": "‹", "‟": "”", "〝": "〞〟"}
_CLOSERS |= {"「": "」", "『": "』", "《": "》", "〈": "〉", "｢": "｣", "”": "”", '"': '"', "＂": "＂"}
OPEN, CLOSE = "(（", ")）"
_QUOTE = re.compile(f"[{QUOTATION_MARKS}]")
_CHUNK = re.compile(rf"[^\s{QUOTATION_MARKS}{OPEN}{CLOSE}]+")
FIELD_NAMES = (*FIELDS, *aliases())
_FIELD = re.compile(rf"({'|'.join(FIELD_NAMES)}):")
_IN = re.compile(rf"(?:{'|'.join(['in', *(alias for each in IN_ALIASES.values() for alias in each)])}):([\w-]+)")
_NEAR = re.compile(r"(?:near|NEAR)/([0-9]{1,9})")
_OPERATORS_ELSEWHERE = frozenset({"AND", "NOT"})  # of other search engines; here words side by side are all asked for
_BRACKETED = re.compile(rf"[{OPEN}]([^{OPEN}{CLOSE}]*)[{CLOSE}]")
_OR = re.compile(r"\s+OR\s+")
_VALUE = re.compile(rf"[{QUOTATION_MARKS}]([^{QUOTATION_MARKS}]*)[{QUOTATION_MARKS}]|([^,{QUOTATION_MARKS}]+)")


@dataclass(frozen=True, slots=True)
class Item:
    """``text`` as typed, for a quotation what stands between its marks; ``name`` and ``values`` of a field,
    ``distance`` of a near; of an ``in``, which a bracket follows, its language as ``name``."""

    kind: Literal["chunk", "quotation", "minus", "open", "close", "or", "near", "field", "in"]
    text: str
    at: Place
    name: str = ""
    values: tuple[str, ...] = ()
    distance: int = 0


def lex(raw: str, notes: list[Note]) -> list[Item]:
    """Everything but white space, in order."""
    items: list[Item] = []
    at = 0
    while at < len(raw):
        char = raw[at]
        if char in QUOTATION_MARKS:
            end, after = quotation_end(raw, at, notes)
            items.append(Item("quotation", raw[at + 1 : end], Place(at, after)))
            at = after
        elif char in OPEN or char in CLOSE:
            items.append(Item("open" if char in OPEN else "close", char, Place(at, at + 1)))
            at += 1
        elif (chunk := _CHUNK.match(raw, at)) is None:
            at += 1  # white space
        elif char == "-" and _begins_operand(raw, at):
            items.append(Item("minus", char, Place(at, at + 1)))
            at += 1
        else:
            item = _in(raw, chunk) or _field(raw, chunk, notes) or _plain(chunk, notes)
            items.append(item)
            at = item.at.end
    return items


def _in(raw: str, chunk: re.Match[str]) -> Item | None:
    """What has to stand in a text of a language: only with a bracket right behind it."""
    found = _IN.fullmatch(raw, *chunk.span())
    if found is None or chunk.end() == len(raw) or raw[chunk.end()] not in OPEN:
        return None
    return Item("in", chunk[0], Place(*chunk.span()), name=found[1])


def _plain(chunk: re.Match[str], notes: list[Note]) -> Item:
    place = Place(*chunk.span())
    if chunk[0] == "OR":
        return Item("or", chunk[0], place)
    if chunk[0] in _OPERATORS_ELSEWHERE:
        notes.append(Note("operator-as-word", chunk[0]))
    if near := _NEAR.fullmatch(chunk[0]):
        if 1 <= int(near[1]) <= MAX_NEAR:
            return Item("near", chunk[0], place, distance=int(near[1]))
        notes.append(Note("near-as-word", chunk[0]))
    return Item("chunk", chunk[0], place)


def _begins_operand(raw: str, at: int) -> bool:
    """A minus is one where white space or a bracket stands before it, and something to exclude after it."""
    before = raw[at - 1] if at else " "
    after = raw[at + 1 : at + 2]
    return (before.isspace() or before in OPEN) and (
        after.isalnum() or (after != "" and (after in QUOTATION_MARKS or after in OPEN))
    )


def quotation_end(raw: str, at: int, notes: list[Note]) -> tuple[int, int]:
    """Where the quotation that opens at ``at`` ends, and where reading goes on: at its own closing mark,
    else at any mark, else at the end, with a note."""
    closers = _CLOSERS.get(raw[at], "")
    found = [i for c in closers if (i := raw.find(c, at + 1)) >= 0]
    if not found and (any_mark := _QUOTE.search(raw, at + 1)):
        found = [any_mark.start()]
    if found:
        return min(found), min(found) + 1
    notes.append(Note("unclosed-quotation", raw[at:]))
    return len(raw), len(raw)


def _field(raw: str, chunk: re.Match[str], notes: list[Note]) -> Item | None:
    """A field that begins here: values by commas, each as it stands or in quotation marks; or in brackets."""
    name = _FIELD.match(raw, chunk.start(), chunk.end())
    if name is None:
        return None
    if bracketed := _BRACKETED.match(raw, name.end()):
        values = [m[1] or m[2] or "" for m in _VALUE.finditer(_OR.sub(",", bracketed[1]))]
        end = bracketed.end()
    else:
        values, end = _listed(raw, name.end(), notes)
    kept = tuple(dict.fromkeys(v.strip() for v in values if any(c.isalnum() for c in v)))
    if not kept:
        notes.append(Note("field-as-words", raw[chunk.start() : end]))
        return None
    return Item("field", raw[chunk.start() : end], Place(chunk.start(), end), field_named(name[1]), kept)


def _listed(raw: str, at: int, notes: list[Note]) -> tuple[list[str], int]:
    values: list[str] = []
    while at < len(raw):
        if raw[at] in QUOTATION_MARKS:
            end, after = quotation_end(raw, at, notes)
            values.append(raw[at + 1 : end])
            at = after
            if raw[at : at + 1] != ",":
                break
            at += 1
        elif chunk := _CHUNK.match(raw, at):
            values += chunk[0].split(",")
            at = chunk.end()
            if not chunk[0].endswith(","):
                break
        else:
            break
    return values, at
