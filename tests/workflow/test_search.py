"""Hits are cut from stored text by offset, phrases are exact, and every hit says what it is.

6. Nothing is shown as found that the stored text does not hold, letter by letter.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.workflow.conftest import ENGLISH, RUSSIAN, Desk, fill

from statement_archive.analysis.tokens import tokenize
from statement_archive.bootstrap import memory_archive
from statement_archive.domain.actors import HOME_ADMINISTRATOR, PUBLIC
from statement_archive.domain.errors import InvalidInput, NotAllowed
from statement_archive.domain.locator import locate, resolve
from statement_archive.workflow.reading import table_of, text_of
from statement_archive.workflow.search import MAX_QUERY, held_languages, search

WORDS = {
    "en": [
        "We",
        "do",
        "not",
        "support",
        "the",
        "Treaty's",
        "text",
        "non-proliferation",
        "“States”",
        "AND",
        "*",
        "A/RES/78/241",
    ],
    "ru": ["Мы", "не", "поддерживаем", "текст", "договора", "«ни", "одно»", "государство", "т.", "е."],
    "ar": ["لا", "نؤيد", "النصّ", "المعاهدة", "كلّ", "دولة", "٢٠١٨"],
    "zh": ["我们", "不支持", "条约", "案文", "各国", "，"],
    "kk": ["Біз", "шарттың", "мәтінін", "қолдамаймыз", "мемлекет"],
    "he": ["איננו", "תומכים", "בנוסח", "האמנה"],
}


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, str]:
    """A language and a text of a few paragraphs in it."""
    lang = draw(st.sampled_from(sorted(WORDS)))
    sentence = st.lists(st.sampled_from(WORDS[lang]), min_size=1, max_size=8).map(
        lambda words: ("" if lang == "zh" else " ").join(words) + ("。" if lang == "zh" else ".")
    )
    return lang, "\n\n".join(draw(st.lists(sentence, min_size=1, max_size=5)))


@settings(deadline=None, max_examples=40)
@given(given_texts=st.lists(texts(), min_size=1, max_size=4), data=st.data())
def test_what_is_found_is_what_is_stored(given_texts: list[tuple[str, str]], data: st.DataObject) -> None:
    desk = Desk(memory_archive())
    for n, (lang, text) in enumerate(given_texts):
        if tokenize(text, lang):
            desk.deposit(text, lang, "delivered", work=f"w{n}")
    lang, text = data.draw(st.sampled_from(given_texts))
    paragraph = data.draw(st.sampled_from(text.split("\n\n")))
    tokens = tokenize(paragraph, lang)
    if not tokens:
        return
    first = data.draw(st.integers(0, len(tokens) - 1))
    last = data.draw(st.integers(first, len(tokens) - 1))
    quotation = paragraph[tokens[first].start : tokens[last].end]
    found = search(desk.archive, PUBLIC, f'"{quotation}"', desk.now, limit=1000)
    assert found.total == len(found.hits)
    seen = []
    for hit in found.hits:
        p = hit.passage
        stored = text_of(desk.archive, p.version)
        assert stored[p.start : p.end] == p.text
        assert all(0 <= a < b <= len(p.text) for a, b in p.spans)
        seen.append(p.text)
        table = table_of(desk.archive, p.version)
        span = resolve(locate(p.start, p.end, table), table)
        assert (span.start, span.end) == (p.start, p.end)
    assert any(paragraph in one or one in paragraph for one in seen)


def test_a_negation_is_content(desk: Desk) -> None:
    desk.deposit("We support it. We do not support that.", "en", "delivered", work="a")
    desk.deposit("We support it.", "en", "delivered", work="b")
    found = search(desk.archive, PUBLIC, '"not support"', desk.now)
    assert [h.passage.work.id for h in found.hits] == ["a"]
    (hit,) = found.hits
    assert [hit.passage.text[a:b] for a, b in hit.passage.spans] == ["not support"]


def test_a_translation_in_progress_is_found_with_its_state(desk: Desk) -> None:
    work = desk.deposit(RUSSIAN, "ru", "delivered", work="w").work
    desk.submit(fill(desk.export(work, "fr"), {"p2.s1": "Nous n'appuyons pas cette proposition."}))
    (hit,) = search(desk.archive, PUBLIC, "appuyons", desk.now, readers=("ru",)).hits
    assert (hit.passage.state, hit.passage.original, hit.passage.outdated) == ("translated", False, False)
    assert [(c.expression.id, c.how) for c in hit.counterparts] == [("ru.delivered", "units")]
    desk.correct(work, "ru.delivered", RUSSIAN.replace("это предложение", "такое предложение"))
    (hit,) = search(desk.archive, PUBLIC, "appuyons", desk.now).hits
    assert hit.passage.outdated


def test_earlier_versions_are_found_only_when_asked_for(desk: Desk) -> None:
    work = desk.deposit(RUSSIAN, "ru", "delivered", work="w").work
    desk.correct(work, "ru.delivered", RUSSIAN.replace("переговорам", "консультациям"))
    assert search(desk.archive, PUBLIC, "переговорам", desk.now).hits == ()
    (old,) = search(desk.archive, PUBLIC, "переговорам", desk.now, superseded=True).hits
    assert old.passage.version.n == 1
    assert old.counterparts == ()


def test_pages_of_hits_do_not_overlap(desk: Desk) -> None:
    for n in range(7):
        desk.deposit(f"The sea number {n}.", "en", "delivered", work=f"w{n}")
    pages = [search(desk.archive, PUBLIC, "sea", desk.now, limit=3, offset=o) for o in (0, 3, 6)]
    assert [len(p.hits) for p in pages] == [3, 3, 1]
    assert {p.total for p in pages} == {7}
    assert len({h.passage.work.id for p in pages for h in p.hits}) == 7


def test_what_is_asked_for_wrongly_is_refused(desk: Desk) -> None:
    desk.deposit(ENGLISH, "en", "delivered", work="w", draft=True)
    with pytest.raises(InvalidInput):
        search(desk.archive, PUBLIC, "x" * (MAX_QUERY + 1), desk.now)
    with pytest.raises(InvalidInput):
        search(desk.archive, PUBLIC, "x", desk.now, lang="not a language")
    with pytest.raises(NotAllowed):
        search(desk.archive, PUBLIC, "support", desk.now, unpublished=True)
    assert search(desk.archive, HOME_ADMINISTRATOR, "support", desk.now).hits == ()
    assert len(search(desk.archive, HOME_ADMINISTRATOR, "support", desk.now, unpublished=True).hits) == 1


def test_a_language_does_not_tell_of_a_draft(desk: Desk) -> None:
    desk.deposit(ENGLISH, "en", "delivered", work="a")
    desk.deposit(RUSSIAN, "ru", "delivered", work="b", draft=True)
    assert held_languages(desk.archive) == ("en",)
    assert held_languages(desk.archive, unpublished=True) == ("en", "ru")


def test_what_lacks_a_word_is_found_with_nothing_marked(desk: Desk) -> None:
    desk.deposit("We agree.", "en", "delivered", work="a")
    desk.deposit("We object.", "en", "delivered", work="b")
    (hit,) = search(desk.archive, PUBLIC, "-object", desk.now).hits
    assert (hit.passage.work.id, hit.passage.spans) == ("a", ())
