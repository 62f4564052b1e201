"""Dates as claims: EDTF (ISO 8601-2) with its own precision, compared without inventing any.

The ``edtf`` library parses; this module only asks it the two questions the archive has: is this a date,
and where does it sort?
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from statement_archive.domain.errors import InvalidInput


def _parsed(raw: str) -> Any:
    """Raises ValueError for what is no date."""
    # The library builds its grammar when it is imported: a tenth of a second, for commands that look at no date too.
    from edtf import parse_edtf  # noqa: PLC0415
    from edtf.parser.edtf_exceptions import EDTFParseException  # noqa: PLC0415

    try:
        return parse_edtf(raw)
    except EDTFParseException as error:
        raise ValueError(str(error)) from error


@lru_cache(maxsize=4096)
def edtf_date(raw: str) -> str:
    """The date itself, checked. Raises InvalidInput."""
    try:
        _parsed(raw)
    except ValueError as error:
        raise InvalidInput(f"not a date in EDTF: {raw!r} (for example 2018-08-29, 2018-08, 2018?)") from error
    return raw


@lru_cache(maxsize=4096)
def sort_key(raw: str) -> str:
    """The earliest day a date can mean, as ``YYYY-MM-DD``; for what is not a date, an empty string."""
    try:
        year, month, day = _parsed(raw).lower_strict()[:3]
    except (AttributeError, ValueError, TypeError):
        return ""
    return f"{year:04d}-{month:02d}-{day:02d}"


_MANY = 20  # years that a date may span and still be counted under each


@lru_cache(maxsize=4096)
def days(raw: str) -> tuple[str, str]:
    """The earliest and the latest day a date can mean; two empty strings for what is no date or has no end."""
    try:
        low, high = _parsed(raw).lower_strict()[:3], _parsed(raw).upper_strict()[:3]
        return _day(low), _day(high)
    except (AttributeError, ValueError, TypeError):
        return "", ""


def _day(parts: tuple[int, int, int]) -> str:
    year, month, day = parts
    return f"{year:04d}-{month:02d}-{day:02d}"


def units_of(raw: str) -> tuple[tuple[str, ...], str, str]:
    """The years, the month and the day that a date names: ``2018-05`` gives ``("2018",)``, ``"2018-05"``, ``""``.

    A date over several years counts under each of them, or, where they are very many, under the first alone.
    """
    low, high = days(raw)
    if not low:
        begins = sort_key(raw)[:4]
        return ((begins,) if begins else ()), "", ""
    first, last = int(low[:-6]), int(high[:-6])
    years = tuple(f"{y:04d}" for y in range(first, last + 1)) if last - first < _MANY else (f"{first:04d}",)
    return years, low[:-3] if low[:-3] == high[:-3] else "", low if low == high else ""
