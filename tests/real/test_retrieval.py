"""The English wording of an article finds that article in each language, by alignment."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.workflow.conftest import START

from statement_archive.bootstrap import memory_archive
from statement_archive.domain.actors import HOME_ADMINISTRATOR, PUBLIC
from statement_archive.workflow.after import after_change
from statement_archive.workflow.deposit import deposit
from statement_archive.workflow.deposit_request import DepositRequest
from statement_archive.workflow.search import search

UN = ("ar", "zh", "fr", "ru", "es")


@pytest.mark.no_cover  # a large input: traced, it takes three times as long
def test_an_article_is_found_in_each_language(shared: Path) -> None:
    """First in the ranking, and beside it the article itself in every language that is held."""
    folder = shared / "data" / "udhr"
    if not folder.is_dir():
        pytest.skip("no declaration among the shared texts")
    texts = {}
    for file in sorted(folder.glob("*.json"), key=lambda f: (f.stem != "eng", f.stem)):
        data = json.loads(file.read_text(encoding="utf-8"))
        texts[data["lang"]] = [section["paragraphs"] for section in data["sections"]]
    archive = memory_archive()
    for n, (lang, sections) in enumerate(texts.items()):
        facts = {"kind": "document", "original_langs": ("en",)} if n == 0 else {}
        text = "\n\n".join(paragraph for section in sections for paragraph in section)
        request = DepositRequest(
            content=text.encode(),
            file_name="udhr.txt",
            lang=lang,
            rendition="translation" if n else "written",
            work="udhr",
            **facts,  # type: ignore[arg-type]  # the two facts above
        )
        work = deposit(archive, HOME_ADMINISTRATOR, request, START).work
    after_change(archive, work, "p", START)
    english = texts["en"]
    hits = dict.fromkeys(texts, 0)
    asked = [n for n, section in enumerate(english) if section and all(len(s) == len(english) for s in texts.values())]
    assert len(asked) >= 30
    for n in asked:
        found = search(archive, PUBLIC, f'"{english[n][0]}"', START).hits
        assert found[0].passage.text == english[n][0]
        beside = {c.lang: c.text for c in found[0].counterparts}
        for lang, sections in texts.items():
            words = "\n".join(sections[n])
            hits[lang] += lang == "en" or beside.get(lang, "\0") in words or words in beside.get(lang, "\0")
    for lang, count in hits.items():
        assert count / len(asked) >= (0.97 if lang.split("-")[0] in UN else 0.9), (lang, count, len(asked))
