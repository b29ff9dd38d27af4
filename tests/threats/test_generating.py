# SPDX-License-Identifier: Apache-2.0
"""Generating asks every threat of every element; ids are stable, and what cannot be asked is an error."""

import random

import pytest

from medward.dossier.model import Dossier
from medward.packs.threat_library import shipped
from medward.threats.generating import Verdict, at, generate
from threat_systems import element, fields, library, system, threat, ward

LISTENS = threat({"is": {"reach": ["radio"]}}, held_when={"is": {"encrypted": ["yes"]}})
WIFI = {"id": "I-1", "name": "Wi-Fi", "on": "P-1", "medium": "wifi", "direction": "both"}


def small(**said: object) -> Dossier:
    return system(
        zones=[{"id": "Z-1", "name": "device", "trust": "trusted"}],
        processes=[{"id": "P-1", "name": "firmware", "zone": "Z-1"}],
        interfaces=[{**WIFI, **said}],
    )


def test_every_threat_is_asked_of_every_element_of_its_kind() -> None:
    generated = generate(ward(), [library(LISTENS)])
    assert len(generated.found) == len(generated.trace.of_kind("interface"))
    assert {one.verdict for one in generated.found} == {Verdict.FIRES, Verdict.NOT}


def test_a_threat_that_fires_says_why_and_whether_something_holds_it_off() -> None:
    (one,) = generate(small(), [library(LISTENS)]).found
    assert (one.verdict, one.reason) == (Verdict.FIRES, "I-1: reach is network, radio")
    assert one.held is not None
    assert (one.held.truth, [str(fact) for fact in one.unknown]) == ("unknown", ["I-1.encrypted"])


def test_a_protection_does_not_make_a_threat_go_away() -> None:
    (one,) = generate(small(encrypted="yes"), [library(LISTENS)]).found
    assert one.verdict is Verdict.FIRES
    assert one.held is not None
    assert one.held.truth == "yes"


def test_what_nobody_has_said_makes_a_threat_possible_and_is_named() -> None:
    (one,) = generate(small(), [library(threat({"is": {"authenticated": ["no"]}}))]).found
    assert (one.verdict, [str(fact) for fact in one.unknown]) == (Verdict.POSSIBLE, ["I-1.authenticated"])


def test_a_threat_that_does_not_apply_says_why() -> None:
    (one,) = generate(small(), [library(threat({"is": {"medium": ["usb"]}}))]).found
    assert (one.verdict, one.reason, one.applies) == (Verdict.NOT, "I-1: medium is wifi", False)


def test_an_id_is_made_of_threat_and_element() -> None:
    (one,) = generate(small(), [library(LISTENS)]).found
    assert (one.id, str(one.uuid)) == ("TL-OWN-001@I-1", str(generate(small(), [library(LISTENS)]).found[0].uuid))
    assert one.uuid.version == 5


def test_order_of_libraries_threats_and_elements_changes_nothing() -> None:
    content = ward().model_dump(mode="json", exclude_defaults=True)
    shuffled = random.Random(3)  # noqa: S311 - shuffles test data
    for parts in content["architecture"].values():
        shuffled.shuffle(parts)
    turned = [one.model_copy(update={"threats": one.threats[::-1]}) for one in reversed(shipped())]
    first = generate(ward(), shipped())
    second = generate(Dossier.model_validate({"format": 1, **content}), turned)
    assert [(one.id, one.verdict, one.reason) for one in first.found] == [
        (one.id, one.verdict, one.reason) for one in second.found
    ]


def test_other_elements_do_not_change_an_id() -> None:
    ids = {one.id for one in generate(ward(), shipped()).applying}
    assert ids <= {one.id for one in generate(ward({"I-NET": {"name": "other"}}), shipped()).applying}


def test_a_threat_with_a_name_that_does_not_exist_is_an_error_that_names_it() -> None:
    wrong = threat({"is": {"colour": ["red"]}}, id="TL-OWN-002")
    generated = generate(small(), [library(LISTENS, wrong)])
    (error,) = generated.errors
    assert (error.threat.id, error.verdict, error.applies) == ("TL-OWN-002", Verdict.ERROR, True)
    assert error.reason.startswith("TL-OWN-002 cannot be asked: the kind 'interface' has no field 'colour'")


def test_an_error_hides_no_other_threat() -> None:
    wrong = threat({"is": {"colour": ["red"]}}, id="TL-OWN-002")
    verdicts = {one.threat.id: one.verdict for one in generate(small(), [library(wrong, LISTENS)]).found}
    assert verdicts == {"TL-OWN-001": Verdict.FIRES, "TL-OWN-002": Verdict.ERROR}


def test_an_error_is_told_even_where_no_element_could_be_asked() -> None:
    wrong = threat({"is": {"colour": ["red"]}})
    assert [one.verdict for one in generate(system(), [library(wrong)]).found] == [Verdict.ERROR]


def test_a_condition_that_raises_at_an_element_is_an_error_there() -> None:
    found = fields(small())
    one = at(threat({"is": {"colour": ["red"]}}), "own", element(found, "I-1"), found)
    assert one.verdict is Verdict.ERROR
    assert "TL-OWN-001 cannot be asked of interface:I-1: UnknownNameError" in one.reason


def test_two_threats_of_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match="both have a threat TL-OWN-001"):
        generate(small(), [library(LISTENS), library(LISTENS, name="other")])


def test_a_threat_is_asked_of_elements_alone() -> None:
    found = fields(ward())
    with pytest.raises(ValueError, match="no element"):
        at(LISTENS, "own", found.trace.nodes["harm", "H-DOSE"], found)
