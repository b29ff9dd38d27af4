# SPDX-License-Identifier: Apache-2.0
"""Pictures in a real browser, with the widths that its fonts have: every text in its box and on the page.

Uses the Chromium of the machine. Where there is none the tests are skipped, but not in continuous integration
(environment variable CI), where they fail.
"""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, sync_playwright

from medward.threats.views import Drawing, views
from medward.threats.views.svg import svg
from view_plans import example, sixty

pytestmark = pytest.mark.browser
ARGUMENTS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
EXAMPLES = ("infusion-pump", "medward", "ct-scanner", "glucose-monitor")
DRAWINGS = (*(one for name in EXAMPLES for one in example(name)), *views(sixty()).drawings)
FAULTS = """() => {
    const at = one => one.getBoundingClientRect();
    const wide = (a, b) => a.left < b.left - 1 || a.right > b.right + 1;
    const out = (a, b) => wide(a, b) || a.top < b.top - 1 || a.bottom > b.bottom + 1;
    const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    const page = at(document.querySelector('svg')), faults = [];
    for (const text of document.querySelectorAll('text')) {
        if (out(at(text), page)) faults.push('off the page: ' + text.textContent);
        const frame = text.parentNode.querySelector(':scope > rect, :scope > path');
        const framed = text.closest('.actor, .process, .store, .interface, .flow-label');
        if (framed && out(at(text), at(frame))) faults.push('out of its box: ' + text.textContent);
    }
    const boxes = [...document.querySelectorAll('.actor, .process, .store, .zone-label, .flow-label')];
    boxes.forEach((one, number) => boxes.slice(number + 1).forEach(other => {
        if (meet(at(one), at(other))) faults.push('covers: ' + one.textContent + ' / ' + other.textContent);
    }));
    return faults;
}"""


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None and not os.environ.get("CI"):
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser.new_page()
        browser.close()


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda one: one.id)
def test_nothing_is_cut_or_covered_with_the_fonts_of_a_browser(page: Page, drawing: Drawing) -> None:
    page.set_content(svg(drawing).decode().split("?>", 1)[1])
    assert page.evaluate(FAULTS) == []
