"""Translating by page: a PO file out, back, and every outcome shown with its words kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.web.audit import words
from tests.web.forms.conftest import Browser
from tests.workflow.conftest import ENGLISH, Desk, fill

from statement_archive.domain.ids import ExpressionId
from statement_archive.domain.people import Accounts
from statement_archive.workflow.archive import Archive

Browse = Callable[..., Browser]
FR = ExpressionId("fr.translation")


@pytest.fixture
def desk(archive: Archive) -> Desk:
    return Desk(archive)


@pytest.fixture
def work(desk: Desk) -> str:
    return desk.deposit(ENGLISH, "en", "delivered", work="a-work", title="Words & <deeds>").work


@pytest.fixture
def translator(browse: Browse) -> Browser:
    return browse("translator")


def take(browser: Browser, work: str, query: str = "lang=fr") -> str:
    response = browser.client.get(f"/works/{work}/translate/po?{query}")
    assert response.status_code == 200, response.text[:500]
    assert response.mimetype == "text/x-gettext-translation"
    return str(response.get_data(as_text=True))


def send(browser: Browser, work: str, po: str | bytes, status: int = 200, name: str = "fr.po") -> None:
    browser.open(f"/works/{work}/translate")
    browser.send("/translate$", file=(po if isinstance(po, bytes) else po.encode(), name), status=status)


def test_a_file_goes_out_comes_back_and_is_counted(translator: Browser, work: str, desk: Desk) -> None:
    translator.open(f"/works/{work}/translate")
    assert "None yet" in translator.text
    po = take(translator, work)
    send(translator, work, fill(po, {"p1.s1": "Monsieur le Président,", "p2.s1": "<b>Non</b>."}))
    assert "Accepted" in translator.text
    assert "<b>Non</b>." in translator.text
    assert desk.work(work).translations[FR].last("p2.s1").text == "<b>Non</b>."  # type: ignore[union-attr]  # it was just sent
    translator.open(f"/works/{work}/translate")
    assert "2 of 7 units" in translator.text
    translator.open("/translate")
    assert "into French" in translator.text
    assert desk.work(work).translations[FR].translators == ()  # no name of an account is written down
    translator.open(f"/works/{work}/translate")
    assert "Translated by Anna · licence not stated" in translator.text


def test_anybody_takes_a_file_and_only_translators_send_one(browse: Browse, work: str) -> None:
    reader = browse()
    take(reader, work)
    assert "sign in as a translator" in words(reader.open(f"/works/{work}/translate"))
    reader.open("/translate", status=403)


def test_the_language_must_be_one(translator: Browser, work: str) -> None:
    translator.open(f"/works/{work}/translate/po?lang=", status=422)
    assert "Choose the language" in translator.notices
    translator.open(f"/works/{work}/translate/po?lang=other&lang_tag=fran%C3%A7ais", status=422)
    assert "not a language tag" in translator.notices


def test_paragraph_grain_comes_back_as_it_went_out(translator: Browser, work: str, desk: Desk) -> None:
    po = take(translator, work, "lang=fr&grain=paragraph")
    assert 'msgctxt "p2.s1 p2.s2"' in po
    send(translator, work, fill(po, {"p2.s1 p2.s2": "Nous ne soutenons pas. Nous sommes prêts."}))
    made = desk.work(work).translations[FR]
    assert (made.grain, made.last("p2.s1 p2.s2") is not None) == ("paragraph", True)
    translator.open(f"/works/{work}/translate")
    translator.send("/grain$")
    assert desk.work(work).translations[FR].grain == "sentence"


@pytest.mark.parametrize(("choice", "stands"), [("theirs", "De B"), ("mine", "De A"), ("text", "Mieux")])
def test_a_conflict_shows_three_and_is_settled(
    choice: str, stands: str, translator: Browser, work: str, desk: Desk
) -> None:
    po = take(translator, work)
    desk.submit(fill(po, {"p2.s1": "De B"}), by="B")
    send(translator, work, fill(po, {"p2.s1": "De A"}))
    assert "To be decided by you" in translator.text
    assert desk.work(work).translations[FR].last("p2.s1").text == "De B"  # type: ignore[union-attr]  # B sent it
    translator.send("/settle/", take=choice, text="Mieux")
    made = desk.work(work).translations[FR]
    assert made.last("p2.s1").text == stands  # type: ignore[union-attr]  # as above
    assert not made.conflicts
    assert "settled" in translator.text


def test_settling_meets_whoever_was_faster(translator: Browser, work: str, desk: Desk) -> None:
    po = take(translator, work)
    desk.submit(fill(po, {"p2.s1": "De B"}), by="B")
    send(translator, work, fill(po, {"p2.s1": "De A"}))
    later = desk.export(work, "fr")
    desk.submit(fill(later, {"p2.s1": "De C"}), by="C")
    translator.send("/settle/", take="mine")
    assert desk.work(work).translations[FR].last("p2.s1").text == "De C"  # type: ignore[union-attr]  # C sent it
    assert "changed once more" in translator.notices


def test_what_is_made_from_an_older_source_is_shown_with_the_difference(
    translator: Browser, work: str, desk: Desk
) -> None:
    po = take(translator, work)
    desk.correct(work, "en.delivered", ENGLISH.replace("ready to negotiate", "willing to negotiate"))
    send(translator, work, fill(po, {"p2.s2": "Prêts."}))
    assert "Made from an older source" in translator.text
    assert [words(e) for e in translator.page.iter() if e.tag in ("del", "ins")] == ["ready", "willing"]
    translator.send("/settle/", take="text")
    unit = desk.work(work).translations[FR].last("p2.s2")
    assert unit is not None
    assert unit.source_version == 2
    assert "valid now" in translator.text


def test_a_question_is_answered_on_the_page(translator: Browser, work: str, desk: Desk) -> None:
    desk.submit(fill(take(translator, work), {"p2.s2": "Prêts."}))
    desk.correct(work, "en.delivered", ENGLISH.replace("ready to negotiate", "willing to negotiate"))
    po = take(translator, work, f"expression={FR}")
    assert "fuzzy" in po
    send(translator, work, po.replace("#, fuzzy\n", ""))
    assert "Still valid?" in translator.text
    translator.send("/settle/", take="text")
    assert "outdated" not in words(translator.open(f"/works/{work}/translate"))


def test_refused_units_keep_their_line_and_words(translator: Browser, work: str) -> None:
    po = fill(take(translator, work), {"p2.s1": "Oui.", "p2.s2": "Prêts."})
    po = po.replace("We do not support", "We do support")
    send(translator, work, po)
    assert "its source text was changed" in translator.text
    row = next(words(e) for e in translator.page.iter() if e.tag == "tr" and "p2.s1" in words(e))
    assert "Oui." in row
    assert row[0].isdigit()


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda po: po.replace("a-work", "another-work"), "belongs elsewhere"),
        (
            lambda po: po.replace("X-Language-Tag: fr", "X-Language-Tag: de"),
            "belongs elsewhere|cannot be read|not taken",
        ),
        (lambda po: po[: po.rindex('"') - 3], "cannot be read as a PO file"),
        (lambda po: po.replace("\n#", "\r#", 1), "cannot be read as a PO file"),
        (lambda _: "<html>", "cannot be read as a PO file"),
        (lambda po: (po + '\nmsgctxt "x"\nmsgid "é"\nmsgstr ""\n').encode("latin-1"), "encoding it names"),
    ],
)
def test_a_file_refused_as_a_whole_is_kept(
    spoil: Callable[[str], str | bytes], says: str, translator: Browser, work: str, desk: Desk, accounts: Accounts
) -> None:
    if "de" in says or "elsewhere|" in says:
        desk.submit(fill(take(translator, work), {"p1.s1": "Monsieur"}))
        content = spoil(take(translator, work, f"expression={FR}"))
    else:
        content = spoil(fill(take(translator, work), {"p1.s1": "Monsieur"}))
    raw = content if isinstance(content, bytes) else content.encode()
    before = {k: t.head for k, t in desk.work(work).translations.items()}
    send(translator, work, raw, status=422, name="../mine.po")
    assert any(part in translator.text for part in says.split("|")), translator.text
    assert {k: t.head for k, t in desk.work(work).translations.items()} == before
    link = next(e.get("href", "") for e in translator.page.iter() if "/translate/kept/" in e.get("href", ""))
    response = translator.client.get(link)
    assert response.data == raw
    assert response.headers["Content-Disposition"] == "attachment; filename=mine.po"
    translator.open("/translate")
    assert "mine.po" in translator.text
    translator.send("discard")
    assert "mine.po" not in translator.text


def test_a_bare_carriage_return_is_named_with_its_line(translator: Browser, work: str) -> None:
    send(translator, work, take(translator, work).replace("\n#", "\r#", 1), status=422)
    assert "line" in translator.text
    assert "carriage return" in translator.text


def test_nothing_new_is_said_to_be_nothing(translator: Browser, work: str, desk: Desk) -> None:
    send(translator, work, take(translator, work))
    assert "Nothing in this file was new" in translator.text
    assert not desk.work(work).translations


def test_a_result_is_its_owners(translator: Browser, browse: Browse, work: str) -> None:
    send(translator, work, fill(take(translator, work), {"p1.s1": "Monsieur"}))
    assert translator.response is not None
    path = translator.response.request.path
    browse("translator", login="boris").open(path, status=404)
    browse().open(path, status=404)


def test_what_is_not_public_is_not_translated_by_strangers(browse: Browse, desk: Desk) -> None:
    hidden = desk.deposit(ENGLISH, "en", "delivered", work="hidden", draft=True).work
    browse().open(f"/works/{hidden}/translate", status=404)
    browse("translator").open(f"/works/{hidden}/translate/po?lang=fr", status=404)


def test_a_second_translation_into_the_same_language_is_begun_under_a_name(
    translator: Browser, work: str, desk: Desk
) -> None:
    send(translator, work, fill(take(translator, work), {"p1.s1": "Monsieur le Président,"}))
    translator.open(f"/works/{work}/translate")
    assert "A second one into the same language" in translator.text
    second = take(translator, work, "lang=fr&name=La+délégation")
    assert 'msgstr ""' in second
    assert "Monsieur" not in second
    send(translator, work, fill(second, {"p1.s1": "Mme la Présidente,"}))
    made = desk.work(work).translations
    assert sorted(made) == ["fr.translation", "fr.translation-la-delegation"]
    assert "Monsieur" in take(translator, work, "expression=fr.translation")


def test_a_name_that_a_whole_text_bears_is_not_taken(translator: Browser, work: str, desk: Desk) -> None:
    desk.deposit("Bonjour.", "fr", "translation", work=work, expression="fr.translation-x")
    translator.open(f"/works/{work}/translate/po?lang=fr&name=x", status=422)
    assert "choose another one" in translator.notices


def test_what_waits_can_be_settled_by_anybody_who_translates(
    translator: Browser, browse: Browse, work: str, desk: Desk
) -> None:
    boris = browse("translator", login="boris")
    po = take(translator, work)
    send(translator, work, fill(po, {"p1.s1": "Un", "p2.s1": "Deux"}))
    send(boris, work, fill(po, {"p1.s1": "Uno", "p2.s1": "Dos"}))
    carla = browse("translator", login="carla")
    carla.open("/translate")
    carla.open(f"/works/{work}/translate/{FR}/open")
    assert "Two people wrote these" in carla.text
    carla.send("/settle$", take="mine")
    assert "p1.s1 is settled" in carla.notices
    carla.send("/settle$", take="theirs")
    assert "Nothing waits here" in carla.text
    made = desk.work(work).translations[FR]
    assert [made.last(u).text for u in ("p1.s1", "p2.s1")] == ["Uno", "Deux"]  # type: ignore[union-attr]  # just settled
    browse().open(f"/works/{work}/translate/{FR}/open", status=403)


def test_the_kept_file_is_called_by_its_name(translator: Browser, work: str) -> None:
    send(translator, work, "no PO at all", status=422, name="my <work>.po")
    assert "my <work>.po" in translator.notices
