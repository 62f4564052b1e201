"""The encoder that comes with the program: an article in English finds itself in other languages, untranslated."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.workflow.conftest import Desk

from statement_archive.bootstrap import memory_archive
from statement_archive.domain.actors import PUBLIC
from statement_archive.search.encoders import UniversalEncoder
from statement_archive.search.meaning_scan import MeaningScan
from statement_archive.workflow import meaning_sync
from statement_archive.workflow.asked import Asked
from statement_archive.workflow.meaning import search_by_meaning


def articles(path: Path) -> dict[int, list[str]]:
    held = json.loads(path.read_text(encoding="utf-8"))
    return {s["number"]: s["paragraphs"] for s in held["sections"] if s["kind"] != "header"}


@pytest.mark.no_cover  # a model at work
def test_articles_are_found_by_meaning_first(shared: Path) -> None:
    english = articles(shared / "data" / "udhr" / "eng.json")
    desk = Desk(memory_archive(meaning=MeaningScan(UniversalEncoder())))
    names = {"ru": "rus", "fr": "fra", "es": "spa"}
    texts = {lang: articles(shared / "data" / "udhr" / f"{name}.json") for lang, name in names.items()}
    for lang, held in texts.items():
        whole = "\n\n".join(p for paragraphs in held.values() for p in paragraphs)
        desk.deposit(whole, lang, "delivered", work=lang)
    meaning_sync.update(desk.archive)
    wrong = []
    for number, paragraphs in list(english.items())[::3]:
        for lang, held in texts.items():
            asked = Asked(" ".join(paragraphs)[:2000]).with_value("lang", lang)
            hits = search_by_meaning(desk.archive, PUBLIC, asked, desk.now, limit=1).hits
            if not any(h.passage.text in held[number] for h in hits):
                wrong.append((lang, number))
    assert wrong == []
