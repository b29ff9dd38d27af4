# SPDX-License-Identifier: Apache-2.0
"""`fact`: what a registered fact says is the outcome."""

from compliance.dossiers import asked, context, dossier
from medward.compliance.facts import FACTS
from medward.compliance.model import Status

US = {"jurisdiction": "US", "device_class": "II", "submission": "510k"}


def test_yes_no_and_unknown_are_met_not_met_and_unknown() -> None:
    check = {"fact": "device.on_us_market"}
    assert asked(check, context(dossier(device={"markets": [US]}))).status is Status.MET
    assert (
        asked(check, context(dossier(device={"markets": [{**US, "jurisdiction": "EU"}]}))).status is Status.NOT_MET
    )
    assert asked(check, context(dossier())).status is Status.UNKNOWN


def test_a_fact_is_decided_once_for_each_context() -> None:
    at = context(dossier(device={"markets": [US]}))
    check = {"fact": "device.on_us_market"}
    assert asked(check, at) is asked(check, at)
    assert asked(check, at) == FACTS["device.on_us_market"].decide(at)
