"""What waits for a reviewer, better sources, effects through relays, and what readers are told of departures."""

from __future__ import annotations

import pytest

from statement_archive.accounts.memory import in_memory
from statement_archive.domain.actors import PUBLIC, Actor
from statement_archive.domain.errors import NotAllowed
from statement_archive.domain.submissions import Submission, SubmittedUnit
from statement_archive.domain.translations import Departure
from statement_archive.workflow.better_source import better_sources
from statement_archive.workflow.history import history
from statement_archive.workflow.joining import join
from statement_archive.workflow.my_work import review_queue as piles
from statement_archive.workflow.overview import sheets
from statement_archive.workflow.reading import see
from statement_archive.workflow.review import UnitVerdict, review
from statement_archive.workflow.review_queue import review_queue
from statement_archive.workflow.settle import settle
from statement_archive.workflow.side_by_side import side_by_side
from statement_archive.workflow.translate import submit_units
from statement_archive.workflow.translation_file import units_of

from .conftest import ENGLISH, RUSSIAN, Desk, fill

BELA = Actor("p-bela", frozenset({"reviewer"}))
CARA = Actor("p-cara", frozenset({"translator"}))
TEXTS = {"p1.s1": "Monsieur,", "p2.s1": "Nous n'appuyons pas. Du tout.", "p2.s2": "Nous sommes prêts.", "p3.s1": "Non."}


@pytest.fixture
def desk(desk: Desk) -> Desk:
    for name in ("a", "b"):
        desk.deposit(RUSSIAN, "ru", "delivered", work=name)
        desk.submit(fill(desk.export(name, "fr"), TEXTS))
    return desk


def give(desk: Desk, unit: str, text: str, departure: Departure | None) -> None:
    work = desk.work("a")
    made = work.translations["fr.translation"]  # type: ignore[index]  # a name is enough to ask
    source = next(u.source.text for u in units_of(desk.archive, work, made) if u.source.key == unit)
    given = (SubmittedUnit(unit, source, text, draft=False, line=0, departure=departure),)
    base = len(made.expression.versions)
    submission = Submission("a", "fr.translation", "fr", "ru.delivered", 1, base, "", given)
    submit_units(desk.archive, BELA, submission, desk.tick(), by="", via="page", decided_here=True)
    desk.settle("a")


def test_the_oldest_or_the_most_read_is_first(desk: Desk) -> None:
    readings = in_memory().readings
    readings.note("b", "read", desk.now.date())

    def order(wanted: str) -> list[str]:
        found = review_queue(desk.archive, readings, BELA, desk.tick(), order=wanted)  # type: ignore[arg-type]  # one of them
        return [w.work.id for w in found]

    assert order("age") == ["a", "b"]
    assert order("asked") == ["b", "a"]
    first = review_queue(desk.archive, readings, BELA, desk.tick())[0]
    assert (first.units, first.own, first.outdated) == (4, 0, 0)
    with pytest.raises(NotAllowed):
        review_queue(desk.archive, readings, PUBLIC, desk.tick())


def test_own_outdated_returned_and_reviewed_units_do_not_wait(desk: Desk) -> None:
    give(desk, "p1.s1", "Mes mots,", None)
    verdicts = [UnitVerdict("p2.s1", "accept"), UnitVerdict("p3.s1", "send back", "lequel ?")]
    review(desk.archive, BELA, "a", "fr.translation", verdicts, desk.tick())
    desk.correct("a", "ru.delivered", RUSSIAN.replace("готовы", "рады"))
    readings = in_memory().readings
    assert [w.work.id for w in review_queue(desk.archive, readings, BELA, desk.tick())] == ["b"]


def test_every_queue_counts_the_same_units(desk: Desk) -> None:
    """Words of one's own that somebody else confirmed, and units in conflict, wait in neither."""
    give(desk, "p1.s1", "Mes mots,", None)
    before = desk.export("a", "fr")
    desk.submit(fill(before, {"p2.s1": "Autrement."}))
    desk.submit(fill(before, {"p2.s1": "Encore autrement."}))
    desk.correct("a", "ru.delivered", RUSSIAN.replace("Председатель,", "Председатель!"))
    made = desk.work("a").translations["fr.translation"]  # type: ignore[index]  # a name is enough to ask
    version = len(made.expression.versions)
    settle(desk.archive, CARA, "a", "fr.translation", "p1.s1", "Mes mots,", version, desk.tick(), by="")
    found = sheets(desk.archive, BELA, desk.tick())
    mine = {(p.work, p.amount.units) for p in piles(found, BELA)}
    queue = review_queue(desk.archive, in_memory().readings, BELA, desk.tick())
    assert mine == {(w.work.id, w.units) for w in queue} == {("a", 2), ("b", 4)}


def test_a_better_source_is_nearer_to_what_was_said(desk: Desk) -> None:
    desk.deposit(ENGLISH, "en", "translation", work="c")
    desk.submit(fill(desk.export("c", "fr"), TEXTS))

    def better() -> list[tuple[str, bool]]:
        work = desk.work("c")
        made = work.translations["fr.translation"]  # type: ignore[index]  # a name is enough to ask
        return [(b.source.id, b.joined) for b in better_sources(desk.archive, work, made)]

    assert better() == []
    desk.deposit(RUSSIAN, "ru", "prepared", work="c")
    assert better() == [("ru.prepared", True)]
    desk.deposit(RUSSIAN, "ru", "delivered", work="c")
    assert [name for name, _ in better()] == ["ru.delivered", "ru.prepared"]


def test_readers_are_told_what_was_left_out_split_joined_and_is_gone(desk: Desk) -> None:
    give(desk, "p3.s2", "", Departure("omission", "redite"))
    give(desk, "p3.s1", "Nos prédécesseurs (avant 1991) non.", Departure("addition", "la date manque"))
    join(desk.archive, BELA, "a", "fr", "fr.translation", ["p2.s1", "p2.s2"], desk.tick())
    desk.settle("a")
    side = side_by_side(desk.archive, desk.work("a"), ["ru.delivered", "fr.translation"])
    made = {s.segment.id: s for row in side.rows for p in row[1].paragraphs for s in p.sentences}
    assert made["p2.s1"].mark == "joined"
    assert [u.source.key for u in made["p3.s1"].left_after] == ["p3.s2"]
    assert made["p3.s1"].unit
    assert made["p3.s1"].unit.departure == Departure("addition", "la date manque")
    alone = side_by_side(desk.archive, desk.work("b"), ["fr.translation"])
    marks = {s.segment.id: s.mark for row in alone.rows for p in row[0].paragraphs for s in p.sentences}
    assert marks == {"p1.s1": "", "p2.s1": "split", "p2.s2": "", "p3.s1": ""}
    desk.correct("b", "ru.delivered", RUSSIAN.replace(" Мы готовы к переговорам.", ""))
    gone = side_by_side(desk.archive, desk.work("b"), ["ru.delivered", "fr.translation"])
    marks = {s.segment.id: s.mark for row in gone.rows for p in row[1].paragraphs for s in p.sentences}
    assert marks["p2.s2"] == "gone"


def test_a_paragraph_left_out_whole_is_told_in_its_row(desk: Desk) -> None:
    give(desk, "p4.s1", "", Departure("omission", "politesse"))
    side = side_by_side(desk.archive, desk.work("a"), ["ru.delivered", "fr.translation"])
    last = side.rows[-1][1]
    assert (last.paragraphs, [u.source.key for u in last.left]) == ((), ["p4.s1"])


def test_the_history_tells_of_reviews_without_remarks(desk: Desk) -> None:
    verdicts = [UnitVerdict("p2.s1", "accept"), UnitVerdict("p3.s1", "send back", "lequel ?")]
    review(desk.archive, BELA, "a", "fr.translation", verdicts, desk.tick())
    told = history(desk.archive, see(desk.archive, "a", PUBLIC, desk.tick()))
    assert told[0].kind == "reviewed"
    assert told[0].verdicts == (("accept", 1), ("send back", 1))
    assert told[0].keys == ("p2.s1", "p3.s1")
    assert all("lequel" not in line.reason for line in told)
