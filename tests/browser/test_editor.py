"""The editor in a real browser: no keystroke is lost, two writers keep both, everything by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from statement_archive.bootstrap import utc_now
from statement_archive.domain.ids import ExpressionId

from .conftest import PASSWORD, Site
from .test_pages import DESK, PHONE, problems, sideways

pytestmark = pytest.mark.no_cover  # the web tests trace the same pages; here a browser waits for them

WORK = "2023-05-17-nahran-river-mouth"
_names = count(1)
Sit = Callable[..., Page]


@pytest.fixture
def place() -> str:
    """The address of a translation that nobody has begun."""
    return f"/works/{WORK}/translate/fr.translation-{next(_names)}"


@pytest.fixture
def sit(site: Site, browser: Browser) -> Iterator[Sit]:
    """Somebody who signs in on a machine of their own, and opens a page."""
    contexts: list[BrowserContext] = []

    def down(login: str, path: str, *, context: BrowserContext | None = None) -> Page:
        if context is None:
            context = browser.new_context(base_url=site.address, viewport=DESK)  # type: ignore[arg-type]  # a TypedDict of the same keys
            contexts.append(context)
            if site.accounts.people.by_login(login) is None:
                site.accounts.people.add(
                    login=login,
                    display_name=login.title(),
                    password_hash=site.accounts.passwords.hash(PASSWORD),
                    roles=["translator"],
                    now=utc_now(),
                )
            sign_in(context, login)
        page = context.new_page()
        page.goto(path)
        return page

    yield down
    for context in contexts:
        context.close()


def sign_in(context: BrowserContext, login: str) -> None:
    page = context.new_page()
    page.goto("/account/sign-in")
    page.fill("input[name=login]", login)
    page.fill("input[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_load_state()
    page.close()


def at(place: str, unit: str) -> str:
    return f"{place}?into=fr&source=ar.delivered&unit={unit}"


def kept(page: Page, words: str = "Kept") -> None:
    expect(page.locator("#kept")).to_contain_text(words)


def opened(page: Page, unit: str) -> None:
    expect(page.locator(".unit.open")).to_have_attribute("data-key", unit)


def target(page: Page, unit: str) -> str:
    return page.locator(f"[id='u-{unit}'] .target").inner_text()


def test_typing_survives_the_tab(sit: Sit, place: str) -> None:
    page = sit("vera", at(place, "p3.s1"))
    page.type("#field", "Nahran se trouve")
    kept(page)
    page.type("#field", " à l’embouchure")
    page.close(run_before_unload=False)  # at once, before any pause
    again = sit("vera", at(place, "p3.s1"), context=page.context)
    expect(again.locator("#field")).to_have_value("Nahran se trouve à l’embouchure")
    again.keyboard.press("Control+Enter")
    opened(again, "p3.s2")
    assert target(again, "p3.s1") == "Nahran se trouve à l’embouchure"
    again.reload()
    expect(again.locator("[id='u-p3.s1'] .marks")).not_to_contain_text("not saved")


def test_typing_survives_a_lost_connection(sit: Sit, place: str) -> None:
    page = sit("vera", at(place, "p3.s1"))
    page.context.set_offline(True)
    page.type("#field", "Sans réseau")
    kept(page, "No connection: kept in this browser")
    page.keyboard.press("Control+Enter")
    kept(page, "No connection")
    expect(page.locator("#field")).to_have_value("Sans réseau")
    page.context.set_offline(False)
    kept(page)
    page.keyboard.press("Control+Enter")
    opened(page, "p3.s2")
    assert target(page, "p3.s1") == "Sans réseau"


def test_typing_without_a_connection_survives_the_tab_too(sit: Sit, place: str, site: Site) -> None:
    page = sit("vera", at(place, "p3.s1"))
    page.context.set_offline(True)
    page.type("#field", "Dans ce navigateur")
    kept(page, "No connection")
    page.close(run_before_unload=False)
    page.context.set_offline(False)
    again = sit("vera", at(place, "p3.s2"), context=page.context)  # another passage: it goes to the server by itself
    person = site.accounts.people.by_login("vera")
    assert person
    name = place.rsplit("/", 1)[-1]
    # It lets go of the words when it hears that the server has them, which is after the server has them.
    for _ in range(100):
        if again.evaluate("localStorage.length") == 0:
            break
        again.wait_for_timeout(100)
    assert again.evaluate("localStorage.length") == 0
    assert [t.text for t in site.accounts.typing.kept(person.id, WORK, name)] == ["Dans ce navigateur"]


def test_a_session_that_ends_keeps_the_words(sit: Sit, place: str, site: Site) -> None:
    page = sit("vera", at(place, "p3.s1"))
    person = site.accounts.people.by_login("vera")
    assert person
    site.accounts.sessions.end_all(person.id)
    page.type("#field", "Après la session")
    kept(page, "You are signed out")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#kept a")).to_have_text("Sign in in another tab")
    expect(page.locator("#field")).to_have_value("Après la session")
    sign_in(page.context, "vera")
    page.locator("#field").focus()
    page.keyboard.press("Control+Enter")
    opened(page, "p3.s2")
    assert target(page, "p3.s1") == "Après la session"


def test_two_on_one_passage_keep_both(sit: Sit, place: str) -> None:
    vera, wim = sit("vera", at(place, "p3.s1")), sit("wim", at(place, "p3.s1"))
    wim.type("#field", "De Wim.")
    wim.keyboard.press("Control+Enter")
    opened(wim, "p3.s2")
    vera.type("#field", "De Vera.")
    vera.keyboard.press("Control+Enter")
    expect(vera.locator(".met")).to_contain_text("De Wim.")
    expect(vera.locator("#field")).to_have_value("De Vera.")
    assert problems_inside(vera) == []
    vera.fill("#field", "De Wim et de Vera.")
    vera.keyboard.press("Control+Enter")
    opened(vera, "p3.s2")
    assert target(vera, "p3.s1") == "De Wim et de Vera."


def problems_inside(page: Page) -> list[str]:
    page.evaluate("document.documentElement.scrollWidth")
    return [f"{sideways(page)} px too wide"] if sideways(page) > 0 else []


def test_two_on_different_passages_merge(sit: Sit, place: str) -> None:
    vera, wim = sit("vera", at(place, "p3.s1")), sit("wim", at(place, "p3.s2"))
    for page, words in ((vera, "De Vera."), (wim, "De Wim.")):
        page.type("#field", words)
        page.keyboard.press("Control+Enter")
        expect(page.locator("#told")).to_contain_text("Saved")
    assert target(wim, "p3.s1") == "De Vera."  # it came with the answer
    vera.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # a sign of life, now
    expect(vera.locator("#here-now")).to_contain_text("Wim")
    vera.keyboard.press("Alt+ArrowDown")
    opened(vera, "p3.s3")
    assert target(vera, "p3.s2") == "De Wim."
    assert vera.locator(".met").count() == 0


def test_everything_by_keyboard(sit: Sit, place: str) -> None:
    page = sit("vera", at(place, "p3.s1"))
    page.keyboard.press("Alt+c")
    source = page.locator(".unit.open .this").inner_text()
    expect(page.locator("#field")).to_have_value(source)
    page.keyboard.press("Control+z")
    expect(page.locator("#field")).to_have_value("")
    page.keyboard.type("Brouillon")
    page.keyboard.press("Control+s")
    expect(page.locator(".unit.open .label .state")).to_have_text("draft")
    page.keyboard.press("Alt+ArrowDown")
    opened(page, "p3.s2")
    expect(page.locator("#field")).to_be_focused()
    page.keyboard.press("Alt+ArrowUp")
    opened(page, "p3.s1")
    page.keyboard.press("Alt+n")
    opened(page, "p3.s2")
    page.keyboard.press("Alt+o")
    expect(page.locator("#told")).to_have_text("There is none of these.")
    page.keyboard.press("Escape")
    expect(page.locator("#field")).not_to_be_focused()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).not_to_be_visible()
    page.go_back()
    opened(page, "p3.s1")


def test_words_typed_before_the_script_runs_are_kept(sit: Sit, place: str) -> None:
    """On a slow line the field is there first; what is typed into it is kept though nobody heard the keys."""
    page = sit("vera", "/help")
    held = Gate()
    page.route("**/js/editor.js*", held)
    page.goto(at(place, "p3.s1"), wait_until="commit")
    page.type("#field", "Trop tôt")
    held.open()
    kept(page)
    page.close(run_before_unload=False)
    again = sit("vera", at(place, "p3.s1"), context=page.context)
    expect(again.locator("#field")).to_have_value("Trop tôt")


class Gate:
    """A request that waits until it may go on."""

    def __init__(self) -> None:
        self._waiting: list[Route] = []

    def __call__(self, route: Route) -> None:
        self._waiting.append(route)

    def open(self) -> None:
        for route in self._waiting:
            route.continue_()


def test_keys_are_heard_before_the_name_of_the_window_is_sure(sit: Sit, place: str) -> None:
    """Whether another tab has the name is asked of the browser, which may take its time on a busy machine."""
    page = sit("vera", "/help")
    page.add_init_script("navigator.locks.request = () => new Promise(() => {})")
    page.goto(at(place, "p3.s1"))
    page.keyboard.press("Alt+c")
    expect(page.locator("#field")).to_have_value(page.locator(".unit.open .this").inner_text())


def test_letters_written_with_altgr_are_letters(sit: Sit, place: str) -> None:
    """On a Polish layout AltGr+C is ć: Windows reports it as Ctrl+Alt, others as AltGraph."""
    page = sit("vera", at(place, "p3.s1"))
    page.locator("#field").focus()
    refused = page.evaluate(
        """() => [{ctrlKey: true, altKey: true}, {modifierAltGraph: true, altKey: true}].map((held) =>
          !document.getElementById('field').dispatchEvent(new KeyboardEvent('keydown',
            {key: 'ć', code: 'KeyC', bubbles: true, cancelable: true, ...held})))"""
    )
    assert refused == [False, False]
    expect(page.locator("#field")).to_have_value("")


def test_checks_look_while_one_types(sit: Sit, place: str) -> None:
    page = sit("vera", at(place, "p3.s1"))
    page.type("#field", "Nahran se trouve 77 fois à l’embouchure.")
    expect(page.locator("#doubts-now")).to_contain_text("77")


def test_what_two_windows_typed_is_offered(sit: Sit, place: str) -> None:
    page = sit("vera", at(place, "p3.s1"))
    page.type("#field", "Première fenêtre")
    kept(page)
    second = sit("vera", at(place, "p3.s1"), context=page.context)
    expect(second.locator("#field")).to_have_value("Première fenêtre")
    second.fill("#field", "Deuxième fenêtre")
    kept(second)
    page.reload()
    expect(page.locator("#field")).to_have_value("Première fenêtre")  # its own comes first
    expect(page.locator(".offer ins").last).to_contain_text("Deuxième")
    page.locator("button[name=use]").click()
    expect(page.locator("#field")).to_have_value("Deuxième fenêtre")
    page.keyboard.press("Control+Enter")
    opened(page, "p3.s2")
    assert target(page, "p3.s1") == "Deuxième fenêtre"


@pytest.mark.parametrize(
    ("lang", "scheme", "size"),
    [("en", "light", PHONE), ("en", "dark", DESK), ("ar", "light", DESK), ("ru", "light", PHONE)],
    ids=["en-phone", "dark-desk", "mirrored-desk", "ru-phone"],
)
def test_the_editor_is_for_everybody(
    site: Site, browser: Browser, lang: str, scheme: str, size: dict[str, int]
) -> None:
    options = {"base_url": site.address, "viewport": size, "color_scheme": scheme, "bypass_csp": True}
    context = browser.new_context(**options)  # type: ignore[arg-type]  # the keys of its parameters
    sign_in(context, "anna")
    page = context.new_page()
    wrong: dict[str, object] = {}
    for path in (
        f"/works/{WORK}/translate/fr.translation?into=fr&source=ar.delivered&unit=p4.s2",
        "/works/2024-05-14-veldaria-kamenny-porog/translate/en.archive?unit=p4.s2",
    ):
        page.goto(f"{path}&lang={lang}")
        page.wait_for_selector(".scripted")
        found = [*problems(page), *([f"{sideways(page)} px too wide"] if sideways(page) > 0 else [])]
        if found:
            wrong[path] = found
    context.close()
    assert wrong == {}


def test_nothing_is_refused_by_the_policy(sit: Sit, place: str) -> None:
    page = sit("vera", "/help")
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(at(place, "p3.s1"))
    page.type("#field", "Mots")
    kept(page)
    page.keyboard.press("Control+Enter")
    opened(page, "p3.s2")
    assert said == []


def test_without_scripts_it_is_a_form(site: Site, browser: Browser, place: str) -> None:
    context = browser.new_context(base_url=site.address, java_script_enabled=False)
    sign_in(context, "anna")
    page = context.new_page()
    page.goto(at(place, "p3.s1"))
    page.fill("#field", "Sans script")
    page.click("button[value=next]")
    opened(page, "p3.s2")
    assert target(page, "p3.s1") == "Sans script"
    assert ExpressionId(place.rsplit("/", 1)[-1]) in page.url
    context.close()
