"""One suite for every index by meaning: what it finds is what a scan finds."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.meaning import MEANINGS, WordEncoder

from statement_archive.domain.ports import MeaningIndex, Sentence
from statement_archive.search.late import LateMeaning
from statement_archive.search.meaning_scan import MeaningScan
from statement_archive.search.meaning_sqlite import MeaningFile
from statement_archive.search.no_meaning import NoMeaning

Make = Callable[[], MeaningIndex]


@pytest.fixture(params=["scan", "file", "late"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Make]:
    """Makes an empty index each time it is called."""
    opened: list[MeaningFile] = []

    def one() -> MeaningIndex:
        if request.param == "scan":
            return MeaningScan(WordEncoder())
        opened.append(MeaningFile(tmp_path / f"index{len(opened)}" / "meaning.sqlite", WordEncoder()))
        file = opened[-1]
        return LateMeaning(lambda: file) if request.param == "late" else file

    yield one
    for each in opened:
        each.close()


@pytest.fixture
def index(make: Make) -> MeaningIndex:
    return make()


def put(index: MeaningIndex, owner: str, *texts: str, lang: str = "en", digest: str = "d") -> None:
    index.put(owner, digest, [Sentence(f"s{i}", lang, text) for i, text in enumerate(texts)])


def found(index: MeaningIndex, *texts: str, limit: int = 10, langs: set[str] | None = None) -> list[str]:
    return [f"{a.owner}/{a.segment}" for a in index.alike(texts, langs=langs, limit=limit) if a.likeness > 0.5]


def test_words_in_one_language_find_passages_in_another(index: MeaningIndex) -> None:
    put(index, "a", "Peace, no sea.", "Of the treaty.")
    put(index, "b", "Не мир.", "Договор.", lang="ru-RU")
    put(index, "c", "和平", lang="zh-Hans")
    assert found(index, "paix") == ["c/s0", "b/s0", "a/s0"]
    assert found(index, "договор") == ["b/s1", "a/s1"]
    assert found(index, "paix", langs={"ru", "fr"}) == ["b/s0"]
    assert found(index, "paix", limit=1) == ["c/s0"]
    assert found(index, "paix", "treaty")[0] in ("b/s1", "c/s0")
    assert found(index, "", " ") == found(index, "peace", limit=0) == found(index, "peace", langs=set()) == []


def test_likeness_is_the_cosine(index: MeaningIndex) -> None:
    put(index, "a", "peace sea", "peace")
    assert [round(a.likeness, 2) for a in index.alike(["мир"], langs=None, limit=9)] == [1.0, 0.71]


def test_a_language_it_does_not_know_is_put_and_not_found(index: MeaningIndex) -> None:
    assert (index.knows("ru-Latn"), index.knows("kk")) == (True, False)
    put(index, "a", "бейбітшілік peace", lang="kk")
    assert index.holds() == {"a": "d"}
    assert found(index, "peace") == []


def test_the_same_words_in_two_places_are_two_passages(index: MeaningIndex) -> None:
    put(index, "a", "peace", "peace")
    put(index, "b", "peace")
    put(index, "c", "peace", lang="fr")
    assert found(index, "peace") == ["a/s0", "a/s1", "b/s0", "c/s0"]
    index.forget("a")
    index.forget("nothing")
    assert found(index, "peace") == ["b/s0", "c/s0"]


def test_putting_again_replaces(index: MeaningIndex) -> None:
    put(index, "works/a", "peace", "treaty", digest="1")
    put(index, "works/a", "sea", digest="2")
    put(index, "memory/x")
    assert (found(index, "peace"), found(index, "sea")) == ([], ["works/a/s0"])
    assert (index.holds("works/"), index.holds("work")) == ({"works/a": "2"}, {"works/a": "2"})
    index.clear()
    assert (index.holds(), found(index, "sea")) == ({}, [])
    put(index, "a", "sea")
    index.purge()
    assert found(index, "sea") == ["a/s0"]


def test_threads_read_while_one_writes(index: MeaningIndex) -> None:
    put(index, "a", "peace")
    seen: list[list[str]] = []
    readers = [threading.Thread(target=lambda: seen.extend([found(index, "мир")] * 5)) for _ in range(3)]
    for thread in readers:
        thread.start()
    for n in range(5):
        put(index, f"other{n}", f"sea {n}")
    for thread in readers:
        thread.join()
    assert seen == [["a/s0"]] * 15


words = st.sampled_from(sorted({w for each in MEANINGS for w in each} | {"and", "и", "we"}))
passages = st.lists(words, min_size=1, max_size=4).map(" ".join)
puts = st.tuples(st.sampled_from("abc"), st.lists(passages, max_size=3), st.sampled_from(["en", "ru", "zh-Hans", "kk"]))
removals = st.tuples(st.sampled_from("abc"), st.none(), st.just(""))


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(puts, puts, removals), max_size=8), passages, st.sampled_from([None, {"en"}, {"ru", "kk"}]))
def test_finds_what_a_scan_finds(
    make: Make, acts: list[tuple[str, list[str] | None, str]], asked: str, langs: set[str] | None
) -> None:
    index, oracle = make(), MeaningScan(WordEncoder())
    for owner, texts, lang in acts:
        for each in (index, oracle):
            if texts is None:
                each.forget(owner)
            else:
                put(each, owner, *texts, lang=lang)
        index.alike([asked], langs=None, limit=1)  # looked at between: what changed since must be seen
    mine, wanted = (i.alike([asked], langs=langs, limit=99) for i in (index, oracle))
    assert {(a.owner, a.segment) for a in mine} == {(a.owner, a.segment) for a in wanted}
    # Kept in 8 bits: the third decimal may differ.
    assert [a.likeness for a in mine] == pytest.approx([a.likeness for a in wanted], abs=0.01)
    assert index.holds() == oracle.holds()


def test_without_an_encoder_nothing_is_held(tmp_path: Path) -> None:
    path = tmp_path / "meaning.sqlite"
    earlier = MeaningFile(path, WordEncoder())
    put(earlier, "a", "peace")
    earlier.close()
    none = NoMeaning(path)
    put(none, "b", "peace")
    none.forget("b")
    assert (none.version, none.holds(), found(none, "peace"), none.knows("en")) == ("", {}, [], False)
    assert path.exists()
    none.purge()
    assert not path.exists()
