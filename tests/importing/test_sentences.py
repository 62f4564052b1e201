"""Where sentences end, and where they do not."""

from __future__ import annotations

import pytest

from statement_archive.importing.sentences import ends_like_a_sentence, sentences


@pytest.mark.parametrize(
    ("lang", "parts"),
    [
        ("en", ["Thank you, Mr. Chair.", "We see no. 5, art. 5 and para. 9.", "It costs 3.5 million."]),
        (
            "en",
            [
                "Mr. Chair spoke vs. St. John on pp. 3-4.",
                "M.I. Ivanov came.",
                "The U.N. Charter holds.",
                "At the U.N.",
                "We agree.",
            ],
        ),
        (
            "en",
            [
                "He said: “We will.",
                "We must.”",
                "Then he left.[3]",
                "More.¹",
                "“Why?” he asked.",
                "Well... then.",
                "No!",
            ],
        ),
        ("en", ["1. First.", "(a) Second.", "He said no.", "We may.", "In May.", "Tanks, guns, etc.", "We object."]),
        ("ru", ["Это т. е. так и т. д.", "Затем «Да.", "Нет».", "МГУ им. М. В. Ломоносова.", "Было 5 янв. 2018 года."]),
        (
            "ru",
            [
                "В 2018 г. мы были.",
                "В 2018 г. Казахстан вступил.",
                "Договор принят в 2018 г.",
                "Мы рады.",
                "В г. Алматы тихо.",
            ],
        ),
        ("fr", ["M. Dupont et Mme Curie citent l’art. 5.", "« Bien ? »", "Oui !"]),
        ("de", ["Am 29. August 2018, d. h. z. B. heute, kam Dr. Müller.", "»Ja.«", "„Nein.“", "Ende."]),
        ("es", ["Gracias, Sr. Presidente.", "El núm. 3 de EE. UU. está.", "¿Qué?", "¡Sí!"]),
        ("pt", ["Obrigado, V. Exa. Senhor.", "Fim."]),
        ("kk", ["2018 ж. Алматыда өтті т.б.", "Бұл жақсы."]),
        ("ar", ["ما هذا؟", "هذا؛ ذلك.", "«نعم.»", "انتهى"]),
        ("hi", ["यह है।", "वह था॥", "ठीक"]),
        ("el", ["Τι;", "Ναι."]),
        ("und", ["One.", "Три.", "Mr. Two."]),
    ],
)
def test_sentences_with_spaces(lang: str, parts: list[str]) -> None:
    text = " ".join(parts)
    assert [text[a:b] for a, b in sentences(text, lang)] == parts


@pytest.mark.parametrize(
    ("lang", "parts"),
    [
        ("zh", ["他说：“你好。”", "然后走了。", "「好！」", "再见？", "等等……然后。"]),
        ("ja", ["「はい。」と言った。", "次。", "「はい。」", "「いいえ。」"]),
        ("mul", ["四。", "五！"]),
    ],
)
def test_sentences_without_spaces(lang: str, parts: list[str]) -> None:
    text = "".join(parts)
    assert [text[a:b] for a, b in sentences(text, lang)] == parts


def test_marks_alone_join_their_neighbour_and_line_breaks_are_spaces() -> None:
    text = "… First 😀 line\r\ngoes on. * * * Second. —"
    assert [text[a:b] for a, b in sentences(text, "en")] == ["… First 😀 line\r\ngoes on.", "* * * Second. —"]
    assert sentences("***", "en") == [(0, 3)]
    assert sentences(" ", "en") == []


def test_final_marks() -> None:
    assert ends_like_a_sentence("it ends.”[3]")
    assert ends_like_a_sentence("完。」")
    assert not ends_like_a_sentence("the nuclear")
    assert not ends_like_a_sentence("(CCW)")
