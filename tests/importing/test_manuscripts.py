"""Text, Markdown and HTML read as manuscripts, and what is refused."""

from __future__ import annotations

import logging

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statement_archive.domain.errors import ArchiveError, InvalidInput, Refused, TooLarge, Undecodable
from statement_archive.importing.manuscript import Manuscript
from statement_archive.importing.manuscripts import media_of, read_manuscript


def read(text: str, name: str = "x.html", lang: str = "und") -> Manuscript:
    return read_manuscript(text.encode(), name=name, lang=lang)


def kinds(one: Manuscript) -> list[tuple[str, str]]:
    return [(p.kind, p.cut(one.text)) for p in one.parts]


PAGE = """<!DOCTYPE html><html lang="en"><head><title>Kazakhstan</title><style>p{}</style></head><body>
<header><nav><ul><li><a href="/">Home</a></li></ul></nav></header>
<main><h1>Kazakhstan</h1>
<p>It stated ‘no State may do so’.<sup><a href="#n1">[1]</a></sup> And   more.</p>
<blockquote><p>We are convinced.</p></blockquote><p>Short.</p>
<p lang="fr">Il a dit <q>jamais</q>.<sup><a href="#n2">2</a></sup></p>
<table><tr><td>“In a cell”</td></tr></table>
<ol><li id="n1">Statement, 2019, <a href="https://un.org/a.pdf">pdf</a> <a href="#r1">↩</a></li>
<li id="n2">A second.</li></ol>
</main><footer>Copyright</footer><p hidden>Not seen</p><script>"no words"</script></body></html>"""


def test_a_page() -> None:
    one = read(PAGE)
    assert kinds(one) == [
        ("furniture", "Home"),
        ("heading", "Kazakhstan"),
        ("body", "It stated ‘no State may do so’.[1] And more."),
        ("quote", "We are convinced."),
        ("body", "Short."),
        ("body", "Il a dit “jamais”.2"),
        ("cell", "“In a cell”"),
        ("note", "Statement, 2019, pdf ↩"),
        ("note", "A second."),
        ("furniture", "Copyright"),
    ]
    assert [(n.mark, n.cut(one.text)) for n in one.notes] == [("1", "Statement, 2019, pdf"), ("2", "A second.")]
    assert [[one.text[a:b] for a, b in n.anchors] for n in one.notes] == [["[1]"], ["2"]]
    assert [(one.text[x.start : x.end], x.target) for x in one.links] == [("pdf", "https://un.org/a.pdf")]
    assert (one.lang, one.title, one.media, one.parts[5].lang) == ("en", "Kazakhstan", "html", "fr")


def test_notes_in_rows_without_links() -> None:
    one = read(
        "<p>It said ‘no State may’.<sup>[1]</sup><span>Statement by China</span></p><table>"
        "<tr><th><a>↑1</a></th><td>Statement by China</td></tr></table>"
    )
    (note,) = one.notes
    assert note.cut(one.text) == "Statement by China"
    assert [one.text[a:b] for a, b in note.echoes] == ["Statement by China"]


def test_links_of_menus_are_furniture_where_the_article_leaves_them_out() -> None:
    words = "The delegation said that it could not agree to any of the proposals made in the course of the day. " * 5
    menu = "<div class=menu><a href=/a>Latest things</a> <a href=/b>Other things</a></div>"
    one = read(f"<html><body>{menu}<article><h1>Title of it</h1><p>{words}</p></article></body></html>")
    assert ("furniture", "Latest things Other things") in kinds(one)


def test_no_word_of_a_page_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    read(PAGE.replace("It stated", "Unheard-of"))
    read(
        "<html><body><p>Unheard-of <b>words</b> "
        + "and <i>more</i> of them. " * 30
        + "</p><p><a href=/a>Unheard-of</a></p>"
    )
    assert "Unheard" not in caplog.text
    assert not [r for r in caplog.records if r.name.startswith(("trafilatura", "justext"))]


def test_a_fragment_and_no_page() -> None:
    assert kinds(read("<p>He said “never again”.</p>")) == [("body", "He said “never again”.")]
    with pytest.raises(Refused) as empty:
        read("<html><body><script>x</script></body></html>")
    assert empty.value.details["reason"] == "no-text"


def test_encodings_of_pages() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body><p>«Никогда»</p></body></html>'
    assert "«Никогда»" in read_manuscript(page.encode("windows-1251"), name="x.html").text
    assert "«Никогда»" in read_manuscript(page.encode(), name="x.html").text  # saved as UTF-8 since
    with pytest.raises(Undecodable):
        read_manuscript("<html><p>«Никогда»</p>".encode("windows-1251"), name="x.html")
    assert read_manuscript('<?xml version="1.0" encoding="UTF-8"?><html><p>é</p></html>'.encode()).text == "é"


def test_declared_entities_are_refused() -> None:
    with pytest.raises(InvalidInput, match="entities"):
        read('<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><p>&x;</p></html>')


def test_deep_pages_do_not_break_it() -> None:
    one = read("<div>" * 1000 + "<p>words</p>" + "</div>" * 1000)
    assert "words" in one.text


def test_markdown() -> None:
    one = read("# Title\n\nIt said **so**.[^1]\n\n> No first use\n\n- An item\n\n[^1]: China, 2020\n", "x.md")
    assert [k for k, _ in kinds(one)] == ["heading", "body", "quote", "item", "note"]
    assert one.notes[0].cut(one.text) == "China, 2020"
    assert one.text.startswith("# Title")


def test_quoted_lines_of_mail() -> None:
    one = read("You wrote this to us:\n\n> No first use\n> at any time\n\nWe agree with all of that.\n", "x.txt")
    assert [k for k, _ in kinds(one)][1] == "quote"
    assert [one.text[a:b] for a, b in one.parts[1].asides] == ["> ", "> "]


def test_numbered_paragraphs_are_no_notes() -> None:
    text = "".join(f"{i}. The Committee took note of it in the year 20{i}.\n\n" for i in range(10, 16))
    assert read(text, "x.txt").notes == ()


def test_what_a_file_is() -> None:
    assert media_of(b"%PDF-1.4", "x.txt") == "pdf"
    assert media_of(b"\n<!doctype HTML><p>", "") == "html"
    assert media_of(b"<p>so", "x.HTM") == "html"
    assert media_of(b"<p>so", "x") == "text"
    assert media_of(b"# so", "x.md") == "markdown"


def test_what_is_refused() -> None:
    with pytest.raises(Refused, match="empty"):
        read_manuscript(b" \n")
    with pytest.raises(TooLarge):
        read_manuscript(b"words " * 100, limit=100)
    with pytest.raises(Undecodable):
        read_manuscript("«Никогда»".encode("windows-1251"), name="x.txt")
    with pytest.raises(Undecodable):
        read_manuscript(b"PK\x03\x04xl/workbook.xml" + bytes(100), name="x.xlsx")


TAGS = [
    "<p>",
    "</p>",
    "<blockquote>",
    "<a href='#n'>1</a>",
    "<li id=n>",
    "<q>",
    "<table><tr><td>",
    "<sup>",
    "<div>",
    "<nav>",
    "<br>",
    "<pre>",
]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.one_of(st.sampled_from(TAGS), st.text(max_size=8)), max_size=25))
def test_parts_of_any_page_are_ordered(pieces: list[str]) -> None:
    try:
        one = read("".join(pieces).encode("utf-8", "ignore").decode())
    except ArchiveError:
        return
    at = 0
    for part in one.parts:
        assert at <= part.start < part.end <= len(one.text)
        assert part.cut(one.text) == part.cut(one.text).strip()
        assert all(part.start <= a < b <= part.end for a, b in part.asides)
        at = part.end
    for note in one.notes:
        assert 0 <= note.start <= note.end <= len(one.text)


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=200), st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04word/", b"<html>"]))
def test_any_bytes_are_read_or_refused(content: bytes, head: bytes) -> None:
    try:
        read_manuscript(head + content, name="x.docx")
    except ArchiveError as error:
        assert error.message  # noqa: PT017 (whichever it is)
