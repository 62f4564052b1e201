"""Any text at all: the table fits it, nothing is edited, time stays linear."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statement_archive.domain.errors import Refused
from statement_archive.domain.segments import from_tsv, to_tsv
from statement_archive.importing import Imported, banners, datelines, dates, decode, read_document, speakers
from statement_archive.importing.document import Media, SentenceMode
from statement_archive.importing.lines import plain
from statement_archive.importing.sentences import sentences

NASTY = st.sampled_from(
    [
        "\r\n", "\n", "\n\n", "\r", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x1f", "\x85", "\u2028",
        "\u2029", "\ufeff", "\u00ad", "\u200b",
        "\u202e", "\u2066", "\u200f", "\u00a0", "\u3000", " ", "\t", ".", "!", "?", "…", "。", "؟", "।",
        "»", "“", "”", "\"", "(", ")", "[1]",
        "¹", "*", "**", "_", "`", "#", "# ", "> ", "- ", "1. ", "2) ", "[a](b)", "![a](b)", "[a]: b",
        "---", "===", "```", "~~~", "\\", "&amp;",
        "<b>", "12", "- 12 -", "A/C.1/73/PV.12  3/25", "Page 3 of 7", "/…", "Mr. ", "No. 5", "т. е. ",
        "2018 г. ", "Thank you, Mr. Chair, ",
        "Check against delivery", "Original: Russian", "29 August 2018, Geneva",
        "Delivered by Ann Lee, head of X (Peru)", "发言人：林小川，司长（云澜）", "Выступает А\u0301нна Лиг, посол (X)",
        "Señor Presidente:",
        "EMBARGOED UNTIL 1 JANUARY 2099", "President: Mr. X (Y)", "arms race", "The end.",
        "nuclear", "中文", "हिन्दी", "عربي", "e\u0301", "😀", "a", "B", "\x00"[:0], "\u0f0b", "\u0e01",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(NASTY, max_size=40).map("".join),
    st.text(max_size=60),
    st.lists(st.one_of(NASTY, st.text(max_size=5))).map("".join),
)
LANGS = st.sampled_from(["en", "ru", "zh", "ja", "ar", "kk", "hi", "de", "und", "mul", "x-none", "en-t-ru", "el"])


def check(imported: Imported, content: bytes) -> None:
    assert imported.text.encode() == content
    assert from_tsv(to_tsv(imported.table), imported.text) == imported.table
    for paragraph in imported.table.paragraphs:
        inside = imported.table.sentences_of(paragraph)
        assert inside
        if any(c.isalnum() for c in paragraph.cut(imported.text)):
            assert all(any(c.isalnum() for c in s.cut(imported.text)) for s in inside)
    for suggestion in imported.suggestions:
        assert imported.text[suggestion.start : suggestion.end] == suggestion.quote != ""


@settings(deadline=None, max_examples=150)
@given(
    TEXTS,
    LANGS,
    st.sampled_from(["text", "markdown"]),
    st.sampled_from(["auto", "lines"]),
    st.sampled_from([None, True]),
)
def test_the_table_fits_any_text(text: str, lang: str, media: Media, mode: SentenceMode, bridge: bool | None) -> None:
    content = text.encode()
    try:
        imported = read_document(content, name="a", lang=lang, media=media, sentences=mode, bridge=bridge)
    except Refused:
        return
    if mode == "auto":
        check(imported, content)
    else:
        lines = [line for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip()]
        assert [s.cut(text) for s in imported.table.sentences] == [line.strip() for line in lines]


@settings(deadline=None, max_examples=100)
@given(TEXTS)
def test_a_plain_reading_knows_where_its_characters_stand(text: str) -> None:
    read = plain(text)
    assert len(read.at) == len(read.words) + 1
    assert list(read.at) == sorted(read.at)
    assert read.at[-1] == len(text)
    for i, char in enumerate(read.words):
        assert char == " " or char in unicodedata.normalize("NFC", text[read.at[i] :])


@settings(deadline=None, max_examples=150)
@given(TEXTS, LANGS)
def test_sentences_leave_out_white_space_only(text: str, lang: str) -> None:
    at = 0
    for start, end in sentences(text, lang):
        assert at <= start < end
        assert not text[at:start].strip()
        at = end
    assert not text[at:].strip()


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(content: bytes) -> None:
    try:
        decoded = decode(content)
    except Refused:
        return
    if decoded.step == "utf-8":
        assert decoded.text.encode() == content


LONG = 40_000


@pytest.mark.parametrize(
    "line",
    [
        "x" * LONG, "." * LONG, ". " * LONG, "(" * LONG, "[" * 20_000, "**" * LONG, "A/1" * LONG,
        "1." * LONG, "a. " * LONG, "\"'" * LONG,
        "- " * 20_000, "August " * 20_000, "1 " * LONG, ">" * 5_000, "_a" * 20_000, "中。" * LONG,
        "\u202e" * LONG, "original: " * 20_000, "H.E. " * 20_000,
    ],
    ids=lambda line: repr(line[:4]),
)  # fmt: skip
@pytest.mark.no_cover  # a large input: traced, it takes three times as long
def test_long_lines_do_not_explode(line: str) -> None:
    for media in ("text", "markdown"):
        if media == "text" or not line.startswith(("[", "**", "_", ">", "-")):  # the Markdown parser's own limits
            assert read_document(line.encode() + b" a", name="a", lang="en", media=media).text == f"{line} a"


@pytest.mark.parametrize(
    "piece", ["x" * 150, "a " * 75, "A/1" * 40, "of the " * 20, "Mr. " * 30, "by by " * 25, "1 " * 70, "на " * 50,
     "draft " * 25, "until, " * 20, "a and " * 25, "Summary record of " * 8, "(a) " * 35,
        "السيد " * 25, "发言人：" * 35,
     "A b, " * 30, "арқылы " * 20, "President: " * 14, "Held on " * 18,
     "синхронного " * 12, "е\u0301" * 75],
)  # fmt: skip
def test_short_line_patterns_do_not_explode(piece: str) -> None:
    """Passes by ending: a pattern that explodes meets the watchdog of the test settings."""
    for lang in ("en", "ru", "mul"):
        banners.match(piece, lang)
        datelines.dateline(piece[:100] + " 5.3.2023", lang)
        speakers.byline(piece, lang)
        speakers.byline("Delivered by " + piece * 3, lang)
        speakers.is_statement_title(piece * 3)
        dates.find_dates(piece, lang)
        speakers.byline("Statement by " + piece * 3, lang)
        speakers.forum("at the " + piece * 3)


@pytest.mark.no_cover  # a large input: traced, it takes three times as long
def test_many_lines_are_not_quadratic() -> None:
    text = "\n".join(["A line of some words. And more of it."] * 15_000)
    read = read_document(text.encode(), name="a.txt", lang="en")
    assert len(read.table.sentences) == 30_000
