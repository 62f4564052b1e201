"""Bytes to text without guessing: the first step of every import.

::

    bytes ─ too large? ─ a known binary? ─ declared encoding? ─ BOM of UTF-16/32? ─ NUL? ─ strict UTF-8
      └────── TooLarge ──── Undecodable ─────── "windows-1251, as declared" ────────── "utf-8"
                                                                                  else Undecodable + candidates

For UTF-8 the text's bytes are the bytes that came in: BOM, CRLF, controls, U+2028 and all.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from statement_archive.domain.errors import InvalidInput, Refused, TooLarge, Undecodable
from statement_archive.importing import candidates, signs
from statement_archive.importing.lines import has_words

LIMIT = 20 * 1024 * 1024  # bytes
MAX_LINES = 200_000

# What a file seems to be by its first bytes (the signatures of file(1)).
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (.doc, .xls or .ppt)"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"OggS", "an Ogg recording"),
    (b"ID3", "an MP3 recording"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"%!PS", "a PostScript document"),
    (b"\x7fELF", "a program"),
)
_ZIPS = ((b"word/", "a Word document (.docx)"), (b"xl/", "an Excel workbook (.xlsx)"), (b"ppt/", "a PowerPoint file"))
# UTF-32 first: its little-endian mark begins with the one of UTF-16.
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Codecs of Python that are escapes or names rather than encodings of files.
_NOT_OF_FILES = frozenset(["unicode_escape", "raw_unicode_escape", "idna", "punycode", "undefined", "utf-7", "mbcs"])
_C0 = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """``step`` says in words how the text was made from the bytes; ``encoding`` names the codec."""

    text: str
    encoding: str
    step: str
    warnings: tuple[str, ...] = ()


def decode(content: bytes, *, encoding: str | None = None, limit: int = LIMIT) -> Decoded:
    """The text of a file, or why there is none.

    ``encoding`` is what a person says it is; it is applied strictly. ``limit`` in bytes.

    Raises TooLarge; Refused for an empty file; InvalidInput for an encoding that does not exist;
    Undecodable with ``seems`` or with ``candidates`` (``encoding`` and ``preview`` each), ``offset`` and
    ``line`` of the first byte that does not fit.
    """
    if len(content) > limit:
        raise TooLarge(f"{len(content)} bytes, more than the {limit} taken in one piece", size=len(content))
    if not content.strip():
        raise Refused("the file is empty")
    seems = _seems(content)
    if seems:
        raise Undecodable(f"this is not plain text: it seems to be {seems}", seems=seems, candidates=())
    text, name, step, notes = _text(content, encoding)
    lines = text.count("\n") + text.count("\r") - text.count("\r\n") + 1
    if lines > MAX_LINES:
        raise TooLarge(f"{lines} lines, more than the {MAX_LINES} taken in one piece", lines=lines)
    if not text.strip("\ufeff\u200b\u2060 \t\r\n").strip():
        raise Refused("the file holds nothing but white space")
    if not has_words(text):
        notes = (*notes, "there is no letter or digit in the text")
    return Decoded(text, name, step, (*notes, *signs.warnings_of(text)))


def _text(content: bytes, declared: str | None) -> tuple[str, str, str, tuple[str, ...]]:
    """Text, encoding, step, notes."""
    if declared is not None and _canonical(declared) != "utf-8":
        return _as_declared(content, declared)
    for mark, name in _BOMS:
        if content.startswith(mark):
            try:
                text = content.decode(name)
            except UnicodeDecodeError as error:
                raise Undecodable(
                    f"begins with the mark of {name.upper()} and is not valid in it (byte {error.start})",
                    candidates=(),
                    offset=error.start,
                ) from error
            _check_controls(text.encode("utf-8"))
            note = f"decoded from {name.upper()} by its byte order mark; the file itself is kept as it came"
            return text, name, f"{name}, by its byte order mark", (note,)
    if b"\x00" in content:
        guess = candidates.without_mark(content)
        hint = f"; it may be {guess[0]['encoding']} without its mark" if guess else ""
        raise Undecodable(
            f"this is not plain text: NUL byte at {content.index(0)}, it seems to be binary data{hint}",
            seems="binary data",
            candidates=guess,
            offset=content.index(0),
        )
    _check_controls(content)
    try:
        return content.decode("utf-8"), "utf-8", "utf-8", ()
    except UnicodeDecodeError as error:
        raise _not_utf8(content, error) from error


def _canonical(name: str) -> str:
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError, UnicodeError) as error:
        raise InvalidInput(f"no such encoding: {name!r}", value=name) from error
    # Codecs such as base64 or rot13 turn bytes into bytes; only the registry's own flag tells them apart.
    if not getattr(info, "_is_text_encoding", True) or info.name in _NOT_OF_FILES:
        raise InvalidInput(f"not an encoding of files: {name!r}", value=name)
    return info.name


def _as_declared(content: bytes, declared: str) -> tuple[str, str, str, tuple[str, ...]]:
    name = declared.strip().lower().replace("_", "-")
    try:
        text = content.decode(declared)
        text.encode("utf-8")  # some codecs of Python let half a surrogate pair through
    except (UnicodeDecodeError, UnicodeEncodeError) as error:
        line = _line_of(content, error.start)
        raise Undecodable(
            f"not valid in {name}, as declared: line {line}, byte {error.start}",
            candidates=candidates.of(content),
            offset=error.start,
            line=line,
        ) from error
    _check_controls(text.encode("utf-8"))
    return text, name, f"{name}, as declared", _valid_in_utf8_too(content, name)


def _valid_in_utf8_too(content: bytes, name: str) -> tuple[str, ...]:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return ()
    if content.isascii():
        return ()
    return (f"read as {name} because it was declared; the bytes are valid UTF-8 too",)


def _not_utf8(content: bytes, error: UnicodeDecodeError) -> Undecodable:
    """Stray bytes in UTF-8, or another encoding altogether."""
    line = _line_of(content, error.start)
    loose = content.decode("utf-8", "surrogateescape")
    stray = sum("\udc80" <= c <= "\udcff" for c in loose)
    proper = sum(c > "\x7f" for c in loose) - stray
    if proper > stray:
        where = f"{stray} stray byte{'s' if stray > 1 else ''} in what is otherwise UTF-8, the first on line {line}"
        message = f"mixed encodings: {where} (byte {error.start})"
        return Undecodable(message, candidates=(), offset=error.start, line=line, stray=stray)
    found = candidates.of(content)
    choices = "; ".join(f"{c['encoding']}: {c['preview']}" for c in found) or "none"
    message = f"not UTF-8 (line {line}, byte {error.start}); say the encoding. Candidates: {choices}"
    return Undecodable(message, candidates=found, offset=error.start, line=line)


def _line_of(content: bytes, offset: int) -> int:
    before = content[:offset]
    return before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n") + 1


def _check_controls(content: bytes) -> None:
    """Raises Undecodable where control characters are too many for a text."""
    found = len(_C0.findall(content))
    if found >= 16 and found * 50 > len(content):
        raise Undecodable(
            f"this is not plain text: {found} control characters in {len(content)} bytes, it seems to be binary data",
            seems="binary data",
            candidates=(),
        )


def _seems(content: bytes) -> str:
    """What a file is by its signature, or nothing."""
    head = content[:65536]
    if head.startswith(b"PK\x03\x04"):
        return next((what for mark, what in _ZIPS if mark in head), "a zip archive")
    if head[:4] == b"RIFF" and head[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return "a RIFF file (image, sound or film)"
    if head[4:8] == b"ftyp":
        return "an MP4 recording"
    return next((what for mark, what in _MAGIC if head.startswith(mark)), "")
