"""People of this server in a reader's words: roles, and what is wrong with a login or a password."""

from __future__ import annotations

from statement_archive.domain.errors import InvalidInput
from statement_archive.domain.people import LastAdministrator, LoginTaken, WeakPassword
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
}


def role_names(roles: frozenset[str]) -> str:
    """In the order of what they allow."""
    return ", ".join(str(name) for code, name, _does in ROLES if code in roles) or _("no role")


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
