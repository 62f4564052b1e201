"""Numbers by their value, whatever digits, marks and spaces they are written with.

::

    ١٢٬٥٠٠   12 500   12,500   12.500   1,25万   twelve thousand five hundred (said: keeps silent)

Demanded is only what stands in digits on one side (and Roman numerals where the other language's words are
known); it is found where the other side has it in digits or says it. Dates are compared as dates first.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from statement_archive.checks import number_words
from statement_archive.checks.dates import unmatched
from statement_archive.checks.numerals import Numbers, Numeral, numbers_in
from statement_archive.checks.pair import Finding, Pair
from statement_archive.checks.reading import read
from statement_archive.domain.language import primary
from statement_archive.importing.dates import FoundDate

# Years of another calendar that texts of a language use beside or instead of ours.
_CALENDARS = {"th": (543,), "fa": (-621, -622), "ne": (56, 57), "am": (-7, -8), "ti": (-7, -8), "he": (3760, 3761)}


@lru_cache(maxsize=64)
def _numbers(rest: str, lang: str) -> Numbers:
    return numbers_in(rest, lang)


def numbers(pair: Pair) -> Iterator[Finding]:
    """``missing``: a number of the source that the target has not; ``extra``: the other way round."""
    langs = (pair.source_lang, pair.target_lang)
    sides = (read(pair.source, langs[0]), read(pair.target, langs[1]))
    found = tuple(_numbers(side.rest, lang) for side, lang in zip(sides, langs, strict=True))
    alone = unmatched(pair)
    both = bool(alone[0]) and bool(alone[1])  # said by the check of dates
    for i, kind in enumerate(("missing", "extra")):
        other = primary(langs[1 - i])
        answers = found[1 - i].values()
        for date in sides[1 - i].dates:
            answers |= _parts(date)
        if found[0].afternoon or found[1].afternoon:
            answers |= {v + shift for v in answers for shift in (-12, 12) if 0 < v < 24}
        answers |= _by_calendar(answers, primary(langs[i]), other)
        demanded = [n for n in found[i].digits if number_words.known(other) or min(map(max, n.readings)) > 12]
        if number_words.known(other):
            demanded += [n for n in found[i].roman if 3 <= max(n.readings[0]) <= 21]
        if not both:
            demanded += [n for date in alone[i] for n in _of_date(date, sides[i].clean.text)]
        for numeral in demanded:
            if not _answered(numeral, answers):
                span = (sides[i].clean.span(numeral.start, numeral.end),)
                yield Finding("numbers", (kind, numeral.raw), span if i == 0 else (), span if i == 1 else ())


def _answered(numeral: Numeral, answers: set[Fraction]) -> bool:
    return any(reading <= answers or all(_near(v, answers) for v in reading) for reading in numeral.readings)


def _near(value: Fraction, answers: set[Fraction]) -> bool:
    """Years cut short: 1996/97 beside 1996-1997, the 1990s beside the 90s."""
    if value in answers:
        return True
    if 1000 <= value <= 2199:
        return value % 100 in answers
    if 0 <= value < 100 and value.denominator == 1:
        return any(1000 <= year <= 2199 and year % 100 == value for year in answers)
    return False


def _parts(date: FoundDate) -> set[Fraction]:
    return {Fraction(int(part)) for part in date.edtf.split("-") if part.isdecimal()} or {
        Fraction(int(part)) for part in "".join(c if c.isdecimal() else " " for c in date.raw).split()
    }


def _of_date(date: FoundDate, text: str) -> list[Numeral]:
    """Year and day of a date that the other side has not as a date; its month may be written there as a word."""
    parts = date.edtf.split("-")
    wanted = [parts[0], *parts[2:3]] if date.edtf else []
    values = [Fraction(int(part)) for part in wanted if part.isdecimal()]
    end = min(date.end, len(text))
    return [Numeral(str(v), date.start, end, (frozenset([v]),)) for v in values]


def _by_calendar(answers: set[Fraction], lang: str, other: str) -> set[Fraction]:
    found: set[Fraction] = set()
    for shift in (*_CALENDARS.get(lang, ()), *(-s for s in _CALENDARS.get(other, ()))):
        found |= {year + shift for year in answers if 1000 <= year <= 6000}
    return found
