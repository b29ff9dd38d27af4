# SPDX-License-Identifier: Apache-2.0
"""Names relate as the tables of NISTIR 7696 say; the tables are written out once more here, plainly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.advisories.cpe.names import ANY, NA, Cpe, parse
from medward.advisories.cpe.relations import Relation, combined, related, relation

EQUAL, SUPERSET, SUBSET = Relation.EQUAL, Relation.SUPERSET, Relation.SUBSET
DISJOINT, UNDEFINED = Relation.DISJOINT, Relation.UNDEFINED

TABLE_6_2 = [
    (ANY, ANY, EQUAL),
    (ANY, NA, SUPERSET),
    (ANY, "i", SUPERSET),
    (ANY, "i*", UNDEFINED),
    (NA, ANY, SUBSET),
    (NA, NA, EQUAL),
    (NA, "i", DISJOINT),
    (NA, "i*", UNDEFINED),
    ("i", "i", EQUAL),
    ("i", "k", DISJOINT),
    ("i", "i*", UNDEFINED),
    ("i", NA, DISJOINT),
    ("i", ANY, SUBSET),
    ("i*", "ix", SUPERSET),
    ("i*", "k", DISJOINT),
    ("i*", ANY, SUBSET),
    ("i*", NA, DISJOINT),
    ("i*", "k*", UNDEFINED),
]
"""Source, target and relation, in the order of the table."""


@pytest.mark.parametrize(("source", "target", "expected"), TABLE_6_2)
def test_two_values_relate_as_the_table_says(source: str, target: str, expected: Relation) -> None:
    assert related(source, target) is expected


@pytest.mark.parametrize(
    ("source", "target", "fits"),
    [
        ("8.*", "8.0.6001", True),
        ("8.*", "80", False),
        ("*beta", "2beta", True),
        ("*beta", "beta2", False),
        ("sp?", "sp1", True),
        ("sp?", "sp", True),
        ("sp?", "sp12", False),
        ("sp??", "sp12", True),
        ("??a", "a", True),
        ("?a", "xxa", False),
        ("*core*", "hardcore2", True),
        (r"a\+?", r"a\+\+", True),
        (r"a\+?", r"a\+b\+", False),
        (r"\*a*", r"\*ab", True),
        (r"\*a*", "ba", False),
    ],
)
def test_a_star_stands_for_any_number_and_each_question_mark_for_one_or_none(
    source: str, target: str, fits: bool
) -> None:
    assert related(source, target) is (SUPERSET if fits else DISJOINT)


def plain_relation(relations: list[Relation]) -> Relation:
    """Table 6-4, row by row."""
    if any(one is DISJOINT for one in relations):
        return DISJOINT
    if all(one is EQUAL for one in relations):
        return EQUAL
    if all(one in {SUBSET, EQUAL} for one in relations):
        return SUBSET
    if all(one in {SUPERSET, EQUAL} for one in relations):
        return SUPERSET
    return UNDEFINED


@given(st.lists(st.sampled_from(list(Relation)), max_size=11))
def test_names_relate_as_their_values_together(relations: list[Relation]) -> None:
    assert combined(relations) is plain_relation(relations)


VALUES = st.sampled_from([ANY, NA, "1", "2", "1*", "?2"])
NAMES = st.builds(Cpe, st.just("a"), st.just("v"), st.just("p"), *[VALUES] * 8)


@given(NAMES, NAMES)
def test_a_superset_seen_from_the_other_side_is_a_subset(one: Cpe, other: Cpe) -> None:
    turned = {SUPERSET: SUBSET, SUBSET: SUPERSET, EQUAL: EQUAL, DISJOINT: DISJOINT}
    found = relation(one, other)
    if "*" not in "".join(value for value in (*one, *other) if value != ANY) and "?" not in "".join(
        (*one, *other)
    ):
        assert relation(other, one) is turned.get(found, UNDEFINED)
    assert relation(one, one) in {EQUAL, UNDEFINED}


def test_an_advisory_about_all_releases_holds_for_one_of_them() -> None:
    source = parse("cpe:2.3:a:acme:pump:*:*:*:*:*:*:*:*")
    assert relation(source, parse("cpe:2.3:a:acme:pump:1.0:-:*:*:*:*:*:*")) is SUPERSET
    assert relation(parse("cpe:2.3:a:acme:pump:1.0:*:*:*:*:linux:*:*"), parse("cpe:/a:acme:pump:1.0")) is SUBSET
