"""What the front of a text offers, in several languages."""

from __future__ import annotations

import pytest

from statement_archive.importing import banners, read_document
from statement_archive.importing.dates import find_dates
from statement_archive.importing.speakers import is_byline


@pytest.mark.parametrize(
    ("lang", "words", "facts"),
    [
        ("en", "Originally delivered in Russian", [("original_languages", ["ru"])]),
        ("en", "Original: Russian", [("original_languages", ["ru"])]),
        ("en", "[CHECK AGAINST DELIVERY]", [("relation", "prepared")]),
        (
            "en",
            "Check against delivery / Unofficial translation",
            [("relation", "prepared"), ("standing", "unofficial")],
        ),
        ("en", "Courtesy translation", [("standing", "unofficial")]),
        ("en", "Unofficial translation from Kazakh", [("standing", "unofficial"), ("original_languages", ["kk"])]),
        ("en", "As delivered", [("relation", "delivered")]),
        (
            "en",
            "(spoke in Arabic; interpretation from Arabic)",
            [("method", "interpretation"), ("original_languages", ["ar"])],
        ),
        ("fr", "Seul le prononcé fait foi", [("relation", "prepared")]),
        ("fr", "Original : anglais", [("original_languages", ["en"])]),
        ("de", "Es gilt das gesprochene Wort!", [("relation", "prepared")]),
        ("es", "Cotejar con el texto pronunciado", [("relation", "prepared")]),
        ("ru", "Проверить по произнесённому тексту", [("relation", "prepared")]),
        ("ru", "Неофициальный перевод", [("standing", "unofficial")]),
        ("ru", "Выступление на русском языке", [("original_languages", ["ru"])]),
        ("zh", "非正式译文", [("standing", "unofficial")]),
        ("zh", "以发言为准", [("relation", "prepared")]),
        ("zh", "原文：俄文", [("original_languages", ["ru"])]),
        ("ar", "ترجمة غير رسمية", [("standing", "unofficial")]),
        ("ar", "يرجى المراجعة عند الإلقاء", [("relation", "prepared")]),
        ("en", "We ask you to check against delivery of arms.", []),
        ("en", "Delivered in Geneva", []),
    ],
)
def test_banners(lang: str, words: str, facts: list[tuple[str, object]]) -> None:
    assert [(b.fact, b.value) for b in banners.match(words, lang)] == facts


@pytest.mark.parametrize(
    ("lang", "words", "edtf"),
    [
        ("en", "29 August, 2018, Geneva", "2018-08-29"),
        ("en", "August 29th, 2018", "2018-08-29"),
        ("en", "28-30 August 2018", "2018-08-28/2018-08-30"),
        ("en", "in August 2018", "2018-08"),
        ("en", "13/04/2018", "2018-04-13"),
        ("en", "03/04/2018", ""),
        ("en", "2018-08-29", "2018-08-29"),
        ("ru", "29 августа 2018 г.", "2018-08-29"),
        ("ru", "29 авг. 2018 года", "2018-08-29"),
        ("fr", "le 1er mars 2023", "2023-03-01"),
        ("es", "29 de agosto de 2018", "2018-08-29"),
        ("de", "29. August 2018", "2018-08-29"),
        ("kk", "2018 ж. 29 тамыз", "2018-08-29"),
        ("zh", "2018年8月29日", "2018-08-29"),
        ("zh", "二〇一八年八月二十九日", "2018-08-29"),
        ("ar", "٢٩ آب/أغسطس ٢٠١٨", "2018-08-29"),
        ("hu", "2018. augusztus 29.", "2018-08-29"),
        ("vi", "29 tháng 8 năm 2018", "2018-08-29"),
        ("hi", "29 अगस्त 2018", "2018-08-29"),
        ("th", "29 สิงหาคม 2561", ""),
        ("und", "29 août 2018", "2018-08-29"),
    ],
)
def test_dates(lang: str, words: str, edtf: str) -> None:
    (found,) = find_dates(words, lang)
    assert found.edtf == edtf
    assert bool(found.note) == (edtf == "")


def test_what_is_no_date() -> None:
    assert find_dates("31 February 2018, we may; 1948年, v1.2.3", "en") == []


@pytest.mark.parametrize(
    ("lang", "text", "facts"),
    [
        (
            "en",
            "Statement by H.E. Mr. John Smith, Minister for Foreign Affairs of the Republic of Kazakhstan\n\nGeneva, 29 August 2018",
            {"speaker.name": "John Smith", "body.country": "KZ", "body.kind": "state", "place": "Geneva"},
        ),
        (
            "en",
            "Delivered by Ann Lee, head of the Peace League (Peru)\n\nCCW/GGE.1/2018/WP.4\n\nThe NGO speaks",
            {
                "body.name": "Peace League",
                "body.country": "PE",
                "occasion.symbols": ["CCW/GGE.1/2018/WP.4"],
                "body.kind": "ngo",
            },
        ),
        (
            "ru",
            "Выступление Постоянного представителя Республики Казахстан при ООН г-на К. Умарова\n\nЖенева, 29 августа 2018 года",
            {"speaker.name": "К. Умарова", "body.country": "KZ", "place": "Женева"},
        ),
        (
            "fr",
            "Déclaration de la France prononcée par M. Jean Dupont, ambassadeur\n\nGenève, le 29 août 2018",
            {"speaker.name": "Jean Dupont", "body.name": "France", "body.country": "FR", "place": "Genève"},
        ),
        ("zh", "中国代表团发言\n\n2018年8月29日，日内瓦", {"title": "中国代表团发言", "place": "日内瓦"}),
        ("en", "Statement by the Republic of Korea", {"body.country": "KR", "body.kind": "state"}),
    ],
)
def test_the_front_of_a_statement(lang: str, text: str, facts: dict[str, object]) -> None:
    imported = read_document((text + "\n\nMr. Chair,\n\nWe agree.").encode(), name="a.txt", lang=lang)
    found = {s.fact: s.value for s in imported.suggestions}
    assert {fact: found.get(fact) for fact in facts} == facts
    for s in imported.suggestions:
        assert s.quote in text.split("\n")[s.line - 1 :][0] or "\n" in s.quote


def test_bylines() -> None:
    assert is_byline("Delivered by Ann Lee")
    assert is_byline("by Ann Lee")
    assert not is_byline("Statement by Ann Lee")
    assert not is_byline("We stand by")
