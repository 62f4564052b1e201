"""Who acts, and what a role allows.

Roles are cumulative in practice but never implied by a number: each act asks for one permission, and a
role is a set of permissions. Services call :meth:`Actor.require`; pages and commands never decide.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from statement_archive.domain.errors import NotAllowed

Role = Literal["translator", "reviewer", "editor", "administrator"]
Permission = Literal[
    "translate", "review", "deposit", "describe", "correct", "withdraw", "administer", "see_unpublished"
]
ROLES: tuple[Role, ...] = get_args(Role)

_ALLOWS: dict[Role, frozenset[Permission]] = {
    "translator": frozenset({"translate"}),
    "reviewer": frozenset({"translate", "review"}),
    "editor": frozenset({"translate", "review", "deposit", "describe", "correct", "see_unpublished"}),
    "administrator": frozenset(get_args(Permission)),
}


@dataclass(frozen=True, slots=True)
class Actor:
    """``person`` is an opaque id: ledgers outlive names. Empty for the public."""

    person: str = ""
    roles: frozenset[Role] = frozenset()

    def may(self, permission: Permission) -> bool:
        return any(permission in _ALLOWS[role] for role in self.roles)

    def require(self, permission: Permission) -> None:
        """Raises NotAllowed."""
        if not self.may(permission):
            raise NotAllowed(f"this needs the permission to {permission.replace('_', ' ')}", needs=permission)


def actor(person: str, roles: Iterable[Role]) -> Actor:
    return Actor(person, frozenset(roles))


PUBLIC = Actor()
# The command line acts as the home's administrator (whoever can write the files is one anyway).
HOME_ADMINISTRATOR = Actor("home-administrator", frozenset({"administrator"}))
