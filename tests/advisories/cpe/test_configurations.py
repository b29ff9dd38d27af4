# SPDX-License-Identifier: Apache-2.0
"""Vulnerable criteria are claims, what AND joins to them is their condition, and what is negated is neither."""

import msgspec

from advisories.product_sources import Json, cpe, criterion, node
from medward.advisories.claims import Claim
from medward.advisories.cpe.conditions import decode
from medward.advisories.cpe.configurations import NEGATED, Configuration, claims

PUMP, OTHER, BOARD = cpe("acme:pump", "1.0"), cpe("acme:other", "1.0"), cpe("acme:board", "-", part="h")


def read(*configurations: Json) -> tuple[Claim, ...]:
    found, _ = claims(msgspec.convert(configurations, tuple[Configuration, ...]))
    return found


def test_without_an_operator_nodes_stand_alone() -> None:
    found = read({"nodes": [node(criterion(PUMP)), node(criterion(OTHER))]})
    assert [(one.name, one.terms.conditions) for one in found] == [("a:acme:pump", ""), ("a:acme:other", "")]


def test_what_and_joins_is_the_condition_of_what_is_vulnerable() -> None:
    (found,) = read(
        {"operator": "AND", "nodes": [node(criterion(PUMP)), node(criterion(BOARD, vulnerable=False))]}
    )
    (condition,) = decode(found.terms.conditions)
    assert (found.name, [one.cpe for one in condition.criteria]) == ("a:acme:pump", [BOARD])


def test_all_criteria_of_a_node_that_joins_them_by_and_are_conditions_of_each_other() -> None:
    found = read({"nodes": [node(criterion(PUMP), criterion(OTHER), operator="AND")]})
    conditions = {one.name: decode(one.terms.conditions)[0].criteria[0].cpe for one in found}
    assert conditions == {"a:acme:pump": OTHER, "a:acme:other": PUMP}


def test_a_negated_node_is_a_condition_and_no_claim_that_versions_are_affected() -> None:
    pump, other = read({"operator": "AND", "nodes": [node(criterion(PUMP)), node(criterion(OTHER), negate=True)]})
    assert decode(pump.terms.conditions)[0].negate
    assert (other.undecided, other.intervals, other.versions) == ((NEGATED,), (), ())


def test_the_same_claim_is_made_once_and_nameless_criteria_are_counted() -> None:
    written = msgspec.convert(
        [{"nodes": [node(criterion(PUMP), criterion(PUMP), criterion(cpe("*:*")))]}], tuple[Configuration, ...]
    )
    found, unnamed = claims(written)
    assert (len(found), unnamed) == (1, 1)
