from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from argon2 import PasswordHasher
from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.schema import CreateTable

from statement_archive.accounts import Argon2Passwords, open_sql
from statement_archive.accounts import database as module
from statement_archive.accounts.database import Database, alembic_config, open_file, open_url
from statement_archive.accounts.tables import Base, PersonRow, RoleRow, SessionRow
from statement_archive.domain.errors import HomeBusy, Refused, StorageFull
from statement_archive.domain.ids import PersonId
from statement_archive.domain.people import Accounts, DraftFile

NOW = datetime(2026, 4, 28, 10, 0, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "instance" / "accounts.sqlite"


def opened(path: Path) -> Accounts:
    cheap = Argon2Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    return open_sql(path, key=b"a key for tests", passwords=cheap)


def test_migrations_end_in_the_tables_of_the_models(path: Path) -> None:
    open_file(path).close()
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []
        constraints = sorted(
            str(row[0])
            for row in connection.execute(text("select sql from sqlite_master where type = 'table' order by name"))
        )
    engine.dispose()
    # What the comparison does not look at: names of primary keys and cascades.
    assert sum("CONSTRAINT pk_" in sql for sql in constraints) == len(Base.metadata.tables)
    assert sum(sql.count("ON DELETE CASCADE") for sql in constraints) == 6


def test_there_is_one_newest_migration(path: Path) -> None:
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        assert len(ScriptDirectory.from_config(alembic_config(connection)).get_heads()) == 1
    engine.dispose()


def test_the_tables_can_be_made_in_postgresql() -> None:
    # The constructor of a dialect carries no annotations.
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    made = [str(CreateTable(table).compile(dialect=dialect)) for table in Base.metadata.sorted_tables]
    assert sum("TIMESTAMP WITH TIME ZONE" in sql for sql in made) == 12
    assert any("BYTEA" in sql for sql in made)


@pytest.mark.skipif(os.name != "posix", reason="file modes are those of POSIX")
def test_folder_and_files_are_private(path: Path) -> None:
    path.parent.mkdir(mode=0o755)
    path.touch(0o644)
    accounts = opened(path)
    accounts.drafts.save(PersonId("p-x"), "deposit", {}, now=NOW)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    assert modes == dict.fromkeys(("accounts.sqlite", "accounts.sqlite-wal", "accounts.sqlite-shm"), 0o600)
    accounts.close()


def test_pragmas_hold_on_every_connection(path: Path) -> None:
    database = open_file(path)
    with database.read() as one, database.read() as other:
        for transaction in (one, other):
            pragmas = {
                name: transaction.scalar(text(f"PRAGMA {name}"))
                for name in ("journal_mode", "foreign_keys", "busy_timeout", "synchronous", "secure_delete")
            }
            assert list(pragmas.values()) == ["wal", 1, 10_000, 2, 1]
    with pytest.raises(IntegrityError), database.write() as transaction:
        transaction.add(SessionRow(digest="d", person="p-nobody", agent="", created_at=NOW, seen_at=NOW))
    database.close()


def test_two_founders_cannot_be_stored(path: Path) -> None:
    # What decides between racing set-ups on a database that writes in parallel.
    database = open_file(path)

    def found(person: str) -> None:
        with database.write() as transaction:
            transaction.add(
                PersonRow(
                    id=person,
                    login=person,
                    display_name="F",
                    password_hash="h",
                    active=True,
                    created_at=NOW,
                    founder=True,
                )
            )

    found("p-a")
    with pytest.raises(IntegrityError):
        found("p-b")
    database.close()


def test_an_error_rolls_back(path: Path) -> None:
    database = open_file(path)

    def fail_halfway() -> None:
        with database.write() as transaction:
            transaction.execute(text("insert into attempt (login_key, network_key, at) values ('', '', '2026-01-01')"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_halfway()
    with database.read() as reading:
        assert reading.scalar(text("select count(*) from attempt")) == 0
    database.close()


def test_a_full_disk_is_said_and_keeps_nobody_from_reading(path: Path) -> None:
    database = open_file(path)
    accounts = opened(path)
    person = accounts.people.add(login="anna", display_name="A", password_hash="h", roles=[], now=NOW)
    token = accounts.sessions.create(person.id, agent="", now=NOW)
    accounts.close()

    @event.listens_for(Engine, "connect")
    def limit(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")  # SQLite takes the size that the file has

    try:
        accounts = opened(path)
        big = DraftFile("a", bytes(1_000_000))
        with pytest.raises(StorageFull):
            accounts.drafts.save(person.id, "deposit", {}, now=NOW, file=big)
        assert accounts.drafts.list(person.id) == ()
        assert accounts.sessions.find(token, NOW + timedelta(hours=1)) is not None
        accounts.close()
    finally:
        event.remove(Engine, "connect", limit)
        database.close()


def test_a_writer_that_waits_too_long_says_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BUSY_TIMEOUT", 20)
    accounts = opened(path)
    person = accounts.people.add(login="anna", display_name="A", password_hash="h", roles=[], now=NOW)
    token = accounts.sessions.create(person.id, agent="", now=NOW)
    database = open_file(path)
    with database.write() as transaction:
        transaction.connection()  # it begins with its first use
        with pytest.raises(HomeBusy):
            accounts.drafts.save(person.id, "deposit", {}, now=NOW)
        found = accounts.sessions.find(token, NOW + timedelta(hours=1))
    assert found is not None
    assert found.seen_at == NOW
    database.close()
    accounts.close()


def test_a_time_without_zone_is_refused(path: Path) -> None:
    accounts = opened(path)
    with pytest.raises(StatementError, match="without a zone"):
        accounts.drafts.save(PersonId("p-x"), "deposit", {}, now=datetime(2026, 4, 28))  # noqa: DTZ001 - the case
    accounts.close()


def test_readers_do_not_wait_for_a_writer(path: Path) -> None:
    database = open_file(path)
    with database.write() as writing, database.read() as reading:
        writing.execute(text("insert into attempt (login_key, network_key, at) values ('', '', '2026-01-01')"))
        assert reading.scalar(text("select count(*) from attempt")) == 0
    database.close()


def test_a_database_of_a_newer_program_is_left_alone(path: Path) -> None:
    open_file(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("update alembic_version set version_num = '9999'")
    connection.close()
    with pytest.raises(Refused, match="newer version"):
        open_file(path)


def test_a_broken_migration_leaves_nothing_behind(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = Base.metadata.tables["attempt"].name
    path.parent.mkdir()
    with sqlite3.connect(path) as connection:
        connection.execute(f"create table {broken} (x)")
    connection.close()
    with pytest.raises(Exception, match="already exists"):
        open_file(path)
    with sqlite3.connect(path) as connection:
        assert connection.execute("select name from sqlite_master where type = 'table'").fetchall() == [(broken,)]
    connection.close()


def test_a_path_with_percent_and_question_mark_is_a_path(tmp_path: Path) -> None:
    path = tmp_path / "a%20b?mode=ro" / "accounts.sqlite"
    open_file(path).close()
    assert path.stat().st_size > 0


def test_many_threads_open_at_once(path: Path) -> None:
    def open_one(_: int) -> Database:
        return open_file(path)

    with ThreadPoolExecutor(4) as threads:
        for database in threads.map(open_one, range(4)):
            database.close()


def test_an_address_opens_too(tmp_path: Path) -> None:
    accounts = open_sql(f"sqlite:///{tmp_path}/a.sqlite", key=b"k")
    assert accounts.people.count() == 0
    accounts.close()
    open_url(f"sqlite:///{tmp_path}/a.sqlite").close()


def test_a_role_of_a_newer_program_allows_nothing(path: Path) -> None:
    accounts = opened(path)
    person = accounts.people.add(login="anna", display_name="A", password_hash="h", roles=["editor"], now=NOW)
    database = open_file(path)
    with database.write() as transaction:
        transaction.add(RoleRow(person=person.id, role="emperor"))
    assert accounts.people.by_id(person.id) == person
    database.close()
    accounts.close()


def test_no_secret_is_on_the_disk(path: Path) -> None:
    accounts = opened(path)
    password = "vier lange woerter genug"
    person = accounts.people.add(
        login="anna", display_name="A", password_hash=accounts.passwords.hash(password), roles=[], now=NOW
    )
    session = accounts.sessions.create(person.id, agent="", now=NOW)
    link = accounts.one_time.create("reset", data={}, expires=NOW + timedelta(days=1), now=NOW)
    accounts.attempts.admit("typed-as-login", "192.0.2.77", NOW)
    stored = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert b"anna" in stored
    for secret in (password, session, link, "typed-as-login", "192.0.2.77"):
        assert secret.encode() not in stored
    accounts.close()


def test_a_deleted_draft_is_gone_from_the_file(path: Path) -> None:
    accounts = opened(path)
    file = DraftFile("a.txt", b"under embargo until noon" * 1000)
    draft = accounts.drafts.save(PersonId("p-x"), "deposit", {"text": "embargoed words"}, now=NOW, file=file)
    accounts.drafts.delete(PersonId("p-x"), draft.id)
    accounts.close()  # the last connection folds the write-ahead log into the file
    stored = b"".join(each.read_bytes() for each in path.parent.iterdir())
    assert b"under embargo" not in stored
    assert b"embargoed words" not in stored


RACE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from argon2 import PasswordHasher
from statement_archive.accounts import Argon2Passwords, open_sql
from statement_archive.accounts import database as module
from statement_archive.domain.errors import ArchiveError
from statement_archive.workflow.accounts import setup_first_administrator

cheap = Argon2Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
accounts = open_sql(Path(sys.argv[1]), key=b"k", passwords=cheap)
now = datetime(2026, 4, 28, 10, 0, tzinfo=UTC)
print("ready", flush=True)
tokens = sys.stdin.readline().split()
used = sum(accounts.one_time.use("reset", token, now) is not None for token in tokens[1:])
try:
    setup_first_administrator(
        accounts, tokens[0], login=sys.argv[2], display_name="C", password="vier lange woerter", now=now
    )
    print(used, "done")
except ArchiveError as error:
    print(used, error.code)
accounts.close()
"""


def test_of_two_processes_one_uses_each_link(path: Path) -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, "-W", "error", "-c", RACE, str(path), f"chief{n}"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for n in range(2)
    ]
    # Both open, and so migrate, the same new database at once.
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    accounts = opened(path)
    expires = NOW + timedelta(days=1)
    setup = accounts.one_time.create("setup", data={}, expires=expires, now=NOW)
    links = [accounts.one_time.create("reset", data={}, expires=expires, now=NOW) for _ in range(40)]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write(" ".join([setup, *links]) + "\n")
        process.stdin.flush()
    outcomes = [process.communicate(timeout=60)[0].split() for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    assert sum(int(used) for used, _ in outcomes) == len(links)
    assert sorted(code for _, code in outcomes) == ["done", "link-spent"]
    assert accounts.people.count() == 1
    accounts.close()


def test_a_database_of_the_first_form_is_brought_up_with_what_it_holds(path: Path) -> None:
    path.parent.mkdir()
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        command.upgrade(alembic_config(connection), "0001")
        connection.execute(
            text(
                "insert into person (id, login, display_name, password_hash, active, created_at, founder)"
                " values ('p-a', 'anna', 'Anna', 'h', 1, '2026-01-01 00:00:00.000000', 1)"
            )
        )
        connection.execute(text("insert into person_role (person, role) values ('p-a', 'translator')"))
    engine.dispose()
    accounts = opened(path)
    found = accounts.people.by_login("anna")
    assert found is not None
    assert (found.roles, found.limits, found.erased_at) == (frozenset({"translator"}), frozenset(), None)
    assert accounts.people.set_roles("p-a", ["translator"], [("translator", "ru")]).limits == {("translator", "ru")}
    accounts.close()


def test_an_erased_name_is_gone_from_the_file_and_its_log(path: Path) -> None:
    accounts = opened(path)
    other = opened(path)  # so that closing folds nothing
    person = accounts.people.add(
        login="akhmetova", display_name="Akhmetova", password_hash="h", roles=[], now=NOW, email="akhmetova@example.org"
    )
    accounts.people.erase(person.id, NOW)
    stored = b"".join(each.read_bytes() for each in path.parent.iterdir())
    assert b"khmetova" not in stored
    assert person.id.encode() in stored
    accounts.close()
    other.close()
