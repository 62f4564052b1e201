"""Every page of every work of the sample archive, in every view and language, read by the auditing client."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from tests.sample_copy import sample_archive
from tests.web.audit import AuditingClient, audited, by_class, words
from tests.web.conftest import NOW

from statement_archive.accounts.memory import in_memory
from statement_archive.sample import is_sample
from statement_archive.settings import Settings
from statement_archive.web.app import create_app
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.reading import work_ids


@pytest.fixture(scope="module")
def sample() -> Archive:
    return sample_archive()


@pytest.fixture
def app(sample: Archive, tmp_path: Path) -> Flask:
    settings = Settings(home=tmp_path, secret_key="k" * 40, rate_limit="10000 per minute")
    return create_app(sample, in_memory(), settings, clock=lambda: NOW, sample=is_sample(sample), testing=True)


@pytest.fixture
def client(app: Flask) -> AuditingClient:
    return audited(app)


@pytest.mark.no_cover  # a large input: traced, it takes three times as long
def test_every_page_passes_the_audit(client: AuditingClient, sample: Archive) -> None:
    seen: set[str] = set()
    for name in work_ids(sample):
        response = client.get(f"/works/{name}")
        assert response.status_code in (200, 404, 410)  # one is a draft or under embargo, one withdrawn
        if response.status_code != 200:
            continue
        page = client.page(f"/works/{name}")
        assert "fictitious" in words(by_class(page, "ribbon")[0])
        seen |= {str(a.get("href")).split("#")[0] for a in page.iter("a") if str(a.get("href")).startswith("/works/")}
    places = {path for path in seen if path.count("/") > 3 and "/source/" not in path}
    for path in sorted(seen - places) + sorted(places)[::60]:
        assert client.get(path).status_code in (200, 302, 410), path


@pytest.mark.parametrize("lang", ["ru", "ar"])
def test_in_other_languages(client: AuditingClient, sample: Archive, lang: str) -> None:
    client.get(f"/?lang={lang}")
    for path in ("/", "/browse", "/help", "/search", "/search?q=notification", "/search?q=уведомление"):
        assert client.page(path).get("lang") == lang
    for name in work_ids(sample)[::4]:
        client.get(f"/works/{name}?view=sentences")


def test_a_russian_page_holds_no_english_chrome(client: AuditingClient) -> None:
    page = client.page("/works/2023-05-16-crsl-notification?lang=ru")
    chrome = [words(e) for e in page.iter() if e.tag in ("dt", "h2", "th", "label", "button")]
    assert not [text for text in chrome if text.isascii() and text.strip("0123456789 ")], chrome


def test_what_the_pages_must_show_of_the_sample(client: AuditingClient) -> None:
    ngo = words(client.page("/works/2023-05-16-crsl-notification"))
    assert "Text not held" in ngo
    assert "The sources disagree; both dates are kept." in ngo
    assert "does not speak for the State" in ngo
    relay = words(client.page("/works/2023-05-17-nahran-river-mouth"))
    assert "By way of English" in relay
    assert "not the speaker’s own words" in words(client.page("/works/2023-05-18-costalba-right-of-reply"))
    assert "Outdated: 2 sentences" in words(client.page("/works/2024-05-15-tumansu-right-of-reply"))
