"""What holds for every page: headers, cookies, sessions, forms, errors, language."""

from __future__ import annotations

import pytest
from flask import Flask
from tests.web.audit import AuditingClient, audited, parse, words
from tests.web.conftest import NOW

from statement_archive.domain import errors
from statement_archive.domain.people import Accounts
from statement_archive.settings import Settings
from statement_archive.web.app import create_app
from statement_archive.web.errors import STATUS, status_of
from statement_archive.workflow.archive import Archive

CASES = [
    (errors.NotFound("no work x"), 404),
    (errors.NoDeliveredText("none", languages=["ru"], offers=["en.translation"]), 404),
    (errors.Gone("withdrawn", reason="asked for", authority="the speaker"), 410),
    (errors.NotAllowed("no"), 403),
    (errors.Conflict("late", head=3), 409),
    (errors.TooLarge("big"), 413),
    (errors.InvalidInput("bad"), 422),
    (errors.Undecodable("no text"), 422),
    (errors.HomeBusy("busy"), 503),
    (errors.StorageFull("full"), 507),
    (errors.DigestMismatch("damaged"), 500),
]


@pytest.mark.parametrize(("error", "status"), CASES)
def test_an_error_becomes_its_status_and_a_page(app: Flask, error: errors.ArchiveError, status: int) -> None:
    def fail() -> str:
        raise error

    app.add_url_rule("/fail", "fail", fail)
    app.add_url_rule("/fail.txt", "fail_plain", fail)
    client = audited(app)
    page = client.page("/fail", status=status)
    assert error.message in words(page)
    plain = client.get("/fail.txt")
    assert plain.status_code == status
    assert plain.content_type == "text/plain; charset=utf-8"
    assert error.message in plain.text


def test_every_error_of_the_domain_has_a_status() -> None:
    kinds = [errors.ArchiveError]
    for kind in kinds:
        kinds += kind.__subclasses__()
    assert all(any(issubclass(kind, known) for known, _ in STATUS) for kind in kinds[1:])
    assert status_of(errors.ArchiveError("x")) == 500


def test_an_unknown_address_is_a_page(client: AuditingClient) -> None:
    assert words(client.page("/nowhere", status=404).find(".//h1")) == "Not found"


def test_the_language_is_chosen_by_address_cookie_and_browser(client: AuditingClient) -> None:
    assert client.page("/help", headers={"Accept-Language": "ru, en;q=0.5"}).get("lang") == "ru"
    assert client.page("/help", headers={"Accept-Language": "de"}).get("lang") == "en"
    assert client.page("/help?lang=ru").get("lang") == "ru"
    assert client.page("/help", headers={"Accept-Language": "en"}).get("lang") == "ru"  # remembered
    assert client.page("/help?lang=xx").get("lang") == "ru"


def test_a_mirrored_interface_is_for_looking_only(client: AuditingClient, app: Flask) -> None:
    assert client.page("/help?lang=ar").get("dir") == "rtl"
    app.testing = False
    assert audited(app).page("/help?lang=ar").get("dir") == "ltr"


def test_cookies_are_bound_to_the_host_under_https(archive: Archive, accounts: Accounts, settings: Settings) -> None:
    secure = Settings(home=settings.home, secret_key="k" * 40, public_url="https://archive.example")
    app = create_app(archive, accounts, secure, clock=lambda: NOW, testing=True)
    response = audited(app).get("/help?lang=ru", base_url="https://archive.example")
    assert all("Secure" in cookie for cookie in response.headers.getlist("Set-Cookie"))
    assert "max-age=" in response.headers["Strict-Transport-Security"]


def test_a_post_without_its_token_is_refused(app: Flask) -> None:
    app.add_url_rule("/post", "post", lambda: "done", methods=["POST"])
    response = audited(app).post("/post")
    assert response.status_code == 400
    assert words(parse(response.text).find(".//h1")) == "This form has expired"
