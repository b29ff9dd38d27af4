# SPDX-License-Identifier: Apache-2.0
"""From a framework to verdicts: what is asked on the day, whether it applies, how it stands."""

import datetime as dt
from typing import Any

import pytest

from compliance.dossiers import THREAT, context, dossier
from medward.compliance.model import FrameworkVerdicts, Section, Status, Verdict
from medward.compliance.verdicts import of_framework
from medward.packs.framework import Framework

US = {"markets": [{"jurisdiction": "US", "device_class": "II"}]}
REQUIREMENT: dict[str, Any] = {
    "id": "r.1",
    "title": "Threats",
    "text": "There are threats",
    "citation": "section 1",
    "section": "s",
    "rationale": "because",
    "roles": ["maker"],
    "check": {"path": {"every": {"kind": "threat"}, "if_none": "not_met"}},
}
PACK: dict[str, Any] = {
    "schema": 1,
    "kind": "framework",
    "id": "test-pack",
    "version": "1",
    "title": "A framework",
    "issuer": "nobody",
    "jurisdiction": "US",
    "nature": "guidance",
    "status": "in_force",
    "in_force_from": dt.date(2026, 1, 1),
    "citation": "nowhere",
    "licence": "Apache-2.0",
    "wording": "paraphrase",
    "sections": [{"id": "s", "title": "Section"}],
}


def framework(*requirements: dict[str, Any], **changed: Any) -> Framework:
    asked = [{**REQUIREMENT, **one} for one in requirements] or [REQUIREMENT]
    return Framework.model_validate({**PACK, "requirements": asked, **changed})


def verdicts(pack: Framework, as_of: dt.date = dt.date(2026, 6, 1), **keys: Any) -> FrameworkVerdicts:
    return of_framework(pack, context(dossier(threats=[THREAT], **keys), as_of=as_of))


def only(pack: Framework, as_of: dt.date = dt.date(2026, 6, 1), **keys: Any) -> Verdict:
    (verdict,) = verdicts(pack, as_of, **keys).verdicts
    return verdict


def test_a_verdict_carries_who_asks_where_and_how_it_stands() -> None:
    verdict = only(framework())
    assert verdict.id == "test-pack:r.1"
    assert (verdict.title, verdict.citation, verdict.section) == ("Threats", "section 1", "s")
    assert (verdict.status, verdict.reason) == (Status.MET, "the threat is there")
    assert verdict.proofs[0].node == "threat:T-007"


def test_verdicts_and_sections_keep_the_order_of_the_pack() -> None:
    found = verdicts(framework({"id": "z"}, {"id": "a"}))
    assert [verdict.requirement for verdict in found.verdicts] == ["z", "a"]
    assert found.sections == (Section("s", "Section"),)


def test_a_framework_in_force_has_no_note() -> None:
    found = verdicts(framework())
    assert (found.legal_status, found.note) == ("in_force", "")


@pytest.mark.parametrize(
    ("changed", "as_of", "status", "reason"),
    [
        ({}, dt.date(2025, 12, 31), "not_yet", "on 2025-12-31 the framework is not in force before 2026-01-01"),
        (
            {"in_force_until": dt.date(2026, 5, 31)},
            dt.date(2026, 6, 1),
            "no_longer",
            "on 2026-06-01 the framework is in force until 2026-05-31",
        ),
        (
            {"status": "superseded", "in_force_until": dt.date(2026, 5, 31)},
            dt.date(2026, 6, 1),
            "superseded",
            "on 2026-06-01 the framework is superseded, in force until 2026-05-31",
        ),
        (
            {"status": "proposed", "in_force_from": None},
            dt.date(2026, 6, 1),
            "proposed",
            "on 2026-06-01 the framework is proposed, not in force",
        ),
    ],
)
def test_a_framework_that_is_not_in_force_asks_nothing(
    changed: dict[str, Any], as_of: dt.date, status: str, reason: str
) -> None:
    found = verdicts(framework(**changed), as_of)
    assert found.legal_status == status
    assert found.note in reason
    assert [(one.status, one.reason) for one in found.verdicts] == [(Status.NOT_APPLICABLE, reason)]


def test_a_superseded_framework_still_asks_as_of_a_day_on_which_it_was_in_force() -> None:
    pack = framework(status="superseded", in_force_until=dt.date(2026, 5, 31))
    assert only(pack, dt.date(2026, 5, 31)).status is Status.MET


def test_a_requirement_is_asked_from_its_own_day() -> None:
    pack = framework({"in_force_from": dt.date(2026, 6, 2)})
    assert only(pack).reason == "only asked from 2026-06-02"
    assert only(pack).status is Status.NOT_APPLICABLE
    assert only(pack, dt.date(2026, 6, 2)).status is Status.MET


@pytest.mark.parametrize("where", ["framework", "requirement"])
def test_a_condition_lets_through_leaves_out_or_leaves_open(where: str) -> None:
    condition = {"applies_when": {"fact": "device.on_us_market"}}
    pack = framework(condition) if where == "requirement" else framework(**condition)
    elsewhere = {"markets": [{"jurisdiction": "EU", "device_class": "IIb"}]}
    assert only(pack, device=US).status is Status.MET
    left_out, left_open = only(pack, device=elsewhere), only(pack)
    assert left_out.status is Status.NOT_APPLICABLE
    assert left_out.reason == "it does not apply: the United States are not among the markets"
    assert left_open.status is Status.UNKNOWN
    assert left_open.reason == "nobody can say whether it applies: the dossier names no market"


def test_a_name_that_does_not_exist_is_an_error_of_its_requirement_alone() -> None:
    pack = framework({"id": "bad", "check": {"fact": "no.such_fact"}}, {"id": "good"})
    bad, good = verdicts(pack).verdicts
    assert bad.status is Status.ERROR
    assert bad.reason == "the pack names what does not exist: there is no fact 'no.such_fact'"
    assert good.status is Status.MET


def test_a_condition_that_does_not_exist_is_an_error_too() -> None:
    assert only(framework(applies_when={"fact": "no.such_fact"})).status is Status.ERROR
