"""People of this server in a reader's words: roles, and what is wrong with a login or a password."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from statement_archive.domain.actors import Role
from statement_archive.domain.errors import InvalidInput
from statement_archive.domain.people import LastAdministrator, LoginTaken, WeakPassword
from statement_archive.web.dates import show_day
from statement_archive.web.names import language_name, sorted_by_name
from statement_archive.web.presenters.languages import tags_in
from statement_archive.web.say import N_, Later, _, ngettext

Refusal = InvalidInput | LoginTaken | LastAdministrator

ROLES: tuple[tuple[str, Later, Later], ...] = (
    ("translator", N_("Translator"), N_("submits translations")),
    ("reviewer", N_("Reviewer"), N_("translates, and reviews what others translated")),
    ("editor", N_("Editor"), N_("deposits, describes and corrects; sees drafts and embargoed texts")),
    ("administrator", N_("Administrator"), N_("does everything, withdraws texts, keeps accounts and the index")),
)
_PASSWORDS: dict[str, Later] = {
    "too-short": N_("A password needs 12 characters or more. A sentence that only you would write is a good one."),
    "too-long": N_("This password is too long: at most 1024 bytes."),
    "common": N_("This password is one of the first that anybody would guess."),
    "repetitive": N_("This password repeats a few characters."),
    "same-as-login": N_("The password must not be the login."),
    "not-text": N_("This password holds characters that cannot be stored."),
}
_FIELDS: dict[str, Later] = {
    "login": N_("A login has 2 to 40 of these: letters a to z, digits, full stop, hyphen, underscore."),
    "display_name": N_("A name needs at least one letter, at most 200 characters, and no control characters."),
    "email": N_("This is not a mail address."),
    "roles": N_("There is no such role."),
    "languages": N_("A language is written by its tag, for example ru or zh-Hans; several apart by commas."),
    "translates": N_("A language is written by its tag, for example ru or zh-Hans; several apart by commas."),
    "reviews": N_("A language is written by its tag, for example ru or zh-Hans; several apart by commas."),
}


def role_names(roles: frozenset[str], limits: frozenset[tuple[Role, str]] = frozenset()) -> str:
    """In the order of what they allow; with the languages to which a role is held."""

    def one(code: str, name: Later) -> str:
        held = sorted_by_name([tag for role, tag in limits if role == code], language_name)
        if not held:
            return str(name)
        return _("%(role)s (%(languages)s)", role=str(name), languages=", ".join(language_name(tag) for tag in held))

    return ", ".join(one(code, name) for code, name, _does in ROLES if code in roles) or _("no role")


LIMITS: tuple[tuple[Role, str], ...] = (("translator", "translates"), ("reviewer", "reviews"))


def limit_values(limits: frozenset[tuple[Role, str]]) -> dict[str, str]:
    """The languages of a role as the form shows them, by field."""
    return {field: ", ".join(sorted(tag for role, tag in limits if role == of)) for of, field in LIMITS}


def limits_typed(roles: Iterable[str], typed: Mapping[str, str]) -> list[tuple[str, str]]:
    """Pairs of role and language out of a form; languages beside a role that is not ticked say nothing.

    Raises InvalidInput at the field (``details["field"]``).
    """
    found: list[tuple[str, str]] = []
    for role, field in LIMITS:
        try:
            found += [(role, tag) for tag in tags_in(typed.get(field, "")) if role in roles]
        except InvalidInput as error:
            raise InvalidInput(error.message, field=field) from error
    return found


def moment(at: datetime) -> str:
    """Day and time, with the zone they are told in."""
    return _("%(day)s, %(time)s UTC", day=show_day(at), time=f"{at.astimezone(UTC):%H:%M}")


def role_options() -> list[tuple[str, str]]:
    return [(code, _("%(role)s: %(does)s", role=str(name), does=str(does))) for code, name, does in ROLES]


def field_errors(error: Refusal, password: str = "password") -> dict[str, str]:  # noqa: S107  # a field's name
    """The message at the field that it is about. Raises the error again where it is about none."""
    if isinstance(error, WeakPassword):
        return {password: str(_PASSWORDS[str(error.details["reason"])])}
    if isinstance(error, LoginTaken):
        return {"login": _("Somebody else has this login already.")}
    if isinstance(error, LastAdministrator):
        return {"roles": _("Without this person nobody could administer this server. Give the role to somebody first.")}
    field = str(error.details.get("field", ""))
    if field not in _FIELDS:
        raise error
    return {field: str(_FIELDS[field])}


def wait_message(seconds: int) -> str:
    if seconds < 120:
        return ngettext(
            "Too many failed tries. The next one is looked at in %(num)d second.",
            "Too many failed tries. The next one is looked at in %(num)d seconds.",
            seconds,
        )
    return ngettext(
        "Too many failed tries. The next one is looked at in %(num)d minute.",
        "Too many failed tries. The next one is looked at in %(num)d minutes.",
        -(-seconds // 60),
    )
