# SPDX-License-Identifier: Apache-2.0
"""The page in a real browser: no violation that axe knows, nothing fetched, nothing logged, all by keyboard.

Uses the Chromium of the machine. Where there is none the tests are skipped, but not in continuous integration
(environment variable CI), where they fail.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from medward.compliance.model import Assessment
from medward.reports.page import render
from reports.factories import HOSTILE, all_met, assessment, broken_sbom, hostile, large, without_database

pytestmark = pytest.mark.browser

ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
VARIANTS = {
    "small": assessment(),
    "all_met": all_met(),
    "without_database": without_database(),
    "broken_sbom": broken_sbom(),
    "hostile": hostile(),
    "hostile_few": hostile(HOSTILE[1:3] + HOSTILE[5:6] + HOSTILE[8:9]),
    "large": large(30),
}
DESKTOP, PHONE = 1280, 320
VERDICT = "#fda-premarket-app4\\.2"
Colours = Literal["light", "dark"]
MEDIA: tuple[Literal["screen", "print"], ...] = ("screen", "print")
REACHABLE = "[...document.querySelectorAll('a[href], summary')].filter(one => one.checkVisibility()).length"
FOCUSED = """() => {
    const one = document.activeElement;
    const style = getComputedStyle(one);
    const top = one.getBoundingClientRect().top + window.scrollY;
    return [one.outerHTML.slice(0, 200) + top, style.outlineStyle, style.outlineWidth];
}"""
"""What has the focus, told apart by its place in the page, and the outline that it is shown with."""
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


class Visit:
    """A page that was opened, and what it logged and asked for meanwhile."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.logged: list[str] = []
        self.requested: list[str] = []
        page.on("console", lambda message: self.logged.append(message.text))
        page.on("pageerror", lambda error: self.logged.append(str(error)))
        page.on("request", lambda request: self.requested.append(request.url))
        page.goto(address)

    def open_all(self) -> None:
        """Open everything that can be opened."""
        self.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("there is no Chromium on this machine; install it, so that the page is tested")
        pytest.skip("there is no Chromium on this machine")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("pages")
    return {name: _written(folder / f"{name}.html", given) for name, given in VARIANTS.items()}


def _written(path: Path, given: Assessment) -> str:
    path.write_bytes(render(given))
    return path.as_uri()


@contextmanager
def visit(browser: Browser, address: str, width: int = DESKTOP, colours: Colours = "light") -> Iterator[Visit]:
    """A page in a window of its own."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=colours)
    yield Visit(context.new_page(), address)
    context.close()


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("name", ["small", "hostile_few"])
def test_axe_finds_no_violation(
    browser: Browser, addresses: dict[str, str], name: str, colours: Colours, width: int
) -> None:
    with visit(browser, addresses[name], width, colours) as seen:
        seen.open_all()
        results = Axe().run(seen.page, options=RULES)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("name", VARIANTS)
def test_nothing_is_fetched_and_nothing_is_logged(browser: Browser, addresses: dict[str, str], name: str) -> None:
    with visit(browser, addresses[name]) as seen:
        seen.page.wait_for_load_state("networkidle")
    assert seen.requested == [addresses[name]]
    assert seen.logged == []


@pytest.mark.parametrize("width", [PHONE, 768, DESKTOP])
@pytest.mark.parametrize("name", VARIANTS)
def test_the_page_is_never_wider_than_the_window(
    browser: Browser, addresses: dict[str, str], name: str, width: int
) -> None:
    with visit(browser, addresses[name], width) as seen:
        seen.open_all()
        found = seen.page.evaluate("document.documentElement.scrollWidth")
    assert found <= width


def test_the_policy_stops_what_somebody_would_slip_in(browser: Browser, tmp_path: Path) -> None:
    evil = b'<style>h1 { display: none }</style><script>document.title = "run"</script><h1 style="color: red">'
    path = tmp_path / "evil.html"
    path.write_bytes(render(assessment()).replace(b"</header>", evil + b"</header>", 1))
    with visit(browser, path.as_uri()) as seen:
        shown = seen.page.locator("h1").first.is_visible()
        title = seen.page.title()
    assert shown
    assert title != "run"
    assert sum("Content Security Policy" in text for text in seen.logged) == 3


def test_it_reads_without_a_script(browser: Browser, addresses: dict[str, str]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(addresses["small"])
    page.locator(f"{VERDICT} > summary").click()
    shown = page.locator(f"{VERDICT} .broken li").first.is_visible()
    context.close()
    assert shown


def test_the_keyboard_reaches_everything_and_shows_where_it_is(
    browser: Browser, addresses: dict[str, str]
) -> None:
    reached: set[str] = set()
    with visit(browser, addresses["small"]) as seen:
        wanted = seen.page.evaluate(REACHABLE)
        for _ in range(wanted):
            seen.page.keyboard.press("Tab")
            where, style, width = seen.page.evaluate(FOCUSED)
            assert (style, width) == ("solid", "3px"), where
            reached.add(where)
    assert len(reached) == wanted


def test_the_first_stop_skips_to_the_report(browser: Browser, addresses: dict[str, str]) -> None:
    with visit(browser, addresses["small"]) as seen:
        seen.page.keyboard.press("Tab")
        seen.page.keyboard.press("Enter")
        focused = seen.page.evaluate("document.activeElement.id")
    assert focused == "report"


def test_enter_opens_a_verdict(browser: Browser, addresses: dict[str, str]) -> None:
    with visit(browser, addresses["small"]) as seen:
        seen.page.locator(f"{VERDICT} > summary").focus()
        seen.page.keyboard.press("Enter")
        opened = seen.page.locator(VERDICT).get_attribute("open")
    assert opened == ""


def test_details_are_open_on_paper(browser: Browser, addresses: dict[str, str]) -> None:
    with visit(browser, addresses["small"]) as seen:
        hidden = not seen.page.locator(f"{VERDICT} .broken li").first.is_visible()
        seen.page.emulate_media(media="print")
        shown = seen.page.locator(f"{VERDICT} .broken li").first.is_visible()
    assert hidden
    assert shown


def test_paper_is_light_although_the_screen_is_dark(browser: Browser, addresses: dict[str, str]) -> None:
    colours = {}
    with visit(browser, addresses["small"], colours="dark") as seen:
        for medium in MEDIA:
            seen.page.emulate_media(media=medium, color_scheme="dark")
            colours[medium] = seen.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert colours == {"screen": "rgb(20, 23, 26)", "print": "rgb(255, 255, 255)"}


def test_a_phone_gets_the_tall_chain_and_a_desktop_the_wide_one(
    browser: Browser, addresses: dict[str, str]
) -> None:
    shown = {}
    for width in (PHONE, DESKTOP):
        with visit(browser, addresses["small"], width) as seen:
            shown[width] = [seen.page.locator(f".chain.{name}").is_visible() for name in ("tall", "wide")]
    assert shown == {PHONE: [True, False], DESKTOP: [False, True]}
