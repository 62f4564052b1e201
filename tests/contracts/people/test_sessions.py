from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from statement_archive.domain.ids import PersonId
from statement_archive.domain.people import Accounts

DAY = timedelta(days=1)


@pytest.fixture
def anna(accounts: Accounts, now: datetime) -> PersonId:
    return accounts.people.add(login="anna", display_name="Anna", password_hash="h", roles=[], now=now).id


def test_a_session_is_found_by_its_token(accounts: Accounts, now: datetime, anna: PersonId) -> None:
    token = accounts.sessions.create(anna, agent="Firefox", now=now)
    found = accounts.sessions.find(token, now)
    assert found is not None
    assert (found.person, found.agent, found.created_at, found.seen_at) == (anna, "Firefox", now, now)


def test_tokens_have_256_bits_and_differ(accounts: Accounts, now: datetime, anna: PersonId) -> None:
    tokens = {accounts.sessions.create(anna, agent="", now=now) for _ in range(20)}
    assert len(tokens) == 20
    assert {len(token) for token in tokens} == {43}


@pytest.mark.parametrize("token", ["", "x", "\0", "\ud800", "é" * 100_000])
def test_an_unknown_token_finds_nothing(accounts: Accounts, now: datetime, anna: PersonId, token: str) -> None:
    accounts.sessions.create(anna, agent="", now=now)
    assert accounts.sessions.find(token, now) is None
    accounts.sessions.end(token)


def test_a_session_ends_when_idle(accounts: Accounts, now: datetime, anna: PersonId) -> None:
    token = accounts.sessions.create(anna, agent="", now=now)
    assert accounts.sessions.find(token, now + 13 * DAY) is not None
    assert accounts.sessions.find(token, now + 26 * DAY) is not None
    assert accounts.sessions.find(token, now + 40 * DAY) is None


def test_a_session_ends_after_ninety_days_of_use(accounts: Accounts, now: datetime, anna: PersonId) -> None:
    token = accounts.sessions.create(anna, agent="", now=now)
    days = [day for day in range(1, 120) if accounts.sessions.find(token, now + day * DAY) is not None]
    assert days == list(range(1, 90))


def test_use_is_noted_once_in_ten_minutes(accounts: Accounts, now: datetime, anna: PersonId) -> None:
    token = accounts.sessions.create(anna, agent="", now=now)
    seen = []
    for minutes in (9, 10, 15, 21):
        found = accounts.sessions.find(token, now + timedelta(minutes=minutes))
        assert found is not None
        seen.append((found.seen_at - now) // timedelta(minutes=1))
    assert seen == [0, 10, 10, 21]


def test_sessions_end_one_by_one_and_together(accounts: Accounts, now: datetime, anna: PersonId) -> None:
    boris = accounts.people.add(login="boris", display_name="B", password_hash="h", roles=[], now=now).id
    tokens = [accounts.sessions.create(anna, agent="", now=now) for _ in range(4)]
    other = accounts.sessions.create(boris, agent="", now=now)
    accounts.sessions.end(tokens[0])
    assert accounts.sessions.find(tokens[0], now) is None
    assert accounts.sessions.end_all(anna, keep=tokens[1]) == 2
    assert accounts.sessions.find(tokens[1], now) is not None
    assert accounts.sessions.find(tokens[2], now) is None
    assert accounts.sessions.end_all(anna) == 1
    assert accounts.sessions.find(other, now) is not None


def test_old_sessions_are_cleared_when_others_begin(accounts: Accounts, now: datetime, anna: PersonId) -> None:
    old = accounts.sessions.create(anna, agent="", now=now)
    accounts.sessions.create(anna, agent="", now=now + 20 * DAY)
    assert accounts.sessions.find(old, now) is None
