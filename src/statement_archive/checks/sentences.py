"""A sentence that was left out or put in: another count, and a length that bears it out.

Translators join and split sentences, so a count alone means nothing: 3 sentences may become 2 of the same
length altogether.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from statement_archive.checks.length import unusual
from statement_archive.checks.pair import Finding, Pair
from statement_archive.importing.sentences import sentences as cut

_BEARS_OUT = 1.1  # spreads shorter or longer than usual
_LEAST = 8  # letters: what is shorter is an interjection, a number of a list, a name


@lru_cache(maxsize=64)
def _count(text: str, lang: str) -> int:
    return sum(1 for start, end in cut(text, lang) if sum(c.isalpha() for c in text[start:end]) >= _LEAST)


@lru_cache(maxsize=64)
def _count_east(text: str, lang: str) -> int:
    return sum(1 for start, end in cut(text, lang) if sum(c.isalpha() for c in text[start:end]) >= 3)


def _number(text: str, lang: str) -> int:
    return _count_east(text, lang) if lang[:2] in ("zh", "ja") else _count(text, lang)


def sentences(pair: Pair) -> Iterator[Finding]:
    """``fewer`` or ``more``, with both counts."""
    here, there = _number(pair.source, pair.source_lang), _number(pair.target, pair.target_lang)
    if here == there or not here or not there:
        return
    z = unusual(pair)
    if z is None:
        return
    if there < here and z < -_BEARS_OUT:
        yield Finding("sentences", ("fewer", str(here), str(there)))
    elif there > here and z > _BEARS_OUT:
        yield Finding("sentences", ("more", str(here), str(there)))
