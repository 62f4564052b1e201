"""Checkpoints, manifests and formulas on the command line."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Shell

Write = Callable[[str, str | bytes], str]


@pytest.fixture
def held(shell: Shell, write: Write) -> Shell:
    for year, text in ((2023, "We want a register.\n\nThank you all."), (2024, "We want a public register.")):
        facts = ["--speaker", "Anna Kask", "--forum", "Open Forum", "--date", f"{year}-05-14"]
        shell.deposit(write(f"{year}.txt", text), "en", "delivered", f"w{year}", *facts)
    return shell


def test_a_checkpoint_is_kept_and_checked(held: Shell, write: Write, tmp_path: Path) -> None:
    file = str(tmp_path / "one.json")
    made = held.json("checkpoint", "make", "-o", file)
    assert made["file"] == file
    assert {head["stream"] for head in made["checkpoint"]["streams"]} >= {"archive/works/w2023/events.jsonl"}
    key = made["checkpoint"]["public_key"]
    held.deposit(write("x.txt", "A draft."), "en", "delivered", "hidden", "--draft")
    later, public = str(tmp_path / "two.json"), str(tmp_path / "public.json")
    held.run("checkpoint", "make", "-o", later)
    assert "hidden" not in str(held.json("checkpoint", "make", "--public", "-o", public)["checkpoint"])
    found = held.json("checkpoint", "check", file, "--against", later, "--public-key", key)
    assert (found["good"], found["key"], found["agree"]) == (True, "pinned", found["streams"])
    assert "history only grew" in held.run("checkpoint", "check", public)
    assert held.json("checkpoint", "check", file, "--public-key", "0" * 64, status=1)["differences"][0]["code"] == "key"
    ledger = held.home / "archive" / "works" / "w2023" / "events.jsonl"
    ledger.write_bytes(b"")
    for each, code in ((file, "shorter"), (public, "changed")):
        found = held.json("checkpoint", "check", each, status=1)
        assert [d["code"] for d in found["differences"]] == [code]
    assert held.json("checkpoint", "check", write("no.json", "{}"), status=1)["error"]["code"] == "invalid-input"


def test_a_copy_without_the_key_says_so_and_makes_none(held: Shell, tmp_path: Path) -> None:
    file = str(tmp_path / "one.json")
    held.run("checkpoint", "make", "-o", file)
    copy = Shell(tmp_path / "copy")
    shutil.copytree(held.home, copy.home, ignore=shutil.ignore_patterns("instance"))
    found = copy.json("checkpoint", "check", file)
    assert (found["good"], found["key"]) == (True, "unknown")
    assert not (copy.home / "instance" / "checkpoint-key.pem").exists()


def test_the_key_goes_with_a_backup(held: Shell, tmp_path: Path) -> None:
    key = held.json("checkpoint", "make")["checkpoint"]["public_key"]
    held.run("backup", str(tmp_path / "copy"))
    back = Shell(tmp_path / "back")
    back.run("restore", str(tmp_path / "copy"))
    assert back.json("checkpoint", "make")["checkpoint"]["public_key"] == key
    assert (back.home / "instance" / "checkpoint-key.pem").stat().st_mode & 0o077 == 0


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="no sha256sum on this system")
def test_a_manifest_for_sha256sum(held: Shell, tmp_path: Path) -> None:
    for words in (["--public"], []):
        file = tmp_path / "sums"
        said = held.json("manifest", "-o", str(file), *words)
        done = subprocess.run(["sha256sum", "-c", str(file)], cwd=held.home, capture_output=True, check=True)
        assert done.stdout.count(b": OK") == said["files"] > 4
    assert held.run("manifest") == file.read_text()
    assert held.json("manifest", "--public")["manifest"].count("\n") == 6  # text, segments and file of two


def test_a_formula(held: Shell) -> None:
    found = held.json("formula", "w2024")
    assert (found["with"], found["lang"]) == ("w2023", "en")
    assert [row["op"] for row in found["rows"]] == ["changed", "dropped"]
    assert found["counts"]["changed"] == 1
    assert "{+public +}" in held.run("formula", "w2024", "--with", "w2023", "--lang", "en")
    assert "no earlier statement" in held.run("formula", "w2023")
    held.run("formula", "w2024", "--lang", "fr", status=1)
