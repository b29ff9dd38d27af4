# SPDX-License-Identifier: Apache-2.0
"""RPM versions: rpmvercmp's rules and RPM's own comparison table, against a plain comparison."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from medward.versions.rpm import key
from version_laws import assert_agrees_on_all_pairs, assert_in_order, refused, sign

IN_ORDER = [
    "0~~",
    "0~",
    "0 00 0. 0_",
    "1.0~rc1~git123",
    "1.0~rc1 1.0~rc.1 1.0~rc01",
    "1.0~rc1^git1",
    "1.0~rc2",
    "1.0 1.00 1_0 01.0 0:1.0 1+0",
    "1.0-1~",
    "1.0-1",
    "1.0-1.el9",
    "1.0-1.el9_3",
    "1.0-1.el10",
    "1.0-2",
    "1.0^",
    "1.0^git1",
    "1.0^git1^a",
    "1.0^20210101~",
    "1.0^20210101",
    "1.0^20210101.1",
    "1.0a",
    "1.0aa",
    "1.0xyz10 1.0xyz.10",
    "1.0.1^1",
    "1.0.1a",
    "1.1",
    "2.0",
    "2.0.1a",
    "5.5p1",
    "5.5p2",
    "5.5p10",
    "5.6p1",
    "10.0001 10.1",
    "10.0039",
    "20101121",
    "20101122",
    "1:0.1",
    "1:0.1-1",
    "2:0",
    "12:0",
]
# Pairs of RPM's own test of rpmvercmp: one, other, result.
RPM_TABLE = """
1.0 1.0 0; 1.0 2.0 -1; 2.0 1.0 1; 2.0.1 2.0.1 0; 2.0 2.0.1 -1; 2.0.1 2.0 1; 2.0.1a 2.0.1a 0; 2.0.1a 2.0.1 1
5.5p1 5.5p1 0; 5.5p1 5.5p2 -1; 5.5p10 5.5p1 1; 10xyz 10.1xyz -1; 10.1xyz 10xyz 1; xyz10 xyz10.1 -1; xyz.4 xyz.4 0
xyz.4 8 -1; 8 xyz.4 1; xyz.4 2 -1; 5.5p2 5.6p1 -1; 5.6p1 6.5p1 -1; 6.0.rc1 6.0 1; 6.0 6.0.rc1 -1; 10b2 10a1 1
1.0aa 1.0a 1; 1.0a 1.0aa -1; 10.0001 10.1 0; 10.0001 10.0039 -1; 4.999.9 5.0 -1; 20101121 20101122 -1; 2_0 2.0 0
a a 0; a+ a_ 0; +a _a 0; + _ 0; 1.0~rc1 1.0 -1; 1.0~rc1 1.0~rc2 -1; 1.0~rc1~git123 1.0~rc1 -1; 1.0^ 1.0 1
1.0^git1 1.0 1; 1.0^git1 1.0^git2 -1; 1.0^git1 1.01 -1; 1.0^20160101 1.0.1 -1; 1.0^20160101^git1 1.0^20160102 -1
1.0~rc1^git1 1.0~rc1 1; 1.0^git1~pre 1.0^git1 -1; 1.0^git1 1.0^git1~pre 1; 1b.fc17 1b.fc17 0; 1b.fc17 1.fc17 -1
1.fc17 1b.fc17 1; 1g.fc17 1.fc17 1; 1.fc17 1g.fc17 -1
"""
part = st.lists(st.sampled_from([*"0129aZ.~^_+", "10", "007", "rc", "el9"]), min_size=1, max_size=7).map("".join)
versions = st.tuples(st.sampled_from(["", "", "0:", "1:", "02:"]), part, st.just("") | part.map("-{}".format)).map(
    "".join
)


def segments(part: str) -> list[str]:
    return re.findall(r"[0-9]+|[A-Za-z]+|[~^]", part)


def rank(segment: str | None) -> tuple[int, int, str]:
    """The place of a run among all that may stand there; None is the end."""
    if segment is None:
        return (1, 0, "")
    if segment in "~^":
        return (0 if segment == "~" else 2, 0, "")
    return (4, int(segment), "") if segment.isdigit() else (3, 0, segment)


def compare_part(one: str, other: str) -> int:
    mine, its = [*map(rank, segments(one)), rank(None)], [*map(rank, segments(other)), rank(None)]
    return sign(mine, its)


def split(version: str) -> tuple[int, str, str]:
    epoch, colon, rest = version.rpartition(":")
    number, _, release = rest.partition("-")
    return int(epoch) if colon else 0, number, release


def plain(one: str, other: str) -> int:
    (first, mine, my_release), (second, its, its_release) = split(one), split(other)
    return sign(first, second) or compare_part(mine, its) or compare_part(my_release, its_release)


def test_the_table_is_in_order() -> None:
    assert_in_order(key, IN_ORDER)
    assert_agrees_on_all_pairs(key, plain, IN_ORDER)


def test_rpm_s_own_comparisons_hold() -> None:
    rows = [row.split() for row in re.split(r"[;\n]", RPM_TABLE.strip())]
    assert len(rows) > 50
    assert [row for row in rows if sign(key(row[0]), key(row[1])) != int(row[2])] == []


@given(one=versions, other=versions)
@example(one="1.0.", other="1.0")
@example(one="1.0-", other="1.0")
def test_keys_order_as_rpmvercmp_orders_versions(one: str, other: str) -> None:
    if not (refused(key, one) or refused(key, other)):
        assert sign(key(one), key(other)) == plain(one, other)


@pytest.mark.parametrize(
    "text", ["", "1-2-3", "1.0-", "-1", "a:1", "1:", ":1", "1 0", "1.0\n", "1.0:1", "é", "1/2"]
)
def test_other_texts_are_refused(text: str) -> None:
    assert refused(key, text)
