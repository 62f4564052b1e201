"""The same day on both sides, in whatever order and with whatever names of months it is written."""

from __future__ import annotations

from collections.abc import Iterator

from statement_archive.checks.pair import Finding, Pair
from statement_archive.checks.reading import read
from statement_archive.importing.dates import FoundDate


def unmatched(pair: Pair) -> tuple[list[FoundDate], list[FoundDate]]:
    """Dates of one meaning that the other side does not have as such."""
    source, target = read(pair.source, pair.source_lang), read(pair.target, pair.target_lang)
    here, there = ({d.edtf for d in side.dates} for side in (source, target))
    if "" in here or "" in there:  # one that can be read in two ways may answer to any
        return [], []
    return [d for d in source.dates if d.edtf not in there], [d for d in target.dates if d.edtf not in here]


def dates(pair: Pair) -> Iterator[Finding]:
    """``other``: a date of the source, and the one that stands in the target where none is of the source.

    A date that only one side has is left to the numbers: it may be written in a way that is not known here.
    """
    source, target = read(pair.source, pair.source_lang), read(pair.target, pair.target_lang)
    ours, theirs = unmatched(pair)
    if len(ours) == len(theirs):
        for a, b in zip(ours, theirs, strict=True):
            # 2018-08 beside 2018-08-29: the day was not recognised, or is said elsewhere.
            if not (a.edtf.startswith(b.edtf) or b.edtf.startswith(a.edtf)):
                spans = ((source.clean.span(a.start, a.end),), (target.clean.span(b.start, b.end),))
                yield Finding("dates", ("other", a.edtf, b.edtf), *spans)
