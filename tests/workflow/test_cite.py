"""Citing what is held: delivered, translated, not held, several, corrected, made here, hidden."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.workflow.conftest import ENGLISH, RUSSIAN, Desk, fill

from statement_archive.bootstrap import memory_archive
from statement_archive.domain.actors import HOME_ADMINISTRATOR, PUBLIC
from statement_archive.domain.errors import ArchiveError, InvalidInput, NotFound
from statement_archive.exporting.style_file import read_style
from statement_archive.exporting.styles import NAMES, style_named
from statement_archive.workflow.cite import Citation, cite

NOW = datetime(2026, 11, 22, tzinfo=UTC)
SPOKEN = {"title": "On trust", "title_lang": "en", "speaker": "Anna Kask", "body": "Norvenia", "date": "2026-01-01"}
OWN = b"""<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="note"><info><title>Mine</title></info>
<citation><layout><group delimiter=", "><text variable="title"/><group delimiter=" "><label variable="locator"
form="short"/><text variable="locator"/></group></group></layout></citation></style>"""


def of(desk: Desk, ref: str = "", locator: str = "", *, work: str = "w", lang: str = "en", **more: Any) -> Citation:
    actor = more.pop("actor", PUBLIC)
    style = more.pop("style", style_named("chicago-notes"))
    return cite(desk.archive, actor, work, ref, locator, style, lang, NOW, **more)


@pytest.fixture
def desk() -> Desk:
    desk = Desk(memory_archive())
    desk.deposit(RUSSIAN, "ru", "delivered", work="w", **SPOKEN)
    desk.deposit(ENGLISH, "en", "translation", work="w", standing="unofficial", maker="The Mission")
    return desk


def test_a_passage_of_a_translation(desk: Desk) -> None:
    found = of(desk, "en.translation", "p2.s2", base="https://archive.example")
    assert found.note == (
        "delivered in Russian; English translation, unofficial, by The Mission; para. 2, second sentence"
    )
    assert found.text == (
        "Anna Kask, “On trust” (statement, Norvenia, January 1, 2026) (" + found.note + "), "
        "https://archive.example/works/w/en.translation@1."
    )
    assert found.link == "https://archive.example/works/w/en.translation@1/p2.s2"
    assert found.fragment == found.link + "#:~:text=We%20are%20ready%20to%20negotiate."
    assert found.csl["URL"] == found.url
    assert (found.start, found.end, found.version) == (45, 71, 1)


def test_ranges_the_delivered_text_and_the_work(desk: Desk) -> None:
    assert of(desk, "ru.delivered", "p2-p3").place == "paras. 2–3"
    assert of(desk, "ru.delivered", "p2.s1-p3.s1").place == "paras. 2–3"
    assert of(desk, "", "p3").expression == "ru.delivered"
    whole = of(desk)
    assert (whole.expression, whole.place) == ("ru.delivered", "")
    assert whole.note == "delivered in Russian; text as delivered"


def test_a_work_of_which_the_delivered_text_is_not_held() -> None:
    desk = Desk(memory_archive())
    desk.deposit(ENGLISH, "en", "translation", work="w", original_langs=("ru",), **SPOKEN)
    work = of(desk)
    assert (work.expression, work.url) == ("", "/works/w")
    assert work.note == "delivered in Russian; text as delivered not held"
    passage = of(desk, "en.translation", "p2")
    assert passage.note == (
        "delivered in Russian; English translation, translator unknown; text as delivered not held; para. 2"
    )
    with pytest.raises(NotFound):
        of(desk, "", "p2")  # of no other text in its place


def test_several_authentic_texts_are_cited_one_by_one() -> None:
    desk = Desk(memory_archive())
    desk.deposit(RUSSIAN, "ru", "written", work="t", kind="document", title="Charter", symbols=("X/1",))
    desk.deposit(ENGLISH, "en", "written", work="t")
    assert of(desk, work="t").text.startswith("“Charter,” X/1 (authentic in ")
    assert of(desk, work="t").expression == ""
    assert "authentic text; para. 2" in of(desk, "en.written", "p2", work="t").text


def test_an_old_version_says_so(desk: Desk) -> None:
    desk.correct("w", "ru.delivered", RUSSIAN.replace("готовы", "рады"))
    assert of(desk, "ru.delivered@1", "p2").note.endswith("text as delivered; version 1, since superseded; para. 2")
    assert "superseded" not in of(desk, "ru.delivered", "p2").note


def test_a_translation_made_here_has_the_numbers_of_its_source_and_its_hands(desk: Desk) -> None:
    desk.submit(fill(desk.export("w", "fr"), {"p2.s2": "Nous sommes prêts."}))
    found = of(desk, "fr.translation", "p2.s2", names=lambda _person: "Marta")
    assert found.note.startswith("delivered in Russian; French translation, by ")
    assert found.note.endswith("not reviewed; para. 2")  # the one sentence of it that is there


def test_a_style_of_ones_own_gets_the_note_behind_it(desk: Desk) -> None:
    mine = read_style(OWN)
    assert of(desk, "ru.delivered", "p2-p3", style=mine).text == (
        "On trust, paras. 2–3 (delivered in Russian; text as delivered)"
    )
    whole = of(desk, "ru.delivered", "p2.s2", style=mine)
    assert whole.text == "On trust, para. 2 (delivered in Russian; text as delivered; para. 2, second sentence)"
    assert whole.style == "Mine"


def test_what_is_not_said_in_the_language_is_told(desk: Desk) -> None:
    assert of(desk).told == ()
    assert of(desk, lang="ru").told == ("unreviewed",)
    assert of(desk, lang="de").told == ("note",)
    assert of(desk, lang="tg").told == ("terms", "note")
    with pytest.raises(InvalidInput):
        of(desk, lang="no language")


def test_the_title_is_in_the_language_of_the_words_where_it_is_recorded(desk: Desk) -> None:
    assert of(desk, "ru.delivered").csl["title"] == "On trust"
    assert "custom" in of(desk).csl


def test_what_may_not_be_seen_is_not_cited(desk: Desk) -> None:
    desk.deposit(ENGLISH, "en", "delivered", work="hidden", draft=True, title="Hidden")
    for ref, locator in (("", ""), ("en.delivered", "p2")):
        with pytest.raises(NotFound):
            of(desk, ref, locator, work="hidden")
    assert of(desk, work="hidden", actor=HOME_ADMINISTRATOR).text


_DESK = Desk(memory_archive())
_DESK.deposit(RUSSIAN, "ru", "delivered", work="w", **SPOKEN)
_DESK.deposit("HEADLINE\n\n" + ENGLISH, "en", "translation", work="w")
_POINTS = st.sampled_from(["p1", "p2", "p2.s1", "p2.s2", "p3", "p3.s2", "p4", "h1"])


@settings(deadline=None, max_examples=120)
@given(
    first=_POINTS,
    last=_POINTS | st.none(),
    offset=st.integers(0, 9) | st.none(),
    ref=st.sampled_from(["ru.delivered", "en.translation"]),
    name=st.sampled_from(NAMES),
    lang=st.sampled_from(["en", "fr", "es", "ru", "ar", "zh", "kk", "de"]),
)
def test_no_citation_holds_an_id_of_a_segment(
    first: str, last: str | None, offset: int | None, ref: str, name: str, lang: str
) -> None:
    locator = first + (f":{offset}" if offset is not None else "") + (f"-{last}" if last else "")
    try:
        found = of(_DESK, ref, locator, style=style_named(name), lang=lang)
    except ArchiveError:
        return  # it names nothing, or ends before it starts
    for text in (found.text, found.html, found.in_text, found.note, found.place, str(found.csl)):
        assert not re.search(r"\b[phnxi]\d+(\.s\d+)?\b", text.replace(found.url, "").replace("<p", ""))
        assert not re.search(r"[ph]\d", found.url)
        assert "None" not in text
