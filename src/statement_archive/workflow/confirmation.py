"""Confirmation: what a person has to have said before a text handed in by page is taken in.

::

    stated (typed, chosen, or nothing) ──missing──▶ facts still open
                                       ──deposit_confirmed──▶ deposit, once none is open

Nothing counts as said because a program suggested it, and nothing by default: each of these facts is given,
or said to be unknown. A command says them by its flags; a page must have asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal, TypeAlias, get_args

from statement_archive.domain.actors import Actor
from statement_archive.domain.errors import NotFound, Refused
from statement_archive.domain.language import UNDETERMINED
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.deposit import Deposited, deposit
from statement_archive.workflow.import_many import request_of
from statement_archive.workflow.reading import load

Needed: TypeAlias = Literal["lang", "rendition", "original_langs", "speaker", "body_kind"]
NEEDED: tuple[Needed, ...] = get_args(Needed)
# What is known of the work already need not be said again with each of its texts.
OF_THE_TEXT: frozenset[Needed] = frozenset({"lang", "rendition"})
UNKNOWN = "unknown"


class Unconfirmed(Refused):
    """``details["missing"]``: facts that are neither given nor said to be unknown."""

    code = "unconfirmed"


def missing(stated: Mapping[str, Any], *, known_work: bool) -> tuple[Needed, ...]:
    """Facts still open. ``UNKNOWN`` is an answer, absence and an empty value are none."""
    asked = [name for name in NEEDED if name in OF_THE_TEXT or not known_work]
    return tuple(name for name in asked if not stated.get(name))


def deposit_confirmed(
    archive: Archive, actor: Actor, stated: Mapping[str, Any], content: bytes, file_name: str, now: datetime
) -> Deposited:
    """Deposit what a page was told, by the names of ``DepositRequest``; ``UNKNOWN`` where somebody said so.

    Raises Unconfirmed (nothing is stored), and what ``deposit`` raises.
    """
    actor.require("deposit")
    open_facts = missing(stated, known_work=_is_held(archive, str(stated.get("work") or "")))
    if open_facts:
        raise Unconfirmed(f"to be confirmed or marked unknown: {', '.join(open_facts)}", missing=open_facts)
    return deposit(archive, actor, request_of(_plain(stated), content, file_name), now)


def _is_held(archive: Archive, name: str) -> bool:
    try:
        return bool(name) and load(archive, name).id == name
    except NotFound:
        return False


def _plain(stated: Mapping[str, Any]) -> dict[str, Any]:
    """Without the answers "unknown" that the record shows by the absence of a fact."""
    said = {name: value for name, value in stated.items() if value not in ("", None, [], ())}
    if said.get("lang") == UNKNOWN:
        said["lang"] = UNDETERMINED
    if said.get("original_langs") == UNKNOWN:
        said["original_langs"] = [UNDETERMINED]
    if said.get("speaker") == UNKNOWN:
        del said["speaker"]
    return said
