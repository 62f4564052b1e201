from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from statement_archive.domain.actors import Role
from statement_archive.domain.errors import NotFound, Refused
from statement_archive.domain.people import Accounts, LastAdministrator, Person


def add(
    accounts: Accounts,
    now: datetime,
    login: str = "anna",
    roles: tuple[Role, ...] = ("translator",),
    limits: tuple[tuple[Role, str], ...] = (),
) -> Person:
    return accounts.people.add(
        login=login,
        display_name="Anna",
        password_hash="hash",
        roles=roles,
        limits=limits,
        now=now,
        email=f"{login}@example.org",
    )


def test_a_role_is_held_to_languages(accounts: Accounts, now: datetime) -> None:
    limits: tuple[tuple[Role, str], ...] = (("translator", "ru"), ("translator", "zh-Hans"), ("editor", "de"))
    person = add(accounts, now, limits=limits)
    assert person.limits == {("translator", "ru"), ("translator", "zh-Hans")}
    assert accounts.people.by_id(person.id) == accounts.people.by_login("anna") == person


def test_limits_are_replaced_with_roles(accounts: Accounts, now: datetime) -> None:
    person = add(accounts, now, limits=(("translator", "ru"), ("translator", "de")))
    changed = accounts.people.set_roles(
        person.id, ["translator", "reviewer"], [("translator", "de"), ("reviewer", "fr"), ("reviewer", "fr")]
    )
    assert changed.limits == {("translator", "de"), ("reviewer", "fr")}
    assert accounts.people.by_id(person.id) == changed
    assert accounts.people.set_roles(person.id, ["reviewer"]).limits == frozenset()
    assert accounts.people.set_active(person.id, active=False).limits == frozenset()


def test_an_erased_person_is_an_id(accounts: Accounts, now: datetime) -> None:
    person = add(accounts, now, limits=(("translator", "ru"),))
    later = now + timedelta(days=1)
    erased = accounts.people.erase(person.id, later)
    assert (erased.id, erased.display_name, erased.email, erased.roles, erased.limits, erased.active) == (
        person.id,
        "",
        None,
        frozenset(),
        frozenset(),
        False,
    )
    assert (erased.created_at, erased.erased_at) == (now, later)
    assert "anna" not in erased.login
    assert accounts.people.by_id(person.id) == erased
    assert accounts.people.by_login("anna") is None
    assert accounts.people.password_hash(person.id) == ""
    assert not accounts.passwords.verify("", "")
    assert accounts.people.erase(person.id, later + timedelta(days=1)) == erased
    assert add(accounts, now).id != person.id
    with pytest.raises(Refused):
        accounts.people.set_active(person.id, active=True)
    with pytest.raises(NotFound):
        accounts.people.erase("p-aaaaaaaaaaaa", now)


def test_the_last_administrator_is_not_erased(accounts: Accounts, now: datetime) -> None:
    first, second = (add(accounts, now, login, ("administrator",)) for login in ("first", "second"))

    def erase(person: Person) -> bool:
        try:
            accounts.people.erase(person.id, now)
        except LastAdministrator:
            return False
        return True

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(erase, (first, second))) == [False, True]
    (left,) = [person for person in accounts.people.all() if person.active]
    assert left in (first, second)
