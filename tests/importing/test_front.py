"""Front matter told apart from the body: titles, wrapped bylines, salutations, Markdown, preambles."""

from __future__ import annotations

import pytest

from statement_archive.importing import read_document


def kinds(text: str, lang: str = "en", name: str = "a.txt") -> list[str]:
    return [p.kind for p in read_document(text.encode(), name=name, lang=lang).table.paragraphs]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("es", "Sen\u0303or Presidente:"),
        ("kk", "Төраға мырза!"),
        ("kk", "Төраға ханым!"),
        ("ru", "Господин Председатель!"),
        ("en", "Mr. Chairman:"),
        ("fr", "Madame la Présidente,"),
        ("zh", "主席女士："),
        ("mul", "Төраға ханым!"),
    ],
)
def test_an_address_ends_the_front_whatever_stands_before_it(lang: str, words: str) -> None:
    unknown = "a line that says nothing known of anybody\nand goes on"
    text = f"The session of the forum\n\n5.3.2023\n\n{unknown}\n\n{words}\n\nWe agree to all that was said here."
    assert kinds(text, lang) == ["title", "dateline", "title", "salutation", "body"]


def test_lower_case_lines_without_an_address_are_the_body() -> None:
    text = "The session\n\n5.3.2023\n\nrecognising the law of the sea,\n\nhave agreed as follows."
    assert kinds(text) == ["title", "dateline", "body", "body"]


@pytest.mark.parametrize(
    ("lang", "clause"),
    [
        ("en", "The States gathered at the forum on rivers,"),
        ("fr", "Les États réunis au sein du forum,"),
        ("ru", "Государства, собравшиеся на форуме по рекам,"),
        ("ja", "諸国間の友好関係の発展を促進することが肝要であるので、"),
    ],
)
def test_a_preamble_is_body_from_its_first_clause(lang: str, clause: str) -> None:
    text = f"A CHARTER OF RIVERS\n\n19.5.2023\n\n{clause}\n\nrecognising the sea,\n\nhave agreed as follows:\n\nA part."
    assert kinds(text, lang)[:4] == ["title", "dateline", "body", "body"]


def test_a_byline_broken_for_its_width_is_one_paragraph() -> None:
    text = (
        'LEAGUE OF THE LAKES\n\nStatement to the second session of the Forum on Lakes and\nRivers: "Three dots"\n\n'
        "Port Lee, 15 May 2024\n\nDelivered by Ann Lee, director of the Centre for Lake and River\nLaw (Lakeland)\n\n"
        "Thank you, Madam President.\n\nThe Centre is here."
    )
    assert kinds(text) == ["title", "title", "dateline", "byline", "salutation", "body"]
    assert kinds("Delivered by Ann Lee\nThe second session\n\nMr. Chair,\n\nWe agree.")[:2] == ["byline", "title"]


def test_markdown_has_the_same_front_matter() -> None:
    text = (
        "# Opening\n\n*The Forum on Lakes*\n*Port Lee, 13 May 2024, 3 p.m.*\n\n**Delivered by** Ann Lee, Secretary\n\n"
        "*Madam President,*\n\nWe *agree*."
    )
    assert kinds(text, name="a.md") == ["title", "title", "dateline", "byline", "salutation", "body"]
    imported = read_document(text.encode(), name="a.md", lang="en")
    found = {s.fact: s.value for s in imported.suggestions}
    assert (found["place"], found["speaker.name"]) == ("Port Lee", "Ann Lee")
    assert [s.cut(text) for s in imported.table.level("inline")][:5] == ["#", "*", "*", "*", "*"]


def test_banners_with_emphasis_inside() -> None:
    text = "# Lakes\n\n*Unofficial translation from the French by* A Review. *Not revised.*\n\nMr. Chair,\n\nWe agree."
    imported = read_document(text.encode(), name="a.md", lang="en")
    assert imported.table.paragraphs[1].kind == "banner"
    found = {s.fact: s.value for s in imported.suggestions}
    assert (found["standing"], found["original_languages"]) == ("unofficial", ["fr"])


def test_summary_records() -> None:
    text = (
        "FORUM ON LAKES\nFirst session\n\nSUMMARY RECORD OF THE 3RD MEETING (extract)\n"
        "Held at Port Lee on 16 May 2023\n\n"
        "President: Mr. Corriveau (Norlanda)\n\nAgenda item 4: General exchange of views (continued)\n\n"
        "11. Mr. OLKHIN (Lakeland) said that the flow of the river was a matter of geography."
    )
    assert kinds(text)[:4] == ["title", "banner", "dateline", "banner"]
    assert kinds(text)[-1] == "body"


def test_headings_are_short_and_end_with_no_comma() -> None:
    body = "何人も、奴隷にされ、又は苦役に服することはない。奴隷制度及び奴隷売買は、いかなる形においても禁止する。"
    clause = (
        "この権利は、非政治犯罪又は国際連合の目的及び原則に反する行為をもっぱら原因とする訴追の場合には採用できない"
    )
    text = f"主席先生：\n\n{body}\n\n第４条\n\n{body}\n\nよって、総会は、\n\n{body}\n\n{clause}\n\n{body}"
    assert kinds(text, "ja") == ["salutation", "body", "heading", "body", "body", "body", "body", "body"]
