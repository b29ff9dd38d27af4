# SPDX-License-Identifier: Apache-2.0
"""The page: self-contained, escaped, the same bytes every time, with everything that the assessment says."""

import itertools
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from medward import __version__
from medward.compliance.model import Assessment
from medward.reports.page import rendering
from medward.reports.page.rendering import environment, render, style_digest
from medward.reports.visible import visible
from reports.factories import (
    HOSTILE,
    all_met,
    assessment,
    broken_sbom,
    database,
    disagreeing,
    hostile,
    large,
    without_database,
)
from reports.page.reading import Page

VARIANTS = [assessment(), all_met(), without_database(), broken_sbom(), hostile(), large(30)]
TEMPLATES = Path(rendering.__file__).parents[1] / "templates"
FETCHING = {
    "script",
    "img",
    "iframe",
    "object",
    "embed",
    "form",
    "input",
    "base",
    "video",
    "audio",
    "source",
    "image",
}


@pytest.fixture(scope="module")
def small() -> Page:
    return Page(assessment())


def test_the_small_assessment_reads_like_its_golden_file(golden: Callable[[str, bytes], None]) -> None:
    golden("check.html", render(assessment()))


@pytest.mark.parametrize("given", VARIANTS)
def test_every_tag_that_is_opened_is_closed(given: Assessment) -> None:
    assert Page(given).left_open == []


def test_hostile_text_adds_no_tag() -> None:
    harmless = [f"word {number}" for number in range(len(HOSTILE))]
    assert [tag for tag, _ in Page(hostile()).tags] == [tag for tag, _ in Page(hostile(harmless)).tags]


@pytest.mark.parametrize("given", VARIANTS)
def test_nothing_is_fetched_and_nothing_runs(given: Assessment) -> None:
    page = Page(given)
    names = {name for _, attributes in page.tags for name in attributes}
    assert not FETCHING & {tag for tag, _ in page.tags}
    assert not {name for name in names if name.startswith("on")}
    assert not names & {"src", "srcset", "action", "style", "ping", "formaction", "background", "poster"}
    assert [attributes["href"] for attributes in page.all("link")] == ["data:,"]


def test_the_style_sheet_fetches_nothing() -> None:
    style = (TEMPLATES / "check.css").read_text(encoding="utf-8")
    assert "url(" not in style
    assert "@import" not in style


@pytest.mark.parametrize("given", VARIANTS)
def test_every_link_leads_into_the_page_or_to_a_plain_web_address(given: Assessment) -> None:
    page = Page(given)
    ids = set(page.ids)
    for attributes in page.all("a"):
        href = str(attributes["href"])
        assert href[1:] in ids if href.startswith("#") else href.startswith("https://")


@pytest.mark.parametrize("given", VARIANTS)
def test_ids_are_unique_and_labels_name_ids_that_exist(given: Assessment) -> None:
    page = Page(given)
    ids = page.ids
    assert len(set(ids)) == len(ids)
    labels = {attributes["aria-labelledby"] for _, attributes in page.tags if "aria-labelledby" in attributes}
    assert labels <= set(ids)


@pytest.mark.parametrize("given", VARIANTS)
def test_the_policy_allows_the_one_style_sheet_and_nothing_else(given: Assessment) -> None:
    text = render(given).decode()
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    (policy,) = (str(meta["content"]) for meta in Page(given).all("meta") if "http-equiv" in meta)
    assert policy == "; ".join(
        (
            "default-src 'none'",
            f"style-src '{style_digest(style)}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def test_hostile_text_is_shown_letter_by_letter() -> None:
    text = Page(hostile()).text
    for word in HOSTILE:
        assert " ".join(visible(word).split()) in text


def test_no_template_of_a_dossier_is_ever_run() -> None:
    assert "49" not in Page(hostile(["{{ 7 * 7 }}"])).text.replace("2.4.9", "")


def test_hidden_characters_never_reach_the_page() -> None:
    text = render(hostile()).decode()
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202e\ufeff]", text)


def test_a_file_name_that_is_no_unicode_is_still_shown() -> None:
    source = replace(database().sources[0], part="\udcff.json")
    given = replace(assessment(), database=replace(database(), sources=(source,)))
    assert "[U+DCFF].json" in Page(given).text


def test_no_template_turns_escaping_off() -> None:
    for path in TEMPLATES.glob("*.j2"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*(safe|tojson|forceescape)\b|autoescape|Markup|<script|style=", text), path.name


def test_a_name_that_nobody_defines_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        environment().from_string("{{ nobody }}").render()


def test_what_is_printed_is_escaped_and_made_visible() -> None:
    template = environment().from_string("{{ text }} {{ done }}")
    assert template.render(text="<b>\u202e", done=Markup("<i>")) == "&lt;b&gt;[U+202E] <i>"


def test_every_verdict_stands_there_with_all_that_is_said_of_it(small: Page) -> None:
    for verdict in assessment().verdicts:
        said = [verdict.title, verdict.citation, verdict.status.replace("_", " "), verdict.reason, verdict.id]
        said += [word for proof in verdict.proofs for word in (proof.text, str(proof.place or ""))]
        said += [word for link in verdict.broken for word in (link.text, str(link.place or ""))]
        assert [word for word in said if word not in small.text] == []


def test_every_finding_stands_there_with_its_component_fix_harm_and_decision(small: Page) -> None:
    for line in assessment().findings:
        said = [
            line.finding.vulnerability,
            line.component_name,
            line.rank,
            line.finding.why,
            line.vector,
            *line.steps,
            *line.assumed,
            *line.risk.reasons,
            *line.finding.fixed_in,
        ]
        assert all(word in small.text for word in said)
    assert small.text.count("KEV") >= 2
    assert "affected, expired" in small.text
    assert "not decided" in small.text


def test_what_is_to_do_by_when_stands_there_with_its_reason(small: Page) -> None:
    assert "Decide about it again (fixed in 1.2.12, 1.3.1) by 2026-03-10, 10 days past" in small.text
    assert "30 days after 2026-03-02, to tell customers" in small.text
    assert "Nothing to do" not in small.text


def test_a_forecast_is_never_told_without_its_day(small: Page) -> None:
    assert "EPSS percentile 96.8 on 2026-03-19" in small.text
    assert "no score is known, which is not a low one" in small.text


def test_a_priority_says_what_would_have_to_be_known(small: Page) -> None:
    said = "SSVC supplier: immediate (scheduled or immediate; unknown: automatable, value density)"
    assert said in small.text


def test_what_nobody_knows_stands_there_with_its_reason(small: Page) -> None:
    for unknown in assessment().unknowns:
        assert unknown.text in small.text
    for one in (*assessment().coverage[0].unidentified, *assessment().coverage[0].not_covered):
        assert one.name in small.text
        assert one.reason in small.text


def test_the_foot_says_what_it_rests_on(small: Page) -> None:
    foot = small.text[small.text.rindex("What this rests on") :]
    given = assessment()
    assert given.database is not None
    wanted = [given.dossier_digest, given.database.digest, "2026-03-20", f"Medward {__version__}"]
    wanted += [text for pack in given.packs for text in (pack.id, pack.version, pack.digest)]
    wanted += [source.digest for source in given.database.sources]
    assert [text for text in wanted if text not in foot] == []


def test_without_a_database_no_finding_is_called_absent() -> None:
    text = Page(without_database()).text
    assert "There was no advisory database to ask" in text
    assert "none were asked" in text
    assert "findings unknown" in text


def test_when_all_is_met_it_says_so_without_claiming_more() -> None:
    text = Page(all_met()).text
    assert "no requirement waits for an answer" in text.lower()
    assert "None in the components that could be asked about" in text


def test_what_could_not_be_read_is_told_before_anything_else() -> None:
    text = Page(broken_sbom()).text
    assert text.index("Could not be read") < text.index("Next step")


def test_a_record_that_disagrees_is_told() -> None:
    given = assessment()
    line = given.findings[0]
    disputed = replace(line, finding=replace(line.finding, views=(disagreeing(),)))
    assert "Another record disagreesthe range ends before it" in Page(replace(given, findings=(disputed,))).text


def test_headings_never_skip_a_level() -> None:
    levels = [int(tag[1]) for tag, _ in Page(hostile()).tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_a_group_with_many_links_folds_the_rest() -> None:
    page = Page(large())
    assert "11 more" in page.text
    assert page.text.count("no control reduces it") == 200


SCRIPT = """
import sys
sys.path.insert(0, {tests!r})
from reports.factories import assessment, hostile
from medward.reports.page import render
sys.stdout.buffer.write(render(assessment()) + render(hostile()))
"""


def test_another_process_makes_the_same_bytes(tmp_path: Path) -> None:
    made = set()
    for seed in ("0", "4242"):
        folder = tmp_path / seed
        folder.mkdir()
        result = subprocess.run(
            [sys.executable, "-c", SCRIPT.format(tests=str(Path(__file__).parents[2]))],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo" if seed == "0" else "UTC"},
            cwd=folder,
            capture_output=True,
            check=True,
        )
        made.add(result.stdout)
    assert made == {render(assessment()) + render(hostile())}
