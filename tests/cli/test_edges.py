"""The edges of the command line: one JSON document whatever happens, and two writers at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from statement_archive.cli.main import main

from .conftest import Shell

Write = Callable[[str, str | bytes], str]
_RUN = "from statement_archive.cli.main import main; main()"
ENGLISH = "Mr. Chair,\n\nWe do not support this. We are ready.\n\nThank you."


def _start(home: Path, *words: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", _RUN, "--home", str(home), *words, "--json"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=dict(os.environ))


def test_writers_from_several_processes_lose_nothing(shell: Shell, write: Write) -> None:
    started = [
        _start(
            shell.home,
            *("deposit", write(f"{n}.txt", f"{ENGLISH} Number {n}."), "--lang", "en"),
            *("--rendition", "delivered", "--title", "The same title", "--speaker", "One Person"),
        )
        for n in range(4)
    ]
    answers = [process.communicate()[0] for process in started]
    assert [process.returncode for process in started] == [0] * 4
    works = {json.loads(answer)["work"] for answer in answers}
    assert len(works) == 4
    assert {w["work"] for w in shell.json("list")["works"]} == works
    shell.json("index", "update")
    assert shell.json("verify")["problems"] == []
    status = shell.json("index", "status")
    assert (status["missing"], status["stale"]) == (0, 0)
    assert shell.json("search", "ready")["total"] == 4


def test_two_files_at_once_lose_nothing(shell: Shell, write: Write, tmp_path: Path) -> None:
    shell.deposit(write("a.txt", ENGLISH), "en", "delivered", "w")
    po = tmp_path / "fr.po"
    shell.json("translate", "export", "w", "fr", "-o", str(po))
    text = po.read_text()
    files = [
        write(f"{n}.po", text.replace('msgid "Thank you."\nmsgstr ""', f'msgid "Thank you."\nmsgstr "Merci {n}."'))
        for n in range(3)
    ]
    started = [_start(shell.home, "translate", "submit", file, "--by", "Anna") for file in files]
    done = [json.loads(process.communicate()[0]) for process in started]
    assert sorted(d["accepted"] for d in done) == [0, 0, 1]
    assert sorted(len(d["conflicts"]) for d in done) == [0, 1, 1]
    shell.json("index", "update")
    assert shell.json("verify")["problems"] == []


@pytest.mark.parametrize(
    "words",
    [
        ["show", "nothing"],
        ["wording", "w", "zz.none"],
        ["wording", "w", "en.delivered", "p99"],
        ["wording", "w", "en.delivered", "../.."],
        ["search", "peace", "--lang", "not a tag"],
        ["align", "w", "en.delivered", "zz.none"],
        ["describe", "w", "--set", "form=units", "--reason", "x", "--expression", "en.delivered"],
        ["correct", "w", "en.delivered", "{file}", "--significance", "typo", "--reason", "x", "--authority", "y"],
        ["withdraw", "w", "en.delivered@9", "--reason", "x", "--authority", "y"],
        ["merge", "w", "w", "--reason", "x"],
        ["name", "people", "nobody", "Somebody"],
        ["translate", "export", "w", "fr", "-o", "{folder}/no/such/place.po"],
        ["translate", "export", "w", "x y"],
        ["translate", "submit", "{file}", "--by", "Anna"],
        ["translate", "status", "nothing"],
        ["import", "{file}", "--no-such"],
        ["backup", "{file}"],
        ["restore", "{folder}"],
        ["init"],
        ["publish", "nothing"],
        ["adopt", "w", "--reason", "x"],
        ["user", "roles", "nobody"],
        ["show", "\udcff"],
        ["deposit", "\udcff.txt", "--lang", "en", "--rendition", "delivered"],
        ["deposit", "{file}", "--lang", "en", "--rendition", "delivered", "--title", "\udcff"],
    ],
    ids=lambda words: " ".join(words[:3]).encode("ascii", "replace").decode(),
)
def test_a_refusal_is_one_document(shell: Shell, write: Write, tmp_path: Path, words: list[str]) -> None:
    file = write("a.txt", ENGLISH)
    shell.deposit(file, "en", "delivered", "w")
    told = [word.format(file=file, folder=tmp_path) for word in words]
    result = CliRunner().invoke(main, ["--home", str(shell.home), *told, "--json"])
    assert isinstance(result.exception, SystemExit), result.exception
    if result.exit_code == 2:  # wrong use: told on standard error
        assert result.stdout_bytes == b""
    else:
        assert result.exit_code == 1
        assert json.loads(result.stdout_bytes)["error"]["message"]


def test_a_lone_carriage_return_comes_out_as_it_went_in(shell: Shell, write: Write, tmp_path: Path) -> None:
    content = b"One line.\rAnother line.\r\rA paragraph?\n"
    shell.deposit(write("cr.txt", content), "en", "delivered", "w")
    process = subprocess.run(
        [sys.executable, "-c", _RUN, "--home", str(shell.home), "wording", "w"],
        capture_output=True,
        check=True,
    )
    assert process.stdout == content
    assert shell.json("wording", "w")["text"] == content.decode()


def test_a_range_of_languages_finds_what_lies_in_it(shell: Shell, write: Write) -> None:
    shell.deposit(write("a.txt", "我们支持和平。"), "zh-Hant-HK", "delivered", "w")
    for lang, total in (("zh", 1), ("zh-Hant", 1), ("ZH-hant-hk", 1), ("zh-Hans", 0), ("en", 0)):
        assert shell.json("search", "和平", "--lang", lang)["total"] == total, lang


def test_pages_of_hits_are_the_whole(shell: Shell, write: Write) -> None:
    shell.deposit(write("a.txt", "\n\n".join(f"Peace, paragraph {n}." for n in range(25))), "en", "delivered", "w")
    whole = [h["segment"] for h in shell.json("search", "peace", "--limit", "100")["hits"]]
    pages = [shell.json("search", "peace", "--limit", "10", "--offset", str(n)) for n in (0, 10, 20, 30)]
    assert [h["segment"] for page in pages for h in page["hits"]] == whole
    assert {page["total"] for page in pages} == {25}


def test_a_password_is_asked_for_beside_the_answer(shell: Shell) -> None:
    out = shell.run("user", "add", "anna", "--json", stdin="a long enough password\n" * 2)
    assert json.loads(out)["login"] == "anna"


def test_a_redacted_word_is_in_no_file(shell: Shell, write: Write) -> None:
    shell.deposit(write("a.txt", "A public text."), "en", "delivered", "open")
    shell.deposit(write("b.txt", "The word xylophonist. Another one."), "en", "delivered", "w")
    po = shell.home / "translations" / "w" / "fr.translation.po"
    exported = shell.run("translate", "export", "w", "fr").replace('one."\nmsgstr ""', 'one."\nmsgstr "Un autre."')
    shell.json("translate", "submit", write("fr.po", exported), "--by", "Anna")
    po.write_text(po.read_text().replace("Un autre.", "Encore un."))
    shell.json("index", "update")
    shell.json("withdraw", "w", "--reason", "x", "--authority", "court", "--redact")
    assert [p for p in shell.home.rglob("*") if p.is_file() and b"xylophonist" in p.read_bytes()] == []
    assert shell.json("verify")["problems"] == []
    assert shell.json("search", "public")["total"] == 1
