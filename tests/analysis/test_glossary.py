"""Terms in a text: by stem, the longest first, in scripts with and without spaces."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from statement_archive.analysis.glossary import missing_renderings, term_hits
from statement_archive.domain.terms import Concept, TermForm

SETTLEMENT = Concept(
    "settlement",
    (
        TermForm("мирное урегулирование", "ru", "preferred"),
        TermForm("règlement pacifique", "fr", "preferred"),
        TermForm("règlement paisible", "fr", "deprecated"),
        TermForm("和平解决", "zh-Hans"),
    ),
)
PEACE = Concept("peace", (TermForm("мир", "ru"), TermForm("paix", "fr"), TermForm("和平", "zh-Hans")))
TREATY = Concept("treaty", (TermForm("договор", "ru"), TermForm("معاهدة", "ar"), TermForm("traité", "fr")))
ALL = (PEACE, SETTLEMENT, TREATY)


def found(text: str, lang: str) -> list[tuple[str, str]]:
    return [(hit.concept.id, text[hit.start : hit.end]) for hit in term_hits(text, lang, ALL)]


def test_terms_are_found_in_any_form_the_longest_first() -> None:
    text = "Ради мирного урегулирования, по договорам, за мир."
    assert found(text, "ru") == [
        ("settlement", "мирного урегулирования"),
        ("treaty", "договорам"),
        ("peace", "мир"),
    ]


def test_scripts_without_spaces_and_arabic() -> None:
    assert found("我们支持和平解决争端，维护和平。", "zh-Hans") == [("settlement", "和平解决"), ("peace", "和平")]
    assert found("我们支持和平", "zh-Hans") == [("peace", "和平")]
    assert [c for c, _ in found("ندعم هذه المعاهدة.", "ar")] == ["treaty"]


def test_other_languages_and_other_scripts_do_not_count() -> None:
    assert found("мир и договор", "fr") == []
    assert found("和平", "zh-Hant") == []
    assert [c for c, _ in found("la paix", "fr-CA")] == ["peace"]


def test_two_concepts_may_share_a_term() -> None:
    other = Concept("treaty-b", (TermForm("договоры", "ru"),))
    assert [h.concept.id for h in term_hits("Договор.", "ru", (TREATY, other))] == ["treaty", "treaty-b"]


def test_a_missing_rendering_is_told_once_with_what_would_do() -> None:
    source = "Договор о мирном урегулировании; этот договор в силе."
    good = "Le traité de règlement pacifique ; ce traité est en vigueur."
    assert missing_renderings(source, good, ALL, "ru", "fr") == ()
    (missing,) = missing_renderings(source, "La convention de règlement pacifique.", ALL, "ru", "fr")
    assert source[missing.source.start : missing.source.end] == "Договор"
    assert [form.text for form in missing.wanted] == ["traité"]
    (used,) = missing_renderings(source, "Le traité de règlement paisible.", ALL, "ru", "fr")
    assert (used.source.concept.id, used.used[0].form.status) == ("settlement", "deprecated")


def test_what_has_no_term_in_the_target_language_is_not_missing() -> None:
    assert missing_renderings("Мир.", "Peace.", ALL, "ru", "en") == ()


@given(st.text("мир договорам урегулирование和平解决, .", max_size=60), st.sampled_from(["ru", "zh-Hans", "fr", "und"]))
@settings(max_examples=200, deadline=None)
def test_hits_lie_in_the_text_in_order(text: str, lang: str) -> None:
    hits = term_hits(text, lang, ALL)
    assert all(0 <= h.start < h.end <= len(text) for h in hits)
    assert all(a.start <= b.start for a, b in pairwise(hits))
