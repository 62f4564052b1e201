"""Formats and projects on the command line."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from tests.workflow.conftest import ENGLISH, RUSSIAN, fill

from .conftest import Shell


@pytest.fixture
def filled(shell: Shell, tmp_path: Path) -> Shell:
    for work, text, lang in (("a", RUSSIAN, "ru"), ("b", ENGLISH, "en")):
        file = tmp_path / f"{work}.txt"
        file.write_text(text, encoding="utf-8")
        shell.deposit(str(file), lang, "delivered", work)
    return shell


@pytest.mark.parametrize("file_format", ["po", "xliff", "xliff2"])
def test_every_format_goes_out_and_comes_back(filled: Shell, tmp_path: Path, file_format: str) -> None:
    path = tmp_path / "file"
    told = filled.json("translate", "export", "a", "fr", "--format", file_format, "-o", str(path))
    assert told["format"] == file_format
    done = filled.json("translate", "submit", str(path), "--by", "Anna")
    assert (done["unchanged"], done["accepted"], done["notes"]) == (6, 0, [])


def test_a_memory_is_no_submission(filled: Shell, tmp_path: Path) -> None:
    path = tmp_path / "memory.tmx"
    path.write_text(filled.run("translate", "export", "a", "fr", "--format", "tmx"), encoding="utf-8")
    refused = filled.json("translate", "submit", str(path), "--by", "Anna", status=1)
    assert "import it as a memory" in refused["error"]["message"]
    assert refused["error"]["kept"]


def test_a_project_goes_out_and_comes_back(filled: Shell, tmp_path: Path) -> None:
    path = tmp_path / "project.zip"
    told = filled.json("translate", "project", "export", "fr", "-o", str(path))
    assert [each["work"] for each in told["files"]] == ["a", "b"]
    assert "2 files" in filled.run("translate", "project", "export", "fr", "a", "b", "-o", str(path))
    back = tmp_path / "back.zip"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(back, "w") as target:
        for name in source.namelist():
            text = source.read(name).decode()
            target.writestr(name, fill(text, {"p1.s1": "Monsieur,"}) if name.startswith("a/") else text)
        target.writestr("broken.po", 'msgid "a"\nmsgstr "b')
        target.writestr("../x.po", "x")
    done = filled.json("translate", "project", "submit", str(back), "--by", "Anna")
    assert [(f["file"], f.get("accepted", f.get("error", {}).get("code"))) for f in done["files"]] == [
        ("a/fr.translation.po", 1),
        ("b/fr.translation.po", 0),
        ("broken.po", "invalid-input"),
    ]
    assert [r["file"] for r in done["refused"]] == ["../x.po"]
    said = filled.run("translate", "project", "submit", str(back), "--by", "Anna")
    assert "a/fr.translation.po: a fr.translation@1: accepted 0" in said
    assert "../x.po: refused: its name leads out of the zip" in said
    assert json.loads(filled.run("translate", "status", "a", "--json"))["languages"]["fr"]["translated"] == 1


def test_what_is_no_zip_is_refused(filled: Shell, tmp_path: Path) -> None:
    path = tmp_path / "no.zip"
    path.write_bytes(b"no")
    refused = filled.json("translate", "project", "submit", str(path), "--by", "Anna", status=1)
    assert refused["error"]["kept"]
