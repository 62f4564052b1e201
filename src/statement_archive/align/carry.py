"""Carrying permanent ids from one version of an expression to the next.

::

    old  p1 p2 p3        equal words first, inside paragraphs that go together, then anywhere; then the
         │   ╲ │ ╲       largest overlap in characters; what is left ends (old) or gets a fresh id (new)
    new  p1   p3  p4     successors: the ids that now hold the words of one that ended

An id is never given to other words: a fresh one is numbered after every id that any version has had. (Where a whole
text comes back as it was, see :mod:`.returning`.)
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from statement_archive.align.match import Piece, holders, pair
from statement_archive.domain.segments import FRONT_KINDS, Level, Segment, SegmentTable, segment_table

_NUMBERED = re.compile(r"(.*?)([0-9]+)")


@dataclass(frozen=True, slots=True)
class Carried:
    """The new table under its permanent ids, and what became of the old ones.

    ``changed``: ids carried on whose text differs; ``added`` and ``removed``: ids that begin and end
    here, each in the order of their text; ``successors``: for every id that ended the ids, of the same
    level, that now hold most of its words; empty where the words are gone.
    """

    table: SegmentTable
    changed: tuple[str, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    successors: Mapping[str, tuple[str, ...]]


def carry_ids(old_text: str, old: SegmentTable, new_text: str, new: SegmentTable, *, used: Collection[str]) -> Carried:
    """Name the segments of ``new`` by those of ``old``, the version before it.

    The ids that ``new`` comes with are provisional and forgotten. ``used`` holds every id that any
    version of the expression has had. An id stays on its level and in its class (before the body,
    body, note); it does not depend on the paragraph its segment now lies in. Raises InvalidInput where
    ``new`` does not fit ``new_text``.
    """
    before, after = _pieces(old_text, old), _pieces(new_text, new)
    names: dict[str, str] = {}  # provisional id -> permanent id
    for level in ("paragraph", "sentence", "inline"):
        names |= pair(before[level], after[level], parents=names)
    fresh = _Fresh({*used, *(s.id for s in old.segments)})
    homes = _homes(new)
    added: set[str] = set()
    for s in sorted(new.segments, key=lambda s: s.level != "paragraph"):  # a sentence is named after its paragraph
        if s.id not in names:
            names[s.id] = fresh.name(s, names[homes[s.id]] if s.level == "sentence" else "")
            added.add(names[s.id])
    table = segment_table(new_text, [s.renamed(names[s.id]) for s in new.segments])
    old_words = {s.id: s.cut(old_text) for s in old.segments}
    removed = tuple(s.id for s in old.segments if s.id not in set(names.values()))
    return Carried(
        table=table,
        changed=tuple(s.id for s in table.segments if s.id in old_words and s.cut(new_text) != old_words[s.id]),
        added=tuple(s.id for s in table.segments if s.id in added),
        removed=removed,
        successors=_successors(before, _pieces(new_text, table), removed),
    )


def class_of(segment: Segment) -> str:
    """The letter its id begins with: ``h`` before the body, ``n`` a note, ``i`` inline, else ``p``."""
    if segment.level == "inline":
        return "i"
    if segment.kind in FRONT_KINDS:
        return "h"
    return "n" if segment.kind == "note" else "p"


def _pieces(text: str, table: SegmentTable) -> dict[Level, list[Piece]]:
    homes = _homes(table)
    found: dict[Level, list[Piece]] = {"paragraph": [], "sentence": [], "inline": []}
    for s in table.segments:
        home = "" if s.level == "paragraph" else homes.get(s.id, "")
        found[s.level].append(Piece(s.id, class_of(s), s.cut(text), home))
    return found


def _homes(table: SegmentTable) -> dict[str, str]:
    """For every segment the paragraph it begins in."""
    homes: dict[str, str] = {}
    paragraphs = table.paragraphs
    at = 0
    for s in table.segments:
        while at < len(paragraphs) and paragraphs[at].end <= s.start:
            at += 1
        if at < len(paragraphs):
            homes[s.id] = paragraphs[at].id
    return homes


def _successors(
    before: Mapping[Level, list[Piece]], after: Mapping[Level, list[Piece]], removed: Iterable[str]
) -> dict[str, tuple[str, ...]]:
    ended = set(removed)
    found: dict[str, tuple[str, ...]] = {}
    for level, pieces in before.items():
        gone = [p for p in pieces if p.id in ended]
        if gone:
            found |= holders(gone, after[level])
    return {name: found[name] for name in removed}


class _Fresh:
    """Ids that nobody has had: one more than the highest number under the same beginning."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._highest: dict[str, int] = defaultdict(int)
        for name in taken:
            if found := _NUMBERED.fullmatch(name):
                self._highest[found[1]] = max(self._highest[found[1]], int(found[2]))

    def name(self, segment: Segment, paragraph: str) -> str:
        beginning = f"{paragraph}.s" if segment.level == "sentence" else class_of(segment)
        self._highest[beginning] += 1
        return f"{beginning}{self._highest[beginning]}"
