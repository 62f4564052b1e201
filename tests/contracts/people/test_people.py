from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone

import pytest

from statement_archive.domain.actors import Role
from statement_archive.domain.errors import ArchiveError, NotFound, Refused
from statement_archive.domain.people import Accounts, LastAdministrator, LoginTaken, Person


def add(accounts: Accounts, now: datetime, login: str = "anna", roles: tuple[Role, ...] = ("translator",)) -> Person:
    return accounts.people.add(login=login, display_name="Anna", password_hash="hash", roles=roles, now=now)


def test_who_was_added_is_found_by_id_and_by_login(accounts: Accounts, now: datetime) -> None:
    person = add(accounts, now)
    assert person.id.startswith("p-")
    assert len(person.id) == 14
    assert accounts.people.by_id(person.id) == person
    assert accounts.people.by_login("anna") == person
    assert (person.active, person.roles, person.email) == (True, frozenset({"translator"}), None)


@pytest.mark.parametrize("typed", ["ANNA", " anna ", "ａｎｎａ", "Ａnna"])
def test_a_login_is_found_however_it_is_typed(accounts: Accounts, now: datetime, typed: str) -> None:
    person = add(accounts, now)
    assert accounts.people.by_login(typed) == person


@pytest.mark.parametrize("typed", ["аnna", "anna\0", "an\u202ena", "", "a" * 100_000, "\ud800", "anna' OR '1'='1"])
def test_what_only_looks_like_a_login_finds_nobody(accounts: Accounts, now: datetime, typed: str) -> None:
    add(accounts, now)
    assert accounts.people.by_login(typed) is None


@pytest.mark.parametrize("raw", ["", "p-\0", "\ud800", "p-" + "a" * 100_000, "%", "p-aaaaaaaaaaaa"])
def test_an_id_that_is_none_finds_nobody(accounts: Accounts, now: datetime, raw: str) -> None:
    add(accounts, now)
    assert accounts.people.by_id(raw) is None
    assert accounts.people.password_hash(raw) is None
    with pytest.raises(NotFound):
        accounts.people.set_roles(raw, [])


def test_a_login_is_given_once(accounts: Accounts, now: datetime) -> None:
    add(accounts, now)
    with pytest.raises(LoginTaken) as refused:
        add(accounts, now)
    assert refused.value.details["login"] == "anna"
    assert accounts.people.count() == 1


def test_everybody_is_listed_by_login(accounts: Accounts, now: datetime) -> None:
    for login in ("chen", "anna", "boris"):
        add(accounts, now, login)
    accounts.people.set_active(accounts.people.all()[1].id, active=False)
    assert [(person.login, person.active) for person in accounts.people.all()] == [
        ("anna", True),
        ("boris", False),
        ("chen", True),
    ]
    assert accounts.people.count() == 3


def test_names_come_back_as_they_were(accounts: Accounts, now: datetime) -> None:
    for n, name in enumerate(["Қасым-Жомарт", "محمد بن سلمان", "नरेन्द्र", "王毅", "O’Neill \U0001f54a"]):
        accounts.people.add(login=f"p{n}", display_name=name, password_hash="h", roles=[], now=now, email="a@b.example")
        found = accounts.people.by_login(f"p{n}")
        assert found is not None
        assert (found.display_name, found.email) == (name, "a@b.example")


def test_times_keep_their_instant(accounts: Accounts) -> None:
    almaty = datetime(2026, 4, 28, 15, 0, 0, 123456, tzinfo=timezone(timedelta(hours=5)))
    person = add(accounts, almaty)
    found = accounts.people.by_id(person.id)
    assert found is not None
    assert found.created_at == almaty
    assert found.created_at.tzinfo is not None


def test_roles_are_replaced(accounts: Accounts, now: datetime) -> None:
    person = add(accounts, now, roles=("translator", "reviewer"))
    changed = accounts.people.set_roles(person.id, ["reviewer", "editor", "editor"])
    assert changed.roles == {"reviewer", "editor"}
    assert accounts.people.by_id(person.id) == changed
    assert accounts.people.set_roles(person.id, []).roles == frozenset()


def test_the_last_administrator_stays(accounts: Accounts, now: datetime) -> None:
    first = add(accounts, now, "first", ("administrator",))
    second = add(accounts, now, "second", ("administrator",))
    accounts.people.set_active(second.id, active=False)
    with pytest.raises(LastAdministrator):
        accounts.people.set_roles(first.id, ["editor"])
    with pytest.raises(LastAdministrator):
        accounts.people.set_active(first.id, active=False)
    assert accounts.people.by_id(first.id) == first
    accounts.people.set_active(second.id, active=True)
    assert accounts.people.set_roles(first.id, ["editor"]).roles == {"editor"}
    with pytest.raises(LastAdministrator):
        accounts.people.set_active(second.id, active=False)


def test_an_administrator_may_gain_roles_and_others_may_leave(accounts: Accounts, now: datetime) -> None:
    chief = add(accounts, now, "chief", ("administrator",))
    other = add(accounts, now, "other")
    assert accounts.people.set_roles(chief.id, ["administrator", "editor"]).roles == {"administrator", "editor"}
    assert accounts.people.set_active(other.id, active=False).active is False


def test_administrators_who_leave_at_once_leave_one(accounts: Accounts, now: datetime) -> None:
    people = [add(accounts, now, f"chief{n}", ("administrator",)) for n in range(6)]

    def leave(person: Person) -> bool:
        try:
            accounts.people.set_roles(person.id, [])
        except LastAdministrator:
            return False
        return True

    with ThreadPoolExecutor(6) as threads:
        left = list(threads.map(leave, people))
    assert sum(left) == 5
    assert sum("administrator" in person.roles for person in accounts.people.all()) == 1


def test_one_of_many_is_first(accounts: Accounts, now: datetime) -> None:
    def try_first(n: int) -> str:
        try:
            accounts.people.add(
                login=f"first{n}", display_name="F", password_hash="h", roles=["administrator"], now=now, first=True
            )
        except ArchiveError as error:
            return error.code
        return "done"

    with ThreadPoolExecutor(6) as threads:
        outcomes = sorted(threads.map(try_first, range(6)))
    assert outcomes == ["done"] + ["refused"] * 5
    assert accounts.people.count() == 1


def test_nobody_is_first_where_somebody_is(accounts: Accounts, now: datetime) -> None:
    add(accounts, now)
    with pytest.raises(Refused):
        accounts.people.add(login="late", display_name="L", password_hash="h", roles=[], now=now, first=True)


def test_a_password_is_replaced_only_where_it_is_the_expected_one(accounts: Accounts, now: datetime) -> None:
    person = add(accounts, now)
    assert accounts.people.set_password(person.id, "second") is True
    assert accounts.people.set_password(person.id, "third", replacing="hash") is False
    assert accounts.people.password_hash(person.id) == "second"
    assert accounts.people.set_password(person.id, "third", replacing="second") is True
    with pytest.raises(NotFound):
        accounts.people.set_password("p-aaaaaaaaaaaa", "x", replacing="y")


def test_a_person_does_not_show_hash_or_mail(accounts: Accounts, now: datetime) -> None:
    person = accounts.people.add(
        login="anna", display_name="Anna", password_hash="S3CRET", roles=[], now=now, email="anna@example.org"
    )
    assert "S3CRET" not in repr(person)
    assert "example.org" not in repr(person)
