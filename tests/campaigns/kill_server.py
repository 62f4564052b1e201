"""The server killed while people save: ``python tests/campaigns/kill_server.py KILLS [SEED]``.

::

    two accounts ── sign in, open a unit, save it, and the next … in three languages, over HTTP
    parent       ── SIGKILL the server after a random moment, start it again
    at the end   ── every save that was answered is in the record, ``verify`` is clean

A statement of 60 sentences. A save counts as acknowledged when its answer has come back whole.
"""

from __future__ import annotations

import http.client
import random
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode, urlsplit

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.campaigns.serving import LOGINS, PASSWORD, WORK, Server, prepare, units  # noqa: E402  # the path is set above

from statement_archive.bootstrap import open_home  # noqa: E402
from statement_archive.workflow.reading import load  # noqa: E402
from statement_archive.workflow.verify import verify  # noqa: E402

LANGUAGES = ("fr", "de", "kk")
LONGEST = 1.5  # seconds that a server lives once it answers
Done = dict[tuple[str, str], set[str]]


class Form(HTMLParser):
    """The fields of the form whose address ends as asked."""

    def __init__(self, ending: str) -> None:
        super().__init__()
        self.ending = ending
        self.action = ""
        self.fields: dict[str, str] = {}
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            # A form without an address is sent to where it stands.
            self._inside = not self.action and urlsplit(given.get("action", "")).path.endswith(self.ending)
            self.action = given.get("action", "") if self._inside else self.action
        elif tag == "input" and self._inside and given.get("name") and given.get("type") != "submit":
            self.fields.setdefault(given["name"], given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False


@dataclass
class Browser:
    """As much of one as forms need. Every method raises OSError or HTTPException where the server is gone."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, fields: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Status, body, and where the answer points to."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        body = urlencode(fields) if fields is not None else None
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            line.request(method, path, body, headers)
            answer = line.getresponse()
            text = answer.read().decode("utf-8")
            for cookie in answer.headers.get_all("Set-Cookie") or ():
                name, _, rest = cookie.partition("=")
                self.cookies[name] = rest.partition(";")[0]
            return answer.status, text, answer.headers.get("Location", "")
        finally:
            line.close()

    def sign_in(self, login: str) -> None:
        page = _form(self.ask("GET", "/account/sign-in")[1], "/sign-in")
        status, _, _ = self.ask(
            "POST", page.action or "/account/sign-in", page.fields | {"login": login, "password": PASSWORD}
        )
        if status != 303:
            raise http.client.HTTPException(f"signing in was answered with {status}")

    def save(self, expression: str, lang: str, unit: str, words: str) -> bool:
        """Open a unit, put words in, save; whether they were taken in."""
        opened = f"/works/{WORK}/translate/{expression}?into={lang}&unit={unit}"
        status, text, _ = self.ask("GET", opened)
        if status != 200:
            raise http.client.HTTPException(f"{opened} was answered with {status}")
        form = _form(text, "/save")
        status, text, _ = self.ask("POST", form.action, form.fields | {"text": words, "do": "save"})
        return status == 303


def _form(html: str, ending: str) -> Form:
    form = Form(ending)
    form.feed(html)
    return form


def write(browser: Browser, login: str, seed: int, stop: threading.Event, done: Done, lock: threading.Lock) -> None:
    """Save one unit after the other, until told to stop. A server that is gone is tried again; the session lives in
    the instance and outlasts the kill."""
    chance = random.Random(seed)
    count = 0
    while not stop.is_set():
        lang = chance.choice(LANGUAGES)
        unit = chance.choice(units())
        count += 1
        words = f"{login} {seed} {count}: {lang} {unit}."
        try:
            if browser.save(f"{lang}.archive", lang, unit, words):
                with lock:
                    done.setdefault((f"{lang}.archive", unit), set()).add(words)
        except (OSError, http.client.HTTPException):
            time.sleep(0.05)


def check(home: Path, done: Done) -> str:
    """Raises AssertionError where a save that was answered is lost, or anything does not verify."""
    archive = open_home(home)
    work = load(archive, WORK)
    ever = {
        (name, key): {r.text for r in renderings}
        for name, made in work.translations.items()
        for key, renderings in made.history.items()
    }
    conflicts = {(name, c.unit): {c.mine, c.theirs} for name, made in work.translations.items() for c in made.conflicts}
    for (name, unit), texts in done.items():
        held = ever.get((work.translations[name].expression.id, unit), set()) | conflicts.get((name, unit), set())  # type: ignore[index,arg-type]  # names as typed
        for words in texts:
            assert words in held or _kept(archive, name, words), f"acknowledged and lost: {words}"
    problems = verify(archive).problems
    assert not problems, problems
    events = sum(made.head for made in work.translations.values())
    saves = sum(map(len, done.values()))
    return f"{saves} saves acknowledged in {events} events of {len(ever)} units, none lost; verify is clean"


def _kept(archive: object, name: str, words: str) -> bool:
    """Whether the ledger has these words anywhere: a conflict keeps them though it was settled since."""
    ledger = archive.ledger  # type: ignore[attr-defined]  # an Archive
    return any(words in str(event.data) for event in ledger.read(f"translations/{WORK}/{name}.events.jsonl"))


def run(folder: Path, kills: int, seed: int) -> str:
    home = prepare(folder)
    server, chance = Server(home), random.Random(seed)
    stop, lock, done = threading.Event(), threading.Lock(), Done()
    server.start()
    people = []
    for n, login in enumerate(LOGINS):
        browser = Browser(server.port)
        browser.sign_in(login)
        people.append(threading.Thread(target=write, args=(browser, login, seed + n, stop, done, lock)))
    for person in people:
        person.start()
    try:
        for _ in range(kills):
            time.sleep(chance.uniform(0.05, LONGEST))
            server.kill()
            server.start()
        time.sleep(LONGEST)
    finally:
        stop.set()
        for person in people:
            person.join()
        server.kill()
    assert done, "nothing was acknowledged: the campaign tried nothing"
    return f"{kills} kills: {check(home, done)}"


def main() -> None:
    kills = int(sys.argv[1])
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    with tempfile.TemporaryDirectory() as folder:
        sys.stdout.write(run(Path(folder), kills, seed) + "\n")


if __name__ == "__main__":
    main()
