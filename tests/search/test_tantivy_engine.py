"""What only this index on disk can suffer: damage to its files, and its own merging."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.search.on_disk import ALL, WIDE, digests, put

from statement_archive.domain.query import Change, Document, DocumentKey, Order, Phrase, Query, Window, Word
from statement_archive.search import tantivy_engine, tantivy_ranking
from statement_archive.search.tantivy_engine import TantivyEngine


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "search_index" / "tantivy"


@pytest.fixture
def engine(folder: Path) -> Iterator[TantivyEngine]:
    engine = TantivyEngine(folder, background=False)
    yield engine
    engine.close()


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
