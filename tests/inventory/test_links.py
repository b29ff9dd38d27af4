# SPDX-License-Identifier: Apache-2.0
"""Relationships put in order."""

import pytest

from medward.base.problems import ProblemsError
from medward.inventory import Relationship
from medward.inventory.links import settle
from medward.inventory.source import Source

SOURCE = Source("x", b"", "")
A_B = Relationship("a", "depends_on", "b")
B_A = Relationship("b", "depends_on", "a")


def test_each_relationship_is_kept_once_and_in_order() -> None:
    assert settle([B_A, A_B, B_A], {"a", "b"}, SOURCE) == ((B_A, A_B), [])


def test_a_relationship_to_nothing_is_dropped_and_noted() -> None:
    kept, notes = settle([A_B, Relationship("a", "depends_on", "gone")], {"a", "b"}, SOURCE)
    assert kept == (A_B,)
    assert notes == [
        "1 relationships lead to what is no component of this SBOM and are not taken over: gone",
    ]


def test_a_relationship_from_nothing_is_dropped_too() -> None:
    assert settle([Relationship("gone", "contains", "a")], {"a"}, SOURCE)[0] == ()


def test_too_many_relationships_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("medward.inventory.links.MAX_LINKS", 1)
    with pytest.raises(ProblemsError, match=r"inventory\.links"):
        settle([A_B, B_A], {"a", "b"}, SOURCE)
