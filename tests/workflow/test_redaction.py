"""Redaction: the bytes are gone wherever they were, what others need stays, and the home verifies."""

from __future__ import annotations

import pytest

from statement_archive.domain.actors import HOME_ADMINISTRATOR, PUBLIC
from statement_archive.domain.errors import Gone, InvalidInput
from statement_archive.workflow.reading import see, text_of, version_of
from statement_archive.workflow.search import search
from statement_archive.workflow.translate import export
from statement_archive.workflow.verify import verify
from statement_archive.workflow.withdraw import merge, withdraw
from statement_archive.workflow.wording import wording

from .conftest import ENGLISH, RUSSIAN, Desk, fill


def redact(desk: Desk, work: str, ref: str = "", *, redact: bool = True) -> None:
    withdraw(desk.archive, HOME_ADMINISTRATOR, work, "a name", "court", desk.tick(), ref=ref, redact=redact)
    desk.settle(work)


def everything(desk: Desk) -> str:
    """Every byte of the home, as far as this test can look."""
    blobs = [desk.archive.blobs]
    ledgers = [str(desk.archive.ledger.read(s)) for s in desk.archive.ledger.streams()]
    return str([vars(b) for b in blobs]) + str(ledgers) + str(vars(desk.archive.renderings))


def problems(desk: Desk) -> list[str]:
    return [str(p) for p in verify(desk.archive).problems]


def test_a_file_that_two_texts_of_a_redacted_work_share_goes_too(desk: Desk) -> None:
    desk.deposit(ENGLISH, "en", "prepared", work="w")
    desk.deposit(ENGLISH, "en", "record", work="w")
    redact(desk, "w")
    assert "negotiate" not in everything(desk)
    assert problems(desk) == []


def test_a_file_goes_with_the_last_version_that_needs_it(desk: Desk) -> None:
    desk.deposit(ENGLISH, "en", "prepared", work="w")
    desk.deposit(ENGLISH, "en", "record", work="w")
    redact(desk, "w", "en.prepared@1")
    assert wording(desk.archive, PUBLIC, "w", desk.now, ref="en.record").text == ENGLISH
    assert problems(desk) == []
    redact(desk, "w", "en.record@1")
    assert "negotiate" not in everything(desk)
    assert problems(desk) == []


def test_a_later_withdrawal_does_not_forget_that_bytes_are_gone(desk: Desk) -> None:
    desk.deposit(ENGLISH, "en", "prepared", work="w")
    redact(desk, "w", "en.prepared@1")
    redact(desk, "w", "en.prepared@1", redact=False)
    assert problems(desk) == []
    redact(desk, "w")
    redact(desk, "w", redact=False)
    assert problems(desk) == []


def test_no_memory_holds_what_was_redacted(desk: Desk) -> None:
    desk.deposit(ENGLISH, "en", "prepared", work="w")
    version = version_of(desk.work("w").expression("en.prepared"))
    text_of(desk.archive, version)
    redact(desk, "w", "en.prepared")
    with pytest.raises(Gone):
        text_of(desk.archive, version)
    assert not search(desk.archive, HOME_ADMINISTRATOR, "negotiate", desk.now, unpublished=True).total


def test_one_version_of_a_translation_goes_and_the_later_one_stays_whole(desk: Desk) -> None:
    desk.deposit(RUSSIAN, "ru", "delivered", work="w")
    desk.submit(fill(desk.export("w", "fr"), {"p1.s1": "Monsieur,", "p4.s1": "Merci, Pierre."}))
    desk.submit(fill(desk.export("w", "fr"), {"p4.s1": "Merci."}))
    redact(desk, "w", "fr.translation@1")
    assert "Pierre" not in everything(desk)
    assert wording(desk.archive, PUBLIC, "w", desk.now, ref="fr.translation").text == "Monsieur,\n\nMerci."
    exported = desk.export("w", "fr")
    assert 'msgstr "Monsieur,"' in exported
    assert 'msgstr "Merci."' in exported
    assert problems(desk) == []
    done = desk.submit(fill(exported, {"p3.s2": "Nous l'avons."}))
    assert (done.version, done.accepted, done.conflicts) == (3, ("p3.s2",), ())


def test_a_withdrawn_translation_is_neither_handed_out_nor_written_to(desk: Desk) -> None:
    desk.deposit(RUSSIAN, "ru", "delivered", work="w")
    before = fill(desk.export("w", "fr"), {"p4.s1": "Merci, Pierre."})
    desk.submit(before)
    redact(desk, "w", "fr.translation", redact=False)
    new, content = export(desk.archive, HOME_ADMINISTRATOR, "w", "fr", desk.now)
    assert new.expression.id == "fr.translation-2"
    assert b"Pierre" not in content
    with pytest.raises(Gone):
        desk.submit(before)
    with pytest.raises(Gone):
        desk.export("w", "fr", expression="fr.translation")


def test_a_redacted_version_is_replaced_by_a_correction(desk: Desk) -> None:
    desk.deposit(RUSSIAN, "ru", "delivered", work="w")
    desk.correct("w", "ru.delivered", RUSSIAN.replace("Спасибо", "Спасибо, Пётр"))
    redact(desk, "w", "ru.delivered@2")
    with pytest.raises(Gone):
        wording(desk.archive, PUBLIC, "w", desk.now, ref="ru.delivered")
    done = desk.correct("w", "ru.delivered", RUSSIAN.replace("Спасибо", "Благодарю"))
    assert (done.version, done.changed) == (3, ("p4", "p4.s1"))
    assert "Благодарю" in wording(desk.archive, PUBLIC, "w", desk.now).text
    assert problems(desk) == []


def test_nothing_is_merged_into_a_withdrawn_work(desk: Desk) -> None:
    desk.deposit(RUSSIAN, "ru", "delivered", work="a")
    desk.deposit(ENGLISH, "en", "delivered", work="b")
    redact(desk, "b", redact=False)
    with pytest.raises(InvalidInput):
        merge(desk.archive, HOME_ADMINISTRATOR, "a", "b", "one event", desk.tick())
    assert see(desk.archive, "a", PUBLIC, desk.now).state.merged_into is None
