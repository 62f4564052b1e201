"""A slip printed where no server runs: the command line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from flask import Flask
from jinja2 import StrictUndefined

from statement_archive.domain.errors import InvalidInput
from statement_archive.quotes.slip import Slip
from statement_archive.settings import Settings
from statement_archive.web import locale
from statement_archive.web.printing.page import slip_page


def printed(settings: Settings, slip: Slip, kind: str, language: str) -> bytes:
    """``kind``: ``html`` or ``pdf``. Raises InvalidInput for a language the interface has not, CannotPrint."""
    with in_language(settings, language):
        if kind == "html":
            return slip_page(slip)
        from statement_archive.web.printing.pdf import slip_pdf  # noqa: PLC0415  # Typst: eighty megabytes

        return slip_pdf(slip)


@contextmanager
def in_language(settings: Settings, language: str) -> Iterator[None]:
    """Templates and words in a language of the interface. Raises InvalidInput where it is none."""
    codes = [each.code for each in locale.LANGUAGES]
    if language not in codes:
        raise InvalidInput(f"not a language of the interface: {language[:40]!r}", choices=codes)
    with _app(settings).test_request_context(f"/?lang={language}"):
        yield


def is_printed(settings: Settings, slip: Slip, content: bytes) -> bool:
    """Whether the file is what is printed of the slip, in any language of the interface. Raises CannotPrint."""
    kind = "pdf" if content.startswith(b"%PDF") else "html"
    return any(printed(settings, slip, kind, each.code) == content for each in locale.LANGUAGES)


@lru_cache(maxsize=1)  # catalogues are read once
def _app(settings: Settings) -> Flask:
    """Templates and a language, nothing else: no archive, no account, no address."""
    app = Flask("statement_archive.web")
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    locale.speak(app, settings)
    app.context_processor(lambda: {"interface": locale.interface(), "interface_dir": locale.interface_direction()})
    return app
