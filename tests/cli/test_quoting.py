"""Quotations checked from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable

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
