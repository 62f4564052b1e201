"""Publishing, describing, correcting, withdrawing, and the state of the server."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.web.audit import words
from tests.web.forms.conftest import Browser
from tests.workflow.conftest import ENGLISH, Desk, fill

from statement_archive.domain.errors import Gone
from statement_archive.domain.people import Accounts
from statement_archive.workflow.archive import Archive

Browse = Callable[..., Browser]


@pytest.fixture
def desk(archive: Archive) -> Desk:
    return Desk(archive)


@pytest.fixture
def work(desk: Desk) -> str:
    return desk.deposit(ENGLISH, "en", "delivered", work="a-work", title="Words", date="2018-08-29").work


def test_a_draft_is_published_with_a_reason(editor: Browser, desk: Desk, browse: Browse) -> None:
    work = desk.deposit(ENGLISH, "en", "delivered", work="hidden", draft=True).work
    browse().open(f"/works/{work}/translate", status=404)
    editor.open(f"/works/{work}/manage")
    editor.send("/publish$", status=422)
    assert "Say why" in editor.notices
    editor.send("/publish$", reason="agreed")
    assert "public now" in editor.notices
    browse().open(f"/works/{work}/translate")


def test_facts_are_described_with_a_reason(editor: Browser, desk: Desk, work: str) -> None:
    editor.open(f"/works/{work}/manage/describe")
    editor.send("/describe$", status=422, place="Bern")
    assert "Say why" in editor.notices
    editor.send("/describe$", place="Bern", title="Deeds", date="5 May 2019", body_country="Kazakhstan", reason="seen")
    facts = desk.work(work).state.facts
    assert (facts.place, facts.title, facts.body.country) == ("Bern", "Deeds", "KZ")
    assert [d.edtf for d in facts.dates] == ["2019-05-05"]
    editor.open(f"/works/{work}/manage/describe")
    editor.send("/describe$", status=422, reason="none")
    assert "Nothing was changed" in editor.notices
    editor.send("/describe$", status=422, original_langs="Russian!", reason="x")
    assert "not language tags" in editor.notices


def test_facts_of_a_text_are_described(editor: Browser, desk: Desk, work: str) -> None:
    editor.open(f"/works/{work}/manage/describe?expression=en.delivered")
    editor.send("/describe$", standing="official", maker="The delegation", basis_how="recording", reason="heard")
    facts = desk.work(work).expression("en.delivered").facts
    assert (facts.standing, facts.maker.name, facts.basis.how) == ("official", "The delegation", "recording")


def test_a_correction_shows_what_it_changed_and_outdated(editor: Browser, desk: Desk, work: str) -> None:
    desk.submit(fill(desk.export(work, "fr"), {"p2.s2": "Prêts."}))
    editor.open(f"/works/{work}/manage/correct/en.delivered")
    new = ENGLISH.replace("ready to", "willing to").encode()
    editor.send("/correct/", status=422, file=(new, "x.txt"))
    assert "Your file is kept" in editor.notices
    link = next(e.get("href", "") for e in editor.page.iter() if e.get("href", "").startswith("/kept/"))
    assert editor.client.get(link).data == new
    editor.send("/correct/", file=(new, "x.txt"), significance="minor", reason="misheard", authority="delegation")
    assert "willing" in editor.text
    assert "p2.s2" in editor.text
    assert "outdated until" in editor.text
    assert len(desk.work(work).expression("en.delivered").versions) == 2


def test_a_correction_made_from_an_older_page_is_a_conflict(editor: Browser, desk: Desk, work: str) -> None:
    editor.open(f"/works/{work}/manage/correct/en.delivered")
    desk.correct(work, "en.delivered", ENGLISH.replace("ready", "eager"))
    said: dict[str, Any] = {"significance": "typo", "reason": "x"}
    editor.send("/correct/", status=409, file=(ENGLISH.replace("ready", "keen").encode(), "x.txt"), **said)
    assert "Somebody corrected this text while you were at it" in editor.notices
    assert "your file is kept" in editor.notices
    assert {"keen", "eager"} <= {words(e) for e in editor.page.iter("ins")}
    assert len(desk.work(work).expression("en.delivered").versions) == 2
    editor.open(f"/works/{work}/manage/correct/en.delivered")
    editor.send("/correct/", status=422, file=(b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "x.txt"), **said)
    assert len(desk.work(work).expression("en.delivered").versions) == 2


def test_only_administrators_withdraw(editor: Browser, administrator: Browser, desk: Desk, work: str) -> None:
    editor.open(f"/works/{work}/manage/withdraw", status=403)
    administrator.open(f"/works/{work}/manage/withdraw?ref=en.delivered")
    administrator.send("/withdraw$", status=422, reason="asked for")
    assert "Tick this" in administrator.notices
    administrator.send("/withdraw$", reason="asked for", authority="the speaker", sure="yes")
    stone = desk.work(work).expression("en.delivered").tombstone
    assert stone is not None
    assert (stone.reason, stone.authority) == ("asked for", "the speaker")
    administrator.open(f"/works/{work}/manage/withdraw")
    administrator.send("/withdraw$", reason="all of it", sure="yes")
    assert desk.work(work).state.tombstone is not None
    administrator.open(f"/works/{work}/manage", status=410)


@pytest.mark.parametrize("path", ["", "/describe", "/correct/en.delivered", "/withdraw"])
def test_translators_and_strangers_do_not_manage(path: str, browse: Browse, work: str) -> None:
    browse("translator").open(f"/works/{work}/manage{path}", status=403)
    browse().open(f"/works/{work}/manage{path}", status=403)


def test_the_state_of_the_server(administrator: Browser, work: str, archive: Archive) -> None:
    archive.engine.clear()
    administrator.open("/system")
    assert "Bring up to date" in administrator.text
    administrator.send("/update$")
    assert "Brought up to date" in administrator.notices
    administrator.send("/rebuild$")
    assert "made again" in administrator.notices
    administrator.send("/verify$")
    assert "agrees with its record" in administrator.text


def test_a_kept_file_is_its_owners(editor: Browser, browse: Browse, work: str, accounts: Accounts) -> None:
    editor.open(f"/works/{work}/manage/correct/en.delivered")
    editor.send("/correct/", status=422, file=(b"x", "../../x.txt"))
    link = next(e.get("href", "") for e in editor.page.iter() if e.get("href", "").startswith("/kept/"))
    browse("editor", login="boris").open(link, status=404)
    browse().open(link, status=404)


def test_two_windows_do_not_undo_each_other(editor: Browser, browse: Browse, desk: Desk, work: str) -> None:
    other = browse("editor", login="boris")
    editor.open(f"/works/{work}/manage/describe")
    other.open(f"/works/{work}/manage/describe")
    other.send("/describe$", place="Bern", speaker="Ms B", reason="heard")
    editor.send("/describe$", forum="The Forum", reason="seen")
    facts = desk.work(work).state.facts
    assert (facts.place, facts.occasion.forum) == ("Bern", "The Forum")


def test_the_same_fact_in_two_windows_is_decided_by_a_person(
    editor: Browser, browse: Browse, desk: Desk, work: str
) -> None:
    other = browse("editor", login="boris")
    editor.open(f"/works/{work}/manage/describe")
    other.open(f"/works/{work}/manage/describe")
    other.send("/describe$", place="Bern", reason="heard")
    editor.send("/describe$", place="Basel", reason="seen", status=409)
    assert "in the meantime: Bern" in editor.notices
    assert editor.fields("/describe$")["place"] == "Basel"
    editor.send("/describe$")
    assert desk.work(work).state.facts.place == "Basel"


def test_topics_and_symbols_are_lists(editor: Browser, desk: Desk, work: str) -> None:
    editor.open(f"/works/{work}/manage/describe")
    editor.send("/describe$", topics="rivers, вода ,", symbols="A/1/2", reason="seen")
    facts = desk.work(work).state.facts
    assert (facts.topics, facts.occasion.symbols) == (("rivers", "вода"), ("A/1/2",))


def test_parties_are_added_one_by_one(editor: Browser, desk: Desk, work: str) -> None:
    editor.open(f"/works/{work}/manage/parties")
    assert "None yet" in editor.text
    editor.send("/parties$", status=422, name="Tumansu", date="the other day")
    assert "what its part was" in editor.notices
    assert "not read as a date" in editor.notices
    editor.send("/parties$", name="Tumansu", part="dissociated", date="2018-09-01", source="Letter")
    assert "dissociated itself; State" in editor.text
    editor.send("/parties$", name="<b>Nahran", part="aligned")
    parties = desk.work(work).state.facts.parties
    assert [(p.body.name, p.part, bool(p.body.body)) for p in parties] == [
        ("Tumansu", "dissociated", True),
        ("<b>Nahran", "aligned", True),
    ]


def test_parties_need_the_permission(browse: Browse, work: str) -> None:
    browse("translator", login="boris").open(f"/works/{work}/manage/parties", status=403)


def test_two_works_are_merged_after_both_were_looked_at(administrator: Browser, desk: Desk, work: str) -> None:
    other = desk.deposit(ENGLISH, "en", "written", work="b-work", title="The same").work
    administrator.open(f"/works/{other}/manage/merge")
    administrator.send("/merge$", into="nowhere", reason="same", status=422)
    assert "no work of this name" in administrator.notices
    administrator.send("/merge$", into=f"http://localhost/works/{work}?view=one", reason="same")
    assert "merged into this one" in administrator.text
    assert not desk.work(other).state.merged_into
    administrator.send("/merge$", sure="yes", status=303)
    assert desk.work(other).state.merged_into == work
    administrator.open(f"/works/{other}")
    assert "the same as another work: a-work" in administrator.notices
    administrator.open(f"/works/{work}")
    assert "Also recorded here as: b-work" in administrator.text


def test_a_work_is_not_merged_into_itself(administrator: Browser, work: str) -> None:
    administrator.open(f"/works/{work}/manage/merge")
    administrator.send("/merge$", into=work, reason="same", sure="yes", status=422)
    assert "into itself" in administrator.notices


def test_merging_is_for_administrators(editor: Browser, work: str) -> None:
    editor.open(f"/works/{work}/manage/merge", status=403)


def test_a_redaction_needs_its_authority_and_removes_the_bytes(
    administrator: Browser, archive: Archive, desk: Desk, work: str
) -> None:
    key = desk.work(work).expression("en.delivered").versions[0].text
    administrator.open(f"/works/{work}/manage/withdraw?ref=en.delivered")
    administrator.send("/withdraw$", reason="a name", redact="yes", sure="yes", status=422)
    assert "on whose authority" in administrator.notices
    administrator.send("/withdraw$", reason="a name", authority="The court", redact="yes", sure="yes")
    with pytest.raises(Gone):
        archive.blobs.get(key)
