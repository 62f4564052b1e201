"""Making and opening a home; the specification it carries."""

from __future__ import annotations

import re
from pathlib import Path
from uuid import uuid4

import pytest
from tests.storage.commits import NOW

from statement_archive.domain.errors import Damaged, InvalidInput, Refused
from statement_archive.domain.events import from_line, sha256
from statement_archive.domain.segments import COLUMNS, KINDS, LEVELS
from statement_archive.storage import Home, open_files
from statement_archive.storage.home import specification

ID = str(uuid4())


def test_a_home_has_its_folders_and_opens_again(tmp_path: Path) -> None:
    home = Home.create(tmp_path / "a" / "home", home_id=ID, now=NOW)
    assert Home.open(home.path) == home
    assert home.id == ID
    assert sorted(p.name for p in home.path.iterdir()) == [
        ".gitattributes", ".gitignore", "archive", "instance", "search_index", "translations",
    ]  # fmt: skip
    for private in ("instance", "search_index"):
        assert (home.path / private).stat().st_mode & 0o777 == 0o700
    assert (home.path / "archive/FORMAT.md").read_bytes() == specification()
    assert "archive/** -text" in (home.path / ".gitattributes").read_text(encoding="utf-8").splitlines()


def test_there_is_one_home_in_a_folder(tmp_path: Path) -> None:
    Home.create(tmp_path, home_id=ID, now=NOW)
    with pytest.raises(Refused):
        Home.create(tmp_path, home_id=ID, now=NOW)


def test_what_people_wrote_into_the_git_files_stays(tmp_path: Path) -> None:
    (tmp_path / ".gitattributes").write_bytes(b"*.pdf binary\ntranslations/** -text")
    Home.create(tmp_path, home_id=ID, now=NOW)
    lines = (tmp_path / ".gitattributes").read_bytes().splitlines()
    assert lines[:2] == [b"*.pdf binary", b"translations/** -text"]
    assert lines.count(b"translations/** -text") == 1
    assert b"archive/** -text" in lines


def test_a_folder_that_is_no_home_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nothing", Path(__file__)):
        with pytest.raises(Refused):
            Home.open(path)
    with pytest.raises(InvalidInput):
        Home.create(tmp_path, home_id="mine", now=NOW)
    with pytest.raises(Refused):
        Home.create(Path(__file__), home_id=ID, now=NOW)


def test_a_newer_format_is_refused_and_a_broken_one_named(tmp_path: Path) -> None:
    home = Home.create(tmp_path, home_id=ID, now=NOW)
    toml = home.path / "archive/format.toml"
    toml.write_bytes(toml.read_bytes().replace(b"format = 1", b"format = 2"))
    with pytest.raises(Refused, match="format 2"):
        open_files(tmp_path, lock_timeout=1)
    toml.write_bytes(b"format = one")
    with pytest.raises(Damaged):
        Home.open(tmp_path)


def test_a_clone_without_the_private_folders_opens(tmp_path: Path) -> None:
    home = Home.create(tmp_path, home_id=ID, now=NOW)
    (tmp_path / "instance/write.lock").unlink(missing_ok=True)
    (tmp_path / "instance").rmdir()
    assert Home.open(tmp_path) == home
    assert (tmp_path / "instance").is_dir()


def blocks(kind: str) -> list[bytes]:
    return [found.encode("utf-8") for found in re.findall(rf"```{kind}\n(.*?)\n```", specification().decode("utf-8"))]


def test_the_worked_example_of_the_specification_is_true() -> None:
    line, redacted = blocks("json")
    (canonical,) = blocks("canonical")
    event = from_line(line)
    assert event.hash == sha256(canonical)
    assert from_line(redacted).hash == event.hash
    assert event.data["note"]["text"] == "We do not agree."
    assert sha256(b"We do not agree.").encode() in canonical


def test_the_specification_names_every_column_level_and_kind() -> None:
    section = specification().decode("utf-8").split("## 7.")[1].split("## 8.")[0]
    for word in (*COLUMNS, *LEVELS, *KINDS):
        assert f"`{word}`" in section


def test_the_sections_are_numbered_without_a_gap() -> None:
    numbers = re.findall(r"^## (\d+)\. ", specification().decode("utf-8"), flags=re.MULTILINE)
    assert numbers == [str(n) for n in range(1, len(numbers) + 1)]
