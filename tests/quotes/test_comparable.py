"""Folding for comparison: only typography goes, and every compared character leads back to stored ones."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statement_archive.quotes.comparable import comparable, folded, lowered
from statement_archive.quotes.quoted import quoted

PIECES = [
    *"aZé7 ", "е\u0301", "ё",
    "核", "の", "が", "か\u3099", "한", "\u1112\u1161\u11ab", "م", "\u064b", "ـ", "ﬁ", "１", "ａ",
    "\n", "\r\n", "\f", "\u00a0", "\u202f", "\u00ad", "\u200b", "\u202b", "“", "”", "«", " »", "‘", "’", "'", '"', "-",
    "–", " — ", "--", "-\n", "…", "...", ". . .", ",", "!", "?", ":", ".", "²", "[", "]", "\U0001f600", "𝒜",
]  # fmt: skip


@settings(deadline=None)
@given(text=st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_every_compared_character_leads_back_to_stored_ones_in_order(text: str) -> None:
    found = comparable(text)
    assert len(found.low) == len(found.text)
    before = 0
    for i in range(len(found.text)):
        start, end = found.start(i), found.end(i + 1)
        assert 0 <= start < end <= len(text)
        assert start >= before or found.text[i - 1 : i + 1]  # characters of one piece share its span
        before = max(before, start)
        if (
            end - start == 1
            and text[start].isalnum()
            and text[start] != "ـ"
            and len(unicodedata.normalize("NFKC", text[start])) == 1
        ):
            assert unicodedata.normalize("NFKC", text[start]) == found.text[i] or text[start] == found.text[i]


@settings(deadline=None)
@given(text=st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_letters_and_digits_are_never_lost(text: str) -> None:
    def letters(words: str) -> list[str]:
        plain = unicodedata.normalize("NFKC", "".join(c for c in words if c not in "²𝒜ـ"))
        return [c for c in plain if c.isalnum()]

    assert letters(comparable(text).text) == letters(text)


@settings(deadline=None)
@given(text=st.text(max_size=60))
def test_any_text_at_all_is_folded(text: str) -> None:
    found = comparable(text)
    for i in range(len(found.text)):
        assert 0 <= found.start(i) < found.end(i + 1) <= len(text)
    for at in range(len(text) + 1):
        assert 0 <= found.at(at) <= len(found.text)


@settings(deadline=None)
@given(
    before=st.lists(st.sampled_from(PIECES), max_size=8).map("".join),
    words=st.sampled_from(["we shall not", "核裁军", "не должны", "لا يجب"]),
)
def test_a_stored_offset_leads_to_what_it_became(before: str, words: str) -> None:
    text = f"{before} {words}"
    found = comparable(text)
    at = found.at(text.rindex(words))
    assert found.text[at:].startswith(words)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“We shall”", '"We shall"'),
        ("‚we‘ shall", "'we' shall"),
        ("« non »", "“non”"),
        ("don’t", "don't"),
        ("10–15", "10-15"),
        ("words — and more", "words—and more"),
        ("words -- and", "words – and"),
        ("We  shall\n\nnot", "We shall not"),
        ("nego-\ntiate", "negotiate"),
        ("nego\u00ad\ntiate", "negotiate"),
        ("nego\u00adtiate", "negotiate"),
        ("nego\u2010\r\n  tiate", "negotiate"),
        ("cafe\u0301", "café"),
        ("е\u0301", "е\u0301"),
        ("ﬁssile", "fissile"),
        ("ＡＢＣ１２", "ABC12"),
        ("核\n裁军", "核裁军"),
        ("核 裁军", "核裁军"),
        ("sécurité !", "sécurité!"),
        ("war…", "war..."),
        ("war . . .", "war..."),
        ("\u202bلا نقبل\u202c", "لا نقبل"),
        ("لاـ نقبل", "لا نقبل"),
        ("he said: “‘no’”", "he said: “no”"),
    ],
)
def test_what_printers_exchange_is_the_same(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("we can", "we cannot"),
        ("its", "it's"),
        ("re-form", "reform"),
        ("non proliferation", "nonproliferation"),
        ("State", "state"),
        ("10²", "102"),
        ("mode", "modé"),
        ("все", "всё"),
        ("so-called ‘threats’", "so-called threats"),
        ("1.5", "15"),
        ("Anglo-\nSaxon", "AngloSaxon"),
        ("shall; not", "shall, not"),
        ("علم", "عِلم"),
    ],
)
def test_what_changes_a_word_is_not(one: str, other: str) -> None:
    assert folded(one) != folded(other)


def test_a_page_number_is_bridged_and_stays_where_it_is() -> None:
    text = "effective measures\n\n12\n\nrelating to"
    found = comparable(text, [(20, 22)])
    assert found.text == "effective measures relating to"
    assert found.start(found.text.index("relating")) == text.index("relating")


def test_capitals_are_taken_away_letter_for_letter() -> None:
    assert lowered("İSTANBUL Straße") == "İstanbul straße"


@pytest.mark.parametrize("sign", ["- ", ". ", "“ ", "…", " ", "[", "-\n", "a\u0301", "\u200b", "— -"])
def test_long_runs_of_signs_take_no_quadratic_time(sign: str) -> None:
    text = sign * 30_000
    found = comparable(text)
    assert found.end(len(found.text)) <= len(text)
    assert quoted(text).raw == text
