"""My work on a page, and at a private address."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from flask import Flask
from tests.formats.test_atom import ATOM, check
from tests.web.audit import audited, by_class, words
from tests.web.conftest import NOW, put
from tests.web.forms.conftest import Browser

from statement_archive.domain.actors import HOME_ADMINISTRATOR
from statement_archive.domain.people import Accounts
from statement_archive.workflow.accounts import actor_of
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.claims import claim
from statement_archive.workflow.erase_name import erase_person

TITLE = "First words"


def _statement(archive: Archive) -> None:
    put(archive, "a", "en.delivered", "We speak. We listen.", lang="en", rendition="delivered", title=TITLE)
    put(archive, "dark", "en.prepared", "We hush.", lang="en", rendition="prepared", title="Hush", draft=True)


def _addresses(browser: Browser) -> list[str]:
    return [words(e).removeprefix("http://localhost") for e in by_class(browser.page, "feed-address")]


def test_a_translator_finds_their_work(browse: Callable[..., Browser], archive: Archive, accounts: Accounts) -> None:
    _statement(archive)
    browser = browse("translator")
    assert "claimed nothing" in words(browser.open("/my"))
    person = accounts.people.by_login("anna")
    assert person is not None
    until = (NOW + timedelta(days=1)).date()
    claim(archive, accounts, actor_of(person), "a", "fr", until, NOW, note="by Sunday")
    page = browser.open("/my")
    assert TITLE in words(page)
    assert "until 22 November 2026" in words(page)
    home = browser.open("/")
    assert "Your work" in words(home)
    assert TITLE in words(by_class(home, "yours")[0])


def test_the_public_and_readers_without_a_role_have_none(browse: Callable[..., Browser]) -> None:
    assert "Your work" not in words(browse().open("/"))
    browser = browse()
    browser.open("/feeds")
    assert "private address" in browser.text
    assert browser.client.get("/my").status_code == 303
    assert browser.client.post("/feeds/private", data={}).status_code in (400, 403)


def test_a_private_address_tells_what_waits_and_dies(
    app: Flask, browse: Callable[..., Browser], archive: Archive, accounts: Accounts
) -> None:
    _statement(archive)
    editor = browse("editor")
    person = accounts.people.by_login("anna")
    assert person is not None
    claim(archive, accounts, actor_of(person), "a", "kk", NOW.date(), NOW)
    claim(archive, accounts, actor_of(person), "dark", "fr", NOW.date(), NOW)
    editor.open("/feeds")
    editor.send("/feeds/private$")
    assert editor.response is not None
    assert editor.response.headers["Cache-Control"] == "no-store"
    _quotations, mine, review = _addresses(editor)
    reader = audited(app)  # not signed in
    found = reader.get(mine)
    assert found.headers["Referrer-Policy"] == "no-referrer"
    root = check(found.data)
    titles = [e.findtext(f"{ATOM}title") for e in root.findall(f"{ATOM}entry")]
    assert titles == [TITLE]  # into French; of the draft nothing, though an editor may see it
    token = re.split("/", mine)[3]
    assert token not in (root.findtext(f"{ATOM}id") or "")
    assert check(reader.get(review).data).findall(f"{ATOM}entry") == []
    assert token not in editor.open("/feeds").itertext()
    editor.send("/feeds/private$")
    _quotations, newer, _review = _addresses(editor)
    assert newer != mine
    assert reader.get(mine).status_code == 404
    assert reader.get(newer).status_code == 200
    editor.open("/feeds")
    editor.send("/feeds/private/end$")
    assert reader.get(newer).status_code == 404
    assert reader.get("/feeds/private/nonsense/work.atom").status_code == 404


def test_a_closed_account_has_no_feed(
    app: Flask, browse: Callable[..., Browser], archive: Archive, accounts: Accounts
) -> None:
    browser = browse("translator")
    browser.open("/feeds")
    browser.send("/feeds/private$")
    _quotations, mine = _addresses(browser)
    person = accounts.people.by_login("anna")
    assert person is not None
    reader = audited(app)
    assert reader.get(mine).status_code == 200
    assert reader.get(mine.replace("work.atom", "review.atom")).status_code == 403
    accounts.people.set_roles(person.id, [])
    assert reader.get(mine).status_code == 403
    accounts.people.set_active(person.id, active=False)
    assert reader.get(mine).status_code == 404
    accounts.people.set_active(person.id, active=True)
    erase_person(accounts, archive, HOME_ADMINISTRATOR, person.id, "asked for", NOW)
    assert accounts.feed_keys.since(person.id) is None
