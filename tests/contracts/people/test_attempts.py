from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from statement_archive.domain.people import Accounts

SECOND = timedelta(seconds=1)


def test_the_first_five_cost_nothing_then_waits_double(accounts: Accounts, now: datetime) -> None:
    waits = []
    at = now
    for _ in range(18):
        wait = accounts.attempts.throttle("anna", "192.0.2.1", at)
        waits.append(wait)
        at += wait * SECOND
        assert accounts.attempts.admit("anna", "192.0.2.1", at) == 0
    assert waits[:5] == [0] * 5
    assert waits[5:15] == [2, 4, 8, 16, 32, 64, 128, 256, 512, 900]
    assert max(waits) == 900


def test_who_has_to_wait_is_not_counted(accounts: Accounts, now: datetime) -> None:
    for _ in range(5):
        assert accounts.attempts.admit("anna", "192.0.2.1", now) == 0
    assert {accounts.attempts.admit("anna", "192.0.2.1", now) for _ in range(50)} == {2}
    assert accounts.attempts.admit("anna", "192.0.2.1", now + 2 * SECOND) == 0
    assert accounts.attempts.throttle("anna", "192.0.2.1", now + 2 * SECOND) == 4


def test_a_login_waits_whatever_the_network_and_others_do_not(accounts: Accounts, now: datetime) -> None:
    for n in range(5):
        accounts.attempts.admit("anna", f"192.0.2.{n}", now)
    assert accounts.attempts.throttle("anna", "198.51.100.7", now) == 2
    assert accounts.attempts.throttle("boris", "192.0.2.1", now) == 0


def test_a_network_waits_whatever_the_login(accounts: Accounts, now: datetime) -> None:
    for n in range(25):
        assert accounts.attempts.admit(f"login{n}", f"2001:db8:0:1::{n:x}", now) == 0
    assert accounts.attempts.throttle("anna", "2001:db8:0:1:ffff::1", now) == 2
    assert accounts.attempts.throttle("anna", "2001:db8:0:2::1", now) == 0


def test_success_forgets_this_login_on_this_network_only(accounts: Accounts, now: datetime) -> None:
    for n in range(24):
        accounts.attempts.admit(f"victim{n}", "192.0.2.1", now)
    accounts.attempts.admit("mallory", "192.0.2.1", now)
    assert accounts.attempts.throttle("anna", "192.0.2.1", now) == 2
    accounts.attempts.forget("mallory", "192.0.2.1")
    assert accounts.attempts.admit("mallory", "192.0.2.1", now) == 0
    assert accounts.attempts.throttle("anna", "192.0.2.1", now) == 2


def test_an_hour_later_nothing_is_held_against_anybody(accounts: Accounts, now: datetime) -> None:
    for _ in range(5):
        accounts.attempts.admit("anna", "192.0.2.1", now)
    assert accounts.attempts.throttle("anna", "192.0.2.1", now + timedelta(hours=1)) == 0


@pytest.mark.parametrize("typed", ["", "\0", "\ud800", "x" * 100_000, "\u202e"])
def test_hostile_logins_and_addresses_count_too(accounts: Accounts, now: datetime, typed: str) -> None:
    for _ in range(5):
        assert accounts.attempts.admit(typed, typed, now) == 0
    assert accounts.attempts.admit(typed, typed, now) == 2


def test_parallel_guesses_do_not_all_pass(accounts: Accounts, now: datetime) -> None:
    with ThreadPoolExecutor(8) as threads:
        waits = list(threads.map(lambda _: accounts.attempts.admit("anna", "192.0.2.1", now), range(24)))
    assert waits.count(0) == 5
