"""Alignment against gold beads: ours beside nltk's Gale-Church, and seconds on a long pair.

    python benchmarks/align.py            # needs ../shared/data (or STATEMENT_ARCHIVE_SHARED); nltk if installed

Strict: the same bead. Lax: a bead that overlaps a gold bead on both sides (the scorer of Vecalign and of
Bleualign: recall counts gold beads that have text on both sides, precision ours that have).
"""

from __future__ import annotations

import importlib
import os
import random
import re
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from statement_archive.align.length import align
from statement_archive.domain.segments import Segment, SegmentTable, segment_table

Group = tuple[tuple[int, ...], tuple[int, ...]]
Aligner = Callable[[Sequence[str], Sequence[str], str, str], list[Group]]
Figures = tuple[float, float, float]
Pair = tuple[list[str], list[str], list[Group], str, str]


def shared_data() -> Path | None:
    root = Path(os.environ.get("STATEMENT_ARCHIVE_SHARED", Path(__file__).resolve().parents[1].parent / "shared"))
    return root / "data" if (root / "data").is_dir() else None


def one_a_line(lines: Sequence[str]) -> tuple[str, SegmentTable]:
    """A text whose every line is one sentence of one paragraph."""
    segments, at = [], 0
    for n, line in enumerate(lines, start=1):
        segments.append(Segment(f"p1.s{n}", "sentence", at, at + len(line), "body"))
        at += len(line) + 1
    text = "\n".join(lines)
    return text, segment_table(text, [Segment("p1", "paragraph", 0, len(text), "body"), *segments])


def ours(a: Sequence[str], b: Sequence[str], lang_a: str, lang_b: str) -> list[Group]:
    beads = align(*one_a_line(a), *one_a_line(b), lang_a=lang_a, lang_b=lang_b)
    return [(tuple(_number(x) for x in bead.a), tuple(_number(x) for x in bead.b)) for bead in beads]


def _number(name: str) -> int:
    return int(name.rpartition("s")[2]) - 1


def gale_church(a: Sequence[str], b: Sequence[str], _lang_a: str, _lang_b: str) -> list[Group]:
    """nltk gives links of sentences: joined into beads where they share one."""
    links = importlib.import_module("nltk.translate.gale_church").align_blocks([len(x) for x in a], [len(x) for x in b])
    beads: list[tuple[set[int], set[int]]] = []
    for i, j in sorted(links):
        if beads and (i in beads[-1][0] or j in beads[-1][1]):
            beads[-1][0].add(i)
            beads[-1][1].add(j)
        else:
            beads.append(({i}, {j}))
    return [(tuple(sorted(x)), tuple(sorted(y))) for x, y in beads]


def figures(found: Sequence[list[Group]], gold: Sequence[list[Group]], *, lax: bool) -> Figures:
    """Precision, recall, F1 over several documents."""

    def hits(some: list[Group], others: list[Group]) -> int:
        if not lax:
            return sum(1 for bead in some if bead in set(others))
        pairs = [{(i, j) for i in a for j in b} for a, b in others]
        return sum(1 for a, b in some if any(not p.isdisjoint((i, j) for i in a for j in b) for p in pairs))

    kept = [[bead for bead in beads if all(bead)] for beads in found]
    wanted = [[bead for bead in beads if all(bead)] for beads in gold]
    precision = sum(map(hits, kept, wanted)) / max(1, sum(map(len, kept)))
    recall = sum(map(hits, wanted, kept)) / max(1, sum(map(len, wanted)))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def sets(data: Path) -> dict[str, list[Pair]]:
    def lines(path: Path) -> list[str]:
        # A line that is empty would be an empty segment: no-break spaces of one dot stand in.
        return [re.sub(r"^\d+\t", "", x).strip() or "." for x in path.read_text("utf-8").split("\n")[:-1]]

    def gold(path: Path) -> list[Group]:
        found = re.findall(r"^\[(.*?)\]:\[(.*?)\]", path.read_text("utf-8"), re.MULTILINE)
        return [(tuple(map(int, re.findall(r"\d+", a))), tuple(map(int, re.findall(r"\d+", b)))) for a, b in found]

    berg, parice = data / "textberg", data / "parice"
    return {
        "textberg": [(lines(berg / "dev.de"), lines(berg / "dev.fr"), gold(berg / "dev.defr"), "de", "fr")],
        "parice": [
            (lines(parice / "eng" / f.name), lines(parice / "isl" / f.name), gold(f), "en", "is")
            for f in sorted((parice / "gold").iterdir())
        ],
    }


def main() -> int:
    data = shared_data()
    if data is None:
        print("skipped: no ../shared/data here (set STATEMENT_ARCHIVE_SHARED)")
        return 0
    aligners: dict[str, Aligner] = {"ours": ours}
    try:
        importlib.import_module("nltk.translate.gale_church")
        aligners["nltk gale_church"] = gale_church
    except ImportError as error:
        print(f"nltk left out: {error}")
    print(f"{'set':10} {'aligner':18} {'strict P':>9}{'R':>6}{'F1':>6} {'lax P':>9}{'R':>6}{'F1':>6} {'s':>7}")
    for name, pairs in sets(data).items():
        for label, aligner in aligners.items():
            start = time.perf_counter()
            found = [aligner(a, b, lang_a, lang_b) for a, b, _, lang_a, lang_b in pairs]
            seconds = time.perf_counter() - start
            gold = [pair[2] for pair in pairs]
            strict, lax = (figures(found, gold, lax=lax) for lax in (False, True))
            cells = "  ".join(" ".join(f"{x:5.3f}" for x in row) for row in (strict, lax))
            print(f"{name:10} {label:18} {cells:>44} {seconds:7.2f}")
    if "--long" in sys.argv:
        long_pair(5000)
    return 0


def long_pair(size: int) -> None:
    """Two made-up texts of ``size`` sentences that share no word; one in ten merged, one in fifty left out."""
    rng = random.Random(7)
    words = ["".join(rng.choices("abcdefghij", k=rng.randint(3, 9))) for _ in range(4000)]
    a = [[rng.choice(words) for _ in range(rng.randint(4, 40))] for _ in range(size)]
    b: list[str] = []
    gold: list[tuple[list[int], list[int]]] = []
    for i, sentence in enumerate(a):
        turned = " ".join("z" + word[::-1] + "o" * rng.randint(0, 2) for word in sentence)
        if gold and rng.random() < 0.1:
            b[-1] += " " + turned
            gold[-1][0].append(i)
        elif rng.random() > 0.02:
            gold.append(([i], [len(b)]))
            b.append(turned)
    start = time.perf_counter()
    beads = ours([" ".join(x) for x in a], b, "en", "fr")
    seconds = time.perf_counter() - start
    _, _, right = figures([beads], [[(tuple(x), tuple(y)) for x, y in gold]], lax=False)
    print(f"{len(a)} x {len(b)} sentences without a shared word: strict F1 {right:.3f}, {seconds:.1f} s")


if __name__ == "__main__":
    raise SystemExit(main())
