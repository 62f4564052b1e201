"""How long the editor lets one wait: medians and 95th percentiles of its requests, on a home of files.

    python benchmarks/editor.py [--units 60 1000] [--saves 40] [--before 0]

A statement of so many units, its translation under way, Whoosh and SQLite, a signed-in translator; requests go
through the whole application in one process, one after the other, so that a figure is the time of the answer
without network and without waiting for others. *Behind it* is what follows a save in the background (beads,
renderings, search index, translation memory), here by itself; each of its parts is timed alone too. ``--before``:
saves made first, as a translation has them that was made unit by unit on pages.
"""

from __future__ import annotations

import argparse
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from flask.testing import FlaskClient

from statement_archive.bootstrap import make_home, open_accounts, open_archive, utc_now
from statement_archive.domain.actors import HOME_ADMINISTRATOR
from statement_archive.domain.ids import WorkId
from statement_archive.settings import Settings
from statement_archive.web import afterwards
from statement_archive.web.app import create_app
from statement_archive.workflow import indexing, renderings
from statement_archive.workflow.after import after_change
from statement_archive.workflow.aligning import align_work
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.deposit import deposit
from statement_archive.workflow.deposit_request import DepositRequest
from statement_archive.workflow.reading import load

WORK = WorkId("2026-01-05-bench")
PLACE = f"/works/{WORK}/translate/fr.archive"
AT = {"into": "fr", "source": "ru.delivered"}
PASSWORD = "a long enough passphrase 7"
NOUNS = ("река", "граница", "дорога", "вода", "пристань", "карта", "зима", "комиссия", "земля", "школа")


class Times(dict[str, list[float]]):
    """Milliseconds by what was done."""

    @contextmanager
    def of(self, what: str) -> Iterator[None]:
        began = time.perf_counter()
        yield
        self.setdefault(what, []).append((time.perf_counter() - began) * 1000)

    def table(self) -> Iterator[str]:
        yield f"{'':44}{'median':>10}{'p95':>10}  (ms)"
        for what, taken in self.items():
            p95 = statistics.quantiles(taken, n=20)[-1] if len(taken) > 1 else taken[0]
            yield f"{what:44}{statistics.median(taken):10.1f}{p95:10.1f}"


def statement(units: int) -> str:
    """Paragraphs of five sentences, no two sentences the same."""
    said = [
        f"В случае {n + 1} {NOUNS[n % 10]} и {NOUNS[n // 10 % 10]} соединяют нас, и об этом мы говорим в {n + 7}-й раз."
        for n in range(units)
    ]
    return "\n\n".join(" ".join(said[n : n + 5]) for n in range(0, units, 5))


def names(units: int) -> list[str]:
    return [f"p{n // 5 + 1}.s{n % 5 + 1}" for n in range(units)]


class Seat:
    """A translator before the open page."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        page = client.get("/account/sign-in").get_data(as_text=True)
        fields = {"csrf_token": _hidden(page, "csrf_token"), "login": "anna", "password": PASSWORD}
        assert client.post("/account/sign-in", data=fields).status_code == 303

    def get(self, path: str, **query: str) -> str:
        answer = self.client.get(path, query_string={**AT, **query})
        assert answer.status_code == 200, (path, answer.status)
        return answer.get_data(as_text=True)

    def open(self, unit: str) -> None:
        page = self.get(PLACE, unit=unit)
        self.fields = {name: _hidden(page, name) for name in ("csrf_token", "unit", "base", "source_version", "digest")}
        self.head = (re.search(r'data-head="(\d+)"', page) or [""])[1]

    def post(self, path: str, **fields: str) -> None:
        headers = {"Accept": "application/json", "X-CSRFToken": self.fields["csrf_token"]}
        sent = {**AT, **self.fields, "window": "w1", "seen": self.head, **fields}
        answer = self.client.post(PLACE + path, data=sent, headers=headers)
        assert answer.status_code == 200, (path, answer.status, answer.get_data(as_text=True)[:300])


def _hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page) or re.search(
        rf'name="{name}"[^>]* value="([^"]*)"', page
    )
    assert found, name
    return found[1]


def measure(folder: Path, units: int, saves: int, before: int) -> Times:
    settings = Settings(home=folder, secret_key="k" * 40, rate_limit="100000 per minute")
    make_home(folder)
    archive, accounts = open_archive(settings), open_accounts(settings)
    accounts.people.add(
        login="anna",
        display_name="Anna",
        password_hash=accounts.passwords.hash(PASSWORD),
        roles=["administrator"],
        now=utc_now(),
    )
    request = DepositRequest(
        content=statement(units).encode(), file_name="a.txt", lang="ru", rendition="delivered", work=WORK
    )
    deposit(archive, HOME_ADMINISTRATOR, request, utc_now())
    after_change(archive, WORK, "p-bench", utc_now())
    app = create_app(archive, accounts, settings)
    afterwards.change_of = _later  # type: ignore[assignment]  # what follows a save is timed apart
    seat, times = Seat(app.test_client()), Times()
    keys = names(units)
    for n in range(before):
        _save(seat, keys[n % units], f"Avant {n}.", Times())
        if n == 0 or n % 50 == 0:
            after_change(archive, WORK, "p-bench", utc_now())
    for n in range(saves):
        unit = keys[(before + n * 7) % units]
        _look_around(seat, unit, n, times)
        _save(seat, unit, f"Nous le disons pour la {n + 7}e fois, la rivière nous unit.", times)
        _behind(archive, times)
    return times


def _later(_name: WorkId, _by: str) -> None:
    """What follows a save is timed by itself."""


def _look_around(seat: Seat, unit: str, n: int, times: Times) -> None:
    with times.of("the editor opened"):
        seat.open(unit)
    with times.of("a keystroke kept"):
        seat.post("/typing", text=f"Nous le disons {n}")
    with times.of("checks while typing"):
        seat.post("/look", text=f"Nous le disons {n}")
    with times.of("another unit opened"):
        seat.get(f"{PLACE}/unit", unit=unit, seen=seat.head)
    with times.of("help beside a unit"):
        seat.get(f"{PLACE}/help", unit=unit)
    with times.of("a sign of presence"):
        seat.post("/presence")


def _save(seat: Seat, unit: str, words: str, times: Times) -> None:
    seat.open(unit)
    with times.of("a unit saved"):
        seat.post("/save", text=words, do="next")
    with times.of("the review page"):
        assert seat.client.get(f"{PLACE}/review").status_code == 200


def _behind(archive: Archive, times: Times) -> None:
    now = utc_now()
    parts: dict[str, Callable[[], object]] = {
        "  beads": lambda: align_work(archive, load(archive, WORK), "p-bench", now),
        "  renderings": lambda: renderings.refresh_work(archive, WORK),
        "  search index and memory": lambda: indexing.update_work(archive, WORK, now),
    }
    with times.of("behind a save, all of it"):
        for name, act in parts.items():
            with times.of(name):
                act()
    with times.of("index update, nothing to do"):
        indexing.update(archive, now)


def main() -> None:
    asked = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    asked.add_argument("--units", type=int, nargs="+", default=[60, 1000])
    asked.add_argument("--saves", type=int, default=40)
    asked.add_argument("--before", type=int, default=0)
    given = asked.parse_args()
    for units in given.units:
        with tempfile.TemporaryDirectory() as folder:
            times = measure(Path(folder) / "home", units, given.saves, given.before)
        print(f"\n{units} units, {given.before} saves before")
        print("\n".join(times.table()))


if __name__ == "__main__":
    main()
