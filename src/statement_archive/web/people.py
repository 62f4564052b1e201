"""Who did something, by name, where this server knows it."""

from __future__ import annotations

from statement_archive.domain.actors import HOME_ADMINISTRATOR
from statement_archive.domain.works import Expression
from statement_archive.web import here
from statement_archive.web.say import _
from statement_archive.workflow.credit import Credits, credit_of
from statement_archive.workflow.reading import Work


def person_name(person: str) -> str:
    """Ledgers know people by an opaque id; the name is the one of their account here."""
    if person == HOME_ADMINISTRATOR.person:
        return _("the administrator of this archive")
    found = here.accounts().people.by_id(person)
    if found is None:
        return _("somebody of another server")
    return erased() if found.erased_at else found.display_name


def account_name(person: str) -> str:
    """For files that leave this server: the name of an account here, and nothing in place of one."""
    found = here.accounts().people.by_id(person)
    return found.display_name if found else ""


def erased() -> str:
    """In place of a name that is gone."""
    return _("a person whose name was erased")


def credits_of(work: Work, expression: Expression) -> Credits:
    """Who made a text what it is, by name; of a name that was claimed and erased, nothing."""
    return credit_of(here.archive(), person_name, work, expression)


def hands_of(work: Work, expression: Expression) -> tuple[str, ...]:
    """Who worded a translation made here, most first."""
    if expression.id not in work.translations:
        return ()
    return tuple(credit.name or erased() for credit in credits_of(work, expression).translators)
