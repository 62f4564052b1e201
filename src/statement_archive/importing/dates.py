"""Dates in running words, as they are written and in EDTF; ambiguous ones stay without.

::

    29 August, 2018    August 29, 2018    29 августа 2018 г.    2018 ж. 29 тамыз    le 1er mars 2023
    29. August 2018    2018年8月29日       ٢٩ آب/أغسطس ٢٠١٨       29.08.2018           2018-08-29
    03/04/2018         found, no EDTF: the third of April or the fourth of March
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from statement_archive.importing import cldr

_MAX = 2000  # characters of a line looked at
_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?![\d/-])")
_EAST_NUMBER = r"(\d{1,2}|[一二三四五六七八九十]{1,3})"
_EAST = re.compile(
    rf"(\d{{4}}|[〇零一二三四五六七八九]{{4}})\s?[年년]\s?(?:{_EAST_NUMBER}\s?[月월]\s?(?:{_EAST_NUMBER}\s?[日號号일])?)?"
)
# Words with their marks: Hindi and Thai month names hold characters that are not letters.
_TOKEN = re.compile(r"\d+|[^\s\d_.,;:/()\[\]،؛。，–—-]+")
_ORDINAL_LIST = "st nd rd th er re ro o a ème го е"
_ORDINAL = frozenset(_ORDINAL_LIST.split())
# Words between the parts of a date: prepositions, «year», «month».
_SMALL_LIST = (
    "of the de del do da di le la el den am il y г год года году гг ж жыл жылғы р року рік year an año ano "
    "anno tháng ngày năm من عام سنة"
)
_SMALL = frozenset(_SMALL_LIST.split())
_KAZAKH_CASE = re.compile("(?:[дт][ае]|[ғқ]а|[гк]е|[дт][ае]н|[дт]ағы|[дт]егі|[ндт][ыі]ң)$")
_EAST_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0}
_FIRST_YEAR, _LAST_YEAR = 1000, 2199


@dataclass(frozen=True, slots=True)
class FoundDate:
    """``edtf`` is empty where the words can mean several days or another calendar; ``note`` says why."""

    start: int
    end: int
    raw: str
    edtf: str
    note: str = ""


def find_dates(words: str, lang: str) -> list[FoundDate]:
    """Dates in one line of a text, in order, without overlap; offsets into ``words``."""
    words = words[:_MAX]
    plain = _western(words)
    found: list[FoundDate] = []
    for start, end, edtf, note in (*_numeric(plain), *_eastern(plain), *_named(plain, lang)):
        if all(end <= f.start or f.end <= start for f in found):
            found.append(FoundDate(start, end, words[start:end], edtf, note))
    return sorted(found, key=lambda f: f.start)


def _western(words: str) -> str:
    """Digits of every script as 0-9, one for one."""
    return "".join(str(unicodedata.decimal(c)) if c > "\x7f" and c.isdecimal() else c for c in words)


def _day(year: int, month: int, day: int) -> str:
    """EDTF of a day, or nothing where there is no such day."""
    try:
        return date(year, month, day).isoformat() if _FIRST_YEAR <= year <= _LAST_YEAR else ""
    except ValueError:
        return ""


def _numeric(plain: str) -> list[tuple[int, int, str, str]]:
    found = []
    for match in _NUMERIC.finditer(plain):
        first, mark, middle, last = match.group(1), match.group(2), int(match.group(3)), match.group(4)
        edtf, note = "", ""
        if len(first) == 4 and len(last) <= 2:
            edtf = _day(int(first), middle, int(last))
        elif len(last) == 4 and len(first) <= 2:
            a = int(first)
            by_day, by_month = _day(int(last), middle, a), _day(int(last), a, middle)
            if mark == "." or by_day == by_month or not by_month:  # with points the day comes first
                edtf = by_day
            elif not by_day:
                edtf = by_month
            else:
                note = f"day and month cannot be told apart: {by_day} or {by_month}"
        if edtf or note:
            found.append((match.start(), match.end(), edtf, note))
    return found


def _eastern(plain: str) -> list[tuple[int, int, str, str]]:
    found = []
    for match in _EAST.finditer(plain):
        year = int("".join(str(_EAST_DIGITS.get(c, c)) for c in match.group(1)))
        month, day = (_east_number(match.group(i)) for i in (2, 3))
        if day and month:
            edtf = _day(year, month, day)
        elif month and month <= 12:
            edtf = f"{year:04d}-{month:02d}"
        else:
            continue
        if edtf:
            found.append((match.start(), match.end(), edtf, ""))
    return found


def _east_number(raw: str | None) -> int:
    """``29`` or ``二十九``."""
    if not raw:
        return 0
    if raw.isdecimal():
        return int(raw)
    tens, ten, ones = raw.partition("十")
    if not ten:
        return _EAST_DIGITS.get(raw, 0)
    return 10 * _EAST_DIGITS.get(tens, 1) + _EAST_DIGITS.get(ones, 0)


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    word: str


def _named(plain: str, lang: str) -> list[tuple[int, int, str, str]]:
    """Dates with a month's name: the numbers before and after it, small words apart."""
    table = cldr.months(lang)
    tokens = [_Token(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(plain)]
    found = []
    i = 0
    while i < len(tokens):
        month, last = _month(tokens, i, table)
        if month:
            hit = _around(plain, tokens, i, last, month)
            if hit:
                found.append(hit)
            i = last
        i += 1
    return found


def _month(tokens: list[_Token], i: int, table: dict[str, int]) -> tuple[int, int]:
    """The month whose name begins at token ``i`` and its last token; (0, i) if none does."""
    for many in (2, 1):
        part = tokens[i : i + many]
        if len(part) == many:
            joined = _bare_month(" ".join(cldr.fold(t.word) for t in part), table)
            if joined in table:
                last = i + many - 1
                after = tokens[last + 1 : last + 2]  # آب/أغسطس: one month by two names
                twice = after and table.get(cldr.fold(after[0].word)) == table[joined]
                return table[joined], last + 1 if twice else last
    return 0, i


def _bare_month(word: str, table: dict[str, int]) -> str:
    """A month without its Kazakh case ending («мамырда», «қаңтарға»), where it is one only so."""
    if word in table:
        return word
    bare = _KAZAKH_CASE.sub("", word)
    return bare if bare in table and len(bare) > 3 else word


def _numbers(plain: str, tokens: list[_Token], i: int, step: int) -> list[tuple[int, int]]:
    """Up to two numbers beside token ``i``: (value, index), nearest first."""
    found: list[tuple[int, int]] = []
    at, small = i + step, 0
    while 0 <= at < len(tokens) and len(found) < 2 and small < 3:
        token = tokens[at]
        near, far = sorted((tokens[at - step], token), key=lambda t: t.start)
        if far.start - near.end > 4 or any(c in ";:!?" for c in plain[near.end : far.start]):
            break
        if token.word.isdecimal():
            if len(token.word) > 4:
                break
            found.append((int(token.word), at))
        elif token.word.casefold() in _SMALL or (
            token.word.casefold() in _ORDINAL and plain[token.start - 1].isdecimal()
        ):
            small += 1
        else:
            break
        at += step
    return found


def _around(plain: str, tokens: list[_Token], first: int, last: int, month: int) -> tuple[int, int, str, str] | None:
    left, right = _numbers(plain, tokens, first, -1), _numbers(plain, tokens, last, 1)
    l0, l1 = (left + [(0, first)] * 2)[:2]
    r0, r1 = (right + [(0, last)] * 2)[:2]
    year = next((n for n in (r0, r1, l0, l1) if n[0] > 999), None)
    if year is None:
        return None
    if year in (r0, l1):  # 29 August 2018; 2018 ж. 29 тамыз
        day = l0 if 0 < l0[0] <= 31 else (0, first)
        if year == l1 and not day[0]:
            return None
    else:  # August 29, 2018; 2018. augusztus 29.
        day = r0 if 0 < r0[0] <= 31 else (0, first)
        if year == r1 and not day[0]:
            return None
    used = [first, last, year[1], *([day[1]] if day[0] else [])]
    start, end = tokens[min(used)].start, tokens[max(used)].end
    if not _FIRST_YEAR <= year[0] <= _LAST_YEAR:
        return start, end, "", "the year is of another calendar"
    if not day[0]:
        return start, end, f"{year[0]:04d}-{month:02d}", ""
    edtf = _day(year[0], month, day[0])
    if (
        day == l0
        and 0 < l1[0] < day[0]
        and re.fullmatch(r"\s?[-–—]\s?", plain[tokens[l1[1]].end : tokens[l0[1]].start])
    ):
        edtf, start = f"{_day(year[0], month, l1[0])}/{edtf}", tokens[l1[1]].start  # 28-30 August 2018
    return (start, end, edtf, "") if edtf else None
