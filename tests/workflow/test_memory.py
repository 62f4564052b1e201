"""What was said before for a similar source: matches, their facts, and what they may not tell."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from tests.workflow.conftest import ENGLISH, RUSSIAN, START, Desk, fill

from statement_archive.domain.actors import HOME_ADMINISTRATOR, PUBLIC, Actor, actor
from statement_archive.domain.errors import InvalidInput, NotAllowed, NotFound
from statement_archive.domain.reference import ReferenceUnit
from statement_archive.workflow import indexing, memory_sync
from statement_archive.workflow.memory import MemoryMatch, matches
from statement_archive.workflow.reference_memory import import_reference, references, remove_reference
from statement_archive.workflow.withdraw import withdraw

TRANSLATOR = actor("p-anna", ["translator"])
NO = "Мы не поддерживаем это предложение."


def ask(
    desk: Desk, text: str, who: Actor = PUBLIC, source: str = "ru", target: str = "en", **more: Any
) -> list[MemoryMatch]:
    return list(matches(desk.archive, who, text, source, target, desk.now, **more))


@pytest.fixture
def held(desk: Desk) -> Desk:
    desk.deposit(RUSSIAN, "ru", "delivered", work="talks", title="Talks")
    desk.deposit(ENGLISH, "en", "translation", work="talks")
    return desk


def test_a_match_is_the_same_passage_of_a_held_text_with_its_facts(held: Desk) -> None:
    (match,) = ask(held, "Мы не поддерживаем ваше предложение.")
    assert match.kind == "held"
    assert (match.source, match.target) == (NO, "We do not support this proposal.")
    assert 70 <= match.percent < 100
    assert [p.text for p in match.diff if p.op != "same"] == ["это", "ваше"]
    assert (match.work, match.title, match.how, match.official) == ("talks", "Talks", "aligned", False)
    assert match.source_expression == "ru.delivered"


def test_both_directions_and_only_the_languages_asked_for(held: Desk) -> None:
    (match,) = ask(held, "We are ready to negotiate.", source="en", target="ru")
    assert (match.percent, match.target, match.official) == (100, "Мы готовы к переговорам.", True)
    assert ask(held, NO, target="fr") == []
    assert ask(held, "Nothing here is like this one.", source="en", target="ru") == []


def test_a_paragraph_is_a_unit_too(held: Desk) -> None:
    matches_ = ask(held, f"{NO} Мы готовы к переговорам.")
    assert matches_[0].target == "We do not support this proposal. We are ready to negotiate."
    assert matches_[0].percent == 100


def test_another_pair_is_reached_over_a_third_text(held: Desk) -> None:
    unit = unit_of(held, NO)
    held.submit(fill(held.export("talks", "fr"), {unit: "Nous n’appuyons pas cette proposition."}))
    (match,) = ask(held, "We do not support this proposal.", source="en", target="fr")
    assert (match.how, match.state, match.outdated) == ("composed", "translated", False)
    assert match.target == "Nous n’appuyons pas cette proposition."


def unit_of(desk: Desk, text: str) -> str:
    lines = desk.export("talks", "fr").split("\n")
    at = next(i for i, line in enumerate(lines) if text in line)
    return next(line for line in reversed(lines[:at]) if line.startswith("msgctxt")).split('"')[1]


def test_earlier_renderings_are_for_translators(held: Desk) -> None:
    unit = unit_of(held, NO)
    held.submit(fill(held.export("talks", "fr"), {unit: "Nous refusons."}), by="Anna")
    held.submit(fill(held.export("talks", "fr"), {unit: "Nous n’appuyons pas cela."}), by="Boris")
    assert [m.target for m in ask(held, NO, target="fr")] == ["Nous n’appuyons pas cela."]
    now, before = ask(held, NO, TRANSLATOR, target="fr")
    assert (now.kind, now.target) == ("held", "Nous n’appuyons pas cela.")
    assert (before.kind, before.target, before.version) == ("earlier", "Nous refusons.", 1)
    (alone,) = ask(held, NO, TRANSLATOR, target="fr", exclude=("talks", "fr.translation", unit))
    assert alone.kind == "earlier"


def test_what_became_outdated_says_so(held: Desk) -> None:
    unit = unit_of(held, NO)
    held.submit(fill(held.export("talks", "fr"), {unit: "Nous refusons."}))
    held.correct("talks", "ru.delivered", RUSSIAN.replace("это предложение", "данное предложение"))
    (match,) = ask(held, "Мы не поддерживаем данное предложение.", target="fr")
    assert (match.percent, match.outdated) == (100, True)


def test_a_quoted_document_is_offered_first(held: Desk) -> None:
    charter_ru = "Глава первая\n\nСтороны уведомляют друг друга о мерах на реке не позднее чем за тридцать дней.\n"
    charter_en = "Chapter one\n\nThe Parties shall notify each other of measures on the river thirty days ahead.\n"
    held.deposit(charter_ru, "ru", "written", work="charter", kind="document", title="Charter")
    held.deposit(charter_en, "en", "written", work="charter")
    asked = "В хартии сказано: «Стороны уведомляют друг друга о мерах на реке», и мы это помним."
    (match,) = ask(held, asked)
    assert (match.kind, match.official, match.original) == ("quoted", True, True)
    assert match.target.startswith("The Parties shall notify")
    # Without marks, a whole sentence of it.
    whole = "Как известно, стороны уведомляют друг друга о мерах на реке не позднее чем за тридцать дней, и точка."
    assert ask(held, whole)[0].kind == "quoted"
    assert ask(held, "Мы уведомляем «о мерах», и только.") == []


@pytest.mark.parametrize("hidden", [{"draft": True}, {"embargo_until": START + timedelta(days=9)}])
def test_what_is_not_public_is_never_a_match(desk: Desk, hidden: dict[str, Any]) -> None:
    desk.deposit(RUSSIAN, "ru", "delivered", work="open")
    desk.deposit(ENGLISH, "en", "translation", work="open", **hidden)
    desk.deposit(RUSSIAN, "ru", "delivered", work="shut", **hidden)
    desk.deposit(ENGLISH, "en", "translation", work="shut", **hidden)
    assert ask(desk, NO) == []
    assert ask(desk, NO, TRANSLATOR) == []
    assert {m.work for m in ask(desk, NO, HOME_ADMINISTRATOR)} >= {"open"}


def test_a_withdrawn_text_is_no_match(held: Desk) -> None:
    withdraw(held.archive, HOME_ADMINISTRATOR, "talks", "asked for", "speaker", held.tick(), ref="en.translation")
    assert ask(held, NO) == []  # before the index was brought up to date
    held.settle("talks")
    assert "works/talks/en.translation" not in held.archive.memory.holds()


def test_the_memory_follows_every_change_and_can_be_made_again(held: Desk) -> None:
    owners = {"works/talks/ru.delivered", "works/talks/en.translation"}
    assert set(held.archive.memory.holds()) == owners
    before = ask(held, NO)
    held.archive.memory.forget("works/talks/ru.delivered")
    held.archive.memory.put("works/gone/ru.delivered", "d", [])
    status = indexing.status(held.archive, held.now).memory
    assert (status.texts, status.missing, status.stale) == (2, 1, 1)
    assert memory_sync.update(held.archive) == 2
    assert ask(held, NO) == before
    indexing.rebuild(held.archive, held.now)
    assert set(held.archive.memory.holds()) == owners
    assert ask(held, NO) == before


UNITS = (
    ReferenceUnit((("ru", "Мы не поддерживаем это заявление."), ("en", "We reject it.")), by="Old Tool", at="2001"),
    ReferenceUnit((("ru", "Совсем иное."), ("en", "Quite another thing."))),
)


def test_imported_memories_are_for_translators(desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        import_reference(desk.archive, PUBLIC, "Old", UNITS, b"<tmx/>", desk.tick())
    made = import_reference(desk.archive, TRANSLATOR, "Old memory", UNITS, b"<tmx/>", desk.tick(), rights="ours")
    memory_sync.update_reference(desk.archive, made.id)
    assert (made.id, made.size, made.languages, made.by) == ("old-memory", 2, ("en", "ru"), "p-anna")
    assert ask(desk, NO) == []
    (match,) = ask(desk, NO, TRANSLATOR)
    assert (match.kind, match.title, match.target) == ("reference", "Old memory", "We reject it.")
    assert (match.by, match.at, match.how) == ("Old Tool", "2001", "imported")
    with pytest.raises(NotAllowed):
        references(desk.archive, PUBLIC)


def test_a_removed_memory_is_gone_and_its_bytes_where_asked(desk: Desk) -> None:
    made = import_reference(desk.archive, TRANSLATOR, "Old", UNITS, b"<tmx/>", desk.tick())
    memory_sync.update(desk.archive)
    with pytest.raises(NotAllowed):
        remove_reference(desk.archive, actor("p-b", ["translator"]), made.id, desk.tick(), reason="not ours")
    remove_reference(desk.archive, HOME_ADMINISTRATOR, made.id, desk.tick(), reason="not ours", redact=True)
    assert ask(desk, NO, TRANSLATOR) == []
    assert references(desk.archive, TRANSLATOR) == []
    assert list(desk.archive.blobs.paths("translations/memory/")) == []
    memory_sync.update(desk.archive)
    assert desk.archive.memory.holds() == {}
    with pytest.raises(NotFound):
        remove_reference(desk.archive, HOME_ADMINISTRATOR, made.id, desk.tick(), reason="again")


def test_bad_questions_are_refused(held: Desk) -> None:
    with pytest.raises(InvalidInput):
        ask(held, NO, floor=20)
    with pytest.raises(InvalidInput):
        ask(held, "а" * 30_000)
    with pytest.raises(InvalidInput):
        ask(held, NO, source="no language")
    assert ask(held, "   ") == []


def test_a_summary_comes_after_every_translation(desk: Desk) -> None:
    """A record in the third person is aligned like a translation; it renders none of the words."""
    work = desk.deposit("Мы не поддерживаем это предложение о реках.", "ru", "delivered").work
    desk.deposit("The speaker did not support that proposal on rivers.", "en", "summary", work=work)
    other = desk.deposit("Мы не поддерживаем это предложение о морях.", "ru", "delivered").work
    desk.deposit("We do not support this proposal on seas.", "en", "translation", work=other)
    asked = "Мы не поддерживаем это предложение о реках."
    found = matches(desk.archive, HOME_ADMINISTRATOR, asked, "ru", "en", desk.now)
    assert [(m.relation, m.percent == 100) for m in found] == [("unknown", False), ("summary", True)]
