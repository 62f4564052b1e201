"""A copy while people write, and the way back."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from tests.storage.commits import NOW, STREAM, assert_holds, blob_of, commit

from statement_archive.domain.errors import Damaged, Refused
from statement_archive.domain.events import Draft, sha256
from statement_archive.domain.ids import StreamId
from statement_archive.storage import (
    Home,
    Stores,
    backup,
    open_files,
    open_place,
    recover,
    restore,
    stores_at,
    write_manifest,
)
from statement_archive.storage.files import Place
from statement_archive.storage.layout import TOMBSTONE

PO = "translations/2018-08-29-statement/fr.units.po"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return Home.create(tmp_path / "home", home_id=str(uuid4()), now=NOW).path


@pytest.fixture
def stores(home: Path) -> Stores:
    return open_files(home, lock_timeout=10)


def tree(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def fill(home: Path, stores: Stores) -> None:
    for text in (b"one", b"two\r\n", "три".encode()):
        commit(stores, text)
    stores.renderings.write(PO, b'msgid ""\n')
    stores.renderings.set_aside(PO, b"by hand", "edited")
    (home / "search_index/segments").write_bytes(b"derived")
    (home / "instance/secret.key").write_bytes(b"key")
    with closing(sqlite3.connect(home / "instance/accounts.sqlite")) as database:
        database.execute("create table person (id text)")
        database.execute("insert into person values ('p-1')")
        database.commit()


def test_there_and_back(home: Path, stores: Stores, tmp_path: Path) -> None:
    fill(home, stores)
    copied = backup(open_place(home, lock_timeout=1), tmp_path / "copy")
    there = tree(tmp_path / "copy")
    assert (copied.files, copied.bytes) == (
        len(there) - 1,
        sum(map(len, there.values())) - len(there["manifest.sha256"]),
    )
    assert not any(path.startswith("search_index/") or path.endswith("write.lock") for path in there)
    assert (tmp_path / "copy").stat().st_mode & 0o777 == 0o700
    back = restore(tmp_path / "copy", tmp_path / "back")
    assert back == copied
    assert tree(tmp_path / "back") == {path: content for path, content in there.items() if path != "manifest.sha256"}
    restored = open_files(tmp_path / "back", lock_timeout=1)
    assert restored.ledger.read(STREAM) == stores.ledger.read(STREAM)
    assert recover(tmp_path / "back", lock_timeout=1).clean
    assert (tmp_path / "back/instance").stat().st_mode & 0o777 == 0o700
    with closing(sqlite3.connect(tmp_path / "back/instance/accounts.sqlite")) as database:
        assert database.execute("select id from person").fetchall() == [("p-1",)]


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is not installed")
def test_sha256sum_checks_a_copy_without_our_program(home: Path, stores: Stores, tmp_path: Path) -> None:
    fill(home, stores)
    backup(open_place(home, lock_timeout=1), tmp_path / "copy")
    check = ["sha256sum", "--strict", "--quiet", "-c", "manifest.sha256"]
    assert subprocess.run(check, cwd=tmp_path / "copy", check=False).returncode == 0
    (tmp_path / "copy" / STREAM).write_bytes(b"")
    assert subprocess.run(check, cwd=tmp_path / "copy", check=False, capture_output=True).returncode == 1


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is not installed")
def test_sha256sum_checks_a_home_without_our_program(home: Path, stores: Stores) -> None:
    fill(home, stores)
    count = write_manifest(open_place(home, lock_timeout=1))
    assert count == len((home / "manifest.sha256").read_bytes().splitlines())
    check = ["sha256sum", "--strict", "--quiet", "-c", "manifest.sha256"]
    assert subprocess.run(check, cwd=home, check=False).returncode == 0


def test_nothing_is_written_over(home: Path, stores: Stores, tmp_path: Path) -> None:
    fill(home, stores)
    place = open_place(home, lock_timeout=1)
    (tmp_path / "full").mkdir()
    (tmp_path / "full/note.txt").write_bytes(b"mine")
    with pytest.raises(Refused):
        backup(place, tmp_path / "full")
    with pytest.raises(Refused):
        backup(place, home / "copy")
    with pytest.raises(Refused):
        restore(tmp_path / "full", tmp_path / "back")
    backup(place, tmp_path / "copy")
    with pytest.raises(Refused):
        restore(tmp_path / "copy", home)
    assert (tmp_path / "full/note.txt").read_bytes() == b"mine"


@pytest.mark.parametrize("harm", ["changed", "missing", "added", "manifest"])
def test_a_copy_that_was_harmed_is_refused_whole(home: Path, stores: Stores, tmp_path: Path, harm: str) -> None:
    fill(home, stores)
    copy = tmp_path / "copy"
    backup(open_place(home, lock_timeout=1), copy)
    if harm == "changed":
        (copy / STREAM).write_bytes((copy / STREAM).read_bytes()[:-1] + b" ")
    elif harm == "missing":
        (copy / PO).unlink()
    elif harm == "added":
        (copy / "archive/works/more.txt").write_bytes(b"x")
    else:
        (copy / "manifest.sha256").write_bytes(b"not a manifest\n")
    with pytest.raises(Damaged):
        restore(copy, tmp_path / "back")
    assert not (tmp_path / "back").exists()


def test_a_torn_line_is_not_copied(home: Path, stores: Stores, tmp_path: Path) -> None:
    commit(stores, b"one")
    with (home / STREAM).open("ab") as file:
        file.write(b"torn")
    backup(open_place(home, lock_timeout=1), tmp_path / "copy")
    assert (tmp_path / "copy" / STREAM).read_bytes() == (home / STREAM).read_bytes().removesuffix(b"torn")


def test_a_copy_made_while_others_write_holds_together(home: Path, stores: Stores, tmp_path: Path) -> None:
    """Every event in the copy has its blob; a ledger that refers to another never runs ahead of it."""
    second = StreamId("translations/2018-08-29-statement/fr.units.events.jsonl")
    stop = threading.Event()

    def write() -> None:
        n = 0
        while not stop.is_set():
            event = commit(stores, f"text {n}".encode())
            stores.ledger.append(second, Draft("example.refers", "p-1", NOW, {"to": event.n}), head=n)
            n += 1
            stop.wait(0.005)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for n in range(2):
            backup(open_place(home, lock_timeout=10), tmp_path / f"copy{n}")
    finally:
        stop.set()
        writer.join()
    for n in range(2):
        restore(tmp_path / f"copy{n}", tmp_path / f"back{n}")
        restored = open_files(tmp_path / f"back{n}", lock_timeout=1)
        head = restored.ledger.head(STREAM)
        assert_holds(restored, list(stores.ledger.read(STREAM))[:head], head)
        assert head - 1 <= restored.ledger.head(second) <= head


@pytest.mark.parametrize("turn", [1, 2])
def test_a_redaction_during_the_copy_reaches_it(home: Path, stores: Stores, tmp_path: Path, turn: int) -> None:
    """Made just after the cut (1), or after ledgers and blobs were copied (2)."""
    for text in (b"secret", b"rest"):
        commit(stores, text)
    place = open_place(home, lock_timeout=10)

    def redact() -> None:
        other = stores_at(open_place(home, lock_timeout=10))
        other.ledger.redact(STREAM, [sha256(b"secret")])
        other.blobs.remove(blob_of(b"secret", 1))
        commit(other, b"after the first cut")

    class Redacting:
        """The home's lock, which lets a redaction happen before or after it is held."""

        taken = 0

        @contextmanager
        def held(self) -> Iterator[None]:
            self.taken += 1
            if (self.taken, turn) == (2, 2):
                redact()
            with place.lock.held():
                yield
            if (self.taken, turn) == (1, 1):
                redact()

    backup(Place(place.disk, Redacting(), place.writer, place.aside), tmp_path / "copy")
    assert not [path for path, content in tree(tmp_path / "copy").items() if b"secret" in content]
    restore(tmp_path / "copy", tmp_path / "back")
    restored = open_files(tmp_path / "back", lock_timeout=1)
    assert restored.ledger.head(STREAM) == (3 if turn == 1 else 2)  # begun again, so that the cut is later
    gone = blob_of(b"secret", 1)
    left = (tmp_path / "back" / f"{gone.path}{TOMBSTONE}").read_text("utf-8")
    assert gone.sha256 in left
