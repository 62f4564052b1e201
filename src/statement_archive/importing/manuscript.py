"""What a whole file reads as: one text, its parts, its notes. The same shape for every kind of file.

::

    text   …a title␤␤Kazakhstan said ‘words’.[1] And …␤␤Page 3␤␤[1] Statement by Kazakhstan, 2019
    parts  └heading┘ └────────── body ──────────────┘ furniture  └─────────── note ─────────────┘
    notes                          anchor ─▶[1]                   [1] └──────── words ──────────┘

Offsets are code points of ``text``. For plain text and Markdown that is the decoded file, character for
character. For HTML, DOCX and PDF it is put together: parts follow each other after a blank line, lines
printed in a PDF keep their line breaks and the hyphens at their ends. Nothing is corrected.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Span = tuple[int, int]
PartKind = Literal["body", "heading", "quote", "item", "cell", "note", "furniture"]
ManuscriptMedia = Literal["text", "markdown", "html", "docx", "pdf"]


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph, heading, list item, cell of a table, note or line of a printer.

    ``quote`` is a block quotation. ``page``: the page it begins on, as printed where that is known, else
    counted from 1; empty where there are no pages. ``lang``: only where the file itself says it.
    ``level``: of a heading, 0 for none. ``asides``: spans inside the part that are not its words (marks of
    notes, note texts repeated in running text, page numbers, markup), in order, without overlap.
    """

    kind: PartKind
    start: int
    end: int
    page: str = ""
    lang: str = ""
    level: int = 0
    asides: tuple[Span, ...] = ()

    def cut(self, text: str) -> str:
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote, endnote or numbered reference.

    ``mark`` as printed, without brackets or arrows: ``1``, ``*``, ``iv``. ``anchors``: where it is referred
    to, in order; an anchor of a DOCX is empty (``start == end``), since Word prints its number and stores
    none. ``start``/``end``: the words of the note without its mark. ``echoes``: spans in running text that
    repeat the note's words behind its mark, as web pages with pop-up notes do.
    """

    mark: str
    anchors: tuple[Span, ...]
    start: int
    end: int
    echoes: tuple[Span, ...] = ()

    def cut(self, text: str) -> str:
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address outside the file, as HTML and DOCX have them."""

    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A file that was handed in, read whole. ``parts`` are ordered and do not overlap.

    ``lang`` is what the file says of itself or was told, ``und`` where nobody says; ``title`` likewise.
    ``warnings`` are sentences for a person.
    """

    text: str = field(repr=False)
    parts: tuple[Part, ...]
    notes: tuple[Footnote, ...]
    media: ManuscriptMedia
    lang: str = "und"
    title: str = ""
    warnings: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
