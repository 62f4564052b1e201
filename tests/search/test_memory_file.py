"""What a file adds to a memory: damage, other processes, and words that must leave no trace."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from statement_archive.analysis.similarity import profile
from statement_archive.domain.ports import Sentence
from statement_archive.search.memory_sqlite import MemoryFile

SECRET = "Nobody must ever read this particular sentence again."
OPEN = "We are ready to negotiate."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "search_index" / "memory.sqlite"


def put(memory: MemoryFile, owner: str, *texts: str) -> None:
    memory.put(owner, "d", [Sentence(f"s{i}", "en", text) for i, text in enumerate(texts)])


def found(memory: MemoryFile, text: str) -> list[str]:
    return [s.owner for s in memory.similar(text, "en", limit=9, floor=70)]


def traces(path: Path, text: str) -> int:
    """How many of the numbers of a sentence, as they are stored, lie in any file of the memory."""
    one = profile(text, "en")
    stored = [n.to_bytes(4, "little") for n in dict.fromkeys((*one.stems, *one.words))]
    raw = b"".join(f.read_bytes() for f in sorted(path.parent.iterdir()))
    return sum(number in raw for number in stored)


def test_no_word_is_in_the_file(path: Path) -> None:
    memory = MemoryFile(path)
    put(memory, "a", SECRET)
    memory.close()
    raw = b"".join(f.read_bytes() for f in path.parent.iterdir()).lower()
    assert not any(word.encode() in raw for word in ("nobody", "particular", "sentence"))


def test_after_a_purge_not_even_the_numbers_are(path: Path) -> None:
    memory = MemoryFile(path)
    put(memory, "a", SECRET, OPEN)
    put(memory, "b", OPEN)
    assert traces(path, SECRET) > 10
    memory.forget("a")
    memory.purge()
    # Marks are those of the sentence that stays.
    assert traces(path, SECRET) <= 2
    assert found(memory, OPEN) == ["b"]
    put(memory, "b", SECRET)
    put(memory, "b", OPEN)  # replaced, not forgotten
    memory.purge()
    assert traces(path, SECRET) <= 2
    memory.close()


@pytest.mark.parametrize("how", ["cut", "overwritten", "not a database", "gone", "an older layout"])
def test_what_cannot_be_read_is_thrown_away_and_filled_again(path: Path, how: str) -> None:
    memory = MemoryFile(path)
    put(memory, "a", *(f"{OPEN} Number {i} of many." for i in range(200)))
    memory.purge()
    memory.close()
    raw = path.read_bytes()
    if how == "cut":
        path.write_bytes(raw[: len(raw) // 2])
    elif how == "overwritten":
        path.write_bytes(raw[:100] + b"\x55" * (len(raw) - 100))
    elif how == "not a database":
        path.write_bytes(b"words\n" * 1000)
    elif how == "gone":
        path.unlink()
    else:
        path.write_bytes(raw.replace(b"1 1 2 stemmer", b"0 1 2 stemmer"))
    again = MemoryFile(path)
    for text in (OPEN, SECRET):
        found(again, text)
    put(again, "a", OPEN)
    assert found(again, OPEN) == ["a"]
    assert again.holds() == {"a": "d"}
    again.close()


def test_a_file_deleted_under_an_open_memory_is_made_again(path: Path) -> None:
    memory = MemoryFile(path)
    put(memory, "a", OPEN)
    for file in path.parent.iterdir():
        file.unlink()
    assert found(memory, OPEN) == []
    put(memory, "b", OPEN)
    assert found(memory, OPEN) == ["b"]
    memory.close()


WRITER = """
import sys
from pathlib import Path
from statement_archive.domain.ports import Sentence
from statement_archive.search.memory_sqlite import MemoryFile
memory = MemoryFile(Path(sys.argv[1]))
for n in range(20):
    memory.put(f"{sys.argv[2]}{n}", "d", [Sentence("s0", "en", f"We are ready to negotiate number {n} today.")])
"""


def test_processes_write_at_once(path: Path) -> None:
    memory = MemoryFile(path)
    put(memory, "a", OPEN)
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(path), name]) for name in "xyz"]
    while any(w.poll() is None for w in writers):
        assert "a" in found(memory, OPEN)
    assert [w.returncode for w in writers] == [0, 0, 0]
    assert len(memory.holds()) == 61
    assert len(memory.similar("We are ready to negotiate number 7 today.", "en", limit=99, floor=100)) == 3
    memory.close()
