# SPDX-License-Identifier: Apache-2.0
"""The outline of IEC 81001-5-1: clauses 4 to 9, with their kin in IEC 62443-4-1."""

import re
from collections import Counter

from medward.packs import shipped_pack
from medward.packs.framework import Asked, Nature, Role, Wording

PACK = shipped_pack("iec-81001-5-1")
CLAUSES = {"4": 11, "5": 28, "6": 6, "7": 6, "8": 1, "9": 4}


def test_it_covers_clauses_4_to_9() -> None:
    assert Counter(one.id[0] for one in PACK.requirements) == CLAUSES


def test_every_part_of_development_is_there() -> None:
    assert {one.id[:3] for one in PACK.requirements if one.id.startswith("5.")} == {
        f"5.{number}" for number in range(1, 9)
    }


def test_each_requirement_cites_its_clause_and_is_for_the_maker() -> None:
    for one in PACK.requirements:
        assert one.citation.startswith(f"IEC 81001-5-1:2021, {one.id}")
        assert one.roles == (Role.MAKER,)


def test_what_it_is_compared_with_exists_in_the_other_outline() -> None:
    others = {one.id.upper() for one in shipped_pack("iec-62443-4-1").requirements}
    named = {name for one in PACK.requirements for name in re.findall(r"\b[A-Z]{2,3}-\d+\b", one.citation)}
    assert named
    assert named <= others


def test_it_is_a_standard_in_outline_that_is_asked_when_named() -> None:
    assert (PACK.nature, PACK.wording, PACK.asked) == (Nature.STANDARD, Wording.OUTLINE, Asked.WHEN_NAMED)


def test_the_interpretation_sheet_is_told() -> None:
    assert "Interpretation Sheet 1" in (PACK.notes or "")
    (classes,) = [one for one in PACK.requirements if one.id == "4.3"]
    assert "maintained" in classes.text
