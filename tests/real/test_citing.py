"""The seed statement, cited: an unofficial translation of words that are not held."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.workflow.conftest import Desk

from statement_archive.bootstrap import memory_archive
from statement_archive.domain.actors import PUBLIC
from statement_archive.exporting.styles import NAMES, style_named
from statement_archive.workflow.cite import cite

SEED = "seeds/000_4ee549bdce347442.txt"


def test_the_seed_is_cited_as_what_it_is(shared: Path) -> None:
    desk = Desk(memory_archive())
    facts: dict[str, Any] = {
        "title": "Statement",
        "speaker": "Alimzhan Akhmetov",
        "original_langs": ("ru",),
        "standing": "unofficial",
    }
    desk.deposit((shared / SEED).read_bytes(), "en", "translation", work="s", **facts)
    for name in NAMES:
        found = cite(
            desk.archive,
            PUBLIC,
            "s",
            "en.translation",
            "p9",
            style_named(name),
            "en",
            datetime(2026, 11, 22, tzinfo=UTC),
            base="https://archive.example",
        )
        assert (
            "(delivered in Russian; English translation, unofficial, translator unknown; text as delivered not held; "
            "para. 9)"
        ) in found.text
        assert "https://archive.example/works/s/en.translation@1" in found.text
        assert found.link.endswith("/p9")
