"""Quotations checked from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from tests.cli.conftest import Shell

Write = Callable[[str, str | bytes], str]
FIELDS = (
    *("quotation", "verdict", "relation", "work", "expression", "version", "segment", "start", "end"),
    *("wording", "omitted", "alarm", "diff", "counterparts"),
)


@pytest.fixture
def filled(shell: Shell, write: Write) -> Shell:
    shell.deposit(write("ru.txt", "Мы не за войну. Мы за мир."), "ru", "delivered", "w", "--date", "2019-02-03")
    english = write("en.txt", "We are not for war. We are for peace.")
    shell.deposit(english, "en", "translation", "w", "--translated-from", "ru.delivered")
    return shell


def test_one_quotation(filled: Shell) -> None:
    (one,) = filled.json("quote", "check", "“We are not … for peace”")["checks"]
    assert set(FIELDS) <= set(one)
    assert (one["verdict"], one["relation"], one["segment"]) == ("elided", "from a translation", "p1")
    assert one["omitted"] == ["for war. We are"]
    assert one["counterparts"][0]["text"] == "Мы не за войну. Мы за мир."
    said = filled.run("quote", "check", "We are for war")
    assert "verdict: altered" in said
    assert "[-not -]" in said
    assert "alarm: negation: not" in said


def test_claims(filled: Shell) -> None:
    (one,) = filled.json("quote", "check", "for peace", "--date", "2020", "--claimed", "w")["checks"]
    assert one["verdict"] == "other source"
    filled.run("quote", "check", "for peace", "--claimed", "none-such", status=1)
    filled.run("quote", "check", "?!", status=1)


def test_each_line_of_a_file(filled: Shell, write: Write) -> None:
    lines = [{"quotation": "Мы за мир"}, {"quotation": "nothing like it stands here"}, {"quotation": "…"}]
    file = write("q.jsonl", "\n".join(json.dumps(line) for line in lines) + "\n")
    checks = filled.json("quote", "check", "--jsonl", file)["checks"]
    assert [c["verdict"] for c in checks] == ["exact", "not found", None]
    assert checks[2]["error"]["code"] == "invalid-input"
    assert "refused:" in filled.run("quote", "check", "--jsonl", file)
    for wrong in ("not json", '{"text": "x"}', b"\xff"):
        filled.run("quote", "check", "--jsonl", write("wrong.jsonl", wrong), status=1)


def test_what_it_needs(filled: Shell, write: Write) -> None:
    filled.run("quote", "check", status=2)
    filled.run("quote", "check", "x", "--jsonl", write("q.jsonl", "{}"), status=2)


PAPER = "It says “We are not for war” and, later, ‘We are for war’.\n"


def test_a_file_its_report_and_what_became_of_it(filled: Shell, write: Write, tmp_path: Path) -> None:
    paper, report = write("paper.txt", PAPER), tmp_path / "report.json"
    found = filled.json("quote", "check", "--file", paper, "--report", str(report))
    assert found["counts"] == {"exact": 1, "altered": 1}
    assert found["checks"][0]["found"]["marks"] == ["“", "”"]
    assert json.loads(report.read_text(encoding="utf-8")) == found
    assert sorted(p.name for p in tmp_path.glob("*report*")) == ["report.json"]
    assert "alarm: negation: not" in filled.run("quote", "check", "--file", paper)
    assert filled.json("quote", "recheck", str(report))["changed"] == []
    filled.deposit(write("new.txt", "We are for war."), "en", "delivered", "x")
    (changed,) = filled.json("quote", "recheck", str(report), "--write")["changed"]
    assert (changed["before"], changed["after"]["verdict"]) == ("altered", "exact")
    assert "0 changed" in filled.run("quote", "recheck", str(report))
    filled.run("quote", "recheck", write("none.json", "{}"), status=1)
    filled.run("quote", "recheck", write("none.json", "not json"), status=1)


def test_a_report_is_taken_up_where_it_was_left(filled: Shell, write: Write, tmp_path: Path) -> None:
    paper, report = write("paper.txt", PAPER), tmp_path / "report.json"
    found = filled.json("quote", "check", "--file", paper, "--report", str(report))
    head = {"file": found["file"], "archive_state": found["archive_state"]}
    marked = {**found["checks"][0], "verdict": "typography"}  # to be told from one that is made now
    part = tmp_path / "report.json.part"
    part.write_text(f"{json.dumps(head)}\n{json.dumps(marked)}\n{{torn", encoding="utf-8")
    taken_up = filled.json("quote", "check", "--file", paper, "--report", str(report))
    assert [c["verdict"] for c in taken_up["checks"]] == ["typography", "altered"]
    part.write_text(f"{json.dumps({**head, 'archive_state': 'other'})}\n{json.dumps(marked)}\n", encoding="utf-8")
    anew = filled.json("quote", "check", "--file", paper, "--report", str(report))
    assert [c["verdict"] for c in anew["checks"]] == ["exact", "altered"]


def test_comments_in_a_word_file(filled: Shell, write: Write, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph(PAPER.strip())
    document.save(str(tmp_path / "paper.docx"))
    back = tmp_path / "back.docx"
    filled.json("quote", "check", "--file", str(tmp_path / "paper.docx"), "--comments", str(back))
    assert [c.text.split("\n")[0] for c in docx.Document(str(back)).comments] == [
        "EXACT, from a translation",
        "ALTERED, from a translation",
    ]
    filled.run("quote", "check", "--file", write("p.txt", PAPER), "--comments", str(back), status=1)
    filled.run("quote", "check", "x", "--report", str(back), status=2)
    filled.run("quote", "check", "--file", write("p.txt", PAPER), "--claimed", "w", status=2)
