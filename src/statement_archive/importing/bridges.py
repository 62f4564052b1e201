"""Paragraphs that a page break seems to have cut in two: found, offered, and joined only when asked.

::

    … cessation of the nuclear        ┐
              - 12 -                  │ offered as a Bridge; with bridge one paragraph,
    arms race … under strict control. ┘ the page number inside it as inline furniture

Joining is segmentation: no character of the text changes.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from statement_archive.domain.errors import InvalidInput
from statement_archive.importing.blocks import Block, Inline
from statement_archive.importing.lines import trim
from statement_archive.importing.sentences import ends_like_a_sentence

_SMALL_BEGINNING = re.compile(r"[\s\"'“”„«‘(\[\ufeff]*([^\W_])")
_LIST = re.compile(r"\s*(?:[•·●○▪■◦‣⁃–—*-]\s|\(?(?:\d{1,3}|[^\W\d_]|[ivx]{1,5})[).]\s)")
# «…; и», «…, and»: an enumeration goes on in the next paragraph, no page break needed.
_ENUMERATES = re.compile(r"[,;،؛，；]\s*\w{0,4}$")
_MIN_BEFORE = 40  # characters: shorter ones are headings and signatures


def seams(text: str, blocks: tuple[Block, ...]) -> list[tuple[int, int, str]]:
    """Pairs of indices of body blocks (first, second; furniture between them) with the reason."""
    found = []
    before: int | None = None
    for i, block in enumerate(blocks):
        if block.kind == "furniture":
            continue
        if block.kind == "body" and before is not None:
            reason = _reason(text, blocks, before, i)
            if reason:
                found.append((before, i, reason))
        before = i if block.kind == "body" else None
    return found


def _reason(text: str, blocks: tuple[Block, ...], first: int, second: int) -> str:
    a, b = blocks[first], blocks[second]
    if (
        a.heading
        or b.heading
        or a.end - a.start < _MIN_BEFORE
        or ends_like_a_sentence(text[max(a.start, a.end - 24) : a.end])
    ):
        return ""
    page = second - first > 1 or b.paged
    if _LIST.match(text, b.start, b.end) or (_ENUMERATES.search(text[a.end - 12 : a.end]) and not page):
        return ""
    match = _SMALL_BEGINNING.match(text, b.start, min(b.end, b.start + 40))
    first_letter = match.group(1) if match else ""
    caseless = first_letter.isalpha() and first_letter.lower() == first_letter.upper()
    if not (first_letter.islower() or (caseless and page)):
        return ""
    what = "goes on in lower case" if first_letter.islower() else "goes on"
    between = " after page furniture" if second - first > 1 else " after a form feed" if b.paged else ""
    return f"ends without a final mark and {what}{between}"


def joined(
    text: str, blocks: tuple[Block, ...], only: Collection[int] | None = None
) -> tuple[tuple[Block, ...], list[tuple[int, int, int, str]]]:
    """Blocks with every seam closed, or those whose gap starts are in ``only``.

    For each closed seam: index of the joined block, gap start, gap end, reason. Raises InvalidInput where
    no seam has one of the starts.
    """
    out: list[Block] = []
    closed: list[tuple[int, int, int, str]] = []
    reasons = {second: (first, reason) for first, second, reason in seams(text, blocks)}
    if only is not None:
        reasons = {second: seam for second, seam in reasons.items() if blocks[seam[0]].end in only}
        unknown = set(only) - {blocks[first].end for first, _ in reasons.values()}
        if unknown:
            raise InvalidInput(f"no paragraphs are offered to be joined at offset {min(unknown)}")
    for i, block in enumerate(blocks):
        if i not in reasons:
            out.append(block)
            continue
        first, reason = reasons[i]
        between = out[len(out) - (i - first - 1) :] if i - first > 1 else []
        del out[len(out) - len(between) :]
        a = out[-1]
        marks = [Inline(f.start, f.end, "furniture", f.page) for f in between]
        marks += _form_feeds(text, a.end, block.start, marks)
        inlines = (*a.inlines, *sorted(marks, key=lambda m: m.start), *block.inlines)
        out[-1] = replace(a, end=block.end, lines=a.lines + block.lines, inlines=inlines)
        closed.append((len(out) - 1, a.end, block.start, reason))
    return tuple(out), closed


def _form_feeds(text: str, start: int, end: int, marks: list[Inline]) -> list[Inline]:
    """Form feeds of a gap that holds no printed furniture: the page break itself."""
    if marks or "\f" not in text[start:end]:
        return []
    at = text.index("\f", start, end)
    last = text.rindex("\f", start, end) + 1
    return [Inline(at, last)] if trim(text, at, last)[0] == at else []
