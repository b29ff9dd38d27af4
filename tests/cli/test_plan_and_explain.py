# SPDX-License-Identifier: Apache-2.0
"""`medward plan` and `medward explain`: what is printed, and exit codes."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from medward.cli import application

EXAMPLE = Path(__file__).parents[2] / "examples" / "infusion-pump"
DAY = ("--as-of", "2026-06-01")
HARM = "fda-premarket-cybersecurity:va1.harm"


def medward(*arguments: str | Path) -> Result:
    return CliRunner().invoke(application(["plan", "explain"]), [*map(str, arguments)])


def test_a_plan_names_what_turns_and_what_needs_an_answer() -> None:
    made = medward("plan", EXAMPLE, *DAY, "--limit", "3")
    assert made.exit_code == 1
    assert "turns fda-524b:" in medward("plan", EXAMPLE, *DAY, "--limit", "99").stdout
    assert "steps more; --limit shows them" in made.stdout
    assert "Need an answer:" in made.stdout
    assert "no advisory database was given" in made.stdout


def test_a_plan_can_be_had_as_json_whole() -> None:
    made = json.loads(medward("plan", EXAMPLE, *DAY, "--format", "json").stdout)
    turned = [one for step in made["steps"] for one in step["turns"]]
    assert len(turned) + len(made["questions"]) == made["open"]


def test_a_plan_for_one_framework_names_no_other() -> None:
    made = json.loads(medward("plan", EXAMPLE, *DAY, "--pack", "mdr-annex-i", "--format", "json").stdout)
    named = [one for step in made["steps"] for one in (*step["turns"], *step["helps"])]
    assert named
    assert all(one.startswith("mdr-annex-i:") for one in named)


def test_a_requirement_that_is_met_is_explained_with_what_speaks_for_it() -> None:
    made = medward("explain", HARM, EXAMPLE, *DAY)
    assert made.exit_code == 0
    for words in ("Why it applies", "Here: met", "How it stands", "+ T-001", "Who else asks"):
        assert words in made.stdout


def test_a_requirement_that_is_open_tells_what_to_do_with_file_and_line() -> None:
    made = medward("explain", "fda-premarket-cybersecurity:va5.rationale", EXAMPLE, *DAY)
    assert made.exit_code == 1
    assert "What to do next" in made.stdout
    assert "anomalies.yaml:" in made.stdout


def test_a_requirement_can_be_explained_without_a_dossier_and_as_json() -> None:
    made = medward("explain", HARM, "--format", "json")
    assert made.exit_code == 0
    told = json.loads(made.stdout)
    assert told["requirement"] == HARM
    assert told["verdict"] is None
    assert told["related"]


@pytest.mark.parametrize("name", ["fda-premarket-cybersecurity", "fda-524b:none", "none:x"])
def test_what_is_no_requirement_ends_with_2(name: str) -> None:
    assert medward("explain", name).exit_code == 2
