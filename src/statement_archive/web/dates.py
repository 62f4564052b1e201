"""Dates as a reader reads them: with the precision they have, and no more."""

from __future__ import annotations

import re
from datetime import date, datetime

from babel.dates import format_date, format_skeleton

from statement_archive.web.locale import date_locale
from statement_archive.web.say import _

_PLAIN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def show_edtf(raw: str) -> str:
    """``2018-08-29`` as a full date, ``2018-08`` as month and year, ``2018?`` as “2018 (uncertain)”,
    ``2018-08-29/2018-08-31`` as a span; anything else as it was recorded."""
    if "/" in raw:
        first, last = raw.split("/", 1)
        if first and last and ".." not in (first, last):
            return f"{show_edtf(first)} – {show_edtf(last)}"
        return raw
    qualifier = raw[-1:] if raw[-1:] in ("?", "~", "%") else ""
    found = _PLAIN.fullmatch(raw.removesuffix(qualifier))
    shown = _plain(*found.groups()) if found else None
    if shown is None:
        return raw
    if qualifier == "?":
        return _("%(date)s (uncertain)", date=shown)
    if qualifier == "~":
        return _("%(date)s (approximate)", date=shown)
    return _("%(date)s (uncertain and approximate)", date=shown) if qualifier else shown


def _plain(year: str, month: str | None, day: str | None) -> str | None:
    try:
        value = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    locale = date_locale()
    if day:
        return format_date(value, "long", locale=locale)
    return format_skeleton("yMMMM", value, locale=locale) if month else year


def show_day(at: datetime) -> str:
    """The day of a moment, in UTC."""
    return format_date(at.date(), "long", locale=date_locale())
