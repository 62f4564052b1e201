"""A country code that ISO leaves to its users is shown as the State of this archive that bears it."""

from __future__ import annotations

from typing import Any

from tests.web.audit import AuditingClient, words
from tests.web.conftest import put

from statement_archive.workflow.archive import Archive


def body(client: AuditingClient, work: str) -> str:
    return words(client.page(f"/works/{work}").find(".//main"))


def test_the_state_is_named(archive: Archive, client: AuditingClient) -> None:
    ngo: dict[str, Any] = {"body": "Centre for Law", "body_kind": "ngo", "body_country": "QT"}
    put(archive, "a", "en.delivered", "Peace is law.", lang="en", rendition="delivered", **ngo)
    assert "from: QT;" in body(client, "a")
    state: dict[str, Any] = {"body": "Tumansu", "body_kind": "state", "body_country": "QT"}
    put(archive, "b", "en.delivered", "Rivers are law.", lang="en", rendition="delivered", **state)
    assert "from: Tumansu; it does not speak for the State" in body(client, "a")
