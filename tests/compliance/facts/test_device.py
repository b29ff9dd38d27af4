# SPDX-License-Identifier: Apache-2.0
"""Facts on the device: markets, submissions, the three questions of 524B(c)."""

from typing import Any

import pytest

from compliance.dossiers import RELEASE, context, dossier, fact, part
from medward.compliance.model import Status
from medward.compliance.outcome import Outcome

US = {"jurisdiction": "US", "device_class": "II"}
EU = {"jurisdiction": "EU", "device_class": "IIb"}


def on(name: str, **device: Any) -> Outcome:
    return fact(name, context(dossier(device=device)))


def answered(**answers: str) -> Outcome:
    given = {"contains_software": "yes", "can_connect": "yes", "could_be_vulnerable": "yes", "reason": "as told"}
    return on("device.is_cyber_device", cyber_device={**given, **answers})


@pytest.mark.parametrize(
    ("markets", "status"),
    [([US, EU], Status.MET), ([EU], Status.NOT_MET), ([], Status.UNKNOWN)],
)
def test_the_us_market_is_one_that_the_dossier_names(markets: list[Any], status: Status) -> None:
    assert on("device.on_us_market", markets=markets).status is status


@pytest.mark.parametrize(
    ("markets", "status"),
    [([US, EU], Status.MET), ([US], Status.NOT_MET), ([], Status.UNKNOWN)],
)
def test_the_eu_market_is_one_that_the_dossier_names(markets: list[Any], status: Status) -> None:
    assert on("device.on_eu_market", markets=markets).status is status


@pytest.mark.parametrize("kind", ["510k", "de_novo", "pma", "pdp", "hde"])
def test_524b_applies_to_five_kinds_of_submission(kind: str) -> None:
    outcome = on("device.submission_524b", markets=[{**US, "submission": kind}])
    assert outcome.status is Status.MET
    assert outcome.reason == f"the US submission is of the kind {kind}"


@pytest.mark.parametrize("kind", ["ide", "exempt", "none"])
def test_524b_does_not_apply_to_the_others(kind: str) -> None:
    outcome = on("device.submission_524b", markets=[{**US, "submission": kind}])
    assert outcome.status is Status.NOT_MET
    assert outcome.reason == f"no US submission is of a kind to which 524B applies: there is only {kind}"


def test_a_submission_elsewhere_is_none_to_fda_and_without_markets_nobody_knows() -> None:
    outcome = on("device.submission_524b", markets=[{**EU, "submission": "pma"}])
    assert outcome.reason == "no US submission is of a kind to which 524B applies: there is none"
    assert on("device.submission_524b").status is Status.UNKNOWN


def test_three_times_yes_is_a_cyber_device_and_the_reason_is_the_proof() -> None:
    outcome = answered()
    assert outcome.status is Status.MET
    assert outcome.proofs[0].text.endswith(": as told")


@pytest.mark.parametrize("question", ["contains_software", "can_connect", "could_be_vulnerable"])
def test_one_no_is_enough_for_no_even_beside_an_open_question(question: str) -> None:
    others = {"contains_software", "can_connect", "could_be_vulnerable"} - {question}
    outcome = answered(**{question: "no"}, **dict.fromkeys(others, "unknown"))
    assert outcome.status is Status.NOT_MET


def test_an_open_question_is_unknown_and_told() -> None:
    outcome = answered(can_connect="unknown")
    assert outcome.status is Status.UNKNOWN
    assert outcome.reason == "nobody has said that it can connect to the internet"


@pytest.mark.parametrize(
    ("statuses", "status"),
    [
        (["current"], Status.MET),
        (["supported", "planned"], Status.MET),
        (["planned"], Status.NOT_MET),
        (["withdrawn"], Status.NOT_MET),
        ([], Status.UNKNOWN),
    ],
)
def test_a_device_is_marketed_where_a_release_is_current_or_supported(statuses: list[str], status: Status) -> None:
    releases = [part(RELEASE, id=f"R-{number}", status=one) for number, one in enumerate(statuses)]
    assert fact("device.is_marketed", context(dossier(releases=releases))).status is status


def test_a_marketed_cyber_device_is_one_whose_submissions_are_for_changes() -> None:
    name = "device.is_modified_cyber_device"
    assert fact(name, context(dossier(releases=[RELEASE]))).status is Status.MET
    assert fact(name, context(dossier(releases=[part(RELEASE, status="planned")]))).status is Status.NOT_MET
    assert fact(name, context(dossier())).status is Status.UNKNOWN
