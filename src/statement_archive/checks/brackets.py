"""Brackets: closed in the target, and as many pairs as in the source, whatever their width.

``a)``, ``1)`` and ``(i)`` before an item are no brackets: languages write them differently.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from statement_archive.checks.pair import Finding, Pair, Span

_OPEN = {"(": "(", "（": "(", "﴾": "(", "﴿": "(", "[": "[", "［": "[", "【": "[", "〔": "[", "{": "{", "｛": "{"}
_CLOSE = {")": "(", "）": "(", "]": "[", "］": "[", "】": "[", "〕": "[", "}": "{", "｝": "{"}
_SHOWN = {"(": "( )", "[": "[ ]", "{": "{ }"}
_ITEM = re.compile(r"(?:^|[\s;；:：、，,.。])(?:\w{1,2}|[ivxlcIVXLC]{1,5}|[一二三四五六七八九十]{1,3})$")
_PAIRED_ITEM = re.compile(r"[(（](?:[^\W\d_]{1,2}|[ivxlc]{1,5}|\d{1,2})[)）]")
_SMILEY = re.compile(r"[:;]-?[()]")


def brackets(pair: Pair) -> Iterator[Finding]:
    """``unbalanced``, or, where both sides are closed, ``missing`` and ``extra`` with how many there are."""
    here, lost_here, _ = _pairs(pair.source)
    there, lost, spans = _pairs(pair.target)
    if lost and not lost_here:
        yield Finding("brackets", ("unbalanced", pair.target[lost[0][0] : lost[0][1]]), (), tuple(lost))
    elif not lost and not lost_here and sum(here.values()) != sum(there.values()):
        kind = "missing" if sum(there.values()) < sum(here.values()) else "extra"
        counts = str(sum(here.values())), str(sum(there.values()))
        yield Finding("brackets", (kind, *counts), _pairs(pair.source)[2], spans)


def _pairs(text: str) -> tuple[dict[str, int], list[Span], tuple[Span, ...]]:
    """How many pairs of each shape, the brackets without another half, and where all stand."""
    bare = _PAIRED_ITEM.sub(lambda m: " " * len(m.group()), text)
    bare = _SMILEY.sub(lambda m: " " * len(m.group()), bare)
    counts: dict[str, int] = {}
    open_at: dict[str, list[int]] = {}
    lost: list[Span] = []
    spans: list[Span] = []
    for i, char in enumerate(bare):
        if char in _OPEN:
            open_at.setdefault(_OPEN[char], []).append(i)
            spans.append((i, i + 1))
        elif char in _CLOSE:
            waiting = open_at.get(_CLOSE[char])
            if not waiting and _ITEM.search(bare[max(0, i - 8) : i]):
                continue
            spans.append((i, i + 1))
            if waiting:
                waiting.pop()
                counts[_CLOSE[char]] = counts.get(_CLOSE[char], 0) + 1
            else:
                lost.append((i, i + 1))
    lost += [(i, i + 1) for places in open_at.values() for i in places]
    return counts, sorted(lost), tuple(spans)
