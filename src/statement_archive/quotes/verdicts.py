"""What a check of a quotation may say. The table in docs/quotations.md is the contract; this is its order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

Verdict = Literal[
    "exact",
    "typography",
    "adapted",
    "elided",
    "altered",
    "other source",
    "superseded",
    "not found",
    "source not held",
]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)  # from the best to the worst

Relation = Literal["from the original", "from a translation", "from an interpretation", "from a summary record"]
RELATIONS: tuple[Relation, ...] = get_args(Relation)

# With which the words of a quotation are those of the text, whatever else is to be said of it.
SAME_WORDS: frozenset[Verdict] = frozenset({"exact", "typography", "adapted", "elided"})


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """Where several hold, the worst of them is the verdict. There must be one."""
    return max(verdicts, key=VERDICTS.index)
