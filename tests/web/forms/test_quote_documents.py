"""A file checked on a page: progress, report, comments; kept for its owner's browser only, and saved when asked."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from datetime import timedelta

import docx
import pytest
from flask import Flask
from tests.web.audit import by_class, words
from tests.web.conftest import NOW, put
from tests.web.forms.conftest import Browser

from statement_archive.web import document_jobs
from statement_archive.web.document_jobs import KEPT, Jobs
from statement_archive.workflow.archive import Archive

RUSSIAN = "Мы не поддерживаем запрет на торговлю.\n\nМы поддерживаем диалог."
ENGLISH = "We do not support the ban on trade.\n\nWe support dialogue."
PAPER = "They said “We do not support the ban on trade”, and ‘We do support the ban on trade’.\n"


@pytest.fixture(autouse=True)
def work(archive: Archive) -> None:
    put(archive, "w-1", "ru.delivered", RUSSIAN, lang="ru", rendition="delivered", original_langs=("ru",))
    put(archive, "w-1", "en.translation", ENGLISH, lang="en", rendition="translation", translated_from="ru.delivered")


def hand_in(browser: Browser, content: bytes = PAPER.encode(), name: str = "paper.txt", status: int = 200) -> Browser:
    browser.open("/quotes/document")
    browser.send("quotes/document", file=(content, name), status=status)
    return browser


def here(browser: Browser) -> str:
    assert browser.response is not None
    return browser.response.request.path


def word_file() -> bytes:
    document = docx.Document()
    document.add_paragraph(PAPER.strip())
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_the_report(browse: Callable[..., Browser]) -> None:
    browser = hand_in(browse())
    assert [words(v) for v in by_class(browser.page, "verdict")] == [
        "Exact From a translation",
        "Altered From a translation",
    ]
    assert "2 quotations" in browser.text
    assert "Exact 1" in browser.text
    browser.open(f"{here(browser)}?verdict=altered")
    assert len(by_class(browser.page, "verdict")) == 1
    response = browser.client.get(f"{here(browser)}/report.json")
    assert response.headers["Cache-Control"] == "no-store"
    assert json.loads(response.data)["counts"] == {"exact": 1, "altered": 1}
    assert browser.client.get(f"{here(browser)}/commented.docx").status_code == 404


def test_the_users_own_word_file_back(browse: Callable[..., Browser]) -> None:
    browser = hand_in(browse(), word_file(), "paper.docx")
    response = browser.client.get(f"{here(browser)}/commented.docx")
    comments = [c.text for c in docx.Document(io.BytesIO(response.data)).comments]
    assert [c.split("\n")[0] for c in comments] == ["EXACT, from a translation", "ALTERED, from a translation"]
    assert "paper.checked.docx" in response.headers["Content-Disposition"]


def test_progress_is_shown_and_goes_on(browse: Callable[..., Browser], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_jobs, "_AT_ONCE", -1.0)
    browser = hand_in(browse())
    assert "0 of 2 quotations checked" in browser.text
    assert browser.response is not None
    assert browser.response.headers["Refresh"] == "1"
    monkeypatch.setattr(document_jobs, "_AT_ONCE", 5.0)
    browser.open(here(browser))
    assert "Refresh" not in browser.response.headers
    assert len(by_class(browser.page, "verdict")) == 2


def test_of_another_browser_it_is_not_there(browse: Callable[..., Browser]) -> None:
    path = here(hand_in(browse()))
    browse().open(path, 404)


def test_it_is_forgotten_when_asked(browse: Callable[..., Browser]) -> None:
    browser = hand_in(browse())
    path = here(browser)
    browser.open("/quotes/document")
    assert "paper.txt" in browser.text
    browser.open(path)
    browser.send("forget")
    assert "forgotten" in browser.notices
    browser.open(path, 404)


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"", "a.txt"), (b"\xff\xfe\x00", "a.txt"), (b"%PDF-1.7 broken", "a.pdf"), (b"PK\x03\x04 broken", "a.docx")],
)
def test_files_that_cannot_be_read(browse: Callable[..., Browser], content: bytes, name: str) -> None:
    browser = hand_in(browse(), content, name, status=422)
    assert by_class(browser.page, "wrong")


def test_a_file_without_quotations(browse: Callable[..., Browser]) -> None:
    assert "No quotation was found" in hand_in(browse(), b"Nothing is quoted here.\n").text


def test_a_report_is_saved_followed_and_removed(browse: Callable[..., Browser], archive: Archive) -> None:
    browser = hand_in(browse("translator"))
    browser.send("save")
    assert "saved" in browser.notices
    report = here(browser)
    browser.open("/feeds")
    browser.send("feeds/private")
    path = re.findall(r"/feeds/private/[^/]+/quotations\.atom", browser.text)[0]
    assert b"<entry>" not in browser.client.get(path).data
    put(archive, "w-2", "en.delivered", "We do support the ban on trade.", lang="en", rendition="delivered")
    assert "It was: Altered. Now: Exact." in browser.client.get(path).get_data(as_text=True)
    browser.open("/reports")
    assert "It was: Altered. Now: Exact." in browser.text
    browser.open(report)
    assert "What changed since it was saved" in browser.text
    data = json.loads(browser.client.get(f"{report}.json").data)
    assert data["counts"] == {"exact": 2}
    assert "We do not support" in browser.text
    browser.send("remove")
    browser.open(report, 404)
    browser.open("/reports")
    assert "No report is saved yet" in browser.text


def test_whoever_is_not_signed_in_saves_nothing(browse: Callable[..., Browser]) -> None:
    browser = hand_in(browse())
    assert "Sign in to save the report" in browser.text
    browser.open("/reports", 403)


def test_files_left_alone_go() -> None:
    jobs = Jobs()

    def add(token: int) -> str:
        return jobs.add(str(token), b"x", None, (), None, "", NOW).token  # type: ignore[arg-type]  # nothing is read of them

    first = add(1)
    assert jobs.get(first, NOW + KEPT) is not None
    assert jobs.get(first, NOW + 2 * KEPT + timedelta(seconds=1)) is None
    several = [add(n) for n in range(document_jobs.MOST_JOBS + 1)]
    assert jobs.get(several[0], NOW) is None
    assert jobs.get(several[-1], NOW) is not None


def test_addresses_stay(app: Flask) -> None:
    known = {rule.rule for rule in app.url_map.iter_rules()}
    assert set(ROUTES.split()) <= known


ROUTES = """
/quotes/document /quotes/documents/<token> /quotes/documents/<token>/report.json
/quotes/documents/<token>/commented.docx /quotes/documents/<token>/forget /quotes/documents/<token>/save
/reports /reports/<report> /reports/<report>.json /reports/<report>/remove /feeds/private/<token>/quotations.atom
"""
