"""What only this index on disk can suffer: damage to its files, and its own merging."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.search.on_disk import ALL, WIDE, digests, put

from statement_archive.search import whoosh_engine
from statement_archive.search.whoosh_engine import WhooshEngine


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "search_index" / "whoosh"


@pytest.fixture
def engine(folder: Path) -> Iterator[WhooshEngine]:
    engine = WhooshEngine(folder, background=False)
    yield engine
    engine.close()


def index_files(folder: Path) -> list[Path]:
    return sorted(p for p in folder.iterdir() if p.is_file() and p.name != "format" and "LOCK" not in p.name)


# Whoosh leaves the file of a damaged segment to the garbage collector.
@pytest.mark.filterwarnings("ignore:Exception ignored in:pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("content", [b"", b"\x80\x05garbage", None])
@pytest.mark.parametrize("which", [0, 1])
def test_what_cannot_be_read_is_thrown_away(
    folder: Path, which: int, content: bytes | None, caplog: pytest.LogCaptureFixture
) -> None:
    first = WhooshEngine(folder)
    first.apply([put(n, f"text {n}") for n in range(5)])
    first.close()
    target = index_files(folder)[which]
    target.write_bytes(target.read_bytes()[: target.stat().st_size // 2] if content is None else content)
    second = WhooshEngine(folder)
    assert second.holds() == {}
    second.apply([put(1, "again")])
    assert digests(second) == ["again"]
    second.close()
    caplog.clear()  # the record of the error holds it, and so its files
    gc.collect()


def test_many_changes_are_several_commits(engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whoosh_engine, "RUN", 10)
    engine.apply([put(n, f"some text {n}") for n in range(50)])
    engine.apply([put(n, f"other text {n}") for n in range(50)])
    assert digests(engine) == sorted(f"other text {n}" for n in range(50))


def test_few_segments_stay_and_merging_goes_on_in_the_background(folder: Path) -> None:
    engine = WhooshEngine(folder)
    for n in range(3 * whoosh_engine.MAX_SMALL):
        engine.apply([put(n, f"text {n}")])
    engine.close()
    assert len([p for p in index_files(folder) if p.suffix == ".seg"]) <= whoosh_engine.MAX_SMALL + 1
    assert engine.match(ALL, WIDE).total == 3 * whoosh_engine.MAX_SMALL
    engine.close()
