"""Quotation marks, brackets, scripts, spaces and punctuation."""

from __future__ import annotations

import pytest

from statement_archive.checks import CHECKS, Pair

S = "said something here"


def kinds(check: str, source: str, target: str, a: str, b: str) -> list[tuple[str, ...]]:
    return [f.args for f in CHECKS[check](Pair(source, target, a, b))]


@pytest.mark.parametrize(
    ("source", "target", "a", "b"),
    [
        ("He said “no”.", "Он сказал «нет».", "en", "ru"),
        ("He said “no”.", "Он сказал \"нет\".", "en", "ru"),
        ("He said “no”.", "قال \"لا\".", "en", "ar"),
        ("He said “no”.", "Er sagte „nein“.", "en", "de"),
        ("He said “no”.", "彼は「いいえ」と言った。", "en", "ja"),
        ("“the ‘Law’”", "«О „Законе“»", "en", "ru"),
        ("The Times wrote", "《泰晤士报》写道", "en", "zh"),
        ("‘no’, he said", "«нет», сказал он", "en", "ru"),
        ("the delegation’s 5\" pipe", "5-дюймовая труба", "en", "ru"),
        ("“It begins here", "«Здесь начинается", "en", "ru"),
        ("il a dit « non »", "he said “no”", "fr", "en"),
    ],
)  # fmt: skip
def test_quotation_marks_as_they_should_be(source: str, target: str, a: str, b: str) -> None:
    assert kinds("quotes", source, target, a, b) == []


def test_quotation_marks() -> None:
    assert kinds("quotes", "He said “no”.", "Он отказался.", "en", "ru") == [("missing",)]
    assert kinds("quotes", "He refused.", "Он сказал «нет».", "en", "ru") == [("extra",)]
    assert kinds("quotes", "He said “no”.", "Он сказал «нет.", "en", "ru") == [("unbalanced", "«")]
    assert kinds("quotes", "He said “no”.", "Он сказал “нет”.", "en", "ru") == [("foreign", "“ ”", "« »")]
    assert kinds("quotes", "Он сказал «нет».", "He said «no».", "ru", "en") == [("foreign", "« »", "“ ”")]


def test_brackets() -> None:
    assert kinds("brackets", "the Council (in 2018)", "理事会（2018年）", "en", "zh") == []
    assert kinds("brackets", "the [draft]", "【草案】", "en", "zh") == []
    assert kinds("brackets", "(a) first; (b) second", "а) первое; б) второе", "en", "ru") == []
    assert kinds("brackets", "3 yards", "3 yards (2,75 m).", "de", "en") == [("extra", "0", "1")]
    assert kinds("brackets", "1) first", "(1) первое", "en", "ru") == []
    assert kinds("brackets", "the Council (in 2018)", "Совет (в 2018 году", "en", "ru") == [("unbalanced", "(")]
    assert kinds("brackets", "the Council (in 2018)", "Совет в 2018 году", "en", "ru") == [("missing", "1", "0")]
    assert kinds("brackets", "the Council", "Совет (орган)", "en", "ru") == [("extra", "0", "1")]


def test_scripts() -> None:
    assert kinds("scripts", S, "Сoвет", "en", "ru") == [("mixed", "Сoвет")]
    assert kinds("scripts", S, "ВИЧ-инфекция, COVIDтің, IT-сектор, Ка-52, NATO", "en", "kk") == []
    assert kinds("scripts", S, "the Cоuncil", "ru", "en") == [("mixed", "Cоuncil")]
    assert kinds("scripts", S, "فلسطین", "en", "ar") == [("letter", "ی", "ي")]
    assert kinds("scripts", S, "فلسطين في", "en", "ar") == []
    assert kinds("scripts", S, "ايران", "en", "fa") == [("letter", "ي", "ی")]
    assert kinds("scripts", S, "документ ＲＥＳ", "en", "ru") == [("width", "ＲＥＳ")]
    assert kinds("scripts", S, "ＲＥＳ号", "en", "zh") == []


def test_spaces() -> None:
    assert kinds("spaces", S, "два  слова", "en", "ru") == [("double",)]
    assert kinds("spaces", "two  words", "два  слова", "en", "ru") == []
    assert kinds("spaces", S, "слово ", "en", "ru") == [("edge",)]
    assert kinds("spaces", S, "слово , слово", "en", "ru") == [("before", ",")]
    assert kinds("spaces", S, "слово,слово", "en", "ru") == [("after", ",")]
    assert kinds("spaces", S, "конец.Начало, см. www.example.org/Un.Deux", "en", "ru") == [("after", ".")]
    assert kinds("spaces", S, "Quoi ? Oui\u00a0! «\u202fnon\u202f»", "en", "fr") == []
    assert kinds("spaces", S, "Quoi?", "en", "fr") == [("french", "?")]
    assert kinds("spaces", S, "Quoi?", "en", "fr-CA") == []
    assert kinds("spaces", S, "不，他说", "en", "zh") == []
    assert kinds("spaces", S, "قال،نعم", "en", "ar") == [("after", "،")]


def test_punctuation() -> None:
    assert kinds("punctuation", "What now?", "Что теперь.", "en", "ru") == [("question",)]
    assert kinds("punctuation", "What now?", "ماذا الآن؟", "en", "ar") == []
    assert kinds("punctuation", "What now?", "Τι τώρα;", "en", "el") == []
    assert kinds("punctuation", "What now?", "どうするか。", "en", "ja") == []
    assert kinds("punctuation", "We shall now do it.", "Мы сделаем это", "en", "ru") == [("end",)]
    assert kinds("punctuation", "Item 5.", "Пункт 5", "en", "ru") == []
    assert kinds("punctuation", "Yes, we do", "نعم, نحن", "en", "ar") == [("comma", ",", "،")]
    assert kinds("punctuation", "Yes, we do, now", "是的,我们，现在", "en", "zh") == [("comma", ",", "，")]
    assert kinds("punctuation", "Yes, we do", "是的,我们", "en", "zh") == []
    assert kinds("punctuation", "Yes, 1,000", "是，1,000", "en", "zh") == []
