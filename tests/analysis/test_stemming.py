"""Stems against lists by hand: forms of one word have one, other words have not."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.analysis.pairs import DIFFERENT, SAME

from statement_archive.analysis.stemming import kazakh, korean, stem_word, ukrainian
from statement_archive.analysis.tokens import stem

# Known to be one stem: голос “voice”, голосування “vote”; сім “seven”, сім'я “family” without its apostrophe.
MERGED = {("uk", "голосування"), ("uk", "сім'я")}


@pytest.mark.parametrize("lang", sorted(SAME))
def test_forms_of_one_word_are_found_by_each_other(lang: str) -> None:
    apart = [(a, b) for forms in SAME[lang] for a, b in combinations(forms, 2) if stem(a, lang) != stem(b, lang)]
    assert apart == []


@pytest.mark.parametrize("lang", sorted(DIFFERENT))
def test_other_words_are_not(lang: str) -> None:
    merged = [(a, b) for a, b in DIFFERENT[lang] if stem(a, lang) == stem(b, lang)]
    assert [pair for pair in merged if (lang, pair[0]) not in MERGED] == []


@pytest.mark.parametrize(
    ("lang", "word", "stemmed"),
    [
        ("uk", "делегати", "делегат"),
        ("uk", "заявлялися", "заявл"),
        ("uk", "комісій", "комісі"),
        ("uk", "ґанок", "ганок"),
        ("kk", "мемлекеттеріндегі", "мемлекет"),
        ("kk", "кітабында", "кітап"),
        ("kk", "ел", "ел"),
        ("ko", "사람들에게는", "사람"),
        ("ko", "국가", "국가"),
        ("ko", "유엔으로", "유엔"),
        ("ko", "서울로", "서울"),
        ("ko", "절", "절"),
        ("pt", "nações", "naçã"),
        ("es", "armas", "arma"),
        ("he", "מדינות", "מדינות"),
        ("xx", "statements", "statements"),
    ],
)
def test_stems(lang: str, word: str, stemmed: str) -> None:
    assert stem_word(word, lang) == stemmed


def test_a_negation_is_another_word() -> None:
    assert stem("қолдаймыз", "kk") != stem("қолдамаймыз", "kk")
    assert stem("заңсыз", "kk") != stem("заң", "kk")


@settings(deadline=None, max_examples=200)
@given(
    st.sampled_from([ukrainian.stem, kazakh.stem, korean.stem]),
    st.text("абдегиіїйнтуяысқғ'нге한국의는들하여ьь", max_size=14),
)
def test_a_word_keeps_a_stem(stemmer: object, word: str) -> None:
    assert callable(stemmer)
    found = stemmer(word)
    assert bool(found) == bool(word)
    assert len(found) <= len(word)
