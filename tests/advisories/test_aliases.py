# SPDX-License-Identifier: Apache-2.0
"""Records that name each other are one vulnerability with one id."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.advisories.aliases import Aliases, name


def groups(*links: tuple[str, tuple[str, ...]]) -> set[tuple[str, ...]]:
    aliases = Aliases()
    for record, others in links:
        aliases.link(record, others)
    return set(aliases.groups().values())


def test_records_that_share_an_alias_are_one_vulnerability() -> None:
    found = groups(("PYSEC-1", ("CVE-2099-0001",)), ("GHSA-x", ("CVE-2099-0001",)))
    assert found == {("CVE-2099-0001", "GHSA-x", "PYSEC-1")}


def test_aliases_are_followed_over_any_number_of_steps_in_any_direction() -> None:
    assert groups(("A", ("B",)), ("C", ("B",)), ("C", ("D",)), ("E", ("D",))) == {("A", "B", "C", "D", "E")}


def test_a_record_without_aliases_is_a_vulnerability_of_its_own() -> None:
    assert groups(("A", ()), ("B", ())) == {("A",), ("B",)}


def test_a_record_that_names_itself_changes_nothing() -> None:
    assert groups(("A", ("A", "A"))) == {("A",)}


@pytest.mark.parametrize(
    ("ids", "named"),
    [
        (["PYSEC-1", "GHSA-x", "CVE-2099-0001"], "CVE-2099-0001"),
        (["PYSEC-1", "GHSA-x"], "GHSA-x"),
        (["PYSEC-1", "GO-1"], "GO-1"),
        (["CVE-2099-10000", "CVE-2099-9999", "CVE-2098-99999"], "CVE-2098-99999"),
        (["CVE-not", "GHSA-x"], "GHSA-x"),
    ],
)
def test_the_oldest_cve_id_names_a_vulnerability_then_ghsa_then_the_rest(ids: list[str], named: str) -> None:
    assert name(ids) == named
    assert name(reversed(ids)) == named


LINKS = st.lists(
    st.tuples(st.sampled_from("ABCDEFGH"), st.lists(st.sampled_from("ABCDEFGHIJ"), max_size=3).map(tuple)),
    max_size=12,
)


@given(LINKS)
def test_groups_are_what_walking_all_links_reaches(links: list[tuple[str, tuple[str, ...]]]) -> None:
    ways: dict[str, set[str]] = {}
    for record, others in links:
        ways.setdefault(record, set()).update(others)
        for other in others:
            ways.setdefault(other, set()).add(record)
    for group in groups(*links):
        reached, waiting = set(), [group[0]]
        while waiting:
            one = waiting.pop()
            if one not in reached:
                reached.add(one)
                waiting += ways[one]
        assert reached == set(group)


@given(LINKS, st.randoms())
def test_groups_do_not_depend_on_the_order_of_records(
    links: list[tuple[str, tuple[str, ...]]], random: object
) -> None:
    shuffled = list(links)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    assert groups(*shuffled) == groups(*links)


def test_a_long_chain_needs_no_recursion() -> None:
    assert len(next(iter(groups(*((f"A-{i:06}", (f"A-{i + 1:06}",)) for i in range(20_000)))))) == 20_001
