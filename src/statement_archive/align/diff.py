"""What changed between two wordings, word by word, for showing side by side.

::

    old  We thank the Chair.           same "We "  removed "thank"  added "congratulate"  same " the Chair."
    new  We congratulate the Chair.

``same`` and ``removed`` joined are the old text, ``same`` and ``added`` joined the new one, exactly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from statement_archive.align.sequence import common

Op = Literal["same", "removed", "added"]
# Scripts written without spaces are compared character by character: Thai, Lao, Myanmar, Khmer, kana, Han.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
# Marks that \w leaves out and that belong to a word: accents, points, vowel signs, joiners.
_MARKS = "\u0300-\u036f\u0590-\u05cf\u064b-\u065f\u0900-\u0dff\u200c\u200d"
_TOKEN = re.compile(rf"[{UNSPACED}]|\s+|(?:[^\W{UNSPACED}]|[{_MARKS}])+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    op: Op
    text: str


def tokens(text: str) -> list[str]:
    """Words, single signs and runs of white space; joined they are the text again."""
    return _TOKEN.findall(text)


def word_diff(old: str, new: str) -> tuple[Piece, ...]:
    """Pieces in reading order, what was removed before what was added. White space alone between two
    changes counts as changed, so that a rewritten phrase reads as one. Time: near linear; where a long
    stretch has nothing in common that could guide, it is shown as replaced."""
    a, b = tokens(old), tokens(new)
    pairs = _without_islands(common(a, b), a, len(b))
    return tuple(_pieces(a, b, pairs))


def _without_islands(pairs: list[tuple[int, int]], a: list[str], size: int) -> list[tuple[int, int]]:
    """Leave out matches of white space that have a change on both sides."""
    kept: list[tuple[int, int]] = []
    for k, (i, j) in enumerate(pairs):
        i0, j0 = pairs[k - 1] if k else (-1, -1)
        i1, j1 = pairs[k + 1] if k + 1 < len(pairs) else (len(a), size)
        alone = (i - i0, j - j0) != (1, 1) and (i1 - i, j1 - j) != (1, 1)
        if not (alone and a[i].isspace()):
            kept.append((i, j))
    return kept


def _pieces(a: list[str], b: list[str], pairs: list[tuple[int, int]]) -> Iterator[Piece]:
    i = j = 0
    same: list[str] = []
    for x, y in [*pairs, (len(a), len(b))]:
        if (x, y) != (i, j):
            if same:
                yield Piece("same", "".join(same))
                same = []
            if x > i:
                yield Piece("removed", "".join(a[i:x]))
            if y > j:
                yield Piece("added", "".join(b[j:y]))
        if x < len(a):
            same.append(a[x])
        i, j = x + 1, y + 1
    if same:
        yield Piece("same", "".join(same))
