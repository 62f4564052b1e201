"""What only an index on disk can suffer: other processes, crashes, damage, strangers' files."""

from __future__ import annotations

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
from statement_archive.domain.query import Change, Document, DocumentKey, Everything, Order, Phrase, Query, Window, Word
from statement_archive.search import tantivy_engine, tantivy_ranking
from statement_archive.search.tantivy_engine import TantivyEngine

ALL = Query(Everything())
WIDE = Window(1000)


def put(n: int, text: str) -> Change:
    key = DocumentKey("w", "en.delivered", 1, f"p{n}")
    tokens = tokenize(text, "en")
    exact, stems = tuple(t.exact for t in tokens), tuple(t.stem for t in tokens)
    return Change(key, Document(key, text, exact, stems, {"work": ("w",)}))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "search_index" / "tantivy"


@pytest.fixture
def engine(folder: Path) -> Iterator[TantivyEngine]:
    engine = TantivyEngine(folder, background=False)
    yield engine
    engine.close()


def in_process(script: str, folder: Path) -> subprocess.Popen[str]:
    """Another process that has ``engine`` and ``put`` and says what it prints."""
    before = f"""
        import sys
        from pathlib import Path
        sys.path.insert(0, {str(Path(__file__).parent)!r})
        from test_tantivy_engine import TantivyEngine, put
        engine = TantivyEngine(Path({str(folder)!r}), background=False)
        """
    path = os.pathsep.join(p for p in sys.path if p)
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(before) + textwrap.dedent(script)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    )


def finished(process: subprocess.Popen[str]) -> int:
    process.communicate(timeout=60)
    return process.returncode


def digests(engine: TantivyEngine) -> list[str]:
    return sorted(engine.holds().values())


def test_processes_write_in_turn_and_see_each_other(engine: TantivyEngine, folder: Path) -> None:
    engine.apply([put(0, "start")])
    other = in_process("for i in range(5): engine.apply([put(100 + i, f'there {i}')])", folder)
    for i in range(5):
        engine.apply([put(300 + i, f"here {i}")])
    assert finished(other) == 0
    assert engine.match(ALL, WIDE).total == 1 + 2 * 5
    assert engine.match(Query(Word("there")), WIDE).total == 5


def test_busy_where_another_writes_for_too_long(folder: Path) -> None:
    engine = TantivyEngine(folder, wait=0.1)
    engine.apply([put(1, "here")])
    with FileLock(str(folder) + ".lock"):
        with pytest.raises(HomeBusy):
            engine.apply([put(2, "there")])
        assert digests(engine) == ["here"]  # reading needs no lock
    engine.close()


def test_deleted_under_a_running_engine(engine: TantivyEngine, folder: Path) -> None:
    engine.apply([put(1, "here")])
    assert engine.match(ALL, WIDE).total == 1
    shutil.rmtree(folder.parent)
    assert engine.holds() == {}
    engine.apply([put(2, "again")])
    shutil.rmtree(folder)
    engine.apply([put(3, "and again")])
    assert digests(engine) == ["and again"]


def test_killed_in_the_middle_of_apply(engine: TantivyEngine, folder: Path) -> None:
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


def test_an_error_in_the_middle_of_apply_changes_nothing(engine: TantivyEngine) -> None:
    engine.apply([put(1, "kept")])

    def broken() -> Iterator[Change]:
        yield put(1, "lost")
        raise LookupError("the caller's own")

    with pytest.raises(LookupError):
        engine.apply(broken())
    assert digests(engine) == ["kept"]
    engine.apply([put(2, "next")])
    assert digests(engine) == ["kept", "next"]


@pytest.mark.parametrize("name", ["meta.json", "*.idx", "*.store", "*.term"])
@pytest.mark.parametrize("content", [b"", b"garbage", None])
def test_what_cannot_be_read_is_thrown_away(folder: Path, name: str, content: bytes | None) -> None:
    first = TantivyEngine(folder)
    first.apply([put(n, f"text {n}") for n in range(5)])
    first.close()
    target = next(folder.glob(f"*/{name}"))
    target.write_bytes(target.read_bytes()[: target.stat().st_size // 2] if content is None else content)
    second = TantivyEngine(folder)
    assert second.holds() == {}
    second.apply([put(1, "again")])
    assert digests(second) == ["again"]
    second.close()


def test_a_file_a_link_or_strangers_files_in_the_place_of_the_index(folder: Path, tmp_path: Path) -> None:
    folder.parent.mkdir()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "precious").write_text("not ours")
    folder.symlink_to(elsewhere)
    engine = TantivyEngine(folder)
    engine.apply([put(1, "here")])
    assert [p.name for p in elsewhere.iterdir()] == ["precious"]
    engine.close()
    shutil.rmtree(folder)
    folder.write_text("a file")
    assert engine.holds() == {}
    engine.close()


def test_an_index_of_another_layout_or_not_private_is_thrown_away(engine: TantivyEngine, folder: Path) -> None:
    engine.apply([put(1, "here")])
    assert folder.stat().st_mode & 0o777 == 0o700
    (folder / "format").write_text("statement-archive search 0\nabc\n")
    assert engine.holds() == {}
    engine.apply([put(1, "here")])
    folder.chmod(0o770)
    assert engine.holds() == {}
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_fault_of_the_caller_throws_nothing_away(engine: TantivyEngine) -> None:
    engine.apply([put(1, "here")])
    with pytest.raises(TypeError):
        engine.match(ALL, Window(limit="many"))  # type: ignore[arg-type]  # the fault
    assert digests(engine) == ["here"]


def test_nothing_is_left_of_what_was_removed(engine: TantivyEngine, folder: Path) -> None:
    engine.apply([put(1, "unspeakable words"), put(2, "other words")])
    engine.apply([Change(put(1, "").key, None)])
    engine.purge()
    assert digests(engine) == ["other words"]
    assert engine.match(Query(Phrase(("other", "words"))), WIDE).total == 1
    left = [p.name for p in folder.rglob("*") if p.is_file() and b"unspeakable" in p.read_bytes()]
    assert left == []
    assert len([p for p in folder.iterdir() if p.is_dir()]) == 1


def test_segments_are_merged_in_the_background(folder: Path) -> None:
    engine = TantivyEngine(folder)
    for n in range(tantivy_engine.MAX_SEGMENTS + 4):
        engine.apply([put(n, f"text {n}")])
    engine.close()
    assert len(list(folder.glob("*/*.store"))) <= tantivy_engine.MAX_SEGMENTS
    assert engine.match(ALL, WIDE).total == tantivy_engine.MAX_SEGMENTS + 4
    engine.close()


def test_a_phrase_that_ends_in_the_beginning_of_many_words(engine: TantivyEngine) -> None:
    engine.apply([put(n, f"one {'x' * (n % 2)}word{n}") for n in range(160)])
    assert engine.match(Query(Phrase(("one", "word"), open=True)), WIDE).total == 80
    assert engine.match(Query(Phrase(("one", "word1"), open=True)), WIDE).total == 35
    assert engine.match(Query(Phrase(("one", ""), open=True)), WIDE).total == 160


def test_tokens_with_anything_in_them(engine: TantivyEngine) -> None:
    tokens = ("two words", "\x01mark", "", "long" * 20_000, "\u00a0")
    key = DocumentKey("w", "en.delivered", 1, "p")
    engine.apply([Change(key, Document(key, "", tokens, ("",) * 5, {"note": ("x" * 40_000,)}))])
    for token in tokens:
        assert engine.match(Query(Word(token)), WIDE).total == 1
    assert engine.match(Query(Phrase(tokens)), WIDE).total == 1
    assert engine.match(Query(Word("two")), WIDE).total == 0
    assert engine.match(ALL, Window(0, facets=("note",))).facets == {"note": {"x" * 40_000: 1}}


def test_more_groups_than_one_answer_holds(engine: TantivyEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tantivy_ranking, "_BUCKETS", 3)
    key = [DocumentKey(f"w{n}", "en.delivered", 1, "p") for n in range(40)]
    held = [{"work": (k.work,), "year": (str(n % 7),)} for n, k in enumerate(key)]
    engine.apply(Change(k, Document(k, "", ("word",), ("",), a)) for k, a in zip(key, held, strict=True))
    matches = engine.match(Query(Word("word")), Window(40, facets=("year",), order=Order("year")))
    assert matches.facets == {"year": {str(n): 6 if n < 5 else 5 for n in range(7)}}
    assert [int(c.key.work[1:]) % 7 for c in matches.candidates] == sorted(n % 7 for n in range(40))
