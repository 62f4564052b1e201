"""Which characters make words: sets and patterns, made once from the Unicode database.

::

    WORD      letters, marks, digits, with invisible marks inside      -> one token
    UNSPACED  a run in a script written without spaces                 -> bigrams of UNIT
    UNIT      one base character of such a run with what hangs on it

Everything else (spaces, hyphens, apostrophes, quotation marks, dots, slashes) parts tokens, but for an apostrophe
between two Cyrillic letters: in Ukrainian and Belarusian it is spelling (``сім'я``). So ``l'homme``,
``non-proliferation`` and ``A/RES/78/241`` are several tokens side by side, found as a phrase whatever
apostrophe, hyphen or slash was typed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from statement_archive.domain.text import APOSTROPHES
from statement_archive.domain.text import INVISIBLE as _INVISIBLE

# And variation selectors of Han characters: another glyph of the same character.
INVISIBLE = _INVISIBLE | frozenset(range(0xE0100, 0xE01F0))

# Blocks of scripts that do not part words by spaces. Hangul is written with spaces; Tibetan parts
# syllables by a visible dot.
_UNSPACED_BLOCKS = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Myanmar
    (0x1780, 0x17FF),  # Khmer
    (0x1950, 0x19DF),  # Tai Le, New Tai Lue
    (0x1A20, 0x1AAF),  # Tai Tham
    (0x2E80, 0x2FDF),  # radicals
    (0x3005, 0x3007),  # iteration mark, closing mark, zero
    (0x3021, 0x3029),  # Hangzhou numerals
    (0x3040, 0x30FF),  # kana
    (0x3100, 0x312F),  # Bopomofo
    (0x31A0, 0x31BF),
    (0x31F0, 0x31FF),  # kana extensions
    (0xA9E0, 0xA9FF),  # Myanmar extensions
    (0xAA60, 0xAA7F),
    (0xF900, 0xFAFF),  # Han compatibility
    (0xFF66, 0xFF9F),  # half-width kana
    (0x1B000, 0x1B16F),  # kana supplements
)
_COMBINING = frozenset((0x3099, 0x309A))  # voicing marks: they may hang on any letter, and sort before other marks
_VOICED = frozenset((0xFF9E, 0xFF9F))  # half-width voicing marks: letters by category, marks by use
# Letters throughout, taken as blocks: asking for each would take most of the time of importing this module.
_HAN = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0x20000, 0x3FFFF))
_HANGUL = (0xAC00, 0xD7A3)
# The rest of what may be a letter; above are private use and, as invisible marks, tags and variation selectors.
_LOOKED_UP = ((0, 0x3400), (0x4DC0, 0x4E00), (0xA000, 0xAC00), (0xD7A4, 0xD800), (0xF900, 0x20000))


def _in_class(points: Iterable[int]) -> str:
    """The inside of a character class, as ranges."""
    parts: list[str] = []
    start = previous = -2
    for point in [*sorted(points), 0x110001]:
        if point == previous + 1:
            previous = point
            continue
        if start >= 0:
            parts.append(re.escape(chr(start)) + ("-" + re.escape(chr(previous)) if previous > start else ""))
        start = previous = point
    return "".join(parts)


def _classes() -> tuple[str, str, str, str]:
    apart = {ord(c) for c in APOSTROPHES} | INVISIBLE
    unspaced = {p for low, high in _UNSPACED_BLOCKS for p in range(low, high + 1)}
    bases = {p for low, high in _HAN for p in range(low, high + 1)}
    spaced = set(range(_HANGUL[0], _HANGUL[1] + 1))
    marks: set[int] = set()
    for point in (p for low, high in _LOOKED_UP for p in range(low, high)):
        category = unicodedata.category(chr(point))[0]
        if category not in "LMN" or point in apart:
            continue
        if category == "M" or point in _VOICED:
            marks.add(point)
        elif point in unspaced:
            bases.add(point)
        if point not in unspaced or point in _COMBINING:
            spaced.add(point)
    return _in_class(spaced), _in_class(bases), _in_class(marks), _in_class(INVISIBLE)


_APOSTROPHES = re.escape(APOSTROPHES)
_SPACED, _BASE, _MARK, _GONE = _classes()
# A word of a spaced script; invisible marks only inside, so that a span ends where its letters end.
# An apostrophe stands in one between Cyrillic letters, whatever marks (up to three) the first of them carries.
_CYRILLIC = "\u0400-\u052f"
_HANGING = f"[\u0300-\u036f{_GONE}]"
_AFTER_CYRILLIC = "|".join(f"(?<=[{_CYRILLIC}]{_HANGING * n})" for n in range(4))
_INSIDE = f"[{_GONE}]*(?:{_AFTER_CYRILLIC})[{_APOSTROPHES}][{_GONE}]*(?=[{_CYRILLIC}])"
_WORD = f"[{_SPACED}]+(?:(?:[{_GONE}]+|{_INSIDE})[{_SPACED}]+)*"
_UNIT = f"[{_BASE}](?:[{_GONE}]*[{_MARK}])*"
# A text broken into lines parts no words in these scripts.
_RUN = rf"{_UNIT}(?:(?:[{_GONE}]*|[ \t]*\r?\n[ \t]*){_UNIT})*"

TOKENS = re.compile(f"({_WORD})|({_RUN})")
ASCII_TOKENS = re.compile(r"[0-9A-Za-z]+")
UNITS = re.compile(_UNIT)
UNSPACED = re.compile(f"[{_BASE}]")
