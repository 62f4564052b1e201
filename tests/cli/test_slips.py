"""Slips from the command line: made as a file, checked against an archive and against digests alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Shell

Write = Callable[[str, str | bytes], str]
ADDRESS = ("--address", "https://archive.example")


@pytest.fixture
def filled(shell: Shell, write: Write) -> Shell:
    shell.deposit(write("ru.txt", "Мы не за войну. Мы за мир."), "ru", "delivered", "w", "--date", "2019-02-03")
    english = write("en.txt", "We are not for war. We are for peace.")
    shell.deposit(english, "en", "translation", "w", "--translated-from", "ru.delivered")
    return shell


@pytest.fixture
def slip(filled: Shell, tmp_path: Path) -> Path:
    path = tmp_path / "slip.json"
    filled.run("quote", "slip", "We are not … for peace", *ADDRESS, "-o", str(path))
    return path


def results(found: Any) -> dict[str, str]:
    return {check["check"]: check["result"] for check in found["checks"]}


def test_a_slip_holds_against_its_archive(filled: Shell, slip: Path) -> None:
    found = filled.json("verify-slip", str(slip))
    assert (found["holds"], found["failed"], found["since"]) == (True, False, [])
    assert set(results(found).values()) == {"ok"}
    assert json.loads(slip.read_bytes())["digest"] == found["slip"]
    assert filled.run("verify-slip", str(slip)).splitlines()[-1] == "holds"


def test_a_slip_that_was_changed_fails(filled: Shell, slip: Path) -> None:
    slip.write_bytes(slip.read_bytes().replace(b'"verdict":"elided"', b'"verdict":"exact"'))
    found = filled.json("verify-slip", str(slip), status=1)
    assert found["failed"]
    assert (results(found)["slip"], results(found)["verdict"]) == ("failed", "failed")
    slip.write_bytes(b"{}")
    assert filled.json("verify-slip", str(slip), status=1)["error"]["code"] == "invalid-input"


def test_the_page_and_the_pdf_hold_the_slip(filled: Shell, tmp_path: Path) -> None:
    for kind in ("html", "pdf"):
        path = tmp_path / f"slip.{kind}"
        filled.run(
            "quote", "slip", "--of", "https://x.example/works/w/en.translation@1/p1.s1", *ADDRESS, "-o", str(path)
        )
        assert results(filled.json("verify-slip", str(path)))["file"] == "ok"
    path = tmp_path / "slip.html"
    path.write_bytes(path.read_bytes().replace(b"not for war", b"all for war", 1))
    found = filled.json("verify-slip", str(path))
    assert (results(found)["file"], found["holds"]) == ("not checkable", False)


def test_against_digests_alone(filled: Shell, slip: Path, tmp_path: Path, write: Write) -> None:
    nowhere = Shell(tmp_path / "no-home")
    found = nowhere.json("verify-slip", str(slip), "--digests", str(tmp_path / "en.txt"))
    told = results(found)
    assert (told["text"], told["wording"], told["source file"]) == ("ok", "ok", "ok")
    assert not found["failed"]
    both = ("--digests", str(tmp_path / "en.txt"), "--digests", str(tmp_path / "ru.txt"))
    assert results(nowhere.json("verify-slip", str(slip), *both))["beside ru.delivered@1"] == "ok"
    other = write("other.txt", "We are for war.")
    assert nowhere.json("verify-slip", str(slip), "--digests", other, status=1)["failed"]


def test_what_happened_since_is_told(filled: Shell, slip: Path, write: Write) -> None:
    better = write("en2.txt", "We are not for war. We are for a just peace.")
    filled.run(
        "correct", "w", "en.translation", better, "--significance", "minor", "--reason", "misprint", "--authority", "x"
    )
    found = filled.json("verify-slip", str(slip))
    assert found["holds"]
    assert [(s["kind"], s["version"], s["reason"]) for s in found["since"]] == [("corrected", 2, "misprint")]
    assert "since then: corrected in version 2" in filled.run("verify-slip", str(slip))


def test_what_has_no_slip(filled: Shell) -> None:
    assert filled.json("quote", "slip", "nothing like it stands here", status=1)["error"]["code"] == "not-found"
    filled.run("quote", "slip", status=2)
    filled.run("quote", "slip", "x", "--of", "w/en.translation@1/p1", status=2)
    filled.run("quote", "slip", "--of", "w", status=2)
    filled.run("quote", "slip", "for peace", "-o", "slip.docx", status=2)
    made = filled.json("quote", "slip", "for peace")
    assert made["link"] == "/works/w/en.translation@1/p1.s2:7-16"
    said = filled.run("quote", "slip", "for peace")
    assert "It does not attest that they were uttered." in said


def test_a_language_the_interface_has_not(filled: Shell, tmp_path: Path) -> None:
    path = tmp_path / "slip.html"
    filled.run("quote", "slip", "for peace", "-o", str(path), "--language", "xx", status=1)
    assert not path.exists()
