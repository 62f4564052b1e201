from __future__ import annotations

import threading
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from statement_archive.analysis.characters import ASCII_TOKENS, TOKENS
from statement_archive.analysis.folding import exact_form
from statement_archive.analysis.tokens import MAX_TOKEN, is_single, stem, tokenize
from statement_archive.domain.text import fold

# Letters, marks, invisible characters and punctuation of several scripts, close together.
TRAPS = [
    *"aAzİıIßéŸ \n\t'’-‐—\"“”«».,/1٣²½_",
    *"\u00ad\u200b\u200c\u200d\u200f\u202b\u2060\ufeff\ufe0f\u0301\u0306\u0308",
    *"йЙёЁжʼґ",
    *"אבּ״",
    *"أإآىةكیـ\u064b\u0654ﷲﻻ",
    *"कक्षाि",
    *"核裁军々〇ァアｱﾞガか゛ー・。\u3099",
    *"ไทยำ์ខ្មែရ",
    *"한국ᄒ\u1161\u11ab",
    *"ＡＢ１ﬁ",
    "\U00020000\U000e0100",
    "\r\n",
]
texts = st.lists(st.one_of(st.sampled_from(TRAPS), st.characters(exclude_categories=["Cs"])), max_size=30).map("".join)
LANGS = ["en", "ru", "fr", "tr", "ar", "fa", "zh-Hans", "kk", "hi", "und", "mul"]


def exact(text: str, lang: str = "und") -> list[str]:
    return [t.exact for t in tokenize(text, lang)]


def stems(text: str, lang: str) -> list[str]:
    return [t.stem for t in tokenize(text, lang)]


@settings(deadline=None, max_examples=300)
@given(texts, st.sampled_from(LANGS))
def test_offsets_cut_what_was_read(text: str, lang: str) -> None:
    """A token's span is not empty, stands in order, and read by itself gives the token again."""
    at = -1
    for token in tokenize(text, lang):
        assert at < token.start < token.end <= len(text)
        assert token.exact
        alone = tokenize(text[token.start : token.end], lang)
        assert (alone[0].exact, alone[0].stem) == (token.exact, token.stem)
        at = token.start


@settings(deadline=None, max_examples=300)
@given(texts)
@example("z\u0306\u3099")
@example("İ\u3099")  # the dot of the folded İ is moved behind the voiced sound mark
def test_typography_and_case_do_not_change_exact_tokens(text: str) -> None:
    """What ``domain.text.fold`` calls the same gives the same exact tokens, but for line breaks inside scripts
    without spaces, which are read over."""
    text = text.replace("\n", " ").replace("\r", " ")
    assert exact(text) == exact(fold(text).text)
    assert exact(text) == exact(unicodedata.normalize("NFC", text))


@settings(deadline=None, max_examples=200)
@given(st.text(st.characters(max_codepoint=127), max_size=40))
def test_plain_text_is_read_alike_by_the_quick_way(text: str) -> None:
    assert [m.span() for m in ASCII_TOKENS.finditer(text)] == [m.span() for m in TOKENS.finditer(text)]


@settings(deadline=None, max_examples=200)
@given(texts)
def test_folding_twice_is_folding_once(text: str) -> None:
    for token in exact(text):
        assert exact_form(token) == token


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("disarma\u00adment", ["disarmament"]),
        ("cafe\u0301", ["café"]),
        ("l’homme l'homme", ["l", "homme", "l", "homme"]),
        ("non-proliferation non‑proliferation", ["non", "proliferation"] * 2),
        ("A/RES/78/241", ["a", "res", "78", "241"]),
        ("1,000.5", ["1", "000", "5"]),
        ("Straße STRASSE", ["strasse", "strasse"]),
        ("İstanbul ISTANBUL", ["istanbul", "istanbul"]),
        ("Ёлка", ["ёлка"]),
        ("сім'я сім’я сімʼя сімя п'я\u0301ть", ["сімя", "сімя", "сімя", "сімя", "пя\u0301ть"]),
        ("й\u00ad’я и\u0306'я", ["йя", "йя"]),
        ("'слово' д'Hondt l'год", ["слово", "д", "hondt", "l", "год"]),
        ("مُسَلَّح مــسلح", ["مسلح", "مسلح"]),
        ("ﻻ لا", ["لا", "لا"]),
        ("أسلحة", ["أسلحة"]),
        ("שָׁלוֹם שלום", ["שלום", "שלום"]),
        ("می\u200cخواهم", ["میخواهم"]),
        ("ＵＮ１", ["un1"]),
        ("ﾃﾞｰﾀ", ["デー", "ータ", "タ"]),
        ("核裁军。军", ["核裁", "裁军", "军", "军"]),
        ("核\n裁", ["核裁", "裁"]),
        ("核 裁", ["核", "裁"]),
        ("第3条款", ["第", "3", "条款", "款"]),
        ("안전보장 이사회", ["안전보장", "이사회"]),
        ("सुरक्षा परिषद", ["सुरक्षा", "परिषद"]),
        ("", []),
        ("… — ?!", []),
    ],
)
def test_exact_tokens(text: str, tokens: list[str]) -> None:
    assert exact(text) == tokens


@pytest.mark.parametrize(
    ("lang", "one", "other"),
    [
        ("ru", "слова", "словом"),
        ("ru", "Ещё", "еще"),
        ("en", "support", "supported"),
        ("fr", "désarmements", "désarmement"),
        ("es", "naciones", "nación"),
        ("ar", "الأسلحة", "أسلحة"),
        ("ar", "اسلحة", "أسلحة"),
        ("ar", "والبحار", "البحار"),
        ("ar", "فالأنهار", "أنهار"),
        ("ar", "مدرسه", "مدرسة"),
        ("fa", "كتاب", "کتاب"),
        ("tr", "IRAK", "ırak"),
        ("hi", "परिषदों", "परिषद"),
        ("kk", "Қазақстан", "қазақстан"),
        ("vi", "nước", "nuoc"),
        ("ar", "٢٠١٨", "2018"),
        ("de-CH", "Länder", "Ländern"),
    ],
)
def test_one_stem(lang: str, one: str, other: str) -> None:
    assert stem(one, lang) == stem(other, lang)


def test_stems_carry_their_language_and_short_i_keeps_its_breve() -> None:
    assert stem("слова", "ru-RU") == "ru:слов"
    assert stem("мой", "kk") != stem("мои", "kk")
    assert stems("核裁", "zh") == ["", ""]


def test_no_stop_words() -> None:
    for lang, text in {
        "en": "may shall not to be or",
        "ru": "не ни без и",
        "fr": "ne pas sans",
        "es": "sin contra",
    }.items():
        assert len(tokenize(text, lang)) == len(text.split())
        assert all(s.removeprefix(f"{lang}:") for s in stems(text, lang))


def test_a_run_too_long_is_cut_and_still_found_whole() -> None:
    tokens = tokenize("x" * (2 * MAX_TOKEN + 5), "en")
    assert [len(t.exact) for t in tokens] == [MAX_TOKEN, MAX_TOKEN, 5]


def test_single_characters() -> None:
    assert is_single("核")
    assert not is_single("核裁")
    assert not is_single("a")


def test_stemmers_are_not_shared_by_threads() -> None:
    wanted = [stem(f"слова{n}ами", "ru") for n in range(200)]
    got: dict[int, list[str]] = {}
    threads = [
        threading.Thread(target=lambda i=i: got.update({i: stems(" ".join(f"слова{n}ами" for n in range(200)), "ru")}))
        for i in range(4)
    ]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert list(got.values()) == [wanted] * 4
