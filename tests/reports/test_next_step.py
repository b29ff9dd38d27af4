# SPDX-License-Identifier: Apache-2.0
"""The one thing to do next, in the order that makes the rest trustworthy."""

from dataclasses import replace

import pytest

from medward.base.problems import Place
from medward.compliance.model import Assessment
from medward.reports.next_step import BUILD_DATABASE, NextStep, next_step
from reports.factories import all_met, assessment, broken_sbom, without_database

SMALL = assessment()
NO_KEV = replace(SMALL, findings=SMALL.findings[1:])
NO_LINKS = replace(NO_KEV, mends=())
NO_FINDINGS = replace(NO_LINKS, findings=SMALL.findings[2:])


@pytest.mark.parametrize(
    ("given", "begins"),
    [
        (broken_sbom(), "Export the SBOM again: this is not JSON"),
        (without_database(), f"Build an advisory database, so that findings are known: {BUILD_DATABASE}"),
        (SMALL, "CVE-2025-1111 (KEV) in gateway-http 2.4.1: Decide about it"),
        (NO_KEV, "Add a test that verifies the control; that mends 2 broken links"),
        (
            NO_LINKS,
            "CVE-2024-2222 in zipper 1.2.11: Decide about it again (fixed in 1.2.12, 1.3.1)",
        ),
        (NO_FINDINGS, "Find out: nobody has said how long zlib"),
        (all_met(), "Nothing is missing on this day"),
    ],
)
def test_what_makes_the_rest_trustworthy_comes_first(given: Assessment, begins: str) -> None:
    assert next_step(given).text.startswith(begins)


def test_it_begins_at_the_first_place_that_is_known() -> None:
    assert next_step(NO_KEV).place == Place("threats.yaml", 41, 3)
    assert next_step(broken_sbom()).place == Place("sboms/gateway.json")


def test_a_settled_finding_is_not_a_step() -> None:
    settled = replace(all_met(), findings=SMALL.findings[2:])
    assert next_step(settled) == next_step(all_met())


def test_a_step_has_no_full_stop_because_reports_add_it() -> None:
    steps: list[NextStep] = [next_step(given) for given in (SMALL, NO_KEV, NO_LINKS, NO_FINDINGS, all_met())]
    assert not any(step.text.endswith(".") for step in steps)
