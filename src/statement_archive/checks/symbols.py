"""Document symbols stand in a translation as in the source, letter for letter."""

from __future__ import annotations

from collections.abc import Iterator

from statement_archive.checks.pair import Finding, Pair
from statement_archive.checks.reading import read


def symbols(pair: Pair) -> Iterator[Finding]:
    """``missing``: a symbol of the source; ``extra``: one that the source has not."""
    source, target = read(pair.source, pair.source_lang), read(pair.target, pair.target_lang)
    here, there = {s for s, _, _ in source.symbols}, {s for s, _, _ in target.symbols}
    for symbol, start, end in source.symbols:
        if symbol not in there and symbol not in target.clean.text:
            yield Finding("symbols", ("missing", symbol), (source.clean.span(start, end),))
    for symbol, start, end in target.symbols:
        if symbol not in here and symbol not in source.clean.text:
            yield Finding("symbols", ("extra", symbol), (), (target.clean.span(start, end),))
