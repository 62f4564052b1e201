"""Every kind of page in Chromium: WCAG by axe, no sideways scrolling on a phone, both directions, no scripts."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from .conftest import Site

WORK = "/works/2023-05-17-nahran-river-mouth"
PAGES = [
    "/",
    "/browse",
    "/browse?held=missing",
    "/search?q=silence",
    "/search?q=%22not+a+word+of+this%22",
    WORK,
    f"{WORK}?view=one",
    f"{WORK}?view=sentences",
    f"{WORK}/ar.delivered@1",
    f"{WORK}/ar.delivered@1/p3",
    f"{WORK}/translate",
    "/works/2023-05-16-crsl-notification",
    "/works/2024-05-15-tumansu-right-of-reply",
    "/works/2023-05-15-norlanda-shared-seas/compare?a=en.prepared@1&b=en.delivered@1",
    "/works/nothing-here",
    "/help",
    "/account/sign-in",
]
INSIDE = ["/account", "/deposit", "/people", "/people/add", "/system", f"{WORK}/manage", f"{WORK}/translate"]
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
STANDARD = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


def problems(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 A and AA, with the first place of each."""
    found = Axe().run(page, options=STANDARD).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found]


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    width: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return width


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("lang", ["en", "ru", "ar"])
def test_public_pages(site: Site, browser: Browser, lang: str, size: dict[str, int]) -> None:
    context = browser.new_context(base_url=site.address, viewport=size, bypass_csp=True)  # type: ignore[arg-type]  # a TypedDict of the same keys
    page = context.new_page()
    wrong: dict[str, object] = {}
    for path in PAGES:
        joint = "&" if "?" in path else "?"
        page.goto(f"{path}{joint}lang={lang}")
        found = [*problems(page), *([f"{sideways(page)} px too wide"] if sideways(page) > 0 else [])]
        if found:
            wrong[path] = found
    context.close()
    assert wrong == {}


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_pages_of_an_administrator(signed_in: BrowserContext, size: dict[str, int]) -> None:
    page = signed_in.new_page()
    page.set_viewport_size(size)  # type: ignore[arg-type]  # as above
    wrong: dict[str, object] = {}
    for path in INSIDE:
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        found = [*problems(page), *([f"{sideways(page)} px too wide"] if sideways(page) > 0 else [])]
        if found:
            wrong[path] = found
    page.close()
    assert wrong == {}


def test_dark_too(site: Site, browser: Browser) -> None:
    context = browser.new_context(base_url=site.address, color_scheme="dark", bypass_csp=True)
    page = context.new_page()
    wrong = {}
    for path in ("/", WORK, "/search?q=silence", "/account/sign-in"):
        page.goto(path)
        if found := problems(page):
            wrong[path] = found
    context.close()
    assert wrong == {}


def test_without_scripts_the_passage_is_found_and_read(site: Site, browser: Browser) -> None:
    context = browser.new_context(base_url=site.address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.fill("main input[name=q]", '"silence is not consent"')
    page.click("main button[type=submit]")
    assert page.locator("main mark").first.inner_text() == "silence is not consent"
    context.close()


def test_nothing_is_refused_by_the_policy_and_nothing_fails(site: Site, browser: Browser) -> None:
    context = browser.new_context(base_url=site.address)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.append(str(error)))
    for path in ("/", WORK, f"{WORK}/ar.delivered@1/p3", "/search?q=silence"):
        page.goto(path)
    context.close()
    assert said == []
