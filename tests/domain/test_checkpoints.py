"""The form of a checkpoint: what is signed, and what is not taken for one."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statement_archive.domain.checkpoints import Checkpoint, Head, grown, public_key, read_checkpoint, signed
from statement_archive.domain.errors import Damaged, InvalidInput
from statement_archive.storage.signing import InstanceKey, held_key, open_key, verify_signature

NOW = datetime(2026, 11, 21, 17, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> InstanceKey:
    return open_key(tmp_path_factory.mktemp("instance"))


def made(key: InstanceKey, *heads: Head) -> Checkpoint:
    return signed("home", NOW, "complete", heads, key)


def test_a_checkpoint_is_read_back_however_it_is_laid_out(key: InstanceKey) -> None:
    one = made(key, Head("b", "2" * 64, 4), Head("a", "1" * 64, 3))
    assert [head.stream for head in one.streams] == ["a", "b"]
    for raw in (one.to_json(), json.dumps(json.loads(one.to_json()), indent=3).encode()):
        read = read_checkpoint(raw)
        assert read == one
        assert verify_signature(read.public_key, read.signature, read.content())


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_no_byte_of_it_can_be_changed(key: InstanceKey, data: st.DataObject) -> None:
    """Either it is no checkpoint any more, or the signature does not fit, or it says the same."""
    one = made(key, Head("archive/works/x/events.jsonl", "a" * 64, 3))
    raw = bytearray(one.to_json())
    at = data.draw(st.integers(0, len(raw) - 1))
    raw[at] = data.draw(st.integers(0, 255))
    try:
        read = read_checkpoint(bytes(raw))
    except InvalidInput:
        return
    assert read == one or not verify_signature(read.public_key, read.signature, read.content())


@pytest.mark.parametrize(
    "change",
    [
        {"more": 1},
        {"format": "statement-archive checkpoint 2"},
        {"at": "yesterday"},
        {"public_key": "AB" * 32},
        {"signature": ""},
        {"streams": [{"stream": "a", "hash": "a" * 64}]},
        {"streams": [{"stream": "a", "hash": "a", "events": 1}]},
        {"streams": [{"stream": "a", "hash": "a" * 64, "events": 1}] * 2},
    ],
)
def test_what_is_not_a_checkpoint(key: InstanceKey, change: dict[str, object]) -> None:
    data = json.loads(made(key).to_json()) | change
    with pytest.raises(InvalidInput):
        read_checkpoint(json.dumps(data).encode())


@pytest.mark.parametrize("raw", [b"", b"[]", b"\xff", b"[" * 100_000, b'{"at":1,"at":2}'])
def test_what_is_not_even_json(raw: bytes) -> None:
    with pytest.raises(InvalidInput):
        read_checkpoint(raw)


def test_two_checkpoints_without_a_ledger(key: InstanceKey) -> None:
    before = made(key, Head("a", "1" * 64, 3), Head("b", "2" * 64, 4), Head("c", "3" * 64, 1))
    after = made(key, Head("a", "9" * 64, 3), Head("b", "8" * 64, 3), Head("d", "7" * 64, 1))
    assert [(d.code, d.stream) for d in grown(before, after)] == [("changed", "a"), ("shorter", "b"), ("missing", "c")]
    assert grown(before, before) == []


def test_a_public_key_as_people_write_it() -> None:
    assert public_key("AB12 " * 16) == "ab12" * 16
    with pytest.raises(InvalidInput):
        public_key("ab")


def test_the_key_is_private_and_made_once(tmp_path: Path) -> None:
    instance = tmp_path / "instance"
    assert held_key(instance) == ""
    assert open_key(instance).public_key == open_key(instance).public_key == held_key(instance)
    (only,) = instance.iterdir()
    assert only.stat().st_mode & 0o777 == 0o600
    only.write_bytes(b"not a key")
    with pytest.raises(Damaged):
        open_key(instance)


def test_a_signature_that_is_none(key: InstanceKey) -> None:
    assert not verify_signature(key.public_key, "zz", b"")
    assert not verify_signature("00", key.sign(b""), b"")
