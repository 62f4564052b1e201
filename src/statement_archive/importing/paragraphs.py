"""Plain text to blocks: blank lines part them; lines inside one are joined or kept apart, and it is said.

::

    lines ── furniture out ── groups between blank lines ──┬─ hard-wrapped: joined to paragraphs
                                                           ├─ one paragraph a line
                                                           └─ neither plainly: the group is one paragraph

The text is not touched: a paragraph is a span, whatever line breaks lie in it.

The heuristic, over the whole text. A *joint* is where two lines meet in a group. It is *filled* if the
first word of the next line would not have fitted (within 15 %) the usual width, which is at most 160
characters; it is *ended* if the line ends like a sentence. Most joints filled: hard-wrapped. Else, most
joints ended (or nine in ten, however filled): one paragraph a line. Lines
beginning with a bullet are paragraphs in any case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from statement_archive.importing import furniture
from statement_archive.importing.blocks import Block, Blocks, block_of
from statement_archive.importing.lines import Line, has_words, layout_lines, printed_lines
from statement_archive.importing.sentences import ends_like_a_sentence

Shape = Literal["wrapped", "lines", "blocks"]
_MAX_WIDTH = 160
_FEW = 3  # joints: fewer short ones say nothing
_BULLET = re.compile(r"(?:[•·●○▪■◦‣⁃–—*-]|\(?(?:\d{1,3}|[^\W\d_]|[ivx]{1,5})\)|\d{1,3}\.)\s")
_GLYPH = re.compile(r"[•·●○▪■◦‣⁃↑]")
_FIRST_WORD = re.compile(r"\S{1,30}")


@dataclass(frozen=True, slots=True)
class _Group:
    lines: tuple[Line, ...]
    page: str | None = None  # not None: furniture, with the page it prints


def text_blocks(text: str) -> Blocks:
    """The blocks of a plain text, kinds body and furniture."""
    groups = list(_groups(text, layout_lines(text)))
    shape, width, joints = _shape(text, groups)
    found: list[Block] = []
    for group in groups:
        if group.page is not None:
            found.append(block_of(list(group.lines), "furniture", group.page))
        else:
            found += [block_of(part) for part in _parts(text, group.lines, shape, width)]
    return Blocks(_wordless_aside(text, found), _said(shape, width, joints))


def line_blocks(text: str) -> Blocks:
    """One sentence a line: groups between blank lines, or every line its own where there is none.

    Lines are those an editor counts. The sentences are ``lines`` of each block.
    """
    lines = printed_lines(text)
    full = [line for line in lines if not line.blank]
    if not full:
        return Blocks(())
    first, last = lines.index(full[0]), lines.index(full[-1])
    if not any(line.blank for line in lines[first:last]):
        return Blocks(tuple(block_of([line]) for line in full))
    found: list[Block] = []
    group: list[Line] = []
    for line in lines:
        if line.blank and group:
            found.append(block_of(group))
            group = []
        elif not line.blank:
            group.append(line)
    if group:
        found.append(block_of(group))
    return Blocks(tuple(found))


def _groups(text: str, lines: list[Line]) -> Iterator[_Group]:
    heads = furniture.running_heads(text, lines)
    group: list[Line] = []
    for i, line in enumerate(lines):
        page = None if line.blank else _page(text, lines, i, heads)
        if group and (line.blank or line.paged or page is not None):
            yield _Group(tuple(group))
            group = []
        if page is not None:
            yield _Group((line,), page)
        elif not line.blank:
            group.append(line)
    if group:
        yield _Group(tuple(group))


def _page(text: str, lines: list[Line], i: int, heads: frozenset[str]) -> str | None:
    """The page that a line of furniture prints ("" for none), or None if it is no furniture."""
    line = lines[i]
    if line.end - line.start > 100:
        return None
    words = line.cut(text)
    after = lines[i + 1] if i + 1 < len(lines) else None
    alone = (i == 0 or lines[i - 1].blank or line.paged) and (after is None or after.blank or after.paged)
    page = furniture.page_alone(words) if alone or line.paged else furniture.certain_page(words)
    if page is not None:
        return page
    if furniture.head_key(words) in heads or (len(words) > 2 and furniture.is_rule(words)):
        return ""
    return "" if furniture.is_symbol(words) and (line.paged or (after is not None and after.paged)) else None


def _shape(text: str, groups: list[_Group]) -> tuple[Shape, int, int]:
    """How lines make paragraphs in this text, the width of its lines, and how many joints say so."""
    joints = [(a, b) for g in groups if g.page is None for a, b in pairwise(g.lines) if not _bullet(text, b)]
    if not joints:
        return "blocks", 0, 0
    lengths = sorted(a.end - a.start for a, _ in joints)
    width = lengths[len(lengths) * 9 // 10]
    if len(joints) < _FEW and width <= _MAX_WIDTH:
        return "blocks", width, len(joints)
    ended = sum(ends_like_a_sentence(text[max(a.start, a.end - 24) : a.end]) for a, _ in joints)
    if ended * 10 > len(joints) * 9:  # a wrapped line ends a sentence now and then, not nearly always
        return "lines", width, len(joints)
    filled = sum(_filled(text, a, b, width) for a, b in joints) if width <= _MAX_WIDTH else 0
    if filled * 2 > len(joints):
        return "wrapped", width, len(joints)
    if ended * 2 > len(joints):
        return "lines", width, len(joints)
    return "blocks", width, len(joints)


def _filled(text: str, line: Line, following: Line, width: int) -> bool:
    head = text[following.start : min(following.end, following.start + 30)]
    match = _FIRST_WORD.match(head)
    word = match.group() if match else ""
    spaced = " " in text[line.start : line.end]
    needed = len(word) + 1 if spaced else 1
    return line.end - line.start + needed > width * 0.85


def _parts(text: str, lines: tuple[Line, ...], shape: Shape, width: int) -> Iterator[list[Line]]:
    """The paragraphs of one group of lines."""
    if shape == "lines":
        yield from ([line] for line in lines)
        return
    part = [lines[0]]
    for before, line in pairwise(lines):
        ended = ends_like_a_sentence(text[max(before.start, before.end - 24) : before.end])
        item = _GLYPH.match(text, line.start) or (_bullet(text, line) and (ended or _bullet(text, before)))
        short = shape == "wrapped" and ended and not _filled(text, before, line, width)
        if item or short:
            yield part
            part = []
        part.append(line)
    yield part


def _bullet(text: str, line: Line) -> bool:
    return _BULLET.match(text, line.start, line.end) is not None


def _wordless_aside(text: str, blocks: list[Block]) -> tuple[Block, ...]:
    """Blocks without a letter or digit (rules, stars, a lone BOM) are furniture."""
    return tuple(
        b if b.kind != "body" or has_words(b.cut(text)) else Block(b.start, b.end, b.lines, "furniture", paged=b.paged)
        for b in blocks
    )


def _said(shape: Shape, width: int, joints: int) -> tuple[str, ...]:
    if shape == "wrapped":
        return (f"lines taken as hard-wrapped at about {width} characters and read as one paragraph",)
    if shape == "lines":
        return ("taken as one paragraph a line",)
    return ("line breaks inside a block taken as one paragraph",) if joints > 2 else ()
