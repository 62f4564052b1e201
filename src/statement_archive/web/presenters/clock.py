"""A moment of a working day: the time, and the day where it is another one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from babel.dates import format_datetime

from statement_archive.web.locale import date_locale


@dataclass(frozen=True, slots=True)
class Moment:
    """``iso`` for machines, ``words`` in the reader's language (UTC, and said to be)."""

    iso: str
    words: str


def moment(at: datetime) -> Moment:
    at = at.astimezone(UTC)
    return Moment(at.isoformat(), format_datetime(at, "d MMM y HH:mm", locale=date_locale()) + " UTC")
