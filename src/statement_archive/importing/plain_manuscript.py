"""Plain text and Markdown as manuscripts: the text stays the file's own, character for character."""

from __future__ import annotations

import re
from itertools import pairwise

from statement_archive.importing import kinds
from statement_archive.importing.blocks import Block
from statement_archive.importing.decode import LIMIT, decode
from statement_archive.importing.lines import has_words
from statement_archive.importing.manuscript import Manuscript, ManuscriptMedia, Part, PartKind
from statement_archive.importing.markdown import markdown_blocks
from statement_archive.importing.note_marks import with_notes
from statement_archive.importing.paragraphs import text_blocks
from statement_archive.importing.sentences import ends_like_a_sentence

_KINDS: dict[str, PartKind] = {"title": "heading", "heading": "heading", "furniture": "furniture"}
_ITEM = re.compile(r"(?:[•·●○▪■◦‣⁃]|[-*+](?=\s)|\(?\d{1,3}[.)](?=\s))\s*")
_QUOTED = re.compile(r"[ \t]*>")
_INDENT = 2  # columns that a block quotation of plain text is set in, at least
_DEFINITION = re.compile(r"\[\^?[^\]\r\n]{1,20}\]:")


def read_plain(
    content: bytes, *, media: ManuscriptMedia, lang: str, encoding: str | None = None, limit: int = LIMIT
) -> Manuscript:
    """Raises what :func:`decode` raises."""
    decoded = decode(content, encoding=encoding, limit=limit)
    text = decoded.text
    found = markdown_blocks(text) if media == "markdown" else text_blocks(text)
    blocks = kinds.classified(text, found.blocks, lang)
    indented = _indented(text, blocks) if media == "text" else frozenset()
    parts = [_part(text, b, media, quoted=i in indented) for i, b in enumerate(blocks)]
    kept, notes = with_notes(text, parts)
    title = next((p.cut(text).strip("# *") for p in kept if p.kind == "heading"), "")
    return Manuscript(text, kept, notes, media, lang, title, (*decoded.warnings, *found.warnings))


def _part(text: str, block: Block, media: ManuscriptMedia, *, quoted: bool) -> Part:
    asides = tuple((i.start, i.end) for i in block.inlines if i.kind == "furniture")
    kind = _KINDS.get(block.kind, "body")
    words = block.cut(text)
    if block.kind == "title" and not block.heading and (media == "markdown" or ends_like_a_sentence(words)):
        kind = "body"  # a first sentence
    if media == "markdown" and _DEFINITION.match(words):  # CommonMark takes them for definitions of links
        kind, asides = "body", ()
    elif block.kind == "furniture" and media == "text" and has_words(words) and len(words) > 100:
        kind = "body"
    if kind == "body" or (kind == "heading" and not block.heading):
        if all(_QUOTED.match(text, line.start) for line in block.lines):
            quoted = True
            if media == "text":
                asides = tuple(m.span() for line in block.lines if (m := re.compile(r">+ ?").match(text, line.start)))
        kind = "quote" if quoted else "item" if kind == "body" and _ITEM.match(words) else kind
    return Part(kind, block.start, block.end, page=block.page, level=block.heading, asides=asides)


def _indented(text: str, blocks: tuple[Block, ...]) -> frozenset[int]:
    """Blocks set in as quotations: every line deeper than the usual line, and several lines or after a colon."""
    bodies = [i for i, b in enumerate(blocks) if b.kind == "body"]
    depths = {i: min(_depth(text, line.start) for line in blocks[i].lines) for i in bodies}
    usual = sorted(depths.values())[len(depths) // 2] if depths else 0
    found = set()
    for before, i in pairwise([-1, *bodies]):
        block = blocks[i]
        if depths[i] < usual + _INDENT or _ITEM.match(text, block.start):
            continue
        led = before >= 0 and blocks[before].cut(text).rstrip().endswith((":", "："))
        if len(block.lines) > 1 or led or before in found:
            found.add(i)
    return frozenset(found) if len(found) * 2 < len(bodies) else frozenset()


def _depth(text: str, start: int) -> int:
    at = start
    while at > 0 and text[at - 1] in " \t\u00a0\u3000":
        at -= 1
    return len(text[at:start].expandtabs(4))
