# SPDX-License-Identifier: Apache-2.0
"""The values of an assessment are frozen and can be written as JSON."""

import dataclasses
import json

import msgspec
import pytest

from medward.base.problems import Place
from medward.compliance import model
from medward.compliance.model import BrokenLink, Proof, Status, Verdict

VERDICT = Verdict(
    framework="pack",
    requirement="r.1",
    title="Traceability",
    citation="table 1",
    section="s",
    status=Status.NOT_MET,
    reason="a link is missing",
    proofs=(Proof("there", "test:TE-1", Place("tests.yaml", 3)),),
    broken=(BrokenLink("gone", "threat:T-1", "Add a test", "test.verifies.control"),),
)


def test_the_five_words_of_a_verdict() -> None:
    assert [status.value for status in Status] == ["met", "not_met", "not_applicable", "unknown", "error"]


def test_a_verdict_is_named_by_its_framework_and_requirement() -> None:
    assert VERDICT.id == "pack:r.1"


def test_a_value_becomes_json_with_its_fields_in_order() -> None:
    said = json.loads(msgspec.json.encode(VERDICT))
    assert list(said) == [
        "framework",
        "requirement",
        "title",
        "citation",
        "section",
        "status",
        "reason",
        "proofs",
        "broken",
    ]
    assert said["status"] == "not_met"
    assert said["proofs"][0]["place"] == {"file": "tests.yaml", "line": 3, "column": 0}


@pytest.mark.parametrize(
    "value",
    [one for one in vars(model).values() if dataclasses.is_dataclass(one) and one.__module__ == model.__name__],
)
def test_every_value_is_frozen(value: type) -> None:
    params = getattr(value, "__dataclass_params__", None)
    assert params is not None
    assert params.frozen
