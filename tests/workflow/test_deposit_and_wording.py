"""Deposits give back the bytes, and the exact wording is honest about what is not held."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statement_archive.bootstrap import memory_archive
from statement_archive.domain.actors import HOME_ADMINISTRATOR, PUBLIC
from statement_archive.domain.errors import (
    Ambiguous,
    Gone,
    InvalidInput,
    NoDeliveredText,
    NotAllowed,
    NotFound,
    Refused,
    TooLarge,
    Undecodable,
)
from statement_archive.workflow.deposit import deposit
from statement_archive.workflow.deposit_request import DepositRequest
from statement_archive.workflow.reading import see
from statement_archive.workflow.withdraw import merge, withdraw
from statement_archive.workflow.wording import wording

from .conftest import ENGLISH, RUSSIAN, START, Desk


def test_the_bytes_come_out_as_they_went_in(desk: Desk) -> None:
    raw = "\ufeffMr. Chair,\r\n\r\nWe do not\u00a0support\u2028this. cafe\u0301 \u200f\r\n".encode()
    done = desk.deposit(raw, "en", "delivered")
    found = wording(desk.archive, PUBLIC, done.work, desk.now)
    assert found.content == raw
    assert found.sha256 == done.sha256


@settings(deadline=None, max_examples=60)
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=300))
def test_any_text_comes_out_byte_for_byte(text: str) -> None:
    archive = memory_archive()
    request = DepositRequest(content=text.encode(), file_name="x.txt", lang="en", rendition="delivered", work="w")
    try:
        deposit(archive, HOME_ADMINISTRATOR, request, START)
    except (Refused, Undecodable):
        with pytest.raises(NotFound):
            wording(archive, PUBLIC, "w", START)
        return
    assert wording(archive, PUBLIC, "w", START).content == text.encode()


def test_an_original_that_is_not_held_is_said_to_be_so(desk: Desk) -> None:
    done = desk.deposit(ENGLISH, "en", "translation", original_langs=("ru",))
    with pytest.raises(NoDeliveredText) as caught:
        wording(desk.archive, PUBLIC, done.work, desk.now)
    assert caught.value.details["languages"] == ["ru"]
    assert caught.value.details["offers"] == ["en.translation"]
    facts = desk.work(done.work).expression("en.translation").facts
    assert (facts.relation, facts.source.kind, facts.source.lang) == ("unknown", "not_held", "ru")
    assert (facts.maker.kind, facts.method, facts.standing) == ("unknown", "unknown", "unknown")


def test_the_original_deposited_later_takes_its_place(desk: Desk) -> None:
    done = desk.deposit(ENGLISH, "en", "translation", original_langs=("ru",))
    desk.deposit(RUSSIAN, "ru", "delivered", work=done.work)
    assert wording(desk.archive, PUBLIC, done.work, desk.now).text == RUSSIAN


def test_several_authentic_originals_are_listed(desk: Desk) -> None:
    done = desk.deposit(RUSSIAN, "ru", "written", kind="document", original_langs=("ru", "en"))
    desk.deposit(ENGLISH, "en", "written", work=done.work, original_langs=("ru", "en"))
    with pytest.raises(Ambiguous) as caught:
        wording(desk.archive, PUBLIC, done.work, desk.now)
    assert caught.value.details["choices"] == ["ru.written", "en.written"]


def test_a_locator_cuts_by_offset(desk: Desk) -> None:
    done = desk.deposit(RUSSIAN, "ru", "delivered")
    found = wording(desk.archive, PUBLIC, done.work, desk.now, ref="ru.delivered@1", locator="p2.s1")
    assert found.text == "Мы не поддерживаем это предложение."
    assert RUSSIAN[found.start : found.end] == found.text
    part = wording(desk.archive, PUBLIC, done.work, desk.now, ref="ru.delivered", locator="p2.s1:3-18")
    assert part.text == "не поддерживаем"


@pytest.mark.parametrize("locator", ["p99", "p2.s1:0-999", "p2:5-1", "..", "p2.s1:4-"])
def test_a_bad_locator_is_refused(desk: Desk, locator: str) -> None:
    done = desk.deposit(RUSSIAN, "ru", "delivered")
    with pytest.raises((InvalidInput, NotFound)):
        wording(desk.archive, PUBLIC, done.work, desk.now, ref="ru.delivered", locator=locator)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", Refused),
        (b" \n\t ", Refused),
        (b"%PDF-1.7\n\x00\x01", Undecodable),
        ("Привет, мир. Это текст.".encode("windows-1251"), Undecodable),
        ("Привет, мир.\n".encode() + "Привет, мир.".encode("windows-1251"), Undecodable),
        (b"a" * (21 * 1024 * 1024), TooLarge),
        (b"a\n" * 300_000, TooLarge),
    ],
    ids=["empty", "blank", "pdf", "cp1251", "mixed", "huge", "lines"],
)
def test_bad_files_are_refused_and_nothing_is_stored(desk: Desk, content: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        desk.deposit(content, "ru", "delivered", work="w")
    assert list(desk.archive.ledger.streams()) == []
    assert list(desk.archive.blobs.paths()) == []


def test_a_declared_encoding_keeps_both_file_and_text(desk: Desk) -> None:
    raw = RUSSIAN.encode("windows-1251")
    done = desk.deposit(raw, "ru", "delivered", encoding="windows-1251")
    version = desk.work(done.work).expression("ru.delivered").versions[0]
    assert version.file is not None
    assert desk.archive.blobs.get(version.file.key) == raw
    assert wording(desk.archive, PUBLIC, done.work, desk.now).text == RUSSIAN
    assert "1251" in version.step


@pytest.mark.parametrize("name", ["../../etc", "a/b", "A", "", "con", "a" * 200, "x\n", "é"])
def test_path_tricks_in_ids_are_refused(desk: Desk, name: str) -> None:
    if name:
        with pytest.raises(InvalidInput):
            desk.deposit(ENGLISH, "en", "delivered", work=name)
    with pytest.raises(NotFound):
        see(desk.archive, name, PUBLIC, desk.now)


def test_a_draft_and_an_embargo_are_not_there(desk: Desk) -> None:
    draft = desk.deposit(ENGLISH, "en", "delivered", draft=True, work="d")
    until = START + timedelta(days=30)
    held = desk.deposit(ENGLISH, "en", "delivered", embargo_until=until, work="e")
    for work in (draft.work, held.work):
        with pytest.raises(NotFound) as hidden:
            see(desk.archive, work, PUBLIC, desk.now)
        with pytest.raises(NotFound) as absent:
            see(desk.archive, "x", PUBLIC, desk.now)
        assert hidden.value.message.replace(work, "x") == absent.value.message
    assert see(desk.archive, held.work, PUBLIC, until).id == "e"


def test_only_editors_deposit(desk: Desk) -> None:
    request = DepositRequest(content=b"Text.", file_name="x.txt", lang="en", rendition="delivered")
    with pytest.raises(NotAllowed):
        deposit(desk.archive, PUBLIC, request, desk.now)


def test_a_withdrawn_text_leaves_a_tombstone(desk: Desk) -> None:
    done = desk.deposit(RUSSIAN, "ru", "delivered")
    withdraw(desk.archive, HOME_ADMINISTRATOR, done.work, "wrong file", "editor", desk.tick(), ref="ru.delivered")
    with pytest.raises(Gone, match="wrong file"):
        wording(desk.archive, PUBLIC, done.work, desk.now, ref="ru.delivered")


def test_a_redaction_removes_the_bytes_and_keeps_the_digest(desk: Desk) -> None:
    done = desk.deposit(RUSSIAN, "ru", "delivered")
    po = desk.export(done.work, "fr")
    withdraw(desk.archive, HOME_ADMINISTRATOR, done.work, "court order", "court", desk.tick(), redact=True)
    version = desk.work(done.work).expression("ru.delivered").versions[0]
    with pytest.raises(Gone):
        desk.archive.blobs.get(version.text)
    assert version.text.sha256 == done.sha256
    assert po


def test_merged_works_answer_with_a_notice(desk: Desk) -> None:
    one = desk.deposit(RUSSIAN, "ru", "delivered", work="one")
    two = desk.deposit(ENGLISH, "en", "translation", work="two")
    merge(desk.archive, HOME_ADMINISTRATOR, two.work, one.work, "same statement", desk.tick())
    assert desk.work("two").state.merged_into == "one"
    assert desk.work("one").state.absorbed == ("two",)
    assert wording(desk.archive, PUBLIC, "two", desk.now, ref="en.translation").text == ENGLISH


def test_a_withdrawn_original_is_gone_not_unheld(desk: Desk) -> None:
    done = desk.deposit(RUSSIAN, "ru", "delivered")
    desk.deposit(ENGLISH, "en", "translation", work=done.work)
    withdraw(desk.archive, HOME_ADMINISTRATOR, done.work, "wrong file", "editor", desk.tick(), ref="ru.delivered")
    with pytest.raises(Gone, match="wrong file"):
        wording(desk.archive, PUBLIC, done.work, desk.now)


def test_a_draft_says_nothing_about_a_public_work(desk: Desk) -> None:
    desk.deposit(RUSSIAN, "ru", "delivered", work="w")
    done = desk.deposit(ENGLISH, "en", "delivered", work="w", draft=True, title="Secret", date="2099-01-01")
    facts = desk.work("w").state.facts
    assert (facts.titles, facts.dates, facts.original_languages) == ((), (), ("ru",))
    assert any("not added to the public work" in w for w in done.warnings)
