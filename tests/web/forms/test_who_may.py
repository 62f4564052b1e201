"""Every form about a translation, sent by whoever may not: nothing is recorded, and nothing hidden is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from tests.web.conftest import NOW, put
from tests.web.forms.conftest import Browser

from statement_archive.domain.actors import HOME_ADMINISTRATOR, Role
from statement_archive.domain.people import Accounts
from statement_archive.domain.submissions import Submission, SubmittedUnit
from statement_archive.workflow.accounts import deactivate, set_roles
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.comments import comment
from statement_archive.workflow.translate import submit_units

TEXT = "One thing is said. Another thing is said."
SENT = {
    "unit": "p1.s1",
    "units": "p1.s1 p1.s2",
    "text": "autre chose",
    "base": "1",
    "source_version": "1",
    "digest": "",
    "do": "save",
    "take": "text",
    "verdict": "send back",
    "reason": "because",
    "head": "99",
    "comment": "a remark",
    "event": "1",
    "grain": "paragraph",
    "check": "numbers",
    "fingerprint": "x",
    "source": "en.other",
    "until": "2026-11-25",
    "into": "fr",
    "window": "w1",
    "open": "1",
}


def _routes(app: Flask) -> list[str]:
    rules = (r for r in app.url_map.iter_rules() if "POST" in (r.methods or ()) and "<work>" in r.rule)
    found = [r.rule for r in rules if "/translate" in r.rule or "/manage" in r.rule]
    made = [
        rule.replace("<expression>", "fr.made")
        .replace("<unit>", "p1.s1")
        .replace("<comment>", "c2")
        .replace("<remark_id>", "c2")
        .replace("<draft>", "d")
        for rule in found
    ]
    assert len(made) > 20
    return made


def _fill(archive: Archive, work: str, **facts: Any) -> None:
    put(archive, work, "en.written", TEXT, lang="en", rendition="written", **facts)
    put(archive, work, "en.other", TEXT, lang="en", rendition="record", **facts)
    unit = SubmittedUnit("p1.s1", "One thing is said.", "une chose", draft=False, line=0)
    submission = Submission(work, "fr.made", "fr", "en.written", 1, 0, "", (unit,))
    submit_units(archive, HOME_ADMINISTRATOR, submission, NOW, by="", via="page")
    comment(archive, HOME_ADMINISTRATOR, work, "fr.made", "p1.s1", "hm", NOW)


def _heads(archive: Archive) -> dict[str, int]:
    return {stream: archive.ledger.head(stream) for stream in archive.ledger.streams()}


def _token(browser: Browser) -> str:
    browser.open("/account/sign-in")
    found = (e.get("value") for e in browser.page.iter("input") if e.get("name") == "csrf_token")
    return next(value for value in found if value)


@pytest.mark.parametrize("who", ["nobody", "spanish", "deactivated"])
def test_nothing_is_recorded_for_whoever_may_not(
    app: Flask,
    archive: Archive,
    accounts: Accounts,
    browse: Callable[..., Browser],
    who: str,
) -> None:
    _fill(archive, "w")
    roles: tuple[Role, ...] = () if who == "nobody" else ("reviewer",)
    browser = browse(*roles)
    token = _token(browser)
    if who != "nobody":
        person = accounts.people.by_login("anna")
        assert person
        if who == "deactivated":
            deactivate(accounts, HOME_ADMINISTRATOR, person.id)
        else:
            set_roles(accounts, HOME_ADMINISTRATOR, person.id, ("reviewer",), (("reviewer", "es"),))
    sent = {**SENT, "csrf_token": token}
    before = _heads(archive)
    for path in _routes(app):
        status = browser.client.post(path.replace("<work>", "w"), data=sent).status_code
        assert status < 500, path
        assert _heads(archive) == before, path
    assert not accounts.claims.live(NOW)


def test_a_hidden_work_answers_as_one_that_does_not_exist(
    app: Flask, archive: Archive, browse: Callable[..., Browser]
) -> None:
    _fill(archive, "secret", draft=True)
    browser = browse("reviewer")
    sent = {**SENT, "csrf_token": _token(browser)}
    before = _heads(archive)
    for path in _routes(app):
        hidden = browser.client.post(path.replace("<work>", "secret"), data=sent)
        missing = browser.client.post(path.replace("<work>", "nothere"), data=sent)
        assert hidden.status_code == missing.status_code, path
        told = hidden.get_data(as_text=True).replace("secret", "nothere")
        assert "One thing" not in told
        assert "une chose" not in told
        assert _heads(archive) == before, path


def test_the_same_forms_are_taken_from_whoever_may(
    app: Flask, archive: Archive, browse: Callable[..., Browser]
) -> None:
    """Else the tests above would show nothing."""
    _fill(archive, "w")
    browser = browse("reviewer")
    sent = {**SENT, "csrf_token": _token(browser)}
    taken = set()
    for path in _routes(app):
        before = _heads(archive)
        browser.client.post(path.replace("<work>", "w"), data=sent)
        if _heads(archive) != before:
            taken.add(path.split("/")[-1])
    assert taken >= {"grain", "settle", "comment", "dismiss", "remarks"}
