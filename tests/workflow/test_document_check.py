"""The quotations of a file, each checked with what the file says around it; reports, and what becomes of them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.workflow.conftest import ENGLISH, RUSSIAN, Desk

from statement_archive.accounts.memory import in_memory
from statement_archive.bootstrap import memory_archive
from statement_archive.domain.actors import PUBLIC, Actor
from statement_archive.domain.errors import InvalidInput, NotAllowed, NotFound
from statement_archive.importing.manuscripts import read_manuscript
from statement_archive.workflow.archive_state import archive_state
from statement_archive.workflow.document_check import CheckedQuotation, check_found, quotations_of
from statement_archive.workflow.kept_reports import remove_report, save_report, saved_report, saved_reports
from statement_archive.workflow.quote_remarks import remarks
from statement_archive.workflow.quote_report import again, differs, file_data, item_data, read_report, report_data

PAPER = """Kazakhstan said “We do not support this proposal” in 2018.[1] It said ‘We do support this proposal’.[2]

In 2021 France stated that “Our predecessors had no such opportunity”.[3] Nobody said “the moon is made of
green cheese”.

[1] Statement by Kazakhstan, 29 August 2018, https://archive.example/papers/kz.pdf
[2] Statement by Kazakhstan, A/C.1/73/PV.5
[3] Statement by France, 1 June 2021
"""
ANNA = Actor("p-anna", frozenset({"translator"}))


@pytest.fixture
def desk() -> Desk:
    desk = Desk(memory_archive())
    facts: dict[str, Any] = {
        "work": "w",
        "date": "2018-08-29",
        "body": "Kazakhstan",
        "body_kind": "state",
        "body_country": "KZ",
        "symbols": ("A/C.1/73/PV.5",),
        "original_langs": ("ru",),
    }
    desk.deposit(RUSSIAN, "ru", "delivered", **facts)
    desk.deposit(
        ENGLISH, "en", "translation", work="w", translated_from="ru.delivered",
        source_url="https://www.archive.example/papers/kz.pdf",
    )  # fmt: skip
    return desk


def checked(desk: Desk, paper: str = PAPER) -> list[CheckedQuotation]:
    manuscript = read_manuscript(paper.encode(), name="paper.txt", lang="en")
    return [check_found(desk.archive, PUBLIC, one, desk.now) for one in quotations_of(manuscript)]


def report(desk: Desk, paper: str = PAPER) -> dict[str, Any]:
    manuscript = read_manuscript(paper.encode(), name="paper.txt", lang="en")
    items = [item_data(one, manuscript) for one in checked(desk, paper)]
    state = archive_state(desk.archive, PUBLIC, desk.now).digest
    return report_data(file_data("paper.txt", paper.encode(), manuscript), items, state, desk.now)


def test_each_quotation_with_what_the_file_claims(desk: Desk) -> None:
    first, second, third, fourth = checked(desk)
    assert [c.check.verdict for c in (first, second, third, fourth) if c.check] == [
        "exact",
        "altered",
        "other source",
        "not found",
    ]
    assert first.claim.work == "w"  # by the address in its note
    assert second.claim.work == "w"  # by its symbol
    assert third.check is not None
    assert third.check.place is not None
    assert {d.part for d in third.check.place.disagrees} == {"date", "speaker"}


def test_a_treaty_is_quoted_by_others_at_another_time(desk: Desk) -> None:
    desk.deposit(
        "Each Party undertakes to negotiate in good faith.", "en", "written", work="npt", kind="document", date="1968"
    )
    paper = "In 2023 France recalled that “Each Party undertakes to negotiate in good faith”."
    (one,) = checked(desk, paper)
    assert one.check is not None
    assert one.check.verdict == "exact"


def test_a_report_pins_each_quotation_to_a_version(desk: Desk) -> None:
    data = report(desk)
    assert data["counts"] == {"exact": 1, "altered": 1, "other source": 1, "not found": 1}
    target = data["checks"][0]["target"]
    assert target["source"] == "/works/w/en.translation@1"
    position, quote = target["selector"]
    assert ENGLISH[position["start"] : position["end"]] == quote["exact"] == "We do not support this proposal"
    assert ENGLISH[: position["start"]].endswith(quote["prefix"])
    assert data["checks"][3]["target"] is None
    assert read_report(json.loads(json.dumps(data))) == json.loads(json.dumps(data))


def test_remarks_say_what_the_report_says(desk: Desk) -> None:
    first, second, _third, fourth = remarks(report(desk)["checks"])
    assert first.text.startswith("EXACT, from a translation")
    assert "[-not -]" in second.text
    assert "LOOK: negation: not" in second.text
    assert fourth.text == "NOT FOUND"
    assert PAPER[first.start : first.end] == "We do not support this proposal"


def test_a_correction_is_told_of(desk: Desk) -> None:
    accounts = in_memory()
    kept = save_report(desk.archive, accounts, ANNA, "paper.txt", report(desk), desk.now)
    assert saved_report(desk.archive, accounts, ANNA, kept.id, desk.now).changes == ()
    corrected = ENGLISH.replace("We do not support this proposal", "We do not yet support this proposal")
    desk.correct("w", "en.translation", corrected)
    found = saved_report(desk.archive, accounts, ANNA, kept.id, desk.tick())
    assert next((c.n, c.before, c.after, c.reason) for c in found.changes) == (1, "exact", "superseded", "misprint")
    again_ = saved_report(desk.archive, accounts, ANNA, kept.id, desk.tick())
    assert again_.changes == found.changes  # told once
    assert found.data["counts"]["superseded"] == 1


def test_that_the_same_words_stand_in_a_newer_version_is_no_news(desk: Desk) -> None:
    accounts = in_memory()
    kept = save_report(desk.archive, accounts, ANNA, "p", report(desk), desk.now)
    desk.correct("w", "en.translation", ENGLISH.replace("Thank you.", "Thank you, all."))
    assert saved_report(desk.archive, accounts, ANNA, kept.id, desk.tick()).changes == ()


def test_words_found_later_are_told_of(desk: Desk) -> None:
    accounts = in_memory()
    kept = save_report(desk.archive, accounts, ANNA, "p", report(desk), desk.now)
    desk.deposit("They say the moon is made of green cheese.", "en", "delivered", work="moon")
    (change,) = saved_report(desk.archive, accounts, ANNA, kept.id, desk.tick()).changes
    assert (change.n, change.before, change.after) == (4, "not found", "typography")


def test_a_report_is_its_owners_alone(desk: Desk) -> None:
    accounts = in_memory()
    kept = save_report(desk.archive, accounts, ANNA, "p", report(desk), desk.now)
    bela = Actor("p-bela", frozenset({"administrator"}))
    assert saved_reports(desk.archive, accounts, bela, desk.now) == []
    with pytest.raises(NotFound):
        saved_report(desk.archive, accounts, bela, kept.id, desk.now)
    assert not remove_report(accounts, bela, kept.id)
    with pytest.raises(NotAllowed):
        save_report(desk.archive, accounts, PUBLIC, "p", report(desk), desk.now)
    assert remove_report(accounts, ANNA, kept.id)


def test_what_is_saved_is_what_the_public_may_see(desk: Desk) -> None:
    accounts = in_memory()
    desk.deposit("The moon is made of green cheese.", "en", "delivered", work="draft", draft=True)
    data = report(desk)
    data["checks"][3]["verdict"] = "exact"  # as an editor saw it
    kept = save_report(desk.archive, accounts, ANNA, "p", data, desk.now)
    assert json.loads(kept.data)["checks"][3]["verdict"] == "not found"


@pytest.mark.parametrize("wrong", [None, [], {}, {"format": "x"}, {"checks": []}])
def test_what_is_no_report(wrong: Any) -> None:
    with pytest.raises(InvalidInput):
        read_report(wrong)


def test_reports_with_nonsense_inside(desk: Desk) -> None:
    data = report(desk)
    for item in ({}, {"quotation": 3}, {"quotation": "x", "claim": {"dates": "now"}}, {"quotation": "x", "claim": 3}):
        with pytest.raises(InvalidInput):
            read_report({**data, "checks": [item]})


def test_a_claimed_statement_that_is_gone_claims_nothing(desk: Desk) -> None:
    item = {**report(desk)["checks"][0], "claim": {"work": "none-such"}}
    after = again(desk.archive, PUBLIC, item, desk.now)
    assert after["verdict"] == "exact"
    assert not differs(item, after)
