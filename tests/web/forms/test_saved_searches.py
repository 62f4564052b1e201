"""A search that is kept: by its person, with its feed, until it is removed or the name erased."""

from __future__ import annotations

from collections.abc import Callable

from tests.formats.test_atom import check
from tests.web.audit import words
from tests.web.conftest import put
from tests.web.forms.conftest import Browser

from statement_archive.domain.people import Accounts
from statement_archive.workflow.archive import Archive


def test_a_search_is_kept_and_removed(browse: Callable[..., Browser], archive: Archive, accounts: Accounts) -> None:
    put(archive, "a", "en.delivered", "We speak of lakes.", lang="en", rendition="delivered", date="2019-02-03")
    browser = browse("translator")
    assert "Nothing is saved yet" in words(browser.open("/searches"))
    browser.open("/search?q=lakes&year=2019&order=newest")
    browser.send("/searches", name="Lakes of 2019")
    assert "Lakes of 2019" in browser.text
    (link,) = [a for a in browser.page.iter("a") if words(a) == "Lakes of 2019"]
    assert link.get("href") == "/search?q=lakes&year=2019&order=newest"
    assert "lakes" in words(browser.open(link.get("href", "")))
    page = browser.open("/searches")
    (feed,) = [a.get("href", "") for a in page.iter("a") if words(a) == "Feed"]
    assert b"We speak of lakes." in browser.client.get(feed).data
    check(browser.client.get(feed).data)
    person = accounts.people.by_login("anna")
    assert person is not None
    (kept,) = accounts.saved_searches.of_person(person.id)
    browser.open("/searches")
    browser.send(f"/searches/{kept.id}/remove")
    assert accounts.saved_searches.of_person(person.id) == ()


def test_whoever_is_not_signed_in_keeps_none(browse: Callable[..., Browser], archive: Archive) -> None:
    put(archive, "a", "en.delivered", "We speak of lakes.", lang="en", rendition="delivered")
    browser = browse()
    assert "Save this search as" not in words(browser.open("/search?q=lakes"))
    browser.open("/searches")
    assert "Sign in" in browser.text
