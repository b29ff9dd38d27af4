# SPDX-License-Identifier: Apache-2.0
"""A range is decided only in an order that is known to be the component's; everything else is undecided."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.triage.vex.version_ranges import within


@pytest.mark.parametrize(
    ("text", "version", "package_type", "inside"),
    [
        ("vers:deb/<4", "3.0", "deb", True),
        ("vers:deb/<4", "1:3.0", "deb", False),
        ("vers:npm/>=1.0.0|<2.0.0", "2.0.0", "npm", False),
        ("vers:semver/<2.0.0", "1.9.9", "golang", True),
        ("vers:pypi/<2", "1.9", "", True),
        ("vers:none/*", "1", "npm", False),
        ("vers:all/*", "", "npm", True),
        ("all versions", "1", "deb", True),
        ("prior to 9.5.1", "9.5.0", "", True),
        ("prior to 9.5.1", "9.5.1", "generic", False),
        ("vers:generic/<4", "3.0-1", "deb", True),
    ],
)
def test_a_range_in_a_known_order_is_decided(text: str, version: str, package_type: str, inside: bool) -> None:
    found = within(text, version, package_type)
    assert found.inside is inside
    assert found.reason == ""


@pytest.mark.parametrize(
    ("text", "version", "package_type", "reason"),
    [
        ("vers:deb/<4", "3.0", "npm", "in the order 'deb'"),
        ("vers:semver/<4.0.0", "3.0", "deb", "in the order 'semver'"),
        ("vers:npm/<4.0.0", "no version", "npm", "cannot be evaluated"),
        ("vers:generic/<1.0-1", "1.0~rc1", "npm", "cannot be evaluated"),
        ("vers:generic/<1.0", "1.0-beta", "deb", "orders generic and deb say different things"),
        ("vers:deb/<4", "", "deb", "states no version"),
        ("B.02 and earlier", "B.01", "", "not sure"),
        ("all versions with wireless", "1", "", "not sure"),
        ("with the old board", "1", "", "not understood"),
    ],
)
def test_what_is_not_known_is_undecided_and_says_why(
    text: str, version: str, package_type: str, reason: str
) -> None:
    found = within(text, version, package_type)
    assert found.inside is None
    assert reason in found.reason


@given(st.text(max_size=40), st.text(max_size=20), st.sampled_from(["", "npm", "deb", "no-type"]))
def test_no_text_does_worse_than_being_undecided(text: str, version: str, package_type: str) -> None:
    found = within(text, version, package_type)
    assert (found.inside is None) == bool(found.reason)


@given(st.integers(0, 99), st.integers(0, 99), st.sampled_from(["deb", "npm", "pypi", "gem"]))
def test_a_version_is_below_an_end_or_not(low: int, high: int, scheme: str) -> None:
    found = within(f"vers:{scheme}/<{high}.0.0", f"{low}.0.0", scheme)
    assert found.inside is (low < high)
