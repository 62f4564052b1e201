"""Progress, registers and feeds as a reader gets them: pages hold what the feeds say, and nothing hidden is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from tests.formats.test_atom import ATOM, check
from tests.sample_copy import sample_archive
from tests.web.audit import AuditingClient, audited, by_class, words
from tests.web.conftest import NOW, put

from statement_archive.domain.actors import HOME_ADMINISTRATOR
from statement_archive.domain.people import Accounts
from statement_archive.settings import Settings
from statement_archive.web.app import create_app
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.describe import describe
from statement_archive.workflow.registers import REGISTERS
from statement_archive.workflow.withdraw import withdraw

NAHRAN = "/works/2023-05-17-nahran-river-mouth"
PUBLIC_FEEDS = [
    "/feeds/new.atom",
    *(f"/feeds/missing/{name}.atom" for name in REGISTERS),
    "/feeds/missing/untranslated.atom?in=kk",
    "/feeds/translations/en.atom",
    "/feeds/translations/fr.atom",
    f"{NAHRAN}/feed.atom",
    f"{NAHRAN}/ar.delivered/feed.atom",
]
PAGES = ["/", "/browse", "/progress", "/missing", *(f"/missing/{name}" for name in REGISTERS), "/feeds"]


@pytest.fixture(scope="module")
def sample() -> Archive:
    return sample_archive()


@pytest.fixture
def reader(sample: Archive, accounts: Accounts, settings: Settings) -> AuditingClient:
    return audited(create_app(sample, accounts, settings, clock=lambda: NOW, testing=True))


@pytest.mark.parametrize("path", [*PAGES, "/progress?by=translator", "/progress?by=nonsense&page=99", "/missing?in=kk"])
@pytest.mark.parametrize("lang", ["en", "ru", "ar"])
def test_pages_hold_in_every_direction(reader: AuditingClient, path: str, lang: str) -> None:
    assert reader.page(f"{path}{'&' if '?' in path else '?'}lang={lang}") is not None


@pytest.mark.parametrize("path", PUBLIC_FEEDS)
def test_every_feed_is_valid_and_answers_an_etag(reader: AuditingClient, path: str) -> None:
    first = reader.get(path)
    assert first.status_code == 200
    assert first.mimetype == "application/atom+xml"
    check(first.data)
    again = reader.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    other = reader.get(
        path, headers={"If-None-Match": '"other"', "If-Modified-Since": first.headers.get("Last-Modified", "")}
    )
    assert other.data == first.data


def test_pages_name_their_feeds(reader: AuditingClient) -> None:
    for path in (
        "/",
        "/browse",
        "/progress",
        "/missing",
        "/missing/relay",
        "/feeds",
        NAHRAN,
        f"{NAHRAN}/ar.delivered@1",
    ):
        page = reader.page(path)
        feeds = [e for e in page.iter() if e.tag == "link" and e.get("type") == "application/atom+xml"]
        assert feeds, path
        for each in feeds:
            assert reader.get(each.get("href", "")).status_code == 200, each.get("href")


def test_pictures_have_their_words(reader: AuditingClient) -> None:
    page = reader.page("/progress")
    figures = [words(e) for e in by_class(page, "bar-figure")]
    assert len(by_class(page, "share")) == sum("%" in each for each in figures) > 1
    tables = [e for e in page.iter() if e.tag == "table"]
    assert len(tables) == 3
    assert all(words(e) or e.get("aria-label") for e in by_class(page, "cell"))
    assert "outdated" in words(page)


def test_there_is_no_such_register_or_feed(reader: AuditingClient) -> None:
    for path in ("/missing/nope", "/feeds/missing/nope.atom", "/feeds/translations/xx.atom", "/works/none/feed.atom"):
        assert reader.get(path).status_code == 404
    assert reader.get(f"{NAHRAN}/xx.none/feed.atom").status_code == 404
    assert reader.get("/my").status_code == 303


def _told(client: AuditingClient) -> str:
    paths = [*PAGES, "/missing?in=fr", "/missing/untranslated?in=fr", "/feeds/missing/untranslated.atom?in=fr"]
    paths += [p for p in PUBLIC_FEEDS if NAHRAN not in p and "fr.atom" not in p and "in=kk" not in p]
    return "\n".join(client.get(p).get_data(as_text=True) for p in paths)


def test_nothing_that_is_not_public_is_told(archive: Archive, client: AuditingClient) -> None:
    put(archive, "open", "en.delivered", "We speak.", lang="en", rendition="delivered", title="Open words")
    put(archive, "hush-7", "ru.prepared", "Мы молчим.", lang="ru", rendition="prepared", title="Hush", draft=True)
    put(
        archive,
        "embargoed-7",
        "kk.written",
        "Кейін.",
        lang="kk",
        rendition="written",
        title="Tomorrow",
        embargo_until=NOW + timedelta(hours=1),
    )
    put(archive, "open", "de.translation", "Wir reden.", lang="de", rendition="translation", draft=True, at=NOW)
    said = _told(client)
    assert "Open words" in said
    for secret in ("Hush", "Tomorrow", "hush-7", "embargoed-7", "de.translation", "German", "Russian", "Kazakh"):
        assert secret not in said, secret
    for name in ("hush-7", "embargoed-7"):
        assert client.get(f"/works/{name}/feed.atom").status_code == 404
    assert client.get("/works/open/de.translation/feed.atom").status_code == 404


def test_an_embargo_that_ends_is_news_of_that_day(archive: Archive, accounts: Accounts, settings: Settings) -> None:
    end = NOW + timedelta(hours=1)
    put(
        archive,
        "embargoed-7",
        "kk.written",
        "Кейін.",
        lang="kk",
        rendition="written",
        title="Tomorrow",
        embargo_until=end,
    )
    clock = [NOW]
    client = audited(create_app(archive, accounts, settings, clock=lambda: clock[0], testing=True))
    assert "Tomorrow" not in client.get("/feeds/new.atom").text
    clock[0] = end
    root = check(client.get("/feeds/new.atom").data)
    assert root.findtext(f"{ATOM}entry/{ATOM}updated") == "2026-11-21T18:00:00Z"
    assert root.findtext(f"{ATOM}entry/{ATOM}title") == "Tomorrow"
    clock[0] = NOW
    assert "Tomorrow" not in client.get("/feeds/new.atom").text


def test_what_is_withdrawn_leaves_the_feeds(archive: Archive, client: AuditingClient) -> None:
    put(archive, "a", "en.delivered", "We speak.", lang="en", rendition="delivered", title="First words")
    put(archive, "b", "en.delivered", "We spoke.", lang="en", rendition="delivered", title="Second words")
    before = client.get("/feeds/new.atom")
    assert "First words" in before.text
    withdraw(archive, HOME_ADMINISTRATOR, "a", "asked for", "the speaker", NOW)
    after = client.get("/feeds/new.atom", headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert "First words" not in _told(client)
    assert client.get("/works/a/feed.atom").status_code == 410


def test_names_of_entries_stay_when_facts_change(archive: Archive, client: AuditingClient) -> None:
    put(archive, "a", "en.delivered", "We speak.", lang="en", rendition="delivered", title="First words")
    put(archive, "a", "fr.translation", "Nous parlons.", lang="fr", rendition="translation", at=NOW)

    def names(path: str) -> list[str | None]:
        return [e.findtext(f"{ATOM}id") for e in check(client.get(path).data).findall(f"{ATOM}entry")]

    paths = ("/feeds/new.atom", "/feeds/missing/licences.atom", "/feeds/translations/fr.atom", "/works/a/feed.atom")
    before = {path: names(path) for path in paths}
    assert all(before.values())
    describe(archive, HOME_ADMINISTRATOR, "a", {"place": "Geneva"}, "was missing", NOW)
    after = {path: names(path) for path in paths}
    assert all(set(before[path]) <= set(after[path]) for path in paths)


def test_long_feeds_come_in_pages(archive: Archive, client: AuditingClient) -> None:
    for n in range(3):
        put(archive, f"w-{n}", "en.delivered", f"We speak {n}.", lang="en", rendition="delivered", title="\u202e]]>\0")
    app: Flask = client.application
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("statement_archive.web.pages.feeds.ENTRIES", 2)
        first = check(client.get("/feeds/new.atom").data)
        links = {e.get("rel"): e.get("href") for e in first.findall(f"{ATOM}link")}
        assert links["next"] == "http://localhost/feeds/new.atom?page=2"
        second = check(client.get(links["next"]).data)
    rels = {e.get("rel"): e.get("href") for e in second.findall(f"{ATOM}link")}
    assert "next" not in rels
    assert rels["previous"] == "http://localhost/feeds/new.atom"
    entries = [e.findtext(f"{ATOM}id") for f in (first, second) for e in f.findall(f"{ATOM}entry")]
    assert len(set(entries)) == 3
    assert first.findtext(f"{ATOM}id") == second.findtext(f"{ATOM}id")
    assert app.testing


def test_addresses_stay(app: Flask) -> None:
    known = {rule.rule for rule in app.url_map.iter_rules()}
    assert set(ROUTES.split()) <= known


ROUTES = """
/progress /missing /missing/<name> /my /feeds /feeds/private /feeds/private/end
/feeds/new.atom /feeds/missing/<name>.atom /feeds/translations/<lang>.atom /works/<work>/feed.atom
/works/<work>/<ref:ref>/feed.atom /feeds/private/<token>/work.atom /feeds/private/<token>/review.atom
"""
