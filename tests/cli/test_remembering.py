"""Memories and glossaries on the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.workflow.conftest import ENGLISH, RUSSIAN, fill

from .conftest import Shell

SAVED = Path(__file__).parents[1] / "formats" / "saved"
NO = "Мы не поддерживаем это предложение."
Write = Callable[[str, str | bytes], str]


@pytest.fixture
def held(shell: Shell, tmp_path: Path) -> Shell:
    for text, lang, rendition in ((RUSSIAN, "ru", "delivered"), (ENGLISH, "en", "translation")):
        file = tmp_path / f"{lang}.txt"
        file.write_text(text, encoding="utf-8")
        shell.deposit(str(file), lang, rendition, "talks")
    return shell


def test_a_memory_comes_in_is_listed_and_found(held: Shell) -> None:
    done = held.json("memory", "import", str(SAVED / "memoq.tmx"), "--name", "Forum <1>", "--rights", "theirs")
    assert (done["memory"], done["units"], done["languages"], done["rights"]) == (
        "forum-1",
        2,
        ["fr-FR", "ru"],
        "theirs",
    )
    assert [row["line"] for row in done["refused"]] == [35]
    (listed,) = held.json("memory", "list")["memories"]
    assert (listed["name"], listed["file"]) == ("Forum <1>", "memoq.tmx")
    said = held.run("memory", "import", str(SAVED / "memoq.tmx"), "--name", "Forum <1>")
    assert "forum-1: 2 units, fr-FR, ru" in said
    assert "refused (line 35): there are not two languages in this unit" in said


def test_matches_are_those_of_the_public_unless_asked(held: Shell, tmp_path: Path) -> None:
    held.run("memory", "import", str(SAVED / "memoq.tmx"), "--name", "Forum")
    path = tmp_path / "a.po"
    held.run("translate", "export", "talks", "de", "-o", str(path))
    filled = fill(path.read_text(encoding="utf-8"), {"p2.s1": "Wir lehnen ab."})
    draft = filled.replace('msgctxt "p2.s1"', '#, fuzzy\nmsgctxt "p2.s1"')
    path.write_text(draft, encoding="utf-8")
    held.run("translate", "submit", str(path), "--by", "Anna")
    asked = ("memory", "match", NO, "--from", "ru", "--to")
    assert [m["kind"] for m in held.json(*asked, "en")["matches"]] == ["held"]
    for lang, kind in (("fr", "reference"), ("de", "earlier")):
        assert held.json(*asked, lang)["matches"] == []
        assert [m["kind"] for m in held.json(*asked, lang, "--unpublished")["matches"]] == [kind]
    words = ("concordance", "предложение", "--lang", "ru", "--to", "de")
    assert held.json(*words)["occurrences"] == []
    assert held.json(*words, "--unpublished")["occurrences"]


def test_what_is_no_memory_is_told_and_stays_where_it_is(held: Shell, tmp_path: Path, write: Write) -> None:
    path = tmp_path / "a.po"
    held.run("translate", "export", "talks", "fr", "-o", str(path))
    refused = held.json("memory", "import", str(path), "--name", "m", status=1)["error"]
    assert (refused["code"], refused["kept"]) == ("invalid-input", f"{path}, as it lies")
    assert "this is a translation (PO)" in refused["message"]
    cut = write("cut.tmx", (SAVED / "memoq.tmx").read_bytes()[:900])
    refused = held.json("memory", "import", cut, "--name", "m", status=1)["error"]
    assert refused["line"] > 10
    held.json("memory", "import", str(tmp_path / "none.tmx"), "--name", "m", status=1)
    assert held.json("memory", "list")["memories"] == []


@pytest.mark.parametrize("file_format", ["tbx", "csv"])
def test_a_glossary_goes_out_and_says_nothing_new_on_the_way_in(shell: Shell, tmp_path: Path, file_format: str) -> None:
    more = ("--term", "en=river", "--definition", "It flows, mostly.", "--status", "preferred", "--reason", "r")
    shell.run("glossary", "add", "река", "--lang", "ru", *more)
    path = tmp_path / "terms"
    told = shell.json("glossary", "export", "--format", file_format, "-o", str(path))
    assert (told["format"], told["concepts"], told["file"]) == (file_format, 1, str(path))
    assert shell.json("glossary", "export", "--format", file_format)["content"].encode() == path.read_bytes()
    assert "река" in shell.run("glossary", "export", "--format", file_format)
    done = shell.json("glossary", "import", str(path), "--reason", "again")
    assert done == {"recorded": {}, "known": 2, "concepts": 1, "refused": []}


def test_rows_of_a_glossary_that_are_not_taken_are_told(shell: Shell, write: Write) -> None:
    table = write("terms.csv", 'en;fr\nriver;fleuve\nbad;"x\n')
    said = shell.run("glossary", "import", table, "--reason", "base")
    assert "1 concepts; terms recorded: en 1, fr 1; known already: 0" in said
    assert "refused (line 3): a quotation mark is opened" in said
    refused = shell.json("glossary", "import", str(SAVED / "memoq.tmx"), "--reason", "r", status=1)["error"]
    assert "import it as a memory" in refused["message"]
    assert refused["kept"]
