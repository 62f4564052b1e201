from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

from statement_archive.domain.desk import Counts
from statement_archive.domain.people import Accounts

TODAY = date(2026, 4, 28)
WORK = "sco-2026"


def test_readings_are_counted_by_work_kind_and_day(accounts: Accounts) -> None:
    yesterday = TODAY - timedelta(days=1)
    for day, times in ((yesterday, 3), (TODAY, 2)):
        for _ in range(times):
            accounts.readings.note(WORK, "read", day)
    accounts.readings.note(WORK, "cited", yesterday)
    accounts.readings.note("another-work", "cited", TODAY)
    assert accounts.readings.counts(yesterday) == {WORK: Counts(5, 1), "another-work": Counts(0, 1)}
    assert accounts.readings.counts(TODAY) == {WORK: Counts(2, 0), "another-work": Counts(0, 1)}
    assert accounts.readings.counts(TODAY + timedelta(days=1)) == {}


def test_what_is_no_work_is_not_counted(accounts: Accounts) -> None:
    for hostile in ("", "\0", "\ud800", "../x", "x" * 1000):
        accounts.readings.note(hostile, "read", TODAY)
    assert accounts.readings.counts(TODAY) == {}


def test_none_is_lost_when_many_read_at_once(accounts: Accounts) -> None:
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: accounts.readings.note(WORK, "read", TODAY), range(40)))
    assert accounts.readings.counts(TODAY) == {WORK: Counts(40, 0)}
