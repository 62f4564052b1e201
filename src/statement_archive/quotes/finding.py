"""All quotations of a file that was handed in, with what it claims about each: ``find``.

::

    manuscript ─ outline ─┬─ pairs of marks ────────┐
                          └─ block quotations ──────┴─ nesting ─ gaps ─ claims ─▶ FoundQuotation …
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from statement_archive.importing.lines import has_words, mostly_cjk, trim
from statement_archive.importing.manuscript import Manuscript
from statement_archive.importing.note_marks import merged
from statement_archive.quotes.claims import Claims
from statement_archive.quotes.found import FoundQuotation, How, Span
from statement_archive.quotes.outline import Outline, outline, part_at
from statement_archive.quotes.pairing import Pair, pairs

_FEW_WORDS, _FEW_SIGNS = 2, 4
_ATTRIBUTION = re.compile(r"(?:\r\n|[\n\r])[ \t>]*(?:[—–―]|--?)\s?[^\r\n]{2,160}$")


@dataclass(frozen=True, slots=True)
class _Raw:
    pair: Pair
    how: How


def find(manuscript: Manuscript) -> tuple[FoundQuotation, ...]:
    """Quotations in the order in which they begin; a nested one after the one it stands in. Never raises."""
    view = outline(manuscript)
    raws = sorted(_all(manuscript, view), key=lambda r: (r.pair.outer[0], -r.pair.outer[1], r.how != "block"))
    raws = [r for r in raws if has_words(manuscript.text[r.pair.inner[0] : r.pair.inner[1]])]
    parents = list(_parents(raws))
    claims = Claims(manuscript, view, [r.pair.outer for r, up in zip(raws, parents, strict=True) if up is None])
    out = []
    for raw, parent in zip(raws, parents, strict=True):
        out.append(_found(manuscript, raw, parent, claims))
    return tuple(out)


def _all(manuscript: Manuscript, view: Outline) -> Iterator[_Raw]:
    found = pairs(view.words, [(p.start, p.end) for p in view.running], manuscript.lang)
    found += pairs(view.note_words, [(p.start, p.end) for p in view.notes], manuscript.lang)
    blocks = list(_blocks(manuscript, view))
    for block in blocks:
        whole = next((p for p in found if _fills(manuscript.text, block, p)), None)
        if whole:
            found.remove(whole)
            block = Pair(block.outer, whole.inner, whole.marks, whole.mismatched, whole.unclosed, whole.reopened)  # noqa: PLW2901 (the block with its marks)
        yield _Raw(block, "block")
    for pair in found:
        if not any(_straddles(pair.outer, b.outer) for b in blocks):
            yield _Raw(pair, "marks")


def _blocks(manuscript: Manuscript, view: Outline) -> Iterator[Pair]:
    """Neighbouring parts of kind quote are one block quotation; its last line may say whose."""
    run: list[int] = []
    running = [i for p in view.running for i in p.parts]
    for i in [*running, -1]:
        if i >= 0 and manuscript.parts[i].kind == "quote":
            run.append(i)
        elif run:
            yield _block(manuscript, view, run)
            run = []


def _block(manuscript: Manuscript, view: Outline, run: Sequence[int]) -> Pair:
    start, end = manuscript.parts[run[0]].start, manuscript.parts[run[-1]].end
    last = _ATTRIBUTION.search(view.words, start, end)
    inner = trim(view.words, start, last.start() if last and last.start() > start else end)
    return Pair((start, end), inner, ("", ""))


def _fills(text: str, block: Pair, pair: Pair) -> bool:
    """Whether the marks stand around the whole block."""
    start, end = pair.outer
    low, high = block.inner
    return low <= start and end <= high and not has_words(text[low:start]) and not has_words(text[end:high])


def _straddles(one: Span, other: Span) -> bool:
    return one[0] < other[0] < one[1] < other[1] or other[0] < one[0] < other[1] < one[1]


def _parents(raws: Sequence[_Raw]) -> Iterator[int | None]:
    stack: list[int] = []
    for i, raw in enumerate(raws):
        while stack and not _within(raw.pair.outer, raws[stack[-1]].pair.inner):
            stack.pop()
        yield stack[-1] if stack else None
        stack.append(i)


def _within(one: Span, other: Span) -> bool:
    return other[0] <= one[0] and one[1] <= other[1]


def _found(manuscript: Manuscript, raw: _Raw, parent: int | None, claims: Claims) -> FoundQuotation:
    pair = raw.pair
    start, end = trim(manuscript.text, *pair.inner)
    number = part_at(manuscript.parts, pair.outer[0])
    part = manuscript.parts[number]
    words = manuscript.text[start:end]
    return FoundQuotation(
        start=start,
        end=end,
        words=words,
        outer=pair.outer,
        how="nested" if parent is not None and raw.how == "marks" else raw.how,
        marks=pair.marks,
        claim=claims.of(pair.outer, (start, end), block=raw.how == "block"),
        part=number,
        mismatched=pair.mismatched,
        unclosed=pair.unclosed,
        short=raw.how != "block" and _short(words),
        parent=parent,
        gaps=_gaps(manuscript, pair, (start, end)),
        page=part.page,
        lang=part.lang,
    )


def _short(words: str) -> bool:
    """A word or two; a few signs where words are not parted by spaces."""
    if mostly_cjk(words):
        return len(words) <= _FEW_SIGNS
    return len(words.split()) <= _FEW_WORDS


def _gaps(manuscript: Manuscript, pair: Pair, span: Span) -> tuple[Span, ...]:
    """What stands inside ``span`` and is none of its words."""
    first, last = part_at(manuscript.parts, span[0]), part_at(manuscript.parts, span[1])
    spans = list(pair.reopened)
    for i, part in enumerate(manuscript.parts[first : last + 1], start=first):
        spans += part.asides
        if i > first and part.kind in ("note", "furniture"):
            spans.append((part.start, part.end))
    inside = ((max(s, span[0]), min(e, span[1])) for s, e in spans)
    return merged(s for s in inside if s[0] < s[1])
