# SPDX-License-Identifier: Apache-2.0
"""How a check is decided, in words: one sentence for each kind."""

import pytest
from pydantic import TypeAdapter

from medward.packs import shipped
from medward.packs.checks import Check
from medward.packs.wording import in_words

CHECK: TypeAdapter[Check] = TypeAdapter(Check)

SENTENCES = [
    ({"fact": "threats.decided"}, "the fact threats.decided is true"),
    (
        {"document": {"kind": "plan", "where": {"plan_kind": ["patching"]}, "has": ["owner", "approved"]}},
        "there is a plan whose plan_kind is 'patching' with its owner and approved filled in, not past its review",
    ),
    (
        {"document": {"kind": "view", "without": ["omitted"]}},
        "there is a view whose omitted is empty",
    ),
    (
        {"path": {"every": {"kind": "anomaly", "has": ["cwe"]}, "if_none": "met"}},
        "every anomaly has its cwe filled in; where there is none: met",
    ),
    (
        {
            "path": {
                "every": {"kind": "threat", "where": {"status": ["accepted", "mitigated"]}, "has": ["leads_to"]},
                "reaches": [
                    {"link": "reduced_by", "kind": "control"},
                    {"link": "verified_by", "kind": "test", "where": {"result": ["passed"]}},
                ],
            }
        },
        (
            "every threat whose status is 'accepted' or 'mitigated' has its leads_to filled in and leads to a "
            "control (reduced by), then to a test whose result is 'passed' (verified by); where there is none: "
            "unknown"
        ),
    ),
    (
        {
            "each_of": {
                "kind": "labeling_item",
                "field": "topic",
                "words": ["sbom", "diagrams"],
                "has": ["location"],
            }
        },
        (
            "for each of these as its topic there is a labeling item with its location filled in: "
            "'sbom' and 'diagrams'"
        ),
    ),
    (
        {"evidence": {"evidence_kind": ["scan", "analysis"], "shows": {"kind": "test"}}},
        (
            "there is evidence of the kind 'scan' or 'analysis', valid on the day and true to its digest, "
            "linked from a test"
        ),
    ),
    (
        {"answered": {"activity": "backup", "requirement": "our-law:first.copies"}},
        (
            "there is an activity of the kind 'backup' with its owner, approval and a record, and it says under "
            "answers that it answers this requirement"
        ),
    ),
    (
        {"path": {"every": {"kind": "control"}, "answers": "our-law:first.copies"}},
        (
            "every control that says under answers that it answers this requirement may stand; "
            "where there is none: unknown"
        ),
    ),
    (
        {"reserved": {"reason": "Nobody has", "verified": "2026-01-01", "recheck_by": "2027-01-01"}},
        "not applicable until 2027-01-01, unknown after it: Nobody has (looked up on 2026-01-01)",
    ),
]


@pytest.mark.parametrize(("written", "sentence"), SENTENCES)
def test_a_check_is_said_in_one_sentence(written: object, sentence: str) -> None:
    assert in_words(CHECK.validate_python(written)).text == sentence


def test_a_fact_is_said_by_its_meaning_where_that_is_known() -> None:
    check = CHECK.validate_python({"fact": "threats.decided"})
    assert in_words(check, {"threats.decided": "Every threat is decided."}).text == (
        "this is true: Every threat is decided"
    )


def test_inner_checks_are_an_indented_list() -> None:
    fact = {"fact": "threats.decided"}
    check = CHECK.validate_python({"all": [fact, {"any": [fact, fact]}]})
    assert list(in_words(check).lines()) == [
        "all of these hold:",
        "- the fact threats.decided is true",
        "- one of these holds:",
        "  - the fact threats.decided is true",
        "  - the fact threats.decided is true",
    ]


def test_every_requirement_that_is_shipped_has_its_words() -> None:
    for pack in shipped():
        for requirement in pack.requirements:
            lines = [line.strip(" -") for line in in_words(requirement.check).lines()]
            assert all(len(line) > 10 and "  " not in line for line in lines), requirement.id
