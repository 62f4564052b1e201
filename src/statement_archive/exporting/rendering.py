"""A citation in a style: the only home of citeproc-py, which reads a CSL style and writes by it.

::

    CSL-JSON + Style + language ──▶ Rendered(text, html, in_text)

Each rendering reads the style anew (5 ms; Chicago's own, 90 ms): citeproc-py keeps what it is doing in the elements.
The schema is not asked: a style that is not quite valid may render well, and one that is may not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from citeproc import (
    LANGUAGE_NAMES,
    PRIMARY_DIALECTS,
    VARIABLES,
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    Locator,
)
from citeproc.source.json import CiteProcJSON

from statement_archive.domain.errors import InvalidInput
from statement_archive.domain.language import primary, ranges
from statement_archive.exporting.csl_json import Item
from statement_archive.exporting.runs import Marks, as_html, as_text, tidied, without_marks
from statement_archive.exporting.style_file import Style, packaged, with_terms

_OURS = {"kk": "terms-kk.xml"}  # languages that citeproc-py has no terms in, and we have
_OF_DAYS = {"ru": "terms-ru.xml"}  # months as they stand beside a day
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_STOPS_INSIDE = frozenset({"en-US"})  # punctuation-in-quote, which citeproc-py reads and does not do


# Languages in which there are terms, by their first dialect.
LANGUAGES = tuple(sorted({*PRIMARY_DIALECTS, *_OURS}))


@dataclass(frozen=True, slots=True)
class Rendered:
    """``text`` is the whole reference, ``html`` the same; ``in_text`` what stands in the text of a style that lists
    references (``(Quint 2026, para. 9)``), else empty. ``locator_printed``: whether the style printed the place."""

    text: str
    html: str
    in_text: str = ""
    locator_printed: bool = False


def locale_for(style: Style, lang: str) -> str:
    """The CSL locale of a language: English in the style's own way, a dialect where it is known, else the language's
    first; empty where there are no terms for it."""
    known = {*LANGUAGE_NAMES, *_OURS, *style.locales}
    if primary(lang) == "en" and style.default_locale.startswith("en") and "-" not in lang:
        return style.default_locale
    for tag in ranges(lang):
        if tag in PRIMARY_DIALECTS:
            return str(PRIMARY_DIALECTS[tag])
        if tag in known:
            return tag
    dialect = PRIMARY_DIALECTS.get(primary(lang))
    return str(dialect) if dialect else ""


def render(style: Style, item: Item, lang: str, locator: str = "") -> Rendered:
    """``locator``: paragraphs, ``9`` or ``9-11``. A style of our own prints the place in its note.

    Raises InvalidInput where the style cannot be rendered.
    """
    locale = locale_for(style, lang) or "en-US"
    ours = _OURS.get(primary(locale), "")
    if _to_the_day(item):
        ours = ours or _OF_DAYS.get(primary(locale), "")
    if primary(locale) in style.locales:  # two of one language are more than citeproc-py takes
        ours = ""
    source = with_terms(style, packaged(ours)) if ours else style.source
    last: Exception | None = None
    for tried in (item, *_plainer(item)):
        try:
            return _render(style, source, tried, locale, locator)
        except Exception as error:  # noqa: BLE001  # citeproc-py has no error of its own: any kind may come of a style
            last = error
    raise InvalidInput(f"the style cannot be rendered: {type(last).__name__}: {last}") from last


def _plainer(item: Item) -> list[Item]:
    """A span of days as it was recorded: citeproc-py fails on one that a macro prints."""
    parts = item.get("issued", {}).get("date-parts", ())
    if len(parts) < 2:
        return []
    days = ["-".join(f"{part:02}" for part in each) for each in parts]
    return [{**item, "issued": {"literal": " – ".join(days)}}]


def _to_the_day(item: Item) -> bool:
    """Whether the date is one of a day, or there is none."""
    parts = item.get("issued", {}).get("date-parts", [[0, 0, 0]])
    return all(len(each) == 3 for each in parts)


def _render(style: Style, source: bytes, item: Item, locale: str, locator: str) -> Rendered:
    listed = style.in_text and style.bibliography
    made = _Written(source, item, locale)
    if listed:
        whole = made.reference()
        return Rendered(as_text(whole), as_html(whole), as_text(made.cited(locator)))
    whole = made.cited("" if style.own else locator)
    printed = not style.own and bool(locator) and whole != _Written(source, item, locale).cited("")
    return Rendered(as_text(whole), as_html(whole), locator_printed=printed)


class _Written:
    """One item in one style, as citeproc-py has it."""

    def __init__(self, source: bytes, item: Item, locale: str) -> None:
        self._inside = locale in _STOPS_INSIDE
        self._style = CitationStylesStyle(BytesIO(source), locale=locale, validate=False)
        self._all = CitationStylesBibliography(self._style, _source(item), Marks)

    def cited(self, locator: str) -> str:
        place = {"locator": Locator("paragraph", locator)} if locator else {}
        citation = Citation([CitationItem("it", **place)])
        self._all.register(citation)
        return tidied(str(self._all.cite(citation, str)), stops_inside=self._inside)

    def reference(self) -> str:
        self._all.register(Citation([CitationItem("it")]))
        found = self._all.bibliography()
        return tidied(str(found[0]), stops_inside=self._inside) if found else ""


def _source(item: Item) -> Any:
    """citeproc-py warns of variables that CSL got after version 1.0.1; they are set behind its back."""
    plain = {key: _put(value) for key, value in item.items() if key not in ("custom", "id")}
    plain.get("issued", {}).pop("season", None)  # citeproc-py fails on it wherever months are numbers
    known = {key: value for key, value in plain.items() if key.replace("-", "_") in VARIABLES or key == "type"}
    source = CiteProcJSON([{"id": "it", **known}])
    for key in plain.keys() - known.keys():
        source["it"][key.replace("-", "_")] = source.parse_string(plain[key])
    if "event-title" in plain:
        source["it"]["event"] = source.parse_string(plain["event-title"])
    return source


def _put(value: Any) -> Any:
    """A value for the eye: marks that turn the direction of writing end with the fact that they stand in (U+2068,
    U+2069), so that they do not turn what stands behind it."""
    if isinstance(value, str):
        plain = without_marks(value)
        return f"\u2068{plain}\u2069" if _TURNS.search(plain) else plain
    if isinstance(value, list):
        return [_put(each) for each in value]
    if isinstance(value, Mapping):
        return {key: _put(each) for key, each in value.items()}
    return value
