"""Real files read for their quotations: the seed page, the seed statement, and addresses without any."""

from __future__ import annotations

import json
from pathlib import Path

from statement_archive.importing.manuscripts import read_manuscript
from statement_archive.quotes.finding import find


def test_the_state_page_has_six_quotations_three_under_one_note(shared: Path) -> None:
    (path,) = (shared / "seeds").glob("001*.txt")
    page = read_manuscript(path.read_bytes(), name=path.name)
    found = find(page)
    assert [q.words.split()[:3] for q in found] == [
        ["have", "the", "potential"],
        ["fully", "autonomous", "weapons"],
        ["a", "need", "for"],
        ["should", "not", "impede"],
        ["Another", "emerging", "area"],
        ["the", "need", "for"],
    ]
    assert [q.claim.notes for q in found] == [(0,), (1,), (1,), (1,), (2,), (3,)]
    assert [q.mismatched for q in found] == [False] * 4 + [True, False]
    assert found[4].words.endswith("predicated on human judgment and accountability.")
    assert not any(q.short or q.unclosed or q.gaps for q in found)
    assert all(q.claim.names[0].value == "KZ" for q in found)
    assert [next(d.value for d in q.claim.dates if d.where == "note") for q in found] == [
        "2019-10-23",
        *["2021-06-11"] * 3,
        "2022-10-11",
        "2018-10-24",
    ]
    assert all(q.claim.urls[0].value.endswith(".pdf") for q in found)
    assert [n.mark for n in page.notes] == ["1", "2", "3", "4"]


def test_the_seed_statement_quotes_a_treaty_across_a_page(shared: Path) -> None:
    (path,) = (shared / "seeds").glob("000*.txt")
    (one,) = find(read_manuscript(path.read_bytes(), name=path.name))
    assert one.words.startswith("pursue negotiations in good faith")
    assert one.words.endswith("strict and effective international control.")
    assert (one.part, one.unclosed) == (13, False)


def test_a_declaration_in_many_languages_quotes_nothing(shared: Path) -> None:
    for path in sorted((shared / "data" / "udhr").glob("*.json")):
        sections = json.loads(path.read_text(encoding="utf-8"))["sections"]
        text = "\n\n".join(p for s in sections for p in s["paragraphs"] if isinstance(p, str))
        assert len(text) > 1000
        assert not [q.words for q in find(read_manuscript(text.encode(), lang="und"))], path.name


def test_what_is_found_in_addresses_is_quoted_there(shared: Path) -> None:
    """Looked at one by one: every pair of marks there is one of the speaker's."""
    found = 0
    for path in sorted((shared / "data" / "addresses_en").glob("sotu_196*.txt")):
        text = read_manuscript(path.read_bytes(), name=path.name, lang="en")
        for one in find(text):
            assert one.marks[0] in ('"', "``", "'", "`", "''")
            assert len(one.words) < 1500
            found += 1
    assert found > 10
