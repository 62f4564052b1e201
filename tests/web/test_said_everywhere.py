"""Every refusal of the verbs that pages call, and of the codecs, is known to ``said``: read from their source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

import statement_archive
from statement_archive.web.presenters.said import said

ROOT = Path(statement_archive.__file__).parent
MODULES = (
    *(
        f"workflow/{name}.py"
        for name in (
            *("bringing_in", "claims", "comments", "concordance", "glossary", "joining", "memory", "presence"),
            *("projects", "rebase", "reference_memory", "restore", "review", "settle", "targets", "typing", "waive"),
        )
    ),
    *(f"formats/{name}.py" for name in ("glossary_csv", "sniff", "tbx", "tmx")),
    "domain/desk.py",
    "exporting/style_file.py",
    "domain/unit_states.py",
)
ERRORS = {
    *("Ambiguous", "Conflict", "IllegalTransition", "InvalidInput", "NotAllowed", "NotFound", "Refused", "TooLarge"),
}
NUMBERS = ("MAX_", "count", "line", "len(", "limit", "event")


def messages(path: Path) -> Iterator[str]:
    """What is raised or noted for a row; values are put in as something of their kind."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        place = 0 if node.func.id in ERRORS else 1 if node.func.id == "RefusedRow" else None
        if place is not None and len(node.args) > place:
            text = words(node.args[place])
            if text:
                yield text


def words(node: ast.expr) -> str:
    """Empty where it is another error's message, handed on."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.BinOp):
        return words(node.left)
    if isinstance(node, ast.JoinedStr):
        return "".join(words(each) for each in node.values)
    if isinstance(node, ast.FormattedValue):
        if node.conversion == ord("r"):
            return "'x y'"
        return "7" if any(part in ast.unparse(node.value) for part in NUMBERS) else "x.y"
    return ""


@pytest.mark.parametrize("module", MODULES)
def test_every_refusal_is_known(app: Flask, module: str) -> None:
    found = [text for text in messages(ROOT / module) if text != "this is x.y"]  # those are tried one by one
    with app.test_request_context("/?lang=ru"):
        assert [text for text in found if said(text).lang] == []


def test_refusals_are_found_in_the_source() -> None:
    found = [text for module in MODULES for text in messages(ROOT / module)]
    assert len(found) > 80
    assert "a comment has 1 to 7 characters" in found


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("none of its 3 units can be taken: there are not two languages in this unit (line 4)", "two languages"),
        ("not a TMX file: no element found at line 3, column 1", "line 3"),
        ("not a TMX file: its root element is <html> (line 1)", "<html>"),
        ("not a TBX file and no table: it begins with <html>", "<html>"),
        ("not a TBX file: its root element is <a> (line 2)", "<a>"),
        ("not a TMX file that is taken here: it bears a DTD", "DTD"),
        ("not a TBX file that is taken here: it declares an entity (line 2)", "entity"),
        ("the file is not in utf-8, the encoding it names (line 2): 'utf-8' codec can't", "line 2"),
        ("the id a stands twice (first on line 2)", "twice"),
    ],
)
def test_values_are_put_in(app: Flask, message: str, told: str) -> None:
    with app.test_request_context("/"):
        assert said(message).lang == ""
        assert told in said(message).words
