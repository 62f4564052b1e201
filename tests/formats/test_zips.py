"""Zips from strangers: nothing bad gets in, nothing good is lost."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from statement_archive.domain.errors import ArchiveError, InvalidInput, TooLarge
from statement_archive.formats import zips

GOOD = {"w/fr.translation.po": b"words", "w/de.translation.po": "Wörter".encode()}


def packed(extra: list[tuple[zipfile.ZipInfo | str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in [*list(GOOD.items())[:1], *extra, *list(GOOD.items())[1:]]:
            target.writestr(name, content)
    return out.getvalue()


def info(name: str, **values: int) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name)
    made.compress_type = zipfile.ZIP_DEFLATED
    for key, value in values.items():
        setattr(made, key, value)
    return made


def test_the_same_files_are_the_same_bytes() -> None:
    content = zips.write(GOOD)
    assert content == zips.write(GOOD)
    members, refused = zips.read(content)
    assert ({m.name: m.content for m in members}, refused) == (GOOD, ())


LINK = info("link", create_system=3, external_attr=0o120777 << 16)
DEVICE = info("pipe", create_system=3, external_attr=0o010644 << 16)


@pytest.mark.parametrize(
    ("member", "reason"),
    [
        (("../../etc/passwd", b"x"), "out of the zip"),
        (("a/../../b.po", b"x"), "out of the zip"),
        (("a\\..\\b.po", b"x"), "out of the zip"),
        (("/etc/passwd", b"x"), "absolute"),
        (("C:\\x.po", b"x"), "absolute"),
        (("\\\\server\\x.po", b"x"), "absolute"),
        (("a\x1bb.po", b"x"), "control"),
        (("a\u202egnp.po", b"x"), "control"),
        (("con.po", b"x"), "not that of a file"),
        (("a//b.po", b"x"), "not that of a file"),
        (("x" * 300, b"x"), "too long"),
        ((LINK, b"/etc/passwd"), "a link"),
        ((DEVICE, b""), "a link or a device"),
        (("inner.zip", zips.write(GOOD)), "zip within"),
        (("innocent.po", zips.write(GOOD)), "zip within"),
        (("bomb.po", b"0" * (20 * 1024 * 1024 + 1)), "unpacks to more than"),
        (("ratio.po", b"0" * (8 * 1024 * 1024)), "times its size"),
        (("W/FR.translation.PO", b"again"), "twice"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_bad_member_is_refused_and_the_good_ones_stay(
    member: tuple[zipfile.ZipInfo | str, bytes], reason: str
) -> None:
    members, refused = zips.read(packed([member]))
    assert {m.name: m.content for m in members} == GOOD
    (row,) = refused
    assert reason in row.reason
    assert row.text.isprintable()


def test_an_encrypted_member_is_refused() -> None:
    content = bytearray(packed([("secret.po", b"x")]))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.index(b"secret.po") if mark == b"PK\x03\x04" else content.rindex(b"secret.po")
        at = content.rindex(mark, 0, at)
        content[at + offset] |= 1
    members, refused = zips.read(bytes(content))
    assert (len(members), [r.reason for r in refused]) == (2, ["it is encrypted"])


def test_damaged_bytes_are_refused_by_themselves() -> None:
    content = bytearray(packed([(info("bad.po", compress_type=zipfile.ZIP_STORED), b"0123456789")]))
    content[content.index(b"0123456789")] = ord("X")
    members, refused = zips.read(bytes(content))
    assert len(members) == 2
    assert "unpacked" in refused[0].reason


def test_a_header_that_lies_about_sizes_is_not_believed() -> None:
    content = bytearray(packed([("bomb.po", b"0" * (30 * 1024 * 1024))]))
    at = content.rindex(b"PK\x01\x02", 0, content.rindex(b"bomb.po"))
    content[at + 24 : at + 28] = struct.pack("<I", 10)
    members, refused = zips.read(bytes(content))
    assert len(members) == 2
    assert len(refused) == 1


def test_all_members_together_are_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zips, "MAX_TOTAL", 100)
    members, refused = zips.read(packed([("a.po", b"x" * 60), ("b.po", b"y" * 60), ("c.po", b"z" * 10)]))
    assert [m.name for m in members] == ["w/fr.translation.po", "a.po", "c.po", "w/de.translation.po"]
    assert [r.text for r in refused] == ["b.po"]


def test_too_many_members_are_refused_whole() -> None:
    with pytest.raises(TooLarge):
        zips.read(zips.write({f"{n}.po": b"" for n in range(zips.MAX_MEMBERS + 1)}))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"PK\x05\x06", b"words", zips.write(GOOD)[:-10]])
def test_what_is_no_zip_is_refused(content: bytes) -> None:
    with pytest.raises(InvalidInput):
        zips.read(content)


def test_any_flipped_byte_is_refused_or_read() -> None:
    content = zips.write(GOOD)
    for at in range(len(content)):
        spoiled = bytearray(content)
        spoiled[at] ^= 0x41
        try:
            zips.read(bytes(spoiled))
        except ArchiveError:
            continue
