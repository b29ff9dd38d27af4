# SPDX-License-Identifier: Apache-2.0
"""What an SBOM leaves out, and that nothing is ever complete by default."""

import pytest
from hypothesis import given

from inventory.documents import inventories, inventory
from medward.inventory import Component, Hash, Inventory, Relationship
from medward.inventory.baselines import OF_COMPONENTS, OF_DOCUMENT, Element
from medward.inventory.identity import Identification
from medward.inventory.quality import Support, assess

PUMP = Component(
    ref="pump",
    name="pump",
    version="3.2.0",
    supplier="Example Medical",
    kind="device",
    cpes=("cpe:2.3:h:example:pump:3.2.0:*:*:*:*:*:*:*",),
    hashes=(Hash("SHA-256", "a" * 64),),
    licences=("Example Medical Proprietary",),
)
CURL = Component(
    ref="curl",
    name="libcurl",
    version="8.6.0",
    supplier="curl project",
    purl="pkg:generic/curl@8.6.0",
    hashes=(Hash("SHA-256", "b" * 64),),
    licences=("curl",),
    support_level="actively maintained",
    end_of_support="2027-01-31",
)


def whole(component: Component = CURL, **changes: object) -> Inventory:
    """An SBOM of a pump with one component that leaves nothing out, unless `changes` say so."""
    stated: dict[str, object] = {
        "primary": PUMP,
        "timestamp": "2026-03-01T10:00:00Z",
        "authors": ("Example Medical",),
        "tools": ("example-builder 1.4",),
        "lifecycles": ("build",),
        "relationships": (Relationship("pump", "depends_on", "curl"),),
    }
    return inventory(component, **(stated | changes))


def without(**fields: object) -> Component:
    """The component with some fields changed."""
    stated = {name: getattr(CURL, name) for name in CURL.__struct_fields__}
    return Component(**(stated | fields))


def missing(held: Inventory, ref: str = "curl") -> tuple[Element, ...]:
    (found,) = (one for one in assess(held).components if one.ref == ref)
    return found.missing


def test_an_sbom_that_says_everything_is_complete() -> None:
    quality = assess(whole())
    assert quality.complete
    assert [one.missing for one in quality.components] == [(), ()]
    assert {one.element for one in quality.coverage} == set(Element)


LACKING = {
    Element.NAME: {"name": ""},
    Element.VERSION: {"version": "unknown"},
    Element.SUPPLIER: {"supplier": ""},
    Element.IDENTIFIER: {"purl": ""},
    Element.HASH: {"hashes": (Hash("SHA-256", "none"),)},
    Element.LICENCE: {"licences": ()},
    Element.SUPPORT_LEVEL: {"support_level": "NOASSERTION"},
    Element.END_OF_SUPPORT: {"end_of_support": "soon"},
}


@pytest.mark.parametrize(("element", "fields"), LACKING.items(), ids=LACKING)
def test_what_a_component_does_not_state_is_missing(element: Element, fields: dict[str, object]) -> None:
    held = whole(without(**fields))
    assert missing(held) == (element,)
    quality = assess(held)
    assert not quality.complete
    assert quality.of(element).missing == 1


UNSTATED = {
    Element.AUTHOR: {"authors": ("unknown",)},
    Element.TIMESTAMP: {"timestamp": ""},
    Element.TOOL: {"tools": ()},
    Element.CONTEXT: {"lifecycles": ()},
}


@pytest.mark.parametrize(("element", "fields"), UNSTATED.items(), ids=UNSTATED)
def test_what_the_document_does_not_state_is_missing(element: Element, fields: dict[str, object]) -> None:
    quality = assess(whole(CURL, **fields))
    assert (quality.of(element).present, quality.of(element).missing) == (0, 1)
    assert not quality.complete


def test_a_tool_is_no_author() -> None:
    assert assess(whole(authors=())).of(Element.AUTHOR).missing == 1


def test_an_empty_inventory_is_never_complete() -> None:
    quality = assess(inventory(authors=("a",), timestamp="2026-03-01", tools=("t",), lifecycles=("build",)))
    assert not quality.complete
    assert not any(quality.of(element).complete for element in OF_COMPONENTS)
    assert all(quality.of(element).complete for element in OF_DOCUMENT)


def test_a_primary_component_alone_is_never_complete() -> None:
    alone = inventory(**{name: getattr(whole(), name) for name in ("primary", "timestamp", "authors", "tools")})
    assert not assess(alone).complete


RELATED = {
    "something needs it": (Relationship("pump", "depends_on", "curl"),),
    "something needs it at run time": (Relationship("pump", "runtime_depends_on", "curl"),),
    "something contains it": (Relationship("pump", "contains", "curl"),),
    "something links it": (Relationship("pump", "static_link", "curl"),),
    "it is a tool of something": (Relationship("curl", "dev_tool_of", "pump"),),
}


@pytest.mark.parametrize("links", RELATED.values(), ids=RELATED)
def test_a_component_has_its_place_when_something_includes_or_needs_it(links: tuple[Relationship, ...]) -> None:
    held = whole(relationships=links)
    assert missing(held) == missing(held, "pump") == ()


UNRELATED = {
    "nothing is said": (),
    "it only needs others": (Relationship("curl", "depends_on", "pump"),),
    "it is compared": (Relationship("pump", "copy_from", "curl"),),
}


@pytest.mark.parametrize("links", UNRELATED.values(), ids=UNRELATED)
def test_a_component_without_a_place_is_told(links: tuple[Relationship, ...]) -> None:
    assert missing(whole(relationships=links)) == (Element.RELATIONSHIP,)


def test_without_a_primary_component_one_that_needs_others_has_its_place() -> None:
    other = without(ref="app", name="app", purl="pkg:generic/app@8.6.0")
    held = inventory(CURL, other, relationships=(Relationship("app", "depends_on", "curl"),))
    assert missing(held, "app") == missing(held, "curl") == ()


def test_support_is_asked_of_every_component_but_the_primary_one() -> None:
    quality = assess(whole())
    for element in (Element.SUPPORT_LEVEL, Element.END_OF_SUPPORT):
        assert (quality.of(element).present, quality.of(element).missing) == (1, 0)


BARE = without(support_level="", end_of_support="")


@pytest.mark.parametrize("key", ["pkg:generic/curl@8.6.0", "pkg:generic/curl", "libcurl@8.6.0"])
def test_support_may_come_from_the_caller_by_component_key(key: str) -> None:
    quality = assess(whole(BARE), {key: Support("actively maintained", "2027-01-31")})
    assert quality.complete


def test_support_for_another_component_or_version_does_not_count() -> None:
    support = {"pkg:generic/curl@8.7.0": Support("abandoned", "2027-01-31"), "curl": Support("abandoned")}
    assert set(missing_with(support)) == {Element.SUPPORT_LEVEL, Element.END_OF_SUPPORT}


def test_the_more_exact_key_goes_first() -> None:
    support = {"pkg:generic/curl@8.6.0": Support("abandoned"), "pkg:generic/curl": Support("", "2027-01-31")}
    assert missing_with(support) == (Element.END_OF_SUPPORT,)


def missing_with(support: dict[str, Support]) -> tuple[Element, ...]:
    return assess(whole(BARE), support).components[1].missing


def test_components_that_nobody_can_look_up_are_listed() -> None:
    quality = assess(whole(without(purl="", hashes=())))
    (lost,) = quality.unidentified
    assert (lost.ref, lost.label, lost.identified_by) == ("curl", "libcurl 8.6.0", Identification.NONE)
    assert not quality.complete


def test_cryptographic_assets_and_files_are_set_aside_and_counted() -> None:
    key = Component(ref="key", name="signing key", kind="cryptographic-asset")
    held = whole()
    mixed = inventory(
        *held.components,
        key,
        primary=PUMP,
        relationships=held.relationships,
        files=(Component(ref="f", name="./f", kind="file"),),
    )
    quality = assess(mixed)
    assert [one.ref for one in quality.components] == ["pump", "curl"]
    assert quality.set_aside == (("cryptographic-asset", 1), ("file", 1))


@given(inventories())
def test_present_and_missing_add_up_to_those_that_are_asked(held: Inventory) -> None:
    quality = assess(held)
    asked = len(held.all_components)
    for one in quality.coverage:
        if one.element in OF_DOCUMENT:
            assert one.present + one.missing == 1
        elif one.element in (Element.SUPPORT_LEVEL, Element.END_OF_SUPPORT):
            assert one.present + one.missing == asked - 1
        else:
            assert one.present + one.missing == asked
