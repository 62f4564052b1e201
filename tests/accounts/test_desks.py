"""Desks on a disk: two processes, a full disk, a backup."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from statement_archive.accounts import open_sql
from statement_archive.bootstrap import make_home
from statement_archive.domain.errors import StorageFull
from statement_archive.domain.ids import PersonId
from statement_archive.domain.people import Accounts
from statement_archive.storage import backup, open_place

NOW = datetime(2026, 4, 28, 10, 0, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "instance" / "accounts.sqlite"


def opened(path: Path) -> Accounts:
    return open_sql(path, key=b"a key for tests")


DESKS = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statement_archive.accounts import open_sql
from statement_archive.domain.desk import Claimed
from statement_archive.domain.ids import PersonId

accounts = open_sql(Path(sys.argv[1]), key=b"k")
me = PersonId(sys.argv[2])
now = datetime(2026, 4, 28, 10, 0, tzinfo=UTC)
print("ready", flush=True)
sys.stdin.readline()
taken = 0
for n in range(20):
    try:
        accounts.claims.take(f"w-{n}", "ru.translation", me, lang="ru", until=now + timedelta(days=1), now=now)
        taken += 1
    except Claimed:
        pass
    accounts.typing.keep(PersonId("p-both"), "w", "ru.translation", "p1", me, f"{me} {n}", base=0, now=now)
    accounts.presence.note("w", "ru.translation", "p1", PersonId("p-both"), "tab", now)
    accounts.readings.note("w", "read", now.date())
print(taken)
accounts.close()
"""


def test_desks_hold_between_processes(path: Path) -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, "-W", "error", "-c", DESKS, str(path), f"p-{n}"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for n in range(2)
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    taken = [int(process.communicate(timeout=60)[0]) for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    assert sum(taken) == 20
    accounts = opened(path)
    assert len(accounts.claims.live(NOW)) == 20
    assert sorted(t.text for t in accounts.typing.all("p-both")) == ["p-0 19", "p-1 19"]
    assert len(accounts.presence.who("w", "ru.translation", NOW)) == 1
    assert accounts.readings.counts(NOW.date())["w"].read == 40
    accounts.close()


def test_a_full_disk_says_so_to_the_typist_and_fails_no_page(path: Path) -> None:
    accounts = opened(path)
    accounts.close()

    @event.listens_for(Engine, "connect")
    def limit(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")

    try:
        accounts = opened(path)
        with pytest.raises(StorageFull):
            accounts.typing.keep(PersonId("p-x"), "w", "ru.translation", "p1", "tab", "x" * 99_000, base=0, now=NOW)
        accounts.readings.note("w", "read", NOW.date())
        accounts.close()
    finally:
        event.remove(Engine, "connect", limit)


def test_a_backup_holds_the_desks(tmp_path: Path) -> None:
    home = make_home(tmp_path / "home").path
    accounts = opened(home / "instance" / "accounts.sqlite")
    until = NOW + timedelta(days=1)
    accounts.claims.take("w", "ru.translation", PersonId("p-x"), lang="ru", until=until, now=NOW)
    typed = accounts.typing.keep(PersonId("p-x"), "w", "ru.translation", "p1", "tab", "typed", base=0, now=NOW)
    backup(open_place(home, lock_timeout=10), tmp_path / "copy")
    accounts.typing.forget("p-x")
    copied = opened(tmp_path / "copy" / "instance" / "accounts.sqlite")
    assert list(copied.typing.all("p-x")) == [typed]
    assert [claim.until for claim in copied.claims.live(NOW)] == [until]
    copied.close()
    accounts.close()
