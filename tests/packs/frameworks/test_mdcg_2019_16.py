# SPDX-License-Identifier: Apache-2.0
"""The guidance MDCG 2019-16: its chapters, whom they speak to, and the law behind them."""

from collections import Counter

from medward.packs import shipped_pack
from medward.packs.framework import Asked, Nature, PackStatus, Role, Wording

PACK = shipped_pack("mdcg-2019-16")
CHAPTERS = {"2": 7, "3": 25, "4": 8, "5": 9}


def test_it_covers_chapters_2_to_5() -> None:
    assert Counter(one.id[0] for one in PACK.requirements) == CHAPTERS


def test_every_section_of_secure_design_is_there() -> None:
    sections = {".".join(one.id.split(".")[:2]) for one in PACK.requirements if one.id.startswith("3.")}
    assert sections == {f"3.{number}" for number in range(1, 9)}


def test_all_eight_practices_are_there() -> None:
    practices = [one for one in PACK.requirements if one.section == "practices"]
    assert [one.title.split(":")[0] for one in practices] == [f"Practice {number}" for number in range(1, 9)]


def test_each_requirement_cites_its_section() -> None:
    for one in PACK.requirements:
        number = ".".join(part for part in one.id.split(".")[:2] if part.isdigit())
        assert one.citation.startswith(f"MDCG 2019-16 rev. 1, {number}"), one.id


def test_what_who_runs_devices_does_is_asked_of_hospitals_alone() -> None:
    hospital = {one.id for one in PACK.requirements if one.roles == (Role.HOSPITAL,)}
    asked = {
        one.id
        for one in PACK.requirements
        if one.applies_when is not None and one.applies_when.fact == "organisation.is_hospital"
    }
    assert hospital == asked == {"2.5", "2.6.2"}
    assert {one.id for one in PACK.requirements if len(one.roles) > 1} == {"2.6"}


def test_revision_1_is_a_guidance_that_takes_the_place_of_the_first_edition() -> None:
    assert (PACK.nature, PACK.wording, PACK.asked) == (Nature.GUIDANCE, Wording.PARAPHRASE, Asked.WHEN_NAMED)
    assert PACK.status is PackStatus.IN_FORCE
    assert any("December 2019" in text for text in PACK.supersedes)
