"""What a citation says of the words, in every language that has words for it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statement_archive.exporting.note import note, place_words
from statement_archive.exporting.phrases import PHRASES, phrase, spoken
from statement_archive.exporting.record import Place, Spot, Words

NINE = Place(Spot("9"), Spot("9"))
TRANSLATION = Words(False, "en", standing="unofficial", languages=("ru",), makers=("the Mission",))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (TRANSLATION, "delivered in Russian; English translation, unofficial, by the Mission; para. 9"),
        (
            Words(False, "en", languages=("ru",), held=False),
            "delivered in Russian; English translation, translator unknown; text as delivered not held; para. 9",
        ),
        (
            Words(False, "ru", original=True, relation="delivered", languages=("ru",)),
            "delivered in Russian; text as delivered; para. 9",
        ),
        (
            Words(False, "fr", original=True, relation="prepared", languages=("fr",), held=False),
            "delivered in French; prepared text, check against delivery; text as delivered not held; para. 9",
        ),
        (
            Words(False, "zh-Hans", original=True, relation="delivered", languages=("zh-Hans",), superseded=True),
            "delivered in Chinese; text as delivered; version 1, since superseded; para. 9",
        ),
        (
            Words(False, "en", method="machine", languages=("ar",), via="fr", outdated=True, reviewed=False),
            (
                "delivered in Arabic; English machine translation, by way of French, not reviewed, "
                "made before the original was corrected; para. 9"
            ),
        ),
        (
            Words(False, "en", relation="summary", by_delegation=True, standing="official"),
            (
                "language of delivery unknown; English translation, official, of a summary record, not the speaker’s "
                "own words, by the delegation; para. 9"
            ),
        ),
        (
            Words(False, "mul", original=True, relation="delivered", languages=("ru", "kk"), passage=("kk",)),
            "delivered in Russian and Kazakh; text as delivered, passage in Kazakh; para. 9",
        ),
        (
            Words(True, "en", original=True, relation="written", languages=("en", "fr")),
            "authentic in English and French; authentic text; para. 9",
        ),
        (
            Words(True, "en", languages=("fr",), held=False),
            "authentic in French; English translation, translator unknown; authentic text not held; para. 9",
        ),
    ],
)
def test_each_fact_is_said_and_nothing_else(words: Words, expected: str) -> None:
    assert note(words, NINE, "en") == expected


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (Place(), ""),
        (Place(Spot("9"), Spot("11")), "paras. 9–11"),
        (Place(Spot("9"), Spot("9"), (2, 2)), "para. 9, second sentence"),
        (Place(Spot("9"), Spot("9"), (12, 12)), "para. 9, sentence 12"),
        (Place(Spot("9"), Spot("9"), (2, 4)), "para. 9, sentences 2–4"),
        (Place(Spot("", "title"), Spot("", "title")), "title"),
        (Place(Spot("", "heading", "2", "3"), Spot("", "heading", "2", "3")), "heading before para. 3"),
        (Place(Spot("", "body", "2"), Spot("", "body", "2")), "unnumbered paragraph after para. 2"),
        (Place(Spot("", "title"), Spot("2")), "from title to para. 2"),
    ],
)
def test_a_place_is_named_as_people_name_it(place: Place, expected: str) -> None:
    assert place_words(place, "en") == expected


def test_languages_stand_in_the_case_that_the_phrase_needs() -> None:
    said = {lang: note(TRANSLATION, NINE, lang) for lang in PHRASES}
    assert said["ru"].startswith("произнесено на русском языке; перевод на английский язык, неофициальный")
    assert said["kk"].startswith("орыс тілінде айтылған; ағылшын тіліне аударма")
    assert said["fr"].startswith("prononcé en russe ; traduction en anglais, non officielle")
    assert said["ar"].startswith("أُلقي باللغة الروسية؛ ترجمة إلى اللغة الإنجليزية، غير رسمية")
    assert said["zh"].startswith("以俄语发言；英语译文，非正式")
    assert note(Words(False, "hi", original=True, relation="delivered", languages=("hi",)), NINE, "ru").startswith(
        "произнесено на языке: хинди"
    )


def test_every_language_has_every_phrase_and_the_same_slots() -> None:
    for lang, phrases in PHRASES.items():
        assert phrases.keys() == PHRASES["en"].keys(), lang
        for key, english in PHRASES["en"].items():
            slots = set(re.findall(r"\{(\w+)", english))
            assert set(re.findall(r"\{(\w+)", phrases[key])) == slots, (lang, key)


def test_a_language_without_words_gets_english() -> None:
    assert (spoken("de"), spoken("ru-UA"), spoken("zh-Hant")) == ("en", "ru", "zh")


def test_a_name_that_looks_like_a_slot_stays_as_it_is() -> None:
    assert phrase("en", "by", name="{n} {name} {lang}") == "by {n} {name} {lang}"


spots = st.builds(
    Spot,
    st.sampled_from(["", "1", "9", "12"]),
    st.sampled_from(["body", "title", "heading", "salutation", "note", "stage", "banner", "furniture"]),
    st.sampled_from(["", "3"]),
    st.sampled_from(["", "5"]),
)
places = st.builds(Place, spots, spots, st.none() | st.just((2, 3)))
tags = st.sampled_from(["ru", "en", "ar", "zh-Hans", "mul", "und", "pt-BR", "qaa"])
words_of = st.builds(
    Words,
    document=st.booleans(),
    lang=tags,
    original=st.booleans(),
    relation=st.sampled_from(["delivered", "prepared", "record", "summary", "written", "unknown"]),
    languages=st.lists(tags, max_size=3).map(tuple),
    passage=st.lists(tags, max_size=2).map(tuple),
    method=st.sampled_from(["human", "interpretation", "machine", "post-edited", "unknown"]),
    standing=st.sampled_from(["official", "unofficial", "unknown"]),
    makers=st.sampled_from([(), ("A",), ("A", "B")]),
    via=st.sampled_from(["", "fr"]),
    held=st.booleans(),
    reviewed=st.booleans(),
    outdated=st.booleans(),
    superseded=st.booleans(),
)


@settings(deadline=None, max_examples=150)
@given(words_of, places, st.sampled_from(sorted(PHRASES)))
def test_no_note_has_holes(words: Words, place: Place, lang: str) -> None:
    said = note(words, place, lang)
    assert said
    assert "None" not in said
    assert not re.search(r"[{}]|[,;] ?[,;]|^[,; ]|[,; ]$", said)
