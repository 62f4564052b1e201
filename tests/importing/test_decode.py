"""Bytes to text: what is kept, what is refused, and what is said about it."""

from __future__ import annotations

import codecs

import pytest

from statement_archive.domain.errors import InvalidInput, Refused, TooLarge, Undecodable
from statement_archive.importing import decode

RUSSIAN = "Уважаемый господин Председатель! Мы выступаем за полное запрещение ядерного оружия."


@pytest.mark.parametrize(
    "content",
    [
        b"plain",
        "\ufeffwith a mark\r\nand CRLF\rand CR\n".encode(),
        "a\u2028b\u2029c\x0bd\x0ce\x85".encode(),
        b"a control \x01 or two \x1b[0m",
        "e\u0301 \u202e \ufffd \ue000 \u00ad".encode(),
    ],
)
def test_utf8_is_kept_byte_for_byte(content: bytes) -> None:
    decoded = decode(content)
    assert decoded.text.encode() == content
    assert (decoded.step, decoded.encoding) == ("utf-8", "utf-8")


@pytest.mark.parametrize("content", [b"", b" \r\n\t\x0c", "\u2003\u2028".encode(), b"\xef\xbb\xbf", b"\xef\xbb\xbf \n"])
def test_nothing_to_read_is_refused(content: bytes) -> None:
    with pytest.raises(Refused, match=r"empty|white space"):
        decode(content)


@pytest.mark.parametrize(
    ("content", "seems"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\x03\x04....word/document.xml", "Word document"),
        (b"PK\x03\x04....", "zip"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"{\\rtf1\\ansi}", "RTF"),
        (b"text\x00more", "binary"),
        (bytes(range(1, 9)) * 20, "binary"),
    ],
)
def test_what_is_no_text_is_named(content: bytes, seems: str) -> None:
    with pytest.raises(Undecodable, match=seems):
        decode(content)


def test_too_large() -> None:
    with pytest.raises(TooLarge, match="6 bytes"):
        decode(b"abcdef", limit=5)
    with pytest.raises(TooLarge, match="lines"):
        decode(b"a\n" * 200_001)


@pytest.mark.parametrize("name", ["utf-16", "utf-32"])
def test_marked_utf16_and_utf32_are_decoded_and_said(name: str) -> None:
    decoded = decode(RUSSIAN.encode(name))
    assert decoded.text == RUSSIAN
    assert decoded.step == f"{name}, by its byte order mark"
    assert name.upper() in decoded.warnings[0]
    with pytest.raises(Undecodable, match="not valid"):
        decode(codecs.BOM_UTF16_LE + b"\x00\xd8a")


def test_utf16_without_its_mark_is_a_candidate_only() -> None:
    with pytest.raises(Undecodable) as caught:
        decode("A statement".encode("utf-16-le"))
    assert [c["encoding"] for c in caught.value.details["candidates"]] == ["utf-16-le"]  # type: ignore[attr-defined]  # details are objects


def test_a_legacy_encoding_is_never_guessed() -> None:
    content = ("First line\n" + RUSSIAN).encode("windows-1251")
    with pytest.raises(Undecodable) as caught:
        decode(content)
    assert caught.value.details["line"] == 2
    assert caught.value.details["offset"] == 11
    candidates = caught.value.details["candidates"]
    assert isinstance(candidates, tuple)
    assert any(c["encoding"] == "windows-1251" and "Уважаемый" in c["preview"] for c in candidates)


def test_a_declared_encoding_is_used_strictly() -> None:
    decoded = decode(RUSSIAN.encode("windows-1251"), encoding="Windows-1251")
    assert (decoded.text, decoded.encoding, decoded.step) == (RUSSIAN, "windows-1251", "windows-1251, as declared")
    with pytest.raises(Undecodable, match="as declared: line 1"):
        decode(RUSSIAN.encode("utf-8"), encoding="ascii")
    for wrong in ("no-such", "rot13", "base64", "idna"):
        with pytest.raises(InvalidInput):
            decode(b"text", encoding=wrong)
    assert "valid UTF-8 too" in decode(RUSSIAN.encode(), encoding="latin-1").warnings[0]


def test_stray_bytes_in_utf8_are_mixed_encodings() -> None:
    content = RUSSIAN.encode() + b"\nca\xe9\n" + RUSSIAN.encode()
    with pytest.raises(Undecodable, match="1 stray byte in what is otherwise UTF-8, the first on line 2"):
        decode(content)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a\nb\x07", "U+0007 (line 2)"),
        ("a\r\nb\nc", "mixed line ends: 1 LF, 1 CRLF"),
        ("a\u202eb", "U+202E RIGHT-TO-LEFT OVERRIDE (line 1)"),
        ("a\n\u202eb\nc", "not closed (line 2)"),
        ("a\n\u2069b", "closed without opening (line 2)"),
        ("a\ue000", "private-use"),
        ("a\ufffd", "U+FFFD"),
        ("e\u0301", "NFC"),
        ("a\u00adb", "soft hyphens (line 1)"),
        ("\ufeffa", "byte order mark (U+FEFF) at the beginning, kept"),
    ],
)
def test_what_cannot_be_seen_is_said(text: str, said: str) -> None:
    assert any(said in w for w in decode(text.encode()).warnings)


def test_balanced_isolates_are_not_called_unbalanced() -> None:
    assert not any("unbalanced" in w for w in decode("a \u2067b\u2069 c\n\u202ad\u202c".encode()).warnings)
    assert decode("plain, «quoted» text.\n".encode()).warnings == ()
