"""The front matter: short blocks before the body, each line a banner, dateline, byline or title.

::

    [banner] [title] [dateline] [byline]   salutation …      before a salutation unknown short blocks are
    └──────── short blocks, no end mark ┘                    front matter too

The lines of a title block are one paragraph as long as they are of one kind; a block that mixes kinds
(a title over a date) is parted where the kind changes. Emphasis of Markdown counts for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from statement_archive.domain.segments import SegmentKind
from statement_archive.importing import banners, datelines, furniture, speakers
from statement_archive.importing.blocks import Block, Inline, without_inlines
from statement_archive.importing.lines import mostly_cjk, plain
from statement_archive.importing.salutations import is_address, is_salutation
from statement_archive.importing.sentences import ends_like_a_sentence

_FRONT_BLOCKS = 20
_TITLE = 300  # characters
_LONG_LINE = 100  # a later block with a longer line has to show that it is a title
_CJK_LINE = 40
_TITLE_LINES = 4
_AHEAD = 4  # blocks looked at for the salutation
_GOES_ON = re.compile(r"[;؛；]\s*\w{0,4}$")  # «…; и»
_OPEN_END = re.compile(
    r"(?:[,،，&–—-]|\s(?:of|and|for|the|de|du|des|et|y|и|по|за|für|und|der|мен|және))$", re.IGNORECASE
)
_WRAPPED = 50  # characters: a shorter line was not broken for its width
_PRINTED_MARKS = "*_# \ufeff"
STAGE = re.compile(r"[(\[（【][^()\[\]\n]{2,60}[)\]）】]\.?")


def front_blocks(text: str, blocks: tuple[Block, ...], lang: str) -> Iterator[Block]:
    """The blocks of the front matter with their kinds; those of mixed lines parted."""
    taken: list[Block] = []
    known = 0  # up to where blocks are of a known kind
    titled = False
    for i, block in enumerate(blocks[:_FRONT_BLOCKS]):
        if block.kind == "furniture":
            taken.append(block)
            continue
        if block.end - block.start > 2 * _TITLE or is_salutation(text, block):
            break
        parts = list(_by_kind(text, block, lang))
        unknown = [p for p in parts if p.kind == "title"]
        if unknown:
            if not all(_title_like(text, p, lang, first=not titled) for p in unknown) and not _before_address(
                text, blocks[i : i + _AHEAD]
            ):
                break
            titled = True
        elif block.end - block.start > _TITLE:
            break
        taken += parts
        if not unknown:
            known = len(taken)
    else:
        if len(blocks) <= _FRONT_BLOCKS:  # nothing follows: only what is plainly front matter is
            taken = taken[:known]
    while taken and taken[-1].kind == "furniture":
        taken.pop()
    yield from _headings_of_front(taken) if titled else taken


def _before_address(text: str, blocks: tuple[Block, ...]) -> bool:
    """Whether short blocks that end like no sentence lead up to an address to the chair."""
    for block in blocks:
        if block.kind != "furniture":
            if is_address(text, block):
                return True
            words = block.cut(text).strip(_PRINTED_MARKS)
            if len(words) > _TITLE or ends_like_a_sentence(words) or words[-1:] in ",،，、" or STAGE.fullmatch(words):
                return False
    return False


def _headings_of_front(front: list[Block]) -> Iterator[Block]:
    """A second, short unknown block that stands last is the first heading of the body."""
    titles = [b for b in front if b.kind == "title"]
    for block in front:
        last = block is front[-1] and block in titles[1:]
        if last and len(block.lines) == 1 and block.end - block.start <= 60:
            yield replace(block, kind="heading")
        else:
            yield block


def _title_like(text: str, block: Block, lang: str, *, first: bool) -> bool:
    """A short block that no sentence ends; after the first, a long one has to show that it is a title."""
    words = plain(block.cut(text)).words.strip(_PRINTED_MARKS)
    if block.heading:
        return True
    if (
        words[:1] in "•·●○▪■◦‣⁃–—-[("
        or block.end - block.start > _TITLE
        or words[:1].islower()
        or STAGE.fullmatch(words)
    ):
        return False
    if words[-1] in ",،，、" or _GOES_ON.search(words[-12:]):
        return False
    if words.isupper() or block.cut(text).endswith("**") or _says_it_is_one(words, lang):
        return True
    widest = max(line.end - line.start for line in block.lines)
    narrow = widest <= (_CJK_LINE if mostly_cjk(words) else _LONG_LINE) and len(block.lines) <= _TITLE_LINES
    return (first or narrow) and not ends_like_a_sentence(words)


def _says_it_is_one(words: str, lang: str) -> bool:
    """«Statement of …», «Delivered by …»."""
    if ends_like_a_sentence(words):
        return False
    return speakers.is_statement_title(words) or bool(speakers.byline(words, lang))


def _by_kind(text: str, block: Block, lang: str) -> Iterator[Block]:
    """The block, parted where the kind of its lines changes; unknown lines are ``title``."""
    bare = without_inlines(text, block)
    words = [bare[line.start - block.start : line.end - block.start] for line in block.lines]
    kinds = [_line_kind(line, lang) for line in words]
    _join_bylines(words, kinds)
    starts = [i for i, kind in enumerate(kinds) if i == 0 or kind != kinds[i - 1]]
    if block.heading or not _can_part(block, starts):
        yield _with_stars(text, replace(block, kind=kinds[0] if len(set(kinds)) == 1 else "title"))
        return
    for start, end in zip(starts, (*starts[1:], len(kinds)), strict=True):
        yield _with_stars(text, _part(block, start, end, kinds[start]))


def _join_bylines(words: list[str], kinds: list[SegmentKind]) -> None:
    """Unknown lines that go on with a byline broken for its width are the byline's."""
    for i in range(1, len(kinds)):
        before, line = plain(words[i - 1]).words.rstrip(), plain(words[i]).words.strip()
        if kinds[i - 1] == "byline" and kinds[i] == "title" and not before.endswith((")", "）", ".")):
            opened = before.count("(") > before.count(")")
            wide = len(before) >= _WRAPPED and (line[:1].islower() or line.endswith((")", "）")))
            if opened or wide or _OPEN_END.search(before[-12:]):
                kinds[i] = "byline"


def _can_part(block: Block, starts: list[int]) -> bool:
    """Whether no markup spans the lines at which the block would be parted."""
    cuts = [block.lines[i].start for i in starts[1:]]
    return not any(inline.start < cut < inline.end for cut in cuts for inline in block.inlines)


def _part(block: Block, first: int, end: int, kind: SegmentKind) -> Block:
    lines = block.lines[first:end]
    start, stop = lines[0].start, lines[-1].end
    inlines = tuple(i for i in block.inlines if start <= i.start and i.end <= stop)
    whole = end - first == len(block.lines)
    return replace(
        block,
        start=start,
        end=stop,
        lines=lines,
        kind=kind,
        inlines=inlines,
        paged=block.paged and (whole or first == 0),
    )


def _with_stars(text: str, block: Block) -> Block:
    """``**…**`` around a plain-text title is markup."""
    words = block.cut(text)
    lead = len(words) - len(words.lstrip("\ufeff"))
    if block.inlines or not (words.startswith("**", lead) and words.endswith("**") and len(words) - lead > 5):
        bom = (Inline(block.start, block.start + 1),) if lead and not block.inlines else ()
        return replace(block, inlines=bom) if bom else block
    start = block.start + lead
    marks = (Inline(start - lead, start + 2), Inline(block.end - 2, block.end))
    return replace(block, inlines=marks)


def _line_kind(words: str, lang: str) -> SegmentKind:
    bare = plain(words).words.strip(_PRINTED_MARKS)
    if banners.match(bare, lang):
        return "banner"
    if datelines.is_dateline(bare, lang):
        return "dateline"
    if furniture.is_symbol(bare):
        return "banner"
    return "byline" if speakers.is_byline(bare) else "title"
