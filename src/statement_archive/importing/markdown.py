"""Markdown to blocks: markdown-it finds the structure, the text stays as it is.

::

    ## **Title** of [it](x)      one block; ``## ``, ``**``, ``[``, ``](x)`` are inline furniture in it

HTML, entities and bare addresses stay words. What belongs to no paragraph (link definitions, rules,
front matter between ``---``) is furniture of its own.
"""

from __future__ import annotations

import re
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from statement_archive.domain.segments import SegmentKind
from statement_archive.importing.blocks import Block, Blocks, Inline, block_of
from statement_archive.importing.lines import Line, has_words, printed_lines

_PARSER = MarkdownIt("commonmark", {"html": False}).disable(
    ["html_block", "html_inline", "entity", "autolink", "text_join"]
)
_PREFIX = re.compile(r"(?:\s*(?:>|[-*+](?=\s|$)|\d{1,9}[.)](?=\s|$)))*\s*")
_GAP = re.compile(r"\]\([^\r\n]*\)|\S+")  # a link's target stays in one piece
_LEAVES = ("heading_open", "paragraph_open", "fence", "code_block", "hr")


def markdown_blocks(text: str) -> Blocks:
    """The blocks of a Markdown text; headings bear their level."""
    lines = printed_lines(text)
    skip = _front_matter(text, lines)
    raw = re.split("\r\n|[\n\r]", text)
    tokens = _PARSER.parse("\n" * skip + "\n".join(raw[skip:]))
    owner: dict[int, int] = dict.fromkeys(range(skip), -2)
    for i, token in enumerate(tokens):
        if token.type in _LEAVES and token.map:
            owner.update(dict.fromkeys(range(*token.map), i))
    found: list[Block] = []
    group: list[Line] = []
    at: int | None = None
    for number, line in enumerate(lines):
        mine = owner.get(number, -1)
        if group and (mine != at or (line.blank and mine == -1)):
            found.append(_block(text, group, tokens, at))
            group = []
        if not line.blank:
            group.append(line)
        at = mine
    if group:
        found.append(_block(text, group, tokens, at))
    return Blocks(tuple(found))


def _front_matter(text: str, lines: list[Line]) -> int:
    """How many lines a block of front matter takes at the beginning."""
    if not lines or lines[0].cut(text) != "---":
        return 0
    return next((i + 1 for i, line in enumerate(lines[1:60], start=1) if line.cut(text) in ("---", "...")), 0)


def _block(text: str, lines: list[Line], tokens: list[Token], at: int | None) -> Block:
    if at is None or at < 0:
        return block_of(lines, "furniture")
    token = tokens[at]
    block = block_of(lines)
    kind: SegmentKind = "furniture" if token.type == "hr" or not has_words(block.cut(text)) else "body"
    inlines: tuple[Inline, ...] = ()
    if token.type in ("heading_open", "paragraph_open"):
        inlines = _inlines(text, block, tokens[at + 1])
    elif token.type == "fence":
        inlines = tuple(Inline(line.start, line.end) for line in (lines[0], lines[-1]) if _is_fence(text, line))
    heading = int(token.tag[1]) if token.type == "heading_open" else 0
    return replace(block, kind=kind, inlines=tuple(dict.fromkeys(inlines)), heading=heading)


def _is_fence(text: str, line: Line) -> bool:
    return text.startswith(("```", "~~~"), line.start)


def _inlines(text: str, block: Block, inline: Token) -> tuple[Inline, ...]:
    """Spans of the block that are markup: all that the parsed words leave over.

    Where the parsed words cannot be found in the text one after the other (tabs, NUL), no markup is
    marked beyond the prefixes.
    """
    words: list[tuple[int, int]] = []
    lines = iter(block.lines)
    line = next(lines, None)
    at = _after_prefix(text, line) if line else block.start
    for child in inline.children or ():
        if line is None:
            break
        if child.type in ("softbreak", "hardbreak"):
            line = next(lines, None)
            at = _after_prefix(text, line) if line else block.end
        elif child.type == "link_close":
            at = _after_link(text, at, line.end)
        else:
            wanted = _words_of(child)
            if not wanted:
                continue
            place = text.find(wanted, at, line.end)
            if place < 0:
                return _left_over(text, block, [(_after_prefix(text, one), one.end) for one in block.lines])
            words.append((place, place + len(wanted)))
            at = place + len(wanted)
    return _left_over(text, block, words)


def _words_of(token: Token) -> str:
    if token.type == "text":
        return token.content.strip()
    if token.type in ("text_special", "code_inline", "image"):
        return token.content
    return ""


def _after_prefix(text: str, line: Line) -> int:
    """Where the words of a line begin: after ``>`` and list marks."""
    match = _PREFIX.match(text, line.start, line.end)
    return match.end() if match else line.start


def _after_link(text: str, at: int, end: int) -> int:
    """Past ``](target "title")`` or ``][label]``."""
    at = text.find("]", at, end)
    if at < 0:
        return end
    opening = text[at + 1 : at + 2]
    if opening == "[":
        closing = text.find("]", at + 2, end)
        return closing + 1 if closing > 0 else at + 1
    if opening != "(":
        return at + 1
    depth = 0
    for i in range(at + 1, end):
        depth += (text[i] == "(") - (text[i] == ")")
        if depth == 0:
            return i + 1
    return end


def _left_over(text: str, block: Block, words: list[tuple[int, int]]) -> tuple[Inline, ...]:
    """The gaps between words, trimmed, each within its line."""
    found: list[Inline] = []
    at = block.start
    for start, end in (*words, (block.end, block.end)):
        parts = _GAP.finditer(text[at:start])
        found += [Inline(at + part.start(), at + part.end()) for part in parts]
        at = end
    return tuple(found)
