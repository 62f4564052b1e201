"""Blocks to the segment table: ids, numbers, sentences, inline segments.

::

    h1 h2 …   banner title byline dateline heading      number empty
    p1 p2 …   salutation body                           number counted, or as printed ("14.")
    n1 …      notes      x1 …   furniture, stage        number empty
    p9.s1 …   sentences      i1 …   inline segments, in the order of the text
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from statement_archive.domain.segments import Segment, SegmentKind, SegmentTable, segment_table
from statement_archive.importing.blocks import Block, without_inlines
from statement_archive.importing.lines import trim
from statement_archive.importing.sentences import sentences

_PREFIXES: dict[SegmentKind, str] = {"salutation": "p", "body": "p", "note": "n", "furniture": "x", "stage": "x"}
_COUNTED = ("salutation", "body")
_PRINTED = re.compile(r"[\s*_\ufeff]*(\d{1,4})\s?[.)][\s\u00a0*_]")
_SUBITEM = re.compile(r"[\s*_]*(?:\(?[^\W\d_]{1,4}\)|[^\W\d_]\.\s|[-–—•·]\s|[\"“«„])")
_WHITE = re.compile(r"\s")


def names(blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """The paragraph id of each block."""
    counts: Counter[str] = Counter()
    found = []
    for block in blocks:
        prefix = _PREFIXES.get(block.kind, "h")
        counts[prefix] += 1
        found.append(f"{prefix}{counts[prefix]}")
    return tuple(found)


def table_of(text: str, blocks: tuple[Block, ...], lang: str, *, by_line: bool = False) -> SegmentTable:
    """The checked table. ``by_line``: every line of a block is one sentence."""
    segments: list[Segment] = []
    marks = 0
    for block, name, number in zip(blocks, names(blocks), numbers(text, blocks), strict=True):
        segments.append(Segment(name, "paragraph", block.start, block.end, block.kind, number=number, page=block.page))
        spans = [(line.start, line.end) for line in block.lines] if by_line else list(_sentences(text, block, lang))
        for k, (start, end) in enumerate(spans, start=1):
            segments.append(Segment(f"{name}.s{k}", "sentence", start, end, block.kind))
        for inline in block.inlines:
            marks += 1
            segments.append(Segment(f"i{marks}", "inline", inline.start, inline.end, inline.kind, page=inline.page))
    return segment_table(text, segments)


def _sentences(text: str, block: Block, lang: str) -> Iterator[tuple[int, int]]:
    """Sentences of the words between the inline segments; markup goes with the words it touches."""
    if not block.inlines:
        yield from ((block.start + a, block.start + b) for a, b in sentences(block.cut(text), lang))
        return
    spans = [(block.start + a, block.start + b) for a, b in sentences(without_inlines(text, block), lang)]
    if not spans:
        yield block.start, block.end
        return
    start = block.start
    for (_, end), (following, _) in pairwise(spans):
        white = _WHITE.search(text, end, following)
        cut = white.start() if white else following
        yield start, trim(text, start, cut)[1]
        start = trim(text, cut, block.end)[0]
    yield start, block.end


def numbers(text: str, blocks: tuple[Block, ...]) -> list[str]:
    """The number of each block: as printed where paragraphs bear growing numbers, else counted over the body.

    Printed numbers hold for the text if there are two at least, they only grow, and from the first on no
    more paragraphs go without one than bear one, items such as "(a)" and quotations apart.
    """
    body = [b for b in blocks if b.kind in _COUNTED]
    printed = {id(b): m.group(1) for b in body if (m := _PRINTED.match(text, b.start, b.end))}
    values = [int(printed[id(b)]) for b in body if id(b) in printed]
    if len(values) > 1 and values == sorted(set(values)):
        first = next(i for i, b in enumerate(body) if id(b) in printed)
        without = sum(id(b) not in printed and not _SUBITEM.match(text, b.start, b.end) for b in body[first:])
        if without <= len(values) and first <= len(values):
            return [printed.get(id(b), "") for b in blocks]
    count = 0
    found = []
    for block in blocks:
        count += block.kind in _COUNTED
        found.append(str(count) if block.kind in _COUNTED else "")
    return found
