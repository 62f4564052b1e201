"""What each block is: front matter, salutation, heading, note, stage direction or body.

::

    [banner] [title] [dateline] [byline]   salutation  body body heading body (Applause) body   notes
    └──────── front: short blocks ──────┘  └─ ends it ─┘
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from statement_archive.importing.blocks import Block
from statement_archive.importing.front import STAGE, front_blocks
from statement_archive.importing.lines import has_words, mostly_cjk
from statement_archive.importing.salutations import is_salutation
from statement_archive.importing.sentences import ends_like_a_sentence

_HEADING, _CJK_HEADING = 80, 25  # characters of a line
_PARAGRAPH, _CJK_PARAGRAPH = 60, 30  # a block longer than this is asked whether it ends with a mark
_ENUMERATOR = re.compile(r"(?:[IVXLC]{1,6}|[A-Z]|\d{1,2})\.?")
_ARTICLE = re.compile(r"[^\W\d_]{1,12}\.?\s\d{1,3}\.|\d{1,3}\.?\s[^\W\d_]{1,12}\.|[א-ת]{2,10}\s[א-ת\"״]{1,4}\.")
_NOTE = re.compile(r"(?:\[(\d{1,3})\]|↑?([¹²³⁰⁴-⁹]{1,3})|↑(\d{1,3})|(\d{1,3})(?=[\s.)]))")
_NOTES_HEADING = re.compile(
    r"(?:foot|end)?notes|references|bibliography|примечания|сноски|notas|fußnoten|anmerkungen|注释|الحواشي",
    re.IGNORECASE,
)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def classified(text: str, blocks: tuple[Block, ...], lang: str) -> tuple[Block, ...]:
    """The blocks with their kinds; front blocks of mixed lines parted."""
    out = list(front_blocks(text, blocks, lang))
    front = len(out)
    body = list(blocks[_taken(out, blocks) :])
    body = _notes(text, _salutation(text, body))
    return (*out[:front], *_headings(text, body))


def _taken(front: list[Block], blocks: tuple[Block, ...]) -> int:
    """How many of ``blocks`` the front holds (it may hold a block in several parts)."""
    return sum(b.end <= front[-1].end for b in blocks) if front else 0


def _salutation(text: str, body: list[Block]) -> list[Block]:
    """The first paragraphs (two at most) that only address somebody."""
    out = list(body)
    left = 2
    for i, block in enumerate(out):
        if block.kind != "body" or left == 0 or not is_salutation(text, block):
            break
        out[i] = replace(block, kind="salutation")
        left -= 1
    return out


def _notes(text: str, body: list[Block]) -> list[Block]:
    """Numbered notes at the end, after a rule or a heading, or marked [1], ¹, ↑1 from 1 upwards."""
    at = len(body)
    numbers: list[int] = []
    plain = False
    while at > 0 and (body[at - 1].kind == "body" or not numbers):
        match = _NOTE.match(text, body[at - 1].start, body[at - 1].end)
        if body[at - 1].kind == "furniture" and not numbers:
            at -= 1
            continue
        if not match or not (match.end() < body[at - 1].end):
            break
        numbers.insert(0, int(next(g for g in match.groups() if g).translate(_SUPERSCRIPTS)))
        plain = plain or match.group(4) is not None
        at -= 1
    before = body[at - 1] if at else None
    announced = before is not None and (
        before.kind == "furniture" or _NOTES_HEADING.fullmatch(before.cut(text).strip("*_#: "))
    )
    if not numbers or numbers != sorted(set(numbers)) or numbers[0] != 1 or at == 0 or (plain and not announced):
        return body
    return [replace(b, kind="note") if i >= at and b.kind == "body" else b for i, b in enumerate(body)]


def _headings(text: str, body: list[Block]) -> Iterator[Block]:
    """Short blocks without a final mark before a paragraph; only where paragraphs do end with marks."""
    long = [b for b in body if b.kind == "body" and _is_long(text, b)]
    marked = sum(ends_like_a_sentence(b.cut(text)) for b in long) * 2 >= len(long) > 0
    for i, block in enumerate(body):
        following = body[i + 1] if i + 1 < len(body) else None
        if block.kind != "body":
            yield block
        elif block.heading:
            yield replace(block, kind="heading")
        elif block.end - block.start <= 64 and STAGE.fullmatch(block.cut(text)):
            yield replace(block, kind="stage")
        elif marked and following is not None and following.kind == "body" and _heads(text, block, following):
            yield replace(block, kind="heading")
        else:
            yield block


def _is_long(text: str, block: Block) -> bool:
    length = block.end - block.start
    return length > _PARAGRAPH or (length > _CJK_PARAGRAPH and mostly_cjk(block.cut(text)))


def _heads(text: str, block: Block, following: Block) -> bool:
    words = block.cut(text)
    widest = max(line.end - line.start for line in block.lines)
    if (
        widest > (_CJK_HEADING if mostly_cjk(words) else _HEADING)
        or len(block.lines) > 2
        or not has_words(words)
        or words[0] in "-–—•·*[("
    ):
        return False
    if _ENUMERATOR.fullmatch(words) or _ARTICLE.fullmatch(words):
        return True
    return (
        not ends_like_a_sentence(words)
        and words[-1] not in ",،，、"
        and not words[0].islower()
        and not text[following.start].islower()
    )
