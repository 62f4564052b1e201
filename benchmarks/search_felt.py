"""What a reader waits for: a query over a home of real files, to hits that are cut from the texts and checked.

The engine's part grows with the archive and is measured by ``search.py``; the rest is the same for twenty hits
whatever the size, so a small home tells it.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.deposits import requests, timed_deposits

from statement_archive.bootstrap import make_home, open_archive
from statement_archive.domain.actors import Actor
from statement_archive.settings import load_settings
from statement_archive.workflow import indexing
from statement_archive.workflow.search import search

NOW = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=1)
QUERIES = (
    "the",
    "peace",
    "nation OR people OR war",
    '"of the"',
    '"the people of"',
    "nati*",
    "peace -war",
    "congress",
    "law",
)


def felt(texts: int = 60) -> None:
    with tempfile.TemporaryDirectory() as place:
        home = Path(place) / "home"
        make_home(home, now=NOW - timedelta(days=2))
        for engine in ("whoosh", "tantivy"):
            archive = open_archive(load_settings(home, environ={}, overrides={"engine": engine}))
            if engine == "whoosh":
                timed_deposits(archive, requests(texts), index=False)
            indexing.rebuild(archive, NOW)
            spent: list[float] = []
            for _ in range(5):
                for query in QUERIES:
                    started = time.perf_counter()
                    search(archive, Actor(), query, NOW)
                    spent.append((time.perf_counter() - started) * 1000)
            p95 = statistics.quantiles(spent, n=20, method="inclusive")[-1]
            count = len(archive.engine.holds())
            print(
                f"query to 20 checked hits, {engine}, {count:,} paragraphs: "
                f"p50 {statistics.median(spent):.1f}, p95 {p95:.1f} ms"
            )
