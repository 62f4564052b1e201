"""Every style on what this archive holds: statements, documents, facts that are not known, hostile facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import html5lib
import pytest
from citeproc import CitationStylesStyle
from hypothesis import given, settings
from hypothesis import strategies as st

from statement_archive.domain.errors import InvalidInput
from statement_archive.exporting.csl_json import csl_date, csl_item
from statement_archive.exporting.record import Record
from statement_archive.exporting.rendering import locale_for, render
from statement_archive.exporting.runs import as_html, as_text
from statement_archive.exporting.style_file import packaged
from statement_archive.exporting.styles import NAMES, style_named

NOTE = "delivered in Russian; English translation, unofficial; para. 9"
OF_STATEMENTS = {
    "chicago-notes": "Rovel Quint, “On rivers & <b>lakes</b>” (statement, Norvenia, Open Forum, First session, Port "
    "Merrow, May 3, 2026), OFR/2026/SR.3 (%s), %s.",
    "chicago-author-date": "Rovel Quint. 2026. “On rivers & <b>lakes</b>.” Statement, Norvenia, Open Forum, First "
    "session, Port Merrow, May 3, 2026. OFR/2026/SR.3 (%s). %s.",
    "mla": "Rovel Quint. “On rivers & <b>lakes</b>.” Open Forum, First session, 3 May 2026, Port Merrow, "
    "OFR/2026/SR.3, %.0s%s. Statement, Norvenia (%s).",
    "apa": "Rovel Quint. (2026, May 3). On rivers & <b>lakes</b> (OFR/2026/SR.3) [Statement, Norvenia]. Open Forum, "
    "First session, Port Merrow (%s). %s",
    "oscola": "Rovel Quint, ‘On rivers & <b>lakes</b>’ (statement, Norvenia, Open Forum, First session, Port Merrow, "
    "3 May 2026) OFR/2026/SR.3 (%s) <%s> accessed 22 November 2026.",
    "bluebook": "Rovel Quint, On rivers & <b>lakes</b>, Statement, Norvenia, Open Forum, First session, Port Merrow, "
    "OFR/2026/SR.3 (May 3, 2026) (%s), %s.",
    "gost-r-7.0.5": "Rovel Quint. On rivers & <b>lakes</b> : statement, Norvenia // Open Forum, First session, Port "
    "Merrow, May 3, 2026. OFR/2026/SR.3 (%s). URL: %s (accessed: 22.11.2026).",
    "gb-t-7714": "Rovel Quint. On rivers & <b>lakes</b>: statement, Norvenia[Z/OL]. OFR/2026/SR.3, Open Forum, First "
    "session, Port Merrow. (2026-05-03)[2026-11-22] (%s). %s.",
    "un": "Rovel Quint, “On rivers & <b>lakes</b>”, statement, Norvenia, Open Forum, First session, Port Merrow, 3 May "
    "2026, OFR/2026/SR.3 (%s). %s.",
}
OF_DOCUMENTS = {
    "chicago-notes": "“Port Merrow Charter” (July 1998), OFR/2023/CH.1 (%s), %s.",
    "chicago-author-date": "“Port Merrow Charter.” July 1998. OFR/2023/CH.1 (%s). %s.",
    "apa": "Port Merrow Charter (OFR/2023/CH.1). (1998, July). (%s). %s",
    "oscola": "‘Port Merrow Charter’ (July 1998) OFR/2023/CH.1 (%s) <%s> accessed 22 November 2026.",
    "un": "“Port Merrow Charter”, July 1998, OFR/2023/CH.1 (%s). %s.",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_statement_in_each_style(name: str, statement: Record) -> None:
    made = render(style_named(name), csl_item(statement, NOTE, "en"), "en", "9")
    values = (NOTE, statement.url, NOTE) if name == "mla" else (NOTE, statement.url)
    assert made.text == OF_STATEMENTS[name] % values
    shown = html5lib.parse(made.html, namespaceHTMLElements=False)
    assert "".join(shown.itertext()) == made.text
    assert {e.tag for e in shown.iter()} <= {"html", "head", "body", "i"}
    assert made.in_text == {
        "chicago-author-date": "(Rovel Quint 2026, para. 9)",
        "apa": "(Rovel Quint, 2026, para. 9)",
        "mla": "(Rovel Quint, para. 9)",
    }.get(name, "")


@pytest.mark.parametrize("name", sorted(OF_DOCUMENTS))
def test_a_document_goes_by_its_title_and_symbol(name: str, treaty: Record) -> None:
    made = render(style_named(name), csl_item(treaty, "authentic text", "en"), "en", "9-11")
    assert made.text == OF_DOCUMENTS[name] % ("authentic text", treaty.url)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_not_known_leaves_no_hole(name: str, statement: Record) -> None:
    bare = replace(statement, title="", author="", body="", event=(), place="", date="", symbols=())
    for record in (bare, replace(bare, kind="document"), replace(bare, author="Rovel Quint")):
        made = render(style_named(name), csl_item(record, NOTE, "en"), "en", "9")
        for text in (made.text, made.in_text):
            assert "None" not in text
            assert "()" not in text
            assert not any(hole in text for hole in (", ,", ". .", "  ", "( ", " )", ",,"))
        assert f"({NOTE})" in made.text


def test_the_language_is_that_of_the_citation(statement: Record) -> None:
    def cited(lang: str, name: str = "oscola", date: str = "2026-05-03") -> str:
        return render(style_named(name), csl_item(replace(statement, date=date), "", lang), lang).text

    assert "«On rivers" in cited("ru")
    assert "3 мая 2026" in cited("ru")
    assert "дата обращения 22 ноября 2026" in cited("ru")
    assert "май 2026" in cited("ru", date="2026-05")
    assert "2026年5月3日" in cited("zh")
    assert "2026 ж. 3 мамыр" in cited("kk")
    assert "мамыр" in cited("kk", date="2026-05")
    assert "3 مايو" in cited("ar")
    assert "3 mai 2026" in cited("fr")
    assert "3 de mayo de 2026" in cited("es")
    assert "3. Mai 2026" in cited("de")


def test_dialects_are_followed_and_languages_without_terms_told() -> None:
    style = style_named("oscola")
    found = {tag: locale_for(style, tag) for tag in ("en", "en-US", "fr-CA", "fr-BE", "zh-Hans", "kk-Cyrl", "tg")}
    assert found == {
        "en": "en-GB",
        "en-US": "en-US",
        "fr-CA": "fr-CA",
        "fr-BE": "fr-FR",
        "zh-Hans": "zh-CN",
        "kk-Cyrl": "kk",
        "tg": "",
    }


def test_right_to_left_facts_end_where_they_end(statement: Record) -> None:
    turned = replace(statement, title="Turned \u202ebackwards", author="ليلى المرساوي")
    made = render(style_named("un"), csl_item(turned, NOTE, "en"), "en")
    assert "“\u2068Turned \u202ebackwards\u2069”" in made.text
    assert made.text.startswith("ليلى المرساوي, ")


def test_styles_have_more_than_one_name() -> None:
    assert style_named("Chicago").name == "chicago-notes"
    assert style_named("GOST R 7.0.5").name == "gost-r-7.0.5"
    assert style_named("gb/t 7714-2015").name == "gb-t-7714"
    with pytest.raises(InvalidInput) as caught:
        style_named("harvard")
    assert caught.value.details["choices"] == NAMES


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("2018-08-29", {"date-parts": [[2018, 8, 29]]}),
        ("2018-08", {"date-parts": [[2018, 8]]}),
        ("2018?", {"date-parts": [[2018]], "circa": True}),
        ("2018-08-29/2018-08-31", {"date-parts": [[2018, 8, 29], [2018, 8, 31]]}),
        ("in the spring", {"literal": "in the spring"}),
        ("2018-21", {"date-parts": [[2018]], "season": 1}),
        ("2018/..", {"literal": "2018/.."}),
    ],
)
def test_dates_keep_the_precision_they_have(raw: str, expected: object) -> None:
    assert csl_date(raw) == expected


@pytest.mark.parametrize(
    "raw", ["2018?", "2018-08-29/2018-08-31", "2018-08/2018-09", "in the spring", "2018-21", "-0044"]
)
@pytest.mark.parametrize("name", NAMES)
def test_every_kind_of_date_is_rendered(raw: str, name: str, statement: Record) -> None:
    made = render(style_named(name), csl_item(replace(statement, date=raw), NOTE, "en"), "en")
    assert NOTE in made.text


values = st.text(st.characters(codec="utf-8"), max_size=30)


@settings(deadline=None, max_examples=60)
@given(
    title=values,
    author=values,
    place=values,
    symbol=values,
    name=st.sampled_from(NAMES),
    lang=st.sampled_from(["en", "ar"]),
)
def test_no_fact_becomes_markup(title: str, author: str, place: str, symbol: str, name: str, lang: str) -> None:
    record = Record(
        id="a",
        kind="statement",
        url="https://archive.example/works/a",
        accessed=date(2026, 11, 22),
        title=title,
        title_lang="en",
        author=author,
        place=place,
        symbols=(symbol,) if symbol else (),
        date="2026-05-03",
    )
    made = render(style_named(name), csl_item(record, "n", lang), lang)
    shown = html5lib.parse(made.html, namespaceHTMLElements=False)
    assert {e.tag for e in shown.iter()} <= {"html", "head", "body", "i"}
    assert "".join(shown.itertext()) == made.text


def test_marks_of_type_are_well_formed_whatever_stands_between() -> None:
    marked = "\ufdd0a\ufdd1<b>\ufddf\ufddf\ufddf c\ufdd5d"
    assert as_html(marked) == '<i>a<b>&lt;b&gt;</b></i> c<span class="small-caps">d</span>'
    assert as_text(marked) == "a<b> cd"


@pytest.mark.parametrize("name", NAMES)
def test_our_styles_are_valid_csl(name: str) -> None:
    """The schema comes with citeproc-py, which warns of what does not fit; warnings are errors here."""
    CitationStylesStyle(BytesIO(packaged(f"{name}.csl")), validate=True)
