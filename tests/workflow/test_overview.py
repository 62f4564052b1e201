"""Progress, registers and my work against counts by hand."""

from __future__ import annotations

import contextlib
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sample_copy import sample_archive

from statement_archive.accounts.memory import in_memory
from statement_archive.analysis.counting import count_words
from statement_archive.bootstrap import memory_archive
from statement_archive.domain.actors import HOME_ADMINISTRATOR, PUBLIC, Actor
from statement_archive.domain.errors import InvalidInput, NotAllowed, NotFound
from statement_archive.domain.submissions import Submission, SubmittedUnit
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.comments import comment
from statement_archive.workflow.describe import describe
from statement_archive.workflow.missing import counts, register, register_name
from statement_archive.workflow.my_work import my_work, review_queue
from statement_archive.workflow.overview import sheets
from statement_archive.workflow.progress import GROUPINGS, grid, progress, totals, years
from statement_archive.workflow.reading import load, see, text_of, work_ids
from statement_archive.workflow.registers import REGISTERS
from statement_archive.workflow.review import UnitVerdict, review
from statement_archive.workflow.targets import target_for
from statement_archive.workflow.translate import submit_units
from statement_archive.workflow.translation_file import units_of
from statement_archive.workflow.withdraw import withdraw

from .conftest import ENGLISH, RUSSIAN, Desk

LATER = datetime(2026, 6, 1, tzinfo=UTC)
ANNA = Actor("p-anna", frozenset({"translator"}), frozenset({("translator", "fr")}))
BORIS = Actor("p-boris", frozenset({"reviewer"}))


def hand_in(archive: Archive, actor: Actor, work: str, lang: str, at: datetime, most: int = 1000) -> str:
    """Translate the first units, each into its own source with a mark."""
    seen = load(archive, work)
    target = target_for(seen, lang)
    wanted = [u for u in units_of(archive, seen, target) if not u.verbatim][:most]
    units = tuple(
        SubmittedUnit(u.source.key, u.source.text, f"[{lang}] {u.source.text}", draft=False, line=n)
        for n, u in enumerate(wanted)
    )
    source = len(seen.expression(target.source).versions)
    version = len(target.expression.versions)
    given = Submission(work, target.expression.id, lang, target.source, source, version, "", units)
    submit_units(archive, actor, given, at, by="", via="web")
    return target.expression.id


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("We do not support A/RES/78/241.", 8),
        ("l’homme", 2),
        ("Мы не поддерживаем — это.", 4),
        ("我们不支持。", 5),
        ("我们 2024", 3),
        ("नमस्ते दुनिया", 2),
        ("ไทย", 3),
        ("…\u202e!", 0),
    ],
)
def test_words_are_counted_as_translators_count_them(text: str, words: int) -> None:
    assert count_words(text) == words


def by_hand(archive: Archive, actor: Actor, now: datetime) -> tuple[Counter[str], Counter[str], int]:
    """Units and words by state, and outdated units, straight from the units."""
    units: Counter[str] = Counter()
    words: Counter[str] = Counter()
    outdated = 0
    for name in work_ids(archive):
        try:
            work = see(archive, name, actor, now)
        except Exception:  # noqa: BLE001 - hidden or withdrawn: whatever the reason, it does not count
            continue
        if work.state.merged_into:
            continue
        for translation in work.translations.values():
            for unit in units_of(archive, work, translation):
                if not unit.verbatim and not translation.expression.tombstone:
                    units[unit.state] += 1
                    words[unit.state] += count_words(unit.source.text)
                    outdated += unit.outdated
    return units, words, outdated


@pytest.mark.parametrize("actor", [PUBLIC, HOME_ADMINISTRATOR])
def test_totals_of_the_sample_are_a_count_by_hand(actor: Actor) -> None:
    archive = sample_archive()
    units, words, outdated = by_hand(archive, actor, LATER)
    found = sheets(archive, actor, LATER)
    whole = totals(found)
    assert {s: t.units for s, t in whole.states.items() if t.units} == dict(units)
    assert {s: t.words for s, t in whole.states.items() if t.words} == dict(words)
    assert whole.outdated.units == outdated > 0
    for by in GROUPINGS:
        groups = progress(found, by)
        if by == "translator":  # what nobody has begun is nobody's
            done = sum(g.total.units for g in groups)
            assert done == sum(1 for w in found for s in w.made for _ in range(s.begun))
        else:
            assert sum(g.total.units for g in groups) == whole.total.units
            assert sum(g.total.words for g in groups) == whole.total.words
            assert sum(g.outdated.words for g in groups) == whole.outdated.words
    assert sum(y.works for y in years(found)) == len(found)
    langs = ["en", "ru", "fr"]
    assert [set(row.cells) for row in grid(found, langs)] == [set(langs)] * len(found)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["deposit", "translate", "correct", "hide", "embargo", "publish", "withdraw", "review"]),
        st.integers(0, 3),
        st.sampled_from(["fr", "zh-Hans", "kk"]),
        st.integers(0, 8),
    ),
    max_size=14,
)


@settings(deadline=None, max_examples=15)
@given(steps=STEPS)
def test_what_is_remembered_is_what_is_counted_anew(steps: list[tuple[str, int, str, int]]) -> None:
    """After every step, for the public and for an editor: the sheets say what the units say, and nothing hidden
    is in them."""
    desk = Desk(memory_archive())
    works = [desk.deposit(f"{RUSSIAN}\n\nСлово {n}.", "ru", "delivered", work=f"w-{n}").work for n in range(2)]
    for act, which, lang, size in steps:
        work = works[which % len(works)]
        _step(desk, act, work, works, lang, size)
        now = desk.tick()
        for actor in (PUBLIC, HOME_ADMINISTRATOR):
            found = sheets(desk.archive, actor, now)
            units, words, outdated = by_hand(desk.archive, actor, now)
            whole = totals(found)
            assert {s: t.units for s, t in whole.states.items() if t.units} == dict(units)
            assert {s: t.words for s, t in whole.states.items() if t.words} == dict(words)
            assert whole.outdated.units == outdated
            fresh = replace(desk.archive, memo=type(desk.archive.memo)())
            assert sheets(fresh, actor, now) == found
            for name in REGISTERS:
                assert {i.finding.work for i in register(found, name, "kk")} <= {w.work for w in found}
        shown = {w.work for w in sheets(desk.archive, PUBLIC, now)}
        for each in works:
            state = load(desk.archive, each).state
            assert (each in shown) == (state.tombstone is None and state.facts.visibility.shown(now))


def _step(desk: Desk, act: str, work: str, works: list[Any], lang: str, size: int) -> None:
    archive, state = desk.archive, desk.work(work).state
    if act == "deposit" and len(works) < 4:
        works.append(desk.deposit(f"{ENGLISH}\n\nWord {len(works)}.", "en", "delivered", work=f"w-{len(works)}").work)
    if state.tombstone:
        return
    if act == "translate":
        hand_in(archive, HOME_ADMINISTRATOR, work, lang, desk.tick(), size)
    elif act == "correct":
        name = next(iter(state.expressions))
        text = text_of(archive, state.expressions[name].versions[-1])
        desk.correct(work, name, text.replace("Спасибо", "Благодарю").replace("Thank", "I thank") + "\n\nP.S.")
    elif act in ("hide", "embargo", "publish"):
        value: dict[str, Any] = {"state": {"hide": "draft", "embargo": "embargoed", "publish": "public"}[act]}
        if act == "embargo":
            value["until"] = (desk.now + timedelta(seconds=size)).isoformat()
        describe(archive, HOME_ADMINISTRATOR, work, {"visibility": value}, "asked for", desk.tick())
    elif act == "withdraw" and size > 6:
        withdraw(archive, HOME_ADMINISTRATOR, work, "asked for", "the speaker", desk.tick())
    elif act == "review":
        for name, made in desk.work(work).translations.items():
            units = [u for u in units_of(archive, desk.work(work), made) if u.state == "translated" and not u.outdated]
            verdicts = [UnitVerdict(u.source.key, "accept") for u in units[:size]]
            if verdicts:
                with contextlib.suppress(NotFound):  # to a reviewer a draft is not there
                    review(archive, BORIS, work, name, verdicts, desk.tick(), head=made.head)


def test_my_work_says_what_waits_for_me(desk: Desk) -> None:
    accounts = in_memory()
    work = desk.deposit(RUSSIAN, "ru", "delivered", work="w-1").work
    other = desk.deposit(ENGLISH, "en", "delivered", work="w-2").work
    french = hand_in(desk.archive, ANNA, work, "fr", desk.tick())
    hand_in(desk.archive, BORIS, other, "kk", desk.tick())
    made = desk.work(work).translations
    units = [u for u in units_of(desk.archive, desk.work(work), made[french]) if not u.source.is_fact]  # type: ignore[index]  # a name is a str
    head = made[french].head  # type: ignore[index]
    back = UnitVerdict(units[1].source.key, "send back", "Too free.")
    at = desk.tick()
    review(desk.archive, BORIS, work, french, [back], at, head=head)
    comment(desk.archive, BORIS, work, french, units[0].source.key, "Which chair?", desk.tick())
    desk.correct(work, "ru.delivered", RUSSIAN.replace("У нас она есть.", "У нас она была."))
    accounts.readings.note(other, "read", desk.now.date())

    mine = my_work(desk.archive, accounts, ANNA, desk.tick())
    assert mine.languages == ("fr",)
    (returned,) = mine.sent_back
    assert (returned.work, returned.expression, returned.units) == (work, french, (units[1].source.key,))
    assert [(r.by, r.reason) for r in returned.reviews] == [("p-boris", "Too free.")]
    assert returned.at == at
    (late,) = mine.outdated
    assert late.amount.units == 1
    assert late.amount.words == count_words("У нас она была.")
    assert [(c.version, c.significance, c.reason) for c in late.since] == [(2, "minor", "misprint")]
    (asked,) = mine.commented
    assert (asked.units, asked.comments) == ((units[0].source.key,), 1)
    assert [(n.work, n.lang, n.read) for n in mine.new] == [(other, "fr", 1)]
    assert mine.new[0].words == count_words(ENGLISH)
    assert mine.to_review == ()
    with pytest.raises(NotAllowed):
        my_work(desk.archive, accounts, PUBLIC, desk.now)

    queue = review_queue(sheets(desk.archive, BORIS, desk.now), BORIS)
    assert {p.work for p in queue} == {work}  # the other one is his own
    assert all(units[1].source.key not in p.units for p in queue)
    assert review_queue(sheets(desk.archive, BORIS, desk.now), BORIS, "kk") == ()


def test_registers_say_why(desk: Desk) -> None:
    held = desk.deposit(RUSSIAN, "ru", "delivered", work="held").work
    desk.deposit(
        ENGLISH,
        "en",
        "translation",
        work=held,
        translated_from="ru.delivered",
        method="machine",
        standing="unofficial",
    )
    desk.deposit(ENGLISH, "en", "translation", work="lost", original_langs=["ru"])
    desk.correct(held, "ru.delivered", RUSSIAN + "\n\nЕщё.", significance="major")
    found = sheets(desk.archive, PUBLIC, desk.now)
    got = {
        name: [(i.finding.work, i.finding.lang, i.finding.reason) for i in register(found, name, "")]
        for name in REGISTERS
    }
    assert got["originals"] == [("lost", "ru", "other-texts-held")]
    assert got["machine"] == [("held", "en", "only-machine")]
    assert got["unofficial"] == [("held", "en", "only-unofficial")]
    assert got["untranslated"] == []
    assert ("lost", "en", "unknown") in got["translators"]
    late = register(found, "outdated", "en")
    assert [i.finding.details for i in late] == [
        {"source": "ru.delivered", "from": 1, "to": 2, "significance": "major"}
    ]
    assert [i.finding.work for i in register(found, "untranslated", "kk")] == ["held"]
    assert register(found, "untranslated", "en") == []
    assert counts(found, "kk")["untranslated"] == 1
    assert {i.finding.reason for i in register(found, "licences", "")} == {"not-stated"}
    with pytest.raises(InvalidInput):
        register_name("nope")
