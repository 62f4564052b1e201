"""One suite for every translation memory: what it finds is what a scan finds, in the same order."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from statement_archive.domain.errors import InvalidInput
from statement_archive.domain.ports import MemoryIndex, Sentence
from statement_archive.search.memory_scan import MemoryScan
from statement_archive.search.memory_sqlite import MemoryFile

Make = Callable[[], MemoryIndex]


@pytest.fixture(params=["scan", "file"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Make]:
    """Makes an empty memory each time it is called."""
    opened: list[MemoryFile] = []

    def one() -> MemoryIndex:
        if request.param == "scan":
            return MemoryScan()
        opened.append(MemoryFile(tmp_path / f"index{len(opened)}" / "memory.sqlite"))
        return opened[-1]

    yield one
    for memory in opened:
        memory.close()


@pytest.fixture
def memory(make: Make) -> MemoryIndex:
    return make()


def put(memory: MemoryIndex, owner: str, *texts: str, lang: str = "en", digest: str = "d") -> None:
    memory.put(owner, digest, [Sentence(f"s{i}", lang, text) for i, text in enumerate(texts)])


def found(memory: MemoryIndex, text: str, lang: str = "en", limit: int = 10, floor: int = 70) -> list[tuple[int, str]]:
    return [(s.percent, f"{s.owner}/{s.segment}") for s in memory.similar(text, lang, limit=limit, floor=floor)]


def test_the_most_alike_come_first_and_capitals_cost_one_percent(memory: MemoryIndex) -> None:
    put(memory, "b", "We are ready to negotiate.", "Something else was said here.")
    put(memory, "a", "WE are ready to negotiate.", "We are ready to talk.", "We are not ready to negotiate.")
    assert found(memory, "We are ready to negotiate.") == [(100, "b/s0"), (99, "a/s0"), (85, "a/s2"), (83, "a/s1")]


def test_the_same_words_in_two_places_are_two_passages(memory: MemoryIndex) -> None:
    put(memory, "b", "Thank you, Chair.", "Thank you,  Chair.")
    put(memory, "a", "Thank you, Chair.")
    assert found(memory, "Thank you, Chair.") == [(100, "a/s0"), (100, "b/s0"), (100, "b/s1")]
    assert found(memory, "Thank you, Chair.", limit=2) == [(100, "a/s0"), (100, "b/s0")]
    memory.forget("b")
    assert found(memory, "Thank you, Chair.") == [(100, "a/s0")]


def test_another_number_or_mark_costs_less_than_another_word(memory: MemoryIndex) -> None:
    put(memory, "a", "In 2023 the party notified 5 ships.")
    number = found(memory, "In 2024 the party notified 5 ships.")[0][0]
    word = found(memory, "In 2023 the group notified 5 ships.")[0][0]
    assert 100 > number > word


@pytest.mark.parametrize(
    ("lang", "held", "asked"),
    [
        ("ru", "Мы не поддерживаем ослабление договора.", "Мы не поддерживали ослабление договоров."),
        ("ar", "ندعو جميع الدول إلى العمل بحسن نية في البحار.", "ندعو كل الدول إلى العمل بحسن نية في البحار."),
        ("zh-Hans", "我们不支持削弱条约，并呼吁所有国家真诚行事。", "我们不支持削弱该条约，并呼吁各国真诚行事。"),
    ],
)
def test_every_script_is_compared_by_what_its_words_are(memory: MemoryIndex, lang: str, held: str, asked: str) -> None:
    put(memory, "a", held, lang=lang)
    ((percent, _),) = found(memory, asked, lang)
    assert 70 <= percent < 100
    assert found(memory, held, lang) == [(100, "a/s0")]
    assert found(memory, asked, "en") == []  # words of another language


def test_putting_again_replaces(memory: MemoryIndex) -> None:
    put(memory, "w/a", "One two three four.", digest="1")
    put(memory, "w/a", "Five six seven eight.", digest="2")
    put(memory, "x/a", "Nine.")
    assert memory.holds() == {"w/a": "2", "x/a": "d"}
    assert memory.holds("w/") == {"w/a": "2"}
    assert found(memory, "One two three four.") == []
    memory.clear()
    assert memory.holds() == {}
    assert found(memory, "Nine.") == []


def test_what_has_no_token_is_not_found(memory: MemoryIndex) -> None:
    put(memory, "a", "", "   ", "—")
    assert found(memory, "") == []
    assert found(memory, "—") == [(100, "a/s2")]
    assert found(memory, "One.", limit=0) == []


@pytest.mark.parametrize("floor", [59, 101, -1])
def test_a_floor_has_bounds(memory: MemoryIndex, floor: int) -> None:
    with pytest.raises(InvalidInput):
        memory.similar("One.", "en", limit=1, floor=floor)


def test_threads_read_while_one_writes(memory: MemoryIndex) -> None:
    put(memory, "a", "We are ready to negotiate.")
    wrong: list[object] = []

    def read() -> None:
        for _ in range(30):
            got = found(memory, "We are ready to negotiate.", limit=1)
            if got != [(100, "a/s0")]:
                wrong.append(got)

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for n in range(20):
        put(memory, f"b{n}", "We are ready to negotiate now.", f"Number {n}.")
    for thread in threads:
        thread.join()
    assert not wrong


WORDS = st.sampled_from(
    ["the", "party", "parties", "Party", "notify", "notified", "7", "8", ",", ".", "条", "约", "缔"]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=9).map(" ".join) | st.text("条约缔方 ab,", max_size=12)


@given(st.lists(TEXTS, max_size=8), TEXTS, st.integers(60, 100), st.data())
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_that_a_scan_finds_is_missed(
    make: Make, texts: list[str], asked: str, floor: int, data: st.DataObject
) -> None:
    scan, memory = MemoryScan(), make()
    for each in (scan, memory):
        put(each, "a", *texts)
        put(each, "b", *texts[::2])
    if data.draw(st.booleans()):
        for each in (scan, memory):
            each.forget("a")
            put(each, "b", *texts[1:])
    limit = data.draw(st.integers(1, 20))
    assert found(memory, asked, limit=limit, floor=floor) == found(scan, asked, limit=limit, floor=floor)
