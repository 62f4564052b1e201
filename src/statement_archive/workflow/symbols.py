"""Document symbols, whole and by part: strokes, dots and hyphens part them alike.

::

    A/RES/78/241             a res 78 241
    CCW/GGE.1/2018/WP.4      ccw gge 1 2018 wp 4         a part of it: GGE.1/2018, 2018/wp.4
"""

from __future__ import annotations

from functools import lru_cache

from statement_archive.analysis.tokens import tokenize


@lru_cache(maxsize=4096)
def symbol_parts(symbol: str) -> tuple[str, ...]:
    return tuple(t.exact for t in tokenize(symbol, "und"))


def is_part(typed: str, symbol: str) -> bool:
    """Whether ``typed`` is a symbol, or parts of it side by side: ``78/241`` of ``A/RES/78/241``, ``8/24`` not."""
    parts, whole = symbol_parts(typed), symbol_parts(symbol)
    return bool(parts) and any(whole[i : i + len(parts)] == parts for i in range(len(whole) - len(parts) + 1))
