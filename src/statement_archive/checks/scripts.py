"""Letters of another script inside a word, where nobody sees them: they break every search.

::

    Cовет   Latin C before Cyrillic        mixed    (COVIDтің, ВИЧ-инфекция: meant so, silent)
    في فلسطین in Arabic: Persian ی          letter   (ي and ك in Persian likewise)
    ＲＥＳ   in Russian: full width         width
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from statement_archive.checks.pair import Finding, Pair, Span
from statement_archive.domain.language import primary

_MIXED = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u052f]+")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_GREEK = re.compile("[\u0370-\u03ff]")
# Letters that look alike in most fonts (Unicode confusables of these three scripts).
_LATIN_ALIKE = frozenset("ABCEHIJKMOPSTXYZVNaceijopsxyhvuëïöäç" + "kmt")
_CYRILLIC_ALIKE = frozenset("АВСЕНІЈКМОРЅТХУҮаеіјосрѕхуһԛԝӏёїӧӓҫԁүкмт")
_GREEK_ALIKE = frozenset("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονυιρτκαϲγ")
_WRONG = {
    "ar": {"\u06cc": "\u064a", "\u06a9": "\u0643", "\u06c1": "\u0647", "\u06be": "\u0647"},
    "fa": {"\u064a": "\u06cc", "\u0643": "\u06a9"},
    "ur": {"\u064a": "\u06cc", "\u0643": "\u06a9", "\u0647": "\u06c1"},
}
_WIDE = re.compile("[\uff21-\uff3a\uff41-\uff5a\uff10-\uff19]+")
_EAST = ("zh", "ja", "ko", "yue", "wuu")


def scripts(pair: Pair) -> Iterator[Finding]:
    """``mixed`` with the word, ``letter`` with the letter and the right one, ``width`` with the characters."""
    if not pair.target.isascii():
        yield from _mixed(pair)
        yield from _letters(pair)
        yield from _width(pair)


def _mixed(pair: Pair) -> Iterator[Finding]:
    for match in _MIXED.finditer(pair.target):
        word = match.group()
        if word not in pair.source and _in_disguise(word):
            yield Finding("scripts", ("mixed", word), (), (match.span(),))


def _in_disguise(word: str) -> bool:
    """Letters of two scripts, those of the rarer one all with a double in the other."""
    latin, cyrillic, greek = _LATIN.findall(word), _CYRILLIC.findall(word), _GREEK.findall(word)
    sides = sorted(((latin, _LATIN_ALIKE), (cyrillic, _CYRILLIC_ALIKE), (greek, _GREEK_ALIKE)), key=lambda s: len(s[0]))
    used = [side for side in sides if side[0]]
    if len(used) != 2 or (latin and greek and len(word) < 4):  # μm, Ωm
        return False
    if len(used[0][0]) < len(used[1][0]):
        used = used[:1]
    return any(all(letter in alike for letter in letters) for letters, alike in used)


def _letters(pair: Pair) -> Iterator[Finding]:
    for wrong, right in _WRONG.get(primary(pair.target_lang), {}).items():
        places: tuple[Span, ...] = tuple((i, i + 1) for i, c in enumerate(pair.target) if c == wrong)
        if places and wrong not in pair.source:
            yield Finding("scripts", ("letter", wrong, right), (), places)


def _width(pair: Pair) -> Iterator[Finding]:
    if primary(pair.target_lang) in _EAST:
        return
    for match in _WIDE.finditer(pair.target):
        yield Finding("scripts", ("width", match.group()), (), (match.span(),))
