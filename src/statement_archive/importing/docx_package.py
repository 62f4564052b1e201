"""The package of a DOCX, opened as if it were hostile: a zip of XML, nothing of which is fetched or expanded."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from lxml import etree

from statement_archive.domain.errors import InvalidInput, Refused, TooLarge

MAX_MEMBERS = 5000
MAX_MEMBER = 50 * 1024 * 1024  # bytes of one XML part, unpacked
MAX_TOTAL = 300 * 1024 * 1024  # bytes, unpacked: pictures count
MAX_RATIO = 200
_FREE = 1024 * 1024  # bytes that any member may have whatever its ratio
_MAX_XML = 100 * 1024 * 1024  # bytes of all XML, unpacked
_DECLARED = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)|<\x00!\x00(?:D\x00O|E\x00N)|\x00<\x00!\x00(?:D\x00O|E\x00N)")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DAMAGE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, NotImplementedError, EOFError, OSError,
    ValueError, RuntimeError,
)  # fmt: skip
# What python-docx comes upon where an element or a part is another than it takes for granted.
MISSHAPEN = (AttributeError, LookupError, TypeError, ValueError)
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def open_docx(content: bytes) -> WordDocument:
    """Raises TooLarge, InvalidInput (damaged, no document, external entities), Refused (encrypted)."""
    if content.startswith(_OLE):
        raise Refused(
            "an old Word document, or one locked by a password; save it as .docx without one", reason="encrypted"
        )
    _check(content)
    try:
        return Document(io.BytesIO(content))
    except (OpcError, etree.XMLSyntaxError, *_DAMAGE, *MISSHAPEN) as error:
        raise InvalidInput(f"not a Word document that can be read: {str(error)[:200]}") from error


def _check(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as source:
            infos = source.infolist()
            _check_sizes(infos)
            for info in infos:
                if info.filename.lower().endswith((".xml", ".rels")) and _DECLARED.search(source.read(info)):
                    raise InvalidInput(
                        f"a document type or entity is declared in {info.filename}, as no Word file does"
                    )
    except _DAMAGE as error:
        raise InvalidInput(f"not a Word document that can be read: {str(error)[:200]}") from error


def _check_sizes(infos: list[zipfile.ZipInfo]) -> None:
    """By declared sizes: zipfile reads no byte more than is declared."""
    if len(infos) > MAX_MEMBERS:
        raise TooLarge(f"{len(infos)} members in one package, more than the {MAX_MEMBERS} taken")
    total = xml = 0
    names = set()
    for info in infos:
        if info.flag_bits & 1:
            raise Refused("the package is encrypted", reason="encrypted")
        if info.filename in names:
            raise InvalidInput(f"two members of the package have one name: {info.filename}")
        names.add(info.filename)
        total += info.file_size
        packed = info.filename.lower().endswith((".xml", ".rels"))
        xml += info.file_size if packed else 0
        bomb = info.file_size > _FREE and info.file_size > MAX_RATIO * max(1, info.compress_size)
        if bomb or (packed and info.file_size > MAX_MEMBER):
            raise TooLarge(f"{info.filename} unpacks to {info.file_size} bytes, more than is taken")
    if total > MAX_TOTAL or xml > _MAX_XML:
        raise TooLarge(f"the package unpacks to {total} bytes, more than is taken")
