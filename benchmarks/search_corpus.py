"""What ``search.py`` searches: paragraphs resampled from real text, and queries over what they hold.

::

    real text ──runs of words──▶ paragraphs ──▶ works of six texts with attributes ──▶ a file, read in a stream

The corpus is resampled from real text (Declaration of Human Rights in many languages, addresses in English) where
``shared`` holds it, else from the sentences below: words are drawn by how often they occur, so their frequencies
stay as they are in language. Every query is another one: nothing is asked twice.
"""

from __future__ import annotations

import json
import pickle
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from statement_archive.analysis.tokens import tokenize
from statement_archive.domain.query import (
    And,
    Clause,
    Document,
    DocumentKey,
    Near,
    Not,
    Or,
    Order,
    Phrase,
    Prefix,
    Query,
    Window,
    Word,
)

LANGUAGES = ("en", "ru", "fr", "es", "ja", "uk", "de", "tr")
TEXTS, PARAGRAPHS = 6, 10  # of a work, of a text
QUERIES = 40  # of each class
SAMPLED = 20_000  # paragraphs whose words are counted
FIRST = Window(limit=20)
FACETS = ("lang", "year", "state", "kind")
STATES = ("AT", "BR", "CN", "DE", "EG", "FR", "IN", "JP", "KE", "KZ", "MX", "NZ", "RU", "TR", "US", "ZA")
KINDS = ("statement", "statement", "statement", "explanation", "right-of-reply", "joint")

SAMPLE = {
    "en": "We do not support any weakening of the treaty and call upon all states to act in good faith.",
    "ru": "Мы не поддерживаем ослабление договора и призываем все государства действовать добросовестно.",
    "fr": "Nous ne soutenons pas l’affaiblissement du traité et appelons tous les États à agir de bonne foi.",
    "es": "No apoyamos el debilitamiento del tratado y pedimos a todos los Estados que actúen de buena fe.",
    "ja": "我々は条約の弱体化を支持せず、すべての国に誠実に行動するよう求める。",
    "uk": "Ми не підтримуємо послаблення договору і закликаємо всі держави діяти добросовісно.",
    "de": "Wir unterstützen keine Schwächung des Vertrags und rufen alle Staaten zu redlichem Handeln auf.",
    "tr": "Antlaşmanın zayıflatılmasını desteklemiyoruz ve tüm devletleri iyi niyetle davranmaya çağırıyoruz.",
}


def real_paragraphs(shared: Path) -> dict[str, list[str]]:
    """Language -> paragraphs of real text, as far as it is there."""
    found: dict[str, list[str]] = {}
    for path in sorted((shared / "data" / "udhr").glob("*.json")):
        article = json.loads(path.read_text(encoding="utf-8"))
        paragraphs = [p for s in article["sections"] for p in s["paragraphs"] if isinstance(p, str)]
        found.setdefault(article["lang"].split("-")[0], []).extend(paragraphs)
    for path in sorted((shared / "data" / "addresses_en").glob("*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()
        found.setdefault("en", []).extend(line for line in lines if len(line) > 80)
    return {lang: found[lang] for lang in LANGUAGES if lang in found} or {k: [v] for k, v in SAMPLE.items()}


def corpus(paragraphs: dict[str, list[str]], segments: int, seed: int = 7) -> Iterator[Document]:
    """Paragraphs made of runs of three to eight words as they stand, cut from anywhere in the language, so that
    phrases recur as well as words; a word in fifty gets a number, for a long tail."""
    rng = random.Random(seed)
    streams = {
        lang: [w for p in texts for w in (p.split() if " " in p else [p[i : i + 6] for i in range(0, len(p), 6)])]
        for lang, texts in paragraphs.items()
    }
    shared: dict[str, tuple[str, ...]] = {}
    own: dict[str, tuple[str, ...]] = {}
    langs = list(streams)
    for n in range(segments):
        work = f"work-{n // (TEXTS * PARAGRAPHS)}"
        if n % (TEXTS * PARAGRAPHS) == 0:
            day = f"{rng.randint(1995, 2025)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
            rng.shuffle(langs)
            shared = {"work": (work,), "year": (day[:4],), "date": (day,), "state": (rng.choice(STATES),)}
            shared |= {"kind": (rng.choice(KINDS),), "public": (rng.choice(("yes",) * 9 + ("no",)),)}
        if n % PARAGRAPHS == 0:
            nth = n // PARAGRAPHS % TEXTS
            lang = langs[nth % len(langs)]
            own = {"lang": (lang,), "expression": (f"{lang}.{nth}",), "original": ("yes" if nth == 0 else "no",)}
        stream = streams[lang]
        words: list[str] = []
        length = rng.randint(15, 90)
        while len(words) < length:
            at = rng.randrange(len(stream))
            words += stream[at : at + rng.randint(3, 8)]
        words = [f"{w}{int(rng.paretovariate(0.4)) % 9973}" if rng.random() < 0.02 else w for w in words]
        tokens = tokenize(("" if lang == "ja" else " ").join(words), lang)
        key = DocumentKey(work, own["expression"][0], 1, f"p{n % PARAGRAPHS}")
        exact, stems = tuple(t.exact for t in tokens), tuple(t.stem for t in tokens)
        yield Document(key, f"{n:064d}", exact, stems, {**shared, **own})


def write(path: Path, documents: Iterable[Document]) -> tuple[int, list[Document]]:
    """Put the corpus into a file; the number of tokens, and the first paragraphs."""
    tokens = 0
    sample: list[Document] = []
    pending = iter(documents)
    with path.open("wb") as file:
        while chunk := list(islice(pending, 1000)):
            tokens += sum(len(d.exact) for d in chunk)
            sample += chunk[: SAMPLED - len(sample)]
            file.write(pickle.dumps([(d.key, d.digest, d.exact, d.stems, dict(d.attributes)) for d in chunk]))
    return tokens, sample


def read(path: Path) -> Iterator[Document]:
    """The corpus in a stream."""
    with path.open("rb") as file:
        while True:
            try:
                chunk = pickle.load(file)
            except EOFError:
                return
            for row in chunk:
                yield Document(*row)


@dataclass(frozen=True)
class Class:
    name: str
    queries: Sequence[Query]
    window: Window = FIRST


def classes(documents: Sequence[Document], seed: int = 11) -> list[Class]:
    """Query classes over what the corpus holds. A word is asked with its stem in its language."""
    rng = random.Random(seed)
    counts: Counter[Word] = Counter()
    for d in documents:
        counts.update({Word(e, (s,)) for e, s in zip(d.exact, d.stems, strict=True) if s and e.isalnum()})
    ranked = [w for w, _ in counts.most_common()]
    middle = [w for w in ranked if 20 <= counts[w] <= len(documents) // 40]
    rare = [w for w in ranked if counts[w] == 1]

    def some(words: Sequence[Word]) -> list[Word]:
        return rng.sample(list(words), min(QUERIES, len(words)))

    def asked(made: Iterable[Clause], **filters: str) -> list[Query]:
        return [Query(clause, {k: frozenset(v.split()) for k, v in filters.items()}) for clause in made]

    def runs(length: int) -> list[tuple[str, ...]]:
        lines = [d.exact for d in documents if len(d.exact) > 20 and d.attributes["lang"] != ("ja",)]
        starts = [(line, rng.randrange(len(line) - length)) for line in rng.sample(lines, QUERIES)]
        return [line[at : at + length] for line, at in starts]

    def three() -> list[Clause]:
        return [Or(tuple(rng.sample(middle, 3))) for _ in range(QUERIES)]

    common, stop = ranked[QUERIES : 4 * QUERIES], ranked[:QUERIES]
    without = [And((w, Not(v))) for w, v in zip(some(middle), some(common), strict=False)]
    near = [Near(Word(run[0]), Word(run[3]), 5) for run in runs(4) if run[0] != run[3]]
    several = {"lang": "en fr", "state": "KZ FR DE AT US", "public": "yes", "original": "yes no"}
    return [
        Class("common word", asked(some(common))),
        Class("stop word", asked(stop)),
        Class("rare word", asked(some(rare))),
        Class("three words by OR", asked(three())),
        Class("phrase of two", asked(Phrase(run) for run in runs(2))),
        Class("phrase of four", asked(Phrase(run) for run in runs(4))),
        Class("prefix of four letters", asked(Prefix(p) for p in sorted({w.token[:4] for w in some(middle)}))),
        Class("word without another", asked(without)),
        Class("near, distance five", asked(near)),
        Class("one language", asked(three(), lang="en")),
        Class("several attributes", asked(some(common), **several)),
        Class("common word, four facets", asked(some(common)), Window(20, facets=FACETS)),
        Class("stop word, four facets", asked(some(stop)), Window(20, facets=FACETS)),
        Class("common word by date", asked(some(common)), Window(20, order=Order("date", descending=True))),
    ]
