# SPDX-License-Identifier: Apache-2.0
"""Of several revisions of one document the newest stands, in whatever order they come."""

from itertools import permutations

import pytest

from advisories.csaf.documents import advisory, document, product
from medward.advisories.csaf import Advisory
from medward.advisories.csaf.register import Register, age


def revision(version: str, day: str = "2099-02-01", **more: object) -> Advisory:
    found = document(product("Acme", "Pump", "1.0"), **more)
    found["document"]["tracking"] |= {"version": version, "current_release_date": f"{day}T00:00:00Z"}
    return advisory(found)


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        (revision("2"), revision("10")),
        (revision("1.2.9"), revision("1.10.0")),
        (revision("1"), revision("1.0.1")),
        (revision("1", "2099-01-01"), revision("1", "2099-01-02")),
        (revision("odd"), revision("1")),
        (revision("2.0.0-1"), revision("2.0.1")),
    ],
)
def test_a_higher_version_or_a_later_date_is_newer(older: Advisory, newer: Advisory) -> None:
    assert age(older) < age(newer)


def test_the_newest_stands_in_every_order_of_finding() -> None:
    revisions = {version: revision(version) for version in ("1", "2", "3")}
    for order in permutations(revisions):
        register: Register[str] = Register()
        for version in order:
            register.offer(revisions[version], version, f"{version}.json", version)
        assert [one.held for one in register.standing()] == ["3"]


def test_what_is_laid_aside_is_told_with_both_places() -> None:
    register: Register[None] = Register()
    assert register.offer(revision("1"), "a", "a.json", None).stands
    newer = register.offer(revision("2"), "b", "b.json", None)
    assert (newer.stands, newer.reason) == (True, "ACME-99-001 also stands in b.json, in a newer revision")
    assert newer.before
    assert newer.before.place == "a.json"
    older = register.offer(revision("1"), "c", "c.json", None)
    assert (older.stands, older.reason) == (False, "ACME-99-001 also stands in b.json, in a newer revision")
    equal = register.offer(revision("2"), "d", "d.json", None)
    assert (equal.stands, equal.reason) == (
        False,
        "ACME-99-001 also stands in b.json, in a revision that is as new",
    )
    same = register.offer(revision("2"), "b", "e.json", None)
    assert (same.stands, same.same, same.reason) == (False, True, "it is the same as b.json")


def test_two_publishers_may_use_one_id() -> None:
    register: Register[None] = Register()
    publisher = {"category": "vendor", "name": "Other", "namespace": "https://other.example"}
    register.offer(revision("1"), "a", "a.json", None)
    assert register.offer(revision("1", publisher=publisher), "b", "b.json", None).stands
    assert len(register.standing()) == 2


@pytest.mark.parametrize("category", ["csaf_withdrawn", "csaf_superseded"])
def test_a_withdrawn_document_says_why_it_no_longer_speaks(category: str) -> None:
    assert revision("1", category=category).withdrawn
    assert not revision("1").withdrawn
