"""The people of a server: accounts, invitations, and names that are erased."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from statement_archive.bootstrap import open_accounts
from statement_archive.cli.context import Answer, Context, command
from statement_archive.domain.actors import ROLES
from statement_archive.domain.errors import InvalidInput
from statement_archive.domain.people import Person
from statement_archive.workflow import accounts as verbs
from statement_archive.workflow import erase_name as erasing
from statement_archive.workflow.after import after_change


@click.group()
def user() -> None:
    """Accounts of this server and their roles."""


def _shown(person: Person) -> dict[str, Any]:
    return {
        "id": person.id,
        "login": person.login,
        "name": person.display_name,
        "roles": sorted(person.roles),
        "languages": _by_role(person.limits),
        "active": person.active,
        "erased": person.erased_at is not None,
    }


def _by_role(limits: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for role, tag in sorted(limits):
        found.setdefault(role, []).append(tag)
    return found


def _roles_line(roles: Iterable[str], limits: Iterable[tuple[str, str]]) -> str:
    held = _by_role(limits)
    return ", ".join(f"{role} ({' '.join(held[role])})" if role in held else role for role in sorted(roles))


_LANGUAGES = click.option(
    "--language", "languages", multiple=True, metavar="ROLE:TAG", help="Hold translator or reviewer to a language."
)


def _pairs(languages: Iterable[str]) -> list[tuple[str, str]]:
    """Raises InvalidInput."""
    pairs = [each.partition(":") for each in languages]
    if wrong := [each for each, (_role, colon, _tag) in zip(languages, pairs, strict=True) if not colon]:
        raise InvalidInput(f"not a role and a language: {wrong[0]!r} (expected, for example, translator:ru)")
    return [(role, tag) for role, _colon, tag in pairs]


def _line(person: Person) -> str:
    if person.erased_at:
        return f"{person.id}\t(name erased)"
    roles = _roles_line(person.roles, person.limits)
    return f"{person.login}\t{person.display_name}\t{roles}" + ("" if person.active else "\t(deactivated)")


@user.command()
@click.argument("login")
@click.option("--name", default="", help="Name as shown.")
@click.option("--role", "roles", multiple=True, type=click.Choice(ROLES))
@_LANGUAGES
@click.option("--password", help="Asked for where it is not given.")
@command
def add(
    context: Context,
    answer: Answer,
    *,
    login: str,
    name: str,
    roles: tuple[str, ...],
    languages: tuple[str, ...],
    password: str | None,
) -> None:
    """Add an account; the first one becomes administrator."""
    limits = _pairs(languages)
    if password is None:  # asked on standard error: standard output is for the answer
        password = str(click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
    accounts = open_accounts(context.settings)
    first = () if accounts.people.count() else ("administrator",)
    person = verbs.add_user(
        accounts,
        context.actor,
        login=login,
        display_name=name or login,
        password=password,
        roles=sorted({*roles, *first}),
        limits=limits,
        now=context.now(),
    )
    answer.give(_shown(person), lambda: [_line(person)])


@user.command(name="list")
@command
def list_(context: Context, answer: Answer) -> None:
    """Every account."""
    people = verbs.list_people(open_accounts(context.settings), context.actor)
    answer.give({"users": [_shown(p) for p in people]}, lambda: [_line(p) for p in people])


@user.command()
@click.argument("login")
@click.option("--role", "roles", multiple=True, type=click.Choice(ROLES), help="None given: no role.")
@_LANGUAGES
@command
def roles(context: Context, answer: Answer, *, login: str, roles: tuple[str, ...], languages: tuple[str, ...]) -> None:
    """Set the roles of an account, and the languages to which they are held."""
    limits = _pairs(languages)
    accounts = open_accounts(context.settings)
    person = verbs.set_roles(accounts, context.actor, verbs.person_by_login(accounts, login).id, roles, limits)
    answer.give(_shown(person), lambda: [_line(person)])


@user.command()
@click.argument("login")
@command
def deactivate(context: Context, answer: Answer, *, login: str) -> None:
    """Close an account; its sessions end, what it did stays attributed."""
    accounts = open_accounts(context.settings)
    person = verbs.deactivate(accounts, context.actor, verbs.person_by_login(accounts, login).id)
    answer.give(_shown(person), lambda: [_line(person)])


@user.command()
@click.argument("login")
@command
def reactivate(context: Context, answer: Answer, *, login: str) -> None:
    """Open a closed account again, with the roles and the password of before."""
    accounts = open_accounts(context.settings)
    person = verbs.reactivate(accounts, context.actor, verbs.person_by_login(accounts, login).id)
    answer.give(_shown(person), lambda: [_line(person)])


@user.command()
@click.argument("login")
@click.option("--reason", required=True, help="Kept in the log, so without the name.")
@click.option("--drop-drafts", is_flag=True, help="Also where something typed was not handed in.")
@command
def erase(context: Context, answer: Answer, *, login: str, reason: str, drop_drafts: bool) -> None:
    """Erase name, login, mail and password of an account for ever; what it did stays under its id."""
    accounts = open_accounts(context.settings)
    person = verbs.person_by_login(accounts, login)
    done = erasing.erase_person(
        accounts, context.archive, context.actor, person.id, reason, context.now(), confirmed=drop_drafts
    )
    data = {**_shown(done.person), "drafts": done.drafts, "typed": done.typed, "claimed": done.claimed}

    def lines() -> Iterable[str]:
        yield f"{done.person.id}\t(name erased)"
        if done.claimed:
            yield f"ledgers claim the same name {done.claimed} times: names erase"

    answer.give(data, lines)


@user.command()
@click.argument("login")
@command
def reset(context: Context, answer: Answer, *, login: str) -> None:
    """A one-time token with which this person sets a new password at /account/reset."""
    accounts = open_accounts(context.settings)
    token = verbs.reset_link(accounts, context.actor, verbs.person_by_login(accounts, login).id, context.now())
    until = context.now() + verbs.RESET_LASTS
    data = {"login": login, "token": token, "link": _link(context, f"/account/reset/{token}"), "until": until}
    answer.give(data, lambda: [f"{data['link']}", f"works once, until {until:%Y-%m-%d %H:%M} UTC"])


def _link(context: Context, path: str) -> str:
    """The whole address where the settings say it, else its path."""
    return context.settings.public_url.rstrip("/") + path


@user.command()
@click.option("--role", "roles", multiple=True, type=click.Choice(ROLES))
@_LANGUAGES
@command
def invite(context: Context, answer: Answer, *, roles: tuple[str, ...], languages: tuple[str, ...]) -> None:
    """A one-time link with which somebody opens an account with these roles."""
    now = context.now()
    token = verbs.invite(open_accounts(context.settings), context.actor, roles=roles, limits=_pairs(languages), now=now)
    until = now + verbs.INVITATION_LASTS
    link = _link(context, f"/account/invitation/{token}")
    answer.give(
        {"token": token, "link": link, "roles": sorted(set(roles)), "until": until},
        lambda: [link, f"works once, until {until:%Y-%m-%d %H:%M} UTC"],
    )


@user.command()
@command
def invitations(context: Context, answer: Answer) -> None:
    """Invitations that nobody used yet; the links themselves are not kept."""
    found = verbs.invitations(open_accounts(context.settings), context.actor, context.now())

    def lines() -> Iterable[str]:
        for each in found:
            until = f"until {each.expires_at:%Y-%m-%d %H:%M} UTC"
            yield f"{each.id}\t{_roles_line(each.roles, each.limits) or 'no role'}\t{until}\tby {each.by}"

    data = [
        {"id": e.id, "roles": sorted(e.roles), "languages": _by_role(e.limits), "by": e.by, "until": e.expires_at}
        for e in found
    ]
    answer.give({"invitations": data}, lines)


@user.command()
@click.argument("invitation")
@command
def uninvite(context: Context, answer: Answer, *, invitation: str) -> None:
    """End an open invitation, by its id in the list."""
    verbs.revoke_invitation(open_accounts(context.settings), context.actor, invitation)
    answer.give({"id": invitation, "ended": True}, lambda: ["ended"])


@click.group()
def names() -> None:
    """Names that ledgers claim: who is said to have translated."""


@names.command(name="list")
@command
def claimed(context: Context, answer: Answer) -> None:
    """Every claimed name, with how often."""
    found = erasing.claimed_names(context.archive)
    answer.give({"names": found}, lambda: [f"{times}\t{name}" for name, times in found.items()])


@names.command(name="erase")
@click.argument("name")
@click.option("--reason", required=True, help="Kept in the record for everybody to read, so without the name.")
@command
def erase_name(context: Context, answer: Answer, *, name: str, reason: str) -> None:
    """Put a digest in the place of a claimed name; the chains still verify."""
    done = erasing.erase_claimed_name(context.archive, context.actor, name, reason, context.now())
    for work in done.works:
        after_change(context.archive, work, context.actor.person, context.now())

    def lines() -> Iterable[str]:
        yield f"erased {done.claims} times in {len(done.works)} works, {done.uploads} files removed"
        if done.in_chain:
            yield f"{done.in_chain} claims of an older form stand in the chain itself and stay"
        yield "backups and copies elsewhere are not reached"

    answer.give(done, lines)


COMMANDS: list[click.Command] = [user, names]
