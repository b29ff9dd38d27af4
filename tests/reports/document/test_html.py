# SPDX-License-Identifier: Apache-2.0
"""A document as HTML: everything is there, nothing is believed, and a browser with axe finds nothing wrong."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright

from medward.reports.document.html import render
from medward.reports.document.tree import Document
from reports.document.samples import every_block, hostile
from reports.factories import HOSTILE

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def read(document: Document) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(render(document))


def test_the_same_document_gives_the_same_bytes() -> None:
    assert render(every_block()) == render(every_block())


def test_a_reference_leads_to_the_row_of_its_part() -> None:
    page = read(every_block())
    (link,) = [one for one in page.iter("a") if one.text == "T-1"]
    target = page.get_element_by_id(link.get("href").removeprefix("#").replace("%3A", ":"))
    assert target.tag == "tr"


def test_what_is_missing_says_so_in_a_word() -> None:
    page = read(every_block())
    told = [one.text_content() for one in page.find_class("missing")]
    assert told[1:] == ["Missing: nobody is named", "Missing: a reason", "Missing: No plan covers updates."]
    assert told[0].startswith("3 things are missing")


def test_a_figure_has_its_description_and_cannot_reach_the_page() -> None:
    (picture,) = read(every_block()).iter("img")
    assert picture.get("alt") == "One box that stands for the pump"
    assert picture.get("src").startswith("data:image/svg+xml;base64,")


def test_a_table_has_heads_for_columns_and_rows_and_a_caption() -> None:
    table = next(read(every_block()).iter("table"))
    assert table.findtext("caption") == "Table 1: Threats"
    assert [one.get("scope") for one in table.iter("th")] == ["col", "col", "row", "row", "row"]


def test_hostile_texts_stay_texts() -> None:
    page = read(hostile(HOSTILE))
    assert not list(page.iter("script", "iframe", "object", "form"))
    assert not [name for one in page.iter() for name in one.attrib if str(name).startswith("on")]
    assert all(one.get("href").startswith("#") for one in page.iter("a")), "no address of theirs is a link"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("there is no Chromium")
        pytest.skip("there is no Chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=["--headless", "--no-sandbox"])
        yield started
        started.close()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_and_nothing_is_cut(browser: Browser, tmp_path: Path, width: int, scheme: str) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(render(every_block(40)))
    dark = scheme == "dark"
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light")
    logged: list[str] = []
    page.on("console", lambda message: logged.append(message.text))
    page.goto(path.as_uri())
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    assert logged == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
