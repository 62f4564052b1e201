"""What every Ledger promises. A further implementation is a further word in ``MAKERS``."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.storage.commits import place_on
from tests.storage.faulty_disk import FaultyDisk

from statement_archive.domain.errors import Conflict, HomeBusy, InvalidInput
from statement_archive.domain.events import GENESIS, Draft, check_chain, sha256
from statement_archive.domain.ids import QUOTATIONS, StreamId, authority_stream, work_id, work_stream
from statement_archive.domain.ports import Ledger
from statement_archive.storage import memory, open_files, stores_at
from statement_archive.storage.home import Home
from statement_archive.storage.lock import ThreadLock

NOW = datetime(2026, 11, 21, 17, 0, tzinfo=UTC)
WORK = work_stream(work_id("2018-08-29-statement"))


def files(folder: Path) -> Ledger:
    home = Home.create(folder / "home", home_id=str(uuid4()), now=NOW)
    return open_files(home.path, lock_timeout=0.2).ledger


MAKERS: dict[str, Callable[[Path], Ledger]] = {
    "memory": lambda _: memory(lock_timeout=0.2).ledger,
    "files": files,
    "files on a disk in memory": lambda _: stores_at(place_on(FaultyDisk(), ThreadLock(0.2))).ledger,
}


@pytest.fixture(params=MAKERS)
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Ledger:
    return MAKERS[request.param](tmp_path)


def draft(text: str = "We do not agree.", **data: object) -> Draft:
    return Draft("example.noted", "p-1", NOW, {"note": {"text": text}, **data})


def test_a_new_stream_is_empty(ledger: Ledger) -> None:
    assert ledger.head(WORK) == 0
    assert list(ledger.read(WORK)) == []
    assert list(ledger.streams()) == []


def test_events_come_back_in_order_and_chained(ledger: Ledger) -> None:
    given_back = [ledger.append(WORK, draft(f"{n}"), head=n) for n in range(5)]
    assert list(ledger.read(WORK)) == given_back
    assert list(ledger.read(WORK, 3)) == given_back[3:]
    assert list(ledger.read(WORK, 9)) == []
    assert ledger.head(WORK) == 5
    assert given_back[0].prev == GENESIS
    check_chain(given_back)


def test_streams_are_listed_by_prefix(ledger: Ledger) -> None:
    streams = [authority_stream("people"), QUOTATIONS, WORK, StreamId("translations/a-b/fr.units.events.jsonl")]
    for stream in streams:
        ledger.append(stream, draft(), head=0)
    assert list(ledger.streams()) == sorted(streams)
    assert list(ledger.streams("archive/works/")) == [WORK]
    assert list(ledger.streams("archive/works/2018")) == [WORK]
    assert list(ledger.streams("arch")) == sorted(streams[:3])
    assert list(ledger.streams("translations")) == [streams[3]]
    assert list(ledger.streams(WORK)) == [WORK]
    assert list(ledger.streams("archive/nothing/")) == []
    assert list(ledger.streams("elsewhere")) == []


def test_a_second_writer_is_shown_what_came_in_between(ledger: Ledger) -> None:
    ledger.append(WORK, draft("base"), head=0)
    theirs = ledger.append(WORK, draft("theirs"), head=1)
    with pytest.raises(Conflict) as refused:
        ledger.append(WORK, draft("mine"), head=1)
    assert refused.value.head == 2
    assert refused.value.since == (theirs,)
    assert ledger.head(WORK) == 2
    with pytest.raises(Conflict) as ahead:
        ledger.append(WORK, draft(), head=7)
    assert ahead.value.since == ()


def test_what_the_caller_changes_later_is_not_in_the_ledger(ledger: Ledger) -> None:
    made = draft("before")
    ledger.append(WORK, made, head=0)
    made.data["note"]["text"] = "after"
    assert ledger.read(WORK)[0].data["note"]["text"] == "before"


@pytest.mark.parametrize("data", [{"n": float("nan")}, {"n": 2**60}, {"text": 1}, {"text": "\ud800"}, {"s": {1}}])
def test_what_is_not_json_is_refused_and_leaves_no_trace(ledger: Ledger, data: dict[str, object]) -> None:
    with pytest.raises(InvalidInput):
        ledger.append(WORK, Draft("example.noted", "p-1", NOW, data), head=0)
    assert list(ledger.streams()) == []


@pytest.mark.parametrize(
    "stream",
    [
        "archive/works/../../etc/events.jsonl",
        "/archive/events.jsonl",
        "archive//events.jsonl",
        "archive/works/a\\b/events.jsonl",
        "archive/works/a\nb/events.jsonl",
        "archive/works/a/work.toml",
        "archive/works/a/sources/events.jsonl",
        "instance/events.jsonl",
        "",
    ],
)
def test_a_stream_is_the_path_of_a_ledger(ledger: Ledger, stream: str) -> None:
    with pytest.raises(InvalidInput):
        ledger.append(StreamId(stream), draft(), head=0)
    with pytest.raises(InvalidInput):
        ledger.read(StreamId(stream))


def test_the_lock_is_reentrant_in_a_thread_and_excludes_others(ledger: Ledger) -> None:
    caught: list[BaseException] = []

    def other() -> None:
        try:
            ledger.append(WORK, draft("theirs"), head=0)
        except HomeBusy as error:
            caught.append(error)

    with ledger.exclusive(), ledger.exclusive():
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
        ledger.append(WORK, draft("mine"), head=0)
    assert len(caught) == 1
    assert ledger.read(WORK)[0].data["note"]["text"] == "mine"


def test_redaction_takes_the_words_and_leaves_the_chain(ledger: Ledger) -> None:
    secret, other = "the name of the witness", "the rest"
    for n, text in enumerate([secret, other, secret]):
        ledger.append(WORK, draft(text, deep=[{"text": secret}], title=secret), head=n)
    before = [event.hash for event in ledger.read(WORK)]
    assert ledger.redact(WORK, [sha256(secret.encode())]) == 5
    events = ledger.read(WORK)
    assert [event.hash for event in events] == before
    check_chain(events)
    assert events[0].data["note"]["text"] == {"redacted": sha256(secret.encode())}
    assert events[0].data["title"] == secret  # only what is named text is a text
    assert events[1].data["note"]["text"] == other
    assert ledger.redact(WORK, [sha256(secret.encode())]) == 0
    assert ledger.redact(QUOTATIONS, [sha256(b"x")]) == 0
    assert ledger.append(WORK, draft(), head=3).prev == before[-1]


TEXTS = st.text(
    st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("\r\n\u2028\u2029\u0085\u00a0\u202e\0\ufeffй"))
)


@pytest.mark.parametrize("name", MAKERS)
@settings(deadline=None, max_examples=20)
@given(texts=st.lists(TEXTS, min_size=1, max_size=6))
def test_every_text_comes_back_as_it_went_in(
    name: str, tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    """Invariant 1, for what stands in events."""
    ledger = MAKERS[name](tmp_path_factory.mktemp("ledger"))
    for n, text in enumerate(texts):
        ledger.append(WORK, draft(text), head=n)
    assert [event.data["note"]["text"] for event in ledger.read(WORK)] == texts


@pytest.mark.parametrize("maker", MAKERS)
def test_states_tell_which_streams_changed(maker: str, tmp_path: Path) -> None:
    ledger = MAKERS[maker](tmp_path)
    other = work_stream(work_id("another-work"))
    assert ledger.states() == {}
    ledger.append(WORK, Draft("described", "p-a", NOW, {"reason": {"text": "a name"}}), head=0)
    first = dict(ledger.states())
    assert set(first) == {WORK}
    assert dict(ledger.states()) == first
    ledger.append(other, Draft("described", "p-a", NOW, {}), head=0)
    second = dict(ledger.states())
    assert set(second) == set(ledger.streams())
    assert second[WORK] == first[WORK]
    ledger.append(WORK, Draft("described", "p-a", NOW, {}), head=1)
    third = dict(ledger.states())
    assert third[WORK] != second[WORK]
    assert third[other] == second[other]
    assert ledger.redact(WORK, [sha256(b"a name")]) == 1
    fourth = dict(ledger.states())
    assert fourth[WORK] != third[WORK]
    assert hash(fourth[WORK]) is not None
