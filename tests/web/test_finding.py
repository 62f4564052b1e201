"""Search, browse and the first page."""

from __future__ import annotations

import pytest
from tests.statement import FACTS
from tests.web.audit import AuditingClient, by_class, words
from tests.web.conftest import put

from statement_archive.workflow.archive import Archive

RUSSIAN = "Мы не поддерживаем запрет на торговлю.\n\nМы поддерживаем диалог."
ENGLISH = "We do not support the ban on trade.\n\nWe support dialogue."


@pytest.fixture(autouse=True)
def work(archive: Archive) -> None:
    facts = FACTS | {"body": "Kazakhstan", "symbols": ("A/73/1",), "title": "On trade"}
    put(archive, "w-1", "ru.delivered", RUSSIAN, lang="ru", rendition="delivered", **facts)
    put(archive, "w-1", "en.translation", ENGLISH, lang="en", rendition="translation", translated_from="ru.delivered")


def test_a_hit_comes_with_the_original(client: AuditingClient) -> None:
    page = client.page("/search?q=“ban on trade”")
    hit = by_class(page, "hits")[0]
    assert [words(m) for m in hit.iter("mark")] == ["ban on trade"]
    assert "Мы не поддерживаем запрет на торговлю." in words(by_class(hit, "beside")[0])
    assert "Translation from: Russian" in words(hit)
    assert "exactly “\u2068ban on trade\u2069”" in words(page)


def test_originals_and_language_narrow(client: AuditingClient) -> None:
    assert by_class(client.page("/search?q=dialogue&originals=yes"), "hits") == []
    assert by_class(client.page("/search?q=диалог&language=ru&originals=yes"), "hits")
    assert "No passage holds this." in words(client.page("/search?q=zebra"))
    client.page("/search?q=dialogue&language=%00%00", status=422)


def test_not_support_does_not_find_support(client: AuditingClient) -> None:
    assert "We support dialogue" not in words(by_class(client.page('/search?q="not support"'), "hits")[0])


@pytest.mark.parametrize("typed", ["w-1", "A/73/1", "a/73/1", "https://archive.example/works/w-1", "/works/w-1"])
def test_what_names_one_work_leads_to_it(client: AuditingClient, typed: str) -> None:
    response = client.get("/search", query_string={"q": typed})
    assert (response.status_code, response.headers["Location"]) == (302, "/works/w-1")


def test_no_address_leads_elsewhere(client: AuditingClient) -> None:
    for typed in ("https://evil.example/", "//evil.example/works/w-1x", "/works/none", "/works/w-1/../../etc"):
        response = client.get("/search", query_string={"q": typed})
        assert not response.headers.get("Location", "/works/w-1").startswith(("http", "//"))


def test_a_name_lists_what_somebody_said(client: AuditingClient) -> None:
    named = by_class(client.page("/search?q=Ахметов"), "named")
    assert [words(n.find(".//h2")) for n in named] == ["Ерлан Ахметов"]


def test_what_was_not_read_as_meant_is_said(client: AuditingClient) -> None:
    assert "The quotation was not closed" in words(client.page('/search?q="dialogue'))


def test_browsing(client: AuditingClient, archive: Archive) -> None:
    put(archive, "w-2", "en.translation", ENGLISH, lang="en", rendition="translation", original_langs=("fr",))
    page = client.page("/browse")
    assert len(by_class(page, "entry")) == 2
    missing = client.page("/browse?held=missing")
    assert [words(e.find(".//h2")) for e in by_class(missing, "entry")] == ["Untitled"]
    assert len(by_class(client.page("/browse?year=2018&language=ru&order=oldest&page=99"), "entry")) == 1
    assert "No work fits" in words(client.page("/browse?year=1900"))
    client.page("/browse?order=nonsense&page=x")


def test_a_choice_names_nobody_who_is_not_public(client: AuditingClient, archive: Archive) -> None:
    put(archive, "w-3", "en.delivered", ENGLISH, lang="en", rendition="delivered", speaker="Jane Hidden", draft=True)
    for path in ("/browse", "/browse?speaker=jane-hidden", "/search?q=Hidden", "/"):
        assert "Jane Hidden" not in words(client.page(path))


def test_the_first_page_counts(client: AuditingClient) -> None:
    page = client.page("/")
    assert words(by_class(page, "figures")[0]) == "work1 texts2 languages2"
    assert "No original is known to be missing." in words(page)


def test_fields_are_told_by_name(client: AuditingClient) -> None:
    page = words(client.page("/search?q=dialogue+state:Казахстан+lang:English+-is:machine"))
    assert "State: \u2068Kazakhstan\u2069" in page
    assert "language of the text: \u2068English\u2069" in page
    assert "without: only texts that are: \u2068machine\u2069" in page
    assert "speaker: \u2068Ерлан Ахметов\u2069" in words(client.page("/search?q=speaker:ахметов"))
    page = words(client.page("/search?q=ban+near/2+trade"))
    assert "at most 2 words from the word “\u2068trade\u2069” in any of its forms" in page
    assert by_class(client.page("/search?q=ban+near/2+trade"), "hits")


def test_what_is_read_otherwise_is_told(client: AuditingClient) -> None:
    page = words(client.page("/search?q=dialogue+state:France"))
    assert "Nothing held here is known by this, so it matches nothing: state:France" in page
    assert "“\u2068France\u2069” (nothing is known by this)" in page
    assert "A field needs its value right behind the colon" in words(client.page("/search?q=speaker:+dialogue"))
    assert "here it was searched as words: near/5" in words(client.page("/search?q=near/5+dialogue"))


def test_the_nearest_searches_are_offered_where_nothing_is_found(client: AuditingClient) -> None:
    page = client.page("/search?q=“trade+ban”+-is:original")
    offered = by_class(page, "instead")[0]
    assert [a.get("href") for a in offered.iter("a")] == [
        "/search?q=trade+ban+-is:original",
        "/search?q=trade+near/10+ban+-is:original",
    ]
    assert "One passage" in words(offered)
    page = client.page("/search?q=dialgue&language=en")
    assert "Did you mean this? dialogue" in words(by_class(page, "instead")[0])
    assert by_class(client.page("/search?q=xyzzy"), "instead") == []


def test_a_part_of_a_symbol_lists_the_works_that_bear_it(client: AuditingClient) -> None:
    assert "On trade" in words(client.page("/search?q=73/1"))
    assert "Works that bear this symbol" not in words(client.page("/search?q=3/1"))
