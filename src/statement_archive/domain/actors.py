"""Who acts, and what a role allows.

Roles are cumulative in practice but never implied by a number: each act asks for one permission, and a
role is a set of permissions. Services call :meth:`Actor.require`; pages and commands never decide.
Translators and reviewers may be held to languages: their role counts for those only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from statement_archive.domain.errors import NotAllowed
from statement_archive.domain.language import matches

Role = Literal["translator", "reviewer", "editor", "administrator"]
Permission = Literal[
    "translate", "review", "deposit", "describe", "correct", "withdraw", "administer", "see_unpublished"
]
ROLES: tuple[Role, ...] = get_args(Role)
# Roles that may be held to languages: what the others allow has none.
BY_LANGUAGE: tuple[Role, ...] = ("translator", "reviewer")

_ALLOWS: dict[Role, frozenset[Permission]] = {
    "translator": frozenset({"translate"}),
    "reviewer": frozenset({"translate", "review"}),
    "editor": frozenset({"translate", "review", "deposit", "describe", "correct", "see_unpublished"}),
    "administrator": frozenset(get_args(Permission)),
}


@dataclass(frozen=True, slots=True)
class Actor:
    """``person`` is an opaque id: ledgers outlive names. Empty for the public.

    ``limits``: languages to which a role is held, as (role, language tag); a role without one counts for all.
    """

    person: str = ""
    roles: frozenset[Role] = frozenset()
    limits: frozenset[tuple[Role, str]] = frozenset()

    def may(self, permission: Permission, lang: str = "") -> bool:
        """Whether any role allows it, for this language; for any at all where ``lang`` is empty."""
        return any(permission in _ALLOWS[role] and self._counts(role, lang) for role in self.roles)

    def require(self, permission: Permission, lang: str = "") -> None:
        """Raises NotAllowed."""
        if not self.may(permission):
            raise NotAllowed(f"this needs the permission to {permission.replace('_', ' ')}", needs=permission)
        if not self.may(permission, lang):
            raise NotAllowed(
                f"this needs the permission to {permission.replace('_', ' ')} into {lang}", needs=permission, lang=lang
            )

    def _counts(self, role: Role, lang: str) -> bool:
        held_to = [tag for limited, tag in self.limits if limited == role]
        return not lang or not held_to or any(matches(lang, tag) for tag in held_to)


def actor(person: str, roles: Iterable[Role]) -> Actor:
    return Actor(person, frozenset(roles))


PUBLIC = Actor()
# The command line acts as the home's administrator (whoever can write the files is one anyway).
HOME_ADMINISTRATOR = Actor("home-administrator", frozenset({"administrator"}))
