"""PDF files, made line by line and saved from a browser, read as manuscripts."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.importing.pdf_maker import Placed, pdf

from statement_archive.domain.errors import InvalidInput, Refused
from statement_archive.importing.manuscripts import read_manuscript
from statement_archive.quotes.finding import find

SAVED = Path(__file__).with_name("saved")


def lines(*words: str, top: float = 500, left: float = 50, size: float = 11) -> list[Placed]:
    return [(left, top - 14 * i, size, w) for i, w in enumerate(words)]


def page(number: int, *words: str) -> list[Placed]:
    return [(50, 570, 9, "Positions of states on weapons"), *lines(*words), (200, 30, 9, str(number))]


ONE = (
    "The first line of a paragraph that is as wide as the page",
    "allows and which quotes “the words of a treaty on inter-",
    "national humanitarian law and its application to all the",
)
TWO = ("states that have signed it” before it ends here on this line.", "And it ends at last.")


def test_lines_pages_and_hyphens() -> None:
    read = read_manuscript(pdf([page(1, *ONE), page(2, *TWO)]), name="x.pdf")
    assert [(p.kind, p.page) for p in read.parts if p.kind != "body"] == [
        ("furniture", "1"), ("furniture", "1"), ("furniture", "2"), ("furniture", "2"),
    ]  # fmt: skip
    (one,) = find(read)
    assert " ".join(one.said.split()) == (
        "the words of a treaty on inter- national humanitarian law and its application to all the "
        "states that have signed it"
    )
    assert "inter-\nnational" in one.words
    assert [read.text[a:b] for a, b in one.gaps] == ["Positions of states on weapons", "1"]
    assert (one.page, read.media) == ("1", "pdf")


def test_notes_at_the_foot_of_a_page() -> None:
    body = lines(
        "It said ‘no State may do so’.1 And then there was more of it",
        "to be said until the line came to its end.",
    )
    foot = [*lines("1 Statement by Kazakhstan, 23 October 2019,", "https://example.org/a.pdf", top=80, size=8)]
    read = read_manuscript(pdf([[*body, *foot]]))
    assert [(n.mark, n.cut(read.text)) for n in read.notes] == [
        ("1", "Statement by Kazakhstan, 23 October 2019,\nhttps://example.org/a.pdf")
    ]
    (one,) = find(read)
    assert [d.value for d in one.claim.dates] == ["2019-10-23"]


def test_paragraphs_by_space_and_a_block_set_in() -> None:
    wide = "A line that is as wide as all of the page will ever allow it"
    made = [
        *lines("Heading", size=16, top=560),
        *lines(wide, wide, "and its end.", top=500),
        *lines("A quotation that is set in on", "either side of the page.", top=440, left=90),
        *lines(wide, "and its end.", top=390),
    ]
    read = read_manuscript(pdf([made]))
    assert [p.kind for p in read.parts] == ["heading", "body", "quote", "body"]
    assert [q.how for q in find(read)] == ["block"]


def test_scanned_encrypted_and_damaged_files() -> None:
    with pytest.raises(Refused, match="scanned") as scanned:
        read_manuscript(pdf([[], []]))
    assert scanned.value.details["reason"] == "no-text"
    with pytest.raises(Refused) as locked:
        read_manuscript(pdf([lines("Secret words")], encrypted=True))
    assert locked.value.details["reason"] == "encrypted"
    with pytest.raises(InvalidInput):
        read_manuscript(b"%PDF-1.7\n" + b"not a pdf at all " * 20)


def test_a_page_without_text_is_named() -> None:
    read = read_manuscript(pdf([lines("Words of one page"), [], []]))
    assert any("pages without text" in w and "2, 3" in w for w in read.warnings)


def test_right_to_left_text_saved_from_a_browser() -> None:
    """Two words in three came turned round from pdfium; the letters' places set them right."""
    read = read_manuscript((SAVED / "arabic_hebrew.pdf").read_bytes())
    first, second, third = find(read)
    assert " ".join(first.words.split()) == "الأسلحة ذاتية التشغيل تشكل تحديا لأبسط مبادئ القانون الدولي"
    assert first.marks == ("«", "»")
    assert second.words == "السلام ممكن"
    assert third.words == "אנחנו תומכים בשלום ובביטחון"
    assert "قال ممثل كازاخستان في عام 2019 إن" in read.text


def test_a_page_saved_from_a_browser() -> None:
    read = read_manuscript((SAVED / "english.pdf").read_bytes())
    first, second = find(read)
    assert first.claim.note_texts[0].startswith("Statement by Kazakhstan")
    assert second.claim.note_texts == ("Statement by China, 2020.",)
    assert [p.cut(read.text) for p in read.parts if p.kind == "furniture"] == [
        "Report on positions",
        "1",
        "Report on positions",
        "2",
    ]
