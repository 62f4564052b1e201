"""What a bead costs: how unlikely it is, in nats, by its shape, its lengths, its keys and its place.

::

    cost(i0:i1, j0:j1) = prior(shape) + length(la, lb) - WORDS * evidence(keys) + place(kinds, paragraphs)

Length is the cost of Gale and Church (1993) with the ratio taken from the two whole texts; evidence is a
log-likelihood ratio of the linked keys (after Moore 2002); the rest are soft penalties.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from statement_archive.align.cues import keys, weight
from statement_archive.align.lexicon import Lexicon, Links
from statement_archive.domain.segments import FRONT_KINDS, SegmentKind, SegmentTable

Shape = tuple[int, int]
# Share of each shape among beads: Gale and Church's order of magnitude, with the longer shapes that
# translators use. Weights below: chosen on both sets of benchmarks/align.py, in coarse steps.
_SHARES: dict[Shape, float] = {
    (1, 1): 0.78,
    (1, 0): 0.02,
    (0, 1): 0.02,
    (1, 2): 0.06,
    (2, 1): 0.06,
    (2, 2): 0.015,
    (1, 3): 0.015,
    (3, 1): 0.015,
    (1, 4): 0.005,
    (4, 1): 0.005,
    (2, 3): 0.004,
    (3, 2): 0.004,
}
PRIORS: dict[Shape, float] = {shape: -math.log(share) for shape, share in _SHARES.items()}
WORDS = 0.5  # keys of one sentence hang together; counted in full they would outvote everything
FRONT_ALONE = 2.0  # what stands before the body in one text only
ALONE = 1.0  # a sentence without partner, besides its prior
VARIANCE = 6.8  # of length, per letter (Gale and Church 1993)
_LEAST = 1e-9  # probability below which a difference in length says no more
DILUTE = 0.6  # times the log of the number of sentences: a longer group has more keys by chance
_KEEN = 5.0  # most that one key may say, in nats
_HOPELESS = 14.0  # of shape and length together: the keys are not looked at any more
EQUAL = 8.0  # the same words in the same language
_MIXED = 6.0  # a heading in one sentence group with body text, or opposite body text
_CROSSING = 1.5  # a paragraph ends inside a group
_ONE_ENDS, _BOTH_END = 0.8, -0.6  # after the bead a paragraph ends on one side only, or on both
_SIGNS: frozenset[SegmentKind] = frozenset({"banner", "dateline"})
_HEADS: frozenset[SegmentKind] = FRONT_KINDS | {"heading"}


@dataclass(frozen=True, slots=True)
class Side:
    """The sentences of one text as the aligner sees them."""

    ids: tuple[str, ...]
    lengths: tuple[float, ...]
    keys: tuple[tuple[str, ...], ...]
    words: tuple[str, ...]  # without case and layout, with the language in front: equal means verbatim
    heads: tuple[bool, ...]
    front: tuple[bool, ...]  # before the body: one text often has it, the other has not
    signs: tuple[bool, ...]  # banners and datelines: each says what no title says
    ends: tuple[bool, ...]  # the paragraph ends with this sentence
    paragraphs: int


def side(text: str, table: SegmentTable, lang: str) -> Side:
    """Sentences that are not furniture. Paragraphs that hold no sentence are left out."""
    sentences = [s for s in table.sentences if s.kind != "furniture"]
    paragraphs = table.paragraphs
    homes: list[int] = []
    at = 0
    for s in sentences:
        while paragraphs[at].end < s.end:
            at += 1
        homes.append(at)
    cuts = [s.cut(text) for s in sentences]
    return Side(
        ids=tuple(s.id for s in sentences),
        lengths=tuple(float(weight(cut)) for cut in cuts),
        keys=tuple(keys(cut) for cut in cuts),
        words=tuple(
            f"{s.lang or lang}\t{' '.join(cut.casefold().split())}" for s, cut in zip(sentences, cuts, strict=True)
        ),
        heads=tuple(s.kind in _HEADS for s in sentences),
        front=tuple(s.kind in FRONT_KINDS for s in sentences),
        signs=tuple(s.kind in _SIGNS for s in sentences),
        ends=tuple(k + 1 == len(homes) or homes[k + 1] != home for k, home in enumerate(homes)),
        paragraphs=len(set(homes)),
    )


# -log of the two-sided tail of the normal distribution, by the square of the deviate in steps of 1/GRAIN:
# the inner loops ask for it some million times.
GRAIN = 32
FARTHEST = 40 * GRAIN
LENGTH = [-math.log(max(math.erfc(math.sqrt(x / GRAIN / 2)), _LEAST)) for x in range(FARTHEST + 1)]


class Cost:
    """Costs of beads between two sides. Memory grows with the cells that are asked for."""

    def __init__(self, a: Side, b: Side, lexicon: Lexicon, variance: float = VARIANCE) -> None:
        self.a, self.b = a, b
        total_a, total_b = sum(a.lengths), sum(b.lengths)
        middle = math.sqrt(total_a * total_b)
        self.sum_a = _running([x * middle / total_a for x in a.lengths])
        self.sum_b = _running([x * middle / total_b for x in b.lengths])
        self.scale = GRAIN / variance
        self.there = Evidence(a.keys, b.keys, lexicon.forward, lexicon.backward)
        self.back = Evidence(b.keys, a.keys, lexicon.backward, lexicon.forward)
        self._heads_a, self._heads_b = _running(a.heads), _running(b.heads)
        self._signs_a, self._signs_b = _running(a.signs), _running(b.signs)
        self._by_paragraph = _comparable(a, b)

    def length(self, i: int, i_end: int, j: int, j_end: int) -> float:
        """Cost of the lengths of a group with two sides."""
        la, lb = self.sum_a[i_end] - self.sum_a[i], self.sum_b[j_end] - self.sum_b[j]
        return LENGTH[min(int(self.scale * (la - lb) * (la - lb) / (la + lb)), FARTHEST)]

    def deviation(self, i: int, i_end: int, j: int, j_end: int) -> float:
        """Squared difference in length per letter."""
        la, lb = self.sum_a[i_end] - self.sum_a[i], self.sum_b[j_end] - self.sum_b[j]
        return (la - lb) ** 2 / (la + lb)

    def bead(self, i: int, i_end: int, j: int, j_end: int) -> float:
        """Cost of one bead: sentences i:i_end of a with j:j_end of b."""
        cost = PRIORS[i_end - i, j_end - j]
        if i == i_end or j == j_end:
            if all(self.a.front[i:i_end]) and all(self.b.front[j:j_end]):
                return FRONT_ALONE
            return cost + ALONE + self.place(i, i_end, j, j_end)
        cost += self.length(i, i_end, j, j_end)
        if cost > _HOPELESS:
            return cost
        cost += self.place(i, i_end, j, j_end)
        evidence = 0.0
        for k in range(j, j_end):
            evidence += self.there.of(i, i_end, k)
        for k in range(i, i_end):
            evidence += self.back.of(j, j_end, k)
        return cost - WORDS * evidence

    def place(self, i: int, i_end: int, j: int, j_end: int) -> float:
        """Penalties for kinds that do not go together and for paragraphs that are crossed."""
        a, b = self.a, self.b
        cost = 0.0
        heads = self._heads_a[i_end] - self._heads_a[i] + self._heads_b[j_end] - self._heads_b[j]
        signs = self._signs_a[i_end] - self._signs_a[i] + self._signs_b[j_end] - self._signs_b[j]
        size = i_end - i + j_end - j
        cost += _MIXED * ((0 < heads < size) + (0 < signs < size))
        if i_end - i == 1 == j_end - j and a.words[i] == b.words[j]:
            cost -= EQUAL
        if self._by_paragraph:
            cost += _CROSSING * (sum(a.ends[i : i_end - 1]) + sum(b.ends[j : j_end - 1]))
            if i < i_end and j < j_end:
                ends = a.ends[i_end - 1] + b.ends[j_end - 1]
                cost += _ONE_ENDS if ends == 1 else _BOTH_END if ends else 0.0
        return cost


def _comparable(a: Side, b: Side) -> bool:
    """Whether paragraphs say anything: as many on both sides, nearly, and of several sentences."""
    few, many = sorted((a.paragraphs, b.paragraphs))
    return few > 1 and few * 1.5 >= many and a.paragraphs < len(a.ids) and b.paragraphs < len(b.ids)


def _running(values: Sequence[float]) -> list[float]:
    sums = [0.0]
    for value in values:
        sums.append(sums[-1] + value)
    return sums


class Evidence:
    """What the keys of a group on one side say about a single sentence on the other."""

    def __init__(self, here: Sequence[Sequence[str]], there: Sequence[Sequence[str]], out: Links, back: Links) -> None:
        counts = Counter(v for row in there for v in row)
        self._missing = {v: math.log(1 - 0.9 * max(back[v].values())) for v in counts if v in back}
        # Keys without any link say nothing: they are not looked at again.
        self._there = [tuple(v for v in row if v in self._missing) for row in there]
        self.expected = [_expected(row, out, counts, len(there)) for row in here]
        self._groups: dict[tuple[int, int], dict[str, float]] = {}
        self._known: dict[tuple[int, int, int], float] = {}

    def of(self, i: int, i_end: int, k: int) -> float:
        """Log-likelihood ratio of sentence ``k`` there, given i:i_end here; negative where keys that
        should have come are missing."""
        place = (i, i_end, k)
        found = self._known.get(place)
        if found is None:
            expected, missing = self._group(i, i_end), self._missing
            thin = DILUTE * math.log(i_end - i)
            found = 0.0
            for v in self._there[k]:
                if v in expected:
                    found += expected[v] - thin
                elif v in missing:
                    found += missing[v]
            self._known[place] = found
        return found

    def _group(self, i: int, i_end: int) -> dict[str, float]:
        if i_end - i == 1:
            return self.expected[i]
        found = self._groups.get((i, i_end))
        if found is None:
            found = dict(self._group(i, i_end - 1))
            for v, gain in self.expected[i_end - 1].items():
                found[v] = max(gain, found.get(v, 0.0))
            self._groups[i, i_end] = found
        return found


def _expected(row: Sequence[str], links: Links, counts: Counter[str], size: int) -> dict[str, float]:
    """Keys that the other side should have, each with what it says if it does."""
    found: dict[str, float] = {}
    for u in row:
        for v, t in links.get(u, {}).items():
            if v in counts:
                chance = counts[v] / size
                gain = min(math.log((t + (1 - t) * chance) / chance), _KEEN)
                found[v] = max(gain, found.get(v, 0.0))
    return found


def variance_of(cost: Cost, path: Sequence[tuple[int, int, int, int]]) -> float:
    """Variance of length per letter over the pairs of a path, drawn towards the usual one; the middle
    half only, since a first path is wrong in places."""
    found = sorted(cost.deviation(*step) for step in path if step[1] - step[0] == 1 == step[3] - step[2])
    if not found:
        return VARIANCE
    median = found[len(found) // 2] / 0.455  # the median of a chi-squared variable is 0.455 of its mean
    return min(20.0, max(2.0, (20 * VARIANCE + len(found) * median) / (20 + len(found))))
