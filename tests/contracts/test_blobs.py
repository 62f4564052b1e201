"""What every Blobs promises. A further implementation is a further word in ``MAKERS``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.storage.commits import place_on
from tests.storage.faulty_disk import FaultyDisk

from statement_archive.domain.errors import DigestMismatch, Gone, InvalidInput, Missing
from statement_archive.domain.events import sha256
from statement_archive.domain.ports import BlobKey, Blobs
from statement_archive.storage import memory, open_files, stores_at
from statement_archive.storage.home import Home

NOW = datetime(2026, 11, 21, 17, 0, tzinfo=UTC)


def files(folder: Path) -> Blobs:
    home = Home.create(folder / "home", home_id=str(uuid4()), now=NOW)
    return open_files(home.path, lock_timeout=1).blobs


MAKERS: dict[str, Callable[[Path], Blobs]] = {
    "memory": lambda _: memory().blobs,
    "files": files,
    "files on a disk in memory": lambda _: stores_at(place_on(FaultyDisk())).blobs,
}


@pytest.fixture(params=MAKERS)
def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> Blobs:
    return MAKERS[request.param](tmp_path)


def key(content: bytes, path: str = "archive/works/a-b/texts/ru.delivered.1.txt") -> BlobKey:
    return BlobKey(path, sha256(content))


def test_what_is_put_is_got_twice_over(blobs: Blobs) -> None:
    content = "Мы не согласны.\r\nНет\u2028\ufeff".encode()
    blobs.put(key(content), content)
    blobs.put(key(content), content)
    assert blobs.get(key(content)) == content
    assert list(blobs.paths()) == [key(content).path]


def test_what_is_not_there_is_missing(blobs: Blobs) -> None:
    with pytest.raises(Missing):
        blobs.get(key(b"x"))


def test_a_digest_must_fit_on_the_way_in_and_out(blobs: Blobs) -> None:
    blobs.put(key(b"x"), b"x")
    with pytest.raises(DigestMismatch):
        blobs.put(key(b"x"), b"y")
    with pytest.raises(DigestMismatch):
        blobs.get(key(b"y"))
    assert blobs.get(key(b"x")) == b"x"


def test_an_orphan_makes_way(blobs: Blobs) -> None:
    blobs.put(key(b"of a commit that never happened"), b"of a commit that never happened")
    blobs.put(key(b"real"), b"real")
    assert blobs.get(key(b"real")) == b"real"
    assert len(list(blobs.paths())) == 1


def test_a_redacted_blob_is_gone_for_good(blobs: Blobs) -> None:
    blobs.put(key(b"x"), b"x")
    for _ in range(2):
        blobs.remove(key(b"x"))
        with pytest.raises(Gone):
            blobs.get(key(b"x"))
    for content in (b"x", b"y"):
        with pytest.raises(Gone):
            blobs.put(key(content), content)
    assert list(blobs.paths()) == []


def test_a_blob_that_was_lost_can_be_redacted(blobs: Blobs) -> None:
    blobs.remove(key(b"lost"))
    with pytest.raises(Gone):
        blobs.get(key(b"lost"))


def test_paths_by_prefix(blobs: Blobs) -> None:
    paths = [
        "archive/works/a-b/sources/00.po",
        "archive/works/a-b/sources/01.toml",
        "archive/works/a-b/texts/ru.delivered.1.tsv",
        "archive/works/a-b/texts/ru.delivered.1.txt",
        "archive/works/a/texts/en.record.1.txt",
        "translations/a-b/fr.units.1.txt",
        "translations/a-b/uploads/02.events.jsonl",
    ]
    for path in paths:
        blobs.put(key(path.encode(), path), path.encode())
    assert list(blobs.paths()) == sorted(paths)
    assert list(blobs.paths("archive/works/a/")) == [paths[4]]
    assert list(blobs.paths("archive/works/a")) == sorted(paths[:5])
    assert list(blobs.paths("archive/works/a-b/texts/ru")) == paths[2:4]
    assert list(blobs.paths("translations")) == paths[5:]
    assert list(blobs.paths("search_index/")) == []


@pytest.mark.parametrize(
    "path",
    [
        "archive/../x.txt",
        "/etc/passwd",
        "archive/works/a/work.toml",
        "archive/works/a/events.jsonl",
        "archive/works/a/texts/x.redacted",
        "archive/works/a/sources/x.redacted",
        "archive/works/a/texts/.tmp-1",
        "archive/FORMAT.md",
        "instance/key.txt",
        "archive",
        "archive/works/a/texts/\ud800.txt",
        f"archive/works/a/texts/{'я' * 128}.txt",
    ],
)
def test_a_blob_has_the_path_of_a_blob(blobs: Blobs, path: str) -> None:
    for act in (lambda: blobs.put(key(b"x", path), b"x"), lambda: blobs.get(key(b"x", path))):
        with pytest.raises(InvalidInput):
            act()


@pytest.mark.parametrize("name", MAKERS)
@settings(deadline=None, max_examples=30)
@given(content=st.one_of(st.binary(), st.text().map(lambda s: s.encode("utf-16", "surrogatepass"))))
def test_the_bytes_that_went_in_come_out(name: str, tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    """Invariant 1."""
    blobs = MAKERS[name](tmp_path_factory.mktemp("blobs"))
    blobs.put(key(content), content)
    assert blobs.get(key(content)) == content
