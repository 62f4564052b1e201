"""People by page: languages of roles, invitations that are seen and ended, names that go, credit, readings."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from tests.web.audit import AuditingClient, words
from tests.web.conftest import NOW, put
from tests.web.forms.conftest import PASSWORD, Browser

from statement_archive.domain.actors import HOME_ADMINISTRATOR
from statement_archive.domain.claimed import claimed_name
from statement_archive.domain.desk import Counts
from statement_archive.domain.people import Accounts, Person
from statement_archive.domain.submissions import Submission, SubmittedUnit
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.describe import describe
from statement_archive.workflow.erase_name import claimed_names
from statement_archive.workflow.translate import submit_units

Browse = Callable[..., Browser]


def translated(archive: Archive, by: str = "Vera Ivanova") -> None:
    put(archive, "w-1", "ru.delivered", "Мы против.", lang="ru", rendition="delivered", title="A statement")
    unit = SubmittedUnit(unit="p1.s1", source="Мы против.", target="Nous sommes contre.", draft=False, line=1)
    submission = Submission(
        work="w-1",
        expression="",
        lang="fr",
        source_expression="ru.delivered",
        source_version=1,
        base_version=None,
        translator="",
        units=(unit,),
    )
    submit_units(archive, HOME_ADMINISTRATOR, submission, NOW, by=by, via="test")


# --- languages of roles, invitations


def test_languages_of_a_role_are_chosen_and_shown(
    administrator: Browser, accounts: Accounts, person: Callable[..., Person]
) -> None:
    anna = person("anna", "translator")
    administrator.open(f"/people/{anna.id}")
    administrator.send("/roles$", roles=["translator", "reviewer"], translates="RU, zh-hans", reviews="fr")
    assert "Chinese" in administrator.text
    changed = accounts.people.by_id(anna.id)
    assert changed is not None
    assert changed.limits == {("translator", "ru"), ("translator", "zh-Hans"), ("reviewer", "fr")}
    assert administrator.fields("/roles$")["translates"] == "ru, zh-Hans"
    assert "Reviewer (French)" in words(administrator.open("/people"))


def test_a_language_that_is_none_is_said_at_its_field(administrator: Browser, person: Callable[..., Person]) -> None:
    anna = person("anna", "translator")
    administrator.open(f"/people/{anna.id}")
    administrator.send("/roles$", status=422, roles=["translator"], translates="gibberish!")
    assert "by its tag" in administrator.notices
    assert administrator.fields("/roles$")["translates"] == "gibberish!"
    administrator.open("/people/add")
    administrator.send("/invite$", status=422, roles=["translator"], invite_translates="x y z")
    assert "by its tag" in administrator.notices


def test_an_invitation_is_shown_once_listed_and_used(
    administrator: Browser, browse: Browse, accounts: Accounts
) -> None:
    administrator.open("/people/add")
    administrator.send("/invite$", roles=["translator"], invite_translates="fr")
    assert "Translator (French)" in administrator.text
    assert "until 28 November 2026" in administrator.text
    assert administrator.response is not None
    assert administrator.response.headers["Cache-Control"] == "no-store"
    link = words(next(e for e in administrator.page.iter() if e.get("id") == "one-time-link")).strip()
    listed = words(administrator.open("/people"))
    assert "Open invitations" in listed
    assert link not in administrator.response.text
    guest = browse()
    guest.open(link.removeprefix("http://localhost"))
    assert "Translator (French)" in guest.text
    guest.send("invitation", login="vera", password=PASSWORD, again=PASSWORD)
    vera = accounts.people.by_login("vera")
    assert vera is not None
    assert vera.limits == {("translator", "fr")}
    assert "Open invitations" not in words(administrator.open("/people"))


def test_an_open_invitation_is_ended(administrator: Browser, browse: Browse) -> None:
    administrator.open("/people/add")
    administrator.send("/invite$", roles=["editor"])
    link = words(next(e for e in administrator.page.iter() if e.get("id") == "one-time-link")).strip()
    administrator.open("/people")
    administrator.send("/revoke$")
    assert "ended" in administrator.notices
    browse().open(link.removeprefix("http://localhost"), status=404)


# --- names


def test_a_person_erases_their_own_name(browse: Browse, accounts: Accounts) -> None:
    vera = browse("translator", login="vera")
    found = accounts.people.by_login("vera")
    assert found is not None
    accounts.drafts.save(found.id, "submission", {}, now=NOW)
    vera.open("/account")
    vera.open("/account/erase")
    vera.send("account/erase", status=422, password=PASSWORD)
    assert "cannot be brought back" in vera.notices
    vera.send("account/erase", status=422, password="wrong", sure="yes", unfinished="yes")
    assert "password is wrong" in vera.notices
    vera.send("account/erase", status=422, password=PASSWORD, sure="yes")
    assert accounts.people.by_login("vera") == found
    vera.send("account/erase", password=PASSWORD, sure="yes", unfinished="yes")
    assert "erased" in vera.notices
    assert accounts.people.by_login("vera") is None
    assert accounts.drafts.list(found.id) == ()
    vera.open("/account")
    assert "Sign in" in words(vera.page.find(".//h1"))


def test_an_administrator_erases_a_name_and_not_the_last_ones(
    administrator: Browser, accounts: Accounts, person: Callable[..., Person]
) -> None:
    anna = person("anna", "editor")
    administrator.open(f"/people/{anna.id}/erase")
    administrator.send("/erase$", status=422, sure="yes")
    administrator.send("/erase$", status=422, sure="yes", reason="Anna asked")
    assert "must not hold the name" in administrator.notices
    administrator.send("/erase$", sure="yes", reason="asked to")
    assert "a person whose name was erased" in words(administrator.page.find(".//h1"))
    assert "Anna" not in words(administrator.open("/people"))
    administrator.open(f"/people/{anna.id}/erase", status=404)
    root = accounts.people.by_login("root")
    assert root is not None
    administrator.open("/account/erase")
    administrator.send("/erase$", status=422, password=PASSWORD, sure="yes")
    assert "Without this person" in administrator.notices
    assert accounts.people.by_login("root") == root


@pytest.mark.parametrize("path", ["/people/names", "/people/names/erase?name=x", "/people/p-x/erase"])
def test_erasing_anothers_name_is_for_administrators(path: str, editor: Browser, browse: Browse) -> None:
    editor.open(path, status=403)
    browse().open(path, status=403)


def test_a_claimed_name_is_erased_by_page(administrator: Browser, archive: Archive) -> None:
    translated(archive)
    assert "Vera Ivanova" in words(administrator.open("/people/names"))
    administrator.open("/people/names/erase?name=Vera+Ivanova")
    administrator.send("names/erase", status=422, reason="asked to")
    administrator.send("names/erase", status=422, sure="yes", reason="Vera Ivanova asked")
    administrator.send("names/erase", sure="yes", reason="asked to")
    assert claimed_names(archive) == {}
    assert "claims no name" in administrator.text
    shown = words(administrator.open("/works/w-1"))
    assert "Vera" not in shown
    assert "a person whose name was erased" in shown
    assert "A name was erased" in shown
    administrator.open("/people/names/erase?name=Vera+Ivanova", status=404)


# --- credit and readings


def test_credit_and_licence_stand_at_each_translation(archive: Archive, client: AuditingClient) -> None:
    translated(archive)
    for path in ("/works/w-1", "/works/w-1/fr.translation@1", "/works/w-1/translate"):
        shown = words(client.page(path))
        assert "Translated by Vera Ivanova · licence not stated" in shown, path
    describe(
        archive,
        HOME_ADMINISTRATOR,
        "w-1",
        {"rights.licence": "CC BY 4.0", "rights.holder": "The Delegation"},
        "said so",
        NOW,
        expression="fr.translation",
    )
    assert "Licence: CC BY 4.0, The Delegation" in words(client.page("/works/w-1"))
    assert "licence not stated" not in words(client.page("/works/w-1/ru.delivered@1"))


def test_no_name_of_an_account_is_written_into_a_ledger(archive: Archive, browse: Browse) -> None:
    translated(archive)
    vera = browse("translator", login="vera")
    vera.open("/works/w-1/translate")
    content = vera.client.get("/works/w-1/translate/po?expression=fr.translation").get_data()
    vera.send("translate$", file=(content.replace(b"Nous sommes contre.", b"Nous nous opposons."), "fr.po"))
    last = [
        e for s in archive.ledger.streams("translations/") for e in archive.ledger.read(s) if e.kind == "submitted"
    ][-1]
    assert (claimed_name(last.data), last.by[:2]) == ("", "p-")
    assert "Translated by Vera" in words(vera.open("/works/w-1/translate"))


BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}


def test_reading_and_citing_are_counted_without_a_person(
    archive: Archive, app: Flask, client: AuditingClient, accounts: Accounts
) -> None:
    translated(archive)

    def get(path: str, **headers: str) -> None:
        assert client.get(path, headers={**BROWSER, **headers}).status_code in (200, 302)

    get("/works/w-1")
    get("/works/w-1/ru.delivered@1")
    get("/works/w-1/ru.delivered@1/p1")
    get("/works/w-1/ru.delivered/p1")  # a redirect to the version: counted where it ends
    FlaskClient(app).head("/works/w-1", headers=BROWSER)  # no page to look at
    get("/works/w-1", **{"Sec-Purpose": "prefetch"})
    for program in ("", "Googlebot/2.1", "curl/8.5", "python-requests/2", "Mozilla/5.0 (compatible; bingbot/2.0)"):
        get("/works/w-1", **{"User-Agent": program})
    client.get("/works/w-0", headers=BROWSER)
    assert accounts.readings.counts(NOW.date()) == {"w-1": Counts(2, 1)}
