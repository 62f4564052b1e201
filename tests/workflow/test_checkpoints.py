"""Checkpoints against ledgers that grew, and against such as were tampered with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.workflow.conftest import ENGLISH, RUSSIAN, Desk

from statement_archive.bootstrap import make_home, memory_archive, open_home, verify_signature
from statement_archive.domain.actors import HOME_ADMINISTRATOR, PUBLIC
from statement_archive.domain.checkpoints import Checkpoint, Scope, signed
from statement_archive.domain.errors import NotAllowed
from statement_archive.domain.events import Draft, chain, from_line, sha256, to_line
from statement_archive.domain.ids import StreamId
from statement_archive.storage.signing import InstanceKey, open_key
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.checkpoints import CheckedCheckpoint, check_checkpoint, make_checkpoint
from statement_archive.workflow.describe import describe
from statement_archive.workflow.public_files import public_files
from statement_archive.workflow.withdraw import withdraw

NOW = datetime(2026, 1, 2, tzinfo=UTC)
HOME = "7b0c6f3e-8f7a-4f39-9d57-3f6f7a1f4f6a"
LATER = timedelta(days=1)


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> InstanceKey:
    return open_key(tmp_path_factory.mktemp("instance"))


@pytest.fixture(scope="module")
def other_key(tmp_path_factory: pytest.TempPathFactory) -> InstanceKey:
    return open_key(tmp_path_factory.mktemp("instance"))


def make(archive: Archive, key: InstanceKey, scope: Scope = "complete", now: datetime = NOW) -> Checkpoint:
    return make_checkpoint(archive, HOME_ADMINISTRATOR, key, HOME, now, scope)


def check(archive: Archive, one: Checkpoint, key: InstanceKey | None, pinned: str = "") -> CheckedCheckpoint:
    return check_checkpoint(
        archive, one, verify_signature, home=HOME, home_key=key.public_key if key else "", pinned=pinned
    )


def codes(found: CheckedCheckpoint) -> list[str]:
    return [d.code for d in found.differences]


STREAMS = [StreamId(f"archive/works/w{n}/events.jsonl") for n in range(3)]


def grow(archive: Archive, steps: Sequence[int]) -> None:
    for n in steps:
        stream = STREAMS[n]
        head = archive.ledger.head(stream)
        archive.ledger.append(stream, Draft("noted", "p", NOW, {"text": f"{n} {head}", "n": head}), head=head)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.integers(0, 2), max_size=12), st.lists(st.integers(0, 2), max_size=12), st.data())
def test_growth_passes_and_nothing_else_does(
    key: InstanceKey, before: list[int], after: list[int], data: st.DataObject
) -> None:
    archive = memory_archive()
    grow(archive, before)
    first = make(archive, key)
    grow(archive, after)
    second = make(archive, key, now=NOW + LATER)
    assert check(archive, first, key).good
    assert check_checkpoint(archive, first, verify_signature, home=HOME, against=second).good
    if not before:
        return
    lost = data.draw(st.integers(0, len(before) - 1))  # another history: a step of the first never happened
    other = memory_archive()
    grow(other, [*before[:lost], *before[lost + 1 :]])
    assert not check(other, first, key).good


def write_home(path: Path) -> tuple[Archive, StreamId]:
    make_home(path, home_id=HOME, now=NOW)
    archive = open_home(path)
    for n in range(4):
        archive.ledger.append(STREAMS[0], Draft("noted", "p", NOW, {"text": f"line {n}"}), head=n)
    return archive, STREAMS[0]


def rewritten(lines: list[bytes]) -> list[bytes]:
    """The same with other words in the second line, and a chain made anew: it verifies by itself."""
    found: list[bytes] = []
    prev = "0" * 64
    for n, line in enumerate(lines, start=1):
        event = from_line(line)
        data = {"text": "other words"} if n == 2 else event.data
        made = chain(Draft(event.kind, event.by, event.at, data), n=n, prev=prev)
        found.append(to_line(made))
        prev = made.hash
    return found


@pytest.mark.parametrize(
    ("tamper", "code"),
    [
        (lambda lines: lines[:2], "shorter"),
        (rewritten, "changed"),
        (lambda lines: [lines[1], lines[0], *lines[2:]], "damaged"),
        (lambda lines: [*lines[:1], *lines[2:]], "damaged"),
        (None, "missing"),
    ],
)
@pytest.mark.parametrize("scope", ["complete", "public"])
def test_what_was_taken_away_is_noticed(
    tmp_path: Path, key: InstanceKey, tamper: Callable[[list[bytes]], list[bytes]] | None, code: str, scope: Scope
) -> None:
    archive, stream = write_home(tmp_path / "home")
    one = make(archive, key)
    if scope == "public":  # names no numbers
        heads = tuple(replace(head, events=0) for head in one.streams)
        one = signed(HOME, NOW, scope, heads, key)
    path = tmp_path / "home" / stream
    if tamper is None:
        path.unlink()
    else:
        path.write_bytes(b"".join(tamper(path.read_bytes().splitlines(keepends=True))))
    found = check(open_home(tmp_path / "home"), one, key)
    expected = "changed" if scope == "public" and code == "shorter" else code
    assert codes(found) == [expected]
    assert found.agree == 0


def test_a_redaction_is_allowed(tmp_path: Path, key: InstanceKey) -> None:
    archive, stream = write_home(tmp_path / "home")
    one = make(archive, key)
    assert archive.ledger.redact(stream, [sha256(b"line 1")]) == 1
    assert check(open_home(tmp_path / "home"), one, key).good


def test_keys(key: InstanceKey, other_key: InstanceKey) -> None:
    archive = memory_archive()
    one = make(archive, key)
    assert check(archive, one, key).key == "home"
    assert check(archive, one, None).key == "unknown"  # a mirror: nothing to compare with, and it says so
    lost = check(archive, one, other_key)
    assert (lost.key, codes(lost)) == ("other", ["key"])
    known = check(archive, one, other_key, pinned=key.public_key)
    assert (known.key, known.good) == ("pinned", True)
    assert codes(check(archive, one, key, pinned=other_key.public_key)) == ["key"]


def test_another_home(key: InstanceKey) -> None:
    archive = memory_archive()
    one = make(archive, key)
    found = check_checkpoint(archive, one, verify_signature, home="another", home_key=key.public_key)
    assert codes(found) == ["home"]


def test_a_second_one_that_is_older(key: InstanceKey) -> None:
    archive = memory_archive()
    old, new = make(archive, key), make(archive, key, now=NOW + LATER)
    found = check_checkpoint(archive, new, verify_signature, home=HOME, against=old)
    assert codes(found) == ["order"]


def test_a_complete_one_is_for_administrators(key: InstanceKey) -> None:
    with pytest.raises(NotAllowed):
        make_checkpoint(memory_archive(), PUBLIC, key, HOME, NOW)


def public(desk: Desk, key: InstanceKey) -> bytes:
    return make(desk.archive, key, "public").to_json()


def test_nothing_of_what_is_not_public_moves_a_byte(desk: Desk, key: InstanceKey) -> None:
    """No name, no number, no other hash: a draft, a draft text of a public work, its translation, a party to come."""
    work = desk.deposit(RUSSIAN, "ru", "delivered", title="Waters").work
    before, files = public(desk, key), public_files(desk.archive, desk.now)
    assert work in before.decode()
    desk.deposit(ENGLISH, "en", "delivered", title="Secret matter", draft=True)
    desk.deposit(ENGLISH, "en", "translation", work=work, draft=True)
    desk.settle(work)
    assert public(desk, key) == before
    assert public_files(desk.archive, desk.now) == files
    assert make(desk.archive, key).to_json() != before


def test_what_becomes_public_is_named_from_then_on(desk: Desk, key: InstanceKey) -> None:
    work = desk.deposit(RUSSIAN, "ru", "delivered", title="Waters", draft=True).work
    before = make(desk.archive, key, "public")
    assert before.streams == ()
    assert public_files(desk.archive, desk.now) == {}
    describe(desk.archive, HOME_ADMINISTRATOR, work, {"visibility.state": "public"}, "now", desk.tick())
    now = desk.tick()
    describe(
        desk.archive,
        HOME_ADMINISTRATOR,
        work,
        {"visibility.state": "public"},
        "now",
        now,
        expression="ru.delivered",
    )
    after = make(desk.archive, key, "public", now=NOW + LATER)
    assert [head.stream for head in after.streams] == [f"archive/works/{work}/events.jsonl"]
    assert check_checkpoint(desk.archive, before, verify_signature, home=HOME, against=after).good


def test_a_withdrawn_work_is_still_named(desk: Desk, key: InstanceKey) -> None:
    work = desk.deposit(RUSSIAN, "ru", "delivered", title="Waters").work
    before = make(desk.archive, key, "public")
    withdraw(desk.archive, HOME_ADMINISTRATOR, work, "law", "court", desk.tick())
    after = make(desk.archive, key, "public", now=NOW + LATER)
    assert before.streams[0].stream == after.streams[0].stream
    assert check_checkpoint(desk.archive, before, verify_signature, home=HOME, against=after).good
    assert public_files(desk.archive, desk.now) == {}


def test_an_embargo_ends_by_itself(desk: Desk, key: InstanceKey) -> None:
    """Before, no byte tells of it; after, it is named, though nobody wrote a line."""
    before = public(desk, key)
    ends = NOW + LATER
    work = desk.deposit(RUSSIAN, "ru", "delivered", title="Waters", embargo_until=ends).work
    assert public(desk, key) == before
    assert public_files(desk.archive, ends - timedelta(seconds=1)) == {}
    named = make(desk.archive, key, "public", now=ends)
    assert [head.stream for head in named.streams] == [f"archive/works/{work}/events.jsonl"]
    assert public_files(desk.archive, ends)
