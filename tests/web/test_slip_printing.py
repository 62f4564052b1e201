"""A slip as PDF: the same bytes each time, the JSON attached, no empty boxes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from tests.slips import made

from statement_archive.quotes.slip import Slip, canonical
from statement_archive.quotes.slip_files import slip_in
from statement_archive.quotes.slip_words import CODES, LABELS
from statement_archive.settings import Settings
from statement_archive.web.presenters import slip_words
from statement_archive.web.presenters.slip import invisible, visible
from statement_archive.web.printing.apart import in_language, is_printed, printed
from statement_archive.web.printing.code import code_address, code_svg
from statement_archive.web.printing.pdf import CannotPrint, slip_pdf

ARABIC = "لا نؤيد هذا الاقتراح"
CHINESE = "我们不支持这一提案"
WITHOUT_SHAPE = "\u0378"  # not assigned: no font has it


SETTINGS = Settings(home=Path("nowhere"))


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with in_language(SETTINGS, "en"):
        yield


def with_words(words: str, lang: str) -> Slip:
    place = {**made()["place"], "wording": words, "lang": lang}
    return made({"place": place, "sentences": {**made()["sentences"], "text": words}, "quotation": words})


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_the_same_slip_gives_the_same_bytes() -> None:
    slip = made()
    pdf = slip_pdf(slip)
    assert pdf == slip_pdf(slip)
    assert slip_in(pdf) == canonical(slip)
    assert b"pdfaid:part" in pdf or b"pdfaid" in pdf
    said = text_of(pdf)
    assert "We do not support it." in said
    assert slip["digest"] in said
    assert slip["link"] in said.replace("\r\n", "").replace("\n", "")


@pytest.mark.parametrize(("words", "lang"), [(ARABIC, "ar"), (CHINESE, "zh-Hans")])
def test_scripts_are_set_or_refused(words: str, lang: str) -> None:
    """Where this system has no font for a script, it says so."""
    try:
        pdf = slip_pdf(with_words(words, lang))
    except CannotPrint as error:
        pytest.skip(error.message)
    assert slip_in(pdf)
    assert len(text_of(pdf)) > len(words)


def test_a_character_without_a_shape_is_named() -> None:
    with pytest.raises(CannotPrint, match=r"U\+0378"):
        slip_pdf(with_words(f"said {WITHOUT_SHAPE}", "en"))


def test_words_are_never_read_as_markup() -> None:
    words = "#set page(width: 1cm) *bold* $x$ <label> @ref // comment \\ [a] #panic()"
    assert words in text_of(slip_pdf(with_words(words, "en"))).replace("\r\n", " ")


def test_turned_words_turn_nothing_behind_them() -> None:
    said = text_of(slip_pdf(with_words("said \u202eevil", "en")))
    assert made()["text"]["sha256"] in said


def test_printed_without_a_server() -> None:
    slip = made()
    for kind in ("html", "pdf"):
        content = printed(SETTINGS, slip, kind, "ru")
        assert slip_in(content) == canonical(slip)
        assert is_printed(SETTINGS, slip, content)
    assert not is_printed(
        SETTINGS, slip, printed(SETTINGS, slip, "html", "en").replace(b"do not support", b"do support", 1)
    )


def test_a_code_only_of_a_link_that_can_be_followed() -> None:
    link = "https://archive.example/works/w/en.delivered@1/p2"
    assert code_svg(link).startswith("<svg")
    assert code_address(link).startswith("data:image/svg+xml")
    assert code_svg("/works/w/en.delivered@1/p2") == code_address("/works/w") == ""


def test_words_are_the_same_in_both_rings() -> None:
    assert {k: str(v) for k, v in slip_words.LABELS.items()} == LABELS
    assert {k: str(v) for k, v in slip_words.CODES.items()} == CODES


def test_marks_that_cannot_be_seen() -> None:
    assert visible("a\u202e\n b") == "a[U+202E] b"
    assert invisible("a\u200b\u200bb\n\u202e") == "U+200B (2), U+202E"


def test_on_paper_only_the_slip_is_left() -> None:
    sheet = (Path(__file__).parents[2] / "src/statement_archive/web/static/slip.css").read_text(encoding="utf-8")
    on_paper = sheet[sheet.index("@media print") :]
    for name in (".slip-actions", ".slip-data", "display: none"):
        assert name in on_paper
