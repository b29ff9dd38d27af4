# SPDX-License-Identifier: Apache-2.0
"""A condition is met, or shown not to be met, or left open; it is never unmet because nothing is known of it."""

import pytest

from advisories.product_sources import cpe
from medward.advisories.cpe.conditions import Criterion, Node, Platforms, answer, decode, encode, told
from medward.advisories.cpe.names import parse

LINUX = Criterion(cpe("linux:kernel", part="o"))
BOARD = Criterion(cpe("acme:board", "-", part="h"))
BELOW_5 = Criterion(cpe("linux:kernel", part="o"), end_excluding="5.0")


def platforms(*names: str) -> Platforms:
    return Platforms(parse(name) for name in names)


def one_of(*criteria: Criterion, negate: bool = False) -> Node:
    return Node(negate, every=False, criteria=criteria)


KERNEL_4 = cpe("linux:kernel", "4.19", part="o")
KERNEL_6 = cpe("linux:kernel", "6.1", part="o")


@pytest.mark.parametrize(
    ("node", "names", "expected"),
    [
        (one_of(LINUX), [KERNEL_4], True),
        (one_of(LINUX), [], None),
        (one_of(LINUX, BOARD), [cpe("acme:board", "-", part="h")], True),
        (Node(negate=False, every=True, criteria=(LINUX, BOARD)), [KERNEL_4], None),
        (one_of(BELOW_5), [KERNEL_4], True),
        (one_of(BELOW_5), [KERNEL_6], None),
        (one_of(BELOW_5), [cpe("linux:kernel", part="o")], None),
        (one_of(Criterion(cpe("linux:kernel", "4.19", part="o"))), [KERNEL_6], None),
        (one_of(LINUX, negate=True), [KERNEL_4], False),
        (one_of(LINUX, negate=True), [], None),
        (one_of(Criterion("no name")), [KERNEL_4], None),
        (one_of(Criterion(cpe("linux:kernel", "*", "*:*:*:*:*:x64:*", "o"))), [KERNEL_4], None),
    ],
)
def test_one_node(node: Node, names: list[str], expected: bool | None) -> None:
    assert platforms(*names).met(node) is expected


def test_all_nodes_must_be_met() -> None:
    found = platforms(KERNEL_4)
    assert answer([one_of(LINUX)], found) is True
    assert answer([one_of(LINUX), one_of(BOARD)], found) is None
    assert answer([one_of(BOARD), one_of(LINUX, negate=True)], found) is False


def test_what_is_missing_is_told_and_what_is_there_is_not() -> None:
    nodes = [one_of(LINUX), one_of(BOARD, Criterion(cpe("acme:b2")), Criterion(cpe("acme:b3")))]
    assert told(nodes, platforms(KERNEL_4)) == "with h:acme:board or a:acme:b2 and 1 more"


def test_conditions_are_read_back_from_their_text() -> None:
    nodes = (one_of(LINUX, BELOW_5), one_of(BOARD, negate=True))
    assert decode(encode(nodes)) == nodes
    assert (encode(()), decode("")) == ("", ())
