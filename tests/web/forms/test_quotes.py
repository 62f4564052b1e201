"""A quotation checked on a page; what was handed in is shown back and kept nowhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from tests.web.audit import Element, by_class, words
from tests.web.conftest import put
from tests.web.forms.conftest import Browser

from statement_archive.workflow.archive import Archive

RUSSIAN = "Мы не поддерживаем запрет на торговлю.\n\nМы поддерживаем диалог."
ENGLISH = "We do not support the ban on trade.\n\nWe support dialogue."


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


@pytest.fixture
def browser(browse: Callable[..., Browser]) -> Browser:
    browser = browse()
    browser.open("/quotes")
    return browser


def check(browser: Browser, quotation: str, status: int = 200, **claim: Any) -> str:
    page = browser.send("quotes", quotation=quotation, status=status, **claim)
    return words(by_class(page, "checked")[0]) if status == 200 else browser.text


def field(page: Element, name: str) -> str | None:
    return next(e.get("value") for e in page.iter("input") if e.get("name") == name)


@pytest.mark.parametrize(
    ("quotation", "said"),
    [
        (
            "Мы не поддерживаем запрет на торговлю.",
            ["Exact", "From the original", "We do not support the ban on trade."],
        ),
        ("We do  not support “the” ban", ["Altered"]),
        ("We do\nnot support", ["Same words, other typography", "line breaks", "It ends inside a sentence"]),
        ("we do not support the ban", ["Same words, adapted", "Initial letter:"]),
        ("We … support the ban", ["Same words, some left out", "2 words left out", "A negation is concerned:"]),
        ("We do support the ban on trade.", ["Altered", "in the quotation", "A negation is concerned: not"]),
        ("A quick brown fox jumps over it", ["Not found", "2 texts were compared of one work"]),
    ],
)
def test_the_verdict_in_words(browser: Browser, quotation: str, said: list[str]) -> None:
    shown = check(browser, quotation)
    for each in said:
        assert each in shown


def test_what_is_claimed_beside_what_is_recorded(browser: Browser) -> None:
    shown = check(
        browser, "We support dialogue.", speaker="Somebody Else", date="2019", work="/works/w-1/en.translation"
    )
    assert "Another source" in shown
    assert "Ерлан Ахметов" in shown
    assert "August 29, 2018" in shown or "29 August 2018" in shown


def test_what_was_typed_is_shown_back(browser: Browser) -> None:
    page = browser.send("quotes", status=422, quotation="We <b>do", work="none", date="2018")
    assert browser.fields("quotes")["quotation"] == "We <b>do"
    assert field(page, "work") == "none"
    check(browser, "…", status=422)
    check(browser, "We", date="nonsense", status=422)
    check(browser, "a" * 20_001, status=422)


def test_hostile_quotations_are_words(browser: Browser) -> None:
    for hostile in ("<script>alert(1)</script>", "\u202ereversed\u0000", "{{ 7*7 }} AND * : ?"):
        check(browser, hostile)


def test_the_promise_is_that_of_the_documentation(browser: Browser) -> None:
    def plain(text: str) -> list[str]:
        return re.findall(r"\w+", text)

    source = (Path(__file__).parents[3] / "docs" / "quotations.md").read_text(encoding="utf-8")
    section = source.split("## What a quotation check promises")[1].split("\n## ")[0]
    shown = words(by_class(browser.open("/quotes/promise"), "promise")[0])
    assert "".join(plain(shown)) == "".join(plain(section))


def test_a_work_can_be_named_in_the_address(browser: Browser) -> None:
    assert field(browser.open("/quotes?work=w-1"), "work") == "w-1"


def test_addresses_stay(app: Flask) -> None:
    assert {"/quotes", "/quotes/promise"} <= {rule.rule for rule in app.url_map.iter_rules()}
