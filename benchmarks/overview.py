"""How long the overviews take at a thousand works, on this machine, cold and warm.

Makes a home of N works (the sample's texts over and over), two translations of each, submitted unit by unit and
some of them outdated by a correction; then times the fold of everything, and the pages and feeds.

Run: python -m benchmarks.overview [N] [HOME]    (HOME is kept, and used again when it exists)
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from benchmarks.deposits import requests

from statement_archive.accounts.memory import in_memory
from statement_archive.bootstrap import make_home, open_archive
from statement_archive.domain.actors import HOME_ADMINISTRATOR, PUBLIC
from statement_archive.domain.submissions import Submission, SubmittedUnit
from statement_archive.settings import load_settings
from statement_archive.web.app import create_app
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.correct import correct
from statement_archive.workflow.deposit import deposit
from statement_archive.workflow.overview import sheets
from statement_archive.workflow.progress import progress
from statement_archive.workflow.reading import load, text_of
from statement_archive.workflow.targets import target_for
from statement_archive.workflow.translate import submit_units
from statement_archive.workflow.translation_file import units_of

START = datetime(2026, 1, 1, tzinfo=UTC)
LATER = datetime(2026, 11, 1, tzinfo=UTC)
PATHS = (
    "/",
    "/progress",
    "/progress?by=body",
    "/missing",
    "/missing/labels",
    "/feeds/new.atom",
    "/feeds/missing/labels.atom",
    "/feeds/translations/kk.atom",
)


def fill(archive: Archive, n: int) -> None:
    for i, request in enumerate(requests(n)):
        at = START + timedelta(minutes=i)
        done = deposit(archive, HOME_ADMINISTRATOR, request, at)
        for lang in ("kk", "it"):
            _translate(archive, done.work, lang, at)
        if i % 10 == 0:
            work = load(archive, done.work)
            expression = next(iter(work.state.expressions.values()))
            text = text_of(archive, expression.versions[-1]).replace("(", "(No. ", 1)
            correct(
                archive,
                HOME_ADMINISTRATOR,
                done.work,
                expression.id,
                text.encode(),
                at,
                file_name="t.txt",
                significance="minor",
                reason="misprint",
                authority="secretariat",
            )


def _translate(archive: Archive, name: str, lang: str, at: datetime) -> None:
    work = load(archive, name)
    target = target_for(work, lang)
    units = tuple(
        SubmittedUnit(u.source.key, u.source.text, f"{lang} {u.source.text}", draft=False, line=k)
        for k, u in enumerate(units_of(archive, work, target))
    )
    given = Submission(name, target.expression.id, lang, target.source, 1, 0, "", units)
    submit_units(archive, HOME_ADMINISTRATOR, given, at, by="B. Mark", via="web")


def timed(label: str, act: Callable[[], object], times: int = 5) -> None:
    took = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        took.append((time.perf_counter() - start) * 1000)
    rest = statistics.median(took[1:]) if times > 1 else took[0]
    print(f"{label:42} first {took[0]:8.0f} ms   then {rest:8.0f} ms")


def main() -> None:
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    home = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(tempfile.mkdtemp()) / "home"
    if not home.is_dir():
        make_home(home, now=START)
        fill(open_archive(load_settings(home)), n)
    settings = load_settings(home)
    archive = open_archive(settings)
    timed("sheets (public)", lambda: sheets(archive, PUBLIC, LATER))
    found = sheets(archive, PUBLIC, LATER)
    units = sum(s.total.units for w in found for s in w.made)
    print(f"{len(found)} works, {sum(len(w.made) for w in found)} translations, {units} units")
    timed("progress by translator", lambda: progress(found, "translator"))
    app = create_app(archive, in_memory(), settings, clock=lambda: LATER)
    client = app.test_client()
    for path in PATHS:
        if client.get(path).status_code == 200:
            timed(path, partial(client.get, path))


if __name__ == "__main__":
    main()
