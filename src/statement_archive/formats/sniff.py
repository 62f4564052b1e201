"""What a file for translators is, by its content and never by its name."""

from __future__ import annotations

from typing import Literal, TypeAlias

from statement_archive.domain.errors import InvalidInput
from statement_archive.domain.submissions import Submission
from statement_archive.formats import po, xliff_in
from statement_archive.formats.xml_tree import root_name

FileKind: TypeAlias = Literal["po", "xliff", "tmx", "tbx", "xml", "zip"]
_ROOTS: dict[str, FileKind] = {"xliff": "xliff", "tmx": "tmx", "tbx": "tbx", "martif": "tbx"}
_ELSEWHERE: dict[FileKind, str] = {
    "tmx": "a translation memory (TMX), not a translation: import it as a memory",
    "tbx": "a glossary (TBX), not a translation: import it as a glossary",
    "zip": "a zip, not a file of one translation: send it as a project",
}


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


def extension_of(content: bytes) -> str:
    """Under which extension a file that was handed in is kept."""
    return "xlf" if kind_of(content) == "xliff" else "po"
