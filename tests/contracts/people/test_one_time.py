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
