"""Spaces: two in a row, at the edges, before and after marks, and French ones.

The source is looked at first: what it does itself is no oversight of the translation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from statement_archive.analysis.characters import UNSPACED
from statement_archive.checks.pair import Finding, Pair, Span
from statement_archive.domain.language import primary

_DOUBLE = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
_BEFORE = re.compile(r"(?<=[^\W_])[ \u00a0]+([,;!?،؛؟.])(?=\s|$)")
_AFTER = re.compile(r"(?<=[^\W\d_])([,;!?،؛؟])(?=[^\W\d_]{2})|(?<=[a-zа-яё]{2})(\.)(?=[A-ZА-ЯЁ][a-zа-яё])")
_UNBROKEN = re.compile(r"\S+")
_ADDRESS = ("://", "www.", "@")
_FRENCH_MARK = re.compile(r"(?<=[^\W\d_])([;!?»])|(?<=[^\W\d_]):(?=\s|$)|«(?=[^\W_])")
_FRENCH_CLOSE_UP = ("fr-CA", "fr-CH")  # no space before ; ! ? there
_FRENCH_LIKE = ("fr", "br", "hy", "th", "lo", "km", "my", "bo")  # a space before marks, or none of our rules


def spaces(pair: Pair) -> Iterator[Finding]:
    source, target = pair.source, pair.target
    lang = primary(pair.target_lang)
    places = _spans(_DOUBLE, target)
    if places and not _DOUBLE.search(source):
        yield Finding("spaces", ("double",), (), places)
    if _edges(target) != _edges(source) and any(_edges(target)) and not any(_edges(source)):
        end = len(target)
        begin = len(target) - len(target.lstrip())
        last = len(target.rstrip())
        yield Finding("spaces", ("edge",), (), tuple(s for s in ((0, begin), (last, end)) if s[0] < s[1]))
    if lang not in _FRENCH_LIKE:
        yield from _once("before", _BEFORE, source, target)
    bare = _UNBROKEN.sub(_without_address, target)
    if not UNSPACED.search(target) and lang not in _FRENCH_LIKE[3:]:
        yield from _once("after", _AFTER, source, bare)
    if lang == "fr" and not pair.target_lang.startswith(_FRENCH_CLOSE_UP):
        yield from _french(bare)


def _without_address(match: re.Match[str]) -> str:
    word = match.group()
    return " " * len(word) if any(mark in word for mark in _ADDRESS) else word


def _edges(text: str) -> tuple[bool, bool]:
    return text[:1].isspace(), text[-1:].isspace()


def _spans(pattern: re.Pattern[str], text: str) -> tuple[Span, ...]:
    return tuple(m.span() for m in pattern.finditer(text))


def _once(kind: str, pattern: re.Pattern[str], source: str, target: str) -> Iterator[Finding]:
    """One finding a mark, unless the source does the same."""
    if pattern.search(source):
        return
    places: dict[str, list[Span]] = {}
    for match in pattern.finditer(target):
        places.setdefault(match.group().strip(), []).append(match.span())
    for mark, spans in places.items():
        yield Finding("spaces", (kind, mark), (), tuple(spans))


def _french(target: str) -> Iterator[Finding]:
    """A mark that French parts from its word by a no-break space, and that touches it."""
    places: dict[str, list[Span]] = {}
    for match in _FRENCH_MARK.finditer(target):
        places.setdefault(match.group(), []).append(match.span())
    for mark, spans in places.items():
        yield Finding("spaces", ("french", mark), (), tuple(spans))
