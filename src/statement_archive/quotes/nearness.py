"""Where words stand in a text that are near a quotation's, though not the same.

::

    words, or pieces of them ─ rapidfuzz ─▶ window ─ edit distance, ends free ─▶ start, end, likeness

A likeness never means that words are the same; it tells near from far, and one place from another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import partial_ratio, partial_ratio_alignment

# Least likeness by length: what chance brings about in some megabytes of text lies well below.
_LEAST = ((12, 0.85), (25, 0.75), (45, 0.68), (80, 0.62))
_LEAST_OF_LONG = 0.58
_PIECE = 64  # characters of a piece of long words; six of them at most are sought, each this much alike
_PIECES = 6
_PIECE_CUTOFF = 70.0
_SURE = 95.0
_LONG = 600  # characters beyond which only the ends are compared closely
_SHORTEST_END = 2
_LONG_END = 8  # with ends shorter than this, no more than a word or a few may be left out
_FEW_WORDS = 40
_CUT = 3  # letters of a word that may have been cut off by chance where the words differ
_SHORTENED = 0.7  # likeness of words that all stand there, however much was left out between them


@dataclass(frozen=True, slots=True)
class Near:
    """``start:end`` of the compared text; ``likeness``: 1 minus edits for each character of the words."""

    start: int
    end: int
    likeness: float


def least(length: int) -> float:
    """The likeness that words of so many characters need to be called near."""
    return next((needed for size, needed in _LEAST if length <= size), _LEAST_OF_LONG)


def rough(words: str, text: str) -> float:
    """The likeness of ``words``, or of their pieces in the mean, and their best place: 0 to 100, 0 where all is far."""
    if len(words) <= 2 * _PIECE:
        return partial_ratio(words, text, score_cutoff=50)
    found = [partial_ratio(words[at : at + _PIECE], text, score_cutoff=_PIECE_CUTOFF) for at in _pieces(len(words))]
    return sum(found) / len(found)


def nearest(words: str, text: str) -> Near | None:
    """The place in ``text`` that is most like ``words`` (both without capitals); None where none is near enough.

    Time: 5 to 20 ms for each million characters and each piece (six at most), some for what is found."""
    if not words or not text:
        return None
    needed = least(len(words))
    low, high = 0, len(text)
    if len(text) > 2 * len(words):
        found = _window(words, text, needed)
        if found is None:
            return None
        low, high = found
    window = text[low:high]
    if len(words) > _LONG:
        return _near_long(words, window, low, needed)
    edits, stop = _least_edits(words, window)
    if 1 - edits / len(words) < needed:
        return None
    _, back = _least_edits(words[::-1], window[:stop][::-1])
    return Near(low + stop - back, low + stop, 1 - edits / len(words))


def _window(words: str, region: str, needed: float) -> tuple[int, int] | None:
    """Where to look closely. Of long words a few pieces are sought: the cost of one grows with its length, and with
    the square of it where nothing is near."""
    margin = len(words) // 4 + 8
    if len(words) <= 2 * _PIECE:
        # An edit counts less in its measure (insertions and deletions) than in ours.
        found = partial_ratio_alignment(words, region, score_cutoff=100 * max(0.0, needed - 0.12))
        return (max(0, found.dest_start - margin), min(len(region), found.dest_end + margin)) if found else None
    best, origin = _PIECE_CUTOFF, None
    for at in _pieces(len(words)):
        piece = partial_ratio_alignment(words[at : at + _PIECE], region, score_cutoff=best)
        if piece is not None and piece.score > best:
            best, origin = piece.score, piece.dest_start - at
        if best > _SURE:
            break
    return (max(0, origin - margin), min(len(region), origin + len(words) + margin)) if origin is not None else None


def _pieces(length: int) -> Iterator[int]:
    """Where pieces of words begin, evenly spread."""
    count = min(_PIECES, length // _PIECE)
    yield from (k * (length - _PIECE) // (count - 1) for k in range(count))


def _near_long(words: str, window: str, offset: int, needed: float) -> Near | None:
    """The ends by their first and last hundreds of characters, the likeness over the whole."""
    reach = min(len(window), _LONG + len(words) // 2)
    _, stop = _least_edits(words[:_LONG][::-1], window[:reach][::-1])
    start = len(window[:reach]) - stop
    tail = max(start, len(window) - reach)
    _, end = _least_edits(words[-_LONG:], window[tail:])
    end += tail
    likeness = Levenshtein.normalized_similarity(words, window[start:end])
    return Near(offset + start, offset + end, likeness) if likeness >= needed and start < end else None


def shortened(words: str, text: str) -> Near | None:
    """The place where ``words`` stand whole but for one run of words left out in silence, the shortest such run; None
    where there is none. The run is no longer than a few sentences, or, between ends of a word or two, a few words. What
    was left out counts half, since every word that is there is the text's."""
    found: tuple[int, int, int] | None = None
    head_ends, tail_begins = _longest(words, text), len(words) - _longest(words[::-1], text[::-1])
    for cut in (i for i in range(max(0, tail_begins - 1), head_ends + 1) if words[i : i + 1] == " "):
        head, tail = words[:cut], words[cut + 1 :]
        ends = min(len(head), len(tail))
        if ends < _SHORTEST_END:
            continue
        longest = 400 + 3 * len(words) if ends >= _LONG_END else _FEW_WORDS
        at = text.find(head)
        while at >= 0:
            after = text.find(tail, at + cut, at + cut + longest + len(tail))
            if after >= 0 and (found is None or after - at - cut < found[0]):
                found = (after - at - cut, at, after + len(tail))
            at = text.find(head, at + 1)
    return Near(found[1], found[2], max(_SHORTENED, 1 - found[0] / (2 * len(words)))) if found else None


def _longest(words: str, text: str) -> int:
    """How many of the first characters of ``words`` stand together somewhere in ``text``."""
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if words[:middle] in text:
            low = middle
        else:
            high = middle - 1
    return low


def whole_words(words: str, text: str, near: Near) -> Near:
    """The same place, its ends moved to those of words where they differ there and a word is cut by a few letters."""
    start, end = near.start, near.end
    if words[:_CUT] != text[start : start + _CUT]:
        low = start
        while low > max(0, start - _CUT) and text[low - 1].isalnum() and text[low].isalnum():
            low -= 1
        start = low if low == 0 or not text[low - 1].isalnum() else start
    if words[-_CUT:] != text[max(0, end - _CUT) : end]:
        high = end
        while high < min(len(text), end + _CUT) and text[high].isalnum() and text[high - 1].isalnum():
            high += 1
        end = high if high == len(text) or not text[high].isalnum() else end
    return Near(start, end, near.likeness)


def _least_edits(words: str, window: str) -> tuple[int, int]:
    """Fewest insertions, deletions and exchanges that make a part of ``window`` of ``words``, and where it ends: row by
    row, the ends of the window free (Sellers 1980)."""
    letters = _points(words)
    across = _points(window)
    steps = np.arange(len(window) + 1, dtype=np.int32)
    row = np.zeros(len(window) + 1, dtype=np.int32)
    for i, letter in enumerate(letters, start=1):
        here = np.empty_like(row)
        here[0] = i
        np.minimum(row[:-1] + (across != letter), row[1:] + 1, out=here[1:])
        row = np.minimum.accumulate(here - steps) + steps
    best = int(row.min())
    return best, int(np.flatnonzero(row == best)[-1])


def _points(text: str) -> npt.NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
