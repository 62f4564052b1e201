"""``QuoteReports``: kept for one person, brought up to date by whoever looks first."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from statement_archive.domain.errors import TooLarge
from statement_archive.domain.people import Accounts, Person
from statement_archive.domain.quote_reports import MAX_BYTES, MAX_NAME


@pytest.fixture
def anna(accounts: Accounts, now: datetime) -> Person:
    return accounts.people.add(login="anna", display_name="Anna", password_hash="x", roles=[], now=now)


@pytest.fixture
def bela(accounts: Accounts, now: datetime) -> Person:
    return accounts.people.add(login="bela", display_name="Bela", password_hash="x", roles=[], now=now)


def test_they_are_kept_the_newest_first(accounts: Accounts, anna: Person, bela: Person, now: datetime) -> None:
    kept = accounts.quote_reports
    old = kept.add(anna.id, "  a\u2028paper ", '{"text": "Ё"}', "s1", now)
    new = kept.add(anna.id, "", "{}", "s1", now + timedelta(seconds=1))
    assert (old.name, new.name, old.changes, old.created_at) == ("a paper", "report", "[]", now)
    assert list(kept.of_person(anna.id)) == [new, old]
    assert kept.get(anna.id, old.id) == old
    assert kept.get(bela.id, old.id) is None
    assert kept.get(anna.id, "no\x00ne") is None
    assert list(kept.of_person(bela.id)) == []


def test_of_two_that_look_at_once_one_tells(accounts: Accounts, anna: Person, now: datetime) -> None:
    kept = accounts.quote_reports
    report = kept.add(anna.id, "p", "{}", "s1", now)
    newer = replace(report, state="s2", data='{"a": 1}', changes="[1]")
    assert kept.update(newer, "s1")
    assert not kept.update(replace(report, state="s3"), "s1")
    assert kept.get(anna.id, report.id) == newer


def test_only_its_owner_removes_one(accounts: Accounts, anna: Person, bela: Person, now: datetime) -> None:
    kept = accounts.quote_reports
    report = kept.add(anna.id, "p", "{}", "s", now)
    assert not kept.remove(bela.id, report.id)
    assert kept.remove(anna.id, report.id)
    assert not kept.remove(anna.id, report.id)


def test_they_go_with_their_owner(accounts: Accounts, anna: Person, now: datetime) -> None:
    for n in range(3):
        accounts.quote_reports.add(anna.id, str(n), "{}", "s", now)
    assert accounts.quote_reports.forget(anna.id) == 3
    assert list(accounts.quote_reports.of_person(anna.id)) == []


def test_names_and_sizes_have_an_end(accounts: Accounts, anna: Person, now: datetime) -> None:
    assert len(accounts.quote_reports.add(anna.id, "x" * 999, "{}", "s", now).name) == MAX_NAME
    with pytest.raises(TooLarge):
        accounts.quote_reports.add(anna.id, "x", "x" * (MAX_BYTES + 1), "s", now)
