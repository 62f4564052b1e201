"""What the importer and the verbs say is put into the reader's words, with its lines and numbers kept."""

from __future__ import annotations

import pytest
from flask import Flask

from statement_archive.domain.errors import ArchiveError, Undecodable
from statement_archive.importing import read_document
from statement_archive.importing.decode import decode
from statement_archive.web.presenters.said import Said, all_said, said

TRAPS = (
    "\ufeffOne\u00ad two.\r\nThree \u202efour.\n\nFive \ue000 six \ufffd seven \u2028 e\u0301.\n\n"
    "Eight \x07 \ufeff nine \u202c.\n"
).encode()


@pytest.mark.parametrize(("lang", "word"), [("en", "Soft hyphens"), ("ru", "Мягкие переносы")])
def test_every_warning_of_the_importer_is_known(app: Flask, lang: str, word: str) -> None:
    imported = read_document(TRAPS, name="x.txt", lang="en")
    assert len(imported.warnings) >= 8
    with app.test_request_context(f"/?lang={lang}"):
        told = all_said(imported.warnings)
        assert [each.words for each in told if each.lang] == []
        assert any(each.words.startswith(word) for each in told)


BROKEN: list[tuple[bytes, str | None]] = [
    (b"", None),
    (b" \n", None),
    (b"abc\xff\xfe\x00", None),
    (b"caf\xe9 noir", None),
    (b"x", "klingon"),
    (b"x", "rot13"),
    (("é" * 40).encode() + b"\xff", None),
]


@pytest.mark.parametrize(("content", "encoding"), BROKEN, ids=range(len(BROKEN)))
def test_every_refusal_to_decode_is_known(app: Flask, content: bytes, encoding: str | None) -> None:
    with pytest.raises(ArchiveError) as caught:
        decode(content, encoding=encoding)
    with app.test_request_context("/"):
        assert said(caught.value.message).lang == "", caught.value.message


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("this is not plain text: it seems to be a PDF document", "This is not plain text but a PDF document."),
        ("this is not plain text: it seems to be a zip archive", "This is not plain text but a packed archive."),
        ("this is not plain text: it seems to be a PNG image", "This is not plain text but an image or a recording."),
        ("the file is for another work: a-b, not c-d", "It is for a-b, not for c-d."),
        ("soft hyphens (lines 3, 7, 9 and 12 more)", "Soft hyphens: lines 3, 7, 9 and 12 more."),
        (
            "place stays 'Geneva' as recorded; the deposit says 'Bern'",
            "Place stays as recorded: Geneva. This file says: Bern.",
        ),
        ("not a date in EDTF: '100 % sure' (for example 2018)", "'100 % sure' is not a date as it is recorded here."),
    ],
)
def test_values_are_kept(app: Flask, message: str, words: str) -> None:
    with app.test_request_context("/"):
        assert said(message) == Said(words)


def test_what_is_not_known_is_shown_as_english(app: Flask) -> None:
    with app.test_request_context("/?lang=ru"):
        assert said("the moon is full") == Said("the moon is full", "en")


def test_candidates_are_not_repeated_in_the_words(app: Flask) -> None:
    with pytest.raises(Undecodable) as caught, app.test_request_context("/"):
        decode("Благодарю за внимание, господин Председатель".encode("cp1251"))
    with app.test_request_context("/"):
        assert "Candidates" not in said(caught.value.message).words
