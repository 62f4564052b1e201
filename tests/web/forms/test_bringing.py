"""Memories and glossaries come in by page, and the glossary goes out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from tests.web.audit import by_class, words
from tests.web.forms.conftest import Browser

from statement_archive.domain.errors import ArchiveError
from statement_archive.formats import sniff
from statement_archive.formats.glossary_csv import read as read_csv
from statement_archive.formats.tbx import read as read_tbx
from statement_archive.web.presenters.said import said

Browse = Callable[..., Browser]
MEMOQ = (Path(__file__).parents[2] / "formats" / "saved" / "memoq.tmx").read_bytes()
NO = "Мы не поддерживаем это предложение."
TABLE = "id,ru,en,note\nc1,<река>,river & stream,\nc2,,,nothing\nc3,вода,water,\n".encode()
MEMORY, TERMS = "/memory/import", "/glossary/import"


def kept(browser: Browser) -> str:
    """Address of the kept file that the page leads to."""
    return next(e.get("href", "") for e in browser.page.iter("a") if e.get("href", "").endswith("/file"))


def test_a_memory_is_brought_in_and_found(browse: Browse) -> None:
    translator = browse("translator")
    translator.open("/memory")
    translator.send(MEMORY, file=(MEMOQ, "Forum <1>.tmx"), rights="of the forum")
    assert "The memory is brought in" in words(translator.page)
    assert "Forum <1> · 2 units · French (France), Russian" in translator.text
    assert "There are not two languages in this unit." in translator.text
    assert "Line 35" in translator.text
    assert translator.client.get(kept(translator)).data == MEMOQ
    translator.open(f"/memory?q={NO}&from=ru&to=fr")
    assert "Nous n’appuyons pas cette proposition." in translator.text
    assert "Rights: of the forum" in translator.text
    anybody = browse()
    anybody.open(f"/memory?q={NO}&from=ru&to=fr")
    assert "Nous n’appuyons" not in anybody.text
    assert "Bring in" not in anybody.text


@pytest.mark.parametrize("lang", ["en", "ru", "ar"])
def test_what_is_no_memory_is_told_and_the_file_is_kept(browse: Browse, lang: str) -> None:
    translator = browse("translator")
    translator.open(f"/memory?lang={lang}")
    bomb = b'<!DOCTYPE tmx [<!ENTITY a "b">]><tmx>&a;</tmx>'
    for content in (bomb, MEMOQ[:900], b'msgid "a"\nmsgstr "b"\n', b"PK\x03\x04"):
        translator.open("/memory")
        translator.send(MEMORY, file=(content, "x.tmx"), status=422)
        told = by_class(translator.page, "bad")[0]
        assert not [e for e in told.iter() if e.get("lang") == "en"], words(told)
        assert translator.client.get(kept(translator)).data == content
    translator.open("/memory?lang=en")
    assert "This is a translation (PO), not a memory" in translator.text
    translator.send("/discard$")
    assert "gone" in translator.notices


def test_a_form_without_a_file_is_told(browse: Browse) -> None:
    reviewer = browse("reviewer")
    for page, action in (("/memory", MEMORY), ("/glossary", TERMS)):
        reviewer.open(page)
        reviewer.send(action, status=422)
        assert "Choose the file." in reviewer.notices
        reviewer.open(page)
        reviewer.send(action, file=(b"", "x"), status=422)
        assert "This file is empty." in reviewer.notices


def test_a_name_of_somebody_else_is_not_taken(browse: Browse) -> None:
    for login, status in (("anna", 200), ("boris", 422)):
        translator = browse("translator", login=login)
        translator.open("/memory")
        translator.send(MEMORY, file=(MEMOQ, "x.tmx"), name="Forum", status=status)
    assert "choose another name" in translator.text


def test_a_glossary_comes_in_and_goes_out(browse: Browse) -> None:
    reviewer = browse("reviewer")
    reviewer.open("/glossary")
    reviewer.send(TERMS, file=(TABLE, "terms.csv"), import_reason="of the <forum>")
    assert "The glossary is brought in" in words(reviewer.page)
    assert "2 concepts" in reviewer.text
    assert "Line 3" in reviewer.text
    assert "There is no term in it." in reviewer.text
    assert reviewer.client.get(kept(reviewer)).data == TABLE
    reviewer.open("/glossary/c1")
    assert "of the <forum>" in reviewer.text
    anybody = browse()
    anybody.open("/glossary?from=ru&to=en")
    assert "Bring in" not in anybody.text
    links = [e.get("href", "") for e in anybody.page.iter("a") if e.get("href", "").startswith("/glossary.")]
    for link, read, media in zip(links, (read_tbx, read_csv), ("application/x-tbx+xml", "text/csv"), strict=True):
        response = anybody.client.get(link)
        assert response.mimetype == media
        assert "attachment" in response.headers["Content-Disposition"]
        (first, second), refused = read(response.data)
        assert ([f.text for f in first.forms], second.id, refused) == (["river & stream", "<река>"], "c3", ())
    reviewer.open("/glossary")
    reviewer.send(TERMS, file=(anybody.client.get(links[0]).data, "terms.tbx"), import_reason="again")
    assert "nothing that was not recorded already" in reviewer.text
    assert "4 terms were known already" in reviewer.text


def test_a_glossary_without_a_reason_is_kept(browse: Browse) -> None:
    reviewer = browse("reviewer")
    reviewer.open("/glossary")
    reviewer.send(TERMS, file=(TABLE, "terms.csv"), status=422)
    assert "Say where these terms come from." in reviewer.text
    assert reviewer.client.get(kept(reviewer)).data == TABLE
    reviewer.open("/glossary")
    assert "terms.csv" in reviewer.text


def test_a_concept_may_be_called_import(browse: Browse) -> None:
    reviewer = browse("reviewer")
    reviewer.open("/glossary")
    reviewer.send(TERMS, file=(b"id,en\nimport,import\n", "a.csv"), import_reason="r")
    reviewer.open("/glossary/import")
    assert "import" in reviewer.text


def test_imports_are_for_their_roles_and_files_for_their_owner(browse: Browse) -> None:
    translator = browse("translator")
    translator.open("/glossary")
    assert "Bring in a glossary" not in translator.text
    translator.open("/memory")
    fields = translator.fields(MEMORY)
    assert translator.client.post(TERMS, data=fields).status_code == 403
    translator.send(MEMORY, file=(MEMOQ, "x.tmx"))
    address = kept(translator)
    other = browse("translator", login="boris")
    for path in (address, address.removesuffix("/file"), "/import/nothing"):
        other.open(path, status=404)
        browse().open(path, status=404)
    assert browse().client.post(MEMORY, data={}).status_code in (400, 403)


OTHERS = [b'msgid "a"\nmsgstr "b"\n', b"<xliff/>", b"<tbx/>", b"<tmx/>", b"PK\x03\x04", b"SQLite format 3\x00", b"<x>"]


@pytest.mark.parametrize("content", OTHERS)
def test_what_other_files_are_is_known(app: Flask, content: bytes) -> None:
    told: list[str] = []
    for read in (sniff.read_memory, sniff.read_terms):
        try:
            assert read(content) == ((), ())
        except ArchiveError as error:
            told.append(error.message)
    with app.test_request_context("/"):
        assert [message for message in told if said(message).lang] == []
