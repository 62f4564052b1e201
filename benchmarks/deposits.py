"""Deposits and indexed segments a second, on this machine, on the same texts, in one run.

Compares: a deposit with all its fsyncs and its index entry; the same texts written by plain ``write`` + ``fsync``
(the floor of the disk); indexing alone by our Whoosh engine and by SQLite FTS5 over the same tokens.

Run: python benchmarks/deposits.py [N]
"""

from __future__ import annotations

import os
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from statement_archive.analysis.tokens import tokenize
from statement_archive.bootstrap import make_home, open_archive
from statement_archive.domain.actors import HOME_ADMINISTRATOR
from statement_archive.sample import recipe
from statement_archive.settings import load_settings
from statement_archive.workflow import indexing
from statement_archive.workflow.after import after_change
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.deposit import deposit
from statement_archive.workflow.deposit_request import DepositRequest
from statement_archive.workflow.reading import load, table_of, text_of

SAMPLE = Path(__file__).parents[1] / "src/statement_archive/sample/texts"
SHARED = Path(os.environ.get("STATEMENT_ARCHIVE_SHARED", Path(__file__).parents[2] / "shared"))
START = datetime(2026, 1, 1, tzinfo=UTC)


def texts() -> Iterator[tuple[str, str]]:
    """Language and text: long real addresses where they are at hand, else the sample's texts."""
    folder = SHARED / "data" / "addresses_en"
    if folder.is_dir():
        for file in sorted(folder.glob("*.txt")):
            yield "en", file.read_text(encoding="utf-8", errors="replace")
    for step in recipe()["step"]:
        if step["verb"] == "deposit" and "encoding" not in step:
            yield step["lang"], (SAMPLE / step["file"]).read_text(encoding="utf-8")


def requests(n: int) -> list[DepositRequest]:
    """``n`` deposits, each a work of its own; a text that comes again differs in its last line."""
    pool = list(texts())
    made = []
    for i in range(n):
        lang, text = pool[i % len(pool)]
        content = f"{text.rstrip()}\n\n({i})\n".encode()
        made.append(DepositRequest(content=content, file_name="t.txt", lang=lang, rendition="delivered", work=f"w-{i}"))
    return made


def timed_deposits(archive: Archive, wanted: list[DepositRequest], *, index: bool) -> list[float]:
    seconds = []
    for i, request in enumerate(wanted):
        now = START + timedelta(seconds=i)
        begun = time.perf_counter()
        done = deposit(archive, HOME_ADMINISTRATOR, request, now)
        if index:
            after_change(archive, done.work, "p", now)
        seconds.append(time.perf_counter() - begun)
    return seconds


def timed_floor(folder: Path, wanted: list[DepositRequest]) -> list[float]:
    """One file each, written and fsynced: what the disk alone costs."""
    seconds = []
    for i, request in enumerate(wanted):
        begun = time.perf_counter()
        handle = os.open(folder / f"{i}.txt", os.O_CREAT | os.O_WRONLY)
        os.write(handle, request.content)
        os.fsync(handle)
        os.close(handle)
        seconds.append(time.perf_counter() - begun)
    return seconds


def timed_fts5(path: Path, archive: Archive) -> tuple[int, float]:
    """The same paragraphs into FTS5: tokens by our analysis, joined by spaces."""
    base = sqlite3.connect(path)
    base.execute('create virtual table d using fts5(exact, stems, tokenize="unicode61 remove_diacritics 0")')
    begun = time.perf_counter()
    count = 0
    for key in archive.engine.holds():
        work = load(archive, key.work)
        version = work.expression(key.expression).versions[key.version - 1]
        text, table = text_of(archive, version), table_of(archive, version)
        segment = table.find(key.segment)
        if segment is None:
            continue
        tokens = tokenize(segment.cut(text), work.expression(key.expression).facts.lang)
        base.execute(
            "insert into d values (?, ?)", (" ".join(t.exact for t in tokens), " ".join(t.stem for t in tokens))
        )
        count += 1
    base.commit()
    seconds = time.perf_counter() - begun
    base.close()
    return count, seconds


def per_second(seconds: list[float]) -> str:
    p95 = sorted(seconds)[int(len(seconds) * 0.95) - 1]
    median = statistics.median(seconds)
    return f"{len(seconds) / sum(seconds):8.1f}/s   median {median * 1000:7.1f} ms   p95 {p95 * 1000:7.1f} ms"


def main() -> None:
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    wanted = requests(n)
    size = sum(len(r.content) for r in wanted) / 1e6
    print(f"{n} texts, {size:.1f} MB, Python {sys.version.split()[0]}, {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "floor").mkdir()
        homes = []
        for label in ("plain", "indexed"):
            make_home(folder / label, now=START)
            homes.append(open_archive(load_settings(folder / label, environ={})))
        print(f"write + fsync alone            {per_second(timed_floor(folder / 'floor', wanted))}")
        print(f"deposit                        {per_second(timed_deposits(homes[0], wanted, index=False))}")
        print(f"deposit, aligned and indexed   {per_second(timed_deposits(homes[1], wanted, index=True))}")
        begun = time.perf_counter()
        indexing.rebuild(homes[0], START)
        ours = time.perf_counter() - begun
        count = len(homes[0].engine.holds())
        fts_count, fts = timed_fts5(folder / "fts.sqlite", homes[0])
        print(f"index rebuild, Whoosh          {count / ours:8.1f} segments/s ({count} segments)")
        print(
            f"the same into SQLite FTS5      {fts_count / fts:8.1f} segments/s"
            f" (ours is {fts / ours * count / fts_count:.2f} of it)"
        )


if __name__ == "__main__":
    main()
