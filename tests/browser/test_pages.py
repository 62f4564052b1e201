"""Every kind of page in Chromium: WCAG by axe, no sideways scrolling on a phone, both directions, no scripts."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from .conftest import Site

pytestmark = pytest.mark.no_cover  # the web tests trace the same pages; here a browser waits for them

WORK = "/works/2023-05-17-nahran-river-mouth"
MADE_HERE = "/works/2024-05-14-tarn-islands-article-6"
TRANSLATION = f"{MADE_HERE}/translate/fr.archive"
PAGES = [
    "/",
    "/browse",
    "/search/meaning?q=Silence+is+not+consent.",
    "/browse?held=missing",
    "/search?q=silence",
    "/search?q=river&year=2023",
    "/search/lines?q=river",
    "/search/frequency?q=river&by=body",
    "/search/pair?a=река&la=ru&b=river&lb=en",
    "/search?q=%22not+a+word+of+this%22",
    WORK,
    f"{WORK}?view=one",
    f"{WORK}?view=sentences",
    f"{WORK}/ar.delivered@1",
    f"{WORK}/ar.delivered@1/p3",
    f"{WORK}/ar.delivered@1/p3/slip",
    f"{WORK}/translate",
    "/works/2023-05-16-crsl-notification",
    "/works/2024-05-15-tumansu-right-of-reply",
    MADE_HERE,
    f"{TRANSLATION}/unit/p3.s1",
    "/works/2023-05-15-norlanda-shared-seas/compare?a=en.prepared@1&b=en.delivered@1",
    "/works/nothing-here",
    "/progress",
    "/missing",
    "/missing/unofficial",
    "/feeds",
    "/glossary?from=en&to=fr",
    "/glossary/shared-river",
    "/concordance?q=notification&from=en&to=fr",
    "/memory?text=Thank+you&from=en&to=fr",
    "/works/2023-05-17-nahran-river-mouth/ar.delivered@1/p2/cite?style=un&in=ar",
    "/help",
    "/integrity",
    "/works/2024-05-14-veldaria-kamenny-porog/formula",
    "/account/sign-in",
]
INSIDE = [
    "/account",
    "/deposit",
    "/people",
    "/people/add",
    "/people/names",
    "/system",
    "/my",
    "/translate",
    "/translate/project",
    "/review",
    "/memory",
    "/glossary?from=en&to=fr",
    f"{WORK}/manage",
    f"{WORK}/translate",
    f"{MADE_HERE}/manage/correct/en.delivered",
    f"{MADE_HERE}/manage/correct/en.delivered/2",
    f"{MADE_HERE}/translate",
    f"{TRANSLATION}?unit=p3.s1",
    f"{TRANSLATION}?unit=p6.s2",
    f"{TRANSLATION}/review",
    f"{TRANSLATION}/unit/p3.s1",
    f"{TRANSLATION}/open",
]
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
STANDARD = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
}


def problems(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 A and AA, with the first place of each."""
    found = Axe().run(page, options=STANDARD).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found]


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    width: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return width


def wrong_on(page: Page, paths: list[str], lang: str, *, thorough: bool) -> dict[str, object]:
    """What is wrong with each page: wider than the window; where it is looked at thoroughly, what axe finds too."""
    wrong: dict[str, object] = {}
    for path in paths:
        answer = page.goto(f"{path}{'&' if '?' in path else '?'}lang={lang}")
        assert answer is not None
        assert answer.status == (404 if "nothing-here" in path else 200), path
        wide = sideways(page)
        found = [*(problems(page) if thorough else []), *([f"{wide} px too wide"] if wide > 0 else [])]
        if found:
            wrong[path] = found
    return wrong


# Axe takes most of the time: a phone shows it each page, a mirrored desk every third.
@pytest.mark.parametrize(
    ("lang", "size", "thorough"),
    [("en", PHONE, True), ("ar", DESK, True), ("ru", PHONE, False), ("ar", PHONE, False)],
    ids=["phone", "mirrored desk", "Russian phone", "mirrored phone"],
)
@pytest.mark.parametrize("inside", [False, True], ids=["public", "inside"])
def test_pages(
    site: Site,
    browser: Browser,
    signed_in: BrowserContext,
    inside: bool,
    lang: str,
    size: dict[str, int],
    thorough: bool,
) -> None:
    context = signed_in if inside else browser.new_context(base_url=site.address, bypass_csp=True)
    page = context.new_page()
    page.set_viewport_size(size)  # type: ignore[arg-type]  # a TypedDict of the same keys
    paths = INSIDE if inside else PAGES
    wrong = wrong_on(page, paths[::3] if thorough and lang == "ar" else paths, lang, thorough=thorough)
    page.goto("/?lang=en")
    page.close()
    if not inside:
        context.close()
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
