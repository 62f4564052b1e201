"""The web application and its people."""

from __future__ import annotations

from typing import Any

import click

from statement_archive.bootstrap import open_accounts
from statement_archive.cli.context import Answer, Context, command
from statement_archive.domain.actors import ROLES
from statement_archive.domain.people import Person
from statement_archive.workflow import accounts as verbs


@click.command()
@click.option("--host", help="Address to listen on (default: the setting, 127.0.0.1).")
@click.option("--port", type=click.IntRange(1, 65535), help="Port (default: the setting, 8000).")
@click.option("--offer-setup", is_flag=True, help="The first page offers the first account, on this machine only.")
@click.pass_obj
def serve(context: Context, host: str | None, port: int | None, offer_setup: bool) -> None:
    """The web application."""
    from statement_archive.web.serve import serve_forever  # noqa: PLC0415  # Flask: half a second no other command needs

    serve_forever(context.settings, host=host, port=port, setup_on_page=offer_setup)


@click.group()
def user() -> None:
    """Accounts of this server and their roles."""


def _shown(person: Person) -> dict[str, Any]:
    return {
        "id": person.id,
        "login": person.login,
        "name": person.display_name,
        "roles": sorted(person.roles),
        "active": person.active,
    }


def _line(person: Person) -> str:
    return f"{person.login}\t{person.display_name}\t{', '.join(sorted(person.roles))}" + (
        "" if person.active else "\t(deactivated)"
    )


@user.command()
@click.argument("login")
@click.option("--name", default="", help="Name as shown.")
@click.option("--role", "roles", multiple=True, type=click.Choice(ROLES))
@click.option("--password", help="Asked for where it is not given.")
@command
def add(
    context: Context, answer: Answer, *, login: str, name: str, roles: tuple[str, ...], password: str | None
) -> None:
    """Add an account; the first one becomes administrator."""
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
@command
def roles(context: Context, answer: Answer, *, login: str, roles: tuple[str, ...]) -> None:
    """Set the roles of an account."""
    accounts = open_accounts(context.settings)
    person = verbs.set_roles(accounts, context.actor, verbs.person_by_login(accounts, login).id, roles)
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
def reset(context: Context, answer: Answer, *, login: str) -> None:
    """A one-time token with which this person sets a new password at /account/reset."""
    accounts = open_accounts(context.settings)
    token = verbs.reset_link(accounts, context.actor, verbs.person_by_login(accounts, login).id, context.now())
    answer.give({"login": login, "token": token}, lambda: [f"/account/reset/{token}"])


COMMANDS: list[click.Command] = [serve, user]
