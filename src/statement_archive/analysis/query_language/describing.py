"""What is searched in plain English, for logs, tests and the command line.

::

    And(Word, Or(Has person, Has speaker))  ──▶  (peace (any form) and speaker: Anna Kask (2 forms of the name))
"""

from __future__ import annotations

from collections.abc import Mapping

from statement_archive.analysis.query_language.sought import Meant, Sought
from statement_archive.domain.query import And, Clause, Everything, Has, Near, Not, Or, Phrase, Prefix, Word

# Fields whose values are names; of others, several values may be held that hold what was typed.
NAMES = frozenset({"speaker", "by", "body", "on-behalf-of", "maker"})


def describe_query(clause: Clause, sought: Sought) -> str:
    """The clause, its fields by the names of what they stand for."""
    known = {each.clause: _named(each) for each in sought.named() if each.clause is not None}
    if sought.sides:
        return " beside ".join(describe(side.clause, known) for side in sought.sides if side.clause is not None)
    return describe(clause, known)


def _named(part: Sought) -> str:
    return f"{part.text} (any characters)" if part.kind == "characters" else _field(part)


def _field(field: Sought) -> str:
    meant = [_meant(m, "forms of the name" if field.text in NAMES else "values held") for m in field.meant]
    return f"{field.text}: {' or '.join([*meant, *(f'{u} (nothing known by this)' for u in field.unknown)])}"


def _meant(meant: Meant, forms: str) -> str:
    return meant.value if meant.forms < 2 else f"{meant.value} ({meant.forms} {forms})"


def describe(  # noqa: PLR0911  # one return for each kind of clause
    clause: Clause, known: Mapping[Clause, str] | None = None
) -> str:
    """``known``: what clauses are called that come of a field, instead of their ids and codes."""
    if known and clause in known:
        return known[clause]
    match clause:
        case Word(token, stems):
            return f"{token} (any form)" if stems else f'"{token}"'
        case Phrase(tokens, is_open):
            return f'"{" ".join(tokens)}{"*" if is_open else ""}"'
        case Prefix(start):
            return f"{start}*"
        case Near(first, second, distance):
            return f"({describe(first, known)} within {distance} of {describe(second, known)})"
        case And(clauses):
            return "(" + " and ".join(describe(c, known) for c in clauses) + ")" if clauses else "everything"
        case Or(clauses):
            return "(" + " or ".join(describe(c, known) for c in clauses) + ")" if clauses else "nothing"
        case Not(inner):
            return f"not {describe(inner, known)}"
        case Has(attribute, values):
            return f"{attribute}: {' or '.join(sorted(values)) or 'nothing known'}"
        case Everything():
            return "everything"
