"""The editor without scripts: every act by a plain form, nothing lost on the way."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from tests.web.audit import Element, by_class, words
from tests.web.conftest import NOW
from tests.web.forms.conftest import PASSWORD, Browser
from tests.workflow.conftest import ENGLISH, RUSSIAN, Desk, fill

from statement_archive.domain.actors import HOME_ADMINISTRATOR
from statement_archive.domain.desk import Typed
from statement_archive.domain.ids import ExpressionId, PersonId
from statement_archive.domain.people import Accounts
from statement_archive.domain.translations import Rendering, Translation
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.review import UnitVerdict, review

Browse = Callable[..., Browser]
FR = ExpressionId("fr.translation")
AT = "/works/a-work/translate/fr.translation"
NEW = f"{AT}?into=fr"


@pytest.fixture
def desk(archive: Archive) -> Desk:
    return Desk(archive, NOW)


@pytest.fixture
def work(desk: Desk) -> str:
    return desk.deposit(ENGLISH, "en", "delivered", work="a-work", title="Words & <deeds>").work


@pytest.fixture
def translator(browse: Browse, work: str) -> Browser:
    return browse("translator")


@pytest.fixture
def begun(desk: Desk, work: str) -> str:
    """Three units translated by somebody at the command line."""
    po = desk.export(work, "fr")
    done = {"p1.s1": "Monsieur le Président,", "p2.s1": "Nous ne soutenons pas.", "p2.s2": "Nous sommes prêts."}
    desk.submit(fill(po, done), by="Claire")
    return work


def made(desk: Desk) -> Translation:
    return desk.work("a-work").translations[FR]


def last(desk: Desk, key: str) -> Rendering:
    found = made(desk).last(key)
    assert found is not None
    return found


def field(browser: Browser) -> str:
    area = next(e for e in browser.page.iter("textarea") if e.get("id") == "field")
    return "".join(area.itertext()).removeprefix("\n")


def open_unit(browser: Browser) -> str:
    return str(by_class(browser.page, "open")[0].get("data-key"))


def anna(accounts: Accounts) -> PersonId:
    found = accounts.people.by_login("anna")
    assert found
    return found.id


def kept(accounts: Accounts) -> list[Typed]:
    return list(accounts.typing.kept(anna(accounts), "a-work", "fr.translation"))


def keep(browser: Browser, text: str, *, unit: str = "p2.s1", window: str = "w1", base: int = 0) -> None:
    sent = {"unit": unit, "window": window, "text": text, "base": base, "into": "fr"}
    answer = browser.client.post(f"{AT}/typing", data={**sent, "csrf_token": browser.fields("/save$")["csrf_token"]})
    assert answer.status_code == 200, answer.text
    assert answer.get_json()["kept"] is True


def ask(browser: Browser, path: str, status: int = 200, **fields: object) -> dict[str, object]:
    data = {**fields, "csrf_token": browser.fields("/save$")["csrf_token"]}
    answer = browser.client.post(f"{AT}/{path}", data=data, headers={"Accept": "application/json"})
    assert answer.status_code == status, answer.text
    found: dict[str, object] = answer.get_json()
    return found


# --- the page ------------------------------------------------------------------------------------


def test_a_translation_begins_with_its_first_words(translator: Browser, desk: Desk) -> None:
    translator.open("/works/a-work/translate")
    begin = next(e for e in translator.page.iter("button") if e.get("formaction"))
    translator.open(f"{begin.get('formaction')}?lang=fr&grain=sentence")
    assert "0 of 7 units" in translator.text
    assert open_unit(translator) == "title"
    translator.send("/save$", text="Mots et actes", do="next")
    assert open_unit(translator) == "p1.s1"
    assert (last(desk, "title").text, last(desk, "title").state) == ("Mots et actes", "translated")
    assert made(desk).expression.facts.lang == "fr"
    assert "1 of 7 units" in translator.text


def test_every_unit_has_an_address(translator: Browser, begun: str) -> None:
    translator.open(f"{AT}?unit=p2.s2")
    assert (open_unit(translator), field(translator)) == ("p2.s2", "Nous sommes prêts.")
    rows = [e for e in by_class(translator.page, "unit") if "open" not in e.get("class", "")]
    for row in rows:
        link = next(row.iter("a"))
        assert f"unit={row.get('data-name')}" in link.get("href", "")
    source = by_class(translator.page, "now")[0]
    assert words(source) == "We do not support this proposal. We are ready to negotiate."  # the paragraph whole
    assert words(by_class(source, "this")[0]) == "We are ready to negotiate."


def test_who_may_not_translate_is_told(browse: Browse, work: str) -> None:
    browse().open(NEW, status=403)
    browse("translator", login="boris").open(f"{AT}", status=404)  # it has not begun, and no language is named


def test_a_role_for_one_language_is_for_that_one(browse: Browse, work: str, accounts: Accounts, app: Flask) -> None:
    browser = browse("translator")
    accounts.people.set_roles(anna(accounts), ["translator"], [("translator", "es")])
    browser.open(NEW, status=403)
    browser.open("/works/a-work/translate/es.translation?into=es")


# --- save ----------------------------------------------------------------------------------------


def test_save_draft_and_finish(translator: Browser, desk: Desk) -> None:
    translator.open(f"{NEW}&unit=p2.s1")
    translator.send("/save$", text="Nous", do="draft")
    assert last(desk, "p2.s1").state == "initial"
    assert "draft" in words(by_class(translator.page, "open")[0])
    translator.send("/save$", do="save")
    assert last(desk, "p2.s1").state == "translated"
    assert open_unit(translator) == "p2.s1"


def test_copying_the_source_only_fills_the_field(translator: Browser, desk: Desk) -> None:
    translator.open(f"{NEW}&unit=p2.s1")
    translator.send("/save$", text="half a", do="copy")
    assert field(translator) == "We do not support this proposal."
    assert FR not in desk.work("a-work").translations
    translator.send("/save$", do="next")
    assert last(desk, "p2.s1").how == "copied"


def test_words_taken_from_memory_say_so(translator: Browser, desk: Desk) -> None:
    translator.open(f"{NEW}&unit=p2.s1")
    translator.send("/save$", text="", insert="other-work fr.written@1 p4.s1\nNous n’appuyons pas.")
    assert field(translator) == "Nous n’appuyons pas."
    translator.send("/save$", do="save")
    assert (last(desk, "p2.s1").how, last(desk, "p2.s1").origin) == ("memory", "other-work fr.written@1 p4.s1")
    translator.open(f"{AT}?unit=p2.s2")
    translator.send("/save$", insert="other p1.s1\nNous sommes.")
    translator.send("/save$", do="save", text="Nous sommes prêts.")
    assert (last(desk, "p2.s2").how, last(desk, "p2.s2").origin) == ("typed", "other p1.s1")


def test_left_out_and_added_on_purpose(translator: Browser, desk: Desk) -> None:
    translator.open(f"{NEW}&unit=p2.s1")
    translator.send("/save$", do="omit")
    assert "Say why" in translator.notices
    translator.send("/save$", do="omit", reason="said twice")
    assert "Left out on purpose: said twice" in translator.text
    left = last(desk, "p2.s1").departure
    assert left is not None
    assert (left.kind, left.reason) == ("omission", "said twice")
    translator.open(f"{AT}?unit=p2.s2")
    translator.send("/save$", do="save", text="Nous sommes prêts à négocier.", addition="grammar")
    assert last(desk, "p2.s2").departure is not None
    translator.send("/save$", do="save")  # what was said stays said
    assert last(desk, "p2.s2").departure is not None


def test_emptying_deletes_nothing(translator: Browser, begun: str, desk: Desk) -> None:
    translator.open(f"{AT}?unit=p2.s1")
    translator.send("/save$", text="  ", do="next")
    assert "emptying a field deletes nothing" in translator.notices
    assert last(desk, "p2.s1").text == "Nous ne soutenons pas."


def test_an_outdated_unit_is_not_confirmed_by_walking_past(translator: Browser, begun: str, desk: Desk) -> None:
    desk.correct(begun, "en.delivered", ENGLISH.replace("ready to negotiate", "willing to negotiate"))
    translator.open(f"{AT}?unit=p2.s2")
    changed = by_class(translator.page, "was")[0]
    assert [words(e) for e in changed.iter("del")] == ["ready"]
    assert [words(e) for e in changed.iter("ins")] == ["willing"]
    translator.send("/save$", do="next")
    assert "stays outdated" in translator.notices
    assert last(desk, "p2.s2").how == "typed"
    translator.open(f"{AT}?unit=p2.s2")
    translator.send("/save$", do="confirm")
    assert last(desk, "p2.s2").how == "confirmed"
    assert not by_class(translator.page, "was")


def test_two_writers_keep_both(translator: Browser, begun: str, desk: Desk) -> None:
    translator.open(f"{AT}?unit=p2.s1")
    desk.submit(fill(desk.export(begun, "fr"), {"p2.s1": "De Boris.", "p2.s2": "Prêts."}), by="Boris")
    translator.send("/save$", text="De moi.", do="next")
    assert "decide between the two" in translator.notices
    assert open_unit(translator) == "p2.s1"
    met = by_class(translator.page, "met")[0]
    assert {"Nous ne soutenons pas.", "De Boris."} <= {words(e) for e in by_class(met, "words")}
    assert field(translator) == "De moi."
    assert last(desk, "p2.s1").text == "De Boris."
    assert "Prêts." in translator.text  # what the other one wrote elsewhere is simply there
    translator.send("/save$", text="Des deux.", do="save")
    assert last(desk, "p2.s1").text == "Des deux."
    assert not made(desk).conflicts


def test_what_stands_may_be_kept(translator: Browser, begun: str, desk: Desk) -> None:
    translator.open(f"{AT}?unit=p2.s1")
    desk.submit(fill(desk.export(begun, "fr"), {"p2.s1": "De Boris."}), by="Boris")
    translator.send("/save$", text="De moi.", do="next")
    translator.send("/save$", do="theirs")
    assert last(desk, "p2.s1").text == "De Boris."
    assert not made(desk).conflicts


def test_a_source_corrected_meanwhile_takes_the_words_in(translator: Browser, begun: str, desk: Desk) -> None:
    translator.open(f"{AT}?unit=p3.s1")
    desk.correct(begun, "en.delivered", ENGLISH.replace("no such opportunity", "no opportunity"))
    translator.send("/save$", text="Nos prédécesseurs.", do="save")
    assert last(desk, "p3.s1").text == "Nos prédécesseurs."
    assert "outdated" in words(by_class(translator.page, "open")[0])


def test_an_edit_of_what_was_reviewed_goes_back(translator: Browser, begun: str, desk: Desk) -> None:
    review(desk.archive, HOME_ADMINISTRATOR, begun, FR, [UnitVerdict("p2.s1", "accept")], desk.tick(), by="Rita")
    translator.open(f"{AT}?unit=p2.s1")
    translator.send("/save$", text="Nous n’appuyons pas.", do="save")
    assert "to be reviewed again" in translator.notices
    assert "had accepted it before" in translator.text


def test_what_was_sent_back_says_who_and_why(translator: Browser, begun: str, desk: Desk) -> None:
    verdict = UnitVerdict("p2.s1", "send back", "the tense")
    review(desk.archive, HOME_ADMINISTRATOR, begun, FR, [verdict], desk.tick(), by="Rita")
    translator.open(f"{AT}?unit=p1.s1&to=returned")
    assert open_unit(translator) == "p2.s1"
    assert "sent this back: the tense" in translator.text


# --- going about ---------------------------------------------------------------------------------


def test_jumps_go_round(translator: Browser, begun: str) -> None:
    translator.open(f"{AT}?unit=p4.s1&to=unfinished")
    assert open_unit(translator) == "title"
    translator.open(f"{AT}?unit=p1.s1&to=next")
    assert open_unit(translator) == "p2.s1"
    translator.open(f"{AT}?unit=p2.s1&to=previous")
    assert open_unit(translator) == "p1.s1"
    translator.open(f"{AT}?unit=p2.s1&to=outdated")
    assert "There is none of these" in translator.notices


def test_sentences_are_joined_and_parted(translator: Browser, begun: str, desk: Desk) -> None:
    translator.open(f"{AT}?unit=p2.s1")
    translator.send("/join$")
    assert open_unit(translator) == "p2.s1 p2.s2"
    assert field(translator) == "Nous ne soutenons pas. Nous sommes prêts."
    translator.send("/part$")
    assert (open_unit(translator), field(translator)) == ("p2.s1", "Nous ne soutenons pas.")


def test_by_the_paragraph_and_back(translator: Browser, begun: str, desk: Desk) -> None:
    translator.open(AT)
    translator.send("/grain$")
    assert made(desk).grain == "paragraph"
    translator.open(f"{AT}?unit=p2.s2")
    assert open_unit(translator) == "p2.s1 p2.s2"
    translator.send("/save$", text="Nous ne soutenons pas, mais nous sommes prêts.", do="save")
    assert last(desk, "p2.s1 p2.s2").text.startswith("Nous ne soutenons pas, mais")


def test_comments_are_written_and_resolved(translator: Browser, begun: str, desk: Desk) -> None:
    translator.open(f"{AT}?unit=p2.s1")
    translator.send("/comment$", comment="Is this <b>meant</b>?")
    assert "Is this <b>meant</b>?" in translator.text
    assert "1 comment" in words(by_class(translator.page, "open")[0])
    translator.open(f"{AT}?unit=p1.s1&to=commented")
    assert open_unit(translator) == "p2.s1"
    translator.send("/resolve$")
    assert not made(desk).open_comments("p2.s1")
    translator.send("/resolve$")
    assert made(desk).open_comments("p2.s1")


def test_earlier_words_are_restored(translator: Browser, begun: str, desk: Desk) -> None:
    translator.open(f"{AT}?unit=p2.s1")
    translator.send("/save$", text="Autre chose.", do="save")
    translator.send("/restore$")
    assert last(desk, "p2.s1").text == "Nous ne soutenons pas."
    assert field(translator) == "Nous ne soutenons pas."


def test_a_doubt_is_let_stand_for_a_reason(translator: Browser, begun: str, desk: Desk) -> None:
    translator.open(f"{AT}?unit=p2.s1")
    translator.send("/save$", text="Nous ne soutenons pas 77 fois.", do="save")
    assert "Look again" in translator.text
    doubts = len(translator_doubts(translator))
    translator.send("/dismiss$", reason="quoted")
    assert len(translator_doubts(translator)) == doubts - 1
    assert made(desk).dismissals["p2.s1"][0].reason == "quoted"


def translator_doubts(browser: Browser) -> list[Element]:
    return [e for e in browser.page.iter("form") if e.get("action", "").endswith("/dismiss")]


def test_a_claim_is_taken_and_taken_over(translator: Browser, browse: Browse, begun: str) -> None:
    translator.open(AT)
    translator.send("/claim$", until="2026-11-27", note="the first half")
    assert "Yours until" in translator.text
    boris = browse("translator", login="boris")
    boris.open(AT)
    assert "Anna has taken it until" in boris.text
    boris.send("/claim$")
    assert "Anna has taken this" in boris.notices
    boris.send("/claim$", over="yes")
    assert "Yours until" in boris.text
    boris.send("/release$")
    assert "Take it, so that nobody does it twice" in boris.text
    boris.send("/claim$", until="1999-01-01")
    assert "Choose a day" in boris.notices


# --- what is typed -------------------------------------------------------------------------------


def test_typing_is_put_into_the_field_and_goes_when_it_is_saved(
    translator: Browser, desk: Desk, accounts: Accounts
) -> None:
    translator.open(f"{NEW}&unit=p2.s1")
    keep(translator, "Nous ne sout")
    translator.open(f"{NEW}&unit=p2.s1")
    assert field(translator) == "Nous ne sout"
    assert "Typed and not saved" in translator.text
    assert "typed, not saved" in words(by_class(translator.page, "open")[0])
    translator.send("/save$", text="Nous ne soutenons pas.", do="save")
    assert kept(accounts) == []


def test_what_another_window_typed_on_stays(translator: Browser, accounts: Accounts) -> None:
    translator.open(f"{NEW}&unit=p2.s1")
    keep(translator, "one", window="w1")
    translator.open(f"{NEW}&unit=p2.s1")
    keep(translator, "two", window="w2")
    translator.send("/save$", text="one!", do="save")
    assert [t.text for t in kept(accounts)] == ["two"]
    keep(translator, "three", window="w1", base=1)
    translator.open(f"{AT}?unit=p2.s1")
    offered = [e for e in translator.page.iter("button") if e.get("name") == "use"]
    assert len(offered) == 1
    translator.send("/save$", use=offered[0].get("value"))
    assert field(translator) in ("two", "three")
    for each in kept(accounts):
        translator.send("/save$", discard=each.window)
    assert kept(accounts) == []
    assert field(translator) == "one!"


def test_what_was_typed_against_older_words_meets_the_newer_ones(
    translator: Browser, begun: str, desk: Desk, accounts: Accounts
) -> None:
    translator.open(f"{AT}?unit=p2.s1")
    desk.submit(fill(desk.export(begun, "fr"), {"p2.s1": "De Boris."}), by="Boris")
    accounts.typing.keep(anna(accounts), begun, FR, "p2.s1", "w1", "De moi.", base=1, now=desk.tick())
    translator.open(f"{AT}?unit=p2.s1")
    assert field(translator) == "De moi."
    translator.send("/save$", do="save")
    assert "decide between the two" in translator.notices
    assert kept(accounts) == []  # it is in the record, as one of the two
    assert made(desk).conflicts[0].mine == "De moi."


def test_a_session_that_ended_shows_the_words_back(translator: Browser, desk: Desk, accounts: Accounts) -> None:
    translator.open(f"{NEW}&unit=p2.s1")
    accounts.sessions.end_all(anna(accounts))
    translator.send("/save$", text="Nous ne soutenons pas.", do="next", status=403)
    assert "Nous ne soutenons pas." in translator.text
    again = translator.page
    translator.open("/account/sign-in")
    translator.send("sign-in", login="anna", password=PASSWORD)
    translator.page = again
    translator.send("/save$")
    assert last(desk, "p2.s1").text == "Nous ne soutenons pas."


def test_a_work_withdrawn_meanwhile_shows_the_words_back(translator: Browser, begun: str, desk: Desk) -> None:
    translator.open(f"{AT}?unit=p2.s1")
    translator.send("/save$", text="Mes mots.", do="next", source_version="99", status=422)
    assert "Mes mots." in translator.text


# --- for scripts ---------------------------------------------------------------------------------


def test_a_script_gets_what_changed(translator: Browser, begun: str, desk: Desk) -> None:
    translator.open(f"{AT}?unit=p2.s1")
    fields = {**translator.fields("/save$"), "window": "w1"}
    seen = made(desk).head
    desk.submit(fill(desk.export(begun, "fr"), {"p3.s1": "Nos prédécesseurs."}), by="Boris")
    said = ask(translator, "save", **{**fields, "text": "Nous.", "do": "next", "seen": seen})
    assert (said["outcome"], said["name"], said["reload"]) == ("accepted", "p2.s2", False)
    rows = said["rows"]
    assert isinstance(rows, dict)
    assert set(rows) == {"p2.s1", "p3.s1"}
    assert "Nos prédécesseurs." in rows["p3.s1"]
    assert 'id="field"' in str(said["open"])
    assert said["head"] == made(desk).head


def test_a_script_is_told_to_load_anew_when_the_units_are_others(translator: Browser, begun: str, desk: Desk) -> None:
    translator.open(f"{AT}?unit=p2.s1")
    seen = made(desk).head
    translator.send("/join$")
    answer = translator.client.get(f"{AT}/unit?unit=p3.s1&seen={seen}")
    assert answer.get_json()["reload"] is True
    again = translator.client.get(f"{AT}/unit?unit=p3.s1&seen={made(desk).head}&to=next&close=p2.s1")
    assert (again.get_json()["reload"], again.get_json()["name"]) == (False, "p3.s2")
    assert "Work on" in again.get_json()["rows"]["p2.s1"]


def test_a_script_without_a_session_is_told_so(translator: Browser, begun: str, accounts: Accounts) -> None:
    translator.open(f"{AT}?unit=p2.s1")
    accounts.sessions.end_all(anna(accounts))
    said = ask(translator, "typing", status=403, unit="p2.s1", window="w1", text="x", base=1)
    assert said["signed_in"] is False
    answer = translator.client.post(f"{AT}/typing", data={"text": "x"}, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.get_json()["status"]) == (400, 400)


def test_who_else_is_here(translator: Browser, browse: Browse, begun: str) -> None:
    boris = browse("translator", login="boris")
    boris.open(f"{AT}?unit=p2.s2")
    ask(boris, "presence", unit="p2.s2", window="b1")
    translator.open(f"{AT}?unit=p2.s1")
    assert "Boris p2.s2" in translator.text
    said = ask(translator, "presence", unit="p2.s1", window="a1", seen=1)
    assert said["here_words"] == "Boris is at p2.s2."
    ask(boris, "presence", window="b1", leave="yes")
    assert ask(translator, "presence", unit="p2.s1", window="a1", seen=1)["here_words"] == ""


def test_checks_look_while_somebody_types(translator: Browser, begun: str) -> None:
    translator.open(f"{AT}?unit=p2.s1")
    said = ask(translator, "look", unit="p2.s1", text="Nous ne soutenons pas 77 fois.")
    assert said["count"] != 0
    assert "77" in str(said["html"])
    assert ask(translator, "look", unit="p2.s1", text="")["count"] == 0


def test_what_lies_beside_is_fetched(translator: Browser, desk: Desk, begun: str) -> None:
    desk.deposit(RUSSIAN, "ru", "unknown", work="a-work", expression="ru.translation", translated_from="en.delivered")
    said = translator.client.get(f"{AT}/help?unit=p2.s1").get_json()
    assert "Мы не поддерживаем" in said["help"]
    assert "Claire" in said["help"]


def test_a_draft_beside_it_is_nobodys_business(browse: Browse, desk: Desk, begun: str) -> None:
    desk.deposit(
        RUSSIAN, "ru", "unknown", work="a-work", expression="ru.secret", translated_from="en.delivered", draft=True
    )
    translator = browse("translator")
    answer = translator.open(f"{AT}?unit=p2.s1")
    assert "ru.secret" not in words(answer)
    assert "не поддерживаем" not in words(answer)
    translator.open("/works/a-work/translate/ru.secret?into=ru", status=404)


ROUTES = """
/works/<work>/translate/begin /works/<work>/translate/<expression> /works/<work>/translate/<expression>/unit
/works/<work>/translate/<expression>/help /works/<work>/translate/<expression>/look
/works/<work>/translate/<expression>/save /works/<work>/translate/<expression>/typing
/works/<work>/translate/<expression>/presence /works/<work>/translate/<expression>/claim
/works/<work>/translate/<expression>/release /works/<work>/translate/<expression>/comment
/works/<work>/translate/<expression>/comment/<comment>/resolve /works/<work>/translate/<expression>/dismiss
/works/<work>/translate/<expression>/join /works/<work>/translate/<expression>/part
/works/<work>/translate/<expression>/restore
"""


def test_addresses_of_the_editor_stay(app: Flask) -> None:
    assert set(ROUTES.split()) <= {rule.rule for rule in app.url_map.iter_rules()}
