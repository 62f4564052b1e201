"""The language of the interface: chosen, translated, formatted.

::

    ?lang ─▶ cookie ─▶ Accept-Language ─▶ default_locale          one of LANGUAGES, a CLDR locale
    translations/<locale>/LC_MESSAGES/messages.po ──read at start──▶ gettext (no compiled catalogues)

The language of *content* is another thing (``domain.language``): its tags never become a Babel Locale;
:mod:`statement_archive.web.names` names them.
"""

from __future__ import annotations

import gettext as stdlib_gettext
from dataclasses import dataclass
from importlib import resources
from io import BytesIO

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations
from flask import Flask, Response, current_app, g, request
from flask_babel import Babel, Domain, get_locale

from statement_archive.settings import Settings

COOKIE = "archive-lang"
PACKAGE = "statement_archive.web"
_OF_CONTENT = frozenset({"translate.download", "editor.begin"})


@dataclass(frozen=True, slots=True)
class InterfaceLanguage:
    """``reviewed``: whether a native reader has gone through the catalogue; a page says so where not."""

    code: str
    name: str
    complete: bool
    reviewed: bool

    @property
    def tag(self) -> str:
        """As it stands in ``lang`` attributes."""
        return self.code.replace("_", "-")


LANGUAGES = (
    InterfaceLanguage("en", "English", complete=True, reviewed=True),
    InterfaceLanguage("ru", "Русский", complete=True, reviewed=False),
)
# English words in a mirrored page: for looking at right-to-left before there is a catalogue. Never offered
# to readers.
MIRRORED = InterfaceLanguage("ar", "العربية", complete=False, reviewed=False)


class PoDomain(Domain):  # type: ignore[misc]  # flask_babel ships no types
    """Catalogues read from ``.po`` files, so that none can be stale."""

    def __init__(self) -> None:
        super().__init__()
        self._read: dict[str, NullTranslations] = {}

    def get_translations(self) -> stdlib_gettext.NullTranslations:
        code = str(get_locale() or "en")
        if code not in self._read:
            self._read[code] = catalogue(code)
        return self._read[code]


class _Counting(NullTranslations):
    """Counts are written as the language writes numbers: 12,443 units."""

    def ungettext(self, one: str, many: str, n: int) -> str:
        code = str(get_locale() or "en")
        return str(self.ngettext(one, many, n)).replace("%(num)d", format_decimal(n, locale=code))


class _Catalogue(_Counting, Translations):
    pass


def catalogue(code: str) -> NullTranslations:
    """The catalogue of a locale; English is in the source."""
    path = resources.files(PACKAGE).joinpath("translations", code, "LC_MESSAGES", "messages.po")
    if not path.is_file():
        return _Counting()
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(path.read_bytes()), locale=code))
    compiled.seek(0)
    return _Catalogue(compiled)


def speak(app: Flask, settings: Settings) -> None:
    """Set up translation and formatting, and what templates need of them."""
    babel = Babel(app, default_locale=settings.default_locale, locale_selector=_choose)
    babel.domain_instance = PoDomain()
    app.before_request(_remember)
    app.after_request(_store)


def offered() -> tuple[InterfaceLanguage, ...]:
    """Languages that ``?lang`` understands."""
    return (*LANGUAGES, MIRRORED) if current_app.debug or current_app.testing else LANGUAGES


def interface() -> InterfaceLanguage:
    """The language of this page."""
    code = str(get_locale() or "en")
    return next((each for each in offered() if each.code == code), LANGUAGES[0])


def interface_locale() -> Locale:
    """The CLDR locale of this page."""
    return get_locale() or Locale("en")


def date_locale() -> Locale:
    """English dates as the United Nations write them, 15 May 2023, not as one country does."""
    locale = interface_locale()
    return Locale("en", "001") if str(locale) == "en" else locale


def interface_direction() -> str:
    return str(interface_locale().text_direction)


def _known(code: str | None) -> str | None:
    return code if code in {each.code for each in offered()} else None


def _asked() -> str | None:
    """The language named in the address. Forms that choose a language to translate into mean another thing by it."""
    return None if request.endpoint in _OF_CONTENT else _known(request.args.get("lang"))


def _choose() -> str:
    """Read once a request by Flask-Babel."""
    asked = _asked() or _known(request.cookies.get(COOKIE))
    if asked:
        return asked
    tags = [each.tag for each in LANGUAGES]
    best = request.accept_languages.best_match(tags)
    default = str(current_app.extensions["babel"].default_locale)
    return (best or (default if default in tags else "en")).replace("-", "_")


def _remember() -> None:
    g.new_lang = _asked()


def _store(response: Response) -> Response:
    chosen = g.get("new_lang")
    if chosen and chosen != request.cookies.get(COOKIE):
        secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
        response.set_cookie(COOKIE, chosen, max_age=365 * 86400, samesite="Lax", secure=secure, httponly=True)
    return response


def reader_languages() -> tuple[str, ...]:
    """Primary tags of the languages that the reader reads, best first: the interface's, then the browser's."""
    found = [interface().tag.split("-")[0]]
    found += [tag.split("-")[0].lower() for tag, quality in request.accept_languages if quality > 0 and tag != "*"]
    return tuple(dict.fromkeys(found))
