"""The sample archive in a real browser: a server in a thread, Chromium driven by Playwright."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from tests.meaning import WordEncoder
from tests.sample_copy import sample_archive
from werkzeug.serving import make_server

from statement_archive.accounts.memory import in_memory
from statement_archive.bootstrap import utc_now
from statement_archive.domain.people import Accounts
from statement_archive.search.meaning_scan import MeaningScan
from statement_archive.settings import Settings
from statement_archive.web.app import create_app

CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
PASSWORD = "river water and shared seas"


@dataclass(frozen=True)
class Site:
    """A running server and the cookie of a signed-in administrator."""

    address: str
    accounts: Accounts


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    archive = sample_archive(MeaningScan(WordEncoder()))
    accounts = in_memory()
    accounts.people.add(
        login="anna",
        display_name="Anna Archivist",
        password_hash=accounts.passwords.hash(PASSWORD),
        roles=["administrator"],
        now=utc_now(),
    )
    settings = Settings(
        home=tmp_path_factory.mktemp("home"),
        secret_key="k" * 40,
        rate_limit="100000 per minute",
        rate_limit_search="100000 per minute",
        rate_limit_sign_in="100000 per minute",
        rate_limit_typing="100000 per minute",
    )
    server = make_server("127.0.0.1", 0, create_app(archive, accounts, settings, testing=True), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Site(f"http://127.0.0.1:{server.server_port}", accounts)
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed (scripts/system-packages installs it where apt can)")
    quiet = ["--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-sync", *quiet]
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def signed_in(site: Site, browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=site.address, bypass_csp=True)
    page = context.new_page()
    page.goto("/account/sign-in")
    page.fill("input[name=login]", "anna")
    page.fill("input[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_load_state()
    page.close()
    yield context
    context.close()
