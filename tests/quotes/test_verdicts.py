"""The contract, row by row, and each trap it names, in English, Russian, Arabic and Chinese."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.quotes.conftest import best, source, verdict

from statement_archive.domain.segments import SegmentTable
from statement_archive.quotes.source import SourceText

TREATY = (
    "Article VI\n\nEach of the Parties to the Treaty undertakes to pursue negotiations in good faith on effective"
    " measures relating to cessation of the nuclear arms race at an early date and to nuclear disarmament, and on a"
    " treaty on general and complete disarmament under strict and effective international control.\n\n"
    "Article VII\n\nNothing in this Treaty affects the right of any group of States to conclude regional treaties."
)
TEXTS = {
    "en": "Mr. Chair.\n\nWe shall not support this proposal. We may negotiate if all States agree.\n\nThank you.",
    "ru": "Председатель!\n\nМы не должны поддерживать это предложение. Мы готовы, если все согласны.\n\nСпасибо.",
    "ar": "السيد الرئيس،\n\nنحن لا يجب أن ندعم هذا الاقتراح. نحن مستعدون للتفاوض إذا وافقت كل الدول.\n\nشكرا.",
    "zh": "主席先生：\n\n我们不应支持这项提案。如果所有国家同意，我们可以谈判。\n\n谢谢。",
}
SAME = {
    "en": "We shall not support this proposal.",
    "ru": "Мы не должны поддерживать это предложение.",
    "ar": "نحن لا يجب أن ندعم هذا الاقتراح.",
    "zh": "我们不应支持这项提案。",
}
NEGATION_GONE = {
    "en": "We shall support this proposal.",
    "ru": "Мы должны поддерживать это предложение.",
    "ar": "نحن يجب أن ندعم هذا الاقتراح.",
    "zh": "我们应支持这项提案。",
}
SWALLOWED = {
    "en": ("We … support this proposal", "shall not"),
    "ru": ("Мы [...] поддерживать это предложение", "не должны"),
    "ar": ("نحن […] أن ندعم هذا الاقتراح", "لا يجب"),
    "zh": ("我们……支持这项提案", "不应"),
}
languages = pytest.mark.parametrize("lang", sorted(TEXTS))


@languages
def test_the_same_characters_are_exact(lang: str) -> None:
    match = best(SAME[lang], TEXTS[lang], lang)
    assert match is not None
    assert match.verdict == "exact"
    assert TEXTS[lang][match.start : match.end] == SAME[lang]
    assert (match.starts_inside, match.stops_inside) == (False, False)


@languages
def test_marks_around_it_are_the_quotations_own(lang: str) -> None:
    assert verdict(f"«{SAME[lang]}»", TEXTS[lang], lang) == "exact"
    assert verdict(f"“{SAME[lang]}'", TEXTS[lang], lang) == "exact"  # mismatched


@languages
def test_a_passage_and_its_negation(lang: str) -> None:
    match = best(NEGATION_GONE[lang], TEXTS[lang], lang)
    assert match is not None
    assert match.verdict == "altered"
    assert any(piece.op == "removed" for piece in match.diff)
    assert {alarm.kind for alarm in match.alarms} & {"negation"}


@languages
def test_an_ellipsis_that_swallows_a_negation_or_a_duty(lang: str) -> None:
    quotation, swallowed = SWALLOWED[lang]
    match = best(quotation, TEXTS[lang], lang)
    assert match is not None
    assert match.verdict == "elided"
    assert [TEXTS[lang][a:b] for a, b in match.omitted] == [swallowed]
    assert {alarm.kind for alarm in match.alarms} & {"negation", "modal"}


@languages
def test_fragments_in_the_wrong_order_are_altered(lang: str) -> None:
    first, second = SAME[lang], TEXTS[lang].split("\n\n")[1].removeprefix(SAME[lang]).strip()
    match = best(f"{second} […] {first}", TEXTS[lang], lang)
    assert match is not None
    assert match.verdict == "altered"
    assert match.reordered


@languages
def test_fragments_pages_apart_are_elided_with_an_alarm(lang: str) -> None:
    far = "\n\n".join([SAME[lang], *[TEXTS[lang].split("\n\n")[0]] * 30, TEXTS[lang].split("\n\n")[2]])
    match = best(f"{SAME[lang]} … {TEXTS[lang].split(chr(10))[-1]}", far, lang)
    assert match is not None
    assert match.verdict == "elided"
    assert "paragraph" in {alarm.kind for alarm in match.alarms}


@languages
def test_across_a_page_break_and_its_number(lang: str) -> None:
    words = SAME[lang]
    cut = len(words) // 2 if lang == "zh" else words.index(" ", len(words) // 2)
    broken = f"{TEXTS[lang].split(chr(10))[0]}\n\n{words[:cut]}\n\n- 12 -\n\f\n{words[cut:].strip()}\n"
    held = source(broken, lang, bridge=True)
    match = best(words, held)
    assert match is not None
    assert match.verdict in ("typography", "elided")
    if held.aside:
        assert match.verdict == "typography"
        assert "page breaks" in match.folded


@languages
def test_bidirectional_marks_and_decomposed_accents_are_typography(lang: str) -> None:
    assert verdict(f"\u202b{SAME[lang].replace(' ', chr(0xA0))}\u202c", TEXTS[lang], lang) in ("typography", "exact")
    assert verdict("le désarmement", "Pour le de\u0301sarmement.", "fr") == "typography"


@languages
def test_words_that_stand_nowhere_are_not_near(lang: str) -> None:
    assert verdict("The quick brown fox jumps over the lazy dog near the river bank", TEXTS[lang], lang) is None


def test_the_treaty_with_bare_dots_across_a_line_break() -> None:
    quotation = (
        '"pursue negotiations in good faith on effective measures relating to cessation of the nuclear\n\narms race...'
        ' on general and complete disarmament under strict and effective international control."'
    )
    match = best(quotation, TREATY)
    assert match is not None
    assert match.verdict == "elided"
    assert [TREATY[a:b] for a, b in match.omitted] == ["at an early date and to nuclear disarmament, and on a treaty"]
    assert match.starts_inside
    assert not match.stops_inside
    assert "line breaks" in match.folded


def test_dots_that_stand_in_the_text_are_no_ellipsis() -> None:
    text = "They said: we will… well, we will see. And so on."
    assert verdict("we will... well, we will see", text) == "typography"
    assert verdict("we will… well, we will see", text) == "exact"
    mixed = best("said: we will… well, […] see", text)
    assert mixed is not None
    assert mixed.verdict == "elided"
    assert [text[a:b] for a, b in mixed.omitted] == ["we will"]


def test_an_ellipsis_of_nothing_is_an_adaptation() -> None:
    match = best("We shall not […] support this proposal", TEXTS["en"])
    assert match is not None
    assert match.verdict == "adapted"
    assert match.adapted[0].change == "ellipsis of nothing"


@pytest.mark.parametrize(
    ("quotation", "change"),
    [
        ("we shall not support this proposal", "capital"),
        ("[w]e shall not support this proposal", "insertion"),
        ("[They] shall not support this proposal", "insertion"),  # its own words begin after "We"
        ("We shall not support this [bad] proposal", "insertion"),
        ("We shall not support this proposal [sic].", "insertion"),
        ("We shall not support this proposal,", "final punctuation"),
        ("We shall not support this proposal!", "final punctuation"),
    ],
)
def test_what_an_author_may_adapt(quotation: str, change: str) -> None:
    match = best(quotation, TEXTS["en"])
    assert match is not None
    assert match.verdict == "adapted"
    assert change in {a.change for a in match.adapted}


@pytest.mark.parametrize(
    "quotation",
    [
        "We shall not support [the] proposal",  # for "this"
        "We Shall not support this proposal",
        "We shall never support this proposal",
        "We shall not support proposal",
        "We shall not support this, proposal",
        "We shall, not support this proposal",
        "We shall not support this proposals",
    ],
)
def test_what_an_author_may_not(quotation: str) -> None:
    assert verdict(quotation, TEXTS["en"]) == "altered"


def test_a_fragment_from_the_middle_of_a_sentence() -> None:
    match = best("not support this proposal", TEXTS["en"])
    assert match is not None
    assert (match.verdict, match.starts_inside, match.stops_inside) == ("exact", True, False)


def test_a_negation_just_before_a_quotation_is_told() -> None:
    match = best("support this proposal", "We do not support this proposal.")
    assert match is not None
    assert match.verdict == "exact"
    assert [(a.kind, a.words) for a in match.alarms] == [("negation", "not")]


def test_a_word_cut_in_two_is_told() -> None:
    match = best("We can", "We cannot accept this.")
    assert match is not None
    assert match.verdict == "exact"
    assert [(a.kind, a.words) for a in match.alarms][:2] == [("cut word", "cannot"), ("negation", "cannot")]
    assert best("We can", "We cannot accept this. We can wait.").start == 23  # type: ignore[union-attr]  # it is found


def test_nested_marks_of_another_kind_are_typography() -> None:
    text = "She said: “This is the ‘so-called’ end of it.”"
    assert verdict("This is the “so-called” end of it", text) == "typography"
    assert verdict("‘This is the “so-called” end of it’", text) == "typography"
    assert verdict("This is the so-called end of it", text) == "altered"


@pytest.mark.parametrize("quotation", ["Peace AND security: why *not*?", "peace AND security: why *not*?"])
def test_signs_of_a_query_are_words_like_others(quotation: str) -> None:
    text = "He asked. Peace AND security: why *not*? Nobody knew."
    assert verdict(quotation, text) == ("exact" if quotation[0] == "P" else "adapted")


def test_a_hyphen_at_a_line_end_may_be_either() -> None:
    text = "These are so-\ncalled nego-\ntiations of states."
    assert verdict("These are so-called negotiations of states", text) == "typography"
    assert verdict("These are socalled negotiations of states", text) == "typography"
    assert verdict("These are so called negotiations of states", text) == "altered"


def test_words_left_out_in_silence_are_found_however_long() -> None:
    text = "We welcome the report of the group, which met for two weeks in Geneva in August, and its conclusions."
    match = best("We welcome the report of the group and its conclusions", text)
    assert match is not None
    assert match.verdict == "altered"
    cut = best("We welcome the report of the group, and its conclusions", text)
    assert cut is not None
    assert (cut.verdict, cut.start, text[cut.end :]) == ("altered", 0, ".")


def test_a_note_mark_does_not_break_a_quotation() -> None:
    text = "We recall the Charter1 and its purposes.\n\nWe go on.\n\n1 Charter of the United Nations."
    held = source(text)
    match = best("We recall the Charter and its purposes", held)
    assert match is not None
    assert match.verdict == ("typography" if held.aside else "altered")


def test_of_a_language_without_a_list_the_alarm_says_so() -> None:
    match = best("alpha […] delta", "Alpha alpha beta gamma delta.", "vo")
    assert match is not None
    assert "not examined" in {alarm.kind for alarm in match.alarms}


def test_speakers_crossed_are_told() -> None:
    plain = source("We agree with all of it.\n\nWe refuse all of it.")
    first, second = plain.table.paragraphs
    table = SegmentTable((replace(first, speaker="A"), replace(second, speaker="B"), *plain.table.sentences))
    match = best("We agree with all of it. … refuse all of it", SourceText(plain.text, "en", lambda: table))
    assert match is not None
    assert {alarm.kind for alarm in match.alarms} == {"paragraph", "speaker"}
