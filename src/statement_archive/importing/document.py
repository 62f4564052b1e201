"""A whole file to everything an import needs: exact text, segments, suggestions, warnings, offers."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from statement_archive.domain.segments import SegmentTable
from statement_archive.importing import bridges, kinds, tables
from statement_archive.importing.blocks import Block, Blocks
from statement_archive.importing.decode import LIMIT, decode
from statement_archive.importing.footnotes import with_marks
from statement_archive.importing.markdown import markdown_blocks
from statement_archive.importing.paragraphs import line_blocks, text_blocks
from statement_archive.importing.suggestions import Suggestion, suggestions_of

Media = Literal["text", "markdown"]
SentenceMode = Literal["auto", "lines"]


@dataclass(frozen=True, slots=True)
class Bridge:
    """Two paragraphs that a page break seems to have cut; ``start``/``end`` is the gap between them.

    As an offer, ``before`` and ``after`` are the ids of the two; once applied, both are the id of the
    one paragraph they became.
    """

    before: str
    after: str
    start: int
    end: int
    reason: str

    @property
    def applied(self) -> bool:
        return self.before == self.after


@dataclass(frozen=True, slots=True)
class Imported:
    """What was read. ``text`` is exact; ``suggestions`` and ``bridges`` wait for a person."""

    text: str
    table: SegmentTable
    suggestions: tuple[Suggestion, ...]
    warnings: tuple[str, ...]
    encoding: str
    step: str
    media: Media
    bridges: tuple[Bridge, ...]


def read_document(
    content: bytes,
    *,
    name: str,
    lang: str,
    media: Media | None = None,
    encoding: str | None = None,
    sentences: SentenceMode = "auto",
    bridge: bool | Collection[int] | None = None,
    limit: int = LIMIT,
) -> Imported:
    """Read one file.

    ``name`` tells Markdown by its suffix where ``media`` does not say. ``lang`` is the language of the
    content (BCP 47, ``und`` and ``mul`` too): it chooses abbreviations and month names and is not
    written into the table. ``sentences="lines"``: each line is one sentence and all is body.
    ``bridge=True`` joins what page breaks cut, a collection of gap starts (``start`` of offers) only
    those; what is not joined is offered. ``limit`` in bytes.

    Raises what :func:`decode` raises, and InvalidInput for a gap start that no offer has.
    """
    decoded = decode(content, encoding=encoding, limit=limit)
    media = media or _media(name)
    offers: tuple[Bridge, ...] = ()
    if sentences == "lines":
        found = line_blocks(decoded.text)
        blocks = found.blocks
    else:
        found = markdown_blocks(decoded.text) if media == "markdown" else text_blocks(decoded.text)
        blocks, offers = _arranged(decoded.text, found, lang, bridge)
    table = tables.table_of(decoded.text, blocks, lang, by_line=sentences == "lines")
    return Imported(
        text=decoded.text,
        table=table,
        suggestions=suggestions_of(decoded.text, blocks, lang),
        warnings=(*decoded.warnings, *found.warnings),
        encoding=decoded.encoding,
        step=decoded.step,
        media=media,
        bridges=offers,
    )


def _arranged(
    text: str, found: Blocks, lang: str, bridge: bool | Collection[int] | None
) -> tuple[tuple[Block, ...], tuple[Bridge, ...]]:
    """Classified blocks, joined where asked, and the bridges applied and offered, in order."""
    blocks = with_marks(text, kinds.classified(text, found.blocks, lang))
    offered = {blocks[first].end for first, _, _ in bridges.seams(text, blocks)}
    wanted = offered if bridge is True else set(bridge or ())
    blocks, closed = bridges.joined(text, blocks, wanted)
    ids = tables.names(blocks)
    out = [Bridge(ids[i], ids[i], start, end, reason) for i, start, end, reason in closed]
    for a, b, reason in bridges.seams(text, blocks):
        if blocks[a].end in offered:  # joining alone offers nothing new
            out.append(Bridge(ids[a], ids[b], blocks[a].end, blocks[b].start, reason))
    return blocks, tuple(sorted(out, key=lambda each: each.start))


def _media(name: str) -> Media:
    return "markdown" if name.lower().endswith((".md", ".markdown", ".mdown", ".mkd")) else "text"
