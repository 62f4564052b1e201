"""Names, glossary, doubled and untranslated words, sentences and length."""

from __future__ import annotations

import pytest

from statement_archive.checks import CHECKS, Pair
from statement_archive.domain.terms import Concept, TermForm

NAMES = (
    ("Глеб Верхолин", "Gleb Verkholin", "غليب فيرخولين"),
    ("Вельдария", "Veldaria"),
    ("Республика Корея", "Republic of Korea", "大韩民国"),
    ("Korea", "Корея", "朝鲜"),
)


def args(check: str, pair: Pair) -> list[tuple[str, ...]]:
    return [f.args for f in CHECKS[check](pair)]


def named(source: str, target: str, a: str, b: str) -> list[tuple[str, ...]]:
    return args("names", Pair(source, target, a, b, names=NAMES))


@pytest.mark.parametrize(
    ("source", "target", "a", "b"),
    [
        ("Слово Глебу Верхолину (Вельдария).", "I give the floor to Gleb Verkholin (Veldaria).", "ru", "en"),
        ("Gleb Verkholin of Veldaria", "Глеба Верхолина из Вельдарии", "en", "ru"),
        ("Gleb Verkholin spoke.", "Mr. Verkholin spoke.", "en", "de"),
        ("Gleb Verkholin spoke.", "وقال فيرخولين", "en", "ar"),
        ("Gleb Verkholin spoke.", "维尔霍林发言。", "en", "zh"),  # no form in these letters is recorded
        ("The Republic of Korea", "大韩民国", "en", "zh"),  # not Korea alone
        ("Veldarian rivers", "реки", "en", "ru"),
        ("Nothing named", "ничего", "en", "ru"),
    ],
)
def test_names_kept(source: str, target: str, a: str, b: str) -> None:
    assert named(source, target, a, b) == []


def test_names_lost() -> None:
    assert named("Слово Глебу Верхолину.", "I give the floor to the delegate.", "ru", "en") == [
        ("missing", "Глебу Верхолину")
    ]
    assert named("Thanks to Veldaria.", "Спасибо Норландии.", "en", "ru") == [("missing", "Veldaria")]


GLOSSARY = (
    Concept("1", (TermForm("nuclear disarmament", "en"), TermForm("ядерное разоружение", "ru", "preferred"))),
    Concept(
        "2",
        (TermForm("disarmament", "en"), TermForm("разоружение", "ru"), TermForm("демилитаризация", "ru", "deprecated")),
    ),
    Concept(
        "3", (TermForm("summit", "en"), TermForm("峰会", "zh", "preferred"), TermForm("首脑会议", "zh", "admitted"))
    ),
    Concept("4", (TermForm("summit", "en"),)),
)


def terms(source: str, target: str, lang: str) -> list[tuple[str, ...]]:
    return args("glossary", Pair(source, target, "en", lang, concepts=GLOSSARY))


def test_terms_by_stem() -> None:
    assert terms("Disarmaments matter.", "О разоружении.", "ru") == []
    assert terms("On nuclear disarmament.", "О ядерном разоружении.", "ru") == []
    assert terms("On disarmament.", "О ядерном разоружении.", "ru") == []
    assert terms("The summits", "首脑会议", "zh") == []
    assert terms("The summit", "встреча", "ru") == []  # no form in Russian is recorded


def test_a_term_that_is_missing_or_deprecated() -> None:
    assert terms("On nuclear disarmament.", "О разоружении.", "ru") == [
        ("missing", "nuclear disarmament", "ядерное разоружение")
    ]
    assert terms("On disarmament.", "О демилитаризации.", "ru") == [("deprecated", "демилитаризация", "разоружение")]
    assert terms("The summit", "会议", "zh") == [("missing", "summit", "峰会")]


@pytest.mark.parametrize(
    ("source", "target", "lang"),
    [
        ("x", "that he had had no choice", "en"),
        ("x", "nous nous félicitons", "fr"),
        ("x", "что-что, а это", "ru"),
        ("x", "очень очень важно", "ru"),
        ("x", "yavaş yavaş ilerliyor", "tr"),
        ("x", "қайта қайта айттық", "kk"),
        ("x", "die, die kommen", "de"),
        ("x", "Walla Walla", "en"),
        ("x", "谢谢谢谢", "zh"),
        ("never never", "никогда больше больше", "ru"),
        ("x", "the. The", "en"),
    ],
)
def test_doubles_that_are_right(source: str, target: str, lang: str) -> None:
    assert args("doubled", Pair(source, target, "es", lang)) == []


@pytest.mark.parametrize(
    ("target", "lang", "word"),
    [
        ("of the the Council", "en", "the"),
        ("в в резолюции", "ru", "в"),
        ("The the Council", "en", None),
        ("dans le\nle rapport", "fr", "le"),
        ("في هذا هذا القرار", "ar", "هذا"),
        ("қарар және және шешім", "kk", "және"),
        ("kararın ve ve", "tr", "ve"),
    ],
)
def test_doubles(target: str, lang: str, word: str | None) -> None:
    expected = [("word", word or "the")]
    assert args("doubled", Pair("x", target, "es", lang)) == expected


@pytest.mark.parametrize(
    ("source", "target", "a", "b"),
    [
        ("Kofi Annan, UNESCO", "Kofi Annan, UNESCO", "en", "fr"),
        ("A/RES/78/241", "A/RES/78/241", "en", "ru"),
        ("Information", "Information", "en", "fr"),
        (
            "Sa majesté a dit: «nous sommes prêts à la paix avec vous»",
            "Он сказал: «nous sommes prêts à la paix avec vous»",
            "fr",
            "ru",
        ),
        ("the same words as these here", "the same words as these here", "en", "en-GB"),
        ("the same words as these here", "the same words as these here", "mul", "en"),
    ],
)
def test_words_that_stay(source: str, target: str, a: str, b: str) -> None:
    assert args("untranslated", Pair(source, target, a, b)) == []


def test_words_left() -> None:
    english = "We call upon all states to act without delay"
    assert args("untranslated", Pair(english, english, "en", "fr")) == [("same",)]
    assert args("untranslated", Pair("Peacekeeping operations", "Peacekeeping operations", "en", "ru")) == [("same",)]
    left = Pair(english + ", said he.", "Он сказал: we call upon all states to act without delay.", "en", "ru")
    assert args("untranslated", left) == [("passage", "call upon all states to act without delay")]
    assert args("untranslated", Pair("我们呼吁各国立即行动。", "我们呼吁各国立即行动。", "zh", "en")) == [("same",)]


LONG = "The delegation welcomes the report. It regrets that so little was done. It hopes for better years."
LONG_RU = "Делегация приветствует доклад. Она сожалеет, что сделано так мало. Она надеется на лучшие годы."


def test_sentences_and_length() -> None:
    def both(target: str) -> list[str]:
        pair = Pair(LONG, target, "en", "ru")
        return [f"{f.check} {f.kind}" for c in ("sentences", "length") for f in CHECKS[c](pair)]

    assert both(LONG_RU) == []
    assert both(LONG_RU.replace(". Она надеется", "; она надеется")) == []  # joined, as long as before
    assert both(LONG_RU[: LONG_RU.index(" Она надеется")]) == ["sentences fewer"]
    assert "length short" in both("Делегация надеется.")
    assert "length long" in both(LONG_RU * 3)


def test_languages_of_unknown_length_are_silent() -> None:
    assert args("length", Pair(LONG, "x", "en", "und")) == []
    assert args("sentences", Pair(LONG, "One sentence.", "en", "qaa")) == []
