"""Every way of searching from the command line."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Shell

Write = Callable[[str, str | bytes], str]


@pytest.fixture
def filled(shell: Shell, write: Write) -> Shell:
    shell.deposit(write("ru.txt", "Мы за мир. A/73/1"), "ru", "delivered", "w", "--date", "2019-02-03")
    english = write("en.txt", "We are for peace. A/73/1")
    shell.deposit(english, "en", "translation", "w", "--translated-from", "ru.delivered")
    return shell


def test_one_passage_is_one_result(filled: Shell) -> None:
    found = filled.json("search", '"A/73/1"', "--facets", "--filter", "year=2019", "--order", "newest")
    assert (len(found["hits"]), found["total"], found["passages"], found["works"]) == (1, 2, 1, 1)
    assert found["hits"][0]["lang"] == "ru"
    assert set(found["hits"][0]["languages"]) == {"ru", "en"}
    assert found["facets"]["lang"] == {"ru": 1, "en": 1}
    assert len(filled.json("search", '"A/73/1"', "--each-text")["hits"]) == 2
    assert filled.json("search", "peace", "--filter", "year=2018")["hits"] == []
    assert "year: 2019 1" in filled.run("search", "peace", "--facets")
    filled.run("search", "peace", "--filter", "public=no", status=2)
    filled.run("search", "peace", "--filter", "year", status=2)


def test_pairs_lines_and_frequencies(filled: Shell) -> None:
    pair = ("search", "мир", "--lang", "ru", "--with", "peace", "--with-lang", "en")
    assert [p["how"] for p in filled.json(*pair)["pairs"]] == ["aligned"]
    assert "We are for peace." in filled.run(*pair)
    (line,) = filled.json("search", "peace", "--lines", "--by", "left")["lines"]
    assert (line["left"], line["found"], line["beneath"]) == ("We are for ", "peace", "Мы за мир.")
    assert "[peace]" in filled.run("search", "peace", "--lines")
    (rate,) = filled.json("search", "peace", "--frequency", "year", "--lang", "en")["rates"]
    assert (rate["value"], rate["count"], rate["words"]) == ("2019", 1, 7)
    assert "occurrences: 1 in 7 words" in filled.run("search", "peace", "--frequency", "lang", "--lang", "en")
    filled.run("search", "peace", "--lines", "--frequency", "year", status=2)


def test_files_of_results(filled: Shell, tmp_path: Path) -> None:
    for kind in ("csv", "json", "tmx", "zip"):
        file = tmp_path / f"found.{kind}"
        made = filled.json("search", "peace", "--export", str(file))
        assert (made["held"], made["left_out"], len(made["archive_state"])) == (1, 0, 64)
        assert file.stat().st_size
    assert "texts/w/en.translation@1.txt" in zipfile.ZipFile(tmp_path / "found.zip").namelist()
    assert "1 held, 0 left out" in filled.run("search", "peace", "--export", str(tmp_path / "found.csv"))
    filled.run("search", "peace", "--export", str(tmp_path / "found.xls"), status=2)
    filled.run("search", "peace", "--export", str(tmp_path / "none" / "found.csv"), status=1)
