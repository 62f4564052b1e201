"""The memory against the stores: whatever happened in whatever order, it holds what a fresh one would."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.workflow.conftest import ENGLISH, RUSSIAN, Desk

from statement_archive.analysis.similarity import profile
from statement_archive.bootstrap import make_home, memory_archive, open_home
from statement_archive.domain.actors import HOME_ADMINISTRATOR
from statement_archive.domain.errors import ArchiveError
from statement_archive.domain.ids import WorkId
from statement_archive.search.memory_scan import MemoryScan
from statement_archive.workflow import memory_sync
from statement_archive.workflow.deposit import deposit
from statement_archive.workflow.deposit_request import DepositRequest
from statement_archive.workflow.held_passages import owner_of
from statement_archive.workflow.withdraw import withdraw

ACTS = st.tuples(
    st.sampled_from(["deposit", "correct", "withdraw", "lose", "lag"]), st.integers(0, 2), st.integers(0, 9)
)


def act(desk: Desk, what: str, work: str, n: int) -> None:
    if what == "deposit":
        text, lang = (RUSSIAN, "ru") if n % 2 else (ENGLISH, "en")
        desk.deposit(f"{text}\n\nNumber {n}.", lang, "translation", work=work)
    elif what == "correct":
        desk.correct(work, "en.translation", f"{ENGLISH}\n\nNumber {n + 10}.")
    elif what == "withdraw":
        withdraw(desk.archive, HOME_ADMINISTRATOR, work, "asked", "x", desk.tick(), ref="ru.translation", redact=n > 6)
    elif what == "lose":
        for owner in list(desk.archive.memory.holds())[:n]:
            desk.archive.memory.forget(owner)
    else:  # a commit after which the program was killed: nothing followed it
        request = DepositRequest(
            content=f"Number {n} alone.".encode(), file_name="x.txt", lang="fr", rendition="summary"
        )
        deposit(desk.archive, HOME_ADMINISTRATOR, request, desk.tick())


@given(st.lists(ACTS, max_size=8))
@settings(max_examples=25, deadline=None)
def test_what_is_held_follows_from_the_ledgers_alone(acts: list[tuple[str, int, int]]) -> None:
    desk = Desk(memory_archive())
    for what, work, n in acts:
        try:
            act(desk, what, f"w{work}", n)
        except ArchiveError:
            continue  # there is nothing to correct or to withdraw
    memory_sync.update(desk.archive)
    held = dict(desk.archive.memory.holds())
    asked = [desk.archive.memory.similar(t, "en", limit=50, floor=70) for t in ("We have it.", "Number 7.")]
    assert memory_sync.update(desk.archive) == 0
    status = memory_sync.status(desk.archive)
    assert (status.texts, status.missing, status.stale) == (len(held), 0, 0)
    desk.archive.memory.clear()
    memory_sync.update(desk.archive)
    assert isinstance(desk.archive.memory, MemoryScan)
    assert desk.archive.memory.holds() == held
    assert [desk.archive.memory.similar(t, "en", limit=50, floor=70) for t in ("We have it.", "Number 7.")] == asked


def test_a_redaction_leaves_no_number_of_its_words_in_the_file(tmp_path: Path) -> None:
    make_home(tmp_path)
    desk = Desk(open_home(tmp_path))
    secret = "Nobody must ever read this particular sentence again."
    desk.deposit(f"{secret}\n\nWe stay.", "en", "delivered", work="shut")
    desk.deposit("We stay.", "en", "delivered", work="open")

    def traces() -> int:
        one = profile(secret, "en")
        raw = b"".join(f.read_bytes() for f in (tmp_path / "search_index").glob("memory.sqlite*"))
        return sum(n.to_bytes(4, "little") in raw for n in {*one.stems[:-1], *one.words[:-1]})

    assert traces() > 10
    withdraw(desk.archive, HOME_ADMINISTRATOR, "shut", "demanded", "a court", desk.tick(), redact=True)
    assert traces() == 0
    assert [s.owner for s in desk.archive.memory.similar("We stay.", "en", limit=9, floor=70)] == [
        owner_of(WorkId("open"), desk.work("open").expression("en.delivered").id)
    ]


def test_the_folder_of_the_index_may_be_deleted(tmp_path: Path) -> None:
    make_home(tmp_path)
    desk = Desk(open_home(tmp_path))
    desk.deposit("We stay.", "en", "delivered", work="open")
    before = dict(desk.archive.memory.holds())
    for file in (tmp_path / "search_index").glob("memory.sqlite*"):
        file.unlink()
    assert desk.archive.memory.holds() == {}
    memory_sync.update(desk.archive)
    assert desk.archive.memory.holds() == before
