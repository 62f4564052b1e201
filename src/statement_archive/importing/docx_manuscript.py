"""DOCX as a manuscript: paragraphs, tables, text boxes, footnotes, endnotes; headers and footers aside.

::

    w:p ─ w:r ─ w:t …            words, each remembered with the element that holds them (``Piece``)
        ─ w:ins                  counts            w:del, w:moveFrom, hidden text, field codes: do not
        ─ w:footnoteReference    an anchor without characters; the note's words follow the body

python-docx opens the package; the order of its elements is walked here, since its own lists leave out
insertions, content controls, text boxes and notes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn
from lxml import etree

from statement_archive.domain.errors import InvalidInput, Refused
from statement_archive.importing.composer import Composer
from statement_archive.importing.docx_package import MISSHAPEN, PARSER, open_docx
from statement_archive.importing.manuscript import Footnote, Link, Manuscript, PartKind, Span
from statement_archive.importing.note_marks import with_notes
from statement_archive.importing.signs import warnings_of

Element = etree._Element  # noqa: SLF001 (lxml's only name for the type)
_SIGNS = {qn("w:tab"): "\t", qn("w:ptab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n"}
_SIGNS |= {qn("w:noBreakHyphen"): "\u2011", qn("w:softHyphen"): "\u00ad"}
_DROPPED = frozenset(map(qn, ("w:del", "w:moveFrom", "w:rPr", "w:pPr", "w:instrText", "w:delText", "w:rt")))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_REFERENCES = {qn("w:footnoteReference"): "footnotes", qn("w:endnoteReference"): "endnotes"}
_STYLES: tuple[tuple[str, PartKind], ...] = (
    ("heading", "heading"), ("title", "heading"), ("subtitle", "heading"), ("intense quote", "quote"),
    ("quote", "quote"), ("block text", "quote"), ("block quotation", "quote"), ("quotations", "quote"),
    ("toc ", "furniture"), ("list", "item"),
)  # fmt: skip
_SET_IN = 360  # twentieths of a point on either side, from which a paragraph is set in as a quotation
_DEPTH = 60  # of tables in tables, boxes in boxes


@dataclass(frozen=True, slots=True)
class Piece:
    """Words at ``start`` of the text and the ``w:t`` (or tab, break) they come from, in the part ``where``."""

    start: int
    end: int
    element: Element
    where: str


@dataclass
class DocxRead:
    """The manuscript and where its words are in the package; ``anchors``: the references of each note."""

    document: WordDocument
    manuscript: Manuscript
    pieces: tuple[Piece, ...]
    anchors: dict[int, Element]


@dataclass
class _State:
    composer: Composer = field(default_factory=Composer)
    pieces: list[Piece] = field(default_factory=list)
    # (kind of note, id) -> anchors, reference element, in the order of first mention
    references: dict[tuple[str, str], list[tuple[Span, Element]]] = field(default_factory=dict)
    where: str = "document"
    boxes: list[Element] = field(default_factory=list)
    addresses: dict[str, str] = field(default_factory=dict)  # of the body, by relation
    links: list[Link] = field(default_factory=list)


def read_docx(content: bytes, *, lang: str = "und") -> DocxRead:
    """Raises what :func:`open_docx` raises, and Refused (``reason="no-text"``) where there are no words."""
    document = open_docx(content)
    try:
        return _read(document, lang)
    except MISSHAPEN as error:
        raise InvalidInput(f"not a Word document that can be read: {str(error)[:200]}") from error


def _read(document: WordDocument, lang: str) -> DocxRead:
    body = document.element.body
    if body is None:
        raise InvalidInput("not a Word document that can be read: it has no body")
    state = _State()
    rels = document.part.rels.values()
    state.addresses = {r.rId: r.target_ref for r in rels if r.is_external and r.reltype == RT.HYPERLINK}
    styles = _styles(document)
    _walk(state, body, styles, "body", 0)
    notes, anchors = _notes(state, document)
    _furniture(state, document)
    text, parts = state.composer.text, tuple(state.composer.parts)
    if not parts:
        raise Refused("there are no words in the document", reason="no-text")
    if not notes:
        parts, notes = with_notes(text, parts)
        anchors = {}
    title = next((p.cut(text) for p in parts if p.kind == "heading"), document.core_properties.title or "")
    said = lang if lang != "und" else document.core_properties.language or "und"
    manuscript = Manuscript(
        text, parts, notes, "docx", said, title, (*_warnings(body), *warnings_of(text)), tuple(state.links)
    )
    return DocxRead(document, manuscript, tuple(state.pieces), anchors)


def _warnings(body: Element) -> Iterator[str]:
    if next(body.iter(qn("w:del"), qn("w:ins"), qn("w:moveFrom")), None) is not None:
        yield "tracked changes: inserted words count, deleted ones do not"


def _walk(state: _State, parent: Element, styles: dict[str, PartKind], kind: PartKind, depth: int) -> None:
    """Paragraphs under ``parent``, in order; ``kind`` is that of paragraphs whose style says nothing."""
    if depth > _DEPTH:
        raise InvalidInput(f"tables or boxes nested more than {_DEPTH} deep")
    for child in parent:
        if child.tag == qn("w:p"):
            _paragraph(state, child, styles, kind, depth)
        elif child.tag == qn("w:tbl"):
            for cell in _cells(child):
                _walk(state, cell, styles, "cell", depth + 1)
        elif child.tag == qn("w:sdt"):
            contents = "furniture" if child.find(f"{qn('w:sdtPr')}/{qn('w:docPartObj')}") is not None else kind
            for inner in child.iterchildren(qn("w:sdtContent")):
                _walk(state, inner, styles, contents, depth + 1)
        elif child.tag in (qn("w:ins"), qn("w:moveTo"), qn("w:customXml"), qn("w:smartTag")):
            _walk(state, child, styles, kind, depth + 1)


def _cells(table: Element) -> Iterator[Element]:
    """The cells of a table, those of nested ones left to the walk."""
    for child in table:
        if child.tag == qn("w:tc"):
            yield child
        elif child.tag in (qn("w:tr"), qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml")):
            yield from _cells(child)


def _paragraph(state: _State, paragraph: Element, styles: dict[str, PartKind], kind: PartKind, depth: int) -> None:
    said, level = _kind(paragraph, styles, kind)
    state.composer.begin()
    _runs(state, paragraph)
    state.composer.end(said, level=level)
    boxes, state.boxes = state.boxes, []
    for box in boxes:
        _walk(state, box, styles, "body", depth + 1)


def _runs(state: _State, parent: Element) -> None:
    for child in parent:
        tag = child.tag
        if tag in _DROPPED or tag == _FALLBACK or not isinstance(tag, str):
            continue
        if tag == qn("w:t"):
            _write(state, child, child.text or "")
        elif tag in _SIGNS:
            if child.get(qn("w:type")) not in ("page", "column"):
                _write(state, child, _SIGNS[tag])
        elif tag in _REFERENCES:
            key = (_REFERENCES[tag], child.get(qn("w:id")) or "")
            at = state.composer.at
            state.references.setdefault(key, []).append(((at, at), child))
        elif tag == qn("w:txbxContent"):
            state.boxes.append(child)
        elif tag == qn("w:r") and _hidden(child):
            continue
        elif tag == qn("w:hyperlink"):
            start = state.composer.at
            _runs(state, child)
            target = state.addresses.get(child.get(qn("r:id")) or "", "") if state.where == "document" else ""
            if target.startswith(("http://", "https://")) and state.composer.at > start:
                state.links.append(Link(start, state.composer.at, target))
        else:
            _runs(state, child)


def _write(state: _State, element: Element, words: str) -> None:
    start, end = state.composer.write(words)
    if start < end:
        state.pieces.append(Piece(start, end, element, state.where))


def _hidden(run: Element) -> bool:
    mark = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    return mark is not None and mark.get(qn("w:val")) not in ("0", "false", "off")


def _styles(document: WordDocument) -> dict[str, PartKind]:
    """Kinds by the ids of styles; a style without a telling name has the kind of the one it is based on."""
    found: dict[str, PartKind] = {}
    for style in document.styles.element.findall(qn("w:style")):
        name = style.find(qn("w:name"))
        based = style.find(qn("w:basedOn"))
        said = (name.get(qn("w:val")) or "").lower() if name is not None else ""
        kind = next((k for beginning, k in _STYLES if said.startswith(beginning)), None)
        parent = found.get(based.get(qn("w:val")) or "") if based is not None else None
        if kind or parent:
            found[style.get(qn("w:styleId")) or ""] = kind or parent or "body"
    return found


def _kind(paragraph: Element, styles: dict[str, PartKind], kind: PartKind) -> tuple[PartKind, int]:
    """Kind and heading level of a paragraph."""
    props = paragraph.find(qn("w:pPr"))
    if props is None or kind in ("note", "furniture"):
        return kind, 0
    style = props.find(qn("w:pStyle"))
    name = (style.get(qn("w:val")) or "") if style is not None else ""
    said = styles.get(name)
    if said == "heading":
        return "heading", int(name[-1]) if name[-1:].isdecimal() else 1
    if said and not (kind == "cell" and said == "item"):
        return said, 0
    if kind == "body" and props.find(qn("w:numPr")) is not None:
        return "item", 0
    indent = props.find(qn("w:ind"))
    if kind == "body" and indent is not None and _both_sides(indent):
        return "quote", 0
    return kind, 0


def _both_sides(indent: Element) -> bool:
    sides = [
        indent.get(qn(f"w:{one}")) or indent.get(qn(f"w:{other}")) or "0"
        for one, other in (("left", "start"), ("right", "end"))
    ]
    return all(side.isdecimal() and int(side) >= _SET_IN for side in sides)


def _notes(state: _State, document: WordDocument) -> tuple[tuple[Footnote, ...], dict[int, Element]]:
    """The notes that are referred to, after the body, in the order of their references."""
    found: list[Footnote] = []
    anchors: dict[int, Element] = {}
    roots = {kind: _part_root(document, kind) for kind in ("footnotes", "endnotes")}
    counts = {"footnotes": 0, "endnotes": 0}
    for (kind, number), places in list(state.references.items()):
        root = roots[kind]
        note = next((n for n in root if n.get(qn("w:id")) == number), None) if root is not None else None
        counts[kind] += 1
        if note is None:
            continue
        mark = str(counts[kind]) if kind == "footnotes" else _roman(counts[kind])
        first = len(state.composer.parts)
        state.where = kind
        _walk(state, note, {}, "note", 0)
        mine = state.composer.parts[first:]
        if mine:
            anchors[len(found)] = places[0][1]
            found.append(Footnote(mark, tuple(span for span, _ in places), mine[0].start, mine[-1].end))
    return tuple(found), anchors


def _part_root(document: WordDocument, kind: str) -> Element | None:
    reltype = {"footnotes": RT.FOOTNOTES, "endnotes": RT.ENDNOTES}[kind]
    part = next(
        (r.target_part for r in document.part.rels.values() if r.reltype == reltype and not r.is_external), None
    )
    if part is None:
        return None
    try:
        return etree.fromstring(part.blob, PARSER)
    except etree.XMLSyntaxError as error:
        raise InvalidInput(f"the {kind} of the Word document cannot be read: {str(error)[:200]}") from error


def _furniture(state: _State, document: WordDocument) -> None:
    """Headers and footers, each once, after everything else."""
    seen: set[str] = set()
    state.where = "furniture"
    for rel in document.part.rels.values():
        if rel.is_external or rel.reltype not in (RT.HEADER, RT.FOOTER):
            continue
        try:
            root = etree.fromstring(rel.target_part.blob, PARSER)
        except etree.XMLSyntaxError:
            continue  # no words of the document are lost with a header
        words = " ".join("".join(t.text or "" for t in root.iter(qn("w:t"))).split())
        if words and words not in seen:
            seen.add(words)
            _walk(state, root, {}, "furniture", 0)


def _roman(number: int) -> str:
    out = ""
    for value, sign in (
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ):
        out += sign * (number // value)
        number %= value
    return out
