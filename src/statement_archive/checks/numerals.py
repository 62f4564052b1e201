"""Numbers in a text: what digits certainly say, and what words, Roman and Chinese numerals may say.

::

    "1 234,5"   {1234.5}  or {1, 234.5}, {1, 234, 5} …      one token, several readings
    "2,5 млрд"  {2500000000} or {2.5}
    "twenty-five", "XXI", "二十五", "二〇一八"               said: enough for silence, never demanded

A number is found on the other side where any of its readings is there, in digits or said.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

from statement_archive.checks import number_words
from statement_archive.domain.language import primary

_SPACES = " \u00a0\u202f\u2009\u2007"
_MARKS = ".,:'’٬٫،·"
# A run of digit groups: groups of three may be apart by a space, any by one mark.
_DIGITS = re.compile(rf"\d+(?:[{_MARKS}]\d+|[{_SPACES}]\d{{3}}(?!\d))*")
_WORD = re.compile(r"[^\W\d_]+(?:['’`ʼ-][^\W\d_]+)*")
_SCALE = re.compile(rf"[{_SPACES}]?([^\W\d_]{{1,12}})")
_ROMAN = re.compile(r"(?<!\w)(?<![A-Z]\.)([IVXLCDMІХСМ]{1,9})(?![\w.]\w)")
_ROMAN_VALID = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_CYRILLIC = str.maketrans("ІХСМ", "IXCM")  # Roman numerals typed on a Cyrillic keyboard
_ROMAN_WORTH = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_HAN = re.compile("[〇零一二三四五六七八九十百千万萬亿億兩两廿]{1,24}")
_HAN_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000}
_HAN_MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_AFTERNOON = re.compile(r"[pP]\.?\s?[mM]\b|下午|晚上|مساء|після обіду|дня|вечера")
_FRACTION = re.compile(rf"[{_SPACES}]?([½¼¾⅓⅔⅛])")
# Hebrew letters as numerals: what a short word may count.
_HEBREW = re.compile("(?<![\u05d0-\u05ea])([\u05d0-\u05ea]{1,2}[׳״'\"]?[\u05d0-\u05ea]?)(?![\u05d0-\u05ea])")
_HEBREW_WORTH = dict(
    zip("אבגדהוזחטיכלמנסעפצקרשת", (*range(1, 10), *range(10, 100, 10), 100, 200, 300, 400), strict=True)
)
_FAR = 10**18  # a longer run of digits is a code: compared as it stands


@dataclass(frozen=True, slots=True)
class Numeral:
    """``readings``: each a set of values that the token may stand for."""

    raw: str
    start: int
    end: int
    readings: tuple[frozenset[Fraction], ...]


@dataclass(slots=True)
class Numbers:
    """``digits`` are demanded; ``roman`` where the other language is known; ``said`` only answers."""

    digits: list[Numeral] = field(default_factory=list)
    roman: list[Numeral] = field(default_factory=list)
    said: set[Fraction] = field(default_factory=set)
    afternoon: bool = False

    def values(self) -> set[Fraction]:
        found = set(self.said)
        for numeral in self.digits:
            found.update(*numeral.readings)
        return found


def numbers_in(text: str, lang: str) -> Numbers:
    """``text`` has its digits as 0-9 already (:mod:`.reading`)."""
    language = primary(lang)
    found = Numbers()
    for match in _DIGITS.finditer(text):
        readings = _readings(match.group(), text, match.end())
        found.digits.append(Numeral(match.group(), match.start(), match.end(), readings))
    found.afternoon = _AFTERNOON.search(text) is not None
    for match in _ROMAN.finditer(text):
        plain = match.group(1).translate(_CYRILLIC)
        if _ROMAN_VALID.fullmatch(plain):
            value = frozenset([Fraction(roman(plain))])
            found.said |= value
            if len(plain) > 1 and set(plain) <= set("IVX"):
                found.roman.append(Numeral(match.group(1), match.start(1), match.end(1), (value,)))
    for match in _HAN.finditer(text):
        found.said.update(map(Fraction, han(match.group())))
    found.said.update(map(Fraction, _words(text, language)))
    if language == "he":
        found.said.update(Fraction(sum(_HEBREW_WORTH.get(c, 0) for c in m.group(1))) for m in _HEBREW.finditer(text))
    found.said.update(Fraction(unicodedata.numeric(m.group(1))).limit_denominator(8) for m in _FRACTION.finditer(text))
    return found


def _readings(raw: str, text: str, end: int) -> tuple[frozenset[Fraction], ...]:
    if not re.search(r"\D", raw):
        values = [_whole(raw)]
    else:
        groups = re.split(r"\D", raw)
        marks = re.findall(r"\D", raw)
        values = []
        grouped = all(len(g) == 3 for g in groups[1:]) and len(groups[0]) <= 3
        if grouped and len(set(marks)) == 1:
            values.append(_whole("".join(groups)))
        if marks[-1] not in _SPACES:
            # 1.234,5: a decimal mark that differs from those before it; 8,839.8; 2.5
            before = groups[:-1]
            if len(before) == 1 or (marks[-1] not in marks[:-1] and all(len(g) in (2, 3) for g in before[1:])):
                values.append(_whole("".join(before)) + Fraction(int(groups[-1][:20]), 10 ** len(groups[-1][:20])))
        if all(len(g) in (2, 3) for g in groups[1:]) and len(groups) > 2:  # lakh, crore
            values.append(_whole("".join(groups)))
    readings = [frozenset([v]) for v in values]
    if len(raw) > 1 and re.search(r"\D", raw):
        readings.append(frozenset(map(_whole, re.split(r"\D", raw))))
    part = _FRACTION.match(text, end)
    if part and values:
        readings.append(frozenset([values[0] + Fraction(unicodedata.numeric(part.group(1))).limit_denominator(8)]))
    scaled = _SCALE.match(text, end)
    if scaled:
        scale = _scale(scaled.group(1).casefold())
        if scale:
            readings += [frozenset([v * scale]) for v in values]
    return tuple(dict.fromkeys(readings))


def _whole(digits: str) -> Fraction:
    value = int(digits[:40])
    return Fraction(value if len(digits) <= 40 else value + _FAR * len(digits))


def _scale(word: str) -> int:
    """The worth of a word behind a number, 0 where it is none."""
    for n in range(len(word), 0, -1):
        worth = number_words.SCALES.get(word[:n])
        if worth and (n == len(word) or (n >= 3 and len(word) - n <= 4) or word[0] > "\u2e80"):
            return worth
    return 0


def roman(plain: str) -> int:
    """The value of a well-formed Roman numeral."""
    worth = [_ROMAN_WORTH[c] for c in plain]
    return sum(-a if a < b else a for a, b in pairwise([*worth, 0]))


def han(run: str) -> set[int]:
    """What a run of Chinese numerals may say: by places (二十五) and digit by digit (二〇一八)."""
    run = run.replace("廿", "二十")
    found = set()
    if all(c in _HAN_DIGITS for c in run):
        found.add(int("".join(str(_HAN_DIGITS[c]) for c in run)))
        found.update(_HAN_DIGITS[c] for c in run)  # 三四天: three or four days
    total = section = digit = 0
    for c in run:
        if c in _HAN_DIGITS:
            digit = _HAN_DIGITS[c]
        elif c in _HAN_UNITS:
            section += (digit or 1) * _HAN_UNITS[c]
            digit = 0
        else:
            total = (total + section + digit or 1) * _HAN_MYRIADS[c]
            section = digit = 0
    return found | {total + section + digit}


def _words(text: str, lang: str) -> set[int]:
    """Values of number words; tens with ones beside them (forty-two, zweiundvierzig, сорок два)."""
    found: set[int] = set()
    recent: list[tuple[int, set[int]]] = []  # of the last words: position, values
    at = 0
    for match in _WORD.finditer(text):
        word = match.group().casefold()
        for part in dict.fromkeys([word, *re.split("['’`ʼ-]", word)]):
            values = number_words.values_of(part, lang)
            at += 1
            if lang == "de":
                found |= _german(part)
            if not values:
                continue
            recent = [(p, v) for p, v in recent if at - p <= 3] + [(at, values)]
            found |= values | _sums([v for _, v in recent])
    return found


def _german(word: str) -> set[int]:
    """``fünfundzwanzig``, ``Achttausender``."""
    found: set[int] = set()
    ones, und, tens = word.partition("und")
    if und:
        found |= _sums([number_words.values_of(ones, "de"), number_words.values_of(tens, "de")])
    many, thousand, _ = word.partition("tausend")
    if thousand:
        found |= {1000 * v for v in number_words.values_of(many, "de")}
    return found


def _sums(groups: list[set[int]]) -> set[int]:
    found: set[int] = set()
    for i, group in enumerate(groups):
        for other in groups[i + 1 :]:
            for a in group:
                for b in other:
                    low, high = sorted((a, b))
                    if high >= 20 > low or (high >= 100 > low) or high >= 10 > low:
                        found.add(a + b)
                    if high >= 100 and a < b:
                        found.add(a * b)
                    if {a, b} == {4, 20}:  # quatre-vingts
                        found |= {80, *range(81, 100)}
                    if {a, b} >= {60} or 60 in (a, b):  # soixante-dix
                        found.add(a + b)
    return found
