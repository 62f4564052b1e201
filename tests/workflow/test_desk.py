"""The desk of a translation: units in order, jumps, what changed, and saving one unit."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.workflow.conftest import ENGLISH, RUSSIAN, Desk, fill

from statement_archive.bootstrap import memory_archive
from statement_archive.domain.actors import HOME_ADMINISTRATOR, PUBLIC, Actor
from statement_archive.domain.errors import NotAllowed, NotFound
from statement_archive.workflow import desk as desks
from statement_archive.workflow.beside import beside
from statement_archive.workflow.comments import comment, resolve
from statement_archive.workflow.joining import join
from statement_archive.workflow.save_unit import UnitSave, save_unit

FR = "fr.translation"


def opened(desk: Desk, work: str, **options: str) -> desks.Desk:
    return desks.desk(desk.archive, HOME_ADMINISTRATOR, work, FR, desk.tick(), **options)


def translated(desk: Desk, **targets: str) -> str:
    work = desk.deposit(ENGLISH, "en", "delivered", title="Words").work
    po = desk.export(work, "fr")
    desk.submit(fill(po, {name.replace("_", "."): text for name, text in targets.items()}))
    return work


def save(desk: Desk, at: desks.Desk, key: str, text: str, **more: object) -> str:
    unit = at.find(key)
    digest = unit.source.digest if unit else ""
    sent = UnitSave(key, text, at.base, at.source_version.n, digest, **more)  # type: ignore[arg-type]  # as given
    return save_unit(desk.archive, HOME_ADMINISTRATOR, at, sent, desk.tick()).outcome


def test_facts_come_first_and_paragraphs_are_whole(desk: Desk) -> None:
    work = desk.deposit(ENGLISH, "en", "delivered", title="Words").work
    found = opened(desk, work, lang="fr")
    assert [u.source.key for u in found.units][:3] == ["title", "p1.s1", "p2.s1"]
    assert found.paragraphs[1].text == "We do not support this proposal. We are ready to negotiate."
    assert (found.begun, found.base, found.tally.total) == (False, 0, 7)
    assert found.tally.words == desks.words_in("Words") + desks.words_in(ENGLISH)


def test_who_sees_a_desk(desk: Desk) -> None:
    work = desk.deposit(ENGLISH, "en", "delivered").work
    with pytest.raises(NotAllowed):
        desks.desk(desk.archive, PUBLIC, work, FR, desk.tick(), lang="fr")
    with pytest.raises(NotFound):
        opened(desk, work)
    held = Actor("p-x", frozenset({"translator"}), frozenset({("translator", "es")}))
    with pytest.raises(NotAllowed):
        desks.desk(desk.archive, held, work, FR, desk.tick(), lang="fr")


def test_words_of_a_passage_that_ended_are_offered_where_it_went(desk: Desk) -> None:
    work = translated(desk, p3_s1="Nos prédécesseurs n’en avaient pas.", p3_s2="Nous, si.")
    one = ENGLISH.replace("no such opportunity. We have it.", "no such opportunity, and we have it.")
    desk.correct(work, "en.delivered", one)
    found = opened(desk, work)
    offered = {s.text for u in found.units for s in desks.opened(desk.archive, found, u).strays}
    live = {u.text for u in found.units}
    assert {"Nos prédécesseurs n’en avaient pas.", "Nous, si."} <= offered | live
    assert offered


def test_the_old_source_stands_beside_the_new(desk: Desk) -> None:
    work = translated(desk, p2_s2="Nous sommes prêts.")
    desk.correct(work, "en.delivered", ENGLISH.replace("ready", "willing"))
    found = opened(desk, work)
    unit = found.find("p2.s2")
    assert unit is not None
    assert unit.outdated
    assert desks.opened(desk.archive, found, unit).was == "We are ready to negotiate."
    assert found.jump("title", "outdated") is unit


def test_what_changed_since_an_event(desk: Desk) -> None:
    work = translated(desk, p1_s1="Monsieur,")
    first = opened(desk, work)
    seen = first.translation.head
    assert desks.changed_since(desk.archive, first, seen) == frozenset()
    remark = comment(desk.archive, HOME_ADMINISTRATOR, work, FR, "p2.s1", "Why?", desk.tick())
    desk.submit(fill(desk.export(work, "fr"), {"p3.s1": "Nos"}))
    assert desks.changed_since(desk.archive, opened(desk, work), seen) == frozenset({"p2.s1", "p3.s1"})
    head = opened(desk, work).translation.head
    resolve(desk.archive, HOME_ADMINISTRATOR, work, FR, remark, desk.tick())
    assert desks.changed_since(desk.archive, opened(desk, work), head) == frozenset({"p2.s1"})
    join(desk.archive, HOME_ADMINISTRATOR, work, "fr", FR, ["p2.s1", "p2.s2"], desk.tick())
    assert desks.changed_since(desk.archive, opened(desk, work), head) is None


def test_a_unit_is_found_by_each_of_its_sentences(desk: Desk) -> None:
    work = translated(desk, p2_s1="Un.", p2_s2="Deux.")
    join(desk.archive, HOME_ADMINISTRATOR, work, "fr", FR, ["p2.s1", "p2.s2"], desk.tick())
    found = opened(desk, work)
    unit = found.find("p2.s2")
    assert unit is not None
    assert unit.source.key == "p2.s1 p2.s2"
    assert desks.opened(desk.archive, found, unit).parts


def test_saving_meets_whoever_was_faster(desk: Desk) -> None:
    work = translated(desk, p2_s1="Un.")
    early = opened(desk, work)
    assert save(desk, opened(desk, work), "p2.s1", "D’un autre.") == "accepted"
    assert save(desk, early, "p2.s1", "De moi.") == "conflict"
    assert save(desk, early, "p3.s1", "Ailleurs.") == "accepted"
    now = opened(desk, work)
    unit = now.find("p2.s1")
    assert unit is not None
    met = desks.opened(desk.archive, now, unit).conflict
    assert met is not None
    assert (met.base, met.theirs, met.mine) == ("Un.", "D’un autre.", "De moi.")


def test_the_same_words_confirm_only_when_it_is_said(desk: Desk) -> None:
    work = translated(desk, p2_s2="Prêts.")
    desk.correct(work, "en.delivered", ENGLISH.replace("ready", "willing"))
    assert save(desk, opened(desk, work), "p2.s2", "Prêts.") == "left"
    assert save(desk, opened(desk, work), "p2.s2", "Prêts.", confirmed=True) == "accepted"
    assert save(desk, opened(desk, work), "p2.s2", "Prêts.") == "unchanged"
    assert save(desk, opened(desk, work), "p2.s2", " ") == "empty"


def test_a_fact_that_was_described_anew_is_saved_against_what_was_shown(desk: Desk) -> None:
    work = translated(desk, title="Mots")
    found = opened(desk, work)
    assert save(desk, found, "title", "Paroles") == "accepted"
    unit = opened(desk, work).find("title")
    assert unit is not None
    assert (unit.text, unit.outdated) == ("Paroles", False)


def test_the_same_passage_beside_it(desk: Desk) -> None:
    work = desk.deposit(ENGLISH, "en", "delivered", title="Words").work
    desk.deposit(RUSSIAN, "ru", "unknown", work=work, expression="ru.translation", translated_from="en.delivered")
    found = beside(desk.archive, desk.work(work), opened(desk, work, lang="fr").source.id, ["p2.s1"], FR)
    assert [(b.expression.id, b.text, b.how) for b in found] == [
        ("ru.translation", "Мы не поддерживаем это предложение.", "aligned")
    ]


@settings(deadline=None, max_examples=15)
@given(done=st.sets(st.sampled_from(["p1.s1", "p2.s1", "p2.s2", "p3.s1", "p3.s2", "p4.s1"]), min_size=1))
def test_jumping_to_what_is_unfinished_visits_all_of_it(done: set[str]) -> None:

    desk = Desk(memory_archive())
    work = desk.deposit(ENGLISH, "en", "delivered", title="Words").work
    desk.submit(fill(desk.export(work, "fr"), dict.fromkeys(done, "Mots")))
    found = opened(desk, work)
    wanted = [u.source.key for u in found.units if desks.unfinished(u)]
    at, visited = "", []
    for _ in wanted:
        unit = found.jump(at, "unfinished")
        assert unit is not None
        at = unit.source.key
        visited.append(at)
    assert sorted(visited) == sorted(wanted)
    assert {u.source.key for u in found.units} - set(wanted) == done
