# SPDX-License-Identifier: Apache-2.0
"""What the MDR asks of devices for security: the sections of Annex I, and the way there from other frameworks."""

from datetime import date

import pytest

from medward.packs import shipped_pack
from medward.packs.crosswalk import shipped_crosswalks
from medward.packs.framework import Asked, Nature, Role
from medward.packs.mapping import Coverage, links, mapped

PACK = shipped_pack("mdr-annex-i")
ASKED_FOR = ("14.2.d", "14.5", "17.1", "17.2", "17.3", "17.4", "18.8", "23.4.ab")
"""The sections that name software, networks or access."""
NOT_JUDGED = {
    "fda-premarket-cybersecurity": {"17.3"},
    "mdcg-2019-16": {"17.1", "17.3", "ii.1.1", "ii.3"},
}
"""What nothing in the other framework was found to answer."""


def named(requirement: str) -> str:
    """How the regulation names it: `14.2.d` is 14.2(d), and what stands behind a number in words is ours."""
    number = [part for part in requirement.removeprefix("ii.").split(".") if len(part) < 3]
    letters = "".join(f"({part})" if part.isalpha() else f".{part}" for part in number[1:])
    return number[0] + letters


@pytest.mark.parametrize("section", ASKED_FOR)
def test_every_section_that_names_software_or_access_is_asked(section: str) -> None:
    assert [one.id for one in PACK.requirements if one.id == section or one.id.startswith(f"{section}.")]


def test_each_requirement_cites_its_section() -> None:
    for one in PACK.requirements:
        annex = "Annex II" if one.id.startswith("ii.") else "Annex I"
        assert one.citation.startswith(f"Regulation (EU) 2017/745, {annex}, "), one.id
        assert named(one.id) in one.citation, one.id


def test_it_is_law_for_makers_of_what_is_on_the_market_of_the_union() -> None:
    assert (PACK.nature, PACK.asked) == (Nature.LAW, Asked.WHEN_NAMED)
    assert PACK.in_force_from == date(2021, 5, 26)
    assert PACK.applies_when is not None
    assert PACK.applies_when.fact == "device.on_eu_market"
    assert {one.roles for one in PACK.requirements} == {(Role.MAKER,)}


def test_who_reads_nothing_but_fda_s_guidance_is_not_ready_for_the_mdr() -> None:
    between = [one for one in shipped_crosswalks() if one.target == PACK.id]
    found = mapped(shipped_pack("fda-premarket-cybersecurity"), PACK, links(between))
    kinds = {one.requirement: one.coverage for one in found}
    assert kinds["17.2.verification"] is Coverage.COVERED
    assert kinds["17.4"] is Coverage.PARTLY
    assert kinds["17.3"] is Coverage.OPEN


@pytest.mark.parametrize("source", NOT_JUDGED)
def test_the_way_from_another_framework_leaves_open_only_what_it_says(source: str) -> None:
    between = [one for one in shipped_crosswalks() if (one.source, one.target) == (source, "mdr-annex-i")]
    found = mapped(shipped_pack(source), PACK, links(between))
    assert {one.requirement for one in found if one.coverage is Coverage.OPEN} == NOT_JUDGED[source]
