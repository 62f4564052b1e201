"""What the front of a text offers, in several languages."""

from __future__ import annotations

import unicodedata

import pytest

from statement_archive.importing import banners, read_document
from statement_archive.importing.dates import find_dates
from statement_archive.importing.speakers import byline, is_byline


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
        ("fr", "Vérifier à l’audition", [("relation", "prepared")]),
        ("en", "Originally delivered in Russian and Kazakh", [("original_languages", ["ru", "kk"])]),
        ("ru", "Выступление на русском и казахском языках", [("original_languages", ["ru", "kk"])]),
        ("zh", "原文：俄文和哈萨克文", [("original_languages", ["ru", "kk"])]),
        ("ar", "الأصل: بالروسية والإنكليزية", [("original_languages", ["ru", "en"])]),
        ("ru", "Расшифровка синхронного перевода", [("method", "interpretation")]),
        ("en", "SUMMARY RECORD OF THE 3RD MEETING (extract)", [("relation", "summary")]),
        ("en", "DRAFT 3 – not for distribution", [("visibility.state", "draft"), ("", None)]),
        ("en", "EMBARGOED UNTIL 1 JANUARY 2099", [("visibility.until", "2099-01-01")]),
        ("en", "Embargoed until delivery", [("visibility.state", "embargoed")]),
        ("ru", "Эмбарго до 1\u00a0января 2099\u00a0г.", [("visibility.until", "2099-01-01")]),
        ("kk", "2099 жылғы 1 қаңтарға дейін жариялауға болмайды", [("visibility.until", "2099-01-01")]),
        (
            "kk",
            "Араб тілінде айтылған; ағылшын тіліндегі аударма арқылы қазақшаланды",
            [("source.via", "en"), ("original_languages", ["ar"])],
        ),
        ("en", "Translated from Arabic via English", [("source.via", "en"), ("original_languages", ["ar"])]),
        ("en", "President: Mr. Corriveau (Norlanda)", [("occasion.chair", "Mr. Corriveau (Norlanda)")]),
        ("en", "President: the floor is yours", []),
        ("en", "Draft resolution on rivers", []),
        ("en", "We ask you to check against delivery of arms.", []),
        ("en", "Delivered in Geneva", []),
    ],
)
def test_banners(lang: str, words: str, facts: list[tuple[str, object]]) -> None:
    assert sorted((b.fact, repr(b.value)) for b in banners.match(words, lang)) == sorted(
        (fact, repr(value)) for fact, value in facts
    )


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
            (
                "Statement by H.E. Mr. John Smith, Minister for Foreign Affairs of the Republic of "
                "Kazakhstan\n\nGeneva, 29 August 2018"
            ),
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
            (
                "Выступление Постоянного представителя Республики Казахстан при ООН г-на К. "
                "Умарова\n\nЖенева, 29 августа 2018 года"
            ),
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


@pytest.mark.parametrize(
    ("lang", "words", "name", "role", "body"),
    [
        ("ru", "Выступает Пётр Ольхин, заместитель министра (Озёрия)", "Пётр Ольхин", "заместитель министра", "Озёрия"),
        ("ar", "تدلي به الدكتورة سلمى الوادي، وزيرة المياه (بحران)", "سلمى الوادي", "وزيرة المياه", "بحران"),
        ("ar", "ألقاه السيد عمر الوادي، سفير (بحران)", "عمر الوادي", "سفير", "بحران"),
        ("zh", "发言人：林小川，水利部司长（云澜）", "林小川", "水利部司长", "云澜"),
        (
            "kk",
            "Сөз сөйлеген: Айгүл Сәрсен, министрдің орынбасары (Көлді)",
            "Айгүл Сәрсен", "министрдің орынбасары", "Көлді",
        ),
        (
            "fr",
            "Par M.\u00a0Jean Rivier, Représentant permanent (Lacustrie)",
            "Jean Rivier", "Représentant permanent", "Lacustrie",
        ),
        (
            "es",
            "Pronunciada por la Sra. Ana Ríos, Embajadora (Costa), en nombre de otros",
            "Ana Ríos", "Embajadora", "Costa",
        ),
        (
            "en",
            "To be delivered by Ms. Ann Lee, Minister of Fisheries (Lakeland)",
            "Ann Lee", "Minister of Fisheries", "Lakeland",
        ),
        ("en", "Speaker: Lin Xiaochuan, Director (Lakeland)", "Lin Xiaochuan", "Director", "Lakeland"),
        (
            "en",
            "Delivered by Ann Lee, director of the Lake Centre (Lakeland)",
            "Ann Lee", "director of the Lake Centre", "Lake Centre",
        ),
        ("ru", "Выступает г-жа Анна Озёрова (Лакустрия), с английского", "Анна Озёрова", None, "Лакустрия"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("unknown", [False, True])
def test_bylines_in_many_languages(
    lang: str, words: str, name: str, role: str | None, body: str, unknown: bool
) -> None:
    text = f"Opening of the session\n\n5.3.2023\n\n{words}\n\nMr. Chair,\n\nWe agree."
    imported = read_document(text.encode(), name="a.txt", lang="mul" if unknown else lang)
    (line,) = [p for p in imported.table.paragraphs if p.kind == "byline"]
    assert line.cut(text) == words
    found = {s.fact: s.value for s in imported.suggestions}
    assert (found["speaker.name"], found.get("speaker.role"), found["body.name"]) == (name, role, body)


def test_brackets_are_a_country_only_where_they_name_one() -> None:
    def facts(words: str) -> dict[str, str]:
        return {o.fact: o.value for o in byline(words, "en")}

    assert facts("Delivered by Ann Lee, head of the League (Peru)")["body.country"] == "PE"
    assert "body.kind" not in facts("Delivered by Ann Lee, head of the League (Peru)")
    state = facts("Delivered by Ann Lee, Minister of Fisheries (Peru)")
    assert (state["body.name"], state["body.kind"], state["body.country"]) == ("Peru", "state", "PE")
    assert "body.country" not in facts("Delivered by Ann Lee, Ambassador (Lakeland)")


def test_bylines() -> None:
    assert is_byline("Delivered by Ann Lee")
    assert is_byline("by Ann Lee")
    assert not is_byline("Statement by Ann Lee")
    assert not is_byline("We stand by")
    assert not is_byline("By adopting this treaty, States agree")
    assert not is_byline("Par conséquent, la France")
    assert not is_byline("Выступает за мир, как и прежде")


@pytest.mark.parametrize(
    ("lang", "words", "place", "event"),
    [
        ("ru", "Озёрск, 15\u00a0мая 2023\u00a0г.", "Озёрск", "delivered"),
        ("ru", "Принята в Озёрске 19 мая 2023\u00a0г.", "Озёрске", "adopted"),
        ("en", "Adopted at Port Lee on 19 May 2023", "Port Lee", "adopted"),
        ("es", "Aprobada en Port Lee el 19 de mayo de 2023", "Port Lee", "adopted"),
        ("zh", "2023年5月19日于梅港通过", "梅港", "adopted"),
        ("zh", "2024年5月17日上午，梅港", "梅港", "delivered"),
        ("kk", "2023 жылғы 19 мамырда Көлдіде қабылданды", "Көлдіде", "adopted"),
        (
            "en",
            "Held at the Lake Hall, Port Lee, on Tuesday, 16 May 2023, at 10 a.m.",
            "Lake Hall, Port Lee", "delivered",
        ),
        ("fr", "Gene\u0300ve, le 29 aou\u0302t 2018", "Genève", "delivered"),
        ("und", "Көлді, 2023 жылғы 17\u00a0мамыр", "Көлді", "delivered"),
    ],
)  # fmt: skip
def test_datelines(lang: str, words: str, place: str, event: str) -> None:
    text = f"Title\n\n{words}\n\nMr. Chair,\n\nWe agree."
    imported = read_document(text.encode(), name="a.txt", lang=lang)
    assert [p.cut(text) for p in imported.table.paragraphs if p.kind == "dateline"] == [words]
    found = {s.fact: s.value for s in imported.suggestions}
    assert unicodedata.normalize("NFC", found["place"]) == place
    assert found["dates"]["event"] == event


def test_an_embargo_is_no_date_of_delivery() -> None:
    text = "EMBARGOED UNTIL 1 JANUARY 2099\n\nStatement of X\n\n5 May 2024\n\nExcellencies,\n\nWe agree."
    imported = read_document(text.encode(), name="a.txt", lang="en")
    assert imported.table.paragraphs[0].kind == "banner"
    assert [s.value["edtf"] for s in imported.suggestions if s.fact == "dates"] == ["2024-05-05"]


def test_a_minister_speaks_for_no_ngo() -> None:
    text = (
        "Delivered by Ann Lee, Minister of Fisheries (Lakeland)\n\nMr. Chair,\n\n"
        "Lakeland thanks every non-governmental organisation."
    )
    found = {s.fact: s.value for s in read_document(text.encode(), name="a.txt", lang="en").suggestions}
    assert found["body.kind"] == "state"
