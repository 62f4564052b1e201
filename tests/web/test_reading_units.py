"""What readers see of a translation made here: states, departures, joined and split sentences, translated titles."""

from __future__ import annotations

import pytest
from tests.web.audit import AuditingClient, by_class, words
from tests.workflow.conftest import RUSSIAN, Desk, fill

from statement_archive.domain.actors import HOME_ADMINISTRATOR, Actor
from statement_archive.domain.submissions import Submission, SubmittedUnit
from statement_archive.domain.translations import Departure
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.review import UnitVerdict, review
from statement_archive.workflow.translate import submit_units
from statement_archive.workflow.translation_file import units_of

NAME = "fr.translation"
TEXTS = {
    "title": "La parole",
    "speaker.role": "Ambassadeur",
    "p1.s1": "Monsieur,",
    "p2.s1": "Nous n'appuyons pas. Du tout.",
    "p2.s2": "Nous sommes prêts.",
    "p3.s1": "Non.",
}
PAGE = "/works/w?text=ru.delivered&text=fr.translation"


@pytest.fixture
def desk(archive: Archive) -> Desk:
    desk = Desk(archive)
    facts = {"title": "Слово", "title_lang": "ru", "speaker": "А. К.", "speaker_role": "Посол"}
    desk.deposit(RUSSIAN, "ru", "delivered", work="w", **facts)
    desk.submit(fill(desk.export("w", "fr"), TEXTS))
    return desk


def leave_out(desk: Desk, unit: str, reason: str, text: str = "") -> None:
    work = desk.work("w")
    made = work.translations[NAME]  # type: ignore[index]  # a name is enough to ask
    source = next(u.source.text for u in units_of(desk.archive, work, made) if u.source.key == unit)
    departure = Departure("addition" if text else "omission", reason)
    given = (SubmittedUnit(unit, source, text, draft=False, line=0, departure=departure),)
    base = len(made.expression.versions)
    submission = Submission("w", NAME, "fr", "ru.delivered", 1, base, "", given)
    actor = HOME_ADMINISTRATOR
    submit_units(desk.archive, actor, submission, desk.tick(), by="Anna", via="page", decided_here=True)
    desk.settle("w")


def test_title_and_role_stand_below_the_recorded_ones_with_their_state(desk: Desk, client: AuditingClient) -> None:
    page = client.page("/works/w")
    assert words(by_class(page, "title-too")[0]) == "La parole French · Translated"
    title = next(e for e in page.iter("bdi") if words(e) == "La parole")
    assert title.get("lang") == "fr"
    assert "AmbassadeurFrench · Translated" in words(by_class(page, "in-translation")[0])


def test_words_left_out_and_added_on_purpose_are_told_with_their_reason(desk: Desk, client: AuditingClient) -> None:
    leave_out(desk, "p3.s2", "redite")
    leave_out(desk, "p4.s1", "politesse")
    leave_out(desk, "p1.s1", "le nom manque", "Monsieur le Président Dupont,")
    for view in ("side", "sentences"):
        text = words(client.page(f"{PAGE}&view={view}"))
        assert "left out on purpose: redite" in text
        assert "left out on purpose: politesse" in text
        assert "words added on purpose: le nom manque" in text
        assert "2 sentences left out on purpose" in text
        assert "one sentence as several" in text
    alone = words(client.page("/works/w?view=one&text=fr.translation"))
    assert "left out on purpose: redite" in alone


def test_states_and_reviewers_are_told_sentence_by_sentence_and_in_the_head(desk: Desk, client: AuditingClient) -> None:
    assert "Not reviewed" in words(by_class(client.page(PAGE), "heads")[0])
    bela = Actor("p-bela", frozenset({"reviewer"}))
    review(desk.archive, bela, "w", NAME, [UnitVerdict("p1.s1", "accept")], desk.tick())
    desk.correct("w", "ru.delivered", RUSSIAN.replace("готовы", "рады"))
    page = client.page(f"{PAGE}&view=sentences")
    head = words(by_class(page, "heads")[0])
    assert "Reviewed: 1 of 6 sentences" in head
    assert "Outdated: one sentence" in head
    states = [words(e) for e in by_class(page, "cell-states")]
    assert any(s.startswith("Reviewed") for s in states)
    assert any("Outdated" in s for s in states)
    version = client.page(f"/works/w/{NAME}@1")
    assert "Reviewed: 1 of 6 sentences" in words(by_class(version, "chips")[0])
    assert "One unit accepted" in words(by_class(page, "history")[0])


def test_a_sentence_whose_passage_is_gone_is_told(desk: Desk, client: AuditingClient) -> None:
    desk.correct("w", "ru.delivered", RUSSIAN.replace(" Мы готовы к переговорам.", ""))
    assert "no longer in the source" in words(client.page(PAGE))
    assert "This passage has ended" in words(client.page(f"/works/w/translate/{NAME}/unit/p2.s2"))


def test_any_two_wordings_in_one_language_are_compared(desk: Desk, client: AuditingClient) -> None:
    desk.correct("w", "ru.delivered", RUSSIAN.replace("готовы", "рады").replace("Спасибо", "Благодарю"))
    desk.deposit(RUSSIAN.replace("готовы", "согласны"), "ru", "prepared", work="w")
    work = client.page("/works/w")
    links = [e.get("href", "") for e in work.iter("a") if "/compare?" in e.get("href", "")]
    assert any("a=ru.prepared" in href and "b=ru.delivered" in href for href in links)
    page = client.page("/works/w/compare?a=ru.delivered@1&b=ru.delivered@2")
    assert "version 2, 1 January 2026: Corrected: small changes. Reason given: misprint (delegation)" in words(page)
    assert [words(e) for e in by_class(page, "change-nav")] == ["1/2 next change", "previous change 2/2"]
    assert {e.get("label") for e in page.iter("optgroup")} == {"Russian"}
    old = client.page("/works/w/ru.delivered@1")
    assert "as it was" in words(old)
    assert "version 1, since superseded" in words(next(e for e in old.iter() if e.get("id") == "citation"))
