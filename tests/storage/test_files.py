"""What holds for files only: the cache, torn and bad lines, links, several processes."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path
from uuid import uuid4

import pytest
from tests.storage.commits import NOW, STREAM, blob_of, commit

from statement_archive.domain.errors import Conflict, Damaged, DigestMismatch, Gone, HomeBusy, InvalidInput, Missing
from statement_archive.domain.events import Draft, check_chain, sha256, to_line
from statement_archive.domain.ids import StreamId
from statement_archive.storage import Home, Stores, open_files, recover

ROOT = Path(__file__).parents[2]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return Home.create(tmp_path / "home", home_id=str(uuid4()), now=NOW).path


@pytest.fixture
def stores(home: Path) -> Stores:
    return open_files(home, lock_timeout=0.1, clock=lambda: NOW)


def draft(text: str) -> Draft:
    return Draft("example.noted", "p-1", NOW, {"note": {"text": text}})


def test_the_ledger_is_lines_that_anybody_can_read(home: Path, stores: Stores) -> None:
    events = [commit(stores, text) for text in (b"one", b"two")]
    assert (home / STREAM).read_bytes() == b"".join(map(to_line, events))
    assert not list(home.rglob(".tmp-*"))


@pytest.mark.parametrize("torn", [b'{"n":3,"at":"2026', b"\0\0\0\0", b'{"n":3\0\0\0\n', "é".encode()[:1]])
def test_a_torn_line_is_no_event_and_is_set_aside_by_the_next_append(home: Path, stores: Stores, torn: bytes) -> None:
    for text in (b"one", b"two"):
        commit(stores, text)
    path = home / STREAM
    whole = path.read_bytes()
    path.write_bytes(whole + torn)
    assert stores.ledger.head(STREAM) == 2
    event = commit(stores, b"three")
    assert path.read_bytes() == whole + to_line(event)
    (kept,) = (home / "instance/aside").glob("*.torn")
    assert kept.name == "20261121T170000Z-1-archive-works-2018-08-29-statement-events.jsonl.torn"
    assert kept.read_bytes() == torn


def test_recover_sets_torn_lines_aside_and_removes_what_was_half_written(home: Path, stores: Stores) -> None:
    commit(stores, b"one")
    path = home / STREAM
    whole = path.read_bytes()
    path.write_bytes(whole + b"torn")
    (path.parent / "texts/.tmp-1-1").write_bytes(b"half")
    (path.parent / "texts/link.txt").symlink_to("/etc/hostname")
    found = recover(home, lock_timeout=1, clock=lambda: NOW)
    assert list(found.torn) == [STREAM]
    assert (home / found.torn[STREAM]).read_bytes() == b"torn"
    assert len(found.temporary) == 1
    assert len(found.strange) == 1
    assert path.read_bytes() == whole
    (path.parent / "texts/link.txt").unlink()
    assert recover(home, lock_timeout=1).clean


def test_recover_finishes_a_redaction(home: Path, stores: Stores) -> None:
    commit(stores, b"one")
    key = blob_of(b"one", 1)
    stores.blobs.remove(key)
    (home / key.path).write_bytes(b"one")  # as if the removal had been interrupted
    with pytest.raises(Gone):
        stores.blobs.get(key)
    assert list(stores.blobs.paths()) == []
    assert recover(home, lock_timeout=1).redacted == (key.path,)
    assert not (home / key.path).exists()


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (lambda lines: [lines[0], lines[1].replace(b"two", b"TWO"), lines[2]], 2),
        (lambda lines: [lines[0], lines[2]], 2),
        (lambda lines: [lines[1], lines[0], lines[2]], 1),
        (lambda lines: [lines[0], b"\n", lines[1], lines[2]], 2),
        (lambda lines: [lines[0], lines[0], lines[1], lines[2]], 2),
        (lambda lines: [lines[0], b"\xff\r\n", lines[1]], 2),
        (lambda lines: [lines[0], lines[1], lines[2].replace(b'"p-1"', b'"p-2"')], 3),
    ],
)
def test_a_bad_line_is_damage_that_names_its_line(home: Path, stores: Stores, change: object, line: int) -> None:
    for text in (b"one", b"two", b"three"):
        commit(stores, text)
    path = home / STREAM
    assert callable(change)
    path.write_bytes(b"".join(change(path.read_bytes().splitlines(keepends=True))))
    for act in (lambda: stores.ledger.read(STREAM), lambda: stores.ledger.append(STREAM, draft("x"), head=3)):
        with pytest.raises(Damaged) as found:
            act()
        assert found.value.details["line"] == line


def test_what_another_process_appended_is_seen(home: Path, stores: Stores) -> None:
    other = open_files(home, lock_timeout=1)
    for n in range(6):
        writer, reader = (stores, other) if n % 2 else (other, stores)
        event = writer.ledger.append(STREAM, draft(str(n)), head=n)
        assert reader.ledger.head(STREAM) == n + 1
        assert reader.ledger.read(STREAM, n) == (event,)
    with pytest.raises(Conflict):
        other.ledger.append(STREAM, draft("late"), head=5)
    stores.ledger.redact(STREAM, [sha256(b"3")])
    assert other.ledger.read(STREAM)[3].data["note"]["text"] == {"redacted": sha256(b"3")}
    (home / STREAM).unlink()
    assert other.ledger.head(STREAM) == 0


def test_a_line_replaced_unseen_by_the_clock_is_noticed_by_the_next_append(home: Path, stores: Stores) -> None:
    """Same size, same inode, same time: a reader may be fooled, a writer must not."""
    import os  # noqa: PLC0415  # only to turn back a file's time

    other = open_files(home, lock_timeout=1)
    commit(stores, b"one")
    assert other.ledger.head(STREAM) == 1
    path = home / STREAM
    state = path.stat()
    path.write_bytes(path.read_bytes().replace(b"one", b"two"))
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    with pytest.raises(Damaged):
        other.ledger.append(STREAM, draft("x"), head=1)


def test_a_blob_that_changed_on_the_disk_is_not_given_out(home: Path, stores: Stores) -> None:
    commit(stores, b"one")
    (home / blob_of(b"one", 1).path).write_bytes(b"One")
    with pytest.raises(DigestMismatch):
        stores.blobs.get(blob_of(b"one", 1))
    stores.blobs.put(blob_of(b"one", 1), b"one")  # the right bytes repair it, the wrong ones are kept
    assert stores.blobs.get(blob_of(b"one", 1)) == b"one"
    (kept,) = (home / "instance/aside").glob("*.orphan")
    assert kept.read_bytes() == b"One"


def test_no_link_leads_out_of_the_home(home: Path, stores: Stores, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "x.1.txt").write_bytes(b"secret")
    (home / "archive/works").mkdir()
    (home / "archive/works/a").symlink_to(outside)
    key = blob_of(b"secret", 1)
    key = type(key)("archive/works/a/x.1.txt", key.sha256)
    for act in (lambda: stores.blobs.get(key), lambda: stores.blobs.put(key, b"secret")):
        with pytest.raises(InvalidInput):
            act()
    (home / "archive/works/b").mkdir()
    (home / "archive/works/b/x.1.txt").symlink_to(outside / "x.1.txt")
    with pytest.raises(Damaged):
        stores.blobs.get(type(key)("archive/works/b/x.1.txt", key.sha256))
    assert list(stores.blobs.paths()) == []
    with pytest.raises(Missing):
        stores.blobs.get(type(key)("archive/works/c/x.1.txt", key.sha256))


def test_another_process_holding_the_lock_makes_the_home_busy(home: Path, stores: Stores) -> None:
    with open_files(home, lock_timeout=1).ledger.exclusive(), pytest.raises(HomeBusy):
        stores.ledger.append(STREAM, draft("x"), head=0)
    stores.ledger.append(STREAM, draft("x"), head=0)


def append_retrying(stores: Stores, stream: StreamId, name: str, count: int) -> None:
    for n in range(count):
        while True:
            try:
                stores.ledger.append(stream, draft(f"{name} {n}"), head=stores.ledger.head(stream))
                break
            except Conflict:
                continue


def assert_each_once(stores: Stores, names: list[str], count: int) -> None:
    events = stores.ledger.read(STREAM)
    check_chain(events)
    texts = [event.data["note"]["text"] for event in events]
    assert sorted(texts) == sorted(f"{name} {n}" for name in names for n in range(count))
    for name in names:  # and each writer's in its own order
        assert [t for t in texts if t.startswith(f"{name} ")] == [f"{name} {n}" for n in range(count)]


def test_threads_lose_and_double_nothing(home: Path) -> None:
    stores = open_files(home, lock_timeout=30)
    names = ["a", "b", "c", "d"]
    threads = [threading.Thread(target=append_retrying, args=(stores, STREAM, name, 15)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert_each_once(stores, names, 15)


def test_processes_lose_and_double_nothing(home: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from statement_archive.storage import open_files;"
        "from tests.storage.test_files import append_retrying, STREAM;"
        "append_retrying(open_files(Path(sys.argv[1]), lock_timeout=30), STREAM, sys.argv[2], 100)"
    )
    path = f"{ROOT}:{ROOT / 'src'}"
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(home), name], env={"PYTHONPATH": path}) for name in "ab"
    ]
    assert [process.wait(timeout=120) for process in running] == [0, 0]
    assert_each_once(open_files(home, lock_timeout=1), ["a", "b"], 100)
