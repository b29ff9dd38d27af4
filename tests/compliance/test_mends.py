# SPDX-License-Identifier: Apache-2.0
"""What is to be done, by what mends it, and what nobody knows, by who waits for it."""

from medward.compliance.mends import groups, unknowns
from medward.compliance.model import BrokenLink, Coverage, Status, Uncovered, Verdict


def link(number: int, mend_id: str = "test.verifies.control") -> BrokenLink:
    return BrokenLink(f"link {number}", f"threat:T-{number}", f"mend {mend_id}", mend_id)


def verdict(requirement: str, *links: BrokenLink, status: Status = Status.NOT_MET, reason: str = "why") -> Verdict:
    return Verdict("pack", requirement, "title", "citation", "section", status, reason, (), links)


def coverage(*unidentified: str, not_covered: tuple[str, ...] = ()) -> Coverage:
    def listed(names: tuple[str, ...]) -> tuple[Uncovered, ...]:
        return tuple(Uncovered(name, "1.0", "no source") for name in names)

    return Coverage(
        release="R-1",
        version="1.0",
        sboms=(),
        components=10,
        matched=True,
        affected=0,
        not_affected=7,
        unidentified=listed(unidentified),
        not_covered=listed(not_covered),
    )


def test_links_with_one_mend_are_one_group_in_the_order_of_the_verdicts() -> None:
    (mend,) = groups([verdict("a", link(2), link(1)), verdict("b", link(3))])
    assert (mend.id, mend.text) == ("test.verifies.control", "mend test.verifies.control")
    assert [one.text for one in mend.broken] == ["link 2", "link 1", "link 3"]
    assert mend.asked_by == ("pack:a", "pack:b")


def test_a_link_that_several_verdicts_name_stands_once() -> None:
    (mend,) = groups([verdict("a", link(1)), verdict("b", link(1))])
    assert len(mend.broken) == 1
    assert mend.asked_by == ("pack:a", "pack:b")


def test_the_largest_group_comes_first_and_names_decide_what_is_equal() -> None:
    found = groups([verdict("a", link(1, "z"), link(2, "m"), link(3, "m"), link(4, "b"))])
    assert [mend.id for mend in found] == ["m", "b", "z"]


def test_where_nothing_is_broken_nothing_is_to_be_done() -> None:
    assert groups([verdict("a")]) == ()


def test_an_unknown_reason_stands_once_with_all_who_wait_for_it() -> None:
    verdicts = [
        verdict("a", status=Status.UNKNOWN, reason="no database"),
        verdict("b", status=Status.UNKNOWN, reason="no release"),
        verdict("c", status=Status.UNKNOWN, reason="no database"),
        verdict("d", status=Status.NOT_MET, reason="known"),
    ]
    assert [(one.text, one.asked_by) for one in unknowns(verdicts, [])] == [
        ("no database", ("pack:a", "pack:c")),
        ("no release", ("pack:b",)),
    ]


def test_components_that_nobody_could_look_up_are_unknown() -> None:
    found = unknowns([], [coverage("firmware", "boot", not_covered=("os",))])
    assert [one.text for one in found] == [
        "2 of 10 components of release R-1 cannot be named to any advisory source",
        "1 of 10 components of release R-1 are of a kind for which the database has no source",
    ]


def test_a_release_of_which_all_is_known_is_not_told() -> None:
    assert unknowns([], [coverage()]) == ()
