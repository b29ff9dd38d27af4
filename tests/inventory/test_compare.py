# SPDX-License-Identifier: Apache-2.0
"""What changed from one SBOM to another."""

import random

from hypothesis import given
from hypothesis import strategies as st

from inventory.documents import inventories, inventory
from medward.inventory import Component, Hash, Inventory
from medward.inventory.compare import Change, Comparison, compare


def component(name: str, version: str = "1", **fields: object) -> Component:
    stated: dict[str, object] = {"ref": f"{name}-{version}", "purl": f"pkg:npm/{name}@{version}", **fields}
    return Component(name=name, version=version, **stated)  # type: ignore[arg-type] # fields of a component


def changes(before: Component, after: Component) -> list[Change]:
    result = compare(inventory(before), inventory(after))
    assert (result.added, result.removed) == ((), ())
    return [change for one in result.changed for change in one.changes]


def test_the_same_sbom_has_not_changed() -> None:
    held = inventory(component("a"), component("b"))
    assert compare(held, held) == Comparison((), (), (), 2)
    assert compare(held, held).same


def test_components_are_added_and_removed() -> None:
    result = compare(inventory(component("a"), component("b")), inventory(component("b"), component("c")))
    assert [one.name for one in result.added] == ["c"]
    assert [one.name for one in result.removed] == ["a"]
    assert result.unchanged == 1
    assert not result.same


def test_another_version_is_a_change_and_not_another_component() -> None:
    assert changes(component("a", "1.0"), component("a", "2.0")) == [Change("version", "1.0", "2.0")]


def test_supplier_licences_hashes_and_cpes_are_compared() -> None:
    before = component("a", supplier="Old", licences=("MIT",), hashes=(Hash("MD5", "aa"),), cpes=("cpe:/a:x",))
    after = component("a", supplier="New", licences=("MIT", "Zlib"), hashes=(Hash("MD5", "bb"),))
    assert changes(before, after) == [
        Change("supplier", "Old", "New"),
        Change("licences", "MIT", "MIT, Zlib"),
        Change("hashes", "MD5:aa", "MD5:bb"),
        Change("CPEs", "cpe:/a:x", ""),
    ]


def test_order_refs_and_the_case_of_hashes_are_no_change() -> None:
    before = component("a", licences=("MIT", "Zlib"), hashes=(Hash("MD5", "AA"),))
    after = component("a", ref="other", licences=("Zlib", "MIT"), hashes=(Hash("MD5", "aa"),))
    assert changes(before, after) == []


def test_another_identity_under_one_name_is_told() -> None:
    before = component("a", purl="pkg:npm/a@1?arch=arm")
    assert changes(before, component("a", purl="pkg:npm/a@1?arch=x86")) == [
        Change("package URL", "pkg:npm/a?arch=arm", "pkg:npm/a?arch=x86")
    ]


def test_without_package_urls_group_and_name_decide() -> None:
    before = component("a", "1", purl="", group="g")
    assert changes(before, component("a", "2", purl="", group="g")) == [Change("version", "1", "2")]
    result = compare(inventory(before), inventory(component("a", "2", purl="", group="other")))
    assert (len(result.added), len(result.removed)) == (1, 1)


def test_a_package_url_that_came_or_went_does_not_part_a_component_from_itself() -> None:
    bare = component("a", purl="")
    assert changes(bare, component("a")) == [Change("package URL", "", "pkg:npm/a")]
    assert changes(component("a"), bare) == [Change("package URL", "pkg:npm/a", "")]


def test_two_package_urls_that_differ_are_two_packages_whatever_their_names() -> None:
    result = compare(inventory(component("a")), inventory(component("a", purl="pkg:pypi/a@1")))
    assert (len(result.added), len(result.removed), len(result.changed)) == (1, 1, 0)


def test_several_versions_of_one_library_are_paired_by_version_first() -> None:
    before = inventory(component("a", "1"), component("a", "2"), component("a", "3"))
    after = inventory(component("a", "4"), component("a", "2"))
    result = compare(before, after)
    assert [change for one in result.changed for change in one.changes] == [Change("version", "1", "4")]
    assert [one.version for one in result.removed] == ["3"]
    assert result.unchanged == 1


def test_primary_components_are_compared_with_each_other() -> None:
    before = inventory(primary=component("pump", "3.1"))
    after = inventory(primary=component("pump-firmware", "3.2"))
    (one,) = compare(before, after).changed
    assert one.changes[:2] == (Change("name", "pump", "pump-firmware"), Change("version", "3.1", "3.2"))
    assert [one.name for one in compare(inventory(), after).added] == ["pump-firmware"]
    assert [one.name for one in compare(before, inventory()).removed] == ["pump"]


@given(inventories(), inventories())
def test_every_component_of_both_sides_is_accounted_for(before: Inventory, after: Inventory) -> None:
    result = compare(before, after)
    pairs = len(result.changed) + result.unchanged
    assert len(before.all_components) == pairs + len(result.removed)
    assert len(after.all_components) == pairs + len(result.added)


@given(inventories(), inventories())
def test_looking_back_turns_the_result_round(before: Inventory, after: Inventory) -> None:
    there, back = compare(before, after), compare(after, before)
    assert there.added == back.removed
    assert there.removed == back.added
    assert there.unchanged == back.unchanged


@given(inventories(), inventories(), st.integers())
def test_the_order_of_the_file_does_not_matter(before: Inventory, after: Inventory, seed: int) -> None:
    shuffled = list(after.components)
    random.Random(seed).shuffle(shuffled)  # noqa: S311 - an order, not a secret
    assert compare(before, after) == compare(before, inventory(*shuffled, primary=after.primary))


def test_many_versions_of_one_library_are_compared_in_time() -> None:
    before = inventory(*(component("a", str(number)) for number in range(5000)))
    after = inventory(*(component("a", str(number)) for number in range(2500, 7500)))
    result = compare(before, after)
    assert (result.unchanged, len(result.changed)) == (2500, 2500)
