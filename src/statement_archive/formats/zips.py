"""Zips of files for translators: written the same byte for byte, read as if each were hostile.

::

    zip ─ members by name ─ one by one: name, kind, encryption ─ bytes measured while they come ─▶ Member | RefusedRow

Nothing is ever unpacked to a disk. A bad member never loses a good one.
"""

from __future__ import annotations

import io
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from statement_archive.domain.errors import InvalidInput, TooLarge
from statement_archive.domain.reference import RefusedRow

MAX_MEMBERS = 2000
MAX_MEMBER = 20 * 1024 * 1024  # bytes, unpacked
MAX_TOTAL = 100 * 1024 * 1024  # bytes, unpacked, of all that is taken
MAX_WORK = 3 * MAX_TOTAL  # bytes, unpacked, of what is thrown away too
MAX_RATIO = 200  # PO files of real statements pack 4 to 12 times smaller; a megabyte may be repetitive
_FREE = 1024 * 1024  # bytes that any member may have whatever its ratio
_PIECE = 256 * 1024
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip can name
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{d}{i}" for d in ("com", "lpt") for i in range(1, 10))})


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a zip; ``name`` with ``/`` between folders, safe to show and to compare."""

    name: str
    content: bytes = field(repr=False)


def write(files: Mapping[str, bytes]) -> bytes:
    """A zip of these files in their order; the same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = 0o644 << 16
            target.writestr(info, content)
    return out.getvalue()


def read(content: bytes) -> tuple[tuple[Member, ...], tuple[RefusedRow, ...]]:
    """The files of a zip, and members that were not taken, each with its reason; ``text`` is the member's name.

    Raises InvalidInput for what is no zip, TooLarge for too many members.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as source:
            return _members(source)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, ValueError, EOFError, OSError) as error:
        raise InvalidInput(f"not a zip that can be read: {str(error)[:200]}") from error


def _members(source: zipfile.ZipFile) -> tuple[tuple[Member, ...], tuple[RefusedRow, ...]]:
    infos = source.infolist()
    if len(infos) > MAX_MEMBERS:
        raise TooLarge(f"{len(infos)} files in one zip, more than the {MAX_MEMBERS} taken in one piece")
    taken: list[Member] = []
    refused: list[RefusedRow] = []
    seen: set[str] = set()
    room = MAX_TOTAL
    work = MAX_WORK
    for info in infos:
        name = info.filename.replace("\\", "/")
        if name.endswith("/") and not info.file_size:
            continue
        folded = unicodedata.normalize("NFC", name).casefold()
        reason = _wrong_name(name) or _wrong_kind(info)
        if not reason and folded in seen:
            reason = "this name stands twice in the zip; the first one counts"
        if not reason and work < info.file_size:
            reason = f"the zip unpacks to more than {MAX_WORK // 1024 // 1024} MB, most of it of no use"
        if reason:
            refused.append(RefusedRow(0, reason, _shown(name)))
            continue
        seen.add(folded)
        work -= info.file_size  # no more than this is ever unpacked of it
        try:
            read = _content(source, info, room)
        except (InvalidInput, TooLarge) as error:
            refused.append(RefusedRow(0, error.message, name))
        else:
            room -= len(read)
            taken.append(Member(name, read))
    return tuple(taken), tuple(refused)


def _wrong_name(name: str) -> str:
    """Why a name is not one that a file of a project has; empty where it is."""
    parts = name.split("/")
    if not name or len(name) > 1000 or any(len(part) > 255 for part in parts):
        return "its name is empty or too long"
    if name.startswith("/") or name[1:2] == ":":
        return "its name is an absolute path"
    if ".." in parts:
        return "its name leads out of the zip"
    if any(not c.isprintable() for c in name):
        return "its name holds control characters or marks that are not seen"
    if any(part in ("", ".") or part != part.strip(" ") or part.split(".")[0].lower() in _DEVICES for part in parts):
        return "its name is not that of a file"
    return ""


def _wrong_kind(info: zipfile.ZipInfo) -> str:
    mode = info.external_attr >> 16
    if info.create_system == 3 and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return "it is a link or a device, not a file"
    if info.flag_bits & 0x1:
        return "it is encrypted"
    return ""


def _content(source: zipfile.ZipFile, info: zipfile.ZipInfo, room: int) -> bytes:
    """The bytes of a member, measured as they come. A header that owns up to too much is believed; one that says
    less than there is gets no more than it says, and a wrong checksum.

    Raises InvalidInput, TooLarge.
    """
    pieces: list[bytes] = []
    size = 0
    allowed = min(room, MAX_MEMBER, max(_FREE, info.compress_size * MAX_RATIO))
    if info.file_size > allowed:
        raise TooLarge(_too_much(info.file_size, room))
    try:
        with source.open(info) as file:
            while piece := file.read(_PIECE):
                size += len(piece)
                if size > allowed:
                    raise TooLarge(_too_much(size, room))
                pieces.append(piece)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise InvalidInput(f"it cannot be unpacked: {str(error)[:200]}") from error
    content = b"".join(pieces)
    if content.startswith(b"PK\x03\x04"):
        raise InvalidInput("it is a zip within the zip")
    return content


def _too_much(size: int, room: int) -> str:
    if size > room:
        return f"the zip unpacks to more than {MAX_TOTAL // 1024 // 1024} MB"
    if size > MAX_MEMBER:
        return f"it unpacks to more than {MAX_MEMBER // 1024 // 1024} MB"
    return f"it unpacks to more than {MAX_RATIO} times its size"


def _shown(name: str) -> str:
    return "".join(c if c.isprintable() else "\ufffd" for c in name)[:200]
