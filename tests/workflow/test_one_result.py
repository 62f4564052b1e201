"""Hits of one passage in several languages are one result; facets are a count by hand."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime

import pytest
from tests.sample_copy import sample_archive
from tests.workflow.conftest import Desk

from statement_archive.domain.actors import PUBLIC
from statement_archive.domain.errors import InvalidInput
from statement_archive.domain.language import ranges
from statement_archive.domain.query import Everything, Query, Window
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.asked import FILTERS, Asked, address, asked_at
from statement_archive.workflow.attributes import attributes_of
from statement_archive.workflow.reading import load, readable, table_of, work_ids
from statement_archive.workflow.search import look, search

NOW = datetime(2030, 1, 1, tzinfo=UTC)
FACETS = ("lang", "original", "kind", "state", "body", "forum", "year", "person", "standing")


@pytest.fixture(scope="module")
def sample() -> Archive:
    return sample_archive()


@pytest.fixture
def three(desk: Desk) -> Desk:
    """The symbol stands in three languages; the words only in one each."""
    desk.deposit("Первый абзац.\n\nТекст A/73/1 принят.", "ru", "delivered", work="w")
    desk.deposit(
        "First paragraph.\n\nThe text A/73/1 was adopted.",
        "en",
        "translation",
        work="w",
        translated_from="ru.delivered",
    )
    desk.deposit(
        "Premier alinéa.\n\nLe texte A/73/1 est adopté.",
        "fr",
        "translation",
        work="w",
        translated_from="en.translation",
    )
    return desk


def test_one_passage_in_three_languages_is_one_result(three: Desk) -> None:
    found = search(three.archive, PUBLIC, '"A/73/1"', three.now, readers=("fr",))
    (hit,) = found.hits
    assert (found.total, found.passages, found.works, found.more) == (3, 1, 1, False)
    assert set(hit.languages) == {"ru", "en", "fr"}
    every = (hit.passage, *hit.counterparts)
    assert all([p.text[a:b] for a, b in p.spans] == ["A/73/1"] for p in every)
    assert len(search(three.archive, PUBLIC, '"A/73/1"', three.now, each=True).hits) == 3


def test_a_hit_in_one_language_marks_no_other(three: Desk) -> None:
    (hit,) = search(three.archive, PUBLIC, "adopted", three.now, readers=("fr",)).hits
    assert hit.languages == ("en",)
    assert [(p.lang, p.matched, p.how) for p in hit.counterparts] == [
        ("ru", False, "aligned"),
        ("fr", False, "aligned"),
    ]


def test_the_original_leads_where_hits_rank_alike(three: Desk) -> None:
    found = look(three.archive, PUBLIC, Asked(""), three.now)
    assert [(h.passage.lang, h.languages) for h in found.hits] == [("ru", ("ru", "en", "fr"))] * 2
    narrowed = look(three.archive, PUBLIC, Asked("", {"lang": frozenset({"en", "fr"})}), three.now)
    assert {h.passage.lang for h in narrowed.hits} <= {"en", "fr"}


def test_pages_neither_overlap_nor_leave_out(sample: Archive) -> None:
    whole = look(sample, PUBLIC, Asked(""), NOW, limit=500)
    assert whole.passages == len(whole.hits)
    first = [(h.passage.work.id, h.passage.expression.id, h.passage.segments) for h in whole.hits]
    paged = []
    for offset in range(0, len(first), 7):
        page = look(sample, PUBLIC, Asked(""), NOW, limit=7, offset=offset)
        assert page.more == (offset + 7 < len(first))
        paged += [(h.passage.work.id, h.passage.expression.id, h.passage.segments) for h in page.hits]
    assert paged == first


def test_every_hit_is_in_some_result(sample: Archive) -> None:
    """Grouping hides no place: each is marked in a passage that is shown."""
    for words in ("the", "и", "treaty OR договор", "-the"):
        each = search(sample, PUBLIC, words, NOW, limit=1000, each=True)
        grouped = search(sample, PUBLIC, words, NOW, limit=1000)
        shown: dict[tuple[str, str], set[int]] = defaultdict(set)
        for hit in grouped.hits:
            for p in (hit.passage, *hit.counterparts):
                shown[p.work.id, p.expression.id].update(range(p.start, p.end))
        for hit in each.hits:
            p = hit.passage
            places = {p.start + a for a, _b in p.spans}
            assert places <= shown[p.work.id, p.expression.id], (words, p.work.id, p.segments)


def test_facets_are_a_count_by_hand(sample: Archive) -> None:
    found = look(sample, PUBLIC, Asked(""), NOW, facets=FACETS)
    by_hand: dict[str, dict[str, set[str]]] = {name: defaultdict(set) for name in FACETS}
    by_paragraph: dict[str, set[str]] = defaultdict(set)  # one of them may be in a language of its own
    works = set()
    for name in work_ids(sample):
        work = load(sample, name)
        for expression in work.expressions.values():
            version = readable(expression)
            if version is None or not table_of(sample, version).paragraphs:
                continue
            attributes = attributes_of(sample, work, expression, version, NOW)
            if attributes["public"] != ("yes",):
                continue
            works.add(work.id)
            for facet in FACETS:
                for value in attributes.get(facet, ()):
                    by_hand[facet][value].add(work.id)
            for paragraph in table_of(sample, version).paragraphs:
                for value in ranges(paragraph.lang or expression.facts.lang):
                    by_paragraph[value].add(work.id)
    assert found.works == len(works)
    by_hand["lang"] = by_paragraph
    for facet in FACETS:
        assert dict(found.facets[facet]) == {value: len(held) for value, held in by_hand[facet].items()}, facet


def test_a_facet_counts_what_another_choice_would_give(sample: Archive) -> None:
    open_ = look(sample, PUBLIC, Asked(""), NOW, facets=("year",))
    year = max(open_.facets["year"], key=lambda y: open_.facets["year"][y])
    chosen = look(sample, PUBLIC, Asked("").with_value("year", year), NOW, facets=("year", "original"))
    assert chosen.facets["year"] == open_.facets["year"]
    assert chosen.works == open_.facets["year"][year]
    assert all(n <= chosen.works for n in chosen.facets["original"].values())


def test_orders(sample: Archive) -> None:
    for order, reverse in (("newest", True), ("oldest", False)):
        found = look(sample, PUBLIC, Asked("", order=order), NOW, limit=200)  # type: ignore[arg-type]  # of the table
        passages = [hit.passage for hit in found.hits]
        dates = [attributes_of(sample, p.work, p.expression, p.version, NOW).get("date", ()) for p in passages]
        known = [d[0] for d in dates if d]
        assert known == sorted(known, reverse=reverse)
        assert not any(dates[len(known) :])


def test_an_address_brings_back_what_was_asked() -> None:
    asked = Asked('"no first use" -x', order="newest", superseded=True)
    asked = (
        asked.with_value("lang", "ru").with_value("state", "KZ").with_value("state", "FR").with_value("year", "2019")
    )
    assert asked_at(address(asked)) == asked
    assert (
        address(asked) == "q=%22no+first+use%22+-x&language=ru&state=FR&state=KZ&year=2019&order=newest&superseded=yes"
    )
    assert asked_at("q=a&originals=yes&lang=ar&page=3&nonsense=1") == Asked("a", {"original": frozenset({"yes"})})
    assert asked.without("state", "FR").filters["state"] == {"KZ"}
    assert "state" not in asked.without("state").filters


def test_what_is_no_filter_is_refused(desk: Desk) -> None:
    assert "current" not in FILTERS
    assert "public" not in FILTERS
    with pytest.raises(InvalidInput):
        look(desk.archive, PUBLIC, Asked("", {"public": frozenset({"no"})}), desk.now)
    with pytest.raises(InvalidInput):
        look(desk.archive, PUBLIC, Asked("", {"year": frozenset(map(str, range(60)))}), desk.now)


def test_a_facet_does_not_tell_of_a_draft(desk: Desk) -> None:
    desk.deposit("We agree.", "en", "delivered", work="a", date="2001-01-01")
    desk.deposit("We object.", "en", "delivered", work="b", date="2002-02-02", draft=True)
    found = look(desk.archive, PUBLIC, Asked(""), desk.now, facets=("year", "kind"))
    assert (dict(found.facets["year"]), found.works) == ({"2001": 1}, 1)
    assert desk.archive.engine.match(Query(Everything()), Window(0)).total == 2
