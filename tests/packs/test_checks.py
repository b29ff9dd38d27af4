# SPDX-License-Identifier: Apache-2.0
"""The language of checks is closed: every kind is read, and nothing else is."""

import datetime as dt
from collections.abc import Mapping

import pytest
from pydantic import TypeAdapter, ValidationError

from medward.packs.checks import (
    CHECK_KINDS,
    All,
    AnsweredCheck,
    AnyOf,
    Check,
    DocumentCheck,
    EachOfCheck,
    EvidenceCheck,
    FactCheck,
    PathCheck,
    ReservedCheck,
    Selector,
)

CHECK: TypeAdapter[Check] = TypeAdapter(Check)
FACT = {"fact": "threats.decided"}
EXAMPLES: Mapping[str, tuple[type, Mapping[str, object]]] = {
    "all": (All, {"all": [FACT]}),
    "any": (AnyOf, {"any": [FACT, {"all": [FACT]}]}),
    "path": (PathCheck, {"path": {"every": {"kind": "threat"}}}),
    "fact": (FactCheck, FACT),
    "answered": (AnsweredCheck, {"answered": {"activity": "backup", "requirement": "our-law:first.copies"}}),
    "document": (DocumentCheck, {"document": {"kind": "plan", "has": ["approved"]}}),
    "each_of": (EachOfCheck, {"each_of": {"kind": "view", "field": "view_kind", "words": ["global_system"]}}),
    "evidence": (EvidenceCheck, {"evidence": {"evidence_kind": ["scan"], "shows": {"kind": "test"}}}),
    "reserved": (
        ReservedCheck,
        {"reserved": {"reason": "Nobody has", "verified": "2026-01-01", "recheck_by": "2027-01-01"}},
    ),
}


def test_every_kind_of_check_has_an_example_here() -> None:
    assert tuple(EXAMPLES) == CHECK_KINDS


@pytest.mark.parametrize("kind", CHECK_KINDS)
def test_a_check_is_read_as_a_model_of_its_own(kind: str) -> None:
    model, written = EXAMPLES[kind]
    assert type(CHECK.validate_python(written)) is model


@pytest.mark.parametrize("kind", CHECK_KINDS)
def test_a_check_is_written_as_it_is_read(kind: str) -> None:
    check = CHECK.validate_python(EXAMPLES[kind][1])
    again = CHECK.dump_python(check, mode="json", by_alias=True)
    assert CHECK.validate_python(again) == check


@pytest.mark.parametrize(
    "written",
    [
        {},
        {"eval": "1 + 1"},
        {**FACT, "all": [FACT]},
        {**FACT, "note": "more"},
        [FACT],
        "threats.decided",
        None,
        {"all": []},
        {"any": []},
        {"fact": "Threats.Decided"},
        {"fact": "decided"},
        {"fact": "threats.decided()"},
        {"answered": {"activity": "backup"}},
        {"answered": {"activity": "backup", "requirement": "first.copies"}},
        {"path": {"every": {"kind": "threat"}, "if_none": "green"}},
        {"path": {"every": {"kind": "threat", "where": {"status": []}}}},
        {"path": {"every": {"kind": "threat", "where": {"status": ["a b"]}}}},
        {"document": {"kind": "../plan"}},
        {"each_of": {"kind": "view", "field": "view_kind", "words": []}},
        {"evidence": {"evidence_kind": []}},
        {"reserved": {"reason": " ", "verified": "2026-01-01", "recheck_by": "2027-01-01"}},
    ],
)
def test_anything_else_is_refused(written: object) -> None:
    with pytest.raises(ValidationError):
        CHECK.validate_python(written)


def test_an_empty_list_proves_nothing_unless_the_pack_says_so() -> None:
    check = CHECK.validate_python({"path": {"every": {"kind": "threat"}}})
    assert isinstance(check, PathCheck)
    assert check.path.if_none == "unknown"


@pytest.mark.parametrize("written", ["2026-02-30", "20260203", 20260203, "3 February", True, None])
def test_a_day_is_year_month_day_and_exists(written: object) -> None:
    with pytest.raises(ValidationError, match="not a day of the calendar"):
        CHECK.validate_python({"reserved": {"reason": "x", "verified": written, "recheck_by": "2027-01-01"}})


def test_a_day_may_be_given_as_a_date_by_programs() -> None:
    rule = {"reason": "x", "verified": dt.date(2026, 1, 1), "recheck_by": "2027-01-01"}
    check = CHECK.validate_python({"reserved": rule})
    assert isinstance(check, ReservedCheck)
    assert check.reserved.verified == dt.date(2026, 1, 1)


def test_what_was_read_cannot_be_changed() -> None:
    selector = Selector(kind="threat")
    with pytest.raises(ValidationError, match="frozen"):
        selector.kind = "control"  # type: ignore[misc]  # that it is refused is what is tested
