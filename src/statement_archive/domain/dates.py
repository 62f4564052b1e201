"""Dates as claims: EDTF (ISO 8601-2) with its own precision, compared without inventing any.

The ``edtf`` library parses; this module only asks it the two questions the archive has: is this a date,
and where does it sort?
"""

from __future__ import annotations

from functools import lru_cache

from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

from statement_archive.domain.errors import InvalidInput


@lru_cache(maxsize=4096)
def edtf_date(raw: str) -> str:
    """The date itself, checked. Raises InvalidInput."""
    try:
        parse_edtf(raw)
    except EDTFParseException as error:
        raise InvalidInput(f"not a date in EDTF: {raw!r} (for example 2018-08-29, 2018-08, 2018?)") from error
    return raw


@lru_cache(maxsize=4096)
def sort_key(raw: str) -> str:
    """The earliest day a date can mean, as ``YYYY-MM-DD``; for what is not a date, an empty string."""
    try:
        year, month, day = parse_edtf(raw).lower_strict()[:3]
    except (EDTFParseException, AttributeError, ValueError, TypeError):
        return ""
    return f"{year:04d}-{month:02d}-{day:02d}"
