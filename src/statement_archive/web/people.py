"""Who did something, by name, where this server knows it."""

from __future__ import annotations

from statement_archive.domain.actors import HOME_ADMINISTRATOR
from statement_archive.web import here
from statement_archive.web.say import _


def person_name(person: str) -> str:
    """Ledgers know people by an opaque id; the name is the one of their account here."""
    if person == HOME_ADMINISTRATOR.person:
        return _("the administrator of this archive")
    found = here.accounts().people.by_id(person)
    return found.display_name if found else _("somebody of another server")
