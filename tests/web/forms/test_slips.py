"""Quote slips on a page and as files: of what was checked, and of what a permanent link names."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from tests.web.audit import AuditingClient, by_class, words
from tests.web.conftest import put
from tests.web.forms.conftest import Browser

from statement_archive.quotes.slip import canonical, read_slip
from statement_archive.quotes.slip_files import slip_in
from statement_archive.workflow.archive import Archive

RUSSIAN = "Мы не поддерживаем запрет на торговлю.\n\nМы поддерживаем диалог."
ENGLISH = "We do not support the ban on trade.\n\nWe support dialogue."
HOSTILE = 'Say </pre><script>alert(1)</script> \u202eof it\u202c & "more".\n'


@pytest.fixture(autouse=True)
def work(archive: Archive) -> None:
    put(
        archive,
        "w-1",
        "ru.delivered",
        RUSSIAN,
        lang="ru",
        rendition="delivered",
        original_langs=("ru",),
        title="On trade",
        date="2018-08-29",
        speaker="Ерлан Ахметов",
    )
    put(archive, "w-1", "en.translation", ENGLISH, lang="en", rendition="translation", translated_from="ru.delivered")
    put(
        archive,
        "w-2",
        "en.delivered",
        HOSTILE,
        lang="en",
        rendition="delivered",
        title="<b>\u202eTitle",
        speaker="\u202eX",
    )
    put(archive, "w-3", "en.delivered", "A hidden text.", lang="en", rendition="delivered", draft=True)


@pytest.fixture
def browser(browse: Callable[..., Browser]) -> Browser:
    browser = browse()
    browser.open("/quotes")
    return browser


def test_from_a_check_to_its_slip_and_its_files(browser: Browser) -> None:
    browser.send("quotes", quotation="We do … the ban", date="2017")
    browser.send("slip")
    said = browser.text
    for part in (
        "It does not attest that they were uttered.", "Another source", "also: Same words, some left out",
        "2 words left out", "not support", "A negation is concerned", "Мы не поддерживаем запрет на торговлю.",
        "Speaker: Ерлан Ахметов", "on behalf of: unknown", "Permanent link",
    ):  # fmt: skip
        assert part in said, part
    assert browser.response is not None
    assert browser.response.headers["Cache-Control"] == "no-store"
    data = next(e for e in browser.page.iter("pre") if e.get("id") == "quote-slip").text or ""
    slip, _ = read_slip(data.encode())
    typed: dict[str, Any] = {"as": "json"}
    browser.send("slip", **typed)
    assert browser.response.get_data() == canonical(slip) == data.encode()
    assert slip["digest"][:8] in browser.response.headers["Content-Disposition"]


def test_a_slip_of_nothing_is_refused(browser: Browser) -> None:
    browser.send("quotes", quotation="nothing like it stands here at all")
    assert not by_class(browser.page, "slip-of")


def test_the_moment_counts_only_for_the_slip_it_was_signed_for(client: AuditingClient, app: Flask) -> None:
    path = "/works/w-1/en.translation@1/p1.s1/slip"
    page = client.page(path)
    moment = next(e.get("value") for e in page.iter("input") if e.get("name") == "moment")
    shown = next(e for e in page.iter("pre") if e.get("id") == "quote-slip").text
    assert client.get(path, query_string={"as": "json", "moment": moment}).get_data(as_text=True) == shown
    other = client.get("/works/w-1/en.translation@1/p2/slip", query_string={"as": "json", "moment": moment}).get_json()
    assert other["place"]["wording"] == "We support dialogue."
    assert client.get(path, query_string={"as": "json", "moment": f"x{moment}"}).status_code == 200


def test_the_files_of_a_passage(client: AuditingClient) -> None:
    path = "/works/w-1/ru.delivered@1/p1/slip"
    for kind in ("json", "html", "pdf"):
        answer = client.get(path, query_string={"as": kind})
        slip, _ = read_slip(slip_in(answer.get_data()))
        assert slip["place"]["wording"] == "Мы не поддерживаем запрет на торговлю."
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert "sandbox" in answer.headers["Content-Security-Policy"]
    alone = client.get(path, query_string={"as": "html", "lang": "ar"}).get_data(as_text=True)
    assert 'dir="rtl"' in alone
    assert alone.startswith("<!doctype html>")
    assert "<script" not in alone
    assert 'src="http' not in alone
    assert "href=" not in alone


def test_an_address_leads_to_the_newest_version(client: AuditingClient) -> None:
    answer = client.get("/works/w-1/ru.delivered/p1/slip")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/works/w-1/ru.delivered@1/p1/slip")
    assert "/works/w-1/ru.delivered@1/p1.s1/slip" in client.get("/works/w-1/ru.delivered@1/p1").get_data(as_text=True)


@pytest.mark.parametrize(
    "path", ["w-3/en.delivered@1/p1", "none/en.delivered@1/p1", "w-1/ru.delivered@9/p1", "w-1/ru.delivered@1/p9"]
)
def test_what_is_not_to_be_seen_has_no_slip(client: AuditingClient, path: str) -> None:
    client.page(f"/works/{path}/slip", status=404)


def test_hostile_words_are_shown_as_words(client: AuditingClient) -> None:
    page = client.page("/works/w-2/en.delivered@1/p1/slip")
    assert HOSTILE.strip() in [e.text for e in page.iter("p")]
    said = words(page.find(".//main"))
    assert "<b>[U+202E]Title" in said
    assert "[U+202E]X" in said
    assert "U+202E, U+202C" in said
    alone = client.get("/works/w-2/en.delivered@1/p1/slip", query_string={"as": "html"}).get_data()
    assert b"<script" not in alone
    assert read_slip(slip_in(alone))[0]["place"]["wording"] == HOSTILE.strip()


def test_nothing_of_a_slip_is_kept(
    browser: Browser, settings: object, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    browser.send("quotes", quotation="We do not support the ban on trade, Confidential Person")
    before = sorted(p for p in tmp_path.rglob("*") if p.is_file())
    browser.send("slip")
    assert sorted(p for p in tmp_path.rglob("*") if p.is_file()) == before
    assert "Confidential" not in caplog.text


def test_its_addresses(app: Flask) -> None:
    rules = {rule.rule for rule in app.url_map.iter_rules()}
    assert {"/quotes/slip", "/works/<work_name>/<ref:ref>/<locator>/slip"} <= rules
    assert json.dumps(sorted(r for r in rules if "slip" in r)).count("slip") == 2
