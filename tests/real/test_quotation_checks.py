"""Quotations of real texts: the first cases, and a set cut by script from the Declaration and from addresses."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from tests.quotes.conftest import source
from tests.workflow.conftest import Desk

from statement_archive.bootstrap import memory_archive
from statement_archive.domain.actors import PUBLIC
from statement_archive.importing.manuscripts import read_manuscript
from statement_archive.quotes.comparing import Match, near, same_words
from statement_archive.quotes.quoted import quoted
from statement_archive.workflow.document_check import check_found, quotations_of
from statement_archive.workflow.quote_check import check

# Article VI as the treaty has it.
TREATY = (
    "Article VI\n\nEach of the Parties to the Treaty undertakes to pursue negotiations in good faith on effective"
    " measures relating to cessation of the nuclear arms race at an early date and to nuclear disarmament, and on a"
    " treaty on general and complete disarmament under strict and effective international control.\n"
)
WANTED = {
    "exact": {"exact"},
    "quotes_ws": {"typography"},
    "ellipsis": {"elided"},
    "edited3": {"altered"},
    "edited8": {"altered"},
    "dropword": {"altered"},
}


def test_the_treaty_quoted_in_the_seed_statement(shared: Path) -> None:
    desk = Desk(memory_archive())
    desk.deposit(TREATY, "en", "written", work="npt", kind="document")
    content = (shared / "seeds/000_4ee549bdce347442.txt").read_bytes()
    (found,) = quotations_of(read_manuscript(content, name="seed.txt", lang="en"))
    checked = check_found(desk.archive, PUBLIC, found, desk.now).check
    assert checked is not None
    assert checked.verdict == "elided"
    assert checked.relation == "from the original"
    assert checked.place is not None
    words = [checked.place.words.text[a:b] for a, b in checked.place.match.omitted]
    assert words == ["at an early date and to nuclear disarmament, and on a treaty"]


def test_the_seed_statement_is_quoted_across_its_page_break(shared: Path) -> None:
    desk = Desk(memory_archive())
    content = (shared / "seeds/000_4ee549bdce347442.txt").read_bytes()
    desk.deposit(content, "en", "translation", work="s", original_langs=("ru",), bridge=True)
    found = check(desk.archive, PUBLIC, "relating to cessation of the nuclear arms race", desk.now)
    assert (found.verdict, found.relation) == ("typography", "from a translation")


def test_the_state_page_has_six_quotations_three_under_one_note(shared: Path) -> None:
    desk = Desk(memory_archive())
    content = (shared / "seeds/001_6c01d7e9539bfe05.txt").read_bytes()
    found = quotations_of(read_manuscript(content, name="page.txt", lang="en"))
    assert [one.claim.notes for one in found] == [(0,), (1,), (1,), (1,), (2,), (3,)]
    assert [one.mismatched for one in found] == [False, False, False, False, True, False]
    checks = [check_found(desk.archive, PUBLIC, one, desk.now) for one in found]
    assert {c.check.verdict for c in checks if c.check} == {"not found"}
    assert all(c.claim.dates and c.claim.states[0].value == "KZ" for c in checks)


def test_cases_cut_from_real_texts(shared: Path) -> None:
    cases = json.loads((shared / "data/quotes/cases.json").read_text(encoding="utf-8"))
    texts: dict[str, Any] = {}
    verdicts: Counter[tuple[str, bool]] = Counter()
    places: Counter[tuple[str, bool]] = Counter()
    for case in cases:
        text = _text(shared, case["doc"])
        if text is None:
            continue
        held = texts.setdefault(case["doc"], source(text))
        wanted = quoted(case["quote"])
        match = next(iter(same_words(wanted, held)), None) or near(wanted, held)
        verdicts[case["kind"], match is not None and match.verdict in WANTED[case["kind"]]] += 1
        places[case["kind"], match is not None and _placed(match, case)] += 1
        if case["kind"] == "ellipsis" and match is not None:
            before, after = (part.strip() for part in case["quote"].split("[…]"))
            left = case["original"].strip()[len(before) : -len(after)].strip()
            assert [text[a:b] for a, b in match.omitted] == [left]
        if case["kind"] == "dropword":
            assert match is None or match.verdict == "altered"
    assert sum(verdicts.values()) > 100
    assert {kind for kind, right in verdicts if not right} <= {"dropword"}
    assert sum(n for (_, right), n in places.items() if right) >= 0.95 * sum(places.values())


def _text(shared: Path, doc: str) -> str | None:
    path = shared / "data" / doc
    if doc.startswith("udhr/"):
        path = path.with_name(f"{path.name}.json")
    if not path.is_file():  # kept for another occasion
        return None
    if path.suffix == ".json":
        sections = json.loads(path.read_text(encoding="utf-8"))["sections"]
        return "\n".join(p for section in sections for p in section["paragraphs"])
    return path.read_bytes().decode("utf-8")


def _placed(match: Match, case: dict[str, Any]) -> bool:
    return max(abs(match.start - int(case["start"])), abs(match.end - int(case["end"]))) <= 3
