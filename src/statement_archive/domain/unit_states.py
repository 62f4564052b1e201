"""What may become of the state of a unit, and by whose hand.

::

    initial ──submit──▶ translated ──accept──▶ reviewed ──finish──▶ final
       ▲                    ▲  └── send back (a reason stays with it) ──┐
       └── draft submitted  └────────────── edit, send back ◀───────────┘

Nobody reviews words of his own; a unit whose source has changed since is not accepted; an edit of what was
reviewed is to be reviewed again. Where XLIFF 2 speaks of states, these are its own.
"""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

from statement_archive.domain.errors import Refused

UnitState: TypeAlias = Literal["initial", "translated", "reviewed", "final"]
STATES: tuple[UnitState, ...] = get_args(UnitState)
Verdict: TypeAlias = Literal["accept", "finish", "send back"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


class IllegalTransition(Refused):
    """``details["reason"]``: own-words, outdated, nothing-there, draft, in-conflict, not-reviewed, already."""

    code = "illegal-transition"


def state_after(
    state: UnitState, verdict: Verdict, *, own: bool, outdated: bool, present: bool, in_conflict: bool
) -> UnitState:
    """The state that a verdict gives. ``own``: the words are the reviewer's; ``present``: there are words, or
    they were left out on purpose. Raises IllegalTransition."""
    if not present:
        raise IllegalTransition("there is nothing to review", reason="nothing-there")
    if own and verdict != "send back":
        raise IllegalTransition("nobody reviews words of their own", reason="own-words")
    if verdict == "send back":
        return "initial" if state == "initial" else "translated"
    if in_conflict:
        raise IllegalTransition("two versions of it wait for a decision", reason="in-conflict")
    if outdated:
        raise IllegalTransition("its source has changed since it was translated", reason="outdated")
    if state == "initial":
        raise IllegalTransition("it is a draft", reason="draft")
    if verdict == "accept":
        if state != "translated":
            raise IllegalTransition("it is reviewed already", reason="already")
        return "reviewed"
    if state == "translated":
        raise IllegalTransition("it was not reviewed", reason="not-reviewed")
    if state == "final":
        raise IllegalTransition("it is final already", reason="already")
    return "final"
