"""People who are signed in, and a browser that fills in the forms it is given."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from tests.web.audit import AuditingClient, Element, audited, by_class, parse, words
from tests.web.conftest import NOW
from werkzeug.test import TestResponse

from statement_archive.accounts.memory import in_memory
from statement_archive.accounts.passwords import Argon2Passwords
from statement_archive.domain.actors import HOME_ADMINISTRATOR, Role
from statement_archive.domain.people import Accounts, Person
from statement_archive.workflow.accounts import add_user

WORK = re.compile(r"/works/[a-z0-9-]+")
PASSWORD = "a boat on the lake at dawn"


class Browser:
    """Opens pages, and sends their forms with what they hold, as a browser without scripts does."""

    def __init__(self, client: AuditingClient) -> None:
        self.client = client
        self.page: Element = parse("<!doctype html><title>x</title>")
        self.response: TestResponse | None = None

    def open(self, path: str, status: int = 200) -> Element:
        self._take(self.client.get(path))
        assert self.status == status, (path, self.status, self.text[:800])
        return self.page

    def _take(self, response: TestResponse) -> None:
        for _ in range(5):
            # The page of a work is of another journey: arriving there is enough.
            if response.status_code not in (302, 303) or WORK.fullmatch(response.headers["Location"]):
                break
            response = self.client.get(response.headers["Location"])
        self.response = response
        if response.mimetype == "text/html":
            self.page = parse(response.get_data(as_text=True))

    @property
    def status(self) -> int:
        assert self.response is not None
        return self.response.status_code

    @property
    def text(self) -> str:
        return words(self.page.find(".//main"))

    @property
    def notices(self) -> str:
        return " | ".join(words(e) for e in by_class(self.page, "notice"))

    def fields(self, action: str) -> dict[str, Any]:
        """What the form would send if nobody typed anything."""
        found: dict[str, Any] = {}
        for control in self.form(action).iter():
            name, kind = control.get("name"), control.get("type", "text")
            if not name or (control.tag == "button") or kind == "file":
                continue
            if control.tag == "input" and kind in ("radio", "checkbox"):
                if control.get("checked") is not None:
                    if kind == "checkbox":
                        found.setdefault(name, []).append(control.get("value", "on"))
                    else:
                        found[name] = control.get("value", "on")
            elif control.tag == "input":
                found[name] = control.get("value", "")
            elif control.tag == "textarea":
                found[name] = "".join(control.itertext()).removeprefix("\n").replace("\n", "\r\n")
            elif control.tag == "select":
                options = [o for o in control.iter() if o.tag == "option"]
                chosen = [o for o in options if o.get("selected") is not None] or options[:1]
                found[name] = chosen[0].get("value", "") if chosen else ""
        return found

    def form(self, action: str) -> Element:
        forms = [e for e in self.page.iter() if e.tag == "form" and re.search(action, e.get("action", ""))]
        assert forms, (action, [e.get("action") for e in self.page.iter() if e.tag == "form"])
        return forms[0]

    def send(self, action: str, file: tuple[bytes, str] | None = None, status: int = 200, **typed: Any) -> Element:
        """Send the first form whose address matches."""
        data = {**self.fields(action), **typed}
        if file:
            data["file"] = (BytesIO(file[0]), file[1])
        self._take(self.client.post(self.form(action).get("action", ""), data=data))
        assert self.status == status, (self.status, self.text[:1500])
        return self.page


@pytest.fixture
def accounts() -> Accounts:
    """Hashed cheaply: what Argon2 costs is tried elsewhere."""
    return in_memory(passwords=Argon2Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)))


@pytest.fixture
def person(accounts: Accounts) -> Callable[..., Person]:
    """Makes an account with these roles."""

    def make(login: str, *roles: Role) -> Person:
        return add_user(
            accounts,
            HOME_ADMINISTRATOR,
            login=login,
            display_name=login.title(),
            password=PASSWORD,
            roles=roles,
            now=NOW,
        )

    return make


@pytest.fixture
def browse(app: Flask, person: Callable[..., Person]) -> Callable[..., Browser]:
    """A browser of its own; with roles, signed in as somebody who has them."""

    def new(*roles: Role, login: str = "anna") -> Browser:
        browser = Browser(audited(app))
        if roles:
            person(login, *roles)
            browser.open("/account/sign-in")
            browser.send("sign-in", login=login, password=PASSWORD)
        return browser

    return new


@pytest.fixture
def editor(browse: Callable[..., Browser]) -> Browser:
    return browse("editor")


@pytest.fixture
def administrator(browse: Callable[..., Browser]) -> Browser:
    return browse("administrator", login="root")


@pytest.fixture
def seed() -> bytes:
    """The first real text; it is not part of this repository."""
    root = os.environ.get("STATEMENT_ARCHIVE_SHARED") or Path(__file__).parents[4] / "shared"
    path = Path(root) / "seeds" / "000_4ee549bdce347442.txt"
    if not path.is_file():
        pytest.skip(f"no real text at {path}")
    return path.read_bytes()
