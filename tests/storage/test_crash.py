"""Invariant 3: a writer that dies, loses power or runs out of room at *every* step of a commit."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.storage.commits import NOW, STREAM, assert_holds, blob_of, commit, reopen
from tests.storage.faulty_disk import Crash, FaultyDisk, When

from statement_archive.domain.errors import Gone, StorageFull
from statement_archive.domain.events import Draft, Event, sha256
from statement_archive.storage.recovery import recover

WHENS: tuple[When, ...] = get_args(When)
TEXTS = [f"Statement number {n}, of some length.".encode() for n in range(3)]


def steps_of(before: int) -> int:
    """How many steps the commit after ``before`` others takes."""
    disk = FaultyDisk()
    _, stores = reopen(disk)
    for text in TEXTS[:before]:
        commit(stores, text)
    start = disk.steps
    commit(stores, TEXTS[before])
    return disk.steps - start


def crashed(before: int, step: int, when: When) -> tuple[FaultyDisk, list[Event]]:
    """A disk on which the commit after ``before`` others died at its step ``step`` (from 1)."""
    disk = FaultyDisk()
    _, stores = reopen(disk)
    acknowledged = [commit(stores, text) for text in TEXTS[:before]]
    disk.die_at, disk.when = disk.steps + step, when
    with pytest.raises(Crash):
        commit(stores, TEXTS[before])
    return disk, acknowledged


STEPS = [(before, step) for before in range(2) for step in range(1, steps_of(before) + 1)]


def assert_goes_on(disk: FaultyDisk, acknowledged: list[Event], attempted: int) -> None:
    """Reads without repair; recovers; takes the next commit; is clean then; and keeps that one as well."""
    place, stores = reopen(disk)
    assert_holds(stores, acknowledged, attempted)
    recover(place, referenced=None, now=NOW)
    assert recover(place, referenced=None, now=NOW).clean
    assert_holds(stores, acknowledged, attempted)
    acknowledged = [*stores.ledger.read(STREAM), commit(stores, b"the next one")]
    after = reopen(disk.after_power_loss(lambda _: 0))[1]
    assert_holds(after, acknowledged, len(acknowledged))


@pytest.mark.parametrize("when", WHENS)
@pytest.mark.parametrize(("before", "step"), STEPS)
def test_killed_at_every_step(before: int, step: int, when: When) -> None:
    disk, acknowledged = crashed(before, step, when)
    assert_goes_on(disk.killed(), acknowledged, before + 1)


@pytest.mark.parametrize("repaired", [False, True])
@pytest.mark.parametrize(("before", "step"), STEPS)
def test_killed_then_power_is_lost_right_after_the_next_commit(before: int, step: int, *, repaired: bool) -> None:
    """What the killed writer left unsynced must be made durable by the one who builds on it."""
    disk, _ = crashed(before, step, "after")
    disk = disk.killed()
    place, stores = reopen(disk)
    if repaired:
        recover(place, referenced=None, now=NOW)
    event = commit(stores, b"the next one")
    acknowledged = list(stores.ledger.read(STREAM))
    assert acknowledged[-1] == event
    assert_holds(reopen(disk.after_power_loss(lambda _: 0))[1], acknowledged, len(acknowledged))


@pytest.mark.parametrize(("before", "step"), STEPS)
def test_the_same_commit_again_makes_durable_what_the_killed_one_left(before: int, step: int) -> None:
    disk, _ = crashed(before, step, "after")
    disk = disk.killed()
    _, stores = reopen(disk)
    if stores.ledger.head(STREAM) == before:
        commit(stores, TEXTS[before])
        acknowledged = list(stores.ledger.read(STREAM))
        assert_holds(reopen(disk.after_power_loss(lambda _: 0))[1], acknowledged, before + 1)


def test_an_event_without_blobs_makes_durable_the_ledger_that_a_killed_one_made() -> None:
    note = Draft("example.noted", "p-1", NOW, {})
    for step in count(1):
        disk = FaultyDisk()
        _, stores = reopen(disk)
        disk.die_at, disk.when = step, "after"
        try:
            stores.ledger.append(STREAM, note, head=0)
        except Crash:
            disk = disk.killed()
            _, stores = reopen(disk)
            stores.ledger.append(STREAM, note, head=stores.ledger.head(STREAM))
            events = stores.ledger.read(STREAM)
            assert reopen(disk.after_power_loss(lambda _: 0))[1].ledger.read(STREAM) == events
        else:
            break
    assert step > 5


def test_recovery_makes_durable_what_a_killed_writer_left_for_others_to_read() -> None:
    disk, _ = crashed(1, steps_of(1) - 1, "after")  # the line is written, not synced
    disk = disk.killed()
    place, stores = reopen(disk)
    events = stores.ledger.read(STREAM)
    assert len(events) == 2
    recover(place, referenced=None, now=datetime.fromtimestamp(60, UTC))  # this disk's clock counts from 1970
    assert reopen(disk.after_power_loss(lambda _: 0))[1].ledger.read(STREAM) == events


def test_a_writer_makes_durable_the_redaction_that_another_was_killed_in() -> None:
    for step in count(1):
        disk = FaultyDisk()
        _, stores = reopen(disk)
        commit(stores, TEXTS[0])
        other = disk.killed()  # another process on the same files
        other.die_at, other.when = step, "after"
        with pytest.raises(Crash):
            reopen(other)[1].ledger.redact(STREAM, [sha256(TEXTS[0])])
        if other.log[-1].startswith("rename"):  # replaced, its name not synced
            break
    stores.ledger.append(STREAM, Draft("example.noted", "p-1", NOW, {}), head=1)
    events = stores.ledger.read(STREAM)
    assert events[0].data["note"]["text"] == {"redacted": sha256(TEXTS[0])}
    assert reopen(disk.after_power_loss(lambda _: 0))[1].ledger.read(STREAM) == events


def test_a_blob_copied_in_by_hand_is_made_durable() -> None:
    disk = FaultyDisk()
    _, stores = reopen(disk)
    commit(stores, TEXTS[0])
    key = blob_of(b"by hand", 2)
    disk.create(key.path, b"by hand")
    stores.blobs.put(key, b"by hand")
    assert reopen(disk.after_power_loss(lambda _: 0))[1].blobs.get(key) == b"by hand"


def test_redacted_bytes_do_not_come_back() -> None:
    disk = FaultyDisk()
    _, stores = reopen(disk)
    commit(stores, TEXTS[0])
    key = blob_of(TEXTS[0], 1)
    stores.blobs.remove(key)
    after = disk.after_power_loss(lambda _: 0)
    assert key.path not in after.entries
    with pytest.raises(Gone):
        reopen(after)[1].blobs.get(key)


def test_a_redaction_of_a_blob_dies_at_every_step() -> None:
    """The bytes are there and can be had, or are out of sight; recovery ends what was begun."""
    for step in count(1):
        disk = FaultyDisk()
        _, stores = reopen(disk)
        commit(stores, TEXTS[0])
        key = blob_of(TEXTS[0], 1)
        disk.die_at, disk.when = disk.steps + step, "after"
        try:
            stores.blobs.remove(key)
        except Crash:
            found = disk.after_power_loss(lambda _: 0)
            place, stores = reopen(found)
            recover(place, referenced=None, now=NOW)
            try:
                assert stores.blobs.get(key) == TEXTS[0]
            except Gone:
                assert key.path not in found.entries
        else:
            break
    assert step > 3


@settings(deadline=None, max_examples=300)
@given(data=st.data())
def test_power_lost_at_every_step(data: st.DataObject) -> None:
    before, step = data.draw(st.sampled_from(STEPS))
    when: When = data.draw(st.sampled_from(WHENS))
    disk, acknowledged = crashed(before, step, when)
    lost = disk.after_power_loss(lambda n: data.draw(st.integers(0, n - 1)))
    assert_goes_on(lost, acknowledged, before + 1)


@pytest.mark.parametrize("keep", [0, 1])
@pytest.mark.parametrize(("before", "step"), STEPS)
def test_power_lost_with_all_or_nothing_unsynced(before: int, step: int, keep: int) -> None:
    disk, acknowledged = crashed(before, step, "after")
    assert_goes_on(disk.after_power_loss(lambda _: keep), acknowledged, before + 1)


@pytest.mark.parametrize("before", [0, 1, 2])
def test_power_lost_right_after_the_acknowledgement(before: int) -> None:
    disk = FaultyDisk()
    _, stores = reopen(disk)
    acknowledged = [commit(stores, text) for text in TEXTS[: before + 1]]
    assert_holds(reopen(disk.after_power_loss(lambda _: 0))[1], acknowledged, len(acknowledged))


@pytest.mark.parametrize(("before", "step"), STEPS)
def test_disk_full_at_every_step_is_as_if_it_never_happened(before: int, step: int) -> None:
    disk = FaultyDisk()
    place, stores = reopen(disk)
    acknowledged = [commit(stores, text) for text in TEXTS[:before]]
    disk.full_at = disk.steps + step
    try:
        acknowledged.append(commit(stores, TEXTS[before]))
    except StorageFull:
        assert list(stores.ledger.read(STREAM)) == acknowledged
    found = recover(place, referenced=None, now=NOW)
    assert not found.torn
    assert_holds(stores, acknowledged, len(acknowledged))
    acknowledged.append(commit(stores, b"room again"))
    assert_holds(reopen(disk.after_power_loss(lambda _: 0))[1], acknowledged, len(acknowledged))


def test_redaction_dies_at_every_step() -> None:
    """Whole or absent, and a second try ends it."""
    wanted = sha256(TEXTS[0])
    for step in count(1):
        disk = FaultyDisk()
        _, stores = reopen(disk)
        events = [commit(stores, text) for text in TEXTS]
        disk.die_at = disk.steps + step
        try:
            stores.ledger.redact(STREAM, [wanted])
        except Crash:
            found = reopen(disk.after_power_loss(lambda _: 0))[1]
            assert found.ledger.redact(STREAM, [wanted]) in {0, 1}
            events_after = found.ledger.read(STREAM)
            assert [e.hash for e in events_after] == [e.hash for e in events]
            assert events_after[0].data["note"]["text"] == {"redacted": wanted}
        else:
            break
    assert step > 3


def test_orphans_are_named_when_asked() -> None:
    disk, acknowledged = crashed(1, steps_of(1) - 1, "before")  # the blob stands, the line was never written
    disk = disk.killed()
    place, stores = reopen(disk)
    named = {event.data["path"] for event in acknowledged}
    found = recover(place, referenced=lambda: named, now=NOW)
    assert len(found.orphans) == 1
    assert set(stores.blobs.paths()) == named | set(found.orphans)
    commit(stores, b"other words under the same name")
    assert [entry.name for entry in disk.list("instance/aside") if entry.name.endswith(".orphan")]
