# SPDX-License-Identifier: Apache-2.0
"""The outline of IEC 62443-4-2: every component requirement with its enhancements, asked by security level."""

import re
from collections import Counter

import pytest

from medward.packs import shipped_pack
from medward.packs.checks import AnyOf, Check, PathCheck
from medward.packs.framework import Asked, Nature, Role, Wording

PACK = shipped_pack("iec-62443-4-2")
BY_ID = {one.id: one for one in PACK.requirements}
LEVEL = re.compile(r"level\.(?:[a-z_]+)_(?P<level>[1-4])")
OF_ALL_TYPES = {
    "fr1": ["1.1", "1.2", "1.3", "1.4", "1.5", "1.7", "1.8", "1.9", "1.10", "1.11", "1.12", "1.14"],
    "fr2": ["2.1", "2.2", "2.5", "2.6", "2.7", "2.8", "2.9", "2.10", "2.11", "2.12"],
    "fr3": ["3.1", "3.3", "3.4", "3.5", "3.6", "3.7", "3.8", "3.9"],
    "fr4": ["4.1", "4.2", "4.3"],
    "fr5": ["5.1"],
    "fr6": ["6.1", "6.2"],
    "fr7": ["7.1", "7.2", "7.3", "7.4", "7.6", "7.7", "7.8"],
}
OF_A_DEVICE = ["2.4", "2.13", "3.2", "3.10", "3.11", "3.12", "3.13", "3.14"]
OF_A_TYPE = {
    "sar": ["2.4", "3.2"],
    "edr": OF_A_DEVICE,
    "hdr": OF_A_DEVICE,
    "ndr": ["1.6", "1.13", *OF_A_DEVICE, "5.2", "5.3"],
}


def level(requirement: str) -> int:
    """Security level from which a requirement is asked."""
    condition = BY_ID[requirement].applies_when
    assert condition is not None
    found = LEVEL.fullmatch(condition.fact)
    assert found is not None
    return int(found["level"])


def path(check: Check) -> PathCheck:
    """The path of a check, alone or with another way to show the same."""
    found = check.checks[0] if isinstance(check, AnyOf) else check
    assert isinstance(found, PathCheck)
    return found


@pytest.mark.parametrize("section", OF_ALL_TYPES)
def test_it_has_every_component_requirement(section: str) -> None:
    ids = [one.id for one in PACK.requirements if one.section == section and "-re" not in one.id]
    assert ids == [f"cr-{number}" for number in OF_ALL_TYPES[section]]


@pytest.mark.parametrize("kind", OF_A_TYPE)
def test_what_is_asked_of_one_type_of_component_alone_says_which(kind: str) -> None:
    found = [one for one in PACK.requirements if one.section == kind]
    assert [one.id for one in found if "-re" not in one.id] == [f"{kind}-{number}" for number in OF_A_TYPE[kind]]
    types = {
        "sar": "software_application",
        "edr": "embedded_device",
        "hdr": "host_device",
        "ndr": "network_device",
    }
    assert all(one.applies_when and types[kind] in one.applies_when.fact for one in found)


def test_enhancements_are_numbered_and_never_asked_below_what_they_enhance() -> None:
    enhanced = Counter(one.id.partition("-re")[0] for one in PACK.requirements if "-re" in one.id)
    for base, number in enhanced.items():
        levels = [level(base), *(level(f"{base}-re{count}") for count in range(1, number + 1))]
        assert levels == sorted(levels), base


@pytest.mark.parametrize(
    ("requirement", "wanted"),
    [
        *(("cr-1.1", 1), ("cr-1.1-re1", 2), ("cr-1.1-re2", 3), ("cr-1.7-re2", 4), ("cr-1.8", 2)),
        *(("cr-2.1-re3", 3), ("cr-2.1-re4", 4), ("cr-2.7", 3), ("cr-2.11-re2", 4), ("cr-3.4-re1", 2)),
        *(("cr-3.9", 2), ("cr-4.2-re2", 3), ("cr-6.2", 2), ("cr-7.3-re1", 2), ("cr-7.8", 2)),
        *(("edr-3.14", 1), ("edr-3.14-re1", 2), ("ndr-1.13-re1", 3), ("ndr-5.2-re3", 3), ("hdr-2.13", 2)),
    ],
)
def test_levels_are_those_of_the_standard(requirement: str, wanted: int) -> None:
    assert level(requirement) == wanted


def test_each_cites_its_number_and_asks_for_a_control_that_answers_it() -> None:
    for one in PACK.requirements:
        assert one.roles == (Role.MAKER,)
        if one.section in {"ccsc", "medical"}:
            continue
        number, _, enhancement = one.id.partition("-re")
        cited = f"IEC 62443-4-2:2019, {number.upper().replace('-', ' ')}"
        assert one.citation == cited + (f" RE ({enhancement})" if enhancement else "")
        rule = path(one.check).path
        assert (rule.answers, rule.if_none) == (f"iec-62443-4-2:{one.id}", "unknown")
        assert [step.kind for step in rule.reaches] == ["test", "evidence"]


def test_the_medical_profile_says_that_its_clauses_were_not_verified() -> None:
    medical = [one for one in PACK.requirements if one.section == "medical"]
    assert {one.id for one in medical} == {"med-levels", "med-essential", "med-emergency", "med-safe-state"}
    assert all("not verified" in one.citation for one in medical)


def test_it_is_a_standard_in_outline_that_is_asked_when_named() -> None:
    assert (PACK.nature, PACK.wording, PACK.asked) == (Nature.STANDARD, Wording.OUTLINE, Asked.WHEN_NAMED)
