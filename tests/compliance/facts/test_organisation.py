# SPDX-License-Identifier: Apache-2.0
"""Facts on the organisation: what it says it is, and nothing where it says nothing."""

from typing import Any

import pytest

from compliance.dossiers import context, dossier, fact
from medward.compliance.facts.organisation import FACTS
from medward.compliance.model import Status
from medward.compliance.outcome import Outcome

CLINIC = {"name": "Clinic", "roles": ["hospital"], "reason": "as counsel said"}
LAWS = ["under_hipaa", "under_nis2", "under_gdpr"]


def on(name: str, **said: Any) -> Outcome:
    return fact(name, context(dossier(organisation={**CLINIC, **said})))


@pytest.mark.parametrize("one", FACTS, ids=lambda one: str(one.name))
def test_without_an_organisation_nobody_knows(one: Any) -> None:
    outcome = fact(one.name, context(dossier()))
    assert outcome.status is Status.UNKNOWN
    assert outcome.reason == "the dossier does not say which organisation keeps it"


def test_what_it_is_to_devices_is_what_it_says() -> None:
    assert on("organisation.is_hospital").status is Status.MET
    assert on("organisation.is_maker").status is Status.NOT_MET
    assert on("organisation.is_maker", roles=[]).status is Status.UNKNOWN


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize(
    ("answer", "status"), [("yes", Status.MET), ("no", Status.NOT_MET), ("unknown", Status.UNKNOWN)]
)
def test_a_law_binds_it_as_somebody_answered(law: str, answer: str, status: Status) -> None:
    assert on(f"organisation.{law}", **{law: answer}).status is status


@pytest.mark.parametrize("law", LAWS)
def test_a_law_that_nobody_answered_is_unknown_and_the_others_say_nothing_of_it(law: str) -> None:
    others = {one: "yes" for one in LAWS if one != law}
    assert on(f"organisation.{law}", **others).status is Status.UNKNOWN


def test_the_reason_is_the_proof() -> None:
    assert on("organisation.under_nis2", under_nis2="yes").proofs[0].text.endswith(": as counsel said")
