"""The translation memory beside a plain scan by rapidfuzz: same passages, same questions, one run, one machine.

    python benchmarks/memory.py [--units 200000] [--languages en ru ar zh] [--queries 100] [--cpu]

Passages are resampled from real text (addresses in English) where STATEMENT_ARCHIVE_SHARED holds it; in other
languages words are made by Zipf's law over a vocabulary of 30,000 (3,000 characters for Chinese). A question is a
passage with 0 to 40 percent of its words replaced, left out, added or put into another form. Three scans answer
it too: ``scorer``, the same score over everything of the language, in two steps as a scan would do it (stems by
``process.extract_iter`` with a cut-off, what is left compared in full); ``text``, one ``process.extract`` of
``Levenshtein.normalized_similarity`` over the folded texts; ``ratio``, the same with ``fuzz.ratio``. Recall is
against ``scorer``.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from statement_archive.analysis.similarity import DEFAULT_FLOOR, Profile, percent, profile
from statement_archive.domain.ports import Sentence
from statement_archive.domain.text import fold
from statement_archive.search.memory_sqlite import MemoryFile

CLOCK: Callable[[], float] = time.perf_counter
EDITS = (0, 10, 20, 30, 40)
_LETTERS = {
    "ru": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэф",
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "en": "etaoinshrdlcumwfgypbvk",
}
_ENDINGS = {"ru": ("", "а", "у", "ов", "ам", "ами", "ах"), "ar": ("", "ها", "هم", "ات"), "en": ("", "s", "ed", "ing")}


class Language:
    """Makes passages of one language."""

    def __init__(self, lang: str, rng: random.Random, real: Sequence[str] = ()) -> None:
        self.lang, self._rng, self._real = lang, rng, real
        self.joint = "" if lang == "zh" else " "
        self._words = [self._word() for _ in range(3000 if lang == "zh" else 30_000)]
        self._weights = list(itertools.accumulate(1 / (n + 3) for n in range(len(self._words))))

    def _word(self) -> str:
        if self.lang == "zh":
            return chr(self._rng.randrange(0x4E00, 0x9000))
        letters = _LETTERS.get(self.lang, _LETTERS["en"])
        return "".join(self._rng.choice(letters) for _ in range(min(12, 2 + int(self._rng.expovariate(0.2)))))

    def words(self, n: int) -> list[str]:
        if not self._real:
            return self._rng.choices(self._words, cum_weights=self._weights, k=n)
        out: list[str] = []
        while len(out) < n:
            at = self._rng.randrange(len(self._real))
            out += self._real[at : at + self._rng.randint(3, 8)]
        return out[:n]

    def passage(self) -> list[str]:
        n = max(3, min(80, int(self._rng.lognormvariate(3.0, 0.5))))
        return self.words(n * 2 if self.lang == "zh" else n)

    def edited(self, words: Sequence[str], share: float) -> list[str]:
        out: list[str] = []
        for word in words:
            if self._rng.random() >= share:
                out.append(word)
                continue
            how = self._rng.randrange(4)
            if how == 0:
                out += self.words(1)
            elif how == 1:
                out += [word, *self.words(1)]
            elif how == 2 and self.lang in _ENDINGS:
                out.append(word + self._rng.choice(_ENDINGS[self.lang]))
        return out or self.words(1)

    def text(self, words: Sequence[str]) -> str:
        return self.joint.join(words) + ("。" if self.lang == "zh" else ".")


def real_words(lang: str) -> list[str]:
    shared = os.environ.get("STATEMENT_ARCHIVE_SHARED")
    if lang != "en" or not shared:
        return []
    files = sorted((Path(shared) / "data" / "addresses_en").glob("*.txt"))
    return [w for f in files for w in re.findall(r"\S+", f.read_text(encoding="utf-8"))]


class Scans:
    """What rapidfuzz does without an index."""

    def __init__(self, texts: Sequence[str], profiles: Sequence[Profile]) -> None:
        self.folded = [fold(t).text for t in texts]
        self.profiles = profiles
        numbers = {n: chr(0x100 + i) for i, n in enumerate(sorted({n for p in profiles for n in p.stems}))}
        self._numbers = numbers
        self._coded = ["".join(numbers[n] for n in p.stems) for p in profiles]  # a character for a stem: the fastest

    def scorer(self, asked: str, lang: str) -> set[int]:
        one = profile(asked, lang)
        coded = "".join(self._numbers.get(n, "\0") for n in one.stems)
        score = Levenshtein.normalized_similarity
        near = process.extract_iter(coded, self._coded, scorer=score, score_cutoff=DEFAULT_FLOOR / 100 - 1e-9)
        return {n for _, _, n in near if percent(one, self.profiles[n], DEFAULT_FLOOR)}

    def text(self, asked: str) -> int:
        score = Levenshtein.normalized_similarity
        return len(process.extract(fold(asked).text, self.folded, scorer=score, score_cutoff=0.7, limit=8))

    def ratio(self, asked: str) -> int:
        return len(process.extract(fold(asked).text, self.folded, scorer=fuzz.ratio, score_cutoff=70, limit=8))


def timed(act: Callable[[], object]) -> tuple[float, object]:
    start = CLOCK()
    found = act()
    return (CLOCK() - start) * 1000, found


def show(name: str, times: Sequence[float]) -> str:
    ordered = sorted(times)
    return f"{name} p50 {statistics.median(ordered):7.2f}  p95 {ordered[int(len(ordered) * 0.95)]:7.2f} ms"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--units", type=int, default=200_000)
    parser.add_argument("--languages", nargs="+", default=["en", "ru", "ar", "zh"])
    parser.add_argument("--queries", type=int, default=100)
    parser.add_argument(
        "--cpu", action="store_true", help="processor time, for a machine that is busy with other things"
    )
    given = parser.parse_args()
    if given.cpu:
        globals()["CLOCK"] = time.process_time
    rng = random.Random(11)
    each = given.units // len(given.languages)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "memory.sqlite"
        memory = MemoryFile(path)
        made: dict[str, tuple[Language, list[list[str]], list[str]]] = {}
        for lang in given.languages:
            language = Language(lang, rng, real_words(lang))
            words = [language.passage() for _ in range(each)]
            made[lang] = language, words, [language.text(w) for w in words]
        build = 0.0
        for lang, (_, _, texts) in made.items():
            for at in range(0, each, 100):
                some = [Sentence(f"s{at + i}", lang, t) for i, t in enumerate(texts[at : at + 100])]
                build += timed(lambda lang=lang, at=at, some=some: memory.put(f"{lang}-{at:07}", "d", some))[0]  # type: ignore[misc]  # bound at once
        size = sum(f.stat().st_size for f in path.parent.iterdir()) / 1e6
        print(f"{given.units} units in {len(made)} languages: built in {build / 1000:.1f} s, {size:.0f} MB", flush=True)
        for lang, (language, words, texts) in made.items():
            report(lang, language, words, texts, memory, given.queries, rng)


def report(
    lang: str,
    language: Language,
    words: Sequence[Sequence[str]],
    texts: Sequence[str],
    memory: MemoryFile,
    queries: int,
    rng: random.Random,
) -> None:
    scans = Scans(texts, [profile(t, lang) for t in texts])
    times: dict[str, list[float]] = {"index": [], "scorer": [], "text": [], "ratio": []}
    found = wanted = 0
    for n in range(queries):
        share = EDITS[n % len(EDITS)] / 100
        asked = language.text(language.edited(words[rng.randrange(len(words))], share))
        took, got = timed(lambda asked=asked: memory.similar(asked, lang, limit=1_000_000, floor=DEFAULT_FLOOR))  # type: ignore[misc]  # bound at once
        times["index"].append(took)
        took, plain = timed(lambda asked=asked: scans.scorer(asked, lang))  # type: ignore[misc]
        times["scorer"].append(took)
        times["text"].append(timed(lambda asked=asked: scans.text(asked))[0])  # type: ignore[misc]
        times["ratio"].append(timed(lambda asked=asked: scans.ratio(asked))[0])  # type: ignore[misc]
        assert isinstance(plain, set)
        names = {int(s.segment[1:]) for s in got}  # type: ignore[attr-defined]
        wanted += len(plain)
        found += len(plain & names)
        assert names <= plain, "the index found what the scan did not"
    kind = "real" if real_words(lang) else "Zipf"
    print(
        f"{lang} ({kind}, {len(texts)} units), {wanted} passages alike, recall {found / max(wanted, 1):.4f}", flush=True
    )
    for name, taken in times.items():
        ratio = statistics.median(taken) / statistics.median(times["index"])
        print("  " + show(f"{name:7}", taken) + ("" if name == "index" else f"   {ratio:5.1f} times the index"))


if __name__ == "__main__":
    main()
