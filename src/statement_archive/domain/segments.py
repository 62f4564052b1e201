"""Citable spans of one text, held as offsets: the segment table.

::

    level      paragraph > sentence       each ordered, without overlap; a sentence lies in one paragraph
               inline                     page number, footnote mark: may lie inside a sentence
    columns    id level start end lang kind number page speaker      (TSV, UTF-8, LF, header line)

``start`` and ``end`` are code-point offsets, ``end`` exclusive. Ids are birth names: ``p9``, ``p9.s2``,
``h1`` before the body; they carry neither order nor containment. ``lang`` is empty where a segment has
the language of its expression; ``page`` is the page as printed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from statement_archive.domain.errors import Damaged, InvalidInput

Level = Literal["paragraph", "sentence", "inline"]
SegmentKind = Literal[
    "banner", "title", "byline", "dateline", "heading", "salutation", "body", "note", "stage", "furniture"
]
LEVELS: tuple[Level, ...] = get_args(Level)
KINDS: tuple[SegmentKind, ...] = get_args(SegmentKind)
# What stands before the body, or around it, and is not counted as a paragraph of it.
FRONT_KINDS: frozenset[SegmentKind] = frozenset({"banner", "title", "byline", "dateline"})
COLUMNS = ("id", "level", "start", "end", "lang", "kind", "number", "page", "speaker")
_PARTING = re.compile(r"[\t\r\n]")
_ID = re.compile(r"[a-z]+[0-9]+(?:\.[a-z]+[0-9]+)*")


@dataclass(frozen=True, slots=True)
class Segment:
    """One citable span; see the module for the columns."""

    id: str
    level: Level
    start: int
    end: int
    kind: SegmentKind
    lang: str = ""
    number: str = ""
    page: str = ""
    speaker: str = ""

    def cut(self, text: str) -> str:
        """The words of this segment, exactly as they stand in ``text``."""
        return text[self.start : self.end]

    def renamed(self, name: str) -> Segment:
        return replace(self, id=name)


@dataclass(frozen=True, slots=True)
class SegmentTable:
    """All segments of one text, checked on construction by :func:`segment_table`."""

    segments: tuple[Segment, ...]
    _levels: Mapping[Level, tuple[Segment, ...]] = field(init=False, repr=False, compare=False)
    _named: Mapping[str, Segment] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        levels = {level: tuple(s for s in self.segments if s.level == level) for level in LEVELS}
        object.__setattr__(self, "_levels", levels)
        object.__setattr__(self, "_named", {s.id: s for s in self.segments})

    def level(self, level: Level) -> tuple[Segment, ...]:
        return self._levels[level]

    @property
    def paragraphs(self) -> tuple[Segment, ...]:
        return self.level("paragraph")

    @property
    def sentences(self) -> tuple[Segment, ...]:
        return self.level("sentence")

    def find(self, name: str) -> Segment | None:
        return self._named.get(name)

    def sentences_of(self, paragraph: Segment) -> tuple[Segment, ...]:
        return self._inside("sentence", paragraph)

    def paragraph_of(self, segment: Segment) -> Segment | None:
        """The paragraph a segment lies in (itself, if it is one)."""
        at = bisect_right(self.paragraphs, segment.start, key=lambda p: p.start) - 1
        return self.paragraphs[at] if at >= 0 and segment.end <= self.paragraphs[at].end else None

    def inlines_of(self, segment: Segment) -> tuple[Segment, ...]:
        return self._inside("inline", segment)

    def _inside(self, level: Level, outer: Segment) -> tuple[Segment, ...]:
        """Segments of a level are in order and do not overlap, so those inside another stand together."""
        all_of = self._levels[level]
        first = bisect_left(all_of, outer.start, key=lambda s: s.start)
        last = first
        while last < len(all_of) and all_of[last].end <= outer.end:
            last += 1
        return all_of[first:last]


def segment_table(text: str, segments: Iterable[Segment]) -> SegmentTable:
    """Check a table against its text (invariant 2) and order it by place.

    Raises InvalidInput with the first thing that is wrong: a span outside the text, an empty span, an
    overlap, a sentence in no paragraph or in two, words outside every paragraph, an id used twice.
    """
    order = {level: i for i, level in enumerate(LEVELS)}
    ordered = tuple(sorted(segments, key=lambda s: (s.start, order[s.level], s.end)))
    seen: set[str] = set()
    for s in ordered:
        if not _ID.fullmatch(s.id):
            raise InvalidInput(f"not a segment id: {s.id!r}")
        if s.id in seen:
            raise InvalidInput(f"segment id used twice: {s.id}")
        seen.add(s.id)
        if not 0 <= s.start < s.end <= len(text):
            raise InvalidInput(f"segment {s.id} spans {s.start}-{s.end}, outside the text or empty")
        if _PARTING.search(f"{s.lang}{s.number}{s.page}{s.speaker}"):
            raise InvalidInput(f"segment {s.id} has a tab or line break in a cell")
    paragraphs = [s for s in ordered if s.level == "paragraph"]
    sentences = [s for s in ordered if s.level == "sentence"]
    _check_level(text, paragraphs, 0, len(text), "a paragraph")
    _check_level(text, [s for s in ordered if s.level == "inline"], 0, len(text), None)
    i = 0
    for p in paragraphs:
        inside: list[Segment] = []
        while i < len(sentences) and sentences[i].start < p.end:
            inside.append(sentences[i])
            i += 1
        if inside and (inside[0].start < p.start or inside[-1].end > p.end):
            raise InvalidInput(f"a sentence crosses the bounds of paragraph {p.id}")
        _check_level(text, inside, p.start, p.end, f"a sentence of {p.id}")
    if i < len(sentences):
        raise InvalidInput(f"sentence {sentences[i].id} lies in no paragraph")
    return SegmentTable(ordered)


def _check_level(text: str, segments: Sequence[Segment], start: int, end: int, noun: str | None) -> None:
    """Order and no overlap; with ``noun``, also that only white space stands outside."""
    at = start
    for s in segments:
        if s.start < at:
            raise InvalidInput(f"segment {s.id} overlaps the one before it")
        if noun and text[at : s.start].strip():
            raise InvalidInput(f"words outside {noun} before {s.id}")
        at = s.end
    if noun and text[at:end].strip():
        raise InvalidInput(f"words outside {noun} at offset {at}")


def to_tsv(table: SegmentTable) -> str:
    """The table as it is stored."""
    rows = ["\t".join(COLUMNS)]
    for s in table.segments:
        cells = (s.id, s.level, str(s.start), str(s.end), s.lang, s.kind, s.number, s.page, s.speaker)
        rows.append("\t".join(cells))
    return "\n".join(rows) + "\n"


def from_tsv(tsv: str, text: str) -> SegmentTable:
    """Read a stored table and check it against its text. Raises Damaged."""
    lines = tsv.split("\n")
    if lines[0] != "\t".join(COLUMNS) or lines[-1] != "":
        raise Damaged("segment table without its header or its last line break")
    found: list[Segment] = []
    for number, line in enumerate(lines[1:-1], start=2):
        cells = line.split("\t")
        if len(cells) != len(COLUMNS) or cells[1] not in LEVELS or cells[5] not in KINDS:
            raise Damaged(f"segment table damaged at line {number}")
        name, level, start, end, lang, kind, printed, page, speaker = cells
        try:
            found.append(
                Segment(name, level, int(start), int(end), kind, lang, printed, page, speaker)  # type: ignore[arg-type]  # both checked above
            )
        except ValueError as error:
            raise Damaged(f"segment table damaged at line {number}") from error
    try:
        return segment_table(text, found)
    except InvalidInput as error:
        raise Damaged(f"segment table does not fit its text: {error.message}") from error
