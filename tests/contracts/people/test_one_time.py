from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest

from statement_archive.domain.people import Accounts

HOUR = timedelta(hours=1)


def test_a_link_works_once(accounts: Accounts, now: datetime) -> None:
    token = accounts.one_time.create("reset", data={"person": "p-x"}, expires=now + HOUR, now=now)
    assert len(token) == 43
    assert accounts.one_time.peek("reset", token, now) == {"person": "p-x"}
    assert accounts.one_time.use("reset", token, now) == {"person": "p-x"}
    assert accounts.one_time.use("reset", token, now) is None
    assert accounts.one_time.peek("reset", token, now) is None


def test_a_link_works_for_its_purpose_until_it_expires(accounts: Accounts, now: datetime) -> None:
    token = accounts.one_time.create("invite", data={}, expires=now + HOUR, now=now)
    assert accounts.one_time.use("reset", token, now) is None
    assert accounts.one_time.use("invite", token, now + HOUR) is None
    assert accounts.one_time.peek("invite", token, now + HOUR) is None
    assert accounts.one_time.use("invite", token, now + HOUR - timedelta(microseconds=1)) == {}


@pytest.mark.parametrize("token", ["", "\0", "\ud800", "x" * 100_000])
def test_what_is_no_token_does_nothing(accounts: Accounts, now: datetime, token: str) -> None:
    accounts.one_time.create("setup", data={}, expires=now + HOUR, now=now)
    assert accounts.one_time.use("setup", token, now) is None


def test_links_are_revoked_by_purpose_and_subject(accounts: Accounts, now: datetime) -> None:
    def made(purpose: str, subject: str) -> str:
        assert purpose in {"reset", "invite"}
        return accounts.one_time.create(
            "reset" if purpose == "reset" else "invite", subject=subject, data={}, expires=now + HOUR, now=now
        )

    anna, again, boris, invitation = (
        made("reset", "p-anna"),
        made("reset", "p-anna"),
        made("reset", "p-boris"),
        made("invite", "p-anna"),
    )
    assert accounts.one_time.revoke("reset", "p-anna") == 2
    assert accounts.one_time.revoke("reset", "p-anna") == 0
    assert accounts.one_time.use("reset", anna, now) is None
    assert accounts.one_time.use("reset", again, now) is None
    assert accounts.one_time.use("reset", boris, now) == {}
    assert accounts.one_time.use("invite", invitation, now) == {}


def test_one_of_many_threads_uses_a_link(accounts: Accounts, now: datetime) -> None:
    token = accounts.one_time.create("setup", data={"a": 1}, expires=now + HOUR, now=now)
    together = Barrier(8)

    def use(_: int) -> bool:
        together.wait()
        return accounts.one_time.use("setup", token, now) is not None

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(use, range(8))) == 1


def test_open_links_are_listed_without_their_secret(accounts: Accounts, now: datetime) -> None:
    first = accounts.one_time.create(
        "invite", subject="p-anna", data={"roles": ["editor"]}, expires=now + HOUR, now=now
    )
    later = now + timedelta(minutes=1)
    second = accounts.one_time.create("invite", subject="p-boris", data={}, expires=now + 3 * HOUR, now=later)
    accounts.one_time.create("reset", subject="p-anna", data={}, expires=now + HOUR, now=now)
    newest, oldest = accounts.one_time.open("invite", later)
    assert (newest.subject, newest.created_at, newest.expires_at) == ("p-boris", later, now + 3 * HOUR)
    assert (oldest.purpose, oldest.data) == ("invite", {"roles": ["editor"]})
    assert not {first, second} & {newest.id, oldest.id}
    assert accounts.one_time.use("invite", newest.id, later) is None
    assert [link.subject for link in accounts.one_time.open("invite", now + HOUR)] == ["p-boris"]


def test_one_link_is_revoked_by_its_id(accounts: Accounts, now: datetime) -> None:
    tokens = [accounts.one_time.create("invite", data={"n": n}, expires=now + HOUR, now=now) for n in range(2)]
    gone = next(link for link in accounts.one_time.open("invite", now) if link.data == {"n": 0})
    assert not accounts.one_time.revoke_one("reset", gone.id)
    assert accounts.one_time.revoke_one("invite", gone.id)
    assert not accounts.one_time.revoke_one("invite", gone.id)
    for hostile in ("", "\0", "\ud800", tokens[1]):
        assert not accounts.one_time.revoke_one("invite", hostile)
    assert accounts.one_time.use("invite", tokens[0], now) is None
    assert accounts.one_time.use("invite", tokens[1], now) == {"n": 1}
