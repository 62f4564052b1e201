"""The page that says how to cite, the files beside it, and what other pages say of themselves."""

from __future__ import annotations

import io
import json
import re
from typing import Any

import pytest
from flask import Flask
from tests.web.audit import AuditingClient, audited, words
from tests.web.conftest import put

from statement_archive.workflow.archive import Archive

RUSSIAN = "Господин Председатель,\n\nМы не поддерживаем. Мы готовы.\n\nСпасибо."
STYLE = (
    b'<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="note"><info><title>Mine</title></info>'
    b'<citation><layout><text variable="title" font-style="italic"/></layout></citation></style>'
)


@pytest.fixture(autouse=True)
def held(archive: Archive) -> None:
    facts: dict[str, Any] = {"title": "On <b>trust</b>", "speaker": "Anna Kask", "date": "2026-01-01"}
    put(archive, "w", "ru.delivered", RUSSIAN, lang="ru", rendition="delivered", **facts)
    put(archive, "w", "en.translation", "We do not.\n\nThank you.", lang="en", rendition="translation")


def by_id(page: object, name: str) -> str:
    return words(next(e for e in page.iter() if e.get("id") == name))  # type: ignore[attr-defined]  # an element


def test_a_passage_in_a_style_and_a_language(client: AuditingClient) -> None:
    page = client.page("/works/w/ru.delivered@1/p2.s2/cite?style=apa&in=fr")
    cited = next(e for e in page.iter() if e.get("id") == "citation")
    assert (cited.get("lang"), cited.get("dir")) == ("fr", "ltr")
    assert "On <b>trust</b> [Déclaration]. (prononcé en russe" in words(cited)
    assert by_id(page, "in-text") == "(Anna Kask, 2026, paragr. 2)"
    assert by_id(page, "permanent") == "http://localhost/works/w/ru.delivered@1/p2.s2"
    assert by_id(page, "fragment").startswith("http://localhost/works/w/ru.delivered@1/p2.s2#:~:text=%D0%9C")
    assert "No native reader has reviewed" in words(page)
    chosen = [e.get("value") for e in page.iter("option") if e.get("selected") is not None]
    assert chosen == ["apa", "fr"]


def test_the_language_of_the_citation_is_not_that_of_the_page(client: AuditingClient) -> None:
    page = client.page("/works/w/cite?lang=ar&in=en")
    assert page.get("dir") == "rtl"
    cited = next(e for e in page.iter() if e.get("id") == "citation")
    assert (cited.get("lang"), cited.get("dir")) == ("en", "ltr")
    assert next(e for e in client.page("/works/w/cite?in=ar").iter() if e.get("id") == "citation").get("dir") == "rtl"


def test_a_text_without_a_number_is_pinned(client: AuditingClient) -> None:
    answer = client.get("/works/w/ru.delivered/p2/cite?style=un&in=ru")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/works/w/ru.delivered@1/p2/cite?style=un&in=ru"
    client.page("/works/w/ru.delivered@1/p9/cite", status=404)
    client.page("/works/w/ru.delivered@9/cite", status=404)
    client.page("/works/w/cite?style=none", status=422)
    client.page("/works/w/cite?in=%00", status=422)


def test_files_for_reference_managers(client: AuditingClient) -> None:
    answer = client.get("/works/w/en.translation@1/p2/cite/csl-json")
    item = json.loads(answer.get_data(as_text=True))[0]
    assert item["note"] == "delivered in Russian; English translation, translator unknown; para. 2"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="w.en.translation.json"'
    ris = client.get("/works/w/cite/ris")
    assert ris.mimetype == "application/x-research-info-systems"
    assert "TI  - On <b>trust</b>\r\n" in ris.get_data(as_text=True)
    assert client.get("/works/w/en.translation/cite/bibtex").get_data(as_text=True).startswith("@misc{")
    client.page("/works/w/cite/endnote", status=404)


def test_a_style_of_ones_own_is_used_once(client: AuditingClient) -> None:
    address = "/works/w/ru.delivered@1/p2/cite"
    token = next(e.get("value", "") for e in client.page(address).iter("input") if e.get("name") == "csrf_token")

    def send(content: bytes, name: str = "mine.csl") -> str:
        data = {"csrf_token": token, "in": "en", "csl": (io.BytesIO(content), name)}
        return client.post(address, data=data, content_type="multipart/form-data").get_data(as_text=True)

    made = send(STYLE)
    assert "<i>On &lt;b&gt;trust&lt;/b&gt;</i> (delivered in Russian; text as delivered; para. 2)</p>" in made
    assert "In your style: Mine" in made
    assert "Mine" not in client.get(address).get_data(as_text=True)
    assert "not a CSL style, or it holds" in send(b'<!DOCTYPE a [<!ENTITY b "c">]><style/>')
    assert "Choose the file." in send(b"", "")
    assert "This file is empty." in send(b"")
    assert client.post(address, data={"csl": (io.BytesIO(STYLE), "x.csl")}).status_code == 400


def test_pages_say_what_they_are_to_reference_managers(client: AuditingClient) -> None:
    for path in ("/works/w", "/works/w/ru.delivered@1", "/works/w/ru.delivered@1/p2"):
        page = client.page(path)
        tags = {(e.get("name"), e.get("content")) for e in page.iter("meta")}
        assert ("citation_title", "On <b>trust</b>") in tags
        assert ("citation_author", "Anna Kask") in tags
        assert ("z:itemType", "presentation") in tags
        assert ("DC.identifier", "http://localhost/works/w/ru.delivered@1") in tags
        kinds = {e.get("type"): e.get("href", "") for e in page.iter("link") if e.get("rel") == "alternate"}
        assert client.get(kinds["application/x-research-info-systems"]).status_code == 200
        assert any(
            e.get("href") == f"{path if '@' in path else '/works/w/ru.delivered@1'}/cite" for e in page.iter("a")
        )


def test_a_draft_has_no_citation_and_no_file(app: Flask, archive: Archive) -> None:
    put(archive, "d", "en.delivered", "Not yet.", lang="en", rendition="delivered", draft=True, title="Secret")
    client = audited(app)
    for path in ("/works/d/cite", "/works/d/en.delivered/cite", "/works/d/en.delivered@1/p1/cite", "/works/d/cite/ris"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert not re.search("Secret|Not yet", answer.get_data(as_text=True))
