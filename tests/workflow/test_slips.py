"""Slips against an archive: made, checked, tampered with, overtaken by what happened since."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.workflow.conftest import ENGLISH, RUSSIAN, Desk, fill

from statement_archive.bootstrap import memory_archive
from statement_archive.domain.actors import HOME_ADMINISTRATOR, PUBLIC
from statement_archive.domain.errors import ArchiveError, Gone, InvalidInput, NotFound
from statement_archive.quotes.slip import Slip, canonical, read_slip, sealed
from statement_archive.quotes.slip_checks import Verified
from statement_archive.workflow.erase_name import erase_claimed_name
from statement_archive.workflow.past import as_it_was, noting
from statement_archive.workflow.quote_claims import Claim
from statement_archive.workflow.reading import load
from statement_archive.workflow.slip import slip_of_passage, slip_of_quotation
from statement_archive.workflow.verify_slip import verify_slip
from statement_archive.workflow.withdraw import withdraw

HOME = "11111111-2222-4333-8444-555555555555"
ARABIC = "السيد الرئيس،\n\nلا نؤيد هذا الاقتراح. ونحن مستعدون للتفاوض.\n"
CHINESE = "主席先生：\n\n我们不支持这一提案。我们愿意谈判。\n"


def full_desk() -> Desk:
    desk = Desk(replace(memory_archive(), home=HOME))
    desk.deposit(
        RUSSIAN, "ru", "delivered", work="w", date="2018-08-29", speaker="Алимжан Ахметов", original_langs=("ru",),
        title="A statement", place="Geneva", body="Centre for Peace", body_kind="ngo", body_country="KZ",
    )  # fmt: skip
    desk.deposit(ENGLISH, "en", "translation", work="w", translated_from="ru.delivered")
    return desk


@pytest.fixture(scope="module")
def kept() -> Desk:
    """Nothing is written to it."""
    return full_desk()


def of(desk: Desk, quotation: str, **claim: Any) -> Slip:
    return slip_of_quotation(
        desk.archive, PUBLIC, quotation, desk.now, Claim(**claim), address="https://archive.example"
    )


def verify(desk: Desk, slip: Slip) -> Verified:
    return verify_slip(desk.archive, PUBLIC, read_slip(canonical(slip))[0], desk.now)


def results(found: Verified) -> dict[str, str]:
    return {line.name: line.result for line in found.lines}


ELIDED = "We do … ready to negotiate."


def test_a_slip_says_where_how_and_by_what(kept: Desk) -> None:
    slip = of(kept, ELIDED, speaker="Nobody")
    assert (slip["check"]["verdict"], slip["check"]["also"]) == ("other source", ["elided"])
    assert slip["check"]["omitted"] == ["not support this proposal. We are"]
    assert slip["check"]["alarm"] == [{"kind": "negation", "words": "not"}]
    assert (slip["relation"], slip["original"]["state"]) == ("from a translation", "held")
    assert [b["text"] for b in slip["beside"]] == ["Мы не поддерживаем это предложение. Мы готовы к переговорам."]
    assert slip["place"]["paragraphs"] == ["2"]
    assert slip["link"] == "https://archive.example/works/w/en.translation@1/p2"
    head = load(kept.archive, "w").state
    assert slip["ledgers"][0] == {"ledger": "archive/works/w/events.jsonl", "event": head.head, "hash": head.head_hash}
    assert slip["home"] == HOME
    assert "Centre for Peace (non-governmental organisation)" in slip["sentence"]
    assert "translated from: ru.delivered@1" in slip["sentence"]
    found = verify(kept, slip)
    assert found.holds, found.lines
    assert found.since == ()


@pytest.mark.parametrize(
    "quotation", ["do not support this", "Our predecessors had such an opportunity.", "«Мы не поддерживаем это"]
)
def test_the_same_slip_is_made_again(kept: Desk, quotation: str) -> None:
    slip = of(kept, quotation)
    assert slip == of(kept, quotation)
    assert verify(kept, slip).holds


def test_a_passage_without_a_quotation(kept: Desk) -> None:
    slip = slip_of_passage(kept.archive, PUBLIC, "w", "ru.delivered@1", "p2.s1:3-19", kept.now)
    assert (slip["quotation"], slip["check"], slip["place"]["wording"]) == (None, None, "не поддерживаем ")
    assert slip["sentences"]["text"] == "Мы не поддерживаем это предложение."
    assert slip["original"]["state"] == "quoted"
    assert verify(kept, slip).holds
    for locator, error in (("", InvalidInput), ("p2:3-3", InvalidInput), ("p99", NotFound)):
        with pytest.raises(error):
            slip_of_passage(kept.archive, PUBLIC, "w", "ru.delivered@1", locator, kept.now)


def test_what_stands_nowhere_has_no_slip(kept: Desk) -> None:
    with pytest.raises(NotFound):
        of(kept, "The quick brown fox jumps over the lazy dog near the river bank")


@pytest.mark.parametrize(("text", "lang", "words"), [(ARABIC, "ar", "لا نؤيد هذا"), (CHINESE, "zh", "不支持这一提案")])
def test_right_to_left_and_without_spaces(text: str, lang: str, words: str) -> None:
    desk = Desk(memory_archive())
    desk.deposit(text, lang, "delivered", work="w", original_langs=(lang,))
    slip = of(desk, words)
    assert (slip["place"]["wording"], slip["place"]["lang"]) == (words, lang)
    assert verify(desk, slip).holds


def test_hostile_words_are_words() -> None:
    desk = Desk(memory_archive())
    text = "<script>alert(1)</script> said \u202eevil\u202c and </pre> #set *x* $y$ here.\n"
    desk.deposit(text, "en", "delivered", work="w", title='"><b>\u202e', speaker="</td>")
    slip = of(desk, "said \u202eevil\u202c and </pre> #set *x* $y$ here.")
    assert slip["check"]["verdict"] == "exact"
    assert verify(desk, slip).holds


def test_an_original_that_is_not_held_is_said_not_to_be() -> None:
    desk = Desk(memory_archive())
    desk.deposit(ENGLISH, "en", "translation", work="w", original_langs=("ru",))
    slip = of(desk, "We do not support this proposal.")
    assert slip["original"] == {"state": "not held", "languages": ["ru"]}
    assert verify(desk, slip).holds


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a slip where a value stands, empty lists and objects too."""
    items: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = [leaf for key, inner in items for leaf in leaves(inner, (*path, key))]
    yield from found or [path]


def at(value: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        value = value[key]
    return value


def changed(slip: Slip, path: tuple[Any, ...], value: Any) -> Slip:
    made = copy.deepcopy(slip)
    at(made, path[:-1])[path[-1]] = value
    return made


def other(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, str):
        return value[:-1] + ("0" if value[-1:] != "0" else "1")
    return "x" if value is None else [*value, "x"] if isinstance(value, list) else {**value, "x": 1}


def noticed(desk: Desk, slip: Slip) -> bool:
    try:
        return not verify(desk, slip).holds
    except InvalidInput:
        return True


# What no archive can know: under which host it was asked, and when between two events.
UNKNOWABLE = {("link",), ("issued",)}


def test_every_field_that_is_tampered_with_is_noticed(kept: Desk) -> None:
    slip = of(kept, ELIDED, speaker="Nobody")
    for path in leaves(slip):
        lying = changed(slip, path, other(at(slip, path)))
        assert noticed(kept, lying), path
        if path[0] != "digest":
            assert noticed(kept, sealed(lying)), ("with a digest of its own", path)
    for path in leaves(slip["ledgers"][0]):
        assert verify(kept, sealed(changed(slip, ("ledgers", 0, *path), other(slip["ledgers"][0][path[0]])))).failed


@settings(deadline=None, max_examples=25)
@given(data=st.data())
def test_no_field_can_be_given_another_value(kept: Desk, data: st.DataObject) -> None:
    slip = of(kept, "do not … this proposal", date="2017")
    path = data.draw(st.sampled_from([p for p in leaves(slip) if p not in UNKNOWABLE and p[0] != "digest"]))
    value: Any = data.draw(st.one_of(st.text(max_size=9), st.integers(0, 99), st.booleans(), st.none(), st.just([])))
    lying = changed(slip, path, value)
    if lying != slip:
        assert noticed(kept, sealed(lying))


def test_a_ledger_cannot_be_kept_silent_about(kept: Desk) -> None:
    slip = of(kept, ELIDED, speaker="Nobody")
    assert len(slip["ledgers"]) > 1
    for k in range(len(slip["ledgers"])):
        fewer = [head for i, head in enumerate(slip["ledgers"]) if i != k]
        assert noticed(kept, sealed({**slip, "ledgers": fewer}))


def test_a_time_before_the_text_or_in_the_future_is_noticed(kept: Desk) -> None:
    slip = of(kept, ELIDED)
    for issued in ("2025-01-01T00:00:00.000000Z", "2999-01-01T00:00:00.000000Z", "2026-01-01", "now"):
        assert results(verify(kept, sealed({**slip, "issued": issued})))["time"] == "failed"


def test_a_corrected_text_keeps_its_slip_and_tells_of_the_correction() -> None:
    desk = full_desk()
    slip = of(desk, "We are ready to negotiate.")
    desk.correct("w", "en.translation", ENGLISH.replace("ready to negotiate", "prepared to talk"))
    found = verify(desk, slip)
    assert found.holds, found.lines
    assert [(each.kind, each.version, each.reason) for each in found.since] == [("corrected", 2, "misprint")]
    late = sealed({**slip, "issued": desk.tick().strftime("%Y-%m-%dT%H:%M:%S.%fZ")})
    assert results(verify(desk, late))["time"] == "failed", "the ledger had moved on by then"
    old = slip_of_passage(desk.archive, PUBLIC, "w", "en.translation@1", "p2", desk.now)
    assert (old["text"]["version"], old["text"]["versions"]) == (1, 2)
    after = of(desk, "We are ready to negotiate.")
    assert after["check"]["verdict"] == "superseded"
    assert after["check"]["superseded_by"]["reason"] == "misprint"
    assert verify(desk, after).holds


@pytest.mark.parametrize("redact", [False, True])
def test_a_withdrawn_text_is_told_and_not_confirmed(redact: bool) -> None:
    desk = full_desk()
    slip = of(desk, ELIDED)
    withdraw(
        desk.archive, HOME_ADMINISTRATOR, "w", "by mistake", "court", desk.tick(), ref="en.translation", redact=redact
    )
    found = verify(desk, slip)
    assert not found.failed
    assert not found.holds
    assert results(found)["text"] == results(found)["verdict"] == "not checkable"
    assert results(found)["ledger archive/works/w/events.jsonl"] == "ok"
    assert [(each.kind, each.authority) for each in found.since] == [("redacted" if redact else "withdrawn", "court")]
    with pytest.raises((Gone, NotFound)):
        of(desk, ELIDED, work="w")


def test_words_beside_that_were_redacted_cannot_be_checked() -> None:
    desk = full_desk()
    slip = of(desk, ELIDED)
    withdraw(desk.archive, HOME_ADMINISTRATOR, "w", "r", "court", desk.tick(), ref="ru.delivered", redact=True)
    found = verify(desk, slip)
    assert not found.failed
    assert (results(found)["text"], results(found)["other texts"]) == ("ok", "not checkable")


def test_a_translation_made_here_by_somebody_whose_name_is_erased_later() -> None:
    desk = full_desk()
    done = desk.submit(fill(desk.export("w", "fr"), {"p2.s1": "Nous ne soutenons pas cette proposition."}), by="Anna")
    slip = of(desk, "ne soutenons pas", work="w")
    assert (slip["text"]["expression"], slip["place"]["paragraphs"]) == (done.expression, ["2"])
    assert (slip["provenance"]["translators"], slip["provenance"]["state"]) == (["Anna"], "translated")
    assert "translated by: Anna" in slip["sentence"]
    assert f"translations/w/{done.expression}.events.jsonl" in [head["ledger"] for head in slip["ledgers"]]
    assert verify(desk, slip).holds
    assert noticed(desk, sealed(changed(slip, ("provenance", "translators"), ["Boris"])))
    desk.submit(fill(desk.export("w", "fr"), {"p2.s1": "Nous ne soutenons pas du tout ceci."}), by="Boris")
    assert verify(desk, slip).holds
    erase_claimed_name(desk.archive, HOME_ADMINISTRATOR, "Anna", "asked to", desk.tick())
    found = verify(desk, slip)
    assert not found.failed, found.lines
    assert {name for name, result in results(found).items() if result != "ok"} == {"translators"}


def test_another_history_under_the_same_name_is_noticed() -> None:
    slip = of(full_desk(), ELIDED)
    cut = Desk(replace(memory_archive(), home=HOME))
    cut.deposit(RUSSIAN, "ru", "delivered", work="w", original_langs=("ru",))
    assert results(verify(cut, slip))["text"] == "failed"
    cut.deposit(ENGLISH, "en", "translation", work="w", translated_from="ru.delivered", place="Vienna")
    found = verify(cut, slip)
    assert results(found)["ledger archive/works/w/events.jsonl"] == "failed"
    assert not found.holds
    elsewhere = Desk(replace(full_desk().archive, home="another"))
    assert results(verify(elsewhere, slip))["home"] == "failed"


def test_nothing_of_what_is_hidden_is_in_a_slip_or_told_by_one() -> None:
    desk = full_desk()
    desk.deposit("Gizli cümle.", "tr", "translation", work="w", translated_from="ru.delivered", draft=True)
    desk.deposit("A hidden sentence of seven words stands here.", "en", "delivered", work="hidden", draft=True)
    slip = of(desk, ELIDED)
    assert "tr.translation" not in canonical(slip).decode()
    assert verify(desk, slip).holds
    asked = {
        **slip,
        "ledgers": [*slip["ledgers"], {"ledger": "archive/works/hidden/events.jsonl", "event": 1, "hash": "0" * 64}],
    }
    nothing = {
        **slip,
        "ledgers": [*slip["ledgers"], {"ledger": "archive/works/none/events.jsonl", "event": 1, "hash": "0" * 64}],
    }
    told = [[x.told for x in verify(desk, sealed(each)).lines if x.result == "failed"] for each in (asked, nothing)]
    assert told[0] == told[1]
    with pytest.raises(NotFound):
        slip_of_passage(desk.archive, PUBLIC, "hidden", "en.delivered@1", "p1", desk.now)
    mine = slip_of_passage(desk.archive, HOME_ADMINISTRATOR, "hidden", "en.delivered@1", "p1", desk.now)
    assert results(verify(desk, mine))["text"] == "failed"
    assert verify_slip(desk.archive, HOME_ADMINISTRATOR, mine, desk.now).holds


def test_a_slip_writes_nothing(kept: Desk) -> None:
    before = kept.archive.ledger.states()
    of(kept, ELIDED)
    assert kept.archive.ledger.states() == before
    archive, ledger = noting(kept.archive)
    load(archive, "w")
    past, _ = as_it_was(kept.archive, ledger.heads.values())
    assert load(past, "w").state == load(kept.archive, "w").state
    for each in (archive, past):
        with pytest.raises(ArchiveError), each.ledger.exclusive():
            pass
