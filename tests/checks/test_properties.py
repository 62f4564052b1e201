"""Whatever is typed: nothing raises, spans lie within the texts, delivered words are left alone."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import example, given, settings

from statement_archive.checks import CHECKS, KINDS, Pair, message, run
from statement_archive.domain.terms import Concept, TermForm

LANGS = st.sampled_from(
    ["en", "ru", "ar", "zh-Hans", "fr", "kk", "de", "he", "ja", "th", "und", "mul", "fr-CA", "x-own"]
)
_PIECES = [
    "12",
    "1 234,5",
    "٢٥",
    "二〇一八年",
    "29 August 2018",
    "A/RES/78/241",
    "«",
    "»",
    "“",
    "(",
    "）",
    "\u202e",
    "\u2066",
    "\x00",
    "\u200f",
    "the the ",
    "Cовет",
    "½",
    "XXI",
    "?",
    "؟",
    ". ",
    "。",
    "\n\n",
    " \u00a0",
    "😀",
    "३",
    "𝟙",
    "\U00012000",
    "млн",
    "п. 5 а)",
    "\ufeff",
    "é",
    "İ",
    "ß",
    "\ud800",
]
TEXTS = st.one_of(
    st.text(max_size=120),
    st.lists(st.sampled_from(_PIECES), max_size=25).map("".join),
    st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=6)), max_size=20).map(" ".join),
)
CONCEPTS = (Concept("c", (TermForm("the", "en"), TermForm("Совет", "ru"), TermForm("二〇", "zh"))),)
NAMES = (("Совет", "the Council"), ("",), ("二〇", "٢٥", "é"))


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS, LANGS, LANGS)
@example("𝟙" * 30, "1" * 5000, "en", "ru")
@example("ВИЧ", "İİ", "tr", "tr")
def test_nothing_raises_and_spans_lie_within(source: str, target: str, a: str, b: str) -> None:
    found = run(Pair(source, target, a, b, concepts=CONCEPTS, names=NAMES))
    for finding in found:
        assert len(finding.args) == 1 + KINDS[finding.check][finding.kind]
        assert message(finding)
        for text, spans in ((source, finding.source_spans), (target, finding.target_spans)):
            assert all(0 <= start < end <= len(text) for start, end in spans), finding
    assert len({f.fingerprint for f in found}) == len(found)
    assert found == run(Pair(source, target, a, b, concepts=CONCEPTS, names=NAMES))


@settings(max_examples=50, deadline=None)
@given(TEXTS, LANGS)
def test_delivered_words_left_as_they_are_raise_nothing(text: str, lang: str) -> None:
    assert run(Pair(text, text, lang, lang, concepts=CONCEPTS, names=NAMES)) == ()


@pytest.mark.parametrize("check", sorted(CHECKS))
@pytest.mark.parametrize(
    "piece",
    ["1.", "1 ", "1,", "A/", "(", "«", " ", "a ", "a.", "IV ", "十", "١", "Cо", "a'", "- ", "\u00a0,", '5"', "29 May "],
)
def test_long_repetitions_are_linear(check: str, piece: str) -> None:
    """A pattern that explodes hangs here, and the run's own limit of time ends it."""
    text = piece * (20_000 // len(piece))
    list(CHECKS[check](Pair(text, text + "x", "en", "ru", concepts=CONCEPTS, names=NAMES)))
    list(CHECKS[check](Pair(text + "x", text, "ru", "fr", concepts=CONCEPTS, names=NAMES)))
