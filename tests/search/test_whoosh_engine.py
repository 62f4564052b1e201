"""What only an index on disk can suffer: other processes, crashes, damage, strangers' files."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from statement_archive.analysis import tokenize
from statement_archive.domain.errors import HomeBusy
from statement_archive.domain.query import Change, Document, DocumentKey, Everything, Query, Window, Word
from statement_archive.search import whoosh_engine
from statement_archive.search.whoosh_engine import WhooshEngine

ALL = Query(Everything())
WIDE = Window(1000)


def put(n: int, text: str) -> Change:
    key = DocumentKey("w", "en.delivered", 1, f"p{n}")
    tokens = tokenize(text, "en")
    return Change(key, Document(key, text, tuple(t.exact for t in tokens), tuple(t.stem for t in tokens), {}))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "search_index" / "whoosh"


@pytest.fixture
def engine(folder: Path) -> Iterator[WhooshEngine]:
    engine = WhooshEngine(folder, background=False)
    yield engine
    engine.close()


def in_process(script: str, folder: Path) -> subprocess.Popen[str]:
    """Another process that has ``engine`` and ``put`` and says what it prints."""
    before = f"""
        import os, sys, time
        from pathlib import Path
        from statement_archive.analysis import tokenize
        from statement_archive.domain.query import *
        from statement_archive.search.whoosh_engine import WhooshEngine
        def put(n, text):
            key = DocumentKey("w", "en.delivered", 1, f"p{{n}}")
            tokens = tokenize(text, "en")
            return Change(key, Document(key, text, tuple(t.exact for t in tokens), tuple(t.stem for t in tokens), {{}}))
        engine = WhooshEngine(Path({str(folder)!r}), background=False)
        """
    code = textwrap.dedent(before) + textwrap.dedent(script)
    path = os.pathsep.join(p for p in sys.path if p)
    return subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": path}
    )


def finished(process: subprocess.Popen[str]) -> int:
    process.communicate(timeout=60)
    return process.returncode


def digests(engine: WhooshEngine) -> list[str]:
    return sorted(engine.holds().values())


def test_a_reader_sees_what_another_process_commits(engine: WhooshEngine, folder: Path) -> None:
    engine.apply([put(1, "here")])
    assert digests(engine) == ["here"]
    writer = in_process("engine.apply([put(2, 'there')]); engine.apply([put(1, 'changed')])", folder)
    assert finished(writer) == 0
    assert engine.match(Query(Word("there")), WIDE).total == 1
    assert digests(engine) == ["changed", "there"]


def test_two_processes_write_in_turn(engine: WhooshEngine, folder: Path) -> None:
    engine.apply([put(0, "start")])
    others = [
        in_process(f"for i in range(12): engine.apply([put({who} * 100 + i, f'{who} {{i}}')])", folder)
        for who in (1, 2)
    ]
    for i in range(12):
        engine.apply([put(300 + i, f"3 {i}")])
    assert [finished(p) for p in others] == [0, 0]
    assert engine.match(ALL, WIDE).total == 1 + 3 * 12


def test_busy_where_another_writes_for_too_long(folder: Path) -> None:
    engine = WhooshEngine(folder, wait=0.1)
    engine.apply([put(1, "here")])
    with FileLock(str(folder) + ".lock"):
        with pytest.raises(HomeBusy):
            engine.apply([put(2, "there")])
        assert digests(engine) == ["here"]  # reading needs no lock
    engine.close()


def test_deleted_under_a_running_engine(engine: WhooshEngine, folder: Path) -> None:
    engine.apply([put(1, "here")])
    assert engine.match(ALL, WIDE).total == 1
    shutil.rmtree(folder.parent)
    assert engine.holds() == {}
    engine.apply([put(2, "again")])
    shutil.rmtree(folder)
    engine.apply([put(3, "and again")])
    assert digests(engine) == ["and again"]
    shutil.rmtree(folder)
    assert engine.match(ALL, WIDE).total == 0


def test_killed_in_the_middle_of_apply(engine: WhooshEngine, folder: Path) -> None:
    engine.apply([put(n, f"kept {n}") for n in range(20)])
    writer = in_process(
        """
        def endless():
            for n in range(10**9):
                yield put(n % 1000 if n < 1000 else n, f"lost {n}")
                if n == 500:
                    print("writing", flush=True)
        engine.apply(endless())
        """,
        folder,
    )
    assert writer.stdout is not None
    assert writer.stdout.readline() == "writing\n"
    time.sleep(0.05)
    writer.send_signal(signal.SIGKILL)
    assert finished(writer) == -signal.SIGKILL
    assert digests(engine) == sorted(f"kept {n}" for n in range(20))
    engine.apply([put(0, "after")])
    assert engine.match(Query(Word("after")), WIDE).total == 1
    assert engine.match(Query(Word("kept")), WIDE).total == 19


def test_an_error_in_the_middle_of_apply_changes_nothing(engine: WhooshEngine) -> None:
    engine.apply([put(1, "kept")])

    def broken() -> Iterator[Change]:
        yield put(1, "lost")
        raise LookupError("the caller's own")

    with pytest.raises(LookupError):
        engine.apply(broken())
    assert digests(engine) == ["kept"]
    engine.apply([put(2, "next")])
    assert digests(engine) == ["kept", "next"]


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


def test_a_file_a_link_or_strangers_files_in_the_place_of_the_index(folder: Path, tmp_path: Path) -> None:
    folder.parent.mkdir()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "precious").write_text("not ours")
    folder.symlink_to(elsewhere)
    engine = WhooshEngine(folder)
    engine.apply([put(1, "here")])
    assert [p.name for p in elsewhere.iterdir()] == ["precious"]
    engine.close()
    shutil.rmtree(folder)
    folder.write_text("a file")
    assert engine.holds() == {}
    engine.close()


def test_an_index_of_another_layout_or_release_is_thrown_away(engine: WhooshEngine, folder: Path) -> None:
    engine.apply([put(1, "here")])
    (folder / "format").write_text("statement-archive search 0, whoosh 2.7.4\nabc\n")
    assert engine.holds() == {}


def test_the_folder_is_private_and_mistrusted_where_others_may_write(engine: WhooshEngine, folder: Path) -> None:
    engine.apply([put(1, "here")])
    assert folder.stat().st_mode & 0o777 == 0o700
    folder.chmod(0o770)
    assert engine.holds() == {}
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_fault_of_the_caller_throws_nothing_away(engine: WhooshEngine) -> None:
    engine.apply([put(1, "here")])
    with pytest.raises(TypeError):
        engine.match(ALL, Window(limit="many"))  # type: ignore[arg-type]  # the fault
    assert digests(engine) == ["here"]


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
