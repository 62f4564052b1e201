"""What every page asks for: the archive, the people, who acts, and the time of this request."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask import Flask, current_app, g

from statement_archive.domain.actors import PUBLIC, Actor
from statement_archive.domain.people import Accounts, Person
from statement_archive.settings import Settings
from statement_archive.workflow.archive import Archive

_KEY = "statement_archive"
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Services:
    """What ``create_app`` was given. ``sample``: whether this home is the sample archive; ``setup_token``: the
    one-time token of the first account, where the first page may offer it."""

    archive: Archive
    accounts: Accounts
    settings: Settings
    clock: Clock
    sample: bool = False
    setup_token: str = ""


def install(app: Flask, services: Services) -> None:
    app.extensions[_KEY] = services


def services() -> Services:
    found: Services = current_app.extensions[_KEY]
    return found


def archive() -> Archive:
    return services().archive


def accounts() -> Accounts:
    return services().accounts


def now() -> datetime:
    """One time for the whole request."""
    if "now" not in g:
        g.now = services().clock()
    at: datetime = g.now
    return at


def actor() -> Actor:
    """Who acts: set by :mod:`statement_archive.web.security` before any page runs."""
    found: Actor = g.get("actor", PUBLIC)
    return found


def person() -> Person | None:
    """The account that is signed in."""
    found: Person | None = g.get("person")
    return found
