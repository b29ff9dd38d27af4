# SPDX-License-Identifier: Apache-2.0
"""Generated threats beside those of the dossier: decisions stand, and nothing is taken away silently."""

from medward.dossier.model import Dossier
from medward.packs.threat_library import shipped
from medward.threats.generating import generate
from medward.threats.relating import Related, relate
from threat_systems import library, threat, ward

RADIO = threat({"is": {"reach": ["radio"]}})
OWN = library(RADIO)


def answered(threat_id: str = "TL-OWN-001", element: str = "I-WIFI", **said: object) -> Dossier:
    mine = {
        "id": "T-1",
        "title": "listener",
        "description": "somebody listens",
        "status": "mitigated",
        "library": [{"threat": threat_id, "element": element}],
        **said,
    }
    return ward(threats=[mine])


def related(dossier: Dossier) -> Related:
    return relate(dossier, generate(dossier, [OWN]))


def test_a_threat_that_the_dossier_names_is_known_with_its_decision() -> None:
    (known,) = related(answered()).known
    assert known.found.id == "TL-OWN-001@I-WIFI"
    assert [(one.id, one.status) for one in known.threats] == [("T-1", "mitigated")]


def test_every_other_threat_is_new() -> None:
    result = related(answered())
    assert "TL-OWN-001@I-BLE" in {one.found.id for one in result.new}
    assert "TL-OWN-001@I-WIFI" not in {one.found.id for one in result.new}


def test_one_threat_of_the_dossier_can_answer_several() -> None:
    both = [{"threat": "TL-OWN-001", "element": name} for name in ("I-WIFI", "I-BLE")]
    assert len(related(answered(library=both)).known) == 2


def test_threats_at_the_same_element_with_the_same_weakness_are_named_beside() -> None:
    dossier = answered(library=[], threatens=["I-WIFI"], cwe=["CWE-319"])
    near = {one.found.id: one.near for one in related(dossier).new}
    assert (near["TL-OWN-001@I-WIFI"], near["TL-OWN-001@I-BLE"]) == (("T-1",), ())


def test_threats_of_the_same_kind_are_named_where_no_weakness_agrees() -> None:
    dossier = answered(library=[], threatens=["I-WIFI"], stride=["information_disclosure"])
    near = {one.found.id: one.near for one in related(dossier).new}
    assert near["TL-OWN-001@I-WIFI"] == ("T-1",)


def test_a_threat_that_does_not_apply_any_more_is_stale_with_its_reason() -> None:
    (stale,) = related(answered(element="I-USB")).stale
    assert stale.reason == "TL-OWN-001 does not apply to I-USB: I-USB: reach is plug"


def test_an_element_that_has_gone_makes_its_threat_stale_and_the_dossier_still_loads() -> None:
    (stale,) = related(answered(element="I-GONE")).stale
    assert stale.reason == "I-GONE is no longer in the architecture"


def test_a_threat_that_no_library_holds_is_stale() -> None:
    (stale,) = related(answered("TL-OLD-001")).stale
    assert "no given library holds TL-OLD-001" in stale.reason


def test_a_threat_is_not_asked_of_another_kind() -> None:
    (stale,) = related(answered(element="P-MAIN")).stale
    assert stale.reason == "TL-OWN-001 is not asked of elements like P-MAIN"


def test_an_error_makes_nothing_stale() -> None:
    broken = library(threat({"is": {"colour": ["red"]}}))
    dossier = answered()
    assert relate(dossier, generate(dossier, [broken])).stale == ()


def test_answering_everything_leaves_nothing_new() -> None:
    every = generate(ward(), shipped()).applying
    named = [{"threat": one.threat.id, "element": one.element[1]} for one in every]
    dossier = answered(library=named)
    result = relate(dossier, generate(dossier, shipped()))
    assert (result.new, result.stale, len(result.known)) == ((), (), len(every))
