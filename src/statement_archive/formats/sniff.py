"""What a file for translators is, by its content and never by its name; and the reader for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, TypeAlias

from statement_archive.domain.errors import InvalidInput
from statement_archive.domain.reference import ReferenceUnit, RefusedRow
from statement_archive.domain.submissions import Submission
from statement_archive.domain.terms import Concept
from statement_archive.formats import glossary_csv, po, tbx, tmx, xliff_in
from statement_archive.formats.xml_tree import is_xml, root_name

FileKind: TypeAlias = Literal["po", "xliff", "tmx", "tbx", "xml", "zip"]
Rows: TypeAlias = tuple[RefusedRow, ...]
_ROOTS: dict[str, FileKind] = {"xliff": "xliff", "tmx": "tmx", "tbx": "tbx", "martif": "tbx"}
_PO = re.compile(rb'^msgid[ \t]*"', re.MULTILINE)
_ELSEWHERE: dict[FileKind, str] = {
    "tmx": "a translation memory (TMX), not a translation: import it as a memory",
    "tbx": "a glossary (TBX), not a translation: import it as a glossary",
    "zip": "a zip, not a file of one translation: send it as a project",
}
_NO_MEMORY: dict[FileKind, str] = {
    "po": "a translation (PO), not a memory: hand it in as a translation",
    "xliff": "a translation (XLIFF), not a memory: hand it in as a translation",
    "tbx": "a glossary (TBX), not a memory: import it as a glossary",
    "zip": "a zip, not a memory: take the TMX file out of it",
}
_NO_GLOSSARY: dict[FileKind, str] = {
    "po": "a translation (PO), not a glossary: hand it in as a translation",
    "xliff": "a translation (XLIFF), not a glossary: hand it in as a translation",
    "tmx": "a translation memory (TMX), not a glossary: import it as a memory",
    "zip": "a zip or a workbook, not a glossary: save the table as CSV",
}
_DATABASE = b"SQLite format 3\x00"  # what Trados calls .sdltm, and others theirs


def kind_of(content: bytes) -> FileKind:
    """The kind of a file. What is nothing else but text may be a PO file that is broken: ``po`` says only that
    its reader knows best what is wrong with it."""
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    root = root_name(content)
    if root:
        return _ROOTS.get(root, "xml")
    return "po"


def is_po(content: bytes) -> bool:
    """Whether a text has the words that every PO entry begins with."""
    return b"msgid" in content and b"msgstr" in content


def read_submission(content: bytes) -> tuple[Submission, Literal["po", "xliff"]]:
    """What a translator handed in, PO or XLIFF. Raises what their readers raise; InvalidInput for other kinds."""
    kind = kind_of(content)
    if kind == "xliff":
        return xliff_in.read(content), "xliff"
    if kind in _ELSEWHERE:
        raise InvalidInput(f"this is {_ELSEWHERE[kind]}", seems=kind)
    if kind == "xml":
        name = root_name(content)[:40]
        raise InvalidInput(f"not a PO file and not XLIFF: it begins with <{name}>", seems=kind, line=1)
    return po.read(content), "po"


def read_memory(content: bytes) -> tuple[tuple[ReferenceUnit, ...], Rows]:
    """Units of a translation memory and what was not taken of it. Raises what its reader raises; InvalidInput, saying
    what it is, for a file of another kind."""
    if content.startswith(_DATABASE):
        raise InvalidInput("this is the database of a program, not a memory to be exchanged: save it as TMX there")
    _tell_apart(content, _NO_MEMORY)
    return tmx.read(content)


def read_terms(content: bytes) -> tuple[tuple[Concept, ...], Rows]:
    """Concepts of a glossary, TBX or a table, and what was not taken of it. Raises as ``read_memory`` does."""
    if content.startswith(_DATABASE):
        raise InvalidInput("this is the database of a program, not a glossary to be exchanged: save it as TBX there")
    _tell_apart(content, _NO_GLOSSARY)
    kind = kind_of(content)
    if kind == "xml":
        raise InvalidInput(f"not a TBX file and no table: it begins with <{root_name(content)[:40]}>", line=1)
    return tbx.read(content) if kind == "tbx" or is_xml(content) else glossary_csv.read(content)


def _tell_apart(content: bytes, others: Mapping[FileKind, str]) -> None:
    kind = kind_of(content)
    if kind in others and (kind != "po" or _PO.search(content)):
        raise InvalidInput(f"this is {others[kind]}", seems=kind)


def extension_of(content: bytes) -> str:
    """Under which extension a file that was handed in is kept."""
    return "xlf" if kind_of(content) == "xliff" else "po"
