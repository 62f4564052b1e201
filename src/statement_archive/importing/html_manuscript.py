"""HTML as a manuscript: what a reader of the page sees, in its order, menus and the like aside.

::

    <blockquote>          a block quotation        <q>words</q>        “words”, as browsers print it
    <a href="#n1">1</a>   an anchor, where n1      <li id="n1">…       the note; «↩» back to the text is no word of it
    <nav>, <footer> …     furniture                hidden elements     nothing

lxml reads the page, so that nothing is lost. trafilatura, which tells the article from the page around it
and joins, reorders and drops while doing so, is only asked which short lines belong to no article.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from statement_archive.domain.errors import Refused
from statement_archive.importing.composer import Composer
from statement_archive.importing.decode import LIMIT, decode
from statement_archive.importing.html_notes import NoteLinks, note_links
from statement_archive.importing.html_source import declared, parsed, tag_of
from statement_archive.importing.manuscript import Footnote, Link, Manuscript, Part, PartKind, Span
from statement_archive.importing.note_marks import merged, with_notes

Element = etree._Element  # noqa: SLF001 (lxml's only name for the type)
_DROPPED = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "svg",
        "math",
        "canvas",
        "iframe",
        "object",
        "embed",
        "audio",
        "video",
        "head",
        "select",
        "option",
        "datalist",
        "textarea",
        "input",
        "button",
        "dialog",
        "rp",
        "rt",
        "map",
    ]
)
_FURNITURE = frozenset(["nav", "menu", "form", "search"])
_ROLES = frozenset(["navigation", "banner", "contentinfo", "search", "menu", "menubar", "toolbar"])
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_KINDS: dict[str, PartKind] = {"blockquote": "quote", "li": "item", "td": "cell", "th": "cell", "pre": "body"}
_SPACE = re.compile(r"[ \t\r\n\f]+")
_MARK_CELL = re.compile(r"\s*(?:↑\s?\d{1,3}|\[\d{1,3}\]|\^?\s?\d{1,3}[.)]?)\s*")
_DEEP = 150  # levels, below which elements are read as words only
_QUOTED = re.compile('[“”„«»‹›「」『』〝"‘]')
_SHORT = 120  # characters of a line that may be a piece of a menu
_ENOUGH = 200  # characters that trafilatura has to keep before it is listened to


@dataclass
class _Context:
    kind: PartKind = "body"
    lang: str = ""
    level: int = 0
    pre: bool = False


@dataclass
class _Page:
    links: NoteLinks
    composer: Composer = field(default_factory=Composer)
    open: bool = False
    spaced: bool = True  # whether the words so far end with white space
    anchors: dict[Element, list[Span]] = field(default_factory=dict)  # by note
    notes: list[tuple[Element, int, int]] = field(default_factory=list)  # element, first part, last part
    asides: list[Span] = field(default_factory=list)
    addresses: list[Link] = field(default_factory=list)
    linked: int = 0  # characters of links in the part
    dense: set[int] = field(default_factory=set)  # starts of parts that are mostly links


def read_html(content: bytes, *, lang: str = "und", encoding: str | None = None, limit: int = LIMIT) -> Manuscript:
    """Raises what :func:`decode` raises, InvalidInput for declared entities, Refused where there are no words."""
    decoded = decode(content, encoding=encoding or declared(content), limit=limit)
    root = parsed(decoded.text)
    page = _Page(note_links(root))
    said = (root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip()
    _walk(page, root, _Context(), 0)
    _close(page, _Context())
    parts = _with_asides(page.composer.parts, page.asides)
    text = page.composer.text
    if not parts:
        raise Refused("there are no words on the page", reason="no-text")
    parts = _menus_aside(decoded.text, text, parts, page.dense)
    notes = tuple(_notes(page, text, parts))
    if not notes:
        parts, notes = with_notes(text, parts)
    title = " ".join((root.findtext(".//title") or "").split())
    lang = lang if lang != "und" else tag_of(said)
    return Manuscript(text, parts, notes, "html", lang, title, decoded.warnings, tuple(page.addresses))


def _walk(page: _Page, element: Element, context: _Context, depth: int) -> None:
    tag = str(element.tag)  # comments and the like were taken out by the parser
    if not tag or tag in _DROPPED or _hidden(element):
        return
    if tag in ("br", "wbr"):
        if tag == "br":
            _write(page, "\n", pre=True)
        return
    block = tag in _BLOCKS or tag in ("h1", "h2", "h3", "h4", "h5", "h6")
    if block or element in page.links.notes:
        _close(page, context)
    inner = _inner(element, tag, context, page)
    first = len(page.composer.parts)
    begun = _begin_of(page)
    if tag == "q":
        _write(page, "“")
    _children(page, element, inner, depth)
    if tag == "q":
        _write(page, "”")
    if element in page.links.references and page.open:
        page.anchors.setdefault(page.links.references[element], []).append((begun, page.composer.at))
        page.asides.append((begun, page.composer.at))
    elif element in page.links.backs and page.open:
        page.asides.append((begun, page.composer.at))
    if tag == "a" and page.composer.at > begun:
        page.linked += page.composer.at - begun
        target = (element.get("href") or "").strip()
        if target.lower().startswith(("http://", "https://")):
            page.addresses.append(Link(begun, page.composer.at, target))
    if block or element in page.links.notes:
        _close(page, inner)
    if element in page.links.notes and len(page.composer.parts) > first:
        page.notes.append((element, first, len(page.composer.parts)))


def _children(page: _Page, element: Element, context: _Context, depth: int) -> None:
    if depth > _DEEP:
        _write(page, " ".join(str(t) for t in element.itertext()))
        return
    if element.tag == "tr" and _is_note_row(element):
        for cell in element:
            for one in cell:
                _walk_inline(page, cell, one, context, depth)
            if not len(cell):
                _write(page, cell.text or "")
            _write(page, " ")
        return
    _write(page, element.text or "", pre=context.pre)
    for child in element:
        _walk(page, child, context, depth + 1)
        _write(page, child.tail or "", pre=context.pre)


def _walk_inline(page: _Page, cell: Element, one: Element, context: _Context, depth: int) -> None:
    if one is cell[0]:
        _write(page, cell.text or "")
    _walk(page, one, replace(context, kind="item"), depth + 2)
    _write(page, one.tail or "")


def _is_note_row(row: Element) -> bool:
    """A row of two cells, the first of which is only a number: how some pages print their notes."""
    cells = [c for c in row if c.tag in ("td", "th")]
    return len(cells) == 2 and _MARK_CELL.fullmatch("".join(map(str, cells[0].itertext()))) is not None


def _inner(element: Element, tag: str, context: _Context, page: _Page) -> _Context:
    kind: PartKind = _KINDS.get(tag, context.kind)
    if context.kind == "quote" and kind in ("item", "body"):
        kind = "quote"
    level = context.level
    if len(tag) == 2 and tag[0] == "h" and tag[1].isdecimal():
        kind, level = "heading", int(tag[1])
    if element in page.links.notes or context.kind == "note":
        kind = "note"
    elif tag in _FURNITURE or element.get("role", "").lower() in _ROLES or context.kind == "furniture":
        kind = "furniture"
    elif tag in ("header", "footer") and not any(
        a.tag in ("article", "main", "blockquote") for a in element.iterancestors()
    ):
        kind = "furniture"
        if tag == "header" and next(element.iter("h1"), None) is not None:
            kind = context.kind
    return _Context(kind, element.get("lang") or context.lang, level, context.pre or tag == "pre")


def _hidden(element: Element) -> bool:
    style = element.get("style", "").replace(" ", "").lower()
    return element.get("hidden") is not None or "display:none" in style or "visibility:hidden" in style


def _begin_of(page: _Page) -> int:
    """The offset at which the next word will stand, whether or not a part is open."""
    return page.composer.at if page.open else page.composer.at + (2 if page.composer.parts else 0)


def _write(page: _Page, words: str, *, pre: bool = False) -> None:
    if not words:
        return
    if not pre:
        words = _SPACE.sub(" ", words)
        if page.spaced:
            words = words.lstrip(" ")
    if not words or (not page.open and not words.strip()):
        return
    if not page.open:
        page.composer.begin()
        page.open, page.linked = True, 0
    page.composer.write(words)
    page.spaced = words[-1] in " \n"


def _close(page: _Page, context: _Context) -> None:
    if page.open:
        part = page.composer.end(
            context.kind, lang=context.lang, level=context.level if context.kind == "heading" else 0
        )
        if part and page.linked * 2 > part.end - part.start:
            page.dense.add(part.start)
    page.open, page.spaced = False, True


def _with_asides(parts: list[Part], spans: list[Span]) -> tuple[Part, ...]:
    return tuple(replace(p, asides=merged((s, e) for s, e in spans if p.start <= s and e <= p.end)) for p in parts)


def _menus_aside(source: str, text: str, parts: tuple[Part, ...], dense: set[int]) -> tuple[Part, ...]:
    """Short lines of links that trafilatura does not count to the article are furniture."""
    if not any(p.start in dense for p in parts):
        return parts
    kept = _squeezed(_article(source))
    if len(kept) < _ENOUGH:
        return parts
    out = []
    for part in parts:
        words = part.cut(text)
        menu = (
            part.kind in ("body", "item", "cell")
            and part.start in dense
            and len(words) <= _SHORT
            and not _QUOTED.search(words)
            and _squeezed(words) not in kept
        )
        out.append(replace(part, kind="furniture") if menu else part)
    return tuple(out)


def _article(source: str) -> str:
    """The words that trafilatura counts to the article, on one line or several."""
    import trafilatura  # noqa: PLC0415  # half a second, for pages only
    from trafilatura.meta import reset_caches  # noqa: PLC0415

    # It logs words of the page, and keeps some in caches; what is handed in is confidential.
    for name in ("trafilatura", "htmldate", "justext"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    kept = trafilatura.extract(
        source, favor_recall=True, include_comments=True, include_tables=True, with_metadata=False
    )
    reset_caches()
    return kept or ""


def _squeezed(words: str) -> str:
    return "".join(c for c in words if c.isalnum())


_LEADING_MARK = re.compile(r"\s*(?:↑\s?|\^\s?)?[\[(]?(?:\d{1,3}|[ivxlc]{1,6}|\*{1,3}|†|‡|[a-z])[\])]?[.:]?\s+|[↑^]\s*")


def _notes(page: _Page, text: str, parts: tuple[Part, ...]) -> Iterator[Footnote]:
    for element, first, last in page.notes:
        mine = parts[first:last]
        start, end = mine[0].start, mine[-1].end
        mark = page.links.marks.get(element, "")
        match = _LEADING_MARK.match(text, start, end)
        if match and mark in match.group():
            start = match.end()
        for aside in reversed(mine[-1].asides):  # ways back at the end
            if not text[aside[1] : end].strip():
                end = start + len(text[start : aside[0]].rstrip())
        yield Footnote(mark, tuple(page.anchors.get(element, ())), min(start, end), end)
