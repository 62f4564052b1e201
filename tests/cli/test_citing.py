"""`cite`: a passage, a style, a language, a file of one's own."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from tests.cli.conftest import Shell

Write = Callable[[str, str | bytes], str]
TEXT = "Господин Председатель,\n\nМы не поддерживаем. Мы готовы.\n\nСпасибо."


@pytest.fixture
def held(shell: Shell, write: Write) -> Shell:
    facts = ("--title", "On trust", "--speaker", "Anna Kask", "--date", "2026-01-01")
    shell.deposit(write("a.txt", TEXT), "ru", "delivered", "w", *facts)
    return shell


def test_a_citation_and_what_stands_around_it(held: Shell) -> None:
    found = held.json("cite", "w", "ru.delivered@1", "p2.s2", "--style", "oscola")
    assert found["citation"].startswith(
        "Anna Kask, ‘On trust’ (statement, 1 January 2026) (delivered in Russian; text as delivered; para. 2, second "
        "sentence) </works/w/ru.delivered@1> accessed "
    )
    assert found["link"] == "/works/w/ru.delivered@1/p2.s2"
    assert found["fragment"].startswith("/works/w/ru.delivered@1/p2.s2#:~:text=%D0%9C%D1%8B")
    assert found["csl"]["type"] == "speech"
    assert {"work", "expression", "version", "start", "end", "note", "style", "lang"} <= found.keys()


def test_a_locator_may_stand_where_the_expression_is_left_out(held: Shell) -> None:
    assert held.json("cite", "w", "p2")["place"] == "para. 2"
    assert held.json("cite", "w")["expression"] == "ru.delivered"
    assert held.json("cite", "w", "p9", status=1)["error"]["code"] == "not-found"


def test_every_form(held: Shell) -> None:
    assert held.run("cite", "w", "p2", "--style", "apa").split("\n")[1] == "(Anna Kask, 2026, para. 2)"
    assert "<i>On trust</i>" in held.run("cite", "w", "--style", "apa", "--format", "html")
    assert "<i>On trust</i>" in held.json("cite", "w", "--style", "apa", "--format", "html")["citation"]
    assert json.loads(held.run("cite", "w", "--format", "csl-json"))[0]["title"] == "On trust"
    assert held.run("cite", "w", "--format", "ris").startswith("TY  - SLIDE")
    assert held.run("cite", "w", "--format", "bibtex").startswith("@misc{w-ru.delivered-1,")
    assert held.json("cite", "w", "--format", "ris")["file"].startswith("TY  - SLIDE")


def test_the_language_of_the_citation(held: Shell) -> None:
    assert "«On trust» (выступление, 1 января 2026" in held.run("cite", "w", "--lang", "ru")
    assert held.json("cite", "w", "--lang", "de")["told"] == ["note"]


def test_the_styles_and_one_of_ones_own(held: Shell, write: Write) -> None:
    listed = held.json("cite", "--styles")["styles"]
    assert [each["style"] for each in listed][:2] == ["chicago-notes", "chicago-author-date"]
    assert held.json("cite", "w", "--style", "none", status=1)["error"]["choices"]
    mine = write(
        "mine.csl",
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="note">'
        '<citation><layout><text variable="title"/></layout></citation></style>',
    )
    assert held.run("cite", "w", "--csl", mine) == "On trust (delivered in Russian; text as delivered)\n"
    assert held.json("cite", "w", "--csl", write("bad.csl", "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"), status=1)["error"]
    held.run("cite", status=2)
