"""Comments set into a Word file: they stand where the words are, and nothing else changes."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.importing.test_docx_manuscript import add, saved, with_footnotes

from statement_archive.importing.docx_manuscript import read_docx
from statement_archive.quotes.docx_comments import Remark, with_comments
from statement_archive.quotes.finding import find

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def body_of(content: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return etree.fromstring(package.read("word/document.xml"))


def commented(content: bytes) -> dict[int, str]:
    """The words between the marks of every comment."""
    found: dict[int, str] = {}
    open_now: set[int] = set()
    for element in body_of(content).iter():
        if element.tag == qn("w:commentRangeStart"):
            open_now.add(int(element.get(qn("w:id")) or -1))
        elif element.tag == qn("w:commentRangeEnd"):
            open_now.discard(int(element.get(qn("w:id")) or -1))
        elif element.tag == qn("w:t"):
            for number in open_now:
                found[number] = found.get(number, "") + (element.text or "")
    return found


def test_comments_stand_at_the_words() -> None:
    document = Document()
    paragraph = document.add_paragraph("In 2019 it said “we will ")
    paragraph.add_run("never").bold = True
    paragraph.add_run(" agree” and “that is that for us” too.")
    document.add_paragraph("We are convinced of it.", style="Quote")
    document.add_table(1, 1).cell(0, 0).text = "‘In a cell there is this’"
    content = saved(document)
    manuscript = read_docx(content).manuscript
    quotations = find(manuscript)
    remarks = [Remark(q.start, q.end, f"exact\n{q.words}") for q in quotations]
    made = with_comments(content, remarks, author="Archive", now=NOW, initials="A")
    assert list(commented(made).values()) == [q.words for q in quotations]
    assert read_docx(made).manuscript == manuscript
    comments = list(Document(io.BytesIO(made)).comments)
    assert [c.text for c in comments] == [r.text for r in remarks]
    assert {(c.author, c.initials, c.timestamp) for c in comments} == {("Archive", "A", NOW)}
    bold = [r for r in body_of(made).iter(qn("w:r")) if r.find(f"{qn('w:rPr')}/{qn('w:b')}") is not None]
    assert ["".join(t.text or "" for t in r.iter(qn("w:t"))) for r in bold] == ["never"]


def test_everything_else_is_byte_for_byte_the_same() -> None:
    document = Document()
    document.add_paragraph("It said “we will never agree” to it.")
    document.core_properties.title = "Mine"
    content = saved(document)
    made = with_comments(content, [Remark(9, 28, "exact")], author="A", now=NOW)
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(io.BytesIO(made)) as new:
        changed = {n for n in old.namelist() if old.read(n) != new.read(n)}
        assert changed <= {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
        assert set(new.namelist()) - set(old.namelist()) == {"word/comments.xml"}
    assert made == with_comments(content, [Remark(9, 28, "exact")], author="A", now=NOW)


def test_comments_that_are_there_stay() -> None:
    document = Document()
    document.add_paragraph("It said “we will never agree” to it.")
    once = with_comments(saved(document), [Remark(9, 28, "one")], author="A", now=NOW)
    twice = with_comments(once, [Remark(9, 28, "two"), Remark(12, 16, "three")], author="B", now=NOW)
    assert [c.text for c in Document(io.BytesIO(twice)).comments] == ["one", "two", "three"]
    assert list(commented(twice).values()) == ["we will never agree", "we will never agree", "will"]


def test_a_quotation_in_a_footnote_is_commented_at_its_mark() -> None:
    document = Document()
    add(document, '<w:r><w:t>One sentence.</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r>')
    content = with_footnotes(document, ["China said “never at any time”."])
    manuscript = read_docx(content).manuscript
    (one,) = find(manuscript)
    made = with_comments(content, [Remark(one.start, one.end, "exact")], author="A", now=NOW)
    root = body_of(made)
    start = next(root.iter(qn("w:commentRangeStart")))
    following = start.getnext()
    assert following is not None
    assert following.find(qn("w:footnoteReference")) is not None
    assert read_docx(made).manuscript == manuscript


def test_quotations_over_insertions_links_and_boxes() -> None:
    document = Document()
    add(
        document,
        '<w:r><w:t xml:space="preserve">It said “we </w:t></w:r>'
        '<w:ins w:id="2" w:author="a"><w:r><w:t>always agree” and</w:t></w:r></w:ins>'
        '<w:hyperlink w:anchor="x"><w:r><w:t xml:space="preserve"> “a link there is”</w:t></w:r></w:hyperlink>'
        "<w:r><w:pict><w:txbxContent><w:p><w:r>"
        "<w:t>“In a box there is this”</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>",
    )
    content = saved(document)
    manuscript = read_docx(content).manuscript
    quotations = find(manuscript)
    assert len(quotations) == 3
    made = with_comments(content, [Remark(q.start, q.end, "x") for q in quotations], author="A", now=NOW)
    assert [*commented(made).values()][:2] == ["we always agree", "a link there is"]
    assert len(list(body_of(made).iter(qn("w:commentReference")))) == 3
    assert read_docx(made).manuscript == manuscript


def test_words_that_xml_cannot_hold() -> None:
    document = Document()
    document.add_paragraph("It said “we will never agree” to it.")
    made = with_comments(saved(document), [Remark(9, 28, "a\x00b\x0c\ud800")], author="A\x01", now=NOW)
    (comment,) = Document(io.BytesIO(made)).comments
    assert (comment.text.split("\n")[0][:3], comment.author) == ("a\ufffdb", "A\ufffd")


def _patchwork() -> bytes:
    document = Document()
    paragraph = document.add_paragraph("One")
    for words in (" two", "\tthree\nfour ", "five", "سلام", "", " 🙂six"):
        paragraph.add_run(words).italic = True
    add(document, '<w:r><w:t>Note</w:t></w:r><w:r><w:footnoteReference w:id="1"/><w:t>after</w:t></w:r>')
    document.add_table(1, 2).cell(0, 1).text = "cell"
    return with_footnotes(document, ["In a note"])


PATCHWORK = _patchwork()
MANUSCRIPT = read_docx(PATCHWORK).manuscript
OFFSETS = st.integers(0, len(MANUSCRIPT.text))


@settings(deadline=None, max_examples=8)
@given(st.lists(st.tuples(OFFSETS, OFFSETS).map(sorted).filter(lambda s: s[0] < s[1]), max_size=5))
def test_comments_anywhere_change_no_word(spans: list[list[int]]) -> None:
    made = with_comments(PATCHWORK, [Remark(a, b, f"{a} to {b}") for a, b in spans], author="A", now=NOW)
    assert read_docx(made).manuscript == MANUSCRIPT
    root = body_of(made)
    ids = [
        [e.get(qn("w:id")) for e in root.iter(qn(f"w:comment{kind}"))]
        for kind in ("RangeStart", "RangeEnd", "Reference")
    ]
    assert sorted(map(str, ids[0])) == sorted(map(str, ids[1])) == sorted(map(str, ids[2]))
