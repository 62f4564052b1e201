"""Corrections on pages: what became of every translation, back to an earlier version, two at once, harmless ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.web.audit import by_class, words
from tests.web.forms.conftest import Browser
from tests.workflow.conftest import ENGLISH, RUSSIAN, Desk, fill

from statement_archive.domain.ids import ExpressionId
from statement_archive.domain.translations import Unit
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.translation_file import units_of

AT = "/works/w/manage/correct/ru.delivered"
SAID: dict[str, Any] = {"significance": "minor", "reason": "misheard", "authority": "the delegation"}
FRENCH = {u: f"Français {u}." for u in ("p1.s1", "p2.s1", "p2.s2", "p3.s1", "p3.s2", "p4.s1")}
NEW = (
    RUSSIAN.replace("Господин", "Господин,")
    .replace(" Мы готовы к переговорам.", "")
    .replace("У нас она есть.", "У нас она есть. Вот она.")
)


@pytest.fixture
def desk(archive: Archive) -> Desk:
    made = Desk(archive)
    made.deposit(RUSSIAN, "ru", "delivered", work="w", title="Слово", title_lang="ru")
    made.submit(fill(made.export("w", "fr"), FRENCH))
    made.submit(fill(made.export("w", "es", source="fr.translation"), {k: f"Español {k}." for k in ("p1.s1", "p2.s2")}))
    made.deposit(ENGLISH, "en", "translation", work="w", translated_from="ru.delivered")
    return made


def units(desk: Desk, name: str) -> dict[str, Unit]:
    work = desk.work("w")
    return {u.source.key: u for u in units_of(desk.archive, work, work.translations[ExpressionId(name)])}


def outdated(desk: Desk, name: str) -> set[str]:
    return {key for key, unit in units(desk, name).items() if unit.outdated}


def test_the_page_says_of_every_translation_what_became_of_it(desk: Desk, editor: Browser) -> None:
    editor.open(AT)
    editor.send("/correct/", file=(NEW.encode(), "x.txt"), **SAID)
    assert "Corrected: small changes: misheard (the delegation)" in editor.text
    effects = [words(e) for e in by_class(editor.page, "effect")]
    french, spanish, english = effects
    assert "French" in french
    assert "One unit is outdated" in french
    assert "Français p1.s1." in french
    assert "New and not translated yetp3.s3" in french
    assert "Ended: their words are kept p2.s2 · their passage is gone" in french
    assert "Français p2.s2." in french
    assert "By way of French" in spanish
    assert "One unit is outdated" in spanish
    assert "Ended: their words are kept p2.s2" in spanish
    assert "it was made from is outdated here" in spanish
    assert "came as a whole text" in english
    assert "By its place, look at: p1.s1" in english


def test_a_unit_is_said_to_be_valid_where_the_page_shows_it(desk: Desk, editor: Browser) -> None:
    editor.open(AT)
    editor.send("/correct/", file=(NEW.encode(), "x.txt"), **SAID)
    assert "The change is harmless" not in editor.text  # it was more than a slip
    here = "/works/w/translate/fr.translation/unit/p1.s1"
    editor.open(here)
    editor.send("/harmless$", reason="a comma")
    assert "Only a slip" in editor.notices
    editor.open(f"{AT}/2")
    editor.send("/fr.translation/unit/p1.s1/valid$")
    assert "still valid" in editor.notices
    assert "Current: looked at since" in editor.text
    assert outdated(desk, "fr.translation") == outdated(desk, "es.translation") == set()


def test_a_slip_is_harmless_for_a_unit_or_for_all(desk: Desk, editor: Browser) -> None:
    slip = RUSSIAN.replace("Господин", "Господин,")
    editor.open(AT)
    editor.send("/correct/", file=(slip.encode(), "x.txt"), **{**SAID, "significance": "typo"})
    editor.send("/fr.translation/unit/p1.s1/harmless$", reason=" ")
    assert "Say why it is harmless" in editor.notices
    editor.send("/fr.translation/unit/p1.s1/harmless$", reason="a comma")
    assert "Declared harmless" in editor.text
    editor.open(AT)
    harmless = {**SAID, "harmless": "spelling"}
    again = slip.replace("Спасибо", "Спасибо!")
    editor.send("/correct/", status=422, file=(again.encode(), "x.txt"), **harmless)
    assert "Only a misprint can be harmless" in editor.notices
    editor.send("/correct/", **{**harmless, "significance": "typo"})  # the file is kept: it is not sent again
    assert "Declared harmless p4.s1: spelling (Anna)" in editor.text
    assert outdated(desk, "fr.translation") == set()


def test_back_to_an_earlier_version_makes_units_current_by_itself(desk: Desk, editor: Browser) -> None:
    editor.open(AT)
    editor.send("/correct/", file=(NEW.encode(), "x.txt"), **SAID)
    assert outdated(desk, "fr.translation") == {"p1.s1"}
    link = next(e.get("href", "") for e in editor.page.iter("a") if "back=1" in e.get("href", ""))
    editor.open(link)
    assert "letter by letter" in editor.text
    editor.send("/correct/", significance="minor", authority="the secretariat")
    assert "Version 3 is in the archive" in editor.notices
    text = desk.work("w").expression("ru.delivered")
    assert text.versions[2].text.sha256 == text.versions[0].text.sha256
    assert text.versions[2].reason == "The words of version 1 were right."
    work = desk.work("w")
    units = {
        u.source.key: u for u in units_of(desk.archive, work, work.translations[work.expression("fr.translation").id])
    }
    assert {k: (units[k].text, units[k].outdated) for k in FRENCH} == {k: (v, False) for k, v in FRENCH.items()}
    assert outdated(desk, "es.translation") == set()
    editor.open(f"{AT}?back=9", status=404)


def test_two_corrections_at_once_are_shown_and_neither_is_lost(
    desk: Desk, editor: Browser, browse: Callable[..., Browser]
) -> None:
    other = browse("editor", login="boris")
    editor.open(AT)
    other.open(AT)
    theirs = RUSSIAN.replace("Спасибо", "Благодарю")
    mine = RUSSIAN.replace("готовы", "рады")
    other.send("/correct/", file=(theirs.encode(), "b.txt"), **SAID)
    editor.send("/correct/", status=409, file=(mine.encode(), "a.txt"), **SAID)
    assert "Somebody corrected this text" in editor.notices
    shown = {words(e) for e in editor.page.iter("ins")}
    assert shown == {"Благодарю", "рады"}
    link = next(e.get("href", "") for e in editor.page.iter("a") if e.get("href", "").startswith("/kept/"))
    assert editor.client.get(link).data == mine.encode()
    assert editor.fields("/correct/")["reason"] == "misheard"
    editor.send("/correct/", file=(theirs.replace("готовы", "рады").encode(), "both.txt"), **SAID)
    assert len(desk.work("w").expression("ru.delivered").versions) == 3
    assert "Благодарю" in editor.client.get("/works/w/ru.delivered.txt").text
    assert "рады" in editor.client.get("/works/w/ru.delivered.txt").text


def test_something_else_changed_meanwhile_keeps_the_file_too(desk: Desk, editor: Browser) -> None:
    editor.open(AT)
    desk.deposit("Thanks.", "en", "prepared", work="w")
    editor.send("/correct/", status=409, file=(NEW.encode(), "a.txt"), **SAID)
    assert "changed after you had opened" in editor.notices
    editor.send("/correct/")
    assert "Version 2 is in the archive" in editor.notices
