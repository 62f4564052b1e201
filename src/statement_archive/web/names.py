"""Names of content languages and of territories in the interface's language, from CLDR.

A content tag is looked up by its parts and never parsed as a Babel Locale: Babel reads ``und`` as
``en_US``, and refuses ``mul`` and ``en-t-ru``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import TypeVar

import langcodes
from babel import Locale
from babel.numbers import format_decimal

from statement_archive.domain.authorities import Authority
from statement_archive.domain.language import direction, primary
from statement_archive.web import here
from statement_archive.web.locale import interface_locale
from statement_archive.web.say import _
from statement_archive.workflow.names import authorities

T = TypeVar("T")
_USER_ASSIGNED = re.compile("AA|Q[M-Z]|X(?!K)[A-Z]|ZZ")  # ISO 3166-1, section 8.1.3; XK is in use


def language_name(tag: str) -> str:
    """``ru`` as “Russian” or “русский”; script and territory in brackets where the tag names them."""
    if not tag or primary(tag) == "und":
        return _("language unknown")
    if primary(tag) == "mul":
        return _("several languages")
    if primary(tag) == "zxx":
        return _("no language")
    try:
        parsed = langcodes.Language.get(tag)
    except ValueError:  # not a tag: shown as it was recorded
        return tag
    locale = interface_locale()
    if parsed.script and locale.language != "en":  # English sorts better by the language: Chinese (Simplified)
        whole = locale.languages.get(f"{parsed.language}_{parsed.script}")
        if whole and not parsed.territory:
            return str(whole)
    name = _cldr(locale, "languages", parsed.language or "") or tag
    script = _cldr(locale, "scripts", parsed.script or "")
    territory = _cldr(locale, "territories", parsed.territory or "")
    more = ", ".join(part for part in (script, territory) if part)
    return f"{name} ({more})" if more else name


def language_title(tag: str) -> str:
    """As a heading: CLDR writes names of languages as they stand in a sentence."""
    name = language_name(tag)
    return name[:1].upper() + name[1:]


def _cldr(locale: Locale, table: str, code: str) -> str:
    """The name in this locale, else in English, else nothing."""
    if not code:
        return ""
    found = getattr(locale, table).get(code) or getattr(Locale("en"), table).get(code)
    return str(found) if found else ""


def territory_name(code: str | None) -> str:
    """``KZ`` as “Kazakhstan”; a user-assigned code as the State of this archive that bears it, else the code
    (CLDR calls two of them pseudo-locales)."""
    if not code:
        return ""
    if _USER_ASSIGNED.fullmatch(code):
        return _state_of(code) or code
    return _cldr(interface_locale(), "territories", code) or code


def own_codes() -> list[str]:
    """User-assigned codes that a State of this archive bears."""
    return sorted({each.country for each in _states() if _USER_ASSIGNED.fullmatch(each.country)})


def _states() -> list[Authority]:
    return [each for each in authorities(here.archive(), "bodies").entries.values() if each.kind == "state"]


def _state_of(code: str) -> str:
    """The State in the authority file of bodies that has this country code: by its name in the interface's
    language, else as it was first recorded (an official name may be in a script that nobody here reads)."""
    state = next((each for each in _states() if each.country == code), None)
    if state is None:
        return ""
    own = interface_locale().language
    return next((n.value for n in state.names if primary(n.lang) == own), state.names[0].value)


def html_lang(tag: str) -> str:
    """For ``lang`` attributes: no language at all is the empty string, as HTML has it."""
    return "" if not tag or primary(tag) in ("und", "mul", "zxx") else tag


def text_direction(tag: str) -> str:
    """For ``dir`` attributes; ``auto`` where the tag does not say."""
    return "auto" if html_lang(tag) == "" else direction(tag)


def show_number(value: int) -> str:
    return format_decimal(value, locale=interface_locale())


def sorted_by_name(items: Iterable[T], name: Callable[[T], str]) -> list[T]:
    """In the order of the interface's language, as far as the alphabet goes: case, accents and the place
    of ё aside (CLDR's full collation needs ICU)."""
    return sorted(items, key=lambda item: _collation_key(name(item)))


def _collation_key(text: str) -> tuple[str, str]:
    plain = "".join(
        # й is a letter of its own in Cyrillic alphabets, not и with a mark.
        char if char == "й" else unicodedata.normalize("NFD", char)[0]
        for char in unicodedata.normalize("NFC", text.casefold())
    )
    return plain, text
