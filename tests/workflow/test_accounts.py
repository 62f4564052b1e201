from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier

import pytest
from argon2 import PasswordHasher

from statement_archive.accounts import Argon2Passwords, in_memory, open_sql
from statement_archive.domain.actors import HOME_ADMINISTRATOR, PUBLIC, Actor
from statement_archive.domain.errors import ArchiveError, InvalidInput, NotAllowed, NotFound
from statement_archive.domain.people import (
    Accounts,
    LastAdministrator,
    LinkSpent,
    LoginTaken,
    Person,
    SignInThrottled,
    WeakPassword,
)
from statement_archive.workflow import accounts as verbs

NOW = datetime(2026, 4, 28, 10, 0, tzinfo=UTC)
PASSWORD = "vier wörter lang genug"
OTHER = "quite another passphrase"
HERE = "192.0.2.1"
DAY = timedelta(days=1)


def cheap(time_cost: int = 1) -> Argon2Passwords:
    return Argon2Passwords(PasswordHasher(time_cost=time_cost, memory_cost=8, parallelism=1))


@pytest.fixture(params=["memory", "sql"])
def accounts(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Accounts]:
    if request.param == "memory":
        opened = in_memory(passwords=cheap())
    else:
        opened = open_sql(tmp_path / "instance" / "accounts.sqlite", key=b"a key for tests", passwords=cheap())
    yield opened
    opened.close()


@pytest.fixture
def chief(accounts: Accounts) -> Person:
    return verbs.add_user(
        accounts,
        HOME_ADMINISTRATOR,
        roles=["administrator"],
        login="chief",
        display_name="The Chief",
        password=PASSWORD,
        now=NOW,
    )


@pytest.fixture
def anna(accounts: Accounts, chief: Person) -> Person:
    return verbs.add_user(
        accounts,
        verbs.actor_of(chief),
        login="anna",
        display_name="Анна Ахметова",
        password=PASSWORD,
        roles=["translator"],
        now=NOW,
    )


def sign_in(accounts: Accounts, login: str = "anna", password: str = PASSWORD, now: datetime = NOW) -> str:
    return verbs.sign_in(accounts, login, password, address=HERE, now=now, agent="Firefox")[1]


# --- the first account


def _acting(accounts: Accounts, token: str | None) -> Actor:
    """Who acts with this token, as a request works it out."""
    person = verbs.signed_in(accounts, token, NOW)
    return verbs.actor_of(person) if person else PUBLIC


def test_the_set_up_link_makes_the_first_administrator_once(accounts: Accounts) -> None:
    token = verbs.offer_setup(accounts, NOW)
    assert token is not None
    person = verbs.setup_first_administrator(
        accounts, token, login="Chief", display_name="The Chief", password=PASSWORD, now=NOW
    )
    assert (person.login, person.roles) == ("chief", frozenset({"administrator"}))
    assert verbs.offer_setup(accounts, NOW) is None
    with pytest.raises(LinkSpent):
        verbs.setup_first_administrator(accounts, token, login="second", display_name="S", password=PASSWORD, now=NOW)


def test_a_mistake_does_not_use_up_the_set_up_link(accounts: Accounts) -> None:
    token = verbs.offer_setup(accounts, NOW)
    assert token is not None
    for login, name, password in [("c", "C", PASSWORD), ("chief", "\u202e", PASSWORD), ("chief", "C", "short")]:
        with pytest.raises(InvalidInput):
            verbs.setup_first_administrator(accounts, token, login=login, display_name=name, password=password, now=NOW)
    verbs.setup_first_administrator(accounts, token, login="chief", display_name="C", password=PASSWORD, now=NOW)


def test_only_the_newest_set_up_link_works_and_for_a_day(accounts: Accounts) -> None:
    old, new = verbs.offer_setup(accounts, NOW), verbs.offer_setup(accounts, NOW)
    assert old is not None
    assert new is not None
    for token, at in [(old, NOW), (new, NOW + DAY), ("", NOW), ("\ud800", NOW)]:
        with pytest.raises(LinkSpent):
            verbs.setup_first_administrator(accounts, token, login="chief", display_name="C", password=PASSWORD, now=at)
    assert accounts.people.count() == 0


def test_the_set_up_link_ends_where_the_command_line_was_quicker(accounts: Accounts) -> None:
    token = verbs.offer_setup(accounts, NOW)
    assert token is not None
    verbs.add_user(
        accounts,
        HOME_ADMINISTRATOR,
        roles=["administrator"],
        login="chief",
        display_name="C",
        password=PASSWORD,
        now=NOW,
    )
    with pytest.raises(LinkSpent):
        verbs.setup_first_administrator(accounts, token, login="x-y", display_name="X", password=PASSWORD, now=NOW)


def test_racing_set_ups_make_one_administrator(accounts: Accounts) -> None:
    # Two servers on one home, each with a link of its own: the newer did not see the older one's to end it.
    expires = NOW + DAY
    tokens = [accounts.one_time.create("setup", data={}, expires=expires, now=NOW) for _ in range(2)] * 3
    together = Barrier(len(tokens))

    def set_up(n: int) -> str:
        together.wait()
        try:
            verbs.setup_first_administrator(
                accounts, tokens[n], login=f"chief{n}", display_name="C", password=PASSWORD, now=NOW
            )
        except ArchiveError as error:
            return error.code
        return "done"

    with ThreadPoolExecutor(len(tokens)) as threads:
        outcomes = sorted(threads.map(set_up, range(len(tokens))))
    assert outcomes == ["done"] + ["link-spent"] * 5
    assert accounts.people.count() == 1


# --- signing in and out


def test_who_signs_in_acts_with_their_roles(accounts: Accounts, anna: Person) -> None:
    person, token = verbs.sign_in(accounts, " ANNA", PASSWORD, address=HERE, now=NOW, agent="Fire\nfox" * 90)
    assert person == anna
    assert verbs.signed_in(accounts, token, NOW) == anna
    assert _acting(accounts, token) == Actor(anna.id, frozenset({"translator"}))
    session = accounts.sessions.find(token, NOW)
    assert session is not None
    assert len(session.agent) == 120
    assert "\n" not in session.agent
    verbs.sign_out(accounts, token)
    assert _acting(accounts, token) == PUBLIC


@pytest.mark.parametrize("token", [None, "", "x", "\0", "\ud800"])
def test_without_a_session_the_public_acts(accounts: Accounts, anna: Person, token: str | None) -> None:
    assert _acting(accounts, token) == PUBLIC


def test_every_failure_says_the_same(accounts: Accounts, chief: Person, anna: Person) -> None:
    gone = verbs.add_user(
        accounts,
        verbs.actor_of(chief),
        login="gone",
        display_name="G",
        password=PASSWORD,
        roles=[],
        now=NOW,
    )
    verbs.deactivate(accounts, verbs.actor_of(chief), gone.id)
    messages = set()
    for login, password in [
        ("anna", "wrong"),
        ("nobody", PASSWORD),
        ("gone", PASSWORD),
        ("not a login", PASSWORD),
        ("аnna", PASSWORD),
        ("anna\0", PASSWORD),
        ("anna", PASSWORD + "\0"),
        ("anna", "x" * 1_000_000),
        ("anna", "\ud800"),
        ("", ""),
    ]:
        with pytest.raises(NotAllowed) as refused:
            verbs.sign_in(accounts, login, password, address=HERE, now=NOW)
        messages.add((str(refused.value), tuple(refused.value.details)))
    assert len(messages) == 1


def test_guessing_is_slowed_down_and_the_right_password_waits_too(accounts: Accounts, anna: Person) -> None:
    for _ in range(5):
        with pytest.raises(NotAllowed):
            sign_in(accounts, password="wrong")
    with pytest.raises(SignInThrottled) as throttled:
        sign_in(accounts)
    assert throttled.value.wait == 2
    assert sign_in(accounts, now=NOW + timedelta(seconds=2))
    assert sign_in(accounts, now=NOW + timedelta(seconds=2))


def test_unknown_logins_are_slowed_down_alike(accounts: Accounts, anna: Person) -> None:
    for login in ("nobody", "not a login"):
        for _ in range(5):
            with pytest.raises(NotAllowed):
                sign_in(accounts, login)
        with pytest.raises(SignInThrottled):
            sign_in(accounts, login)


def test_success_leaves_no_failures(accounts: Accounts, anna: Person) -> None:
    for _ in range(20):
        sign_in(accounts)


def test_a_hash_of_old_parameters_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "instance" / "accounts.sqlite"
    before = open_sql(path, key=b"k", passwords=cheap(1))
    person = verbs.add_user(
        before, HOME_ADMINISTRATOR, roles=["administrator"], login="chief", display_name="C", password=PASSWORD, now=NOW
    )
    before.close()
    after = open_sql(path, key=b"k", passwords=cheap(2))
    sign_in(after, "chief")
    stored = after.people.password_hash(person.id)
    assert stored is not None
    assert "t=2" in stored
    sign_in(after, "chief")
    assert after.people.password_hash(person.id) == stored
    after.close()


# --- passwords


def test_changing_the_password_ends_the_other_sessions(accounts: Accounts, chief: Person, anna: Person) -> None:
    mine, elsewhere, chiefs = sign_in(accounts), sign_in(accounts), sign_in(accounts, "chief")
    link = verbs.reset_link(accounts, verbs.actor_of(chief), anna.id, NOW)
    actor = verbs.actor_of(anna)
    verbs.change_password(accounts, actor, old=PASSWORD, new=OTHER, address=HERE, now=NOW, keep=mine)
    assert verbs.signed_in(accounts, mine, NOW) == anna
    assert verbs.signed_in(accounts, elsewhere, NOW) is None
    assert verbs.signed_in(accounts, chiefs, NOW) == chief
    with pytest.raises(LinkSpent):
        verbs.use_reset_link(accounts, link, password=PASSWORD, now=NOW)
    with pytest.raises(NotAllowed):
        sign_in(accounts)
    assert sign_in(accounts, password=OTHER)


def test_the_old_password_is_needed_and_guessing_it_is_slowed_down(accounts: Accounts, anna: Person) -> None:
    def change(old: str, new: str = OTHER) -> None:
        verbs.change_password(accounts, verbs.actor_of(anna), old=old, new=new, address=HERE, now=NOW)

    with pytest.raises(WeakPassword):
        change(PASSWORD, "short")
    for _ in range(5):
        with pytest.raises(NotAllowed):
            change("wrong")
    with pytest.raises(SignInThrottled):
        change(PASSWORD)
    for actor in (PUBLIC, HOME_ADMINISTRATOR):
        with pytest.raises(NotAllowed):
            verbs.change_password(accounts, actor, old=PASSWORD, new=OTHER, address=HERE, now=NOW)


def test_a_reset_link_sets_a_password_once(accounts: Accounts, chief: Person, anna: Person) -> None:
    token = sign_in(accounts)
    old = verbs.reset_link(accounts, verbs.actor_of(chief), anna.id, NOW)
    link = verbs.reset_link(accounts, verbs.actor_of(chief), anna.id, NOW)
    with pytest.raises(LinkSpent):
        verbs.use_reset_link(accounts, old, password=OTHER, now=NOW)
    with pytest.raises(WeakPassword):
        verbs.use_reset_link(accounts, link, password="anna", now=NOW)
    with pytest.raises(LinkSpent):
        verbs.use_reset_link(accounts, link, password=OTHER, now=NOW + DAY)
    assert verbs.use_reset_link(accounts, link, password=OTHER, now=NOW) == anna
    assert verbs.signed_in(accounts, token, NOW) is None
    assert sign_in(accounts, password=OTHER)
    with pytest.raises(LinkSpent):
        verbs.use_reset_link(accounts, link, password=PASSWORD, now=NOW)


# --- what administrators do


def test_only_administrators_administer(accounts: Accounts, chief: Person, anna: Person) -> None:
    editor = Actor("p-editor", frozenset({"editor", "reviewer", "translator"}))
    for actor in (PUBLIC, editor, verbs.actor_of(anna)):
        for act in (
            lambda actor: verbs.add_user(
                accounts, actor, login="new", display_name="N", password=PASSWORD, roles=[], now=NOW
            ),
            lambda actor: verbs.add_user(
                accounts, actor, roles=["administrator"], login="new", display_name="N", password=PASSWORD, now=NOW
            ),
            lambda actor: verbs.set_roles(accounts, actor, anna.id, ["administrator"]),
            lambda actor: verbs.deactivate(accounts, actor, chief.id),
            lambda actor: verbs.reactivate(accounts, actor, anna.id),
            lambda actor: verbs.reset_link(accounts, actor, chief.id, NOW),
            lambda actor: verbs.invite(accounts, actor, roles=["administrator"], now=NOW),
            lambda actor: verbs.list_people(accounts, actor),
        ):
            with pytest.raises(NotAllowed):
                act(actor)
    assert verbs.list_people(accounts, HOME_ADMINISTRATOR) == (anna, chief)


def test_roles_count_from_the_next_request_on(accounts: Accounts, chief: Person, anna: Person) -> None:
    token = sign_in(accounts)
    verbs.set_roles(accounts, verbs.actor_of(chief), anna.id, ["reviewer"])
    assert _acting(accounts, token).roles == {"reviewer"}
    with pytest.raises(InvalidInput):
        verbs.set_roles(accounts, verbs.actor_of(chief), anna.id, ["emperor"])
    with pytest.raises(NotFound):
        verbs.set_roles(accounts, verbs.actor_of(chief), "p-nobodynobody", [])


def test_the_last_administrator_cannot_leave(accounts: Accounts, chief: Person, anna: Person) -> None:
    actor = verbs.actor_of(chief)
    with pytest.raises(LastAdministrator):
        verbs.set_roles(accounts, actor, chief.id, ["editor"])
    with pytest.raises(LastAdministrator):
        verbs.deactivate(accounts, actor, chief.id)
    verbs.set_roles(accounts, actor, anna.id, ["administrator"])
    assert verbs.deactivate(accounts, actor, chief.id).active is False


def test_deactivation_ends_sessions_links_and_invitations(accounts: Accounts, chief: Person, anna: Person) -> None:
    actor = verbs.actor_of(chief)
    verbs.set_roles(accounts, actor, anna.id, ["administrator"])
    token = sign_in(accounts)
    link = verbs.reset_link(accounts, actor, anna.id, NOW)
    invitation = verbs.invite(accounts, Actor(anna.id, frozenset({"administrator"})), roles=[], now=NOW)
    gone = verbs.deactivate(accounts, actor, anna.id)
    assert verbs.actor_of(gone) == Actor(anna.id)
    assert _acting(accounts, token) == PUBLIC
    with pytest.raises(LinkSpent):
        verbs.use_reset_link(accounts, link, password=OTHER, now=NOW)
    with pytest.raises(LinkSpent):
        verbs.accept_invitation(accounts, invitation, login="new", display_name="N", password=PASSWORD, now=NOW)
    with pytest.raises(NotFound):
        verbs.reset_link(accounts, actor, anna.id, NOW)
    verbs.reactivate(accounts, actor, anna.id)
    assert _acting(accounts, token) == PUBLIC
    assert sign_in(accounts)


def test_an_invitation_opens_one_account_with_its_roles(accounts: Accounts, chief: Person) -> None:
    link = verbs.invite(accounts, verbs.actor_of(chief), roles=["reviewer", "translator"], now=NOW)
    with pytest.raises(LoginTaken):
        verbs.accept_invitation(accounts, link, login="CHIEF", display_name="N", password=PASSWORD, now=NOW)
    with pytest.raises(LinkSpent):
        verbs.accept_invitation(
            accounts, link, login="new", display_name="N", password=PASSWORD, now=NOW + timedelta(days=7)
        )
    person = verbs.accept_invitation(
        accounts, link, login="new", display_name="N", password=PASSWORD, now=NOW, email=" n@example.org "
    )
    assert (person.roles, person.email) == (frozenset({"reviewer", "translator"}), "n@example.org")
    with pytest.raises(LinkSpent):
        verbs.accept_invitation(accounts, link, login="new2", display_name="N", password=PASSWORD, now=NOW)


def test_who_administers_no_more_invites_no_more(accounts: Accounts, chief: Person, anna: Person) -> None:
    actor = verbs.actor_of(chief)
    changed = verbs.set_roles(accounts, actor, anna.id, ["administrator"])
    link = verbs.invite(accounts, verbs.actor_of(changed), roles=["administrator"], now=NOW)
    verbs.set_roles(accounts, actor, anna.id, ["editor"])
    with pytest.raises(LinkSpent):
        verbs.accept_invitation(accounts, link, login="new", display_name="N", password=PASSWORD, now=NOW)
