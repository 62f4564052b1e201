from __future__ import annotations

from datetime import datetime

import pytest

from statement_archive.domain.errors import InvalidInput
from statement_archive.domain.people import Accounts, Person
from statement_archive.domain.saved_searches import MAX_SAVED


@pytest.fixture
def anna(accounts: Accounts, now: datetime) -> Person:
    return accounts.people.add(login="anna", display_name="Anna", password_hash="x", roles=[], now=now)


@pytest.fixture
def bela(accounts: Accounts, now: datetime) -> Person:
    return accounts.people.add(login="bela", display_name="Bela", password_hash="x", roles=[], now=now)


def test_they_are_kept_by_name(accounts: Accounts, anna: Person, bela: Person, now: datetime) -> None:
    saved = accounts.saved_searches
    second = saved.add(anna.id, "  в мире\u2028 и ", "q=%D0%BC", now)
    first = saved.add(anna.id, "Arms", "q=arms&year=2019", now)
    assert (second.name, second.address, second.created_at) == ("в мире и", "q=%D0%BC", now)
    assert list(saved.of_person(anna.id)) == [first, second]
    assert list(saved.of_person(bela.id)) == []


def test_the_same_search_again_gets_the_new_name(accounts: Accounts, anna: Person, now: datetime) -> None:
    first = accounts.saved_searches.add(anna.id, "one", "q=a", now)
    again = accounts.saved_searches.add(anna.id, "two", "q=a", now)
    assert (again.id, again.name) == (first.id, "two")
    assert [s.name for s in accounts.saved_searches.of_person(anna.id)] == ["two"]


def test_only_its_owner_removes_one(accounts: Accounts, anna: Person, bela: Person, now: datetime) -> None:
    kept = accounts.saved_searches.add(anna.id, "one", "q=a", now)
    assert not accounts.saved_searches.remove(bela.id, kept.id)
    assert accounts.saved_searches.remove(anna.id, kept.id)
    assert not accounts.saved_searches.remove(anna.id, kept.id)


def test_all_are_forgotten_with_a_name(accounts: Accounts, anna: Person, bela: Person, now: datetime) -> None:
    for n in range(3):
        accounts.saved_searches.add(anna.id, f"n{n}", f"q={n}", now)
    accounts.saved_searches.add(bela.id, "one", "q=a", now)
    assert accounts.saved_searches.forget(anna.id) == 3
    assert accounts.saved_searches.forget(anna.id) == 0
    assert len(accounts.saved_searches.of_person(bela.id)) == 1


@pytest.mark.parametrize(("name", "address"), [(" ", "q=a"), ("x" * 200, "q=a"), ("a", "q=é"), ("a", "q=\n")])
def test_what_is_none_is_refused(accounts: Accounts, anna: Person, now: datetime, name: str, address: str) -> None:
    with pytest.raises(InvalidInput):
        accounts.saved_searches.add(anna.id, name, address, now)


def test_there_is_room_for_so_many(accounts: Accounts, anna: Person, now: datetime) -> None:
    for n in range(MAX_SAVED):
        accounts.saved_searches.add(anna.id, f"n{n}", f"q={n}", now)
    with pytest.raises(InvalidInput):
        accounts.saved_searches.add(anna.id, "one more", "q=more", now)


@pytest.mark.parametrize("strange", ["", "x", "\0", "\ud800", "a' or '1'='1"])
def test_what_is_no_name_has_none(accounts: Accounts, anna: Person, now: datetime, strange: str) -> None:
    accounts.saved_searches.add(anna.id, "one", "q=a", now)
    assert list(accounts.saved_searches.of_person(strange)) == []
    assert not accounts.saved_searches.remove(anna.id, strange)
    assert accounts.saved_searches.forget(strange) == 0
