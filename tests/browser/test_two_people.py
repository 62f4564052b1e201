"""Two people translate one statement into three languages at once; the server is killed twice meanwhile.

::

    anna ── the first half ──┐                          ┌─ what a page said was saved or kept
    bela ── the second half ─┼──▶ a server on files ──▶ ┤  is in a ledger or in the typing
    both ── the last unit ───┘     ✝ SIGKILL, twice     └─ ``verify`` is clean
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from tests.campaigns.serving import LOGINS, PASSWORD, WORK, Server, prepare, units

from statement_archive.bootstrap import open_accounts, open_archive
from statement_archive.domain.ids import ExpressionId
from statement_archive.settings import load_settings
from statement_archive.workflow.reading import load
from statement_archive.workflow.verify import verify

pytestmark = pytest.mark.no_cover  # the web tests trace the same pages; here a browser waits for them

LANGUAGES = ("fr", "de", "kk")
# The long campaign writes all sixty sentences in each language; a few of them meet everything that it meets.
LONG = bool(os.environ.get("LONG_TESTS"))
UNITS = units() if LONG else units()[:8]
BOTH = UNITS[-1]
PATIENCE = 60_000  # milliseconds; a server starts in two seconds, on a busy machine in many
Promise = tuple[str, str, str]  # language, unit, words


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(prepare(tmp_path))
    server.start()
    yield server
    if server.process and server.process.poll() is None:
        server.kill()


class Translator:
    """One person at one machine. ``promised``: the words of which the page said that they are saved or kept."""

    def __init__(self, browser: Browser, server: Server, login: str) -> None:
        self.login = login
        self.context = browser.new_context(base_url=f"http://127.0.0.1:{server.port}")
        self.context.set_default_timeout(PATIENCE)
        self.promised: set[Promise] = set()
        self.page = self.context.new_page()
        self.page.goto("/account/sign-in")
        self.page.fill("input[name=login]", login)
        self.page.fill("input[name=password]", PASSWORD)
        self.page.click("main button[type=submit]")
        self.page.wait_for_load_state()

    def go(self, lang: str, unit: str) -> None:
        self.page.goto(f"/works/{WORK}/translate/{lang}.archive?into={lang}&source=ru.delivered&unit={unit}")
        self.page.wait_for_selector(".scripted")
        self.meant(lang, unit)

    def meant(self, lang: str, unit: str) -> None:
        self.now: Promise = (lang, unit, f"{self.login}, {lang} {unit}: l’eau, das Wasser, су.")

    def type(self) -> None:
        self.page.fill("#field", self.now[2])

    def save(self) -> None:
        """Without waiting for the answer."""
        self.page.keyboard.press("Control+Enter")

    def on(self, following: str) -> None:
        """Save until the page goes on: where the server had gone, it says so and keeps the words."""
        for _ in range(PATIENCE // 2000):
            if self._at(following):
                break
            self.save()
        self.promised.add(self.now)
        self.meant(self.now[0], following)

    def _at(self, unit: str) -> bool:
        try:
            expect(self.page.locator(".unit.open")).to_have_attribute("data-key", unit, timeout=2000)
        except AssertionError:
            return False
        return True

    def kept(self) -> None:
        expect(self.page.locator("#kept")).to_have_text("Kept", timeout=PATIENCE)
        self.promised.add(self.now)


@pytest.fixture
def people(browser: Browser, server: Server) -> Iterator[tuple[Translator, Translator]]:
    anna, bela = (Translator(browser, server, login) for login in LOGINS)
    yield anna, bela
    for each in (anna, bela):
        each.context.close()


def both_on_one(anna: Translator, bela: Translator, lang: str) -> None:
    """Both open one unit, both write: the second is shown both texts, and settles it."""
    for each in (anna, bela):
        each.go(lang, BOTH)
        each.type()
    for each in (anna, bela):
        each.save()
        expect(each.page.locator("#told")).not_to_be_empty(timeout=PATIENCE)
    expect(bela.page.locator(".met")).to_contain_text(anna.now[2])
    bela.save()
    expect(bela.page.locator(".met")).to_have_count(0, timeout=PATIENCE)
    for each in (anna, bela):
        each.promised.add(each.now)


def each_a_half(anna: Translator, bela: Translator, lang: str, server: Server | None) -> None:
    """Unit by unit, both at once; half-way the server dies between the keys and the answer."""
    half = len(UNITS) // 2
    halves = list(zip(UNITS[:half], UNITS[half:], strict=True))
    for each, unit in zip((anna, bela), halves[0], strict=True):
        each.go(lang, unit)
    for n, following in enumerate(halves[1:]):
        for each in (anna, bela):
            each.type()
            each.save()
        if server and n == len(halves) // 2:
            server.kill()
            server.start()
        for each, unit in zip((anna, bela), following, strict=True):
            each.on(unit)


def test_nothing_that_was_promised_is_lost(server: Server, people: tuple[Translator, Translator]) -> None:
    anna, bela = people
    for lang in LANGUAGES:
        both_on_one(anna, bela, lang)
        each_a_half(anna, bela, lang, server if lang == "de" else None)
        for each in people:  # typed, and never saved
            each.type()
            each.kept()
        if lang == "kk":
            server.kill()
            server.start()
    server.kill()
    check(server, anna.promised, bela.promised)


def check(server: Server, *promised: set[Promise]) -> None:
    settings = load_settings(server.home, environ={})
    archive, accounts = open_archive(settings), open_accounts(settings)
    work = load(archive, WORK)
    for login, promises in zip(LOGINS, promised, strict=True):
        assert len(promises) >= len(LANGUAGES) * len(UNITS) // 2
        person = accounts.people.by_login(login)
        assert person
        for lang, unit, words in promises:
            made = work.translations[ExpressionId(f"{lang}.archive")]
            typed = {t.text for t in accounts.typing.kept(person.id, WORK, f"{lang}.archive") if t.unit == unit}
            met = {text for c in made.conflicts for text in (c.mine, c.theirs) if c.unit == unit}
            assert words in made.ever(unit) | typed | met, (login, lang, unit)
    assert verify(archive).problems == ()
