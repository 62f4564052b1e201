"""Word files, made with python-docx and by hand, read as manuscripts."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.parser import parse_xml

from statement_archive.domain.errors import InvalidInput, Refused, TooLarge
from statement_archive.importing.docx_manuscript import read_docx
from statement_archive.importing.manuscripts import read_manuscript

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
FOOTNOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def saved(document: WordDocument) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def saved_with(words: str) -> bytes:
    document = Document()
    document.add_paragraph(words)
    return saved(document)


def with_member(content: bytes, name: str, data: bytes) -> bytes:
    """The package with one member added, or in place of that of its name."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info, old.read(info))
        new.writestr(name, data)
    return out.getvalue()


def with_footnotes(document: WordDocument, notes: list[str]) -> bytes:
    """Notes with ids from 1, after the separator that Word writes."""
    body = "".join(
        f'<w:footnote w:id="{i}"><w:p><w:r><w:t>{n}</w:t></w:r></w:p></w:footnote>' for i, n in enumerate(notes, 1)
    )
    xml = f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>{body}</w:footnotes>'
    content = with_member(saved(document), "word/footnotes.xml", xml.encode())
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        rels = package.read("word/_rels/document.xml.rels").decode()
        types = package.read("[Content_Types].xml").decode()
    rel = f'<Relationship Id="rId99" Type="{FOOTNOTES}" Target="footnotes.xml"/></Relationships>'
    override = f'<Override PartName="/word/footnotes.xml" ContentType="{TYPE}"/></Types>'
    content = with_member(content, "word/_rels/document.xml.rels", rels.replace("</Relationships>", rel).encode())
    return with_member(content, "[Content_Types].xml", types.replace("</Types>", override).encode())


def add(document: WordDocument, inner: str) -> None:
    """A paragraph of raw XML."""
    document.element.body.insert(len(document.element.body) - 1, parse_xml(f"<w:p {W}>{inner}</w:p>"))


def test_what_a_word_file_holds() -> None:
    document = Document()
    document.add_heading("Positions", 1)
    paragraph = document.add_paragraph("It said “we ")
    paragraph.add_run("never").bold = True
    paragraph.add_run(" agree”.")
    document.add_paragraph("We are convinced.", style="Quote")
    document.add_paragraph("An item", style="List Bullet")
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "One cell"
    table.cell(0, 1).text = "Another"
    document.sections[0].header.paragraphs[0].text = "The head of the page"
    read = read_manuscript(saved(document), name="x.docx")
    assert [(p.kind, p.cut(read.text)) for p in read.parts] == [
        ("heading", "Positions"),
        ("body", "It said “we never agree”."),
        ("quote", "We are convinced."),
        ("item", "An item"),
        ("cell", "One cell"),
        ("cell", "Another"),
        ("furniture", "The head of the page"),
    ]
    assert (read.media, read.title, read.parts[0].level) == ("docx", "Positions", 1)


def test_footnotes_follow_the_body() -> None:
    document = Document()
    add(
        document,
        '<w:r><w:t>One “a b c”.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
        '<w:r><w:t xml:space="preserve"> More.</w:t></w:r>',
    )
    add(document, '<w:r><w:t>Two.</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r>')
    read = read_manuscript(with_footnotes(document, ["The first id", "The second id"]))
    assert read.text == "One “a b c”. More.\n\nTwo.\n\nThe second id\n\nThe first id"
    assert [(n.mark, n.cut(read.text)) for n in read.notes] == [("1", "The second id"), ("2", "The first id")]
    assert [n.anchors for n in read.notes] == [((12, 12),), ((24, 24),)]


def test_insertions_count_and_deletions_do_not() -> None:
    document = Document()
    add(
        document,
        '<w:r><w:t xml:space="preserve">We </w:t></w:r>'
        '<w:del w:id="1" w:author="a"><w:r><w:delText>never </w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="a"><w:r><w:t xml:space="preserve">always </w:t></w:r></w:ins>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden </w:t></w:r>"
        "<w:r><w:t>agree</w:t><w:tab/><w:t>non</w:t><w:noBreakHyphen/><w:t>nuclear</w:t><w:br/><w:t>line</w:t></w:r>",
    )
    read = read_manuscript(saved(document))
    assert read.text == "We always agree\tnon\u2011nuclear\nline"
    assert any("tracked changes" in w for w in read.warnings)


def test_a_text_box_is_read_once() -> None:
    document = Document()
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = "<w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent>"
    add(
        document,
        f'<w:r><w:t>Beside</w:t></w:r><w:r><mc:AlternateContent {mc}><mc:Choice Requires="wps">{box}</mc:Choice>'
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>",
    )
    assert read_manuscript(saved(document)).text == "Beside\n\nIn a box"


def test_every_piece_is_where_it_says() -> None:
    document = Document()
    document.add_paragraph("Some words").add_run(" and others")
    read = read_docx(saved(document))
    for piece in read.pieces:
        assert read.manuscript.text[piece.start : piece.end] == piece.element.text


def test_a_paragraph_set_in_on_both_sides_is_a_quotation() -> None:
    document = Document()
    add(document, '<w:pPr><w:ind w:left="720" w:right="720"/></w:pPr><w:r><w:t>Set in</w:t></w:r>')
    add(document, '<w:pPr><w:ind w:left="720"/></w:pPr><w:r><w:t>Only here</w:t></w:r>')
    assert [p.kind for p in read_manuscript(saved(document)).parts] == ["quote", "body"]


def test_bombs_and_entities_are_refused() -> None:
    content = saved(Document())
    with pytest.raises(TooLarge):
        read_manuscript(with_member(content, "word/document.xml", b" " * 3_000_000))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        body = package.read("word/document.xml")
    for declared in (b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>', b"<!DOCTYPE w>"):
        head, _, rest = body.partition(b"?>")
        with pytest.raises(InvalidInput, match="declared"):
            read_manuscript(with_member(content, "word/document.xml", head + b"?>" + declared + rest))


def test_damaged_locked_and_empty_files() -> None:
    content = saved(Document())
    with pytest.raises(Refused) as empty:
        read_manuscript(content)
    assert empty.value.details["reason"] == "no-text"
    with pytest.raises(InvalidInput):
        read_manuscript(content[: len(content) // 2], name="x.docx", media="docx")
    with pytest.raises(InvalidInput):
        read_manuscript(with_member(content, "word/document.xml", b"<w:document"))
    for name in ("docProps/core.xml", "[Content_Types].xml"):
        with pytest.raises(InvalidInput):
            read_manuscript(with_member(saved_with("words"), name, b"<x/>"))
    with pytest.raises(InvalidInput):
        read_manuscript(saved_with("words").replace(b"word/document.xml", b"word/document.xmk"))
    with pytest.raises(Refused) as locked:
        read_manuscript(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), name="x.docx")
    assert locked.value.details["reason"] == "encrypted"
