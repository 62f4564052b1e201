"""Where the words of a clause can stand, if that is a list of runs of words: what engines answer *near* by.

::

    Word("arms", ("en:arm",))  ──▶  Place(("arms",)), Place(("en:arm",), stems)
    Phrase(("in", "force"))    ──▶  Place(("in", "force"))
"""

from __future__ import annotations

from dataclasses import dataclass

from statement_archive.domain.query import Clause, Or, Phrase, Word


@dataclass(frozen=True, slots=True)
class Place:
    """Exact tokens side by side, or one stem."""

    terms: tuple[str, ...]
    stem: bool = False


def places_of(clause: Clause) -> list[Place] | None:
    """Every way a clause can stand in a line; None where that is no list of words (a beginning, a negation)."""
    match clause:
        case Word(token, stems):
            return [Place((token,)), *(Place((s,), stem=True) for s in dict.fromkeys(stems) if s)]
        case Phrase(tokens, False):
            return [Place(tokens)] if tokens else []
        case Or(clauses):
            inner = [places_of(c) for c in clauses]
            known = [places for places in inner if places is not None]
            return list(dict.fromkeys(p for places in known for p in places)) if len(known) == len(inner) else None
        case _:
            return None
