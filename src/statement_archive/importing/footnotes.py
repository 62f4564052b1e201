"""Marks of footnotes inside the text, where the text has the notes they point to."""

from __future__ import annotations

import re
from dataclasses import replace

from statement_archive.importing.blocks import Block, Inline

_MARK = re.compile(r"\[\d{1,3}\]|[¹²³⁰⁴-⁹]{1,3}")


def with_marks(text: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Blocks of the body with ``[1]`` and ``¹`` as inline segments of kind note; markup goes before."""
    if not any(b.kind == "note" for b in blocks):
        return blocks
    return tuple(_marked(text, b) if b.kind != "furniture" else b for b in blocks)


def _marked(text: str, block: Block) -> Block:
    marks = [Inline(m.start(), m.end(), "note") for m in _MARK.finditer(text, block.start, block.end)]
    free = [m for m in marks if all(m.end <= i.start or i.end <= m.start for i in block.inlines)]
    if not free:
        return block
    return replace(block, inlines=tuple(sorted((*block.inlines, *free), key=lambda i: i.start)))
