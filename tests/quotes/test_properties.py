"""What holds for any text and any quotation of it, in six scripts.

6. A selector whose verdict is ``exact`` satisfies ``text[start:end] == quotation``; no likeness ever means "verbatim".
"""

from __future__ import annotations

import unicodedata

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.quotes.conftest import best, source

from statement_archive.quotes.comparable import folded
from statement_archive.quotes.quoted import quoted
from statement_archive.quotes.verdicts import SAME_WORDS

WORDS = {
    "en": ["We", "do", "not", "support", "the", "Treaty's", "text", "non-proliferation", "shall", "café"],
    "ru": ["Мы", "не", "поддерживаем", "текст", "договора", "ни", "одно", "государство", "ещё"],
    "ar": ["لا", "نؤيد", "النص", "المعاهدة", "كل", "دولة", "يجب"],
    "zh": ["我们", "不支持", "条约", "案文", "各国", "应当", "核裁军"],
    "kk": ["Біз", "шарттың", "мәтінін", "қолдамаймыз", "мемлекет", "емес"],
    "hi": ["हम", "संधि", "का", "समर्थन", "नहीं", "करते"],
}
SPACES = [" ", "\u00a0", "  ", "\n", "\u2009"]


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A language, and the words of a text."""
    lang = draw(st.sampled_from(sorted(WORDS)))
    return lang, draw(st.lists(st.sampled_from(WORDS[lang]), min_size=4, max_size=40))


def text_of(lang: str, words: list[str]) -> str:
    return ("" if lang == "zh" else " ").join(words) + ("。" if lang == "zh" else ".")


@settings(deadline=None, max_examples=80)
@given(given_text=texts(), data=st.data())
def test_any_cut_of_a_text_is_exact_and_says_where(given_text: tuple[str, list[str]], data: st.DataObject) -> None:
    lang, words = given_text
    text = text_of(lang, words)
    start = data.draw(st.integers(0, len(text) - 1))
    cut = text[start : data.draw(st.integers(start + 1, len(text)))]
    assume(quoted(cut).fragments)
    match = best(cut, text, lang)
    assert match is not None
    assert match.verdict == "exact"
    assert text[match.start : match.end] in (cut, cut.strip(), quoted(cut).words)


@settings(deadline=None, max_examples=80)
@given(given_text=texts(), data=st.data())
def test_typography_is_never_more_than_typography(given_text: tuple[str, list[str]], data: st.DataObject) -> None:
    lang, words = given_text
    text = text_of(lang, words)
    first = data.draw(st.integers(0, len(words) - 2))
    quoted_words = words[first : data.draw(st.integers(first + 1, len(words)))]
    parts = [quoted_words[0]]
    for word in quoted_words[1:]:
        parts += [data.draw(st.sampled_from(["", "\n"] if lang == "zh" else SPACES)), word]
    changed = unicodedata.normalize(data.draw(st.sampled_from(["NFC", "NFD"])), "".join(parts)).replace("'", "’")
    match = best(f"„{changed}“", text, lang)
    assert match is not None
    assert match.verdict in ("exact", "typography")
    assert folded(text[match.start : match.end]) == folded(changed)


@settings(deadline=None, max_examples=100)
@given(given_text=texts(), data=st.data())
def test_a_dropped_changed_or_added_word_is_never_the_same_words(
    given_text: tuple[str, list[str]], data: st.DataObject
) -> None:
    lang, words = given_text
    at = data.draw(st.integers(1, len(words) - 2))
    what = data.draw(st.sampled_from(["dropped", "changed", "added"]))
    put = {"dropped": [], "changed": ["qqq"], "added": [words[at], "qqq"]}[what]
    changed = text_of(lang, [*words[:at], *put, *words[at + 1 :]])
    text = text_of(lang, words)
    match = best(changed, text, lang)
    if match is not None and match.verdict in SAME_WORDS:  # it stands elsewhere, to the letter
        assert folded(changed).rstrip(".。") in folded(text)


@settings(deadline=None, max_examples=80)
@given(given_text=texts(), data=st.data())
def test_what_an_ellipsis_leaves_out_is_told(given_text: tuple[str, list[str]], data: st.DataObject) -> None:
    lang, words = given_text
    assume(len(words) >= 8)
    words = [f"{word}{n}" if lang != "zh" else f"{word}第{n}" for n, word in enumerate(words)]  # each stands once
    text = text_of(lang, words)
    first = data.draw(st.integers(2, len(words) - 4))
    last = data.draw(st.integers(first + 1, len(words) - 2))
    ellipsis = data.draw(st.sampled_from(["…", "...", "[…]", "[...]", "(…)", "<…>", "……", ". . ."]))
    join = "" if lang == "zh" else " "
    quotation = f"{join.join(words[:first])} {ellipsis} {join.join(words[last:])}"
    match = best(quotation, text, lang)
    assert match is not None
    assert match.verdict == "elided"
    assert [text[a:b] for a, b in match.omitted] == [join.join(words[first:last])]


@settings(deadline=None, max_examples=100)
@given(quotation=st.text(max_size=120), text=st.text(min_size=1, max_size=300))
def test_any_quotation_and_any_text_at_all(quotation: str, text: str) -> None:
    assume(text.strip() and any(c.isalnum() for c in text) and text.isprintable())
    wanted = quoted(quotation)
    if not wanted.fragments:
        return
    match = best(quotation, source(text))
    if match is not None:
        assert 0 <= match.start < match.end <= len(text)
        if match.verdict == "exact":
            assert text[match.start : match.end] in (quotation, quotation.strip(), wanted.words)
