"""Names go, chains stay: what is erased, what is not, and who is credited with what."""

from __future__ import annotations

import pytest

from statement_archive.accounts import in_memory
from statement_archive.domain.actors import HOME_ADMINISTRATOR, PUBLIC, Actor
from statement_archive.domain.claimed import claimed_as, claimed_name, is_claimed
from statement_archive.domain.errors import InvalidInput, NotAllowed, NotFound, Refused
from statement_archive.domain.events import Draft, check_chain
from statement_archive.domain.ids import ExpressionId, StreamId
from statement_archive.domain.people import Accounts, LastAdministrator, Person
from statement_archive.workflow import typing
from statement_archive.workflow.accounts import actor_of, add_user, reactivate
from statement_archive.workflow.commit import commit
from statement_archive.workflow.credit import Credit, Credits, credit_of, last_translator
from statement_archive.workflow.describe import describe
from statement_archive.workflow.erase_name import (
    UnfinishedWork,
    claimed_names,
    erase_claimed_name,
    erase_person,
)
from statement_archive.workflow.exchange import translation_file
from statement_archive.workflow.history import history
from statement_archive.workflow.renderings import of_translation
from statement_archive.workflow.review import UnitVerdict, review
from statement_archive.workflow.translate import regroup
from statement_archive.workflow.verify import verify

from .conftest import ENGLISH, RUSSIAN, Desk, fill

FR = ExpressionId("fr.translation")
STREAM = StreamId("translations/w/fr.translation.events.jsonl")
NAME = "Anna Akhmetova"


@pytest.fixture
def accounts() -> Accounts:
    return in_memory()


@pytest.fixture
def work(desk: Desk) -> str:
    return desk.deposit(RUSSIAN, "ru", "delivered", work="w").work


def everything(desk: Desk) -> str:
    """Every byte of the home, as far as this test can look."""
    ledgers = [str(desk.archive.ledger.read(stream)) for stream in desk.archive.ledger.streams()]
    return str(vars(desk.archive.blobs)) + str(ledgers) + str(vars(desk.archive.renderings))


def submit(desk: Desk, targets: dict[str, str], by: str = NAME) -> None:
    desk.submit(fill(desk.export("w", "fr"), targets), by=by)


def erase(desk: Desk, name: str = NAME, reason: str = "asked to") -> None:
    erase_claimed_name(desk.archive, HOME_ADMINISTRATOR, name, reason, desk.tick())


def credited(desk: Desk) -> Credits:
    seen = desk.work("w")
    return credit_of(desk.archive, lambda person: f"<{person}>", seen, seen.expression(FR))


# --- names that ledgers claim


def test_both_forms_of_a_claim_are_read() -> None:
    assert claimed_name({"as": "Anna"}) == claimed_name(claimed_as("Anna")) == "Anna"
    assert claimed_name({}) == claimed_name({"as": ""}) == claimed_name({"as": {"text": {"redacted": "0" * 64}}}) == ""
    assert is_claimed({"as": {"text": {"redacted": "0" * 64}}})
    assert not is_claimed(claimed_as(""))
    assert claimed_as("x" * 300) == {"as": {"text": "x" * 200}}


def test_a_claimed_name_is_nowhere_and_the_chain_holds(desk: Desk, work: str) -> None:
    submit(desk, {"p1.s1": "Monsieur,", "p4.s1": NAME})
    submit(desk, {"p2.s1": "Non."}, by="Boris")
    submit(desk, {"p2.s2": "Prêts."})
    assert claimed_names(desk.archive) == {"Boris": 1, NAME: 2}
    done = erase_claimed_name(desk.archive, HOME_ADMINISTRATOR, NAME, "asked to", desk.tick())
    assert (done.works, done.claims, done.in_chain) == ((work,), 2, 0)
    assert done.uploads >= 2
    assert claimed_names(desk.archive) == {"Boris": 1}
    check_chain(desk.archive.ledger.read(STREAM))
    assert verify(desk.archive).problems == ()
    # What was translated stays, also where it reads as the name does.
    assert desk.work("w").translations[FR].last("p4.s1") is not None
    assert "'as': {'text': {'redacted'" in everything(desk)
    assert f'msgstr "{NAME}"' in desk.export("w", "fr")
    told = history(desk.archive, desk.work("w"))
    assert (told[0].kind, told[0].reason) == ("name_erased", "asked to")


def test_nothing_but_claims_is_redacted(desk: Desk, work: str) -> None:
    submit(desk, {"p1.s1": "Monsieur,"})
    erase(desk)
    assert NAME not in everything(desk)
    exported = desk.export("w", "fr")
    assert 'msgstr "Monsieur,"' in exported
    assert "Last-Translator: \\n" in exported
    rendered = of_translation(desk.archive, desk.work("w"), desk.work("w").translations[FR])
    assert rendered.content == desk.archive.renderings.read(rendered.path)
    with pytest.raises(NotFound):
        erase(desk)


def test_an_older_claim_stands_in_the_chain_and_is_counted(desk: Desk, work: str) -> None:
    submit(desk, {"p1.s1": "Monsieur,"})
    last = desk.archive.ledger.read(STREAM)[-1]
    data = {**last.data, "as": NAME, "version": {**last.data["version"], "n": 2}}
    del data["upload"]
    commit(desk.archive, STREAM, Draft("submitted", "p-1", desk.tick(), data), head=last.n)
    assert claimed_names(desk.archive) == {NAME: 2}
    done = erase_claimed_name(desk.archive, HOME_ADMINISTRATOR, NAME, "asked to", desk.tick())
    assert (done.claims, done.in_chain) == (1, 1)
    assert claimed_names(desk.archive) == {NAME: 1}


def test_erasing_asks_for_a_reason_without_the_name(desk: Desk, work: str) -> None:
    submit(desk, {"p1.s1": "Monsieur,"})
    for reason in ("", "  ", f"{NAME.lower()} asked"):
        with pytest.raises(InvalidInput):
            erase(desk, reason=reason)
    with pytest.raises(NotAllowed):
        erase_claimed_name(desk.archive, Actor("p-e", frozenset({"editor"})), NAME, "x", desk.now)
    with pytest.raises(NotFound):
        erase(desk, "Nobody")
    assert claimed_names(desk.archive) == {NAME: 1}


def test_what_somebody_typed_into_the_file_is_not_written_over(desk: Desk, work: str) -> None:
    submit(desk, {"p1.s1": "Monsieur,"})
    rendered = of_translation(desk.archive, desk.work("w"), desk.work("w").translations[FR])
    desk.archive.renderings.write(rendered.path, rendered.content.replace(b"Monsieur,", b"Madame,"))
    with pytest.raises(Refused, match="by hand"):
        erase(desk)
    assert claimed_names(desk.archive) == {NAME: 1}


# --- accounts


def account(accounts: Accounts, desk: Desk, login: str, *roles: str) -> Person:
    return add_user(
        accounts,
        HOME_ADMINISTRATOR,
        login=login,
        display_name=login.title(),
        password="a boat on the lake at dawn",
        roles=roles,
        now=desk.now,
    )


def test_a_person_erases_their_own_name(desk: Desk, accounts: Accounts, work: str) -> None:
    anna = account(accounts, desk, "anna", "translator")
    actor = actor_of(anna)
    session = accounts.sessions.create(anna.id, agent="", now=desk.now)
    accounts.drafts.save(anna.id, "submission", {}, now=desk.now)
    typing.keep(desk.archive, accounts, actor, work, FR, "p1.s1", "tab", "x", desk.now, lang="fr", base=0)
    with pytest.raises(UnfinishedWork) as asked:
        erase_person(accounts, desk.archive, actor, anna.id, "asked to", desk.now)
    assert asked.value.details == {"drafts": 1, "typed": 1}
    assert accounts.people.by_id(anna.id) == anna
    done = erase_person(accounts, desk.archive, actor, anna.id, "asked to", desk.now, confirmed=True)
    assert (done.drafts, done.typed) == (1, 1)
    found = accounts.people.by_id(anna.id)
    assert found is not None
    assert found.erased_at == desk.now
    assert "anna" not in repr(found).lower()
    assert accounts.sessions.find(session, desk.now) is None
    assert accounts.drafts.list(anna.id) == ()
    assert accounts.typing.all(anna.id) == ()
    with pytest.raises(Refused):
        reactivate(accounts, HOME_ADMINISTRATOR, anna.id)


def test_nobody_erases_anothers_name_but_an_administrator(desk: Desk, accounts: Accounts) -> None:
    chief, anna = account(accounts, desk, "chief", "administrator"), account(accounts, desk, "anna", "editor")
    for actor in (PUBLIC, actor_of(anna)):
        with pytest.raises(NotAllowed):
            erase_person(accounts, desk.archive, actor, chief.id, "x", desk.now)
    with pytest.raises(LastAdministrator):
        erase_person(accounts, desk.archive, actor_of(chief), chief.id, "x", desk.now)
    with pytest.raises(InvalidInput):
        erase_person(accounts, desk.archive, actor_of(chief), anna.id, "Anna asked", desk.now)
    with pytest.raises(NotFound):
        erase_person(accounts, desk.archive, actor_of(chief), "p-x", "x", desk.now)
    assert accounts.people.by_id(chief.id) == chief
    assert erase_person(accounts, desk.archive, actor_of(chief), anna.id, "x", desk.now).person.erased_at


def test_claims_of_the_same_name_are_counted(desk: Desk, accounts: Accounts, work: str) -> None:
    submit(desk, {"p1.s1": "Monsieur,"}, by="Anna")
    anna = account(accounts, desk, "anna", "translator")
    assert erase_person(accounts, desk.archive, actor_of(anna), anna.id, "x", desk.now).claimed == 1


# --- credit


def test_credit_counts_the_last_hand_at_each_unit(desk: Desk, work: str) -> None:
    submit(desk, {"p1.s1": "Monsieur,", "p2.s1": "Non.", "p4.s1": "Merci."}, by="Anna")
    submit(desk, {"p2.s1": "Pas du tout."}, by="Boris")
    submit(desk, {"p2.s2": "Prêts."}, by="")
    found = credited(desk)
    assert found.translators == (
        Credit("Anna", 2),
        Credit("<home-administrator>", 1, "home-administrator"),
        Credit("Boris", 1),
    )
    assert (found.licence, found.holder, found.reviewers) == ("", "", ())
    seen = desk.work("w")
    last = last_translator(desk.archive, lambda person: f"<{person}>", seen, seen.translations[FR])
    assert last == "<home-administrator>"
    handed_out = translation_file(desk.archive, seen, seen.translations[FR], "po", names=lambda _: "Vera")
    assert b"Last-Translator: Vera" in handed_out


def test_regrouping_takes_no_credit(desk: Desk, work: str) -> None:
    submit(desk, {"p1.s1": "Monsieur,", "p2.s1": "Non.", "p2.s2": "Prêts."}, by="Anna")
    seen = desk.work(work)
    regroup(desk.archive, HOME_ADMINISTRATOR, seen, seen.translations[FR], "paragraph", desk.tick())
    assert [(c.name, c.units) for c in credited(desk).translators] == [("Anna", 2)]


def test_an_erased_hand_is_credited_without_a_name(desk: Desk, work: str) -> None:
    submit(desk, {"p1.s1": "Monsieur,", "p2.s1": "Non."})
    submit(desk, {"p4.s1": "Merci."}, by="Boris")
    erase(desk)
    assert credited(desk).translators == (Credit("", 2), Credit("Boris", 1))


def test_an_account_and_a_claim_of_its_name_are_one(desk: Desk, work: str) -> None:
    submit(desk, {"p1.s1": "Monsieur,"}, by="Anna")
    submit(desk, {"p4.s1": "Merci."}, by="")
    seen = desk.work(work)
    found = credit_of(desk.archive, lambda _: "Anna", seen, seen.expression(FR))
    assert [(c.name, c.units) for c in found.translators] == [("Anna", 2)]


def test_who_accepted_a_unit_is_credited_while_it_stands(desk: Desk, work: str) -> None:
    submit(desk, {"p1.s1": "Monsieur,", "p4.s1": "Merci."}, by="Anna")
    verdicts = [UnitVerdict("p1.s1", "accept"), UnitVerdict("p4.s1", "accept")]
    review(desk.archive, HOME_ADMINISTRATOR, work, FR, verdicts, desk.tick(), by="Boris")
    assert [(c.name, c.units) for c in credited(desk).reviewers] == [("Boris", 2)]
    submit(desk, {"p4.s1": "Merci bien."}, by="Anna")
    assert [(c.name, c.units) for c in credited(desk).reviewers] == [("Boris", 1)]


def test_a_text_that_came_whole_is_credited_to_its_maker_under_its_licence(desk: Desk, work: str) -> None:
    desk.deposit(ENGLISH, "en", "translation", work=work, maker="Foreign Ministry", licence="CC BY 4.0")
    name = "en.translation"
    describe(
        desk.archive, HOME_ADMINISTRATOR, work, {"rights.holder": "The Ministry"}, "seen", desk.tick(), expression=name
    )
    seen = desk.work(work)
    found = credit_of(desk.archive, str, seen, seen.expression(name))
    assert found == Credits((Credit("Foreign Ministry", 0),), (), "CC BY 4.0", "The Ministry")
    original = seen.expression("ru.delivered")
    assert credit_of(desk.archive, str, seen, original).translators == ()
