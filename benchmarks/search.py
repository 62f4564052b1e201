"""Search measured: our engines beside SQLite FTS5, tantivy by itself, PostgreSQL and Xapian, and as it grows.

    python -m benchmarks.search [--segments 20000,100000] [--shared ../shared] [--only whoosh,tantivy] [--felt]

Same tokens, same queries, one run, one machine. A query is timed from clause to the first 20 keys and the number
of all hits, with facets or an order where the class says so. Each engine runs in a process of its own, one after
the other, so that its memory can be told. What is not installed is skipped and said to be.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import pickle
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from traceback import print_exc

from benchmarks.search_corpus import Class, classes, corpus, read, real_paragraphs, write
from benchmarks.search_felt import felt
from benchmarks.search_peers import Fts5, Peer, Postgres, RawTantivy, Xapian

from statement_archive.domain.ports import SearchEngine
from statement_archive.domain.query import Change, Document, DocumentKey, Query, Window, Word
from statement_archive.search.tantivy_engine import TantivyEngine
from statement_archive.search.whoosh_engine import WhooshEngine


class Ours:
    def __init__(self, engine: WhooshEngine | TantivyEngine) -> None:
        self.engine = engine

    def index(self, documents: Iterable[Document]) -> None:
        self.engine.apply(Change(d.key, d) for d in documents)

    def search(self, query: Query, window: Window) -> int:
        return self.engine.match(query, window).total

    def close(self) -> None:
        self.engine.close()


MAKERS: dict[str, Callable[[Path], Peer]] = {
    "whoosh": lambda folder: Ours(WhooshEngine(folder / "whoosh")),
    "tantivy": lambda folder: Ours(TantivyEngine(folder / "tantivy")),
    "FTS5": Fts5,
    "raw tantivy": RawTantivy,
    "PostgreSQL": Postgres,
    "Xapian": Xapian,
}
OURS = ("whoosh", "tantivy")


@dataclass
class Measured:
    """Times in milliseconds for each class, and what the engine found."""

    indexed: float = 0.0  # segments a second
    times: dict[str, list[float]] = field(default_factory=dict)
    totals: dict[str, list[int]] = field(default_factory=dict)
    fresh: list[float] = field(default_factory=list)  # 30 new segments until found
    memory: float = 0.0  # MB at most
    disk: float = 0.0  # MB


def size(path: Path) -> float:
    """Megabytes below a folder."""
    return sum(p.stat().st_size for p in path.rglob("*") if p.is_file()) / 1e6


def measure(name: str, folder: Path, corpus_file: Path, segments: int, groups: Sequence[Class]) -> Measured:
    found = Measured()
    peer = MAKERS[name](folder)
    started = time.perf_counter()
    peer.index(read(corpus_file))
    found.indexed = segments / (time.perf_counter() - started)
    for group in groups:
        spent: list[float] = []
        totals: list[int] = []
        for query in group.queries:
            started = time.perf_counter()
            totals.append(peer.search(query, group.window))
            spent.append((time.perf_counter() - started) * 1000)
        found.times[group.name], found.totals[group.name] = spent, totals
    if isinstance(peer, Ours):
        found.fresh = fresh(peer.engine, corpus_file)
    peer.close()
    who = resource.RUSAGE_SELF if name not in {"PostgreSQL", "Xapian"} else resource.RUSAGE_CHILDREN
    found.memory = resource.getrusage(who).ru_maxrss / 1024
    found.disk = size(folder)
    return found


def fresh(engine: SearchEngine, corpus_file: Path) -> list[float]:
    """Milliseconds until 30 new segments of one text are found."""
    spent: list[float] = []
    documents = read(corpus_file)
    for n in range(10):
        made: list[Change] = []
        for _ in range(30):
            d = next(documents)
            key = DocumentKey(f"new-{n}", d.key.expression, 1, f"{d.key.segment}-{len(made)}")
            made.append(Change(key, Document(key, "new", d.exact, d.stems, {**d.attributes, "work": (key.work,)})))
        started = time.perf_counter()
        engine.apply(made)
        engine.match(Query(Word("the")), Window(limit=20))
        spent.append((time.perf_counter() - started) * 1000)
    return spent


def in_process(name: str, folder: Path, corpus_file: Path, segments: int, groups: Sequence[Class]) -> Measured | None:
    """:func:`measure` in a process of its own; None where the peer is not here."""
    folder.mkdir()
    answer = folder.with_suffix(".answer")

    def run() -> None:
        try:
            answer.write_bytes(pickle.dumps(measure(name, folder, corpus_file, segments, groups)))
        except FileNotFoundError as missing:
            print(f"{name}: skipped, {missing}")
        except Exception:  # noqa: BLE001  # one peer that fails does not end the run
            print_exc()

    process = multiprocessing.get_context("fork").Process(target=run)
    process.start()
    process.join()
    return pickle.loads(answer.read_bytes()) if answer.exists() else None


def p(times: Sequence[float], percent: int) -> float:
    return statistics.quantiles(times, n=100, method="inclusive")[percent - 1]


def table(found: dict[str, Measured], groups: Sequence[Class]) -> None:
    print(f"\n{'p50 / p95, ms':26}" + "".join(f"{name:>18}" for name in found) + "   totals")
    for group in groups:
        line = f"{group.name:26}"
        for each in found.values():
            times = each.times[group.name]
            line += f"{p(times, 50):9.2f} /{p(times, 95):7.1f}"
        first = next(iter(found.values())).totals[group.name]
        differ = [n for n, each in found.items() if each.totals[group.name] != first]
        print(line + "   " + ("equal" if not differ else f"differ: {', '.join(differ)}"))
    for ours in (name for name in OURS if name in found):
        others = [name for name in found if name != ours]
        print(f"\n{ours + ', times as long as':26}" + "".join(f"{name:>18}" for name in others))
        for group in groups:
            line = f"{group.name:26}"
            for name in others:
                a, b = found[ours].times[group.name], found[name].times[group.name]
                line += f"{p(a, 50) / p(b, 50):9.2f} /{p(a, 95) / p(b, 95):7.2f}"
            print(line)
    print(f"\n{'':26}" + "".join(f"{name:>18}" for name in found))
    print(f"{'indexed, segments/s':26}" + "".join(f"{each.indexed:18,.0f}" for each in found.values()))
    print(f"{'memory at most, MB':26}" + "".join(f"{each.memory:18,.0f}" for each in found.values()))
    print(f"{'on disk, MB':26}" + "".join(f"{each.disk:18,.0f}" for each in found.values()))
    for name, each in found.items():
        if each.fresh:
            worst = max(each.fresh)
            print(f"30 new segments until found, {name}: p50 {statistics.median(each.fresh):.0f}, worst {worst:.0f} ms")
    sys.stdout.flush()


def growth(runs: dict[int, dict[str, Measured]], groups: Sequence[str]) -> None:
    """How p95, memory and disk grow from the smallest run to the largest."""
    sizes = sorted(runs)
    least, most = sizes[0], sizes[-1]
    print(f"\nfrom {least:,} to {most:,} segments (x {most / least:.0f}), times as much")
    for name in (n for n in runs[least] if n in runs[most]):
        a, b = runs[least][name], runs[most][name]
        ratios = [p(b.times[g], 95) / p(a.times[g], 95) for g in groups]
        print(
            f"{name:12} p95 x {statistics.median(ratios):5.1f} (median of classes; worst {max(ratios):.1f}), "
            f"memory x {b.memory / a.memory:.1f}, disk x {b.disk / a.disk:.1f}, "
            f"segments/s {a.indexed:,.0f} -> {b.indexed:,.0f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--segments", default="20000", help="one number, or several parted by commas")
    parser.add_argument("--only", default="", help="engines, parted by commas")
    parser.add_argument("--felt", action="store_true", help="also time a search over a home, query to checked hits")
    default = Path(os.environ.get("STATEMENT_ARCHIVE_SHARED", Path(__file__).parents[2] / "shared"))
    parser.add_argument("--shared", type=Path, default=default)
    options = parser.parse_args()
    names = [n for n in MAKERS if not options.only or n in options.only.split(",")]
    paragraphs = real_paragraphs(options.shared)
    runs: dict[int, dict[str, Measured]] = {}
    groups: list[Class] = []
    for segments in map(int, options.segments.split(",")):
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            started = time.perf_counter()
            tokens, sample = write(folder / "corpus", corpus(paragraphs, segments))
            took = time.perf_counter() - started
            print(f"\n{segments:,} segments, {tokens:,} tokens, {len(paragraphs)} languages: {', '.join(paragraphs)}")
            print(f"resampled and analysed: {segments / took:,.0f} segments/s", flush=True)
            groups = classes(sample)
            del sample
            made = {n: in_process(n, folder / n.replace(" ", "-"), folder / "corpus", segments, groups) for n in names}
            runs[segments] = {name: each for name, each in made.items() if each is not None}
            table(runs[segments], groups)
    if len(runs) > 1:
        growth(runs, [g.name for g in groups])
    if options.felt:
        felt()


if __name__ == "__main__":
    main()
