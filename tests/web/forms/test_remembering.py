"""Memory, glossary and concordance by page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from tests.web.forms.conftest import Browser
from tests.workflow.conftest import ENGLISH, RUSSIAN, Desk

from statement_archive.domain.actors import HOME_ADMINISTRATOR
from statement_archive.domain.reference import ReferenceUnit
from statement_archive.workflow import memory_sync
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.reference_memory import import_reference

Browse = Callable[..., Browser]
PAIR = "from=ru&to=en"
ADD = r"/glossary\?"


@pytest.fixture
def desk(archive: Archive) -> Desk:
    made = Desk(archive)
    made.deposit(RUSSIAN, "ru", "delivered", work="talks", title="Talks & <more>")
    made.deposit(ENGLISH, "en", "translation", work="talks")
    units = (ReferenceUnit((("ru", "Мы не поддерживаем эту записку."), ("en", "We reject the note.")), by="Tool"),)
    now = datetime(2026, 1, 2, tzinfo=UTC)
    import_reference(archive, HOME_ADMINISTRATOR, "Old <memory>", units, b"<tmx/>", now, rights="theirs")
    memory_sync.update(archive)
    return made


@pytest.mark.parametrize("path", ["/memory", "/glossary", "/concordance"])
@pytest.mark.parametrize("lang", ["en", "ru", "ar"])
def test_the_pages_are_whole_without_anything_asked(browse: Browse, path: str, lang: str) -> None:
    browse().open(f"{path}?lang={lang}")
    browse("translator").open(f"{path}?lang={lang}")


def test_a_match_is_shown_with_its_difference_and_its_place(browse: Browse, desk: Desk) -> None:
    anybody = browse()
    page = anybody.open(f"/memory?q=Мы не поддерживаем ваше предложение.&{PAIR}")
    assert "We do not support this proposal." in anybody.text
    assert "Talks & <more>" in anybody.text
    assert [e.text for e in page.iter() if e.tag in ("del", "ins")] == ["это", "ваше"]
    assert any(e.get("href", "").startswith("/works/talks/en.translation@1/") for e in page.iter("a"))
    assert "We reject" not in anybody.text
    assert "Imported memories" not in anybody.text
    anybody.open(f"/memory?q=Никто такого не говорил никогда.&{PAIR}")
    assert "Nothing like it" in anybody.text
    anybody.open("/memory?q=x&from=no tag&to=en", status=422)


def test_imported_memories_are_for_translators_and_can_be_removed(browse: Browse, desk: Desk) -> None:
    editor = browse("editor")
    editor.open(f"/memory?q=Мы не поддерживаем эту записку.&{PAIR}")
    assert "We reject the note." in editor.text
    assert "Old <memory>" in editor.text
    editor.send("/remove$", reason="")
    assert "Say why" in editor.notices
    editor.send("/remove$", reason="not ours")
    assert "no longer used" in editor.notices
    assert "Old <memory>" not in editor.text


def test_a_term_is_added_shown_and_retired(browse: Browse, desk: Desk) -> None:
    translator = browse("translator")
    translator.open(f"/glossary?{PAIR}")
    assert "No term" in translator.text
    translator.send(ADD, term="", reason="", status=422)
    assert "fields need another look" in translator.text
    translator.open(f"/glossary?{PAIR}")
    translator.send(ADD, term="предложение", other="proposal", reason="of the <talks>", definition="A draft.")
    assert "recorded" in translator.notices
    assert "of the <talks>" in translator.text
    assert "Anna" in translator.text
    anybody = browse()
    anybody.open(f"/glossary?{PAIR}&q=предлож")
    assert "proposal" in anybody.text
    assert "Add a term" not in anybody.text
    anybody.open("/glossary/no-such", status=404)
    translator.open("/glossary/predlozhenie")
    translator.send("/retire$", reason="")
    assert "Say why" in translator.notices
    translator.send("/retire$", reason="vague")
    assert "retired" in translator.text
    assert "vague" in translator.text


def test_what_is_preferred_is_for_reviewers(browse: Browse, desk: Desk) -> None:
    preferred = {"term": "река", "other": "river", "reason": "agreed"}
    translator = browse("translator")
    translator.open(f"/glossary?{PAIR}")
    translator.client.post("/glossary", data={**translator.fields(ADD), **preferred, "status": "preferred"})
    translator.open("/glossary/reka", status=404)
    reviewer = browse("reviewer", login="boris")
    reviewer.open(f"/glossary?{PAIR}")
    reviewer.client.post("/glossary", data={**reviewer.fields(ADD), **preferred, "status": "preferred"})
    reviewer.open("/glossary/reka")
    assert "river" in reviewer.text
    translator.open("/glossary/reka")
    assert "Retire this term" not in translator.text


def test_the_concordance_shows_each_rendering_beneath_its_source(browse: Browse, desk: Desk) -> None:
    translator = browse("translator")
    translator.open(f"/glossary?{PAIR}")
    translator.send(ADD, term="предложение", other="proposal", reason="r")
    anybody = browse()
    page = anybody.open(f"/concordance?q=предложения&{PAIR}")
    assert [e.text for e in page.iter("mark")] == ["предложение", "proposal"]
    assert "By terms of the glossary" in anybody.text
    anybody.open(f"/concordance?q=небывалое&{PAIR}")
    assert "No passage with these words" in anybody.text
    anybody.open(f"/concordance?q={'x' * 600}&{PAIR}", status=422)
