"""Every string of the interface is translated, none by guess, with the same places to fill."""

from __future__ import annotations

import re
from importlib import resources
from io import BytesIO

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from flask import Flask
from scripts.catalogues import WEB, untranslated
from tests.web.audit import AuditingClient, words

from statement_archive.web.locale import LANGUAGES, PACKAGE
from statement_archive.web.say import ngettext

COMPLETE = [each.code for each in LANGUAGES if each.complete and each.code != "en"]
PLACE = re.compile(r"%\(\w+\)[sd]")


def held(code: str) -> Catalog:
    path = resources.files(PACKAGE).joinpath("translations", code, "LC_MESSAGES", "messages.po")
    return read_po(BytesIO(path.read_bytes()), locale=code)


def forms(message: Message) -> list[str]:
    return list(message.string) if isinstance(message.string, list | tuple) else [str(message.string)]


@pytest.mark.parametrize("code", COMPLETE)
def test_the_catalogue_is_complete(code: str) -> None:
    path = WEB / "translations" / code / "LC_MESSAGES" / "messages.po"
    assert untranslated(path) == [], "run scripts/catalogues.py and translate what is new"
    assert not held(code).obsolete


@pytest.mark.parametrize("code", COMPLETE)
def test_places_to_fill_are_the_same(code: str) -> None:
    for message in held(code):
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        wanted = set(PLACE.findall(str(ids[-1])))
        # English says “one” in the singular; other languages say 21 in the same form.
        number = {"%(num)d"} if len(ids) > 1 else set()
        for form in forms(message):
            assert wanted - number <= set(PLACE.findall(form)) <= wanted | number, message.id


def test_plurals(app: Flask) -> None:
    with app.test_request_context("/?lang=ru"):
        said = [ngettext("One work", "%(num)d works", n) for n in (1, 2, 5, 21)]
    assert said == ["1 материал", "2 материала", "5 материалов", "21 материал"]


def test_a_catalogue_nobody_reviewed_says_so(client: AuditingClient) -> None:
    page = client.page("/help?lang=ru")
    assert "ещё не проверен носителем языка" in words(page)
    assert "Справка" in words(page)


def test_no_string_hides_in_an_f_string() -> None:
    """Babel reads what stands inside an f-string on some Pythons only: the catalogue would differ by version."""
    hidden = re.compile(r"""f(["'])[^\n]*\{[^{}\n]*\b(?:_|n?gettext|pgettext)\(""")
    assert [str(f) for f in WEB.rglob("*.py") if hidden.search(f.read_text(encoding="utf-8"))] == []
