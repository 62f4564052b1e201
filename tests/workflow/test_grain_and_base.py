"""Files made in another grain, or from a state that this home does not have."""

from __future__ import annotations

import pytest

from statement_archive.domain.actors import HOME_ADMINISTRATOR
from statement_archive.domain.composing import joint
from statement_archive.domain.errors import InvalidInput
from statement_archive.domain.ids import ExpressionId
from statement_archive.domain.submissions import Submission, SubmittedUnit
from statement_archive.domain.translations import Departure
from statement_archive.workflow.desk import desk as at_desk
from statement_archive.workflow.desk import opened
from statement_archive.workflow.joining import join, part
from statement_archive.workflow.reading import text_of, version_of
from statement_archive.workflow.translate import SubmissionResult, submit_units
from statement_archive.workflow.translation_file import sentences_of, units_of
from statement_archive.workflow.waive import waive

from .conftest import RUSSIAN, Desk, fill

SENTENCES = {"p2.s1": "Nous n'appuyons pas.", "p2.s2": "Nous sommes prêts.", "p4.s1": "Merci."}


@pytest.fixture
def work(desk: Desk) -> str:
    desk.deposit(RUSSIAN, "ru", "delivered", work="w")
    desk.submit(fill(desk.export("w", "fr"), SENTENCES))
    return "w"


def targets(desk: Desk, name: str = "fr.translation") -> dict[str, tuple[str, str, bool]]:
    work = desk.work("w")
    units = units_of(desk.archive, work, work.translations[work.expression(name).id])
    return {u.source.key: (u.text, u.state, u.outdated) for u in units}


def test_a_file_from_a_state_that_was_lost_overwrites_nothing(desk: Desk, work: str) -> None:
    """A restored backup: the file knows version 9, the home has 1."""
    lost = desk.export("w", "fr").replace("X-Translation-Version: 1", "X-Translation-Version: 9")
    done = desk.submit(fill(lost, {"p4.s1": "Merci à tous.", "p1.s1": "Monsieur,"}))
    assert done.accepted == ("p1.s1",)
    assert [(c.segment, c.theirs, c.mine) for c in done.conflicts] == [("p4.s1", "Merci.", "Merci à tous.")]


def test_line_breaks_around_a_target_are_not_words(desk: Desk, work: str) -> None:
    done = desk.submit(fill(desk.export("w", "fr"), {"p4.s1": "\nMerci.\n", "p1.s1": "\n\nMonsieur,\n"}))
    assert (done.accepted, done.unchanged) == (("p1.s1",), 5)
    assert targets(desk)["p1.s1"][0] == "Monsieur,"


def test_a_sentence_file_after_a_regrouping_is_kept_and_offered(desk: Desk, work: str) -> None:
    before = desk.export("w", "fr")
    desk.export("w", "fr", grain="paragraph")
    done = desk.submit(fill(before, {"p2.s2": "Nous sommes prêts à négocier."}))
    assert (done.refused, done.accepted) == ((), ("p2.s2",))
    assert done.ended == {"p2.s2": ("p2.s1 p2.s2",)}
    assert targets(desk)["p2.s1 p2.s2"][0] == "Nous n'appuyons pas. Nous sommes prêts."


def test_a_paragraph_file_after_regrouping_back_is_kept_and_offered(desk: Desk, work: str) -> None:
    paragraphs = desk.export("w", "fr", grain="paragraph")
    desk.export("w", "fr", grain="sentence")
    done = desk.submit(fill(paragraphs, {"p2.s1 p2.s2": "Non. Mais nous sommes prêts."}))
    assert (done.refused, done.accepted) == ((), ("p2.s1 p2.s2",))
    assert done.ended == {"p2.s1 p2.s2": ("p2.s1", "p2.s2")}


def test_regrouping_never_brings_back_what_was_replaced(desk: Desk, work: str) -> None:
    desk.export("w", "fr", grain="paragraph")
    desk.export("w", "fr", grain="sentence")
    desk.submit(fill(desk.export("w", "fr"), {"p2.s2": "Nous sommes prêts à négocier."}))
    desk.export("w", "fr", grain="paragraph")
    assert targets(desk)["p2.s1 p2.s2"] == (
        "Nous n'appuyons pas. Nous sommes prêts à négocier.",
        "translated",
        False,
    )


def test_sentences_are_drafts_where_their_paragraph_was_written_anew(desk: Desk, work: str) -> None:
    desk.submit(fill(desk.export("w", "fr", grain="paragraph"), {"p2.s1 p2.s2": "Non. Mais nous négocierons."}))
    desk.export("w", "fr", grain="sentence")
    now = targets(desk)
    assert now["p2.s1"] == ("Nous n'appuyons pas.", "initial", False)
    assert now["p4.s1"] == ("Merci.", "translated", False)
    desk.export("w", "fr", grain="paragraph")
    assert targets(desk)["p2.s1 p2.s2"] == ("Non. Mais nous négocierons.", "translated", False)


def test_a_paragraph_half_done_is_a_draft_and_not_outdated(desk: Desk) -> None:
    desk.deposit(RUSSIAN, "ru", "delivered", work="w")
    desk.submit(fill(desk.export("w", "fr"), {"p2.s1": "Nous n'appuyons pas."}))
    desk.export("w", "fr", grain="paragraph")
    assert targets(desk)["p2.s1 p2.s2"] == ("Nous n'appuyons pas.", "initial", False)


@pytest.mark.parametrize(
    ("lang", "between"), [("zh-Hans", ""), ("ja", ""), ("yue", ""), ("th", " "), ("lo", " "), ("km", " "), ("fr", " ")]
)
def test_sentences_are_joined_as_the_language_writes_them(desk: Desk, lang: str, between: str) -> None:
    desk.deposit(RUSSIAN, "ru", "delivered", work="w")
    done = desk.submit(fill(desk.export("w", lang), {"p2.s1": "甲。", "p2.s2": "乙。"}))
    assert text_of(desk.archive, version_of(desk.work("w").expression(done.expression))) == f"甲。{between}乙。"
    desk.export("w", lang, grain="paragraph")
    assert targets(desk, done.expression)["p2.s1 p2.s2"][0] == f"甲。{between}乙。"
    assert joint(lang) == between


@pytest.mark.no_cover  # a large input: traced, it takes three times as long
def test_a_long_file_is_decided(desk: Desk) -> None:
    text = "\n\n".join(f"Предложение {n}. Ещё одно {n}." for n in range(500))
    desk.deposit(text, "ru", "delivered", work="w")
    po = desk.export("w", "fr")
    targets = {f"p{n}.s{k}": f"Phrase {n}." for n in range(1, 501) for k in (1, 2)}
    filled = fill(po, targets)
    done = desk.submit(filled)
    assert len(done.accepted) == 1000
    desk.correct("w", "ru.delivered", text.replace("Ещё", "И ещё"))
    assert desk.export("w", "fr").count("state: outdated") == 500


def _save(desk: Desk, unit: str, text: str, **more: object) -> SubmissionResult:
    """As the editor does: against what stands."""
    work = desk.work("w")
    made = work.translations[ExpressionId("fr.translation")]
    source = work.expression(made.source)
    found = sentences_of(desk.archive, source, version_of(source)).named(unit)
    assert found
    submitted = SubmittedUnit(unit, found.text, text, draft=False, line=0, **more)  # type: ignore[arg-type]  # as given
    versions = (len(source.versions), len(made.expression.versions))
    submission = Submission("w", "fr.translation", "fr", made.source, *versions, "", (submitted,))
    return submit_units(desk.archive, HOME_ADMINISTRATOR, submission, desk.tick(), by="Anna", via="page")


def text(desk: Desk) -> str:
    return text_of(desk.archive, version_of(desk.work("w").expression("fr.translation")))


def _join(desk: Desk, units: str) -> None:
    join(desk.archive, HOME_ADMINISTRATOR, "w", "fr", "fr.translation", units.split(), desk.tick())


def _part(desk: Desk, unit: str) -> None:
    part(desk.archive, HOME_ADMINISTRATOR, "w", "fr", "fr.translation", unit, desk.tick())


def test_joined_sentences_are_whole_in_their_paragraph(desk: Desk) -> None:
    desk.deposit("Раз один. Два два. Три три.", "ru", "delivered", work="w")
    desk.submit(fill(desk.export("w", "fr"), {"p1.s1": "Un.", "p1.s2": "Deux.", "p1.s3": "Trois."}))
    _join(desk, "p1.s1 p1.s2")
    desk.export("w", "fr", grain="paragraph")
    assert targets(desk) == {"p1.s1 p1.s2 p1.s3": ("Un. Deux. Trois.", "translated", False)}
    assert text(desk) == "Un. Deux. Trois."


def test_no_joined_unit_is_torn_by_another(desk: Desk) -> None:
    desk.deposit("Раз один. Два два. Три три.", "ru", "delivered", work="w")
    desk.submit(fill(desk.export("w", "fr"), {"p1.s1": "Un.", "p1.s2": "Deux.", "p1.s3": "Trois."}))
    _join(desk, "p1.s1 p1.s2")
    _save(desk, "p1.s1 p1.s2", "Un et deux.")
    with pytest.raises(InvalidInput):
        _join(desk, "p1.s2 p1.s3")
    _join(desk, "p1.s1 p1.s2 p1.s3")
    assert text(desk) == "Un et deux. Trois."


def test_words_that_only_the_joined_unit_has_are_a_draft_when_it_is_parted(desk: Desk, work: str) -> None:
    _join(desk, "p3.s1 p3.s2")
    _save(desk, "p3.s1 p3.s2", "Eux ne pouvaient pas, nous pouvons.")
    _part(desk, "p3.s1 p3.s2")
    assert targets(desk)["p3.s1"] == ("Eux ne pouvaient pas, nous pouvons.", "initial", False)
    assert targets(desk)["p3.s2"] == ("", "initial", False)
    _join(desk, "p3.s1 p3.s2")
    assert targets(desk)["p3.s1 p3.s2"] == ("Eux ne pouvaient pas, nous pouvons.", "translated", False)


def test_newer_words_of_a_joined_unit_are_offered_at_its_sentences(desk: Desk, work: str) -> None:
    _join(desk, "p2.s1 p2.s2")
    _save(desk, "p2.s1 p2.s2", "Non, mais parlons.")
    _part(desk, "p2.s1 p2.s2")
    shown = at_desk(desk.archive, HOME_ADMINISTRATOR, "w", "fr.translation", desk.now)
    unit = shown.find("p2.s1")
    assert unit
    assert [s.text for s in opened(desk.archive, shown, unit).strays] == ["Non, mais parlons."]
    _save(desk, "p2.s1", "Non.")
    shown = at_desk(desk.archive, HOME_ADMINISTRATOR, "w", "fr.translation", desk.now)
    unit = shown.find("p2.s1")
    assert unit
    assert not opened(desk.archive, shown, unit).strays


def test_what_was_left_out_stays_out_in_another_grain(desk: Desk, work: str) -> None:
    desk.export("w", "fr", grain="paragraph")
    desk.export("w", "fr", grain="sentence")
    _save(desk, "p2.s2", "", departure=Departure("omission", "said twice"))
    desk.export("w", "fr", grain="paragraph")
    assert targets(desk)["p2.s1 p2.s2"] == ("Nous n'appuyons pas.", "translated", False)
    last = desk.work("w").translations[ExpressionId("fr.translation")].last("p2.s1 p2.s2")
    assert last
    assert last.departure == Departure("omission", "said twice")
    _save(desk, "p2.s1 p2.s2", "", departure=Departure("omission", "said before"))
    desk.export("w", "fr", grain="sentence")
    assert targets(desk)["p2.s1"] == ("Nous n'appuyons pas.", "initial", False)
    assert text(desk) == "Merci."


def test_joining_makes_no_change_of_the_source_smaller_than_it_was(desk: Desk, work: str) -> None:
    """A change of more than a typo is not waived by way of another shape of the unit."""
    desk.correct("w", "ru.delivered", RUSSIAN.replace("не поддерживаем", "поддерживаем"), "major")
    _join(desk, "p2.s1 p2.s2")
    done = waive(desk.archive, HOME_ADMINISTRATOR, "w", "fr.translation", ["p2.s1 p2.s2"], "why not", desk.tick())
    assert done.refused == (("p2.s1 p2.s2", "version 2 changed it by more than a typo"),)


def test_newer_words_of_a_joined_unit_are_offered_when_it_falls_apart(desk: Desk, work: str) -> None:
    """Older words stand again, for they were given for what is left of the source; the newer ones are in sight."""
    _join(desk, "p2.s1 p2.s2")
    _save(desk, "p2.s1 p2.s2", "Non, mais parlons.")
    desk.correct("w", "ru.delivered", RUSSIAN.replace(" Мы готовы к переговорам.", ""))
    shown = at_desk(desk.archive, HOME_ADMINISTRATOR, "w", "fr.translation", desk.now)
    unit = shown.find("p2.s1")
    assert unit
    assert unit.text == "Nous n'appuyons pas."
    assert [s.text for s in opened(desk.archive, shown, unit).strays] == ["Non, mais parlons."]
