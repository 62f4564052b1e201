"""Lines, frequencies, pairs: each against a count by hand."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.workflow.conftest import Desk

from statement_archive.analysis.tokens import tokenize
from statement_archive.domain.actors import HOME_ADMINISTRATOR, PUBLIC
from statement_archive.domain.errors import InvalidInput, NotAllowed
from statement_archive.formats.sheet import cell
from statement_archive.workflow import frequency as frequencies
from statement_archive.workflow.asked import Asked
from statement_archive.workflow.exporting import export
from statement_archive.workflow.frequency import frequency
from statement_archive.workflow.lines import lines
from statement_archive.workflow.paired_search import paired

ENGLISH = "The sea is wide.\n\nA sea, a lake; the sea again.\n\nNo water here."
RUSSIAN = "Море широко.\n\nМоре, озеро; снова море.\n\nЗдесь нет воды."
FRENCH = "La mer est large.\n\nUne mer, un lac; encore la mer.\n\nPas d'eau ici."


@pytest.fixture
def seas(desk: Desk) -> Desk:
    facts = {"body": "Norlanda", "body_kind": "state", "body_country": "NO"}
    desk.deposit(RUSSIAN, "ru", "delivered", work="w", date="2001-02-03", **facts)
    desk.deposit(ENGLISH, "en", "translation", work="w", translated_from="ru.delivered")
    desk.deposit(FRENCH, "fr", "translation", work="w", translated_from="en.translation")
    desk.deposit("The sea, undated.", "en", "delivered", work="v")
    desk.deposit("A dark sea.", "en", "delivered", work="draft", date="1999-01-01", draft=True)
    return desk


def test_a_line_for_each_find(seas: Desk) -> None:
    found = lines(seas.archive, PUBLIC, Asked("sea", {"lang": frozenset({"en"})}), seas.now, by="right")
    assert [(x.left + x.found + x.right)[len(x.left) :][: len(x.found)] for x in found.lines] == ["sea"] * 4
    assert (found.finds, found.total, found.looked, found.more) == (4, 3, 3, False)
    rights = [tuple(t.exact for t in tokenize(line.right, "en")) for line in found.lines]
    assert rights == sorted(rights)
    lefts = lines(seas.archive, PUBLIC, Asked("sea", {"lang": frozenset({"en"})}), seas.now, by="left").lines
    before = [tuple(t.exact for t in tokenize(line.left, "en"))[::-1] for line in lefts]
    assert before == sorted(before)
    for line in found.lines:
        assert line.place.text[line.start : line.end] == line.found
        assert line.place.text[line.start - len(line.left) : line.end + len(line.right)].startswith(line.left + "sea")


def test_the_line_beneath_is_the_original_or_as_asked(seas: Desk) -> None:
    def beneath(words: str, lang: str) -> list[tuple[str, str]]:
        found = lines(seas.archive, PUBLIC, Asked(words), seas.now, beneath=lang).lines
        return [(x.beneath.text, x.beneath.how) for x in found if x.beneath]

    assert beneath("wide", "") == [("Море широко.", "aligned")]
    assert beneath("wide", "fr") == [("La mer est large.", "aligned")]
    assert beneath("широко", "fr") == [("La mer est large.", "composed")]
    assert beneath("wide", "ar") == []


def test_pages_of_lines(seas: Desk) -> None:
    asked = Asked("sea OR море OR mer")
    whole = [(x.place.expression.id, x.start) for x in lines(seas.archive, PUBLIC, asked, seas.now).lines]
    assert len(whole) == len(set(whole)) == 10
    paged = [lines(seas.archive, PUBLIC, asked, seas.now, limit=3, offset=at) for at in range(0, 10, 3)]
    assert [(x.place.expression.id, x.start) for page in paged for x in page.lines] == whole
    assert [page.more for page in paged] == [True, True, True, False]


def test_what_is_found_by_what_it_lacks_has_no_line(seas: Desk) -> None:
    found = lines(seas.archive, PUBLIC, Asked("-sea"), seas.now)
    assert (found.lines, found.finds) == ((), 0)
    assert found.total


@pytest.mark.parametrize("counting", ["occurrences", "passages"])
def test_a_frequency_is_a_count_by_hand(seas: Desk, monkeypatch: pytest.MonkeyPatch, counting: str) -> None:
    if counting == "passages":
        monkeypatch.setattr(frequencies, "COUNT_EACH", 1)
    held = {"2001": [ENGLISH, RUSSIAN, FRENCH], "": ["The sea, undated."]}
    words = {year: sum(len(tokenize(text, "und")) for text in texts) for year, texts in held.items()}
    finds = {"occurrences": {"2001": 3, "": 1}, "passages": {"2001": 2, "": 1}}[counting]
    found = frequency(seas.archive, PUBLIC, Asked("sea"), "year", seas.now)
    assert found.counting == counting
    assert {r.value: (r.count, r.words) for r in found.rates} == {y: (finds[y], words[y]) for y in held}
    assert (found.total, found.words) == (sum(finds.values()), sum(words.values()))
    (by_state,) = [r for r in frequency(seas.archive, PUBLIC, Asked("sea"), "state", seas.now).rates if r.value]
    assert (by_state.value, by_state.count, by_state.words) == ("NO", finds["2001"], words["2001"])
    assert by_state.per_million == pytest.approx(1e6 * finds["2001"] / words["2001"])


def test_a_frequency_follows_the_filters_and_tells_of_no_draft(seas: Desk) -> None:
    english = frequency(seas.archive, PUBLIC, Asked("sea", {"lang": frozenset({"en"})}), "lang", seas.now)
    assert [(r.value, r.count) for r in english.rates] == [("en", 4)]
    years = frequency(seas.archive, PUBLIC, Asked("sea"), "year", seas.now)
    assert "1999" not in {r.value for r in years.rates}
    everything = frequency(seas.archive, HOME_ADMINISTRATOR, Asked("sea", unpublished=True), "year", seas.now)
    assert "1999" in {r.value for r in everything.rates}
    with pytest.raises(NotAllowed):
        frequency(seas.archive, PUBLIC, Asked("sea", unpublished=True), "year", seas.now)
    lacking = frequency(seas.archive, PUBLIC, Asked("-sea"), "lang", seas.now)
    assert lacking.counting == "passages"
    assert {r.value: r.count for r in lacking.rates} == Counter({"ru": 3, "fr": 3, "en": 1})


def test_pairs_stand_direct_before_composed(seas: Desk) -> None:
    found = paired(seas.archive, PUBLIC, "mer", "fr", "море OR sea", "ru", seas.now)
    assert {(p.first.lang, p.second.lang, p.how) for p in found.pairs} == {("fr", "ru", "composed")}
    assert (found.total, found.counted) == (2, True)
    direct = paired(seas.archive, PUBLIC, "lake", "en", "lac", "fr", seas.now)
    assert [(p.first.segments, p.second.segments, p.how) for p in direct.pairs] == [(("p2",), ("p2",), "aligned")]
    assert paired(seas.archive, PUBLIC, "lake", "en", "large", "fr", seas.now).total == 0
    assert paired(seas.archive, PUBLIC, "dark", "en", "sea", "en", seas.now).total == 0
    for a, lang_a, b, lang_b in (("", "en", "x", "fr"), ("x", "", "y", "fr"), ("x", "en", "y", "no language")):
        with pytest.raises(InvalidInput):
            paired(seas.archive, PUBLIC, a, lang_a, b, lang_b, seas.now)


def test_an_export_says_what_it_leaves_out(seas: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("statement_archive.workflow.exporting.MAX_RESULTS", 1)
    monkeypatch.setattr("statement_archive.workflow.exporting.MAX_TEXTS", 2)
    made = export(seas.archive, PUBLIC, Asked("sea"), "json", seas.now)
    data = json.loads(made.content)
    assert (made.held, made.left_out, data["held"], data["left_out"], data["total"]) == (1, 2, 1, 2, 3)
    assert b"draft" not in export(seas.archive, PUBLIC, Asked("sea"), "csv", seas.now).content
    texts = export(seas.archive, PUBLIC, Asked(""), "zip", seas.now)
    assert (texts.held, texts.left_out) == (2, 2)


@given(st.text(max_size=6))
def test_no_cell_is_a_formula(text: str) -> None:
    out = str(cell(text))
    assert not out.lstrip().startswith(tuple("=+-@＝＋－＠|%"))
    assert out.replace("\0", "\ufffd") in (kept := text.replace("\0", "\ufffd"), f"'{kept}")
