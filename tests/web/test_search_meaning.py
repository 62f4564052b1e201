"""The page of what is found by meaning: always told as such."""

from __future__ import annotations

import pytest
from flask import Flask
from tests.meaning import WordEncoder
from tests.web.audit import AuditingClient, audited, by_class, words
from tests.web.conftest import NOW, put

from statement_archive.bootstrap import memory_archive
from statement_archive.domain.people import Accounts
from statement_archive.search.meaning_scan import MeaningScan
from statement_archive.settings import Settings
from statement_archive.web.app import create_app
from statement_archive.workflow import meaning_sync
from statement_archive.workflow.archive import Archive


@pytest.fixture
def archive() -> Archive:
    archive = memory_archive(meaning=MeaningScan(WordEncoder()))
    put(archive, "a", "ru.delivered", "Мир и море.\n\nМолчание.", lang="ru", rendition="delivered")
    put(archive, "a", "en.translation", "Peace and the sea.\n\nSilence.", lang="en", rendition="translation")
    put(archive, "b", "kk.delivered", "Теңіз.", lang="kk", rendition="delivered")
    return archive


@pytest.fixture
def client(app: Flask) -> AuditingClient:
    return audited(app)


@pytest.mark.parametrize("lang", ["en", "ru", "ar"])
def test_what_is_found_is_marked_as_a_guess(archive: Archive, client: AuditingClient, lang: str) -> None:
    waiting = client.page(f"/search/meaning?q=paix+et+mer&lang={lang}")
    assert len(by_class(waiting, "hits")) == 0
    meaning_sync.update(archive)
    page = client.page(f"/search/meaning?q=paix+et+mer&language=ru&lang={lang}")
    (found,) = by_class(page, "hits")
    assert "by-meaning" in str(found.get("class"))
    assert "Мир и море." in words(found)
    assert "Peace and the sea." in words(found)
    assert len(by_class(page, "likeness")) == 1
    assert not list(found.iter("mark"))
    if lang == "en":
        assert "Found by meaning, not by its words" in words(page)
        assert "Kazakh" in words(by_class(page, "meant-notes")[0])
        assert "3 texts are still to be read" in words(waiting)


def test_it_is_a_way_of_looking_at_every_search(client: AuditingClient) -> None:
    page = client.page("/search?q=unheard-of")
    links = [str(a.get("href")) for a in page.iter("a")]
    assert sum(href.startswith("/search/meaning?q=unheard-of") for href in links) == 2  # the view, and a way out


def test_words_in_a_language_that_is_not_known(archive: Archive, client: AuditingClient) -> None:
    meaning_sync.update(archive)
    page = client.page("/search/meaning?q=теңіз&words_in=kk")
    assert "does not know this language" in words(page)
    assert client.get("/search/meaning?q=x&words_in=!").status_code == 422
    assert client.get("/search/meaning?q=x&superseded=yes").status_code == 422
    assert client.get("/search/meaning").status_code == 200


def test_a_server_without_a_model_says_so(accounts: Accounts, settings: Settings) -> None:
    client = audited(create_app(memory_archive(), accounts, settings, clock=lambda: NOW, testing=True))
    assert "no model of meaning" in words(client.page("/search/meaning?q=peace"))
