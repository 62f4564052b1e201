"""The bytes of a page to its elements: which encoding, which parser, what is refused."""

from __future__ import annotations

import codecs
import re

from lxml import etree, html

from statement_archive.domain.errors import InvalidInput, Refused
from statement_archive.domain.language import language_tag

Element = etree._Element  # noqa: SLF001 (lxml's only name for the type)
_META = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,200}encoding\s*=\s*[\"']([A-Za-z0-9_.-]{2,40})")
_ENTITY = re.compile(r"<!\s*ENTITY", re.IGNORECASE)
# Labels that browsers take for another encoding (WHATWG Encoding Standard, 4.2).
_LABELS = {
    "iso-8859-1": "windows-1252", "latin1": "windows-1252", "us-ascii": "windows-1252", "ascii": "windows-1252",
    "gb2312": "gb18030", "gbk": "gb18030", "iso-8859-9": "windows-1254", "tis-620": "windows-874", "shift_jis": "cp932",
    "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "big5": "big5hkscs",
}  # fmt: skip


def tag_of(said: str) -> str:
    """What a page says of its language, where that is a tag."""
    try:
        return str(language_tag(said)) if said else "und"
    except InvalidInput:
        return "und"


def declared(content: bytes) -> str | None:
    """The encoding a page names, where its bytes are not valid UTF-8 anyway."""
    head = content[:4096]
    match = _META.search(head) or _XML_DECLARED.search(head)
    if not match:
        return None
    name = match.group(1).decode("ascii").lower()
    try:
        valid = not content.isascii() and bool(content.decode("utf-8"))
    except UnicodeDecodeError:
        valid = False
    name = _LABELS.get(name, name)
    try:
        codecs.lookup(name)
    except LookupError:
        return None
    return None if valid or name.startswith("utf-16") else name


def parsed(text: str) -> Element:
    """The root of a page. Raises InvalidInput for declared entities, Refused where there is no page."""
    if _ENTITY.search(text[:10_000]):
        raise InvalidInput("the page declares entities, which are never fetched or expanded")
    bare = re.sub(r"^\ufeff?\s*<\?xml[^>]*\?>", "", text)  # lxml refuses a declared encoding in a decoded text
    try:
        root: Element = html.document_fromstring(
            bare, parser=html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Refused(f"there is no page in the file: {str(error)[:200]}", reason="no-text") from error
    return root
