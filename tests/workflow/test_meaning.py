"""Passages found by meaning: in which text, seen by whom, said to be what."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.meaning import WordEncoder
from tests.workflow.conftest import Desk

from statement_archive.bootstrap import make_home, memory_archive
from statement_archive.domain.actors import HOME_ADMINISTRATOR, PUBLIC
from statement_archive.domain.errors import InvalidInput, NotAllowed
from statement_archive.search.meaning_scan import MeaningScan
from statement_archive.search.meaning_sqlite import MeaningFile
from statement_archive.workflow import indexing, meaning_sync
from statement_archive.workflow.asked import Asked
from statement_archive.workflow.meaning import MeantResults, parts, search_by_meaning
from statement_archive.workflow.withdraw import withdraw

RUSSIAN = "Мир и море. Молчание о другом.\n\nДоговор не мир.\n"


@pytest.fixture
def desk() -> Desk:
    return Desk(memory_archive(meaning=MeaningScan(WordEncoder())))


def look(desk: Desk, words: str, **filters: str) -> MeantResults:
    meaning_sync.update(desk.archive)
    asked = Asked(words, {name: frozenset([value]) for name, value in filters.items()})
    return search_by_meaning(desk.archive, PUBLIC, asked, desk.now, limit=5)


def said(found: MeantResults) -> list[str]:
    return [f"{h.passage.work.id} {h.passage.segments[0]}" for h in found.hits]


def test_a_paragraph_is_found_by_its_nearest_sentence_and_shown_with_its_translation(desk: Desk) -> None:
    desk.deposit(RUSSIAN, "ru", "delivered", work="a")
    desk.deposit("Peace and the sea. Silence.\n\nThe treaty is no peace.\n", "en", "translation", work="a")
    found = look(desk, "la mer, paix", lang="ru")
    assert said(found) == ["a p1"]
    hit = found.hits[0]
    start, end = hit.passage.spans[0]
    assert hit.passage.text[start:end] == "Мир и море."
    assert [c.lang for c in hit.counterparts] == ["en"]
    assert (hit.passage.how, hit.passage.original, hit.passage.matched) == ("meaning", True, False)
    assert 0.6 < hit.score < 0.7
    assert found.available
    assert found.asked_known
    assert found.missing == 0


def test_a_question_of_several_sentences_is_asked_whole_and_in_parts() -> None:
    assert parts("Peace.") == ("Peace.",)
    assert parts("Peace at sea. No treaty.\nSilence") == (
        "Peace at sea. No treaty. Silence",
        "Peace at sea.",
        "No treaty.",
        "Silence",
    )
    assert parts("  \n ") == ("",)


def test_filters_hold_and_languages_not_known_are_told(desk: Desk) -> None:
    desk.deposit(RUSSIAN, "ru", "delivered", work="a")
    desk.deposit("Peace and the sea.\n", "en", "translation", work="b")
    desk.deposit("Бейбітшілік пен теңіз.\n", "kk", "delivered", work="c")
    assert said(look(desk, "paix et mer", original="yes")) == ["a p1"]
    assert said(look(desk, "paix et mer", work="b")) == ["b p1"]
    found = look(desk, "paix et mer", lang="kk")
    assert (said(found), found.unknown) == ([], ("kk",))
    meant = search_by_meaning(desk.archive, PUBLIC, Asked("paix"), desk.now, words_in="kk-KZ")
    assert not meant.asked_known
    with pytest.raises(InvalidInput):
        look(desk, "x" * 3000)
    with pytest.raises(NotAllowed):
        search_by_meaning(desk.archive, PUBLIC, Asked("paix", unpublished=True), desk.now)
    with pytest.raises(InvalidInput, match="current versions only"):
        search_by_meaning(desk.archive, PUBLIC, Asked("paix", superseded=True), desk.now)
    assert said(look(desk, " ")) == []


def test_drafts_are_found_by_nobody_else(desk: Desk) -> None:
    desk.deposit("Peace and the sea.\n", "en", "delivered", work="a", draft=True)
    desk.deposit("Of a treaty.\n", "en", "delivered", work="b")
    before = search_by_meaning(desk.archive, PUBLIC, Asked("paix et mer"), desk.now)
    assert before.missing == 1  # nobody learns from the number that there is a draft
    assert said(look(desk, "paix et mer")) == []
    found = search_by_meaning(desk.archive, HOME_ADMINISTRATOR, Asked("paix et mer", unpublished=True), desk.now)
    assert said(found) == ["a p1"]


def test_a_correction_a_withdrawal_and_what_is_not_read_yet(desk: Desk) -> None:
    desk.deposit("Peace and the sea.\n", "en", "delivered", work="a")
    desk.deposit("Of a treaty.\n", "en", "delivered", work="b")
    before = search_by_meaning(desk.archive, PUBLIC, Asked("paix"), desk.now)
    assert (said(before), before.missing) == ([], 2)
    assert said(look(desk, "paix et mer")) == ["a p1"]
    desk.correct("a", "en.delivered", "Silence.\n")
    stale = search_by_meaning(desk.archive, PUBLIC, Asked("paix et mer"), desk.now)
    assert (said(stale), stale.missing) == ([], 1)  # what was read is no longer what stands there
    assert said(look(desk, "paix et mer")) == []
    withdraw(desk.archive, HOME_ADMINISTRATOR, "b", "demanded", "a court", desk.tick(), redact=True)
    assert set(desk.archive.meaning.holds()) == {"works/a/en.delivered"}


def test_redacted_words_leave_no_vector(tmp_path: Path) -> None:
    make_home(tmp_path)
    index = MeaningFile(tmp_path / "search_index" / "meaning.sqlite", WordEncoder())
    desk = Desk(memory_archive(meaning=index))
    desk.deposit("Peace and the sea.\n", "en", "delivered", work="a")
    desk.deposit("Silence.\n", "en", "delivered", work="b")
    meaning_sync.update(desk.archive)
    held = (tmp_path / "search_index" / "meaning.sqlite").read_bytes()
    vector = next(iter(index.alike(["Peace and the sea."], langs=None, limit=1)))
    assert vector.owner == "works/a/en.delivered"
    withdraw(desk.archive, HOME_ADMINISTRATOR, "a", "demanded", "a court", desk.tick(), redact=True)
    after = b"".join(p.read_bytes() for p in (tmp_path / "search_index").glob("meaning.sqlite*"))
    assert b"works/a/" not in after
    assert len(after) <= len(held) or b"works/b/" in after
    index.close()


def test_it_stops_where_it_is_told_to_and_goes_on_from_there(desk: Desk) -> None:
    for name in "abc":
        desk.deposit(f"Peace {name}.\n", "en", "delivered", work=name)
    turns = iter([True, False])
    assert meaning_sync.update(desk.archive, going_on=lambda: next(turns)) == 1
    status = meaning_sync.status(desk.archive)
    assert (status.texts, status.missing, status.stale) == (1, 2, 0)
    seen: list[int] = []
    assert meaning_sync.update(desk.archive, seen.append) == 2
    assert seen == [1, 2]


def test_without_an_encoder_it_says_so() -> None:
    desk = Desk(memory_archive())
    desk.deposit(RUSSIAN, "ru", "delivered", work="a")
    found = look(desk, "paix")
    assert (found.available, found.hits, found.unknown) == (False, (), ("ru",))
    assert indexing.status(desk.archive, desk.now).meaning.missing == 0
