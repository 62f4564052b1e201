"""Text fragments: an address that makes a browser show the very words (URL Fragment Text Directives, WICG).

::

    #:~:text=[prefix-,]start[,end][,-suffix]         words of the stored text, in the order in which they are stored

A short passage of one sentence is named whole, a longer one by its first and last words. Browsers look for whole words
and take the first place that fits, so the words named grow until they name the place; where they cannot, the words
around it are named too. A browser that finds nothing shows the page as it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import quote

from statement_archive.domain.segments import Segment, SegmentTable

_WHOLE = 60  # characters: a passage up to here is named whole
_LEAST_WORDS, _LEAST = 4, 16
_NEAR = 4  # words of a prefix or suffix
# Where no spaces part words, a clause is the least that surely ends with a word.
_WORD = re.compile(r"\S+?(?:[，。、；：！？](?=\S)|(?=\s|\Z))")


def text_fragment(text: str, start: int, end: int, table: SegmentTable) -> str:
    """For ``text[start:end]`` (code points); empty for an empty passage."""
    spans = _spans(text, start, end, table)
    if not spans:
        return ""
    (a, b), (c, d) = spans[0], spans[-1]
    if (a, b) == (c, d) and b - a <= _WHOLE:
        head, tail = (a, b), None
    else:
        head, tail = _head(text, a, b), _tail(text, c, d, max(a, c) if (a, b) == (c, d) else 0)
        if (a, b) == (c, d) and head[1] >= tail[0]:
            head, tail = (a, b), None
    parts = [_encoded(text[slice(*head)])]
    if tail:
        parts.append(_encoded(text[slice(*tail)]))
    around = table.paragraph_of(Segment("p0", "inline", a, b, "body"))
    if around and _earlier(text, head):
        before = " ".join(text[around.start : a].split()[-_NEAR:])
        after = " ".join(text[d : around.end].split()[:_NEAR]) if d <= around.end else ""
        parts = [*([f"{_encoded(before)}-"] if before else []), *parts, *([f"-{_encoded(after)}"] if after else [])]
    return "#:~:text=" + ",".join(parts)


def _spans(text: str, start: int, end: int, table: SegmentTable) -> list[tuple[int, int]]:
    """What of each sentence lies in the passage, without page numbers and the like, white space trimmed."""
    found = []
    for s in table.sentences:
        if s.start < end and start < s.end:
            found += list(_pieces(text, max(s.start, start), min(s.end, end), table))
    return found


def _pieces(text: str, start: int, end: int, table: SegmentTable) -> Iterator[tuple[int, int]]:
    at = start
    for stop, on in (*_breaks(text, start, end, table), (end, end)):
        piece = text[at:stop] if at < stop else ""
        if piece.strip():
            begin = at + len(piece) - len(piece.lstrip())
            yield begin, begin + len(piece.strip())
        at = max(at, on)


def _breaks(text: str, start: int, end: int, table: SegmentTable) -> list[tuple[int, int]]:
    """What words are not named across: inline segments, and line breaks between characters of full width, where
    browsers show no space (CSS Text 3, section 4.1.3)."""
    found = [(i.start, i.end) for i in table.level("inline") if i.start < end and start < i.end]
    lines = [m.span() for m in re.finditer(r"\s*\n\s*", text[start:end])]
    found += [(start + a, start + b) for a, b in lines if _wide(text, start + a - 1) and _wide(text, start + b)]
    return sorted(found)


def _wide(text: str, at: int) -> bool:
    return 0 <= at < len(text) and unicodedata.east_asian_width(text[at]) in ("W", "F")


def _head(text: str, start: int, end: int) -> tuple[int, int]:
    """The first words, as many as name the place."""
    words = [m.end() for m in _WORD.finditer(text, start, end)]
    for count, stop in enumerate(words, start=1):
        if _enough(count, stop - start, text[start:stop]) and not _earlier(text, (start, stop)):
            return start, stop
    return start, end


def _tail(text: str, start: int, end: int, least: int) -> tuple[int, int]:
    """The last words; ``least``: where they may begin at the earliest."""
    words = [m.start() for m in _WORD.finditer(text, max(start, least), end)]
    for count, begin in enumerate(reversed(words), start=1):
        if _enough(count, end - begin, text[begin:end]):
            return begin, end
    return max(start, least), end


def _enough(words: int, length: int, piece: str) -> bool:
    return length >= _LEAST and (words >= _LEAST_WORDS or not re.search(r"\s", piece))


def _earlier(text: str, span: tuple[int, int]) -> bool:
    """Whether the same words stand before this place; browsers fold case."""
    words = r"\s+".join(re.escape(word) for word in text[slice(*span)].split())
    found = re.search(words, text, re.IGNORECASE)
    return found is not None and found.start() < span[0]


def _encoded(words: str) -> str:
    """Percent-encoded UTF-8; the signs of the directive's own syntax too (``,``, ``-``, ``&``)."""
    # What HTML folds, and no other space: an ideographic one stands in the page as it is.
    return quote(re.sub(r"[ \t\n\f\r]+", " ", words).strip(), safe="").replace("-", "%2D")
