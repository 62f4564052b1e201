"""One quotation against an archive: whose words, of which version, as claimed or not; and nothing is kept of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.workflow.conftest import ENGLISH, RUSSIAN, Desk

from statement_archive.bootstrap import memory_archive
from statement_archive.domain.actors import HOME_ADMINISTRATOR, PUBLIC, Actor
from statement_archive.domain.errors import InvalidInput, NotFound
from statement_archive.workflow.quote_check import MAX_QUOTATION, Check, check
from statement_archive.workflow.quote_claims import Claim
from statement_archive.workflow.quote_data import check_data

TREATY = (
    "Article VI\n\nEach of the Parties undertakes to pursue negotiations in good faith on effective measures"
    " relating to cessation of the nuclear arms race at an early date and to nuclear disarmament, and on a treaty on"
    " general and complete disarmament under strict and effective international control.\n"
)
CITING = (
    'We recall that "pursue negotiations in good faith on effective measures" is the duty of all.\n\nOur predecessors'
    " never had it. Thank you.\n"
)


@pytest.fixture(scope="module")
def desk() -> Desk:
    desk = Desk(memory_archive())
    desk.deposit(
        RUSSIAN, "ru", "delivered", work="w", date="2018-08-29", speaker="Алимжан Ахметов", original_langs=("ru",)
    )
    desk.deposit(ENGLISH, "en", "translation", work="w", translated_from="ru.delivered")
    desk.deposit(TREATY, "en", "written", work="npt", kind="document", title="A Treaty", date="1968-07-01")
    desk.deposit(CITING, "en", "delivered", work="other", body="Kazakhstan", body_kind="state", body_country="KZ")
    desk.deposit(
        "Delivered elsewhere.\n\nWe are deeply concerned by all of this.", "en", "translation", work="seed",
        original_langs=("ru",), title="A statement",
    )  # fmt: skip
    desk.deposit("A hidden sentence of seven words stands here.", "en", "delivered", work="hidden", draft=True)
    return desk


def ask(desk: Desk, quotation: str, actor: Actor = PUBLIC, **claim: Any) -> Check:
    return check(desk.archive, actor, quotation, desk.now, Claim(**claim))


def test_delivered_wording_with_every_translation_of_it(desk: Desk) -> None:
    found = ask(desk, "«Мы не поддерживаем это предложение.»")
    data = check_data(found)
    assert (found.verdict, found.relation) == ("exact", "from the original")
    assert (data["work"], data["expression"], data["version"]) == ("w", "ru.delivered", 1)
    assert RUSSIAN[data["start"] : data["end"]] == data["wording"] == "Мы не поддерживаем это предложение."
    assert [c["text"] for c in data["counterparts"]] == ["We do not support this proposal."]
    assert len(data["sha256"]) == 64


def test_a_quotation_of_a_translation_is_shown_with_the_original_sentence(desk: Desk) -> None:
    found = ask(desk, "do not support this")
    assert (found.verdict, found.relation) == ("exact", "from a translation")
    assert [c.text for c in found.counterparts] == ["Мы не поддерживаем это предложение."]
    assert found.counterparts[0].original


def test_a_treaty_quoted_in_a_statement_is_found_in_both_and_the_claim_decides(desk: Desk) -> None:
    words = "pursue negotiations in good faith on effective measures"
    assert ask(desk, words, work="npt").place.held.work.id == "npt"  # type: ignore[union-attr]  # it is found
    assert ask(desk, words, work="other").verdict == "exact"
    assert {p.held.work.id for p in ask(desk, words, work="other").others} == {"npt"}


def test_the_right_words_of_another_source(desk: Desk) -> None:
    found = ask(desk, "We do not support this proposal.", work="npt")
    assert (found.verdict, found.also) == ("other source", ("exact",))
    assert check_data(found)["disagrees"] == [{"claim": "work", "claimed": "npt", "recorded": "w"}]
    dated = ask(desk, "We do not support this proposal.", date="30 August 2018")
    assert dated.verdict == "other source"
    assert check_data(dated)["disagrees"][0]["recorded"] == "2018-08-29"


@pytest.mark.parametrize("date", ["2018-08-29", "29 August 2018", "2018", "2018-08"])
def test_a_date_that_agrees_however_it_is_written(desk: Desk, date: str) -> None:
    assert ask(desk, "We do not support this proposal.", date=date).verdict == "exact"


@pytest.mark.parametrize(
    ("speaker", "verdict"), [("Ахметов", "exact"), ("Akhmetov", "other source"), ("Nobody Else", "other source")]
)
def test_a_claimed_speaker_is_compared_with_the_record(desk: Desk, speaker: str, verdict: str) -> None:
    assert ask(desk, "Мы не поддерживаем это предложение.", speaker=speaker).verdict == verdict


def test_a_state_by_any_of_its_names(desk: Desk) -> None:
    for name in ("Kazakhstan", "Казахстан", "KZ"):
        assert ask(desk, "is the duty of all", speaker=name).verdict == "exact"
    assert ask(desk, "is the duty of all", speaker="France").verdict == "other source"


def test_what_nobody_recorded_cannot_disagree(desk: Desk) -> None:
    assert ask(desk, "on a treaty on general and complete disarmament", speaker="Somebody").verdict == "exact"


def test_a_known_statement_whose_words_are_not_held(desk: Desk) -> None:
    found = ask(desk, "Мы глубоко обеспокоены тем, что некоторые не поддерживают", work="seed")
    assert found.verdict == "source not held"
    data = check_data(found)
    assert data["missing"]["original_languages"] == ["ru"]
    assert data["work"] is None
    assert ask(desk, "We are deeply concerned by all of this.", work="seed").verdict == "exact"


def test_words_that_stand_nowhere(desk: Desk) -> None:
    found = ask(desk, "The quick brown fox jumps over the lazy dog near the river bank")
    assert (found.verdict, found.place, found.thorough) == ("not found", None, True)
    assert found.searched[0] == 5


def test_altered_words_are_shown_word_by_word(desk: Desk) -> None:
    data = check_data(ask(desk, "We do support this proposal."))
    assert data["verdict"] == "altered"
    assert [p["text"].strip() for p in data["diff"] if p["op"] == "removed"] == ["not"]
    assert {a["kind"] for a in data["alarm"]} == {"negation"}


def test_what_is_not_public_is_not_found(desk: Desk) -> None:
    words = "A hidden sentence of seven words stands here."
    assert ask(desk, words).verdict == "not found"
    assert ask(desk, words, HOME_ADMINISTRATOR).verdict == "exact"
    with pytest.raises(NotFound):
        ask(desk, words, work="hidden")


def test_without_an_index_it_is_only_slower(desk: Desk) -> None:
    wanted = ["Мы не поддерживаем это предложение.", "do not support this", "We do support this proposal."]
    with_index = [check_data(ask(desk, each)) for each in wanted]
    bare = replace(desk.archive, engine=memory_archive().engine)
    without = [check_data(check(bare, PUBLIC, each, desk.now)) for each in wanted]
    for one, other in zip(with_index, without, strict=True):
        assert other.pop("searched")["thorough"]
        one.pop("searched")
        assert one == other


def test_superseded_wording_with_the_correction() -> None:
    desk = Desk(memory_archive())
    desk.deposit("We will not agree to it.\n\nThank you all.", "en", "delivered", work="w")
    desk.correct("w", "en.delivered", "We may not agree to it.\n\nThank you all.")
    found = ask(desk, "We will not agree to it.")
    assert (found.verdict, found.also) == ("superseded", ("exact",))
    by = check_data(found)["superseded_by"]
    assert (by["version"], by["reason"]) == (2, "misprint")
    assert ask(desk, "Thank you all.").place.held.version.n == 2  # type: ignore[union-attr]  # it is found


def test_the_kinds_of_text() -> None:
    desk = Desk(memory_archive())
    desk.deposit("The speaker said he agreed with that.", "en", "summary", work="a")
    desk.deposit("I agree with that as it was interpreted.", "en", "translation", work="b", method="interpretation")
    assert ask(desk, "he agreed with that").relation == "from a summary record"
    assert ask(desk, "as it was interpreted").relation == "from an interpretation"


@pytest.mark.parametrize("nothing", ["", "   ", "“”", "…", "[...]", "?!"])
def test_nothing_to_check_is_refused(desk: Desk, nothing: str) -> None:
    with pytest.raises(InvalidInput):
        ask(desk, nothing)


def test_a_quotation_longer_than_any(desk: Desk) -> None:
    with pytest.raises(InvalidInput):
        ask(desk, "a" * (MAX_QUOTATION + 1))


def test_a_claimed_work_that_is_none_and_a_date_that_is_none(desk: Desk) -> None:
    with pytest.raises(NotFound):
        ask(desk, "We do", work="nothing-of-it")
    with pytest.raises(InvalidInput):
        ask(desk, "We do", date="when?")


def test_nothing_is_stored(desk: Desk) -> None:
    before = (list(desk.archive.ledger.streams()), list(desk.archive.blobs.paths()), dict(desk.archive.engine.holds()))
    ask(desk, "a confidential sentence that nobody else may ever read")
    assert (
        list(desk.archive.ledger.streams()),
        list(desk.archive.blobs.paths()),
        dict(desk.archive.engine.holds()),
    ) == before


def test_words_that_very_many_texts_have() -> None:
    desk = Desk(memory_archive())
    for n in range(60):
        desk.deposit(f"The {n}th time we want peace and security of all of them, said speaker {n}.", "en", "delivered")
    found = ask(desk, "8th time we want peace and security of all of them, said speaker 57")
    assert found.verdict == "altered"
    for n in (0, 31, 59):
        found = ask(desk, f"e {n}th time we want peace and security of all of t")
        assert found.verdict == "exact"
        assert found.place is not None
        assert f" {n}th " in found.place.words.text
