"""Review on pages: the queue, the desk, one unit, a better source; two people, each in a browser of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.web.audit import by_class, words
from tests.web.forms.conftest import Browser
from tests.workflow.conftest import ENGLISH, RUSSIAN, Desk, fill

from statement_archive.domain.people import Accounts
from statement_archive.domain.translations import Translation
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.translation_file import units_of

Browse = Callable[..., Browser]
NAME = "fr.translation"
TEXTS = {"p1.s1": "Monsieur le Président,", "p2.s1": "Nous n'appuyons pas.", "p2.s2": "Nous sommes prêts."}
AT = f"/works/w/translate/{NAME}"


@pytest.fixture
def desk(archive: Archive) -> Desk:
    return Desk(archive)


@pytest.fixture
def begun(desk: Desk) -> Desk:
    desk.deposit(RUSSIAN, "ru", "delivered", work="w", title="Слово", title_lang="ru")
    desk.submit(fill(desk.export("w", "fr"), TEXTS))
    return desk


@pytest.fixture
def reviewer(browse: Browse) -> Browser:
    return browse("reviewer", login="bela")


def made(desk: Desk, name: str = NAME) -> Translation:
    return desk.work("w").translations[name]  # type: ignore[index]  # a name is enough to ask


def states(desk: Desk, name: str = NAME) -> dict[str, str]:
    return {u.source.key: u.state for u in units_of(desk.archive, desk.work("w"), made(desk, name))}


def type_words(browser: Browser, text: str, unit: str = "p1.s1") -> None:
    """As the page that settles a unit does."""
    browser.open("/help")
    browser.client.post(f"{AT}/settle", data={"csrf_token": token(browser), "unit": unit, "take": "text", "text": text,
        "base": "9"})  # fmt: skip


def token(browser: Browser) -> str:
    browser.open(f"{AT}/review?show=all")
    return str(next(e.get("value") for e in browser.page.iter("input") if e.get("name") == "csrf_token"))


def test_the_queue_says_what_waits_how_long_and_how_much_it_is_read(
    begun: Desk, reviewer: Browser, accounts: Accounts
) -> None:
    reviewer.open("/review")
    assert "Слово" in reviewer.text
    assert "3 units" in reviewer.text
    assert "not read lately" in reviewer.text
    accounts.readings.note("w", "read", begun.now.date())
    reviewer.open("/review?order=asked&in=fr")
    assert "January 2026" in reviewer.text
    reviewer.open("/review?in=de")
    assert "Nothing waits in this language" in reviewer.text


def test_the_queue_is_for_reviewers_and_their_languages(
    begun: Desk, browse: Browse, reviewer: Browser, accounts: Accounts
) -> None:
    browse("translator").open("/review", status=403)
    browse().open("/review", status=403)
    bela = accounts.people.by_login("bela")
    assert bela
    accounts.people.set_roles(bela.id, ["reviewer"], [("reviewer", "es")])
    reviewer.open("/review")
    assert "Nothing waits for you" in reviewer.text
    reviewer.open(f"{AT}/review", status=403)


def test_a_unit_a_paragraph_and_everything_read_are_accepted(begun: Desk, reviewer: Browser) -> None:
    reviewer.open(f"{AT}/review")
    assert len(by_class(reviewer.page, "waits")) == 3
    reviewer.send("/review$", verdict="accept")
    assert "One unit accepted" in reviewer.notices
    assert states(begun)["p1.s1"] == "reviewed"
    reviewer.open(f"{AT}/review?show=all")
    reviewer.client.post(f"{AT}/review", data={"csrf_token": token(reviewer), "verdict": "accept",
        "unit": ["p2.s1", "p2.s2"], "head": str(made(begun).head)})  # fmt: skip
    assert {states(begun)[key] for key in TEXTS} == {"reviewed"}
    reviewer.open(f"{AT}/review")
    assert "Nothing of this translation waits" in reviewer.text
    reviewer.open(f"{AT}/review?show=all")
    assert "Declare 3 reviewed units final" in reviewer.text
    final = {"csrf_token": token(reviewer), "verdict": "finish", "unit": list(TEXTS), "head": str(made(begun).head)}
    reviewer.client.post(f"{AT}/review", data=final)
    assert {states(begun)[key] for key in TEXTS} == {"final"}


def test_sending_back_says_why_and_the_translator_reads_it(begun: Desk, reviewer: Browser, browse: Browse) -> None:
    back: dict[str, Any] = {"verdict": "send back", "unit": "p1.s1"}
    reviewer.open(f"{AT}/review")
    reviewer.send("/review$", status=422, **back)
    assert "Say why" in reviewer.notices
    reviewer.open(f"{AT}/review")
    reviewer.send("/review$", reason="Madame ?", **back)
    assert "Sent back" in reviewer.notices
    translator = browse("translator")
    translator.open(f"{AT}/unit/p1.s1")
    assert "Madame ?" in translator.text


def test_words_changed_since_they_were_read_are_refused_and_shown(
    begun: Desk, reviewer: Browser, browse: Browse
) -> None:
    reviewer.open(f"{AT}/review")
    begun.submit(fill(begun.export("w", "fr"), {"p1.s1": "Madame la Présidente,"}))
    reviewer.send("/review$", status=409, verdict="accept", unit=list(TEXTS))
    assert "2 units were decided" in reviewer.notices
    assert "changed after you had opened" in reviewer.notices
    assert "Madame la Présidente" in reviewer.text
    assert states(begun)["p1.s1"] == "translated"


def test_nobody_accepts_words_of_their_own(begun: Desk, reviewer: Browser) -> None:
    type_words(reviewer, "Mes mots.")
    reviewer.open(f"{AT}/review?show=all")
    assert "These are your own words" in reviewer.text
    sent = {"csrf_token": token(reviewer), "verdict": "accept", "unit": "p1.s1", "head": "99"}
    answer = reviewer.client.post(f"{AT}/review", data=sent)
    assert answer.status_code == 409
    assert "somebody else reviews them" in answer.text


def test_an_edit_after_an_acceptance_is_shown_against_what_was_accepted(begun: Desk, reviewer: Browser) -> None:
    reviewer.open(f"{AT}/review")
    reviewer.send("/review$", verdict="accept")
    begun.submit(fill(begun.export("w", "fr"), {"p1.s1": "Monsieur le très cher Président,"}))
    reviewer.open(f"{AT}/review")
    assert "To be reviewed again" in reviewer.text
    assert "très cher " in [words(e) + " " for e in reviewer.page.iter("ins")]


def test_a_remark_is_open_until_it_is_resolved(begun: Desk, reviewer: Browser, browse: Browse) -> None:
    reviewer.open(f"{AT}/review")
    reviewer.send("/remarks$", text="Voir 2017\r\n/L.3")
    assert "Voir 2017" in reviewer.text
    assert made(begun).comments[0].text == "Voir 2017\n/L.3"
    translator = browse("translator")
    translator.open(f"{AT}/unit/p1.s1")
    translator.send("/remarks/")
    assert "resolved" in translator.text
    assert not made(begun).comments[0].open
    translator.send("/remarks/")
    assert made(begun).comments[0].open
    translator.send("/remarks$", text=" ")
    assert "Write the comment" in translator.notices
    browse().open(f"{AT}/unit/p1.s1")
    assert "Voir 2017" not in browse().open(f"{AT}/unit/p1.s1").itertext()


def test_the_story_of_a_unit_is_told_and_earlier_words_restored(begun: Desk, reviewer: Browser, browse: Browse) -> None:
    translator = browse("translator")
    type_words(reviewer, "Madame,")
    begun.correct("w", "ru.delivered", RUSSIAN.replace("Господин", "Госпожа"))
    translator.open(f"{AT}/unit/p1.s1")
    assert "Source, version 2" in translator.text
    assert "Госпожа" in [words(e) for e in translator.page.iter("ins")]
    assert len(by_class(translator.page, "rendering")) == 2
    translator.send("/restore$")
    assert "stand again" in translator.notices
    assert made(begun).last("p1.s1").text == TEXTS["p1.s1"]  # type: ignore[union-attr]  # it has one
    assert "Earlier words restored" in translator.text
    browse().open(f"{AT}/unit/p1.s1")
    translator.open(f"{AT}/unit/p9.s9", status=404)


def test_a_stale_restore_changes_nothing(begun: Desk, reviewer: Browser, browse: Browse) -> None:
    translator = browse("translator")
    type_words(reviewer, "Madame,")
    translator.open(f"{AT}/unit/p1.s1")
    type_words(reviewer, "Madame la Présidente,")
    translator.send("/restore$")
    assert "Nothing was restored" in translator.notices
    assert made(begun).last("p1.s1").text == "Madame la Présidente,"  # type: ignore[union-attr]  # it has one


def test_drafts_conflicts_and_remarks_are_not_told_to_readers(begun: Desk, reviewer: Browser, browse: Browse) -> None:
    exported = begun.export("w", "fr")
    begun.submit(fill(exported, {"p1.s1": "Premier,"}))
    begun.submit(fill(exported, {"p1.s1": "Second,"}), by="Boris")
    reviewer.open(f"{AT}/unit/p1.s1")
    assert "Two people wrote it at once" in reviewer.text
    reader = browse()
    reader.open(f"{AT}/unit/p1.s1")
    assert "Second," not in reader.text
    assert "Premier," in reader.text
    draft = begun.export("w", "fr").replace('msgctxt "p4.s1"', '#, fuzzy\nmsgctxt "p4.s1"')
    begun.submit(fill(draft, {"p4.s1": "Merci brouillon."}))
    reader.open(f"{AT}/unit/p4.s1")
    assert "brouillon" not in reader.text
    reviewer.open(f"{AT}/unit/p4.s1")
    assert "brouillon" in reviewer.text


def test_what_is_not_public_has_no_review_pages(desk: Desk, reviewer: Browser) -> None:
    desk.deposit(RUSSIAN, "ru", "delivered", work="w", draft=True)
    desk.submit(fill(desk.export("w", "fr"), TEXTS))
    reviewer.open("/review")
    assert NAME not in reviewer.text
    for path in ("/review", "/unit/p1.s1", "/rebase", "/rebased"):
        reviewer.open(AT + path, status=404)


def test_a_better_source_is_offered_and_the_old_translation_stays(desk: Desk, browse: Browse) -> None:
    desk.deposit(ENGLISH, "en", "translation", work="w")
    desk.submit(fill(desk.export("w", "fr"), TEXTS))
    translator = browse("translator")
    translator.open("/works/w/translate")
    assert "better source" not in translator.text
    desk.deposit(RUSSIAN, "ru", "delivered", work="w")
    translator.open("/works/w/translate")
    assert "A better source is held now" in translator.text
    translator.open(f"{AT}/rebase?source=ru.delivered")
    translator.send("/rebase$", name="from Russian")
    assert "3 units are filled in" in translator.text
    assert "fr.translation p1.s1" in translator.text
    new = "fr.translation-from-russian"
    assert set(states(desk, new).values()) == {"initial"}
    assert states(desk)["p1.s1"] == "translated"
    translator.open(f"{AT}/rebase")
    assert "Taken up already" in translator.text
    translator.send("/rebase$", status=422, name="from Russian")
    translator.open(f"{AT}/rebased", status=404)


REVIEW_ROUTES = """
/review /works/<work>/translate/<expression>/review /works/<work>/translate/<expression>/remarks
/works/<work>/translate/<expression>/remarks/<remark_id> /works/<work>/translate/<expression>/unit/<unit>
/works/<work>/translate/<expression>/unit/<unit>/restore /works/<work>/translate/<expression>/unit/<unit>/valid
/works/<work>/translate/<expression>/unit/<unit>/harmless /works/<work>/translate/<expression>/rebase
/works/<work>/translate/<expression>/rebased
"""


def test_review_addresses_stay(browse: Browse) -> None:
    known = {rule.rule for rule in browse().client.application.url_map.iter_rules()}
    assert set(REVIEW_ROUTES.split()) <= known
