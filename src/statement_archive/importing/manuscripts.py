"""A whole file of any kind taken to one text: ``read_manuscript``.

::

    bytes ─ PDF? ─ zip with word/? ─ begins like a page? ─ suffix ─┬─ read_pdf
                                                                   ├─ read_docx          ─▶ Manuscript
                                                                   ├─ read_html
                                                                   └─ read_plain (text, markdown)

The readers of HTML, DOCX and PDF are loaded when they are needed: together they take a second.
"""

from __future__ import annotations

import re

from statement_archive.domain.errors import Refused, TooLarge
from statement_archive.importing.decode import LIMIT
from statement_archive.importing.manuscript import Manuscript, ManuscriptMedia
from statement_archive.importing.plain_manuscript import read_plain

_SUFFIXES: dict[str, ManuscriptMedia] = {
    ".md": "markdown", ".markdown": "markdown", ".mdown": "markdown", ".mkd": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".docx": "docx", ".pdf": "pdf", ".txt": "text",
}  # fmt: skip
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def media_of(content: bytes, name: str = "") -> ManuscriptMedia:
    """What a file is: by its first bytes where they tell, else by the suffix of its name, else text."""
    if content[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(b"PK\x03\x04") and b"word/" in content:
        return "docx"
    suffix = "." + name.lower().rpartition(".")[2]
    known = _SUFFIXES.get(suffix)
    if content.startswith(_OLE) and known == "docx":
        return "docx"  # a locked one, which its reader names
    if known in ("text", "markdown", "html"):
        return known
    return "html" if _PAGE.match(content[:4096].removeprefix(b"\xef\xbb\xbf")) else "text"


def read_manuscript(
    content: bytes,
    *,
    name: str = "",
    lang: str = "und",
    media: ManuscriptMedia | None = None,
    encoding: str | None = None,
    limit: int = LIMIT,
) -> Manuscript:
    """Read TXT, Markdown, HTML, DOCX or PDF, told apart by the bytes, then by the suffix of ``name``.

    ``lang`` is what a person says (BCP 47); a language the file declares stands where nobody says.
    ``encoding`` is for text and HTML. ``limit`` in bytes.

    Raises TooLarge (bytes, pages, members of a zip, its unpacked size), Refused (empty; a PDF without
    text: ``reason="no-text"``; an encrypted one: ``reason="encrypted"``), Undecodable, and InvalidInput for
    a damaged file or one with external entities.
    """
    if len(content) > limit:
        raise TooLarge(f"{len(content)} bytes, more than the {limit} taken in one piece", size=len(content))
    if not content.strip():
        raise Refused("the file is empty")
    media = media or media_of(content, name)
    if media == "pdf":
        from statement_archive.importing.pdf_manuscript import read_pdf  # noqa: PLC0415  # brings pdfium

        return read_pdf(content, lang=lang)
    if media == "docx":
        from statement_archive.importing.docx_manuscript import read_docx  # noqa: PLC0415  # brings lxml

        return read_docx(content, lang=lang).manuscript
    if media == "html":
        from statement_archive.importing.html_manuscript import read_html  # noqa: PLC0415  # brings lxml

        return read_html(content, lang=lang, encoding=encoding, limit=limit)
    return read_plain(content, media=media, lang=lang, encoding=encoding, limit=limit)
