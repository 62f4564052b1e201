from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statement_archive.align.cues import keys, kinship, weight
from statement_archive.align.length import align
from statement_archive.domain.beads import Beads, paragraph_beads
from statement_archive.domain.segments import Segment, SegmentKind, SegmentTable, segment_table

Doc = list[tuple[SegmentKind, list[str]]]
Built = tuple[str, SegmentTable]


def build(doc: Doc) -> Built:
    """Paragraphs of a kind and their sentences as a text with its table."""
    segments: list[Segment] = []
    at = 0
    for n, (kind, sentences) in enumerate(doc, start=1):
        start = at
        for k, sentence in enumerate(sentences, start=1):
            segments.append(Segment(f"p{n}.s{k}", "sentence", at, at + len(sentence), kind))
            at += len(sentence) + 1
        segments.append(Segment(f"p{n}", "paragraph", start, at - 1, kind))
        at += 1
    text = "\n\n".join(" ".join(sentences) for _, sentences in doc)
    return text, segment_table(text, segments)


def body(*paragraphs: list[str]) -> Built:
    return build([("body", p) for p in paragraphs])


def ids(beads: Beads) -> list[tuple[str, str]]:
    return [(" ".join(x.a), " ".join(x.b)) for x in beads]


EN = body(
    ["Mr President, my delegation welcomes the report A/RES/70/1 of the Secretary-General."],
    ["The sea rises by 12 centimetres.", "Small islands cannot wait until 2030.", "What shall we do?"],
    ["We therefore support the draft resolution and thank its sponsors for their patience."],
)
RU = body(
    ["Г-н Председатель, моя делегация приветствует доклад A/RES/70/1 Генерального секретаря."],
    ["Море поднимается на 12 сантиметров, и малые острова не могут ждать до 2030 года.", "Что нам делать?"],
    ["Поэтому мы поддерживаем проект резолюции и благодарим его авторов за терпение."],
)


def test_merged_sentences_across_scripts() -> None:
    beads = align(*EN, *RU, lang_a="en", lang_b="ru")
    expected = [("p1.s1", "p1.s1"), ("p2.s1 p2.s2", "p2.s1"), ("p2.s3", "p2.s2"), ("p3.s1", "p3.s1")]
    assert ids(beads) == expected
    assert all(0 <= bead.score <= 1 for bead in beads)
    assert ids(paragraph_beads(beads, EN[1], RU[1])) == [("p1", "p1"), ("p2", "p2"), ("p3", "p3")]


def test_what_was_left_out_stands_alone() -> None:
    prepared = [["We thank the Chair."], ["This line was not read out, for want of time."], ["Peace needs courage."]]
    a, b = body(*prepared), body(prepared[0], prepared[2])
    assert ids(align(*a, *b, lang_a="en", lang_b="en")) == [("p1.s1", "p1.s1"), ("p2.s1", ""), ("p3.s1", "p2.s1")]


def test_furniture_is_no_matter_of_alignment() -> None:
    a = build([("body", ["We thank the Chair."]), ("furniture", ["Page 1 of 2"]), ("body", ["Peace needs courage."])])
    assert not align(*a, *body(["Merci."], ["La paix."]), lang_a="en", lang_b="fr").of_a("p2.s1")


def test_a_heading_pairs_with_a_heading() -> None:
    a = build([("heading", ["On the seas"]), ("body", ["The seas are warm and they rise."])])
    b = build(
        [
            ("body", ["Die Meere sind warm."]),
            ("heading", ["Zu den Meeren"]),
            ("body", ["Die Meere sind warm, sie steigen."]),
        ]
    )
    beads = align(*a, *b, lang_a="en", lang_b="de")
    found = beads.of_a("p1.s1")
    assert found is not None
    assert found.b == ("p2.s1",)


@pytest.mark.parametrize("empty", [("", segment_table("", [])), build([("furniture", ["Page 1"])])])
def test_nothing_aligns_with_nothing(empty: Built) -> None:
    assert ids(align(*empty, *empty, lang_a="en", lang_b="fr")) == []
    assert ids(align(*EN, *empty, lang_a="en", lang_b="fr"))[0] == ("p1.s1", "")
    assert ids(align(*empty, *EN, lang_a="en", lang_b="fr"))[0] == ("", "p1.s1")


def test_keys_fold_digits_and_keep_symbols() -> None:
    assert keys("In ١٩٥٦, 1,234 of A/RES/70/1?") == ("in", "#1956", "#1234", "of", "/A/RES/70/1", "?")
    assert keys("世界人権") == ("世界", "界人", "人権")
    assert kinship("ахметов", "akhmetov") > 0 == kinship("море", "sea")
    assert weight("世界") == weight("abcd") == 4


words = st.sampled_from(["море", "sea", "1956", "the", "世界", "A/70/1", "?", "“x”", "islands"])
docs = st.lists(
    st.lists(st.lists(words, min_size=1, max_size=6).map(" ".join), min_size=1, max_size=4), min_size=1, max_size=6
)


@settings(deadline=None, max_examples=60)
@given(docs, docs)
def test_every_sentence_stands_in_one_bead_in_order(a: list[list[str]], b: list[list[str]]) -> None:
    one, two = body(*a), body(*b)
    beads = align(*one, *two, lang_a="en", lang_b="ru")
    assert [x for bead in beads for x in bead.a] == [s.id for s in one[1].sentences]
    assert [x for bead in beads for x in bead.b] == [s.id for s in two[1].sentences]
    assert beads == align(*one, *two, lang_a="en", lang_b="ru")


@settings(deadline=None, max_examples=40)
@given(docs)
def test_a_text_aligns_with_itself(a: list[list[str]]) -> None:
    unique = [[f"{s} {n} {k}" for k, s in enumerate(p)] for n, p in enumerate(a)]
    one = body(*unique)
    assert all(bead.a == bead.b for bead in align(*one, *one, lang_a="en", lang_b="en"))


def test_very_unequal_texts_are_bounded() -> None:
    long = body(*[[f"Sentence {n} of many."] for n in range(2000)])
    beads = align(*long, *body(["Sentence 7 of many."], ["Fin."]), lang_a="en", lang_b="fr")
    assert sum(len(bead.a) for bead in beads) == 2000


@pytest.mark.parametrize("code", ["fra", "rus", "jpn", "heb", "tur", "fin"])
def test_articles_of_the_declaration_meet_their_own(shared_data: Path, code: str) -> None:
    """Paragraph kinds are hidden: titles of articles count as body, and nothing marks them."""
    a, of_a = declaration(shared_data / "udhr" / "eng.json")
    b, of_b = declaration(shared_data / "udhr" / f"{code}.json")
    beads = paragraph_beads(align(*a, *b, lang_a="en", lang_b=code), a[1], b[1])
    right = sum(1 for x in beads for p in x.a if any(of_a[p] == of_b[q] for q in x.b))
    assert right >= 0.93 * len(of_a)


def declaration(path: Path) -> tuple[Built, dict[str, int]]:
    sections = json.loads(path.read_text("utf-8"))["sections"]
    rows = [(n, p) for n, s in enumerate(sections) for p in ([s["title"]] if s["title"] else []) + s["paragraphs"]]
    return body(*[[p] for _, p in rows]), {f"p{k}": n for k, (n, _) in enumerate(rows, start=1)}
