"""Quotations of many languages and habits, found in small texts written for this."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statement_archive.importing.manuscripts import read_manuscript
from statement_archive.quotes.finding import find
from statement_archive.quotes.found import FoundQuotation


def found(text: str, lang: str = "und", name: str = "x.txt") -> tuple[FoundQuotation, ...]:
    return find(read_manuscript(text.encode(), name=name, lang=lang))


def words(text: str, lang: str = "und") -> list[str]:
    return [q.words for q in found(text, lang)]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "It said that “no State may do so” and left.", ["no State may do so"]),
        ("en", "It said that ‘no State may do so’ and left.", ["no State may do so"]),
        ("en", 'It said that "no State may do so" and left.', ["no State may do so"]),
        ("en", "It said that 'no State may do so' and left.", ["no State may do so"]),
        ("en", "It said ``no State may do so'' and left.", ["no State may do so"]),
        ("en", "It said ‘no State may do so’[1]Statement, 2019. And ‘nor shall it ever.’2 Or “not at all.”3",
         ["no State may do so", "nor shall it ever.", "not at all."]),
        ("fr", "La France a dit : « aucun État ne peut le faire » en 2019.", ["aucun État ne peut le faire"]),
        ("fr", "Elle a dit « l’État n’a pas dit “jamais de la vie” hier ».",
         ["l’État n’a pas dit “jamais de la vie” hier", "jamais de la vie"]),
        ("de", "Er sagte, „kein Staat darf das tun“, und ging.", ["kein Staat darf das tun"]),
        ("de", "Er sagte »kein Staat ›darf‹ das tun« und ging.", ["kein Staat ›darf‹ das tun", "darf"]),
        ("de", "Er sagte ‚kein Staat darf das tun‘ und ging.", ["kein Staat darf das tun"]),
        ("de", "Die „Für alle Zeiten“-Kampagne begann.", ["Für alle Zeiten"]),
        ("ru", "Казахстан заявил, что «ни одно государство не вправе».", ["ни одно государство не вправе"]),
        ("ru", "Он сказал: «мы „никогда прежде“ не соглашались».",
         ["мы „никогда прежде“ не соглашались", "никогда прежде"]),
        ("uk", "Україна заявила: «жодна держава не має права на п’ять».", ["жодна держава не має права на п’ять"]),
        ("pl", "Powiedział: „żadne państwo nie może tego robić” i wyszedł.", ["żadne państwo nie może tego robić"]),
        ("hu", "Azt mondta: „egyetlen állam sem teheti »soha többé« ezt”.",
         ["egyetlen állam sem teheti »soha többé« ezt", "soha többé"]),
        ("sv", "Han sade att ”ingen stat får göra det” och gick.", ["ingen stat får göra det"]),
        ("sv", "Han sade att »ingen stat får göra det» och gick.", ["ingen stat får göra det"]),
        ("fi", "Hän sanoi, että ’mikään valtio ei saa tehdä niin’.", ["mikään valtio ei saa tehdä niin"]),
        ("da", "Han sagde: »ingen stat må gøre det« og gik.", ["ingen stat må gøre det"]),
        ("nl", "Hij zei: ‘geen staat mag dat doen in de jaren ’90’.", ["geen staat mag dat doen in de jaren ’90"]),
        ("el", "Είπε: «κανένα κράτος δεν μπορεί» και έφυγε.", ["κανένα κράτος δεν μπορεί"]),
        ("es", "España dijo: «ningún Estado puede hacerlo».", ["ningún Estado puede hacerlo"]),
        ("ar", "قال ممثل كازاخستان إن «أي دولة لا يجوز لها ذلك» في عام 2019.", ["أي دولة لا يجوز لها ذلك"]),
        ("ar", "قال ممثل كازاخستان إن ”أي دولة لا يجوز لها ذلك“ في عام 2019.", ["أي دولة لا يجوز لها ذلك"]),
        ("he", 'נציג ארה"ב אמר: "אין למדינה רשות לעשות כן" והלך.', ["אין למדינה רשות לעשות כן"]),
        ("he", "נציג ישראל אמר: „אין למדינה רשות לעשות כן” והלך.", ["אין למדינה רשות לעשות כן"]),
        ("fa", "نماینده گفت: «هیچ دولتی حق ندارد» و رفت.", ["هیچ دولتی حق ندارد"]),
        ("zh", "中国代表说：“任何国家都不得这样做。”他还说了别的话。", ["任何国家都不得这样做。"]),
        ("zh", '中国代表说："任何国家都不得这样做"，随后离开。', ["任何国家都不得这样做"]),
        ("zh-Hant", "代表說：「任何國家都『不得這樣』行事。」隨後離開。", ["任何國家都『不得這樣』行事。", "不得這樣"]),
        ("zh", "根据《不扩散核武器条约》第六条的规定，各国应当谈判。", []),
        ("ja", "代表は「いかなる国もそうしてはならない」と述べた。", ["いかなる国もそうしてはならない"]),
        ("ko", "대표는 “어떤 국가도 그렇게 할 수 없다”고 말했다.", ["어떤 국가도 그렇게 할 수 없다"]),
        ("ko", "대표는 《어떤 국가도 그렇게 할수 없다》고 말하였다.", ["어떤 국가도 그렇게 할수 없다"]),
        ("hi", "प्रतिनिधि ने कहा, “कोई भी राज्य ऐसा नहीं कर सकता” और चले गए।", ["कोई भी राज्य ऐसा नहीं कर सकता"]),
        ("th", "ผู้แทนกล่าวว่า “ไม่มีรัฐใดทำเช่นนั้นได้” แล้วจากไป", ["ไม่มีรัฐใดทำเช่นนั้นได้"]),
        ("hy", "Նա ասաց. «ոչ մի պետություն չի կարող» և գնաց։", ["ոչ մի պետություն չի կարող"]),
        ("tr", "Türkiye “hiçbir devlet bunu yapamaz”ın ötesine geçti.", ["hiçbir devlet bunu yapamaz"]),
        ("vi", "Đại diện nói: “không quốc gia nào được làm thế” rồi rời đi.", ["không quốc gia nào được làm thế"]),
        ("kk", "Қазақстан «бірде-бір мемлекет олай істей алмайды» деп мәлімдеді.",
         ["бірде-бір мемлекет олай істей алмайды"]),
        ("am", "ተወካዩ «ማንም አገር እንዲህ ማድረግ አይችልም» አሉ።", ["ማንም አገር እንዲህ ማድረግ አይችልም"]),
    ],
)  # fmt: skip
def test_marks_of_many_languages(lang: str, text: str, expected: list[str]) -> None:
    assert words(text, lang) == expected
    assert not any(q.mismatched or q.unclosed for q in found(text, lang))


@pytest.mark.parametrize(
    "text",
    [
        "It’s the states’ duty, and the people's, since the ’90s.",
        "It's the states' duty in the '90s, rock 'n' roll and 'tis so.",
        "The beam is 6'2\" long and 12\" wide; 5' would do, 40° 26' 46\" N.",
        "L’État n’a pas dit qu’il s’agit d’aujourd’hui ; c'est l'essentiel.",
        "‘Abd al-Rahman and Ma‘mar spoke of the Qur’an in Hawai‘i.",
        "Hij kwam 's avonds om 't huis en 'n boek te zien.",
        "Представник п'яти держав прибув о п’ятій.",
        'נציג ארה"ב וצה"ל הגיעו.',
        "No marks at all; a < b >> c and ,, nothing.",
        "“” and \"\" and «» are empty.",
    ],
)  # fmt: skip
def test_what_is_no_quotation(text: str) -> None:
    assert words(text) == []


@pytest.mark.parametrize(
    ("text", "expected", "marks"),
    [
        ("It said ‘we shall not agree to this.' Then it left.", "we shall not agree to this.", ("‘", "'")),
        ('It said “we shall not agree to this." Then it left.', "we shall not agree to this.", ("“", '"')),
        ('It said "we shall not agree to this.” Then it left.', "we shall not agree to this.", ('"', "”")),
        ("Er sagte „das darf nicht sein\" und ging.", "das darf nicht sein", ("„", '"')),
        ("It said “we shall not agree to this.’ Then it left.", "we shall not agree to this.", ("“", "’")),
        ("Он сказал «мы не согласны с этим” и ушёл.", "мы не согласны с этим", ("«", "”")),
    ],
)  # fmt: skip
def test_a_closing_mark_that_does_not_belong(text: str, expected: str, marks: tuple[str, str]) -> None:
    (one,) = found(text)
    assert (one.words, one.marks, one.mismatched, one.unclosed) == (expected, marks, True, False)


def test_apostrophes_inside_single_marks() -> None:
    text = "It said ‘the states’ duty isn’t less than the people’s right’, and ‘weapons systems’ were named."
    assert words(text) == ["the states’ duty isn’t less than the people’s right", "weapons systems"]


def test_nested_marks_know_what_they_stand_in() -> None:
    outer, inner, innermost = found("She wrote: “he said ‘they call it “peace and quiet” there’ to us”.")
    assert (outer.how, inner.how, innermost.how) == ("marks", "nested", "nested")
    assert (outer.parent, inner.parent, innermost.parent) == (None, 0, 1)
    assert inner.words == "they call it “peace and quiet” there"


def test_a_quotation_over_several_paragraphs() -> None:
    text = "It said:\n\n“We agree to the first point of it.\n\n“We do not agree to the second.”\n\n"
    text += "Then “it is over” came.\n"
    first, second = found(text)
    assert first.said == "We agree to the first point of it.\n\nWe do not agree to the second."
    assert [text[a:b] for a, b in first.gaps] == ["“"]
    assert second.words == "it is over"


def test_a_quotation_cut_by_a_page() -> None:
    text = (
        "It undertakes to “pursue negotiations in good faith on effective measures relating to the nuclear\n\n"
        "- 3 -\n\narms race... on general and complete disarmament.” That is all that it says on the matter.\n"
    )
    (one,) = found(text)
    assert " ".join(one.said.split()) == (
        "pursue negotiations in good faith on effective measures relating to the nuclear "
        "arms race... on general and complete disarmament."
    )
    assert [text[a:b] for a, b in one.gaps] == ["- 3 -"]


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    text = "It said “we shall never agree to this at all.\n\nThe next paragraph has “its own words” in it.\n"
    first, second = found(text)
    assert (first.words, first.unclosed, first.marks) == ("we shall never agree to this at all.", True, ("“", ""))
    assert (second.words, second.unclosed) == ("its own words", False)


def test_ellipses_brackets_and_query_words_stay_in_the_words() -> None:
    text = "It said “[t]he Parties … shall AND may [not] * do: so? (…) ever”."
    assert words(text) == ["[t]he Parties … shall AND may [not] * do: so? (…) ever"]


def test_short_ones_are_flagged() -> None:
    assert [q.short for q in found("The “smart” one is ‘soft power’, and “this is a sentence”.")] == [True, True, False]
    assert [q.short for q in found("所谓“软实力”与“任何国家都不得这样做”。")] == [True, False]


def test_block_quotations_of_markdown_with_their_attribution() -> None:
    text = "China said in 2020:\n\n> No first use\n> at any time.\n>\n> — China, 2020\n\nAnd “that is that”, it said.\n"
    block, inline = found(text, name="x.md")
    assert (block.how, block.said.split()) == ("block", ["No", "first", "use", "at", "any", "time."])
    assert (inline.how, inline.parent) == ("marks", None)


def test_a_block_quotation_in_marks_is_one() -> None:
    (one,) = found("It said:\n\n> “No first use of it, at any time.”\n", name="x.md")
    assert (one.how, one.marks, one.words) == ("block", ("“", "”"), "No first use of it, at any time.")


def test_a_block_quotation_set_in() -> None:
    body = "China spoke about many things that day and some of them were new to all of us there:\n\n"
    text = (
        body
        + "    No first use at any time,\n    under any circumstances.\n\n"
        + body.replace(":", ".")
        + body.replace(":", ".")
    )
    (one,) = found(text)
    assert (one.how, one.words.split()[:3]) == ("block", ["No", "first", "use"])


def test_bidirectional_controls_do_not_hide_marks() -> None:
    (one,) = found("قال \u200f«\u200eأي دولة لا يجوز لها ذلك\u200f»\u200e ثم غادر.")
    assert "أي دولة" in one.words


def test_a_mark_of_a_note_inside_is_a_gap() -> None:
    text = "It said “no State[1] may do so”.\n\n[1] Any State.\n"
    (one,) = found(text)
    assert one.said == "no State may do so"
    assert one.claim.note_texts == ("Any State.",)


MARKS = "“”‘’\"'«»‹›„‚`「」『』《》〝〞״"
TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from(list(MARKS)),
        st.sampled_from(list("ab AB.,:;!?-s\n\n\r\t[1]¹>*—\u200f\u00a0\u2028\f中国א")),
        st.characters(),
    ),
    max_size=120,
)


@settings(deadline=None, max_examples=150)
@given(TEXTS, st.sampled_from(["und", "en", "sv", "ar", "zh"]), st.sampled_from(["x.txt", "x.md"]))
def test_never_raises_and_offsets_hold(text: str, lang: str, name: str) -> None:
    text = "Words. " + text.replace("\x00", "")
    if sum(c < " " or c == "\x7f" for c in text) > 10 or any("\ud800" <= c <= "\udfff" for c in text):
        return
    manuscript = read_manuscript(text.encode(), name=name, lang=lang, media="markdown" if name == "x.md" else "text")
    all_of_it = find(manuscript)
    for i, one in enumerate(all_of_it):
        assert 0 <= one.outer[0] <= one.start < one.end <= one.outer[1] <= len(manuscript.text)
        assert manuscript.text[one.start : one.end] == one.words
        assert all(one.start <= a < b <= one.end for a, b in one.gaps)
        assert one.part < len(manuscript.parts)
        if one.parent is not None:
            outer = all_of_it[one.parent]
            assert one.parent < i
            assert outer.start <= one.outer[0]
            assert one.outer[1] <= outer.outer[1]
        for other in all_of_it[:i]:
            halves = other.outer[0] < one.outer[0] < other.outer[1] < one.outer[1]
            assert not halves, (other, one)
        for mention in (*one.claim.names, *one.claim.dates, *one.claim.symbols, *one.claim.urls):
            assert 0 <= mention.start < mention.end <= len(manuscript.text)


def test_long_texts_of_marks_take_no_quadratic_time() -> None:
    for piece in ("“", "' a", "’s ", "« ", '"a" ', "‘a’ ", "Aa Bb ", "[1] "):
        found(piece * 2000 + "end")
