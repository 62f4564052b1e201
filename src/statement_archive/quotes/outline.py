"""A manuscript made ready for reading quotations: paragraphs whole, what is no word of them blanked.

::

    parts      body ␌ furniture │ body (small letter first)   →  one paragraph, the furniture as spaces
    words      said ‘words’.[1]Statement by …  And            →  said ‘words’.                     And

Blanking keeps every offset. Notes are paragraphs of their own, wherever they were printed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from statement_archive.importing.manuscript import Manuscript, Part
from statement_archive.importing.sentences import ends_like_a_sentence

_RUNNING = frozenset({"body", "item", "quote"})


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words that belong together; ``parts`` are indexes into the parts of the manuscript."""

    start: int
    end: int
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """``running``: paragraphs in order, notes apart in ``notes``; ``words`` and ``note_words`` are blanked copies."""

    words: str
    note_words: str
    running: tuple[Paragraph, ...]
    notes: tuple[Paragraph, ...]


def outline(manuscript: Manuscript) -> Outline:
    text, parts = manuscript.text, manuscript.parts
    running = [i for i, p in enumerate(parts) if p.kind not in ("note", "furniture")]
    words = _only(text, [parts[i] for i in running])
    notes = [i for i, p in enumerate(parts) if p.kind == "note"]
    return Outline(
        words,
        _only(text, [parts[i] for i in notes]) if notes else "",
        tuple(_paragraphs(words, parts, running)),
        tuple(Paragraph(parts[i].start, parts[i].end, (i,)) for i in notes),
    )


def _only(text: str, parts: Sequence[Part]) -> str:
    """The text with all but the words of these parts as spaces; line breaks stay."""
    out: list[str] = []
    at = 0
    for part in parts:
        out.append(blank(text[at : part.start]))
        at = part.start
        for start, end in part.asides:
            out += [text[at:start], blank(text[start:end])]
            at = max(at, end)
        out.append(text[at : part.end])
        at = part.end
    out.append(blank(text[at:]))
    return "".join(out)


def blank(words: str) -> str:
    return "".join(c if c in "\r\n" else " " for c in words)


def _paragraphs(words: str, parts: Sequence[Part], running: Sequence[int]) -> list[Paragraph]:
    found: list[Paragraph] = []
    for i in running:
        if found and _goes_on(words, parts, found[-1], i):
            before = found.pop()
            found.append(Paragraph(before.start, parts[i].end, (*before.parts, i)))
        else:
            found.append(Paragraph(parts[i].start, parts[i].end, (i,)))
    return found


def _goes_on(words: str, parts: Sequence[Part], before: Paragraph, i: int) -> bool:
    """Whether a break of the page cut this paragraph: no end before it, no beginning after it."""
    first, second = parts[before.parts[-1]], parts[i]
    untitled = first.kind == "heading" and not first.level  # a first line taken for a title
    if second.kind not in ("body", "quote") or not (first.kind in _RUNNING or untitled):
        return False
    if first.kind != second.kind and "quote" in (first.kind, second.kind):
        return False
    end = words[max(first.start, first.end - 60) : first.end].rstrip()
    begin = words[second.start : second.start + 40].lstrip("\"'“”„«»‘’ \t\r\n\u200e\u200f")
    if len(end) < 40 or not begin or ends_like_a_sentence(end):
        return False
    if begin[0].islower():
        return True
    caseless = begin[0].isalpha() and begin[0].lower() == begin[0].upper()
    broken = any(p.kind in ("furniture", "note") for p in parts[before.parts[-1] + 1 : i]) or first.page != second.page
    return caseless and broken


def part_at(parts: Sequence[Part], offset: int) -> int:
    """Index of the last part that begins at or before ``offset``; 0 where none does."""
    return max(0, bisect_right(parts, offset, key=lambda p: p.start) - 1)
