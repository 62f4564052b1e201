"""The user's own DOCX back, with a comment at each quotation: ``with_comments``.

::

    <w:r>He said “we agree” here</w:r>
    <w:r>He said “</w:r> ▌start <w:r>we agree</w:r> end▐ ◆reference <w:r>” here</w:r>

Runs are cut where a quotation begins and ends and keep their look. Of the package only the body, its
relations, the list of types and the comments are written anew; every other member is copied byte for byte.
A quotation in a footnote is commented at the mark of the footnote, since Word takes no comments in notes.
"""

from __future__ import annotations

import copy
import io
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from docx.comments import Comment
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from lxml import etree

from statement_archive.importing.docx_manuscript import DocxRead, Piece, read_docx

Element = etree._Element  # noqa: SLF001 (lxml's only name for the type)
_TYPES = "[Content_Types].xml"
_NOT_XML = str.maketrans(dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535, *range(55296, 57344)), "�"))


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment to be set: ``start``/``end`` in the text of the manuscript read from the same bytes.

    ``text`` may have several lines: each becomes a paragraph of the comment.
    """

    start: int
    end: int
    text: str


def with_comments(
    content: bytes, remarks: Sequence[Remark], *, author: str, now: datetime, initials: str = ""
) -> bytes:
    """The DOCX with a Word comment at each remark; everything else as it was.

    Comments that are there stay. A digital signature of the document no longer holds.
    Raises what reading it raises.
    """
    read = read_docx(content)
    begins: defaultdict[int, list[int]] = defaultdict(list)
    ends: defaultdict[int, list[int]] = defaultdict(list)
    for remark in sorted(remarks, key=lambda r: (r.start, -r.end)):
        place = _place(read, remark)
        if place is None:
            continue
        comment = _comment(read, remark.text, author, initials, now)
        if isinstance(place, tuple):
            begins[place[0]].append(comment)
            ends[place[1]].append(comment)
        else:
            _around(place, comment)
    pieces = [p for p in read.pieces if p.where == "document" and not _in_box(p.element)]
    for at in sorted({*begins, *ends}, reverse=True):  # from the end, so that earlier pieces stay as they are
        _mark(pieces, at, begins.get(at, []), ends.get(at, []))
    return _packed(content, read)


def _place(read: DocxRead, remark: Remark) -> tuple[int, int] | Element | None:
    """Offsets in the body to be marked, or the run to be marked as a whole."""
    inside = [p for p in read.pieces if p.start < remark.end and remark.start < p.end]
    if not inside:
        return None
    body = [p for p in inside if p.where == "document" and not _in_box(p.element)]
    if body:
        return max(remark.start, body[0].start), min(remark.end, body[-1].end)
    for i, note in enumerate(read.manuscript.notes):
        if note.start <= remark.start < note.end and i in read.anchors:
            return _outer_run(read.anchors[i])
    return _outer_run(inside[0].element) if inside[0].where == "document" else _first_run(read)


def _in_box(element: Element) -> bool:
    return next(element.iterancestors(qn("w:txbxContent")), None) is not None


def _outer_run(element: Element) -> Element | None:
    """The run of the body that holds an element, boxes and all."""
    runs = list(element.iterancestors(qn("w:r")))
    return runs[-1] if runs else None


def _first_run(read: DocxRead) -> Element | None:
    """For words that stand in no body, such as those of a page's head: the beginning."""
    first = next((p for p in read.pieces if p.where == "document"), None)
    return _outer_run(first.element) if first else None


def _comment(read: DocxRead, text: str, author: str, initials: str, now: datetime) -> int:
    """A comment in the part of comments; its id."""
    first, *more = text.translate(_NOT_XML).splitlines() or [""]
    made: Comment = read.document.part._comments_part.comments.add_comment(  # noqa: SLF001 (the public way marks whole runs)
        text=first, author=author.translate(_NOT_XML), initials=initials or None
    )
    for line in more:
        made.add_paragraph(line)
    element = made._comment_elm  # noqa: SLF001 (python-docx stamps the time of day; ours is given)
    element.set(qn("w:date"), now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    return made.comment_id


def _around(run: Element, comment: int) -> None:
    """A comment on a whole run."""
    run.addprevious(_range("w:commentRangeStart", comment))
    run.addnext(_reference(comment))
    run.addnext(_range("w:commentRangeEnd", comment))


def _mark(pieces: Sequence[Piece], at: int, begins: Sequence[int], ends: Sequence[int]) -> None:
    """Marks at one offset: those that end stand before those that begin."""
    if begins:
        run = _cut_before(pieces, at)
        for comment in begins:
            run.addprevious(_range("w:commentRangeStart", comment))
    if ends:
        run = _cut_after(pieces, at)
        for comment in ends:  # each directly behind the run, so that the outer ones come last
            run.addnext(_reference(comment))
            run.addnext(_range("w:commentRangeEnd", comment))


def _cut_before(pieces: Sequence[Piece], at: int) -> Element:
    """The run that begins with the character at ``at``."""
    piece = next(p for p in pieces if p.start <= at < p.end)
    run = _run(piece)
    if at == piece.start and _leads(run, piece.element):
        return run
    return _split(run, piece, at)


def _cut_after(pieces: Sequence[Piece], at: int) -> Element:
    """The run that ends with the character before ``at``."""
    piece = next(p for p in reversed(pieces) if p.start < at <= p.end)
    run = _run(piece)
    if at < piece.end or not _trails(run, piece.element):
        _split(run, piece, at)
    return run


def _run(piece: Piece) -> Element:
    return next(piece.element.iterancestors(qn("w:r")))


def _leads(run: Element, element: Element) -> bool:
    return next((c for c in run if c.tag != qn("w:rPr")), None) is element


def _trails(run: Element, element: Element) -> bool:
    return len(run) > 0 and run[-1] is element


def _split(run: Element, piece: Piece, at: int) -> Element:
    """Cut a run at ``at``, inside or at an edge of ``piece``; the new run is that behind the cut."""
    behind = OxmlElement("w:r")
    for name, value in run.attrib.items():
        behind.set(name, value)
    look = run.find(qn("w:rPr"))
    if look is not None:
        behind.append(copy.deepcopy(look))
    following = list(piece.element.itersiblings())
    if at == piece.start:
        following.insert(0, piece.element)
    elif at < piece.end:
        words = piece.element.text or ""
        rest = OxmlElement("w:t")
        rest.text = words[at - piece.start :]
        piece.element.text = words[: at - piece.start]
        for one in (rest, piece.element):
            one.set(qn("xml:space"), "preserve")
        behind.append(rest)
    for element in following:
        behind.append(element)
    run.addnext(behind)
    return behind


def _range(tag: str, comment: int) -> Element:
    element: Element = OxmlElement(tag)
    element.set(qn("w:id"), str(comment))
    return element


def _reference(comment: int) -> Element:
    run: Element = OxmlElement("w:r")
    run.append(_range("w:commentReference", comment))
    return run


def _packed(content: bytes, read: DocxRead) -> bytes:
    """The package with what changed; times and order of the others as they were."""
    made = io.BytesIO()
    read.document.save(made)
    body = str(read.document.part.partname).lstrip("/")
    folder, _, name = body.rpartition("/")
    comments = str(read.document.part._comments_part.partname).lstrip("/")  # noqa: SLF001 (see above)
    changed = [body, f"{folder}/_rels/{name}.rels", comments]
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(made) as new,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        first = old.infolist()[0]
        for info in old.infolist():
            data = old.read(info)
            if info.filename in changed:
                data = new.read(info.filename)
            elif info.filename == _TYPES:
                data = _typed(data, "/" + comments, read)
            target.writestr(_same(info), data)
        for missing in (n for n in changed if n not in old.namelist() and n in new.namelist()):
            target.writestr(zipfile.ZipInfo(missing, first.date_time), new.read(missing), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _same(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(info.filename, info.date_time)
    made.compress_type = zipfile.ZIP_STORED if info.compress_type == zipfile.ZIP_STORED else zipfile.ZIP_DEFLATED
    made.external_attr = info.external_attr
    return made


def _typed(data: bytes, comments: str, read: DocxRead) -> bytes:
    """The list of types with that of the comments."""
    root = etree.fromstring(data)
    space = root.nsmap.get(None) or ""
    if any((o.get("PartName") or "").lower() == comments.lower() for o in _overrides(root, space)):
        return data
    override = etree.SubElement(root, f"{{{space}}}Override")
    override.set("PartName", comments)
    override.set("ContentType", read.document.part._comments_part.content_type)  # noqa: SLF001 (see above)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _overrides(root: Element, space: str) -> Iterator[Element]:
    return root.iter(f"{{{space}}}Override")
