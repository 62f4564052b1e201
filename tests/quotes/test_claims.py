"""What is read around a quotation: notes, names, dates, symbols and addresses."""

from __future__ import annotations

import pytest

from statement_archive.importing.manuscripts import read_manuscript
from statement_archive.quotes.finding import find
from statement_archive.quotes.found import FoundQuotation


def found(text: str, lang: str = "und", name: str = "x.txt") -> tuple[FoundQuotation, ...]:
    return find(read_manuscript(text.encode(), name=name, lang=lang))


def first_name(one: FoundQuotation) -> tuple[str, str]:
    return one.claim.names[0].words, one.claim.names[0].value


@pytest.mark.parametrize(
    ("lang", "text", "name", "dates"),
    [
        ("en", "On 3 May 2019 Kazakhstan said that “no State may do so”.", ("Kazakhstan", "KZ"), ["2019-05-03"]),
        ("en", "As Ambassador Ann Lee stated in 2021, “no State may do so”.", ("Ann Lee", ""), ["2021"]),
        ("en", "“No State may do so”, said the Russian Federation in March 2020.",
         ("Russian Federation", "RU"), ["2020-03"]),
        ("fr", "Selon la Suisse, « aucun État ne peut le faire » (12 mars 2020).", ("Suisse", "CH"), ["2020-03-12"]),
        ("de", "Deutschland erklärte am 3. Mai 2019: „kein Staat darf das tun“.",
         ("Deutschland", "DE"), ["2019-05-03"]),
        ("es", "España declaró el 3 de mayo de 2019: «ningún Estado puede».", ("España", "ES"), ["2019-05-03"]),
        ("ru", "3 мая 2019 г. представитель Казахстана заявил: «ни одно государство не вправе».",
         ("Казахстана", "KZ"), ["2019-05-03"]),
        ("zh", "2019年5月3日，中国代表表示：“任何国家都不得这样做。”", ("中国代表", "CN"), ["2019-05-03"]),
        ("ar", "في 3 أيار/مايو 2019 قالت كازاخستان: «أي دولة لا يجوز لها ذلك».", ("كازاخستان", "KZ"), ["2019-05-03"]),
    ],
)  # fmt: skip
def test_who_and_when(lang: str, text: str, name: tuple[str, str], dates: list[str]) -> None:
    (one,) = found(text, lang)
    assert first_name(one) == name
    assert [d.value for d in one.claim.dates] == dates


def test_words_in_marks_claim_nothing() -> None:
    (one,) = found("China said: “Japan and France agreed on 1 May 2001 in A/RES/1/1”.", "en")
    assert [n.words for n in one.claim.names] == ["China"]
    assert not one.claim.dates
    assert not one.claim.symbols


def test_the_sentence_before_tells_who_it_is() -> None:
    _, one = found("Kazakhstan took the floor on “the first day of it”. It said that “no State may do so”.", "en")
    assert [(n.words, n.where) for n in one.claim.names] == [("Kazakhstan", "before")]


def test_symbols_and_addresses() -> None:
    text = "It said “no State may do so” (see CCW/GGE.1/2021/WP.3, https://example.org/a(b)/c.pdf)."
    (one,) = found(text)
    assert [s.value for s in one.claim.symbols] == ["CCW/GGE.1/2021/WP.3"]
    assert [u.value for u in one.claim.urls] == ["https://example.org/a(b)/c.pdf"]


def test_one_note_for_three_quotations() -> None:
    text = (
        "In 2021 it said that ‘this should be prohibited’, that there is ‘a need for a definition’, and that it "
        "‘should not impede us’.[1] Later it said ‘something else again’.[2]\n\n"
        "[1] Statement by Kazakhstan, 11 June 2021.\n"
        "[2] Statement by China, 2022.\n"
    )
    one, two, three, four = found(text, "en")
    assert one.claim.notes == two.claim.notes == three.claim.notes == (0,)
    assert four.claim.note_texts == ("Statement by China, 2022.",)
    assert [(d.value, d.where) for d in one.claim.dates] == [("2021", "sentence"), ("2021-06-11", "note")]


def test_a_note_before_the_words_and_two_notes_at_once() -> None:
    text = "Kazakhstan¹ said “no State may do so”. China said “nor shall it ever”.²³\n\n"
    text += "¹ One note.\n\n² Two notes.\n\n³ Three notes.\n"
    one, two = found(text, "en")
    assert (one.claim.notes, two.claim.notes) == ((0,), (1, 2))


def test_bare_numbers_are_marks_where_notes_bear_them() -> None:
    text = "It said “no State may do so”.1 It has 12 members.\n\nNotes\n\n1 Statement by Kazakhstan, 2019.\n"
    (one,) = found(text, "en")
    assert one.claim.note_texts == ("Statement by Kazakhstan, 2019.",)
    assert found("It said “no State may do so”.1 It has 12 members.\n", "en")[0].claim.notes == ()


def test_notes_of_markdown() -> None:
    (one,) = found(
        "It said “no State may do so”.[^a]\n\nMore.\n\n[^a]: Statement by [Kazakhstan](https://x.org/y), 2019.\n",
        name="x.md",
    )
    assert "Kazakhstan" in one.claim.note_texts[0]
    assert [u.value for u in one.claim.urls] == ["https://x.org/y"]


def test_a_repeated_number_belongs_to_the_note_of_its_page() -> None:
    text = "It said “no State may do so”.[1]\n\n[1] The first page.\n\n\f\n"
    text += "Then it said “nor shall it ever”.[1]\n\n[1] The second page.\n"
    one, two = found(text, "en")
    assert (one.claim.note_texts, two.claim.note_texts) == (("The first page.",), ("The second page.",))


def test_a_quotation_inside_a_note() -> None:
    text = "A sentence.[1]\n\n[1] China said that “no State may do so” in 2019.\n"
    (one,) = found(text, "en")
    assert (one.words, first_name(one)) == ("no State may do so", ("China", "CN"))


def test_the_heading_names_a_state() -> None:
    (one,) = found("# Kazakhstan\n\nIt was said that “no State may do so”.\n", "en", "x.md")
    assert [(n.value, n.where) for n in one.claim.names] == [("KZ", "heading")]


def test_a_block_is_led_by_the_paragraph_before() -> None:
    text = "China said on 3 May 2019:[^1]\n\n> No State may do so, at any time.\n\n[^1]: CD/PV.1500.\n"
    (one,) = found(text, "en", "x.md")
    assert first_name(one) == ("China", "CN")
    assert [d.value for d in one.claim.dates] == ["2019-05-03"]
    assert [s.value for s in one.claim.symbols] == ["CD/PV.1500"]
