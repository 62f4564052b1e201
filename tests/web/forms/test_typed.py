"""What was typed is shown back when it cannot be taken: a session that ended, a busy home."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.web.forms.conftest import Browser
from tests.workflow.conftest import ENGLISH, Desk

from statement_archive.domain.people import Accounts
from statement_archive.workflow.archive import Archive

Browse = Callable[..., Browser]
LONG = "A reason with \u202e, <b>marks</b> & 🎉\r\nand a second line"


@pytest.fixture
def work(archive: Archive) -> str:
    return Desk(archive).deposit(ENGLISH, "en", "delivered", work="a-work", title="Words").work


def end_sessions(accounts: Accounts) -> None:
    anna = accounts.people.by_login("anna")
    assert anna
    accounts.sessions.end_all(anna.id)


def test_a_session_that_ended_loses_nothing(editor: Browser, archive: Archive, accounts: Accounts, work: str) -> None:
    editor.open(f"/works/{work}/manage/describe")
    end_sessions(accounts)
    editor.send("/describe$", status=403, place="Bern", reason=LONG)
    assert "What you typed" in editor.text
    assert "<b>marks</b> & 🎉" in editor.text
    again = editor.page
    editor.open("/account/sign-in")
    editor.send("sign-in", login="anna", password="a boat on the lake at dawn")
    editor.page = again  # back in the first tab
    editor.send("/describe$")
    assert Desk(archive).work(work).state.facts.place == "Bern"


def test_a_file_has_to_be_chosen_again(editor: Browser, accounts: Accounts, work: str) -> None:
    editor.open(f"/works/{work}/manage/correct/en.delivered")
    end_sessions(accounts)
    editor.send("/correct/", file=(b"x", "my.txt"), reason="a long reason", significance="typo", status=403)
    assert "chosen again: my.txt" in editor.text
    assert "a long reason" in editor.text


def test_passwords_are_never_shown_back(editor: Browser, accounts: Accounts) -> None:
    editor.open("/account")
    end_sessions(accounts)
    editor.send(
        "/password$", status=403, old_password="hidden words", new_password="hidden words", again="hidden words"
    )
    assert "hidden words" not in editor.text
    assert "What you typed" not in editor.text


def test_nobody_is_shown_a_form_back_who_may_not_send_it(browse: Browse, editor: Browser, work: str) -> None:
    editor.open(f"/works/{work}/manage/describe")
    action, fields = f"/works/{work}/manage/describe", editor.fields("/describe$")
    translator = browse("translator", login="boris")
    translator.open("/account")
    token = translator.fields("/sign-out$")["csrf_token"]
    answer = translator.client.post(action, data={**fields, "csrf_token": token, "reason": "mine"})
    assert answer.status_code == 403
    assert "Send it again" not in answer.text
