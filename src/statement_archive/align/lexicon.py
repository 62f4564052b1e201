"""Which keys of two texts go together: cognates first, then what the texts themselves teach.

::

    keys of a ─ kinship ─▶ Lexicon ─ align ─▶ beads ─ co-occurrence ─▶ Lexicon ─ align again
    keys of b ─┘

No dictionary is shipped and none is kept: the two texts are their own.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from statement_archive.align.cues import kinship, skeleton

Links = dict[str, dict[str, float]]
MAX_LINKS = 4  # per key: more are noise
_PREFIX = 4


@dataclass(frozen=True, slots=True)
class Lexicon:
    """``forward[u][v]``: how likely v stands in the sentence that answers to one with u; ``backward``
    the other way."""

    forward: Links
    backward: Links


def cognates(a: Iterable[str], b: Iterable[str]) -> Lexicon:
    """Links between keys that look alike in Latin letters, numbers and symbols among them."""
    buckets: dict[str, list[str]] = defaultdict(list)
    for v in b:
        buckets[_bucket(v)].append(v)
    pairs = ((u, v, kinship(u, v)) for u in a for v in buckets.get(_bucket(u), ()))
    return _lexicon((u, v, t, t) for u, v, t in pairs if t > 0)


def _bucket(key: str) -> str:
    return skeleton(key)[:_PREFIX] if key[0].isalpha() else key


def learned(groups: Sequence[tuple[Sequence[str], Sequence[str]]], base: Lexicon) -> Lexicon:
    """``base`` and the links that the beads teach: keys that stand together in at least two of them
    (one would only repeat the guess that made it), weighed by Dice's coefficient."""
    count_a: Counter[str] = Counter()
    count_b: Counter[str] = Counter()
    together: Counter[tuple[str, str]] = Counter()
    for keys_a, keys_b in groups:
        count_a.update(keys_a)
        count_b.update(keys_b)
    often_a = {u for u, n in count_a.items() if n > 1}
    often_b = {v for v, n in count_b.items() if n > 1}
    for keys_a, keys_b in groups:
        side_b = [v for v in keys_b if v in often_b]
        together.update((u, v) for u in keys_a if u in often_a for v in side_b)
    size = len(groups)
    found = []
    for (u, v), n in together.items():
        if n < 2 or 2 * n < 0.3 * (count_a[u] + count_b[v]):
            continue
        if _surprise(n, count_a[u], count_b[v], size) >= 7:
            found.append((u, v, (n - 0.5) / (count_a[u] + 0.5), (n - 0.5) / (count_b[v] + 0.5)))
    known = [(u, v, t, t) for u, row in base.forward.items() for v, t in row.items()]
    return _lexicon([*known, *found])


def _surprise(n: int, a: int, b: int, size: int) -> float:
    """Log-likelihood ratio (Dunning 1993), here only its leading term: n log(n / expected)."""
    return n * math.log(n * size / (a * b)) if n * size > a * b else 0.0


def _lexicon(links: Iterable[tuple[str, str, float, float]]) -> Lexicon:
    forward: Links = defaultdict(dict)
    backward: Links = defaultdict(dict)
    for u, v, there, back in links:
        forward[u][v] = max(there, forward[u].get(v, 0.0))
        backward[v][u] = max(back, backward[v].get(u, 0.0))
    return Lexicon(_best(forward), _best(backward))


def _best(links: Links) -> Links:
    return {u: dict(sorted(row.items(), key=lambda x: (-x[1], x[0]))[:MAX_LINKS]) for u, row in links.items()}
