# SPDX-License-Identifier: Apache-2.0
"""The outline of IEC 62443-4-1: its eight practices in full, asked only where a maker claims it."""

import re
from collections import Counter

from medward.packs import shipped_pack
from medward.packs.checks import PathCheck
from medward.packs.crosswalk import shipped_crosswalks
from medward.packs.framework import Asked, Nature, Role, Wording

PACK = shipped_pack("iec-62443-4-1")
PRACTICES = {"sm": 13, "sr": 5, "sd": 4, "si": 2, "svv": 5, "dm": 6, "sum": 5, "sg": 7}


def test_it_has_all_requirements_of_each_practice() -> None:
    assert Counter(one.section for one in PACK.requirements) == PRACTICES
    assert sum(PRACTICES.values()) == 47
    wanted = [f"{practice}-{number}" for practice, size in PRACTICES.items() for number in range(1, size + 1)]
    assert [one.id for one in PACK.requirements] == wanted


def test_each_requirement_cites_its_id_and_is_for_the_maker() -> None:
    for one in PACK.requirements:
        assert one.citation == f"IEC 62443-4-1:2018, {one.id.upper()}"
        assert one.roles == (Role.MAKER,)


def test_it_is_a_standard_in_outline_that_is_asked_when_named() -> None:
    assert (PACK.nature, PACK.wording, PACK.asked) == (Nature.STANDARD, Wording.OUTLINE, Asked.WHEN_NAMED)
    assert "unknown" in (PACK.notes or "")


def test_an_empty_list_is_never_good_news() -> None:
    paths = [one.check for one in PACK.requirements if isinstance(one.check, PathCheck)]
    assert {check.path.if_none for check in paths} == {"unknown"}


def test_the_crosswalk_judges_every_pair_of_kin_that_the_other_outline_names() -> None:
    (crosswalk,) = [one for one in shipped_crosswalks() if one.id == "iec-62443-4-1-to-iec-81001-5-1"]
    judged = {(one.source, one.target) for one in crosswalk.relations}
    named = {
        (kin.lower(), one.id)
        for one in shipped_pack("iec-81001-5-1").requirements
        for kin in re.findall(r"\b[A-Z]{2,3}-\d+\b", one.citation)
    }
    assert named
    assert named <= judged
