"""Claims, presence and typing as people have them: roles by language, works out of sight, days and zones."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from statement_archive.accounts import in_memory
from statement_archive.domain.actors import HOME_ADMINISTRATOR, PUBLIC, Actor
from statement_archive.domain.desk import MAX_CLAIM, Claimed
from statement_archive.domain.errors import Gone, InvalidInput, NotAllowed, NotFound
from statement_archive.domain.people import Accounts
from statement_archive.workflow import claims, presence, typing
from statement_archive.workflow.describe import describe
from statement_archive.workflow.withdraw import withdraw

from .conftest import RUSSIAN, Desk, fill

ANNA = Actor("p-anna", frozenset({"translator"}), frozenset({("translator", "fr"), ("translator", "de")}))
BORIS = Actor("p-boris", frozenset({"translator"}), frozenset({("translator", "fr")}))
FR = "fr.translation"
FRIDAY = date(2026, 1, 9)


@pytest.fixture
def accounts() -> Accounts:
    return in_memory()


@pytest.fixture
def work(desk: Desk) -> str:
    return desk.deposit(RUSSIAN, "ru", "delivered", work="w").work


def claim(desk: Desk, accounts: Accounts, actor: Actor, lang: str = "fr", *, over: bool = False) -> None:
    claims.claim(desk.archive, accounts, actor, "w", lang, FRIDAY, desk.now, over=over)


# --- claims


@pytest.mark.usefixtures("work")
def test_a_translation_that_has_not_begun_is_claimed_until_the_end_of_the_day(desk: Desk, accounts: Accounts) -> None:
    claim(desk, accounts, ANNA)
    (found,) = claims.of_work(desk.archive, accounts, BORIS, "w", desk.now)
    assert (found.expression, found.lang, found.person) == (FR, "fr", "p-anna")
    assert found.until == datetime(2026, 1, 10, tzinfo=UTC)
    with pytest.raises(Claimed) as refused:
        claim(desk, accounts, BORIS)
    assert refused.value.claim == found
    assert claims.of_work(desk.archive, accounts, PUBLIC, "w", desk.now) == ()


@pytest.mark.usefixtures("work")
def test_a_day_ends_where_the_person_is(desk: Desk, accounts: Accounts) -> None:
    almaty = timezone(timedelta(hours=5))
    made = claims.claim(desk.archive, accounts, ANNA, "w", "fr", FRIDAY, desk.now, zone=almaty)
    assert made.until == datetime(2026, 1, 9, 19, tzinfo=UTC)


@pytest.mark.usefixtures("work")
def test_the_sixtieth_day_may_be_named_and_no_later_one(desk: Desk, accounts: Accounts) -> None:
    last = desk.now.date() + MAX_CLAIM
    made = claims.claim(desk.archive, accounts, ANNA, "w", "fr", last, desk.now)
    assert made.until - desk.now <= MAX_CLAIM
    for day in (last + timedelta(days=1), desk.now.date() - timedelta(days=1)):
        with pytest.raises(InvalidInput):
            claims.extend(desk.archive, accounts, ANNA, "w", FR, day, desk.now)


@pytest.mark.usefixtures("work")
def test_a_claim_needs_the_role_for_its_language(desk: Desk, accounts: Accounts) -> None:
    with pytest.raises(NotAllowed):
        claim(desk, accounts, BORIS, "de")
    with pytest.raises(NotAllowed):
        claim(desk, accounts, PUBLIC)
    claim(desk, accounts, ANNA, "de")
    assert [each.lang for each in claims.mine(accounts, ANNA, desk.now).claims] == ["de"]


@pytest.mark.usefixtures("work")
def test_taking_over_is_told_to_whom_it_was_taken_from(desk: Desk, accounts: Accounts) -> None:
    claim(desk, accounts, ANNA)
    claim(desk, accounts, BORIS, over=True)
    (told,) = claims.mine(accounts, ANNA, desk.now).taken_over
    assert (told.by, told.expression) == ("p-boris", FR)
    claims.release(accounts, BORIS, "w", FR)
    with pytest.raises(NotFound):
        claims.release(accounts, BORIS, "w", FR)
    assert claims.of_work(desk.archive, accounts, ANNA, "w", desk.now) == ()


def test_a_claim_of_a_hidden_work_is_told_to_its_owner_only(desk: Desk, accounts: Accounts, work: str) -> None:
    claim(desk, accounts, ANNA)
    withdraw(desk.archive, HOME_ADMINISTRATOR, work, "mistake", "court", desk.tick())
    with pytest.raises(Gone):
        claims.of_work(desk.archive, accounts, BORIS, work, desk.now)
    assert len(claims.mine(accounts, ANNA, desk.now).claims) == 1
    claims.release(accounts, ANNA, work, FR)


def test_a_draft_is_neither_claimed_nor_named(desk: Desk, accounts: Accounts) -> None:
    desk.deposit(RUSSIAN, "ru", "delivered", work="w", draft=True)
    with pytest.raises(NotFound):
        claim(desk, accounts, ANNA)
    claim(desk, accounts, HOME_ADMINISTRATOR)
    with pytest.raises(NotFound):
        claims.of_work(desk.archive, accounts, ANNA, "w", desk.now)
    assert len(claims.of_work(desk.archive, accounts, HOME_ADMINISTRATOR, "w", desk.now)) == 1


@pytest.mark.usefixtures("work")
def test_who_claimed_a_hidden_text_is_not_told_to_whoever_guesses_its_name(desk: Desk, accounts: Accounts) -> None:
    desk.submit(fill(desk.export("w", "fr", expression="fr.secret"), {"p1.s1": "Monsieur,"}))
    change = {"visibility.state": "draft"}
    describe(desk.archive, HOME_ADMINISTRATOR, "w", change, "not yet", desk.tick(), expression="fr.secret")

    def take(actor: Actor) -> None:
        claims.claim(desk.archive, accounts, actor, "w", "fr", FRIDAY, desk.now, expression="fr.secret")

    take(HOME_ADMINISTRATOR)
    with pytest.raises(NotFound):
        take(ANNA)
    assert claims.of_work(desk.archive, accounts, ANNA, "w", desk.now) == ()


# --- typing


def keep(desk: Desk, accounts: Accounts, actor: Actor, text: str, lang: str = "fr", work: str = "w") -> None:
    name = f"{lang}.translation"
    typing.keep(desk.archive, accounts, actor, work, name, "p1.s1", "tab", text, desk.tick(), lang=lang, base=0)


@pytest.mark.usefixtures("work")
def test_what_is_typed_is_read_back_by_nobody_else(desk: Desk, accounts: Accounts) -> None:
    keep(desk, accounts, ANNA, "Monsieur")
    assert [t.text for t in typing.kept(accounts, ANNA, "w", FR)] == ["Monsieur"]
    for other in (BORIS, HOME_ADMINISTRATOR):
        assert typing.kept(accounts, other, "w", FR) == ()
        assert typing.drop(accounts, other, "w", FR, "p1.s1") == 0
    with pytest.raises(NotAllowed):
        typing.kept(accounts, PUBLIC, "w", FR)
    assert typing.drop(accounts, ANNA, "w", FR, "p1.s1", "tab") == 1


@pytest.mark.usefixtures("work")
def test_typing_needs_the_role_for_the_language(desk: Desk, accounts: Accounts) -> None:
    for actor, lang in ((BORIS, "de"), (PUBLIC, "fr"), (Actor("p-x"), "fr")):
        with pytest.raises(NotAllowed):
            keep(desk, accounts, actor, "x", lang)
    desk.submit(fill(desk.export("w", "de"), {"p1.s1": "Herr Vorsitzender,"}))
    with pytest.raises(NotAllowed):  # the language is that of the translation, whatever is said
        typing.keep(
            desk.archive, accounts, BORIS, "w", "de.translation", "p1.s1", "tab", "x", desk.now, lang="fr", base=0
        )
    with pytest.raises(NotFound):
        keep(desk, accounts, ANNA, "x", work="nothing")


def test_whoever_has_begun_goes_on_though_the_work_was_hidden(desk: Desk, accounts: Accounts, work: str) -> None:
    keep(desk, accounts, ANNA, "Monsieur")
    withdraw(desk.archive, HOME_ADMINISTRATOR, work, "mistake", "court", desk.tick())
    keep(desk, accounts, ANNA, "Monsieur le Président,")
    assert [t.text for t in typing.kept(accounts, ANNA, work, FR)] == ["Monsieur le Président,"]
    keep(desk, accounts, Actor("p-anna"), "sans rôle")
    with pytest.raises(Exception, match="withdrawn"):
        keep(desk, accounts, BORIS, "new")


# --- presence


def test_others_are_seen_by_those_who_translate(desk: Desk, accounts: Accounts, work: str) -> None:
    archive = desk.archive
    assert presence.note(archive, accounts, ANNA, work, FR, "p1.s1", "tab-1", desk.now) == ()
    (seen,) = presence.note(archive, accounts, BORIS, work, FR, "p2.s1", "tab-1", desk.now)
    assert (seen.person, seen.unit) == ("p-anna", "p1.s1")
    assert [e.unit for e in presence.who_else(archive, accounts, ANNA, work, FR, desk.now)] == ["p2.s1"]
    presence.leave(accounts, BORIS, work, FR, "tab-1")
    assert presence.who_else(archive, accounts, ANNA, work, FR, desk.now) == ()
    with pytest.raises(NotAllowed):
        presence.who_else(archive, accounts, PUBLIC, work, FR, desk.now)
    with pytest.raises(NotFound):
        presence.note(archive, accounts, ANNA, "nothing", FR, "p1.s1", "tab", desk.now)
