"""Whether a translation is as long as one into its language usually is.

::

    z = (log(target letters / source letters) - mean of the pair) / spread      spread grows as texts get short

The means are measured on one text in many languages (:mod:`.length_table`), against English, so any pair
follows from two entries. A language that is not listed has no finding.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache

from statement_archive.checks.length_table import MEANS, SPREAD, SPREAD_SHORT
from statement_archive.checks.pair import Finding, Pair
from statement_archive.domain.language import primary

LIMIT = 3.4  # spreads: what is measured on good translations stays within
_LEAST = 25  # letters of the source as English would have them: below, a length says nothing
_TITLES = ("title", "heading", "front", "table")


@lru_cache(maxsize=128)
def letters(text: str) -> int:
    """Letters and digits: what quotation marks and white space do not change."""
    return sum(1 for c in text if c.isalnum())


def unusual(pair: Pair) -> float | None:
    """How many spreads a target is longer (or, negative, shorter) than usual; None where it cannot be said."""
    a, b = MEANS.get(primary(pair.source_lang)), MEANS.get(primary(pair.target_lang))
    if a is None or b is None or primary(pair.source_lang) == primary(pair.target_lang):
        return None
    here, there = letters(pair.source), letters(pair.target)
    if not here or not there:
        return None
    size = max(here / math.exp(a[0]), 1.0)
    if size < _LEAST:
        return None
    own = max(a[1], b[1])
    spread = math.sqrt(max(SPREAD, own) ** 2 + SPREAD_SHORT**2 / size)
    return (math.log(there / here) - (b[0] - a[0])) / spread


def length(pair: Pair) -> Iterator[Finding]:
    """``short`` or ``long``: beyond what good translations of the pair are."""
    z = unusual(pair)
    if z is not None and abs(z) > LIMIT and pair.kind not in _TITLES:
        yield Finding(
            "length",
            ("short" if z < 0 else "long",),
            ((0, len(pair.source)),),
            ((0, len(pair.target)),),
        )
