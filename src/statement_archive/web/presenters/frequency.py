"""A frequency as a picture with its numbers: columns over the years, bars for the rest. Also as a table.

Positions are percent of the picture, so that it fits a phone without its letters shrinking.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from babel.numbers import format_decimal

from statement_archive.web.locale import interface_locale
from statement_archive.web.presenters.facets import Names
from statement_archive.web.say import N_, Later, _
from statement_archive.workflow.frequency import By, Rate

GROUP_NAMES: dict[By, Later] = {
    "year": N_("Year"),
    "state": N_("State"),
    "body": N_("Body"),
    "lang": N_("Language of the text"),
    "person": N_("Speaker"),
}
BARS = 40  # further ones are in the table
_GAPS = 120  # years without a text that are drawn, so that time is even


@dataclass(frozen=True, slots=True)
class RateView:
    """``href`` leads to the passages; ``size`` is percent of the greatest."""

    name: str
    count: int
    words: int
    rate: str
    href: str
    size: float


@dataclass(frozen=True, slots=True)
class Column:
    """``x`` and ``middle`` in percent; ``label`` is empty where there is no room for it."""

    name: str
    label: str
    x: float
    width: float
    middle: float
    height: float
    said: str


def rate_views(rates: Sequence[Rate], by: By, href: dict[str, str], *, raw: bool) -> list[RateView]:
    """``raw``: drawn by the count, else by the count for each million words."""
    names = Names()
    most = max((_measure(rate, raw=raw) for rate in rates), default=0) or 1
    return [
        RateView(
            names.of(by, rate.value) if rate.value else _("not known"),
            rate.count,
            rate.words,
            show_rate(rate.per_million),
            href.get(rate.value, "") if rate.count else "",
            round(100 * _measure(rate, raw=raw) / most, 2),
        )
        for rate in rates
    ]


def columns(rates: Sequence[Rate], *, raw: bool, rtl: bool) -> list[Column]:
    """Years as columns, those without a text too; time runs with the script of the interface."""
    held = {int(rate.value): rate for rate in rates if rate.value.isdecimal()}
    if not held:
        return []
    span = range(min(held), max(held) + 1)
    years = list(span) if len(span) <= _GAPS else sorted(held)
    most = max(_measure(rate, raw=raw) for rate in held.values()) or 1
    step = 100 / len(years)
    width = min(0.76 * step, 8.0)
    every = max(1, -(-len(years) // 8))
    found = []
    for n, year in enumerate(years):
        middle = (n + 0.5) * step
        middle = 100 - middle if rtl else middle
        rate = held.get(year, Rate(str(year), 0, 0))
        found.append(
            Column(
                str(year),
                str(year) if n % every == 0 or (n == len(years) - 1 and n % every > every // 2) else "",
                round(middle - width / 2, 2),
                round(width, 2),
                round(middle, 2),
                round(100 * _measure(rate, raw=raw) / most, 2),
                format_decimal(rate.count, locale=interface_locale()) if raw else show_rate(rate.per_million),
            )
        )
    return found


def _measure(rate: Rate, *, raw: bool) -> float:
    return float(rate.count) if raw else rate.per_million


def show_rate(value: float) -> str:
    """Three digits that mean something."""
    digits = "#,##0" if value >= 100 else "#,##0.0" if value >= 10 else "#,##0.00"
    return str(format_decimal(value, format=digits, locale=interface_locale()))
