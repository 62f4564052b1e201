"""The app factory."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from flask import Flask, url_for
from jinja2 import StrictUndefined
from jinja2.utils import missing

from statement_archive.bootstrap import utc_now
from statement_archive.domain.people import Accounts
from statement_archive.settings import Settings
from statement_archive.web import dates, errors, here, locale, names, navigation, pages, security
from statement_archive.workflow.archive import Archive

_STATIC = Path(__file__).parent / "static"


class Absent(StrictUndefined):
    """A misspelt variable is an error, not a hole in a page. Of a mapping it may be asked whether it has a
    key (``form.errors.title``), but what it has not is never printed."""

    __slots__ = ()

    def __bool__(self) -> bool:  # type: ignore[override]  # of StrictUndefined it never returns
        return super().__bool__() if self._undefined_obj is missing else False


def create_app(
    archive: Archive,
    accounts: Accounts,
    settings: Settings,
    *,
    clock: Callable[[], datetime] = utc_now,
    sample: bool = False,
    testing: bool = False,
    setup_token: str = "",
) -> Flask:
    """The WSGI application over one archive. ``sample``: say on every page that every text is fictitious;
    ``setup_token``: offered on the first page to whoever sits at this machine, until there is an account."""
    app = Flask("statement_archive.web", static_url_path="/static")
    app.testing = testing
    app.jinja_env.undefined = Absent
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    here.install(app, here.Services(archive, accounts, settings, clock, sample, setup_token))
    security.protect(app, settings)
    locale.speak(app, settings)
    errors.answer_errors(app)
    pages.register(app)
    security.limit(app, settings)
    app.context_processor(_everywhere)
    return app


def _everywhere() -> dict[str, object]:
    """What every template may use."""
    return {
        "asset": asset,
        "interface": locale.interface(),
        "interface_dir": locale.interface_direction(),
        "interface_languages": locale.offered(),
        "me": here.person(),
        "may": here.actor().may,
        "sample": here.services().sample,
        "language_name": names.language_name,
        "text_direction": names.text_direction,
        "html_lang": names.html_lang,
        "territory_name": names.territory_name,
        "show_date": dates.show_edtf,
        "show_day": dates.show_day,
        "show_number": names.show_number,
        "navigation": navigation.navigation,
        "sign_in_address": navigation.sign_in_address(),
        "deposit_address": navigation.deposit_address,
        "with_language": navigation.with_language,
    }


def asset(name: str) -> str:
    """The address of a static file, new whenever its content is."""
    return url_for("static", filename=name, v=_digest(name))


@lru_cache(maxsize=64)
def _digest(name: str) -> str:
    return hashlib.sha256((_STATIC / name).read_bytes()).hexdigest()[:12]
