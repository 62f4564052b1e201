"""All checks over one pair, in the order in which they are listed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from statement_archive.checks.brackets import brackets
from statement_archive.checks.dates import dates
from statement_archive.checks.doubled import doubled
from statement_archive.checks.glossary import glossary
from statement_archive.checks.length import length
from statement_archive.checks.names import names
from statement_archive.checks.numbers import numbers
from statement_archive.checks.pair import Finding, Pair
from statement_archive.checks.punctuation import punctuation
from statement_archive.checks.quotes import quotes
from statement_archive.checks.scripts import scripts
from statement_archive.checks.sentences import sentences
from statement_archive.checks.spaces import spaces
from statement_archive.checks.symbols import symbols
from statement_archive.checks.untranslated import untranslated
from statement_archive.domain.language import primary

CHECKS: Mapping[str, Callable[[Pair], Iterable[Finding]]] = {
    "numbers": numbers,
    "dates": dates,
    "symbols": symbols,
    "names": names,
    "sentences": sentences,
    "length": length,
    "quotes": quotes,
    "brackets": brackets,
    "doubled": doubled,
    "untranslated": untranslated,
    "glossary": glossary,
    "scripts": scripts,
    "spaces": spaces,
    "punctuation": punctuation,
}
MOST = 20  # findings of one check: a table pasted as a sentence is no list of hundreds


def run(pair: Pair) -> tuple[Finding, ...]:
    """Every finding, each fingerprint once; none for an empty target, nor for delivered words left as they are."""
    if not pair.target.strip() or not pair.source.strip():
        return ()
    if pair.source == pair.target and primary(pair.source_lang) == primary(pair.target_lang):
        return ()
    found: dict[tuple[str, tuple[str, ...]], Finding] = {}
    for check in CHECKS.values():
        for _, finding in zip(range(MOST), check(pair), strict=False):
            found.setdefault((finding.check, finding.args), finding)
    return tuple(found.values())
