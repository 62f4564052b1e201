from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from statement_archive.domain import people
from statement_archive.domain.errors import Conflict, InvalidInput, NotFound, TooLarge
from statement_archive.domain.ids import PersonId
from statement_archive.domain.people import NOBODY, Accounts, DraftChanged, DraftFile

ANNA = PersonId("p-annaannaanna")
BORIS = PersonId("p-borisborisbo")
HOSTILE = "a\0b \ud800 \u202eevil\u2028 \r\n\u00a0 'AND *' 王 ﷽"


def test_a_draft_comes_back_as_it_was_typed(accounts: Accounts, now: datetime) -> None:
    data = {"text": HOSTILE, "units": [{"n": 1, "done": True, "x": None, "f": 0.5}]}
    draft = accounts.drafts.save(ANNA, "submission", data, now=now)
    found = accounts.drafts.get(ANNA, draft.id)
    assert found == draft
    assert found.data == data
    assert (found.owner, found.kind, found.revision, found.file_name) == (ANNA, "submission", 1, None)
    assert found.created_at == found.updated_at == now
    assert accounts.drafts.file(ANNA, draft.id) is None


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.dictionaries(
        st.text(max_size=5),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
            max_leaves=6,
        ),
        max_size=4,
    ),
    content=st.binary(max_size=200),
)
def test_any_json_and_any_bytes_come_back(
    accounts: Accounts, now: datetime, data: dict[str, Any], content: bytes
) -> None:
    draft = accounts.drafts.save(ANNA, "deposit", data, now=now, file=DraftFile("a.txt", content))
    assert accounts.drafts.get(ANNA, draft.id).data == data
    assert accounts.drafts.file(ANNA, draft.id) == DraftFile("a.txt", content)


def test_a_file_name_is_made_fit_to_show(accounts: Accounts, now: datetime) -> None:
    draft = accounts.drafts.save(ANNA, "deposit", {}, now=now, file=DraftFile("x" * 300 + "\0\ud800.docx", b""))
    assert draft.file_name == "x" * 248 + "\ufffd\ufffd.docx"


def test_another_persons_draft_is_not_there(accounts: Accounts, now: datetime) -> None:
    draft = accounts.drafts.save(ANNA, "deposit", {"text": "embargoed"}, now=now, file=DraftFile("a", b"x"))
    for owner in (BORIS, NOBODY):
        with pytest.raises(NotFound):
            accounts.drafts.get(owner, draft.id)
        with pytest.raises(NotFound):
            accounts.drafts.file(owner, draft.id)
        with pytest.raises(NotFound):
            accounts.drafts.update(owner, draft.id, {}, revision=1, now=now)
        accounts.drafts.delete(owner, draft.id)
        assert accounts.drafts.list(owner) == ()
    assert accounts.drafts.get(ANNA, draft.id) == draft


def test_a_visitors_draft_is_reached_by_id_only(accounts: Accounts, now: datetime) -> None:
    draft = accounts.drafts.save(NOBODY, "deposit", {"text": "a"}, now=now)
    assert accounts.drafts.get(NOBODY, draft.id) == draft
    assert accounts.drafts.list(NOBODY) == ()
    assert len(draft.id) == 28


@pytest.mark.parametrize("raw", ["", "d-", "d-\0", "\ud800", "d-" + "a" * 100_000, "d-" + "a" * 26])
def test_an_id_that_is_none_is_not_found(accounts: Accounts, now: datetime, raw: str) -> None:
    with pytest.raises(NotFound):
        accounts.drafts.get(ANNA, raw)
    accounts.drafts.delete(ANNA, raw)


def test_an_update_replaces_data_and_keeps_the_file(accounts: Accounts, now: datetime) -> None:
    later = now + timedelta(minutes=1)
    draft = accounts.drafts.save(ANNA, "deposit", {"a": 1}, now=now, file=DraftFile("a.txt", b"one"))
    changed = accounts.drafts.update(ANNA, draft.id, {"b": 2}, revision=1, now=later)
    assert (changed.data, changed.revision, changed.created_at, changed.updated_at) == ({"b": 2}, 2, now, later)
    assert accounts.drafts.file(ANNA, draft.id) == DraftFile("a.txt", b"one")
    again = accounts.drafts.update(ANNA, draft.id, {}, revision=2, now=later, file=DraftFile("b.txt", b"two"))
    assert again.file_name == "b.txt"
    assert accounts.drafts.file(ANNA, draft.id) == DraftFile("b.txt", b"two")
    assert accounts.drafts.get(ANNA, draft.id) == again


def test_the_second_window_is_shown_what_is_kept(accounts: Accounts, now: datetime) -> None:
    draft = accounts.drafts.save(ANNA, "deposit", {"a": 1}, now=now)
    accounts.drafts.update(ANNA, draft.id, {"a": "theirs"}, revision=1, now=now)
    with pytest.raises(DraftChanged) as changed:
        accounts.drafts.update(ANNA, draft.id, {"a": "mine"}, revision=1, now=now)
    assert isinstance(changed.value, Conflict)
    assert changed.value.head == 2
    assert changed.value.current.data == {"a": "theirs"}
    assert accounts.drafts.get(ANNA, draft.id).data == {"a": "theirs"}


def test_one_of_many_updates_of_a_revision_is_taken(accounts: Accounts, now: datetime) -> None:
    draft = accounts.drafts.save(ANNA, "deposit", {}, now=now)

    def change(n: int) -> int | None:
        try:
            accounts.drafts.update(ANNA, draft.id, {"n": n}, revision=1, now=now)
        except DraftChanged:
            return None
        return n

    with ThreadPoolExecutor(8) as threads:
        taken = [n for n in threads.map(change, range(8)) if n is not None]
    assert len(taken) == 1
    assert accounts.drafts.get(ANNA, draft.id).data == {"n": taken[0]}


def test_own_drafts_are_listed_last_changed_first(accounts: Accounts, now: datetime) -> None:
    kinds = ("deposit", "submission", "deposit")
    made = [accounts.drafts.save(ANNA, kind, {"n": n}, now=now + timedelta(minutes=n)) for n, kind in enumerate(kinds)]
    accounts.drafts.save(BORIS, "deposit", {}, now=now)
    accounts.drafts.update(ANNA, made[0].id, {"n": 0}, revision=1, now=now + timedelta(hours=1))
    assert [draft.data["n"] for draft in accounts.drafts.list(ANNA)] == [0, 2, 1]
    assert [draft.data["n"] for draft in accounts.drafts.list(ANNA, "deposit")] == [0, 2]
    accounts.drafts.delete(ANNA, made[0].id)
    assert [draft.data["n"] for draft in accounts.drafts.list(ANNA)] == [2, 1]


def test_a_kept_draft_is_not_the_callers_object(accounts: Accounts, now: datetime) -> None:
    data: dict[str, Any] = {"units": []}
    draft = accounts.drafts.save(ANNA, "deposit", data, now=now)
    data["units"].append(1)
    draft.data["units"].append(2)
    accounts.drafts.get(ANNA, draft.id).data["units"].append(3)
    assert accounts.drafts.get(ANNA, draft.id).data == {"units": []}


@pytest.mark.parametrize("data", [{"x": float("nan")}, {"x": b"bytes"}, {"x": {1, 2}}, {("a",): 1}])
def test_what_is_not_json_is_refused(accounts: Accounts, now: datetime, data: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput):
        accounts.drafts.save(ANNA, "deposit", data, now=now)


def test_too_much_is_refused(accounts: Accounts, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "MAX_DRAFT_DATA", 100)
    monkeypatch.setattr(people, "MAX_DRAFT_FILE", 100)
    draft = accounts.drafts.save(ANNA, "deposit", {"t": "x" * 90}, now=now, file=DraftFile("a", b"x" * 100))
    with pytest.raises(TooLarge):
        accounts.drafts.save(ANNA, "deposit", {"t": "x" * 100}, now=now)
    with pytest.raises(TooLarge):
        accounts.drafts.update(ANNA, draft.id, {}, revision=1, now=now, file=DraftFile("a", b"x" * 101))
    assert accounts.drafts.get(ANNA, draft.id) == draft


def test_a_file_of_twenty_megabytes_comes_back(accounts: Accounts, now: datetime) -> None:
    content = bytes(range(256)) * (20 * 1024 * 4)
    draft = accounts.drafts.save(ANNA, "deposit", {}, now=now, file=DraftFile("big.pdf", content))
    found = accounts.drafts.file(ANNA, draft.id)
    assert found is not None
    assert found.content == content
