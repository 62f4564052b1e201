"""What only an index on disk can suffer, whichever engine's: other processes, crashes, strangers' files."""

from __future__ import annotations

import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from tests.search.on_disk import ALL, ENGINES, WIDE, Engine, digests, finished, in_process, put

from statement_archive.domain.errors import HomeBusy
from statement_archive.domain.query import Change, Query, Window, Word


@pytest.fixture(params=sorted(ENGINES))
def made(request: pytest.FixtureRequest) -> type[Engine]:
    return ENGINES[request.param]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "search_index" / "engine"


@pytest.fixture
def engine(made: type[Engine], folder: Path) -> Iterator[Engine]:
    engine = made(folder, background=False)
    yield engine
    engine.close()


def test_a_reader_sees_what_another_process_commits(engine: Engine, made: type[Engine], folder: Path) -> None:
    engine.apply([put(1, "here")])
    assert digests(engine) == ["here"]
    writer = in_process("engine.apply([put(2, 'there')]); engine.apply([put(1, 'changed')])", made, folder)
    assert finished(writer) == 0
    assert engine.match(Query(Word("there")), WIDE).total == 1
    assert digests(engine) == ["changed", "there"]


def test_processes_write_in_turn(engine: Engine, made: type[Engine], folder: Path) -> None:
    engine.apply([put(0, "start")])
    others = [
        in_process(f"for i in range(12): engine.apply([put({who} * 100 + i, f'{who} {{i}}')])", made, folder)
        for who in (1, 2)
    ]
    for i in range(12):
        engine.apply([put(300 + i, f"3 {i}")])
    assert [finished(p) for p in others] == [0, 0]
    assert engine.match(ALL, WIDE).total == 1 + 3 * 12


def test_busy_where_another_writes_for_too_long(made: type[Engine], folder: Path) -> None:
    engine = made(folder, wait=0.1)
    engine.apply([put(1, "here")])
    with FileLock(str(folder) + ".lock"):
        with pytest.raises(HomeBusy):
            engine.apply([put(2, "there")])
        assert digests(engine) == ["here"]  # reading needs no lock
    engine.close()


def test_deleted_under_a_running_engine(engine: Engine, folder: Path) -> None:
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


def test_killed_in_the_middle_of_apply(engine: Engine, made: type[Engine], folder: Path) -> None:
    engine.apply([put(n, f"kept {n}") for n in range(20)])
    writer = in_process(
        """
        def endless():
            for n in range(10**9):
                yield put(n, f"lost {n}")
                if n == 5000:
                    print("writing", flush=True)
        engine.apply(endless())
        """,
        made,
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


def test_an_error_in_the_middle_of_apply_changes_nothing(engine: Engine) -> None:
    engine.apply([put(1, "kept")])

    def broken() -> Iterator[Change]:
        yield put(1, "lost")
        raise LookupError("the caller's own")

    with pytest.raises(LookupError):
        engine.apply(broken())
    assert digests(engine) == ["kept"]
    engine.apply([put(2, "next")])
    assert digests(engine) == ["kept", "next"]


def test_a_file_a_link_or_strangers_files_in_the_place_of_the_index(
    made: type[Engine], folder: Path, tmp_path: Path
) -> None:
    folder.parent.mkdir()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "precious").write_text("not ours")
    folder.symlink_to(elsewhere)
    engine = made(folder)
    engine.apply([put(1, "here")])
    assert [p.name for p in elsewhere.iterdir()] == ["precious"]
    engine.close()
    shutil.rmtree(folder)
    folder.write_text("a file")
    assert engine.holds() == {}
    engine.close()


@pytest.mark.parametrize(
    "layout", ["statement-archive search 0\nabc\n", "statement-archive search 0, whoosh 2.7.4\nabc\n"]
)
def test_an_index_of_another_layout_or_release_is_thrown_away(engine: Engine, folder: Path, layout: str) -> None:
    engine.apply([put(1, "here")])
    (folder / "format").write_text(f"{layout}\nabc\n")
    assert engine.holds() == {}


def test_the_folder_is_private_and_mistrusted_where_others_may_write(engine: Engine, folder: Path) -> None:
    engine.apply([put(1, "here")])
    assert folder.stat().st_mode & 0o777 == 0o700
    folder.chmod(0o770)
    assert engine.holds() == {}
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_fault_of_the_caller_throws_nothing_away(engine: Engine) -> None:
    engine.apply([put(1, "here")])
    with pytest.raises(TypeError):
        engine.match(ALL, Window(limit="many"))  # type: ignore[arg-type]  # the fault
    assert digests(engine) == ["here"]
