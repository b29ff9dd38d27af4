# SPDX-License-Identifier: Apache-2.0
"""Conversion as a whole: the same bytes each time, nothing lost silently, and read back the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory.documents import ALL_SAMPLES, SAMPLES, inventories, inventory
from medward.inventory import Component, Inventory, parse, read
from medward.inventory.convert import Target, convert

TARGETS = st.sampled_from(list(Target))


def facts(held: Inventory) -> list[tuple[object, ...]]:
    """What a conversion must keep of each component; what its format cannot say is told and tested elsewhere."""
    return sorted(
        (
            one.name,
            one.version,
            one.supplier,
            one.kind,
            one.purl,
            one.cpes,
            tuple((item.algorithm, item.value) for item in one.hashes),
            one.licences,
            one.support_level,
            one.end_of_support,
        )
        for one in held.all_components
    )


def links(held: Inventory) -> list[tuple[object, ...]]:
    """Relationships by what they relate, because refs may be written anew."""
    names = {ref: (one.name, one.version, one.purl, one.supplier, one.cpes) for ref, one in held.by_ref().items()}
    return sorted((names[one.source], one.kind, names[one.target]) for one in held.relationships)


@given(inventories(), TARGETS)
def test_what_was_written_reads_back_the_same(held: Inventory, target: Target) -> None:
    back = parse(convert(held, target).data, "converted")
    assert facts(back) == facts(held)
    assert links(back) == links(held)
    assert (back.timestamp, back.authors) == (held.timestamp, held.authors)
    assert back.primary is not None
    assert held.primary is not None
    assert back.primary.name == held.primary.name


@given(inventories(), TARGETS)
def test_the_same_inventory_gives_the_same_bytes(held: Inventory, target: Target) -> None:
    assert convert(held, target) == convert(held, target)


@given(inventories(), TARGETS)
def test_converting_again_changes_nothing_more(held: Inventory, target: Target) -> None:
    once = parse(convert(held, target).data, "once")
    twice = parse(convert(once, target).data, "twice")
    assert facts(twice) == facts(once)
    assert twice.tools == once.tools


@pytest.mark.parametrize("name", ALL_SAMPLES)
def test_every_sample_reads_back_the_same_in_both_formats(name: str) -> None:
    held = read(SAMPLES / name)
    for target in Target:
        back = parse(convert(held, target).data, "converted")
        kinds_aside = [fact[:3] + fact[4:] for fact in facts(held)]
        assert [fact[:3] + fact[4:] for fact in facts(back)] == kinds_aside
        within = [one for one in held.relationships if one.target not in {file.ref for file in held.files}]
        assert len(back.relationships) == len(within)


def test_other_content_has_another_id() -> None:
    one, other = (inventory(Component(ref="a", name="a", version=version)) for version in "12")
    for target in Target:
        assert parse(convert(one, target).data, "x").serial != parse(convert(other, target).data, "x").serial


def test_no_time_is_made_up() -> None:
    for target in Target:
        assert parse(convert(inventory(), target).data, "x").timestamp == ""


def test_what_the_reader_left_out_is_told_again() -> None:
    held = inventory(notes=("not taken over: services (2)",))
    for target in Target:
        assert "not in the inventory: not taken over: services (2)" in convert(held, target).lost


@given(inventories(), TARGETS)
def test_the_document_names_its_format_and_ends_with_a_line_break(held: Inventory, target: Target) -> None:
    converted = convert(held, target)
    back = parse(converted.data, "x")
    assert f"{back.format}-{back.spec_version}".lower() == target
    assert converted.data.endswith(b"}\n")
