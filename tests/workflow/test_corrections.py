"""Corrections: ids, languages and the way of cutting sentences go on from version to version."""

from __future__ import annotations

import pytest

from statement_archive.domain.actors import HOME_ADMINISTRATOR
from statement_archive.domain.errors import Conflict, Refused
from statement_archive.domain.segments import SegmentTable
from statement_archive.workflow.correct import correct
from statement_archive.workflow.reading import table_of, version_of

from .conftest import RUSSIAN, Desk, fill

LINES = "First line. Still the first.\nSecond line.\nThird line. And more.\n"
MIXED = "Господин Председатель, мы благодарим.\n\nNous vous remercions.\n\nСпасибо."


def table(desk: Desk, expression: str) -> SegmentTable:
    return table_of(desk.archive, version_of(desk.work("w").expression(expression)))


def test_lines_taken_as_sentences_stay_so(desk: Desk) -> None:
    desk.deposit(LINES, "en", "delivered", work="w", sentences="lines")
    desk.correct("w", "en.delivered", LINES.replace("Second", "2nd"))
    assert len(table(desk, "en.delivered").sentences) == 3
    with pytest.raises(Refused):
        desk.correct("w", "en.delivered", LINES.replace("Second", "2nd"))


def test_the_same_text_cut_better_is_a_new_version_with_the_same_digest(desk: Desk) -> None:
    first = desk.deposit(LINES, "en", "delivered", work="w", sentences="lines")
    done = correct(
        desk.archive,
        HOME_ADMINISTRATOR,
        "w",
        "en.delivered",
        LINES.encode(),
        desk.tick(),
        file_name="t.txt",
        significance="minor",
        reason="sentences",
        authority="editor",
        sentences="auto",
    )
    assert (done.version, done.sha256) == (2, first.sha256)
    assert len(table(desk, "en.delivered").sentences) == 5
    desk.correct("w", "en.delivered", LINES.replace("Second", "2nd"))
    assert len(table(desk, "en.delivered").sentences) == 5


def test_the_languages_of_a_mixed_statement_stay(desk: Desk) -> None:
    desk.deposit(MIXED, "mul", "delivered", work="w", segment_langs={"p1": "ru", "p2": "fr", "p3": "ru"})
    desk.submit(fill(desk.export("w", "fr"), {"p3.s1": "Merci."}))
    done = desk.correct("w", "mul.delivered", MIXED.replace("remercions", "remercions tous") + "\n\nThank you.")
    langs = {s.id: s.lang for s in table(desk, "mul.delivered").segments}
    assert langs == {
        "p1": "ru",
        "p1.s1": "ru",
        "p2": "fr",
        "p2.s1": "fr",
        "p3": "ru",
        "p3.s1": "ru",
        "p4": "",
        "p4.s1": "",
    }
    assert any("p4" in w for w in done.warnings)
    assert 'msgstr "Nous vous remercions tous."' in desk.export("w", "fr")  # still delivered wording, not work


def test_a_stale_form_is_told_so(desk: Desk) -> None:
    desk.deposit(RUSSIAN, "ru", "delivered", work="w")
    head = desk.work("w").state.head
    desk.correct("w", "ru.delivered", RUSSIAN.replace("Спасибо", "Благодарю"))
    with pytest.raises(Conflict):
        correct(
            desk.archive,
            HOME_ADMINISTRATOR,
            "w",
            "ru.delivered",
            RUSSIAN.replace("Мы", "Они").encode(),
            desk.tick(),
            file_name="t.txt",
            significance="minor",
            reason="misprint",
            authority="editor",
            head=head,
        )


def test_two_languages_and_a_relay_are_outdated_and_current_again(desk: Desk) -> None:
    desk.deposit(RUSSIAN, "ru", "delivered", work="w")
    desk.submit(fill(desk.export("w", "fr"), {"p2.s1": "Nous n'appuyons pas.", "p4.s1": "Merci."}))
    desk.submit(fill(desk.export("w", "es"), {"p4.s1": "Gracias."}))
    desk.submit(fill(desk.export("w", "en", source="fr.translation"), {"p4.s1": "Thank you.", "p2.s1": "No."}))
    done = desk.correct("w", "ru.delivered", RUSSIAN.replace("Спасибо", "Благодарю"))
    assert set(done.outdated) == {"fr.translation p4.s1", "es.translation p4.s1", "en.translation p4.s1"}
    back = desk.correct("w", "ru.delivered", RUSSIAN)
    assert back.outdated == ()
    assert desk.export("w", "en").count("state: outdated") == 0
