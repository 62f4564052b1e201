from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from statement_archive.domain.desk import HERE, Present
from statement_archive.domain.errors import InvalidInput
from statement_archive.domain.ids import PersonId
from statement_archive.domain.people import Accounts

ANNA = PersonId("p-annaannaanna")
BORIS = PersonId("p-borisborisbo")
WORK, RU = "sco-2026", "ru.translation"
SECOND = timedelta(seconds=1)


def test_who_gave_a_sign_of_life_is_here_for_a_while(accounts: Accounts, now: datetime) -> None:
    accounts.presence.note(WORK, RU, "p1s1", ANNA, "tab-1", now)
    assert accounts.presence.who(WORK, RU, now) == (Present(ANNA, "p1s1", now),)
    assert accounts.presence.who(WORK, RU, now + HERE - SECOND) == (Present(ANNA, "p1s1", now),)
    assert accounts.presence.who(WORK, RU, now + HERE) == ()
    assert accounts.presence.who(WORK, RU, now + HERE, within=2 * HERE) == (Present(ANNA, "p1s1", now),)
    assert accounts.presence.who(WORK, "de.translation", now) == ()


def test_a_window_is_at_one_unit(accounts: Accounts, now: datetime) -> None:
    accounts.presence.note(WORK, RU, "p1s1", ANNA, "tab-1", now)
    accounts.presence.note(WORK, RU, "p2s1", ANNA, "tab-1", now + SECOND)
    accounts.presence.note(WORK, RU, "p9s1", BORIS, "tab-1", now + 2 * SECOND)
    accounts.presence.note(WORK, RU, "p2s1", ANNA, "tab-2", now + 3 * SECOND)
    assert accounts.presence.who(WORK, RU, now + 3 * SECOND) == (
        Present(ANNA, "p2s1", now + 3 * SECOND),
        Present(BORIS, "p9s1", now + 2 * SECOND),
    )


def test_who_leaves_is_not_here(accounts: Accounts, now: datetime) -> None:
    accounts.presence.note(WORK, RU, "p1s1", ANNA, "tab-1", now)
    accounts.presence.note(WORK, RU, "p1s2", ANNA, "tab-2", now)
    accounts.presence.leave(WORK, RU, BORIS, "tab-1")
    accounts.presence.leave(WORK, RU, ANNA, "tab-1")
    accounts.presence.leave(WORK, RU, ANNA, "tab-1")
    accounts.presence.leave("\0", "\ud800", ANNA, "\0")
    assert [each.unit for each in accounts.presence.who(WORK, RU, now)] == ["p1s2"]
    accounts.presence.forget(ANNA)
    assert accounts.presence.who(WORK, RU, now) == ()


@pytest.mark.parametrize(
    ("unit", "window"), [("\0", "tab"), ("\ud800", "tab"), ("x" * 9_000, "tab"), ("p1", "a b"), ("p1", "x" * 65)]
)
def test_what_names_nothing_is_refused(accounts: Accounts, now: datetime, unit: str, window: str) -> None:
    with pytest.raises(InvalidInput):
        accounts.presence.note(WORK, RU, unit, ANNA, window, now)
    assert accounts.presence.who(WORK, RU, now) == ()
    assert accounts.presence.who("\0", "\ud800", now) == ()


def test_many_windows_give_signs_at_once(accounts: Accounts, now: datetime) -> None:
    def sign(n: int) -> None:
        accounts.presence.note(WORK, RU, "p1s1", PersonId(f"p-{n % 4}"), "tab", now)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(sign, range(32)))
    assert sorted(each.person for each in accounts.presence.who(WORK, RU, now)) == ["p-0", "p-1", "p-2", "p-3"]
