"""The pages of what can be proved, and of what was said last time."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from tests.web.audit import AuditingClient, audited, words
from tests.web.conftest import NOW, put

from statement_archive.accounts.memory import in_memory
from statement_archive.bootstrap import memory_archive
from statement_archive.domain.checkpoints import read_checkpoint
from statement_archive.settings import Settings
from statement_archive.storage.signing import verify_signature
from statement_archive.web.app import create_app
from statement_archive.workflow.archive import Archive

ROUTES = ["/integrity", "/checkpoint.json", "/manifest.sha256", "/works/<work_name>/formula"]
FORMULA = "We have always held that silence is not consent."


def test_routes(app: Flask) -> None:
    assert set(ROUTES) <= {rule.rule for rule in app.url_map.iter_rules()}


@pytest.fixture
def hour(tmp_path: Path) -> Iterator[tuple[Archive, AuditingClient, list[datetime]]]:
    """An archive, a reader, and the time it is."""
    archive, clock = memory_archive(), [NOW]
    settings = Settings(home=tmp_path, secret_key="k" * 40)
    yield archive, audited(create_app(archive, in_memory(), settings, clock=lambda: clock[0], testing=True)), clock
    shutil.rmtree(tmp_path, ignore_errors=True)


def test_a_checkpoint_is_made_when_what_is_public_has_changed(
    hour: tuple[Archive, AuditingClient, list[datetime]],
) -> None:
    archive, client, clock = hour

    def get() -> bytes:
        content: bytes = client.get("/checkpoint.json").data
        return content

    first = get()
    put(archive, "waters", "en.delivered", FORMULA, lang="en", rendition="delivered", title="Waters")
    assert get() == first  # looked for once a minute
    clock[0] += timedelta(minutes=1)
    second = get()
    assert [head.stream for head in read_checkpoint(second).streams] == ["archive/works/waters/events.jsonl"]
    put(archive, "secret", "en.delivered", FORMULA, lang="en", rendition="delivered", title="Secret", draft=True)
    clock[0] += timedelta(hours=1)
    assert get() == second  # a draft is no reason for another one
    made = read_checkpoint(second)
    assert verify_signature(made.public_key, made.signature, made.content())
    assert b"secret" not in client.get("/manifest.sha256").data
    etag = client.get("/checkpoint.json").headers["ETag"]
    assert client.get("/checkpoint.json", headers={"If-None-Match": etag}).status_code == 304


def test_the_page_says_how(client: AuditingClient, archive: Archive) -> None:
    put(archive, "waters", "en.delivered", FORMULA, lang="en", rendition="delivered", title="Waters")
    text = words(client.page("/integrity"))
    key = json.loads(client.get("/checkpoint.json").data)["public_key"]
    assert key in text.replace(" ", "")
    manifest = client.get("/manifest.sha256").data.decode()
    assert "  archive/works/waters/texts/en.delivered.1.txt\n" in manifest
    assert "events.jsonl" not in manifest
    client.page("/integrity?lang=ar")


def two_years(archive: Archive, **more: Any) -> None:
    facts: dict[str, Any] = {"lang": "en", "rendition": "delivered", "speaker": "Anna Kask", "forum": "Open Forum"}
    old, new = f"{FORMULA}\n\nWe want a register.", f"We want a public register.\n\n{FORMULA}"
    put(archive, "old", "en.delivered", old, title="Old", date="2023-05-16", **(facts | more))
    put(archive, "new", "en.delivered", new, title="New", date="2024-05-14", **facts)


def test_last_time_and_this_time(client: AuditingClient, archive: Archive) -> None:
    two_years(archive)
    assert "/works/new/formula" in client.get("/works/new").text
    page = client.page("/works/new/formula")
    text = " ".join(words(page).split())
    assert "1 sentence word for word · 1 changed · 1 in another place · 1 formula" in text
    assert "formula: word for word since 16 May 2023, in one earlier statement" in text
    assert [each.text for each in page.iter("ins")] == ["public "]
    assert [each.get("lang") for each in page.iter("p") if each.get("class") == "words"] == ["en"] * 4
    client.page("/works/new/formula?with=old&lang_of_texts=en&lang=ar")
    assert client.get("/works/new/formula?with=nothing").status_code == 404
    assert "1 formula" in words(client.page("/works/new/formula?with=old&lang_of_texts=fr"))  # of a pair before
    assert "No earlier statement" in words(client.page("/works/old/formula"))


def test_a_draft_is_nobodys_last_time(client: AuditingClient, archive: Archive) -> None:
    two_years(archive, draft=True)
    assert "No earlier statement" in words(client.page("/works/new/formula"))
    assert client.get("/works/new/formula?with=old").status_code == 404


def test_elsewhere_and_in_no_common_language(client: AuditingClient, archive: Archive) -> None:
    two_years(archive, forum="Another Forum", lang="ru")
    page = client.page("/works/new/formula")
    assert "Nothing earlier was said in the same forum" in words(page)
    assert "not held in one language" in words(client.page("/works/new/formula?with=old"))
