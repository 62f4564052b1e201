from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from statement_archive.domain.people import Accounts, Person


@pytest.fixture
def anna(accounts: Accounts, now: datetime) -> Person:
    return accounts.people.add(login="anna", display_name="Anna", password_hash="x", roles=["translator"], now=now)


def test_a_token_names_its_person_until_another_is_made(accounts: Accounts, anna: Person, now: datetime) -> None:
    assert accounts.feed_keys.since(anna.id) is None
    first = accounts.feed_keys.create(anna.id, now)
    assert accounts.feed_keys.find(first) == anna.id
    assert accounts.feed_keys.since(anna.id) == now
    second = accounts.feed_keys.create(anna.id, now + timedelta(days=1))
    assert len(second) >= 43
    assert accounts.feed_keys.find(first) is None
    assert accounts.feed_keys.find(second) == anna.id
    assert accounts.feed_keys.since(anna.id) == now + timedelta(days=1)


def test_a_revoked_token_opens_nothing(accounts: Accounts, anna: Person, now: datetime) -> None:
    token = accounts.feed_keys.create(anna.id, now)
    assert accounts.feed_keys.revoke(anna.id)
    assert not accounts.feed_keys.revoke(anna.id)
    assert accounts.feed_keys.find(token) is None


@pytest.mark.parametrize("strange", ["", "x", "\0", "\ud800", "a' or '1'='1"])
def test_what_is_no_token_finds_nobody(accounts: Accounts, anna: Person, now: datetime, strange: str) -> None:
    accounts.feed_keys.create(anna.id, now)
    assert accounts.feed_keys.find(strange) is None
    assert accounts.feed_keys.since(strange) is None
    assert not accounts.feed_keys.revoke(strange)
