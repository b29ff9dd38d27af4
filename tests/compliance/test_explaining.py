# SPDX-License-Identifier: Apache-2.0
"""A requirement is explained by its pack, and with a dossier by how it stands there."""

from compliance.dossiers import context, dossier
from medward.compliance.explaining import Explained, explain
from medward.compliance.model import Status
from medward.packs import asked_by_default, shipped_pack
from medward.packs.crosswalk import shipped_crosswalks
from medward.packs.mapping import links

FDA = shipped_pack("fda-premarket-cybersecurity")
LINKS = links(shipped_crosswalks())
MARKET = [{"jurisdiction": "US", "device_class": "II", "submission": "510k"}]


def explained(requirement: str, **keys: object) -> Explained:
    (asked,) = (one for one in FDA.requirements if one.id == requirement)
    at = context(dossier(**keys)) if keys else None
    return explain(FDA, asked, LINKS, at, list(asked_by_default()))


def test_without_a_dossier_it_tells_what_is_asked_and_who_else_asks() -> None:
    made = explained("va1.harm")
    assert made.verdict is None
    assert made.todo == ()
    assert [one.status for one in made.conditions] == [None]
    assert ("mdr-annex-i", "3.b") in [step.to for step in made.related]


def test_a_condition_is_decided_by_the_dossier() -> None:
    (condition,) = explained("va1.harm", threats=[]).conditions
    assert (condition.of, condition.fact) == ("framework", "device.on_us_market")
    assert condition.status in {"met", "not_met", "unknown"}
    assert condition.reason


def test_an_open_requirement_tells_what_to_do_and_who_waits_for_the_same() -> None:
    threat = {"id": "T-1", "title": "Loud", "description": "Somebody", "status": "accepted"}
    from compliance.dossiers import DEVICE

    made = explained("va1.harm", device={**DEVICE, "markets": MARKET}, threats=[threat])
    assert made.verdict is not None
    assert made.verdict.status is Status.NOT_MET
    assert [mend.id for mend in made.todo] == ["threat.leads_to.hazardous_situation"]
    assert all(one.partition(":")[0] in {"fda-524b", FDA.id} for one in made.waiting)
    assert f"{FDA.id}:va1.harm" not in made.waiting
