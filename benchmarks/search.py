"""Indexing speed and search latency beside SQLite FTS5: same tokens, same queries, one run, one machine.

    python benchmarks/search.py [--segments 20000] [--shared ../shared]

The corpus is resampled from real text (Declaration of Human Rights in many languages, addresses in English)
where ``shared`` holds it, else from the sentences below: words are drawn by how often they occur, so their
frequencies stay as they are in language. FTS5 gets our tokens joined by spaces, exact tokens and stems in a
column each, with a tokenizer that leaves them as they are. A query is timed from clause to the first 20 keys
and the number of all hits; ours counts facets besides. Every query is another one: nothing is asked twice.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import sqlite3
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from statement_archive.analysis.tokens import tokenize
from statement_archive.domain.query import (
    And,
    Change,
    Clause,
    Document,
    DocumentKey,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Window,
    Word,
)
from statement_archive.search.whoosh_engine import WhooshEngine

LANGUAGES = ("en", "ru", "fr", "es", "ja", "uk", "de", "tr")
QUERIES = 40  # of each class
FIRST = Window(limit=20, facets=("lang",))

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
    phrases recur as well as words; every tenth word is replaced by one with a number, for a long tail."""
    rng = random.Random(seed)
    streams = {
        lang: [w for p in texts for w in (p.split() if " " in p else [p[i : i + 6] for i in range(0, len(p), 6)])]
        for lang, texts in paragraphs.items()
    }
    for n in range(segments):
        lang = rng.choice(tuple(streams))
        stream = streams[lang]
        words: list[str] = []
        length = rng.randint(15, 90)
        while len(words) < length:
            at = rng.randrange(len(stream))
            words += stream[at : at + rng.randint(3, 8)]
        words = [f"{w}{int(rng.paretovariate(0.4)) % 9973}" if rng.random() < 0.02 else w for w in words]
        tokens = tokenize(("" if lang == "ja" else " ").join(words), lang)
        key = DocumentKey(f"work-{n // 30}", f"{lang}.delivered", 1, f"p{n % 30}")
        attributes = {"lang": (lang,), "work": (key.work,), "public": (rng.choice(("yes", "yes", "no")),)}
        exact, stems = tuple(t.exact for t in tokens), tuple(t.stem for t in tokens)
        yield Document(key, f"{n:064d}", exact, stems, attributes)


class Fts5:
    """SQLite's full-text index over the same tokens; what is not a word character to it is spelled in hex."""

    def __init__(self, path: Path) -> None:
        self.db = sqlite3.connect(path)
        self.db.execute("PRAGMA journal_mode=WAL")
        self.db.execute("CREATE TABLE document (id INTEGER PRIMARY KEY, key TEXT, lang TEXT)")
        # Tokens reach unicode61 as letters and digits only, so that it takes each as it is.
        self.db.execute(
            "CREATE VIRTUAL TABLE line USING fts5(exact, stem, content='', "
            "tokenize=\"unicode61 remove_diacritics 0 tokenchars ':' categories 'L* N* Co M*'\")"
        )

    def index(self, documents: Iterable[Document]) -> None:
        with self.db:
            for n, d in enumerate(documents):
                k = d.key
                name = f"{k.work}/{k.expression}@{k.version}/{k.segment}"
                self.db.execute("INSERT INTO document VALUES (?, ?, ?)", (n, name, d.attributes["lang"][0]))
                line = (n, " ".join(d.exact), " ".join(s or "-" for s in d.stems))
                self.db.execute("INSERT INTO line (rowid, exact, stem) VALUES (?, ?, ?)", line)

    def search(self, query: Query) -> int:
        where = "line MATCH ?"
        values: list[str] = [fts5_text(query.clause)]
        join = " JOIN document ON document.id = line.rowid"
        if langs := query.filters.get("lang"):
            where += f" AND +document.lang IN ({','.join('?' * len(langs))})"
            values += sorted(langs)
        # The keys of the first twenty and the number of all, as a page shows them.
        best = f"SELECT document.key FROM line{join} WHERE {where} ORDER BY rank LIMIT 20"
        self.db.execute(best, values).fetchall()
        count = f"SELECT count(*) FROM line{join if langs else ''} WHERE {where}"
        return int(self.db.execute(count, values).fetchone()[0])


def fts5_text(clause: Clause) -> str:
    match clause:
        case Word(token, stems):
            either = [f'exact : "{token}"', *(f'stem : "{s}"' for s in stems)]
            return "(" + " OR ".join(either) + ")"
        case Phrase(tokens):
            return f'exact : "{" ".join(tokens)}"'
        case Prefix(start):
            return f'exact : "{start}" *'
        case And((first, Not(second))):
            return f"({fts5_text(first)} NOT {fts5_text(second)})"
        case Or(clauses):
            return "(" + " OR ".join(map(fts5_text, clauses)) + ")"
        case _:
            raise TypeError(clause)


@dataclass(frozen=True)
class Class:
    name: str
    queries: Sequence[Query]


def classes(documents: Sequence[Document], seed: int = 11) -> list[Class]:
    """Query classes over what the corpus holds. Each word is asked with its stem in its language."""
    rng = random.Random(seed)
    counts: Counter[Word] = Counter()
    for d in documents:
        counts.update({Word(e, (s,)) for e, s in zip(d.exact, d.stems, strict=True) if s and e.isalnum()})
    ranked = [w for w, _ in counts.most_common()]
    common = ranked[:QUERIES]
    middle = [w for w in ranked if 20 <= counts[w] <= len(documents) // 40]
    rare = [w for w in ranked if 1 <= counts[w] <= 3]

    def some(words: Sequence[Word]) -> list[Word]:
        return rng.sample(list(words), min(QUERIES, len(words)))

    def asked(made: Iterable[Clause], **filters: frozenset[str]) -> list[Query]:
        return [Query(clause, filters) for clause in made]

    def phrases(length: int) -> list[Clause]:
        lines = [d.exact for d in documents if len(d.exact) > 20 and d.attributes["lang"] != ("ja",)]
        starts = [(line, rng.randrange(len(line) - length)) for line in rng.sample(lines, QUERIES)]
        return [Phrase(line[at : at + length]) for line, at in starts]

    either = [Or(tuple(rng.sample(middle, 3))) for _ in range(QUERIES)]
    other = [Or(tuple(rng.sample(middle, 3))) for _ in range(QUERIES)]
    without = [And((w, Not(v))) for w, v in zip(some(middle), some(common), strict=False)]
    return [
        Class("common word", asked(common)),
        Class("rare word", asked(some(rare))),
        Class("three words by OR", asked(either)),
        Class("three by OR, one language", asked(other, lang=frozenset(["en"]))),
        Class("phrase of two", asked(phrases(2))),
        Class("phrase of four", asked(phrases(4))),
        Class("prefix of four letters", asked(Prefix(p) for p in sorted({w.token[:4] for w in some(middle)}))),
        Class("word without another", asked(without)),
    ]


def timed(search: Callable[[Query], int], queries: Sequence[Query]) -> tuple[float, float, list[int]]:
    """p50 and p95 in milliseconds, and the totals."""
    spent: list[float] = []
    totals: list[int] = []
    for query in queries:
        started = time.perf_counter()
        totals.append(search(query))
        spent.append((time.perf_counter() - started) * 1000)
    return statistics.median(spent), statistics.quantiles(spent, n=20, method="inclusive")[-1], totals


def size(path: Path) -> float:
    """Megabytes below a folder."""
    return sum(p.stat().st_size for p in path.rglob("*") if p.is_file()) / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--segments", type=int, default=20_000)
    default = Path(os.environ.get("STATEMENT_ARCHIVE_SHARED", Path(__file__).parents[2] / "shared"))
    parser.add_argument("--shared", type=Path, default=default)
    options = parser.parse_args()
    paragraphs = real_paragraphs(options.shared)

    started = time.perf_counter()
    documents = list(corpus(paragraphs, options.segments))
    tokens = sum(len(d.exact) for d in documents)
    print(f"{options.segments} segments, {tokens} tokens, {len(paragraphs)} languages: {', '.join(paragraphs)}")
    print(f"analysis with resampling: {options.segments / (time.perf_counter() - started):,.0f} segments/s")

    with tempfile.TemporaryDirectory() as folder:
        engine = WhooshEngine(Path(folder) / "whoosh" / "index")
        (Path(folder) / "fts5").mkdir()
        fts5 = Fts5(Path(folder) / "fts5" / "index.sqlite")
        started = time.perf_counter()
        engine.apply(Change(d.key, d) for d in documents)
        ours = options.segments / (time.perf_counter() - started)
        started = time.perf_counter()
        fts5.index(documents)
        theirs = options.segments / (time.perf_counter() - started)
        print(f"\n{'':28}{'ours p50':>10}{'p95':>9}{'FTS5 p50':>12}{'p95':>9}{'ratio p50':>12}{'p95':>8}   totals")
        for group in classes(documents):
            a50, a95, found = timed(lambda q: engine.match(q, FIRST).total, group.queries)
            b50, b95, wanted = timed(fts5.search, group.queries)
            same = "equal" if found == wanted else f"{sum(x != y for x, y in zip(found, wanted, strict=True))} differ"
            print(
                f"{group.name:28}{a50:10.2f}{a95:9.2f}{b50:12.2f}{b95:9.2f}{a50 / b50:12.1f}{a95 / b95:8.1f}   {same}"
            )
        print(f"\nindexing, segments/s: ours {ours:,.0f}, FTS5 {theirs:,.0f}, ratio {theirs / ours:.1f}")
        spent = []
        for n in range(10):
            fresh = [
                Change(k, Document(k, "new", d.exact, d.stems, d.attributes))
                for d in documents[30 * n : 30 * n + 30]
                for k in (DocumentKey(f"new-{n}", d.key.expression, 1, d.key.segment),)
            ]
            started = time.perf_counter()
            engine.apply(fresh)
            engine.match(Query(Word("the")), FIRST)
            spent.append((time.perf_counter() - started) * 1000)
        print(f"30 new segments until found, ms: p50 {statistics.median(spent):.0f}, worst {max(spent):.0f}")
        print(f"on disk, MB: ours {size(Path(folder) / 'whoosh'):.0f}, FTS5 {size(Path(folder) / 'fts5'):.0f}")
        print(f"memory at most, MB: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}")
        engine.close()


if __name__ == "__main__":
    main()
