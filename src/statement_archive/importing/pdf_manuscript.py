"""PDF as a manuscript: paragraphs put together from printed lines, page by page.

::

    running head, page number    furniture, after the body of its page     same at the edges of several pages
    lines close below each other a paragraph; its line breaks and hyphens stay in the text
    set in on both sides         a block quotation
    smaller, at the foot         notes

A paragraph that goes on over the page stays two parts, with what stands between them; whoever reads
quotations joins them.
"""

from __future__ import annotations

import itertools
import re
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2

from statement_archive.domain.errors import InvalidInput, Refused, TooLarge
from statement_archive.importing import furniture
from statement_archive.importing.composer import Composer
from statement_archive.importing.lines import has_words
from statement_archive.importing.manuscript import Manuscript, PartKind
from statement_archive.importing.note_marks import with_notes
from statement_archive.importing.pdf_chars import PdfLine, lines_of
from statement_archive.importing.sentences import ends_like_a_sentence
from statement_archive.importing.signs import lines_in_words, warnings_of

MAX_PAGES = 3000
_EDGE = 2  # lines at the head and at the foot of a page that may be furniture
_NOTE = re.compile(r"(?:\d{1,3}|[¹²³⁰⁴-⁹]{1,3}|\[\d{1,3}\]|\*{1,3}|†|‡)[.)]?\s?(?=[^\W\d_]|[“\"‘«„])")
_ITEM = re.compile(r"(?:[•·●○▪■◦‣⁃–—-]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)])\s")
_SMALL = 0.93  # of the usual size: notes are printed smaller
_SET_IN = 1.2  # times the size of the letters, on both sides: a block quotation
_APART = 1.35  # times the usual distance of lines
# pdfium is not made for threads: one document is read at a time.
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True, slots=True)
class _Paragraph:
    lines: tuple[PdfLine, ...]
    kind: PartKind = "body"


def read_pdf(content: bytes, *, lang: str = "und") -> Manuscript:
    """Raises Refused (``reason``: ``encrypted``, ``no-text``), InvalidInput (damaged), TooLarge (pages, text)."""
    with _ONE_AT_A_TIME:
        pages, title = _pages(content)
    without = {i + 1 for i, (_, lines) in enumerate(pages) if not any(has_words(line.words) for line in lines)}
    if len(without) == len(pages):
        raise Refused(
            "there is no text in the PDF, perhaps scanned pages: have the text recognised first", reason="no-text"
        )
    composer = Composer()
    announced: set[int] = set()
    heads = _heads([lines for _, lines in pages])
    usual = _usual_size([line for _, lines in pages for line in lines])
    for label, lines in pages:
        body, aside = _parted(lines, heads)
        for paragraph in _ordered(body, aside, usual):
            if paragraph.kind == "note":
                announced.add(len(composer.parts))
            _add(composer, paragraph, label)
    text = composer.text
    parts = tuple(replace(p, kind="body") if p.kind == "note" else p for p in composer.parts)
    parts, notes = with_notes(text, parts, announced=frozenset(announced))
    warnings = list(warnings_of(text))
    if without:
        warnings.insert(0, f"pages without text, perhaps scanned: {lines_in_words(without).split(' ', 1)[1]}")
    first = next((p.cut(text) for p in parts if p.kind == "heading"), "")
    return Manuscript(text, parts, notes, "pdf", lang, title or first, tuple(warnings))


def _pages(content: bytes) -> tuple[list[tuple[str, list[PdfLine]]], str]:
    """Label and lines of every page, and the title that the file states."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise Refused("the PDF is encrypted; save it without a password", reason="encrypted") from error
        raise InvalidInput(f"not a PDF that can be read: {str(error)[:200]}") from error
    try:
        if len(document) > MAX_PAGES:
            raise TooLarge(f"{len(document)} pages, more than the {MAX_PAGES} taken in one piece")
        if not len(document):
            raise InvalidInput("not a PDF that can be read: it has no pages")
        title = str(document.get_metadata_dict(skip_empty=True).get("Title", ""))
        return [(document.get_page_label(i) or str(i + 1), _page(document, i)) for i in range(len(document))], title
    except pypdfium2.PdfiumError as error:
        raise InvalidInput(f"a page of the PDF cannot be read: {str(error)[:200]}") from error
    finally:
        document.close()


def _page(document: Any, number: int) -> list[PdfLine]:
    page = document[number]
    textpage = page.get_textpage()
    try:
        return lines_of(textpage)
    finally:
        textpage.close()
        page.close()


def _heads(pages: Sequence[Sequence[PdfLine]]) -> frozenset[str]:
    """Keys of lines that come back at the edges of pages."""
    counts: Counter[str] = Counter()
    for lines in pages:
        counts.update({furniture.head_key(line.words) for line in _edges(lines)})
    return frozenset(key for key, count in counts.items() if count > 1 and len(key) <= 120)


def _edges(lines: Sequence[PdfLine]) -> list[PdfLine]:
    """The highest and the lowest lines of a page, wherever its file lists them."""
    by_height = sorted(lines, key=lambda line: -line.bottom)
    heights = sorted({round(line.bottom) for line in by_height}, reverse=True)
    ends = {*heights[:_EDGE], *heights[-_EDGE:]} if len(heights) > _EDGE else set(heights)
    return [line for line in by_height if round(line.bottom) in ends]


def _parted(lines: Sequence[PdfLine], heads: frozenset[str]) -> tuple[list[PdfLine], list[PdfLine]]:
    """Lines of the page's text, and lines of its printer."""
    edges = {id(line) for line in _edges(lines)}
    body: list[PdfLine] = []
    aside: list[PdfLine] = []
    for line in lines:
        key = furniture.head_key(line.words)
        printed = id(line) in edges and (key in heads or furniture.page_alone(line.words) is not None)
        (aside if printed or furniture.certain_page(line.words) is not None else body).append(line)
    return body, aside


def _usual_size(lines: Sequence[PdfLine]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.words)
    return sizes.most_common(1)[0][0] if sizes else 1.0


def _ordered(body: Sequence[PdfLine], aside: Sequence[PdfLine], usual: float) -> Iterator[_Paragraph]:
    """Body, then what the printer added, then the notes at the foot."""
    paragraphs = _paragraphs(body)
    first = len(paragraphs)
    while first > 0 and _is_note(paragraphs[first - 1], usual):
        first -= 1
    while first < len(paragraphs) and not _NOTE.match(paragraphs[first].lines[0].words):
        first += 1  # small print above the first number is no note
    left = Counter(round(line.left) for line in body).most_common(1)[0][0] if body else 0
    right = max((line.right for line in body), default=0.0)
    for paragraph in paragraphs[:first]:
        yield replace(paragraph, kind=_kind(paragraph, usual, left, right))
    yield from (_Paragraph((line,), "furniture") for line in aside)
    yield from (replace(paragraph, kind="note") for paragraph in paragraphs[first:])


def _is_note(paragraph: _Paragraph, usual: float) -> bool:
    return all(line.size < usual * _SMALL for line in paragraph.lines)


def _kind(paragraph: _Paragraph, usual: float, left: float, right: float) -> PartKind:
    first = paragraph.lines[0]
    words = " ".join(line.words for line in paragraph.lines)
    if first.size > usual * 1.1 and len(words) <= 200 and not words.endswith("."):
        return "heading"
    if _ITEM.match(words):
        return "item"
    deep = _SET_IN * usual
    edges = {round(line.left) for line in paragraph.lines}
    set_in = all(line.left >= left + deep and line.right <= right - deep for line in paragraph.lines)
    return "quote" if set_in and len(paragraph.lines) > 1 and len(edges) <= 2 else "body"


def _paragraphs(lines: Sequence[PdfLine]) -> list[_Paragraph]:
    pitches = sorted(round(a.bottom - b.bottom, 1) for a, b in itertools.pairwise(lines) if a.bottom > b.bottom)
    pitch = pitches[len(pitches) // 2] if pitches else 0.0
    right = max((line.right for line in lines), default=0.0)
    out: list[_Paragraph] = []
    group: list[PdfLine] = []
    for line in lines:
        if group and _breaks(group, line, pitch, right):
            out.append(_Paragraph(tuple(group)))
            group = []
        group.append(line)
    if group:
        out.append(_Paragraph(tuple(group)))
    return out


def _breaks(group: Sequence[PdfLine], line: PdfLine, pitch: float, right: float) -> bool:
    """Whether a new paragraph begins with ``line``."""
    before = group[-1]
    down = before.bottom - line.bottom
    if abs(line.size - before.size) > 0.12 * before.size or _ITEM.match(line.words):
        return True
    if down > _APART * pitch or down < -before.size:
        return True
    ended = ends_like_a_sentence(before.words)
    if ended and _NOTE.match(line.words) and _NOTE.match(group[0].words):
        return True
    set_in = len(group) > 1 and line.left > before.left + 0.8 * line.size
    short = before.right < right - 0.15 * (right - before.left)
    return ended and (set_in or short)


def _add(composer: Composer, paragraph: _Paragraph, label: str) -> None:
    composer.begin()
    composer.write("\n".join(line.words for line in paragraph.lines))
    composer.end(paragraph.kind, page=label)
