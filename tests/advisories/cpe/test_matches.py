# SPDX-License-Identifier: Apache-2.0
"""A criterion names a product, versions by its bounds or its name, and what is left open is a doubt."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from advisories.product_sources import cpe
from medward.advisories.claims import Claim, placed
from medward.advisories.cpe.conditions import Criterion
from medward.advisories.cpe.matches import claim


def made(name: str, **bounds: str) -> Claim:
    found = claim(Criterion(name, **bounds))
    assert found is not None
    return found


def holds(found: Claim, version: str) -> bool:
    key = placed(version)
    return any(one.low <= key and (one.high is None or key < one.high) for one in found.intervals)


NUMBERS = [f"{major}.{minor}" for major in range(3) for minor in range(3)]
BOUND = st.one_of(st.just(""), st.sampled_from(NUMBERS))


@given(BOUND, BOUND, st.booleans(), st.booleans())
def test_bounds_are_what_their_names_say(start: str, end: str, after: bool, before: bool) -> None:
    bounds = {"start_excluding" if after else "start_including": start}
    bounds |= {"end_excluding" if before else "end_including": end}
    found = made(cpe("acme:pump"), **bounds)
    assume(not found.terms.doubt or not (start or end))
    for version in (*NUMBERS, "9.9"):
        own = placed(version)
        above = not start or (placed(start) < own if after else placed(start) <= own)
        below = not end or (own < placed(end) if before else own <= placed(end))
        assert holds(found, version) is (above and below), version


def test_an_end_tells_how_it_is_written() -> None:
    (one,) = made(cpe("acme:pump"), start_excluding="1.0", end_including="2.0").intervals
    assert (one.introduced, one.ending, one.until) == ("> 1.0", "last_affected", "2.0")


def test_a_name_with_a_version_is_that_version() -> None:
    found = made(cpe("acme:pump", r"1.0\+2"))
    assert (found.name, found.intervals, found.versions) == ("a:acme:pump", (), ((placed("1.0+2"), "1.0+2"),))


@pytest.mark.parametrize(
    ("version", "doubt"),
    [
        ("*", "its CPE name states no version"),
        ("-", "its CPE name says that versions do not apply"),
        ("8.*", "its CPE name has the pattern 8.*"),
    ],
)
def test_a_name_without_a_version_is_a_doubt_about_every_version(version: str, doubt: str) -> None:
    found = made(cpe("acme:pump", version))
    assert found.terms.doubt == doubt
    assert holds(found, "77")


def test_a_bound_that_cannot_be_placed_is_a_doubt_about_every_version() -> None:
    found = made(cpe("acme:pump"), end_excluding="–")
    assert found.terms.doubt.startswith("its bounds cannot be compared")
    assert holds(found, "1")


def test_an_end_that_is_a_word_is_a_doubt_about_every_version() -> None:
    found = made(cpe("acme:pump"), end_excluding="FW12")
    assert found.terms.doubt == "its bounds are words, which cannot be compared with numbers"
    assert holds(found, "5")


def test_bounds_that_hold_nothing_are_a_doubt_because_the_maker_may_order_otherwise() -> None:
    found = made(cpe("acme:pump"), start_including="21.2", end_excluding="21.2R3")
    assert found.terms.doubt == "its bounds hold nothing in the generic order"
    assert holds(found, "21.2R1")


def test_values_after_the_version_are_kept() -> None:
    assert made(cpe("acme:pump", "1", "*:*:*:*:linux:*:*")).terms.attributes == "*:*:*:*:linux:*:*"
    assert made(cpe("acme:pump", "1")).terms.attributes == ""


@pytest.mark.parametrize("name", [cpe("*:pump"), cpe("acme:-"), cpe("acme:pump", part="*"), "no name"])
def test_a_name_without_a_product_is_no_claim(name: str) -> None:
    assert claim(Criterion(name)) is None
