"""Numbers, dates and document symbols, by what they mean."""

from __future__ import annotations

import pytest

from statement_archive.checks import CHECKS, Pair


def found(check: str, source: str, target: str, a: str, b: str) -> list[tuple[str, ...]]:
    return [f.args for f in CHECKS[check](Pair(source, target, a, b))]


SILENT = [
    ("In 2018 there were 12,500 of them.", "في عام ٢٠١٨ كان هناك ١٢٬٥٠٠ منهم.", "en", "ar"),
    ("1,234.5 tonnes", "1\u202f234,5 tonnes", "en", "fr"),
    ("1,234.5 tonnes", "1.234,5 Tonnen", "en", "de"),
    ("12'500 Franken", "12\u00a0500 francs", "de", "fr"),
    ("12,50,000 rupees", "1\u00a0250\u00a0000 рупий", "en", "ru"),
    ("2.5 billion people", "2,5 млрд человек", "en", "ru"),
    ("2.5 billion people", "25亿人", "en", "zh"),
    ("35,000 people", "3.5万人", "en", "zh"),
    ("35 000 человек", "35 мың адам", "ru", "kk"),
    ("3 million", "300万", "en", "zh"),
    ("３ items", "3 пункта", "ja", "ru"),
    ("३ articles", "3 articles", "hi", "fr"),
    ("12 states", "двенадцать государств", "en", "ru"),
    ("3 states", "ثلاث دول", "en", "ar"),
    ("3 states", "үш мемлекет", "en", "kk"),
    ("the 21st century", "XXI век", "en", "ru"),
    ("the 21st century", "ХХІ століття", "en", "uk"),
    ("Chapter VII", "第七章", "en", "zh"),
    ("Chapter VII", "Глава 7", "en", "ru"),
    ("Article 25", "第二十五条", "en", "zh"),
    ("25 members", "fünfundzwanzig Mitglieder", "en", "de"),
    ("42 члена", "quarante-deux membres", "ru", "fr"),
    ("90 %", "quatre-vingt-dix pour cent", "en", "fr"),
    ("75 members", "soixante-quinze membres", "en", "fr"),
    ("the 1990s", "90-е годы", "en", "ru"),
    ("1996/97", "1996–1997 гг.", "en", "ru"),
    ("at 3 p.m.", "à 15 heures", "en", "fr"),
    ("at 10.30", "в 10:30", "en", "ru"),
    ("1 ½ m", "1,50 m", "de", "fr"),
    ("Article 3", "סעיף ג", "en", "he"),
    ("three states", "трое", "en", "ru"),
    ("three states and one more", "государства", "en", "ru"),
    ("A/RES/78/241 of 2023", "A/RES/78/241 за 2023 год", "en", "ru"),
    ("On 29 August 2018", "2018年8月29日", "en", "zh"),
    ("On 29 August 2018", "29.08.2018", "en", "ru"),
    ("On 29 August 2018", "2018 жылғы 29 тамызда", "en", "kk"),
    ("On 29 August 2018", "في ٢٩ آب/أغسطس ٢٠١٨", "en", "ar"),
    ("On 08/09/2018", "le 8 septembre 2018", "en", "fr"),
    ("in 2018", "ในปี 2561", "en", "th"),
]


@pytest.mark.parametrize(("source", "target", "a", "b"), SILENT)
def test_the_same_number_otherwise_written(source: str, target: str, a: str, b: str) -> None:
    for check in ("numbers", "dates", "symbols"):
        assert found(check, source, target, a, b) == []
        assert found(check, target, source, b, a) == []


@pytest.mark.parametrize(
    ("source", "target", "a", "b", "missing", "extra"),
    [
        ("In 2018 we met.", "Мы встретились в 2019 году.", "en", "ru", "2018", "2019"),
        ("12,500 people", "١٢٬٦٠٠ شخص", "en", "ar", "12,500", "12٬600"),
        ("2.5 billion", "2,6 млрд", "en", "ru", "2.5", "2,6"),
        ("35,000 people", "3.6万人", "en", "zh", "35,000", "3.6"),
        ("1,234.5 tonnes", "1\u202f234,6 tonnes", "en", "fr", "1,234.5", "1\u202f234,6"),
        ("7 мемлекет", "8 states", "kk", "en", "7", "8"),
    ],
)
def test_another_number(source: str, target: str, a: str, b: str, missing: str, extra: str) -> None:
    assert found("numbers", source, target, a, b) == [("missing", missing), ("extra", extra)]


def test_a_number_left_out_or_put_in() -> None:
    assert found("numbers", "Resolution 2231 (2015)", "Резолюция (2015)", "en", "ru") == [("missing", "2231")]
    assert found("numbers", "Chapter XIV", "Глава", "en", "ru") == [("missing", "XIV")]
    assert found("numbers", "the states", "3 государства", "en", "ru") == [("extra", "3")]


def test_spans_point_into_the_text_as_given() -> None:
    target = "\u200fفي ٢٠١٩\u200f"
    (missing, extra) = CHECKS["numbers"](Pair("In 2018", target, "en", "ar"))
    assert missing.source_spans == ((3, 7),)
    start, end = extra.target_spans[0]
    assert target[start:end] == "٢٠١٩"


def test_another_day_is_one_finding() -> None:
    pair = ("On 29 August 2018", "28 августа 2018 г.", "en", "ru")
    assert found("dates", *pair) == [("other", "2018-08-29", "2018-08-28")]
    assert found("numbers", *pair) == []


def test_a_month_that_was_mistaken() -> None:
    assert found("dates", "le 3 mai 2024", "3 March 2024", "fr", "en") == [("other", "2024-05-03", "2024-03-03")]


@pytest.mark.parametrize("symbol", ["A/RES/78/241", "CCW/GGE.1/2018/WP.4", "S/PV.9345", "GC(67)/RES/5", "INFCIRC/153"])
def test_symbols(symbol: str) -> None:
    assert found("symbols", f"See {symbol}.", f"См. {symbol}.", "en", "ru") == []
    assert found("symbols", f"See {symbol}.", f"انظر \u200e{symbol}\u200e.", "en", "ar") == []
    assert found("symbols", f"See {symbol}.", "См. документ.", "en", "ru") == [("missing", symbol)]
    assert found("numbers", f"See {symbol}.", "См. документ.", "en", "ru") == []
    wrong = symbol[:-1] + "9"
    assert found("symbols", f"See {symbol}.", f"См. {wrong}.", "en", "ru") == [("missing", symbol), ("extra", wrong)]


def test_a_symbol_with_a_cyrillic_letter_is_another() -> None:
    assert ("missing", "A/RES/78/241") in found("symbols", "See A/RES/78/241", "См. А/RES/78/241", "en", "ru")
