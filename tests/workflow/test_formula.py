"""What a speaker said last time beside this time."""

from __future__ import annotations

from typing import Any

import pytest
from tests.workflow.conftest import Desk

from statement_archive.domain.actors import HOME_ADMINISTRATOR, PUBLIC, Actor
from statement_archive.domain.errors import NotFound
from statement_archive.workflow.formula import SaidBefore, said_before

FORMULA = "We have always held that silence is not consent."
FIRST = f"Mr. Chair,\n\n{FORMULA} The river knows no borders.\n\nWe propose a register of all notices.\n\nThank you."
SECOND = (
    "Madam Chair,\n\nThe dam was opened in May.\n\n"
    f"We propose a public register of all notices.\n\n{FORMULA}\n\nThank you."
)
WHO: dict[str, Any] = {"speaker": "Anna Kask", "body": "Estmark", "forum": "Open Forum"}


def said(desk: Desk, date: str, text: str, lang: str = "en", rendition: str = "delivered", **more: Any) -> str:
    facts = WHO | {"title": f"Statement of {date}", "date": date} | more
    return desk.deposit(text, lang, rendition, **facts).work


def look(desk: Desk, work: str, *, actor: Actor = PUBLIC, beside: str = "", lang: str = "") -> SaidBefore:
    return said_before(desk.archive, actor, work, desk.now, beside=beside, lang=lang)


def test_kept_changed_added_and_dropped(desk: Desk) -> None:
    old, new = said(desk, "2023-05-16", FIRST), said(desk, "2024-05-14", SECOND)
    found = look(desk, new)
    assert found.chosen is not None
    assert found.chosen.work == old
    told = {(r.op, r.after.text if r.after else r.before.text if r.before else "") for r in found.rows}
    assert told == {
        ("dropped", "Mr. Chair,"),
        ("added", "Madam Chair,"),
        ("dropped", "The river knows no borders."),
        ("added", "The dam was opened in May."),
        ("changed", "We propose a public register of all notices."),
        ("same", FORMULA),
        ("same", "Thank you."),
    }
    assert found.counts == {"same": 2, "changed": 1, "added": 2, "dropped": 2, "moved": 1, "formulas": 1}


def test_a_formula_is_told_since_it_was_first_said_anywhere(desk: Desk) -> None:
    first = said(desk, "2019", FIRST, forum="Another forum")
    said(desk, "2023-05-16", "Mr. Chair,\n\nWe have nothing to add.\n\nThank you.")
    new = said(desk, "2024-05-14", SECOND)
    (row,) = [r for r in look(desk, new).rows if r.since]
    assert row.op == "added"  # not said last time, and yet a formula
    assert row.since is not None
    assert (row.since.first.work, row.since.times) == (first, 1)
    assert look(desk, new).counts["formulas"] == 1  # "Thank you." is none


def test_an_earlier_one_can_be_chosen_and_others_cannot(desk: Desk) -> None:
    elsewhere = said(desk, "2019", FIRST, forum="Another forum")
    new, later = said(desk, "2024-05-14", SECOND), said(desk, "2025", SECOND)
    found = look(desk, new)
    assert found.chosen is None
    assert [e.work for e in found.earlier] == [elsewhere]
    assert look(desk, new, beside=elsewhere).counts["same"]
    for wrong in (later, new, "no-such-work"):
        with pytest.raises(NotFound):
            look(desk, new, beside=wrong)


def test_the_body_where_another_person_speaks(desk: Desk) -> None:
    old = said(desk, "2023-05-16", FIRST, speaker="Somebody Else")
    stranger = said(desk, "2023-06-16", FIRST, speaker="Somebody Else", body="Westmark")
    found = look(desk, said(desk, "2024-05-14", SECOND))
    assert [e.work for e in found.earlier] == [old]
    assert stranger not in {e.work for e in found.earlier}


def test_nothing_earlier_is_said(desk: Desk) -> None:
    assert look(desk, said(desk, "2024-05-14", SECOND)).earlier == ()
    assert look(desk, said(desk, "", SECOND)).earlier == ()


def test_original_with_original_else_what_is_held(desk: Desk) -> None:
    old = said(desk, "2023-05-16", "Г-н Председатель,\n\nМолчание не есть согласие.", "ru")
    desk.deposit(FIRST, "en", "translation", work=old)
    new = said(desk, "2024-05-14", SECOND)
    found = look(desk, new)
    assert (found.langs, found.before and found.before.original, found.after and found.after.original) == (
        ("en",),
        False,
        True,
    )
    with pytest.raises(NotFound):
        look(desk, new, lang="ru")
    third = said(desk, "2025-05-14", "Молчание не есть согласие. Мы об этом говорили.", "ru")
    desk.deposit("Silence is not consent.", "en", "translation", work=third)
    both = said_before(desk.archive, PUBLIC, third, desk.now, beside=old, langs=["en"])
    assert (both.langs, both.lang) == (("ru", "en"), "ru")


def test_two_that_share_no_language(desk: Desk) -> None:
    said(desk, "2023-05-16", "Молчание не есть согласие.", "ru")
    found = look(desk, said(desk, "2024-05-14", SECOND))
    assert found.chosen is not None
    assert (found.langs, found.before, found.rows) == ((), None, ())


def test_drafts_are_nobodys_last_time(desk: Desk) -> None:
    hidden = said(desk, "2023-05-16", FIRST, draft=True)
    new = said(desk, "2024-05-14", SECOND)
    assert look(desk, new).earlier == ()
    assert [e.work for e in look(desk, new, actor=HOME_ADMINISTRATOR).earlier] == [hidden]
    with pytest.raises(NotFound):
        look(desk, new, beside=hidden)
