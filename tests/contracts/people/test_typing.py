from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from statement_archive.domain import desk
from statement_archive.domain.desk import MAX_TYPED, TooMuchTyped, Typed
from statement_archive.domain.errors import InvalidInput, TooLarge
from statement_archive.domain.ids import PersonId
from statement_archive.domain.people import Accounts

ANNA = PersonId("p-annaannaanna")
BORIS = PersonId("p-borisborisbo")
WORK, RU = "sco-2026", "ru.translation"
HOSTILE = "a\0b \ud800 \u202eevil\u2028 \r\n\u00a0 'AND *' 王 ﷽"
MINUTE = timedelta(minutes=1)


def keep(
    accounts: Accounts,
    now: datetime,
    text: str,
    *,
    unit: str = "p1s1",
    window: str = "tab-1",
    owner: PersonId = ANNA,
    work: str = WORK,
) -> Typed:
    return accounts.typing.keep(owner, work, RU, unit, window, text, base=4, now=now)


def test_what_was_typed_comes_back(accounts: Accounts, now: datetime) -> None:
    typed = keep(accounts, now, HOSTILE, unit="p1s1 p1s2")
    assert (typed.work, typed.expression, typed.unit, typed.window) == (WORK, RU, "p1s1 p1s2", "tab-1")
    assert (typed.text, typed.base, typed.at) == (HOSTILE, 4, now)
    assert list(accounts.typing.kept(ANNA, WORK, RU)) == list(accounts.typing.all(ANNA)) == [typed]
    assert "evil" not in repr(typed)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(), max_size=50))
def test_any_text_comes_back(accounts: Accounts, now: datetime, text: str) -> None:
    keep(accounts, now, text)
    assert [typed.text for typed in accounts.typing.all(ANNA)] == [text]


def test_windows_of_one_person_do_not_overwrite_each_other(accounts: Accounts, now: datetime) -> None:
    keep(accounts, now, "o", window="tab-1")
    keep(accounts, now + MINUTE, "two", window="tab-2")
    keep(accounts, now + 2 * MINUTE, "one", window="tab-1")
    keep(accounts, now + 3 * MINUTE, "form", window="")
    assert [(t.window, t.text) for t in accounts.typing.kept(ANNA, WORK, RU)] == [
        ("", "form"),
        ("tab-1", "one"),
        ("tab-2", "two"),
    ]


def test_anothers_typing_is_not_there(accounts: Accounts, now: datetime) -> None:
    keep(accounts, now, "hers")
    keep(accounts, now, "his", owner=BORIS)
    assert [t.text for t in accounts.typing.all(BORIS)] == ["his"]
    assert accounts.typing.drop(BORIS, WORK, RU, "p1s1") == 1
    assert [t.text for t in accounts.typing.kept(ANNA, WORK, RU)] == ["hers"]
    assert accounts.typing.forget(BORIS) == 0
    assert accounts.typing.forget(ANNA) == 1
    assert accounts.typing.all(ANNA) == ()


def test_it_is_dropped_by_unit_or_by_window(accounts: Accounts, now: datetime) -> None:
    for window in ("tab-1", "tab-2", "tab-3"):
        keep(accounts, now, window, window=window)
    keep(accounts, now, "other", unit="p2s1")
    keep(accounts, now, "elsewhere", work="another-work")
    assert accounts.typing.drop(ANNA, WORK, RU, "p1s1", "tab-2") == 1
    assert sorted(t.text for t in accounts.typing.kept(ANNA, WORK, RU)) == ["other", "tab-1", "tab-3"]
    assert accounts.typing.drop(ANNA, WORK, RU, "p1s1") == 2
    assert accounts.typing.drop(ANNA, WORK, RU, "p1s1") == 0
    assert sorted(t.text for t in accounts.typing.all(ANNA)) == ["elsewhere", "other"]


def test_a_text_of_any_reasonable_length_is_kept(accounts: Accounts, now: datetime) -> None:
    assert keep(accounts, now, "я" * MAX_TYPED).text == "я" * MAX_TYPED
    with pytest.raises(TooLarge):
        keep(accounts, now, "я" * (MAX_TYPED + 1))
    assert [len(t.text) for t in accounts.typing.all(ANNA)] == [MAX_TYPED]


def test_a_unit_of_many_sentences_has_a_name(accounts: Accounts, now: datetime) -> None:
    unit = " ".join(f"p1s{n}" for n in range(1000))
    keep(accounts, now, "x", unit=unit)
    assert [t.unit for t in accounts.typing.all(ANNA)] == [unit]
    assert accounts.typing.drop(ANNA, WORK, RU, unit) == 1


def test_too_much_is_refused_and_nothing_older_is_lost(
    accounts: Accounts, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "MAX_TYPED_UNITS", 3)
    monkeypatch.setattr(desk, "MAX_TYPED_SIZE", 100)
    for n in range(3):
        keep(accounts, now, "x", unit=f"p{n}")
    with pytest.raises(TooMuchTyped):
        keep(accounts, now, "x", unit="p3")
    keep(accounts, now, "changed", unit="p2")
    keep(accounts, now, "x", unit="p3", owner=BORIS)
    with pytest.raises(TooMuchTyped):
        keep(accounts, now, "x" * 100, unit="p2")
    assert sorted(t.text for t in accounts.typing.all(ANNA)) == ["changed", "x", "x"]


@pytest.mark.parametrize("hostile", ["\0", "\ud800", "../x", "x" * 9_000])
def test_what_names_nothing_is_refused(accounts: Accounts, now: datetime, hostile: str) -> None:
    for work, unit, window in ((hostile, "p1", "tab"), (WORK, "p1", hostile)):
        with pytest.raises(InvalidInput):
            keep(accounts, now, "x", work=work, unit=unit, window=window)
    assert accounts.typing.kept(ANNA, hostile, hostile) == ()
    assert accounts.typing.drop(ANNA, hostile, hostile, hostile) == 0
    assert accounts.typing.all(ANNA) == ()


def test_windows_that_type_at_once_all_keep_their_last(accounts: Accounts, now: datetime) -> None:
    def type_in(window: int) -> None:
        for n in range(10):
            keep(accounts, now, f"{window}: {n}", window=f"tab-{window}")

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(type_in, range(6)))
    assert sorted(t.text for t in accounts.typing.all(ANNA)) == [f"{window}: 9" for window in range(6)]
