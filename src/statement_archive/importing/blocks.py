"""What the readers hand on: blocks of text that become paragraphs, with what stands inside them."""

from __future__ import annotations

from dataclasses import dataclass, field

from statement_archive.domain.segments import SegmentKind
from statement_archive.importing.lines import Line

# Whole blocks that are no part of what was said.
ASIDE: frozenset[SegmentKind] = frozenset({"furniture", "stage", "note"})


@dataclass(frozen=True, slots=True)
class Inline:
    """A span inside a block: markup, a page number, a footnote mark; ``page`` as printed."""

    start: int
    end: int
    kind: SegmentKind = "furniture"
    page: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph to be: its span, its lines, and its kind as far as it is known.

    ``heading``: the level a markup gives it, 0 for none. ``paged``: a form feed stands before it.
    """

    start: int
    end: int
    lines: tuple[Line, ...]
    kind: SegmentKind = "body"
    inlines: tuple[Inline, ...] = ()
    heading: int = 0
    paged: bool = False
    page: str = ""

    def cut(self, text: str) -> str:
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Blocks:
    """All blocks of a text in order, and what was assumed in making them."""

    blocks: tuple[Block, ...]
    warnings: tuple[str, ...] = field(default=())


def block_of(lines: list[Line], kind: SegmentKind = "body", page: str = "") -> Block:
    """A block of non-empty lines."""
    return Block(lines[0].start, lines[-1].end, tuple(lines), kind, paged=lines[0].paged, page=page)


def without_inlines(text: str, block: Block) -> str:
    """The block's text with its inline segments as spaces: the same length, the same offsets."""
    parts: list[str] = []
    at = block.start
    for inline in block.inlines:
        parts += [text[at : inline.start], " " * (inline.end - inline.start)]
        at = inline.end
    parts.append(text[at : block.end])
    return "".join(parts)
