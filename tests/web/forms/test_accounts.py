"""Signing in, one's own account, and the people of the server."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from tests.web.audit import audited, words
from tests.web.conftest import NOW
from tests.web.forms.conftest import PASSWORD, Browser

from statement_archive.domain.people import Accounts, Person
from statement_archive.settings import Settings
from statement_archive.web.app import create_app
from statement_archive.web.posted import way_back
from statement_archive.workflow.accounts import offer_setup
from statement_archive.workflow.archive import Archive

Browse = Callable[..., Browser]


def test_the_first_administrator_is_made_once_by_the_link(accounts: Accounts, browse: Browse) -> None:
    token = offer_setup(accounts, NOW)
    browser = browse()
    assert "terminal" in words(browser.open("/account/sign-in"))
    browser.open(f"/account/setup/{token}")
    browser.send("setup", status=422, login="root", password="short", again="short")
    assert "12 characters" in browser.notices
    assert browser.fields("setup")["login"] == "root"
    assert not browser.fields("setup")["password"]
    browser.send("setup", login="root", display_name="Анна", password=PASSWORD, again=PASSWORD)
    assert "Анна" in browser.text
    assert "Administrator" in browser.text
    browse().open(f"/account/setup/{token}", status=404)
    assert "terminal" not in words(browse().open("/account/sign-in"))


def test_two_different_passwords_keep_what_was_typed(accounts: Accounts, browse: Browse) -> None:
    browser = browse()
    browser.open(f"/account/setup/{offer_setup(accounts, NOW)}")
    browser.send("setup", status=422, login="Root", password=PASSWORD, again="other")
    assert browser.fields("setup")["login"] == "Root"
    assert accounts.people.count() == 0


def test_signing_in_goes_back_and_out_ends_the_session(browse: Browse, person: Callable[..., Person]) -> None:
    person("anna", "editor")
    browser = browse()
    browser.open("/account/sign-in?next=/deposit")
    browser.send("sign-in", status=422, login="anna", password="wrong")
    assert "wrong" in browser.text
    browser.send("sign-in", login=" ANNA", password=PASSWORD)
    assert "Deposit a text" in words(browser.page.find(".//h1"))
    browser.open("/account")
    browser.send("sign-out")
    browser.open("/deposit", status=403)


def test_one_message_for_unknown_wrong_and_deactivated(
    browse: Browse, accounts: Accounts, person: Callable[..., Person]
) -> None:
    accounts.people.set_active(person("gone").id, active=False)
    person("anna")
    seen = set()
    for login, password in (("nobody", PASSWORD), ("anna", "wrong"), ("gone", PASSWORD)):
        browser = browse()
        browser.open("/account/sign-in")
        browser.send("sign-in", status=422, login=login, password=password)
        seen.add(browser.notices)
    assert len(seen) == 1


@pytest.mark.parametrize(
    "raw",
    ["//evil.example", "https://evil.example", "/\\evil.example", "\\/evil", "evil", "", "/\t/evil", "/a\nb", "///e"],
)
def test_only_paths_on_this_site_are_gone_back_to(raw: str) -> None:
    assert way_back(raw, "/otherwise") == "/otherwise"


def test_paths_with_queries_are_gone_back_to() -> None:
    assert way_back("/works/a?x=1&y=%2F#p1", "/") == "/works/a?x=1&y=%2F#p1"


def test_an_open_redirect_is_not_followed(browse: Browse, person: Callable[..., Person]) -> None:
    person("anna", "editor")
    browser = browse()
    browser.open("/account/sign-in?next=//evil.example/x")
    assert browser.fields("sign-in")["next"] == ""
    response = browser.client.post(
        "/account/sign-in",
        data={**browser.fields("sign-in"), "next": "//evil.example", "login": "anna", "password": PASSWORD},
    )
    assert response.headers["Location"] == "/"


def test_guessing_is_slowed_down_and_says_for_how_long(browse: Browse, person: Callable[..., Person]) -> None:
    person("anna")
    browser = browse()
    browser.open("/account/sign-in")
    for _ in range(5):
        browser.send("sign-in", status=422, login="anna", password="wrong")
    browser.send("sign-in", status=429, login="anna", password=PASSWORD)
    assert "second" in browser.notices
    assert browser.response is not None
    assert int(browser.response.headers["Retry-After"]) >= 1


def test_requests_to_sign_in_are_limited_by_address(
    archive: Archive, accounts: Accounts, settings: Settings, browse: Browse
) -> None:
    few = Settings(home=settings.home, secret_key="k" * 40, rate_limit_sign_in="2 per minute")
    client = audited(create_app(archive, accounts, few, clock=lambda: NOW, testing=True))
    statuses = [client.get("/account/sign-in").status_code for _ in range(3)]
    assert statuses == [200, 200, 429]


def test_changing_the_password_ends_the_other_sessions(app: Flask, browse: Browse) -> None:
    here = browse("translator")
    there = Browser(browse().client)
    there.open("/account/sign-in")
    there.send("sign-in", login="anna", password=PASSWORD)
    here.open("/account")
    here.send(
        "password", status=422, old_password="no", new_password="another boat at dusk", again="another boat at dusk"
    )
    assert "old password is wrong" in here.text
    here.send("password", old_password=PASSWORD, new_password="another boat at dusk", again="another boat at dusk")
    assert "changed" in here.notices
    there.open("/account")
    assert words(there.page.find(".//h1")) == "Sign in"
    here.open("/account")
    assert words(here.page.find(".//h1")) == "Your account"


def test_a_session_ends_after_its_time(
    archive: Archive, accounts: Accounts, settings: Settings, person: Callable[..., Person]
) -> None:
    person("anna", "editor")
    clock = [NOW]
    browser = Browser(audited(create_app(archive, accounts, settings, clock=lambda: clock[0], testing=True)))
    browser.open("/account/sign-in")
    browser.send("sign-in", login="anna", password=PASSWORD)
    browser.open("/deposit")
    clock[0] = NOW + timedelta(days=15)
    browser.open("/deposit", status=403)
    assert "Sign in" in browser.text


def test_administrators_keep_the_accounts(administrator: Browser, accounts: Accounts, browse: Browse) -> None:
    administrator.open("/people/add")
    administrator.send("/add$", status=422, login="x", password=PASSWORD)
    assert "2 to 40" in administrator.notices
    administrator.send(
        "/add$", login="ivan", display_name="Иван <b>", password=PASSWORD, roles=["translator", "editor"]
    )
    assert "Иван <b>" in administrator.text
    ivan = accounts.people.by_login("ivan")
    assert ivan is not None
    assert ivan.roles == {"translator", "editor"}
    administrator.send("/roles$", roles=["reviewer"])
    assert "Reviewer" in administrator.text
    administrator.send("/deactivate$")
    assert "nobody can sign in" in administrator.text
    administrator.send("/reactivate$")
    administrator.send("/reset-link$")
    link = next(words(e) for e in administrator.page.iter() if e.tag == "code")
    browser = browse()
    browser.open(link.removeprefix("http://localhost"))
    browser.send("/reset/", password="a new boat at noon", again="a new boat at noon")
    assert browser.fields("sign-in")["login"] == "ivan"
    browser.send("sign-in", login="ivan", password="a new boat at noon")
    browser.open(link.removeprefix("http://localhost"), status=404)
    assert "no longer works" in browser.text


def test_an_invitation_opens_one_account(administrator: Browser, accounts: Accounts, browse: Browse) -> None:
    administrator.open("/people/add")
    administrator.send("/invite$", roles=["translator"])
    path = next(words(e) for e in administrator.page.iter() if e.tag == "code").removeprefix("http://localhost")
    browser = browse()
    browser.open(path)
    browser.send("invitation", status=422, login="root", password=PASSWORD, again=PASSWORD)
    assert "already" in browser.notices
    browser.send("invitation", login="maria", password=PASSWORD, again=PASSWORD, email="m@example.org")
    assert "Translator" in browser.text
    maria = accounts.people.by_login("maria")
    assert maria is not None
    assert maria.display_name == "maria"
    browse().open(path, status=404)


def test_the_last_administrator_stays(administrator: Browser, accounts: Accounts) -> None:
    root = accounts.people.by_login("root")
    assert root is not None
    administrator.open(f"/people/{root.id}")
    administrator.send("/roles$", status=422, roles=["editor"])
    assert "Without this person" in administrator.notices
    administrator.send("/deactivate$", status=422)
    assert accounts.people.by_login("root") == root


@pytest.mark.parametrize("path", ["/people", "/people/add", "/people/p-x", "/system"])
def test_others_do_not_see_what_is_for_administrators(path: str, editor: Browser, browse: Browse) -> None:
    editor.open(path, status=403)
    assert "Not allowed" in editor.text
    stranger = browse()
    stranger.open(path, status=403)
    assert "Sign in" in stranger.text


def test_every_post_wants_its_token(app: Flask, editor: Browser) -> None:
    """No route that takes a POST does anything without the token of a page."""
    adapter = app.url_map
    arguments = {
        "work": "w",
        "expression": "ru.x",
        "draft": "d-x",
        "token": "t",
        "person": "p",
        "n": "1",
        "invitation": "i",
        "comment": "c1",
        "remark_id": "c1",
        "concept": "x",
        "name": "x",
        "unit": "p1.s1",
        "search": "s1",
        "work_name": "w",
        "report": "r1",
        "ref": "ru.x",
        "locator": "p1",
    }
    for rule in adapter.iter_rules():
        if "POST" in (rule.methods or ()):
            path = re.sub(r"<(?:\w+:)?(\w+)>", lambda m: arguments[m[1]], rule.rule)
            response = editor.client.post(path, data={"login": "x"})
            assert response.status_code == 400, (path, response.status_code)
            assert "expired" in response.text
