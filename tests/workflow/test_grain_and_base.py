"""Files made in another grain, or from a state that this home does not have."""

from __future__ import annotations

import time

import pytest

from statement_archive.domain.composing import joint
from statement_archive.workflow.reading import text_of, version_of
from statement_archive.workflow.translation_file import units_of

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


def test_a_long_file_is_decided_in_time(desk: Desk) -> None:
    text = "\n\n".join(f"Предложение {n}. Ещё одно {n}." for n in range(1500))
    desk.deposit(text, "ru", "delivered", work="w")
    po = desk.export("w", "fr")
    targets = {f"p{n}.s{k}": f"Phrase {n}." for n in range(1, 1501) for k in (1, 2)}
    filled = fill(po, targets)
    began = time.process_time()
    done = desk.submit(filled)
    assert len(done.accepted) == 3000
    desk.correct("w", "ru.delivered", text.replace("Ещё", "И ещё"))
    assert desk.export("w", "fr").count("state: outdated") == 1500
    assert time.process_time() - began < 15
