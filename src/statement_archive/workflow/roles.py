"""Roles and the languages to which they are held, as they were typed.

::

    "translator", ("translator", "ZH-hans") ──▶ translator, held to zh-Hans
    ("editor", "ru"), ("reviewer", "ru") without the role, ("translator", "x y") ──▶ InvalidInput
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args

from statement_archive.domain.actors import BY_LANGUAGE, Role
from statement_archive.domain.errors import InvalidInput
from statement_archive.domain.language import language_tag


def roles_named(roles: Iterable[str]) -> list[Role]:
    wanted = set(roles)
    if unknown := wanted - set(get_args(Role)):
        raise InvalidInput(f"no such role: {min(unknown)!r}", field="roles", choices=get_args(Role))
    return [role for role in get_args(Role) if role in wanted]


def limits_named(roles: Iterable[Role], limits: Iterable[tuple[str, str]]) -> list[tuple[Role, str]]:
    """Sorted, tags in their canonical form. Raises InvalidInput."""
    found: set[tuple[Role, str]] = set()
    for role, tag in limits:
        if role not in BY_LANGUAGE:
            choices = ", ".join(BY_LANGUAGE)
            raise InvalidInput(
                f"a role that is held to no language: {role!r} (of those that are: {choices})",
                field="languages",
                choices=BY_LANGUAGE,
            )
        if role not in roles:
            raise InvalidInput(f"languages of a role that is not given: {role}", field="languages")
        try:
            found.add((role, language_tag(tag.strip())))
        except InvalidInput as error:
            raise InvalidInput(error.message, field="languages", value=tag[:80]) from error
    return sorted(found)


def pairs_kept(data: dict[str, Any]) -> list[tuple[str, str]]:
    """The limits of an invitation; those made before there were any have none."""
    return [(role, tag) for role, tag in data.get("limits", ())]
