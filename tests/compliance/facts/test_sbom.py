# SPDX-License-Identifier: Apache-2.0
"""Facts on SBOMs: what every release and every component must say."""

from typing import Any

import pytest

from compliance.dossiers import HASH, RELEASE, component, context, dossier, fact, inventory, part, read
from medward.compliance.facts import FACTS
from medward.compliance.model import Status
from medward.compliance.outcome import Outcome
from medward.inventory.model import Component, Inventory

OF_SBOMS = sorted(name for name in FACTS if name.startswith("sbom."))
SUPPORT = {"component": "pkg:pypi/acme-tls", "level": "actively_maintained", "source": "their page"}


def on(name: str, found: Inventory | None, **keys: Any) -> Outcome:
    """A fact on the one SBOM of a current release; None for one that cannot be read."""
    made = dossier(releases=[RELEASE], **keys)
    return fact(name, context(made, read(made, found)))


def of(name: str, *components: Component, **keys: Any) -> Outcome:
    return on(name, inventory(*components), **keys)


@pytest.mark.parametrize("name", OF_SBOMS)
def test_an_sbom_that_cannot_be_read_is_an_error(name: str) -> None:
    outcome = on(name, None)
    assert outcome.status is Status.ERROR
    assert outcome.reason == "the SBOM sbom.cdx.json of release R-1 cannot be read"


@pytest.mark.parametrize("name", sorted(set(OF_SBOMS) - {"sbom.every_current_release_has_sbom"}))
def test_without_an_sbom_nobody_knows(name: str) -> None:
    assert fact(name, context(dossier(releases=[part(RELEASE, sboms=None)]))).status is Status.UNKNOWN


EVERY_CURRENT_RELEASE_HAS_SBOM = "sbom.every_current_release_has_sbom"


def test_a_release_with_an_sbom_that_lists_components_is_met() -> None:
    outcome = of(EVERY_CURRENT_RELEASE_HAS_SBOM, component())
    assert outcome.status is Status.MET
    assert outcome.reason == "every release that is assessed has an SBOM that lists components"


def test_a_release_without_one_is_a_broken_link() -> None:
    outcome = fact(EVERY_CURRENT_RELEASE_HAS_SBOM, context(dossier(releases=[part(RELEASE, sboms=None)])))
    assert outcome.status is Status.NOT_MET
    assert outcome.broken[0].text == "release R-1 '1.0' has no SBOM that lists components"
    assert outcome.broken[0].mend == "Add an SBOM to the release"


def test_an_empty_sbom_is_none() -> None:
    assert of(EVERY_CURRENT_RELEASE_HAS_SBOM).status is Status.NOT_MET


def test_a_planned_release_counts_only_before_the_first_current_one() -> None:
    planned = part(RELEASE, id="R-2", status="planned", sboms=None)
    assert fact(EVERY_CURRENT_RELEASE_HAS_SBOM, context(dossier(releases=[planned]))).status is Status.NOT_MET
    made = dossier(releases=[RELEASE, planned])
    assert (
        fact(EVERY_CURRENT_RELEASE_HAS_SBOM, context(made, read(made, inventory(component())))).status
        is Status.MET
    )


def test_without_a_release_nobody_knows() -> None:
    assert fact(EVERY_CURRENT_RELEASE_HAS_SBOM, context(dossier())).status is Status.UNKNOWN


def test_an_sbom_that_was_read_is_readable_and_in_a_format_for_machines() -> None:
    assert of("sbom.readable", component()).reason == "the SBOM could be read"
    outcome = of("sbom.machine_readable", component())
    assert outcome.reason == "the SBOM in a format for machines: CycloneDX 1.6"
    assert outcome.proofs[0].node == "sbom:R-1/sbom.cdx.json"
    assert outcome.proofs[0].text == "CycloneDX 1.6 with 1 component"


NTIA_ELEMENTS_COMPLETE = "sbom.ntia_elements_complete"


def complete(**changed: Any) -> Inventory:
    product = component("pump")
    return inventory(component(), primary=product, needs=[("pump", "tls")], **changed)


def test_everything_stated_is_met() -> None:
    assert on(NTIA_ELEMENTS_COMPLETE, complete()).status is Status.MET


def test_what_a_component_lacks_is_one_broken_link() -> None:
    made = inventory(component(supplier="", hashes=()), primary=component("pump"), needs=[("pump", "tls")])
    outcome = on(NTIA_ELEMENTS_COMPLETE, made)
    assert outcome.status is Status.NOT_MET
    assert [link.text for link in outcome.broken] == ["component acme-tls 1.0 lacks supplier, hash"]
    assert outcome.broken[0].node == "component:R-1/sbom.cdx.json#tls"
    assert outcome.reason.startswith("1 of 3 components and SBOMs lack a baseline attribute: component acme-tls")


def test_an_sbom_without_components_is_never_complete() -> None:
    outcome = on(NTIA_ELEMENTS_COMPLETE, inventory())
    assert outcome.status is Status.NOT_MET
    assert [link.text for link in outcome.broken] == ["SBOM R-1/sbom.cdx.json lists no component"]


def test_what_the_sbom_lacks_is_another() -> None:
    outcome = on(NTIA_ELEMENTS_COMPLETE, complete(authors=(), timestamp=""))
    assert [link.text for link in outcome.broken] == ["SBOM R-1/sbom.cdx.json lacks SBOM author, timestamp"]


def test_a_licence_is_not_among_the_baseline_attributes() -> None:
    assert not component().licences
    assert on(NTIA_ELEMENTS_COMPLETE, complete()).broken == ()


DEPENDENCIES_STATED = "sbom.dependencies_stated"


def test_a_component_that_needs_another_is_met() -> None:
    made = inventory(component("a"), component("b"), needs=[("a", "b")])
    assert on(DEPENDENCIES_STATED, made).reason == "every SBOM states dependencies"


@pytest.mark.parametrize("needs", [[], [("pump", "a"), ("pump", "b")]])
def test_a_flat_list_is_not_met_even_where_the_product_needs_it_all(needs: list[tuple[str, str]]) -> None:
    made = inventory(component("a"), component("b"), primary=component("pump"), needs=needs)
    outcome = on(DEPENDENCIES_STATED, made)
    assert outcome.status is Status.NOT_MET
    assert "is a flat list" in outcome.broken[0].text


EVERY_COMPONENT_IDENTIFIED = "sbom.every_component_identified"


def test_a_purl_a_cpe_or_a_hash_identifies() -> None:
    cpe = component("b", purl="", hashes=(), cpes=("cpe:2.3:a:acme:tls:1.0:*:*:*:*:*:*:*",))
    assert (
        of(EVERY_COMPONENT_IDENTIFIED, component("a"), cpe, component("c", purl="", hashes=(HASH,))).status
        is Status.MET
    )


def test_a_name_alone_does_not() -> None:
    outcome = of(EVERY_COMPONENT_IDENTIFIED, component("a"), component("b", purl="", hashes=()))
    assert outcome.status is Status.NOT_MET
    assert outcome.reason == (
        "1 of 2 components: component acme-b 1.0 has no package URL, CPE name or hash by which it could be "
        "looked up"
    )


def test_the_product_and_keys_of_a_cbom_are_not_asked() -> None:
    key = component("key", kind="cryptographic-asset", purl="", hashes=())
    product = component("pump", purl="", hashes=())
    made = inventory(component("a"), key, primary=product)
    assert on(EVERY_COMPONENT_IDENTIFIED, made).status is Status.MET


LEVEL = "sbom.every_component_has_support_level"
END = "sbom.every_component_has_end_of_support"


def test_the_dossier_says_the_level() -> None:
    assert of(LEVEL, component(), component_support=[SUPPORT]).status is Status.MET


@pytest.mark.parametrize("stated", ["abandoned", "Actively maintained", "no-longer-maintained"])
def test_the_sbom_may_say_one_of_the_three_levels(stated: str) -> None:
    assert of(LEVEL, component(support_level=stated)).status is Status.MET


@pytest.mark.parametrize("stated", ["", "good", "unknown"])
def test_any_other_word_is_no_level(stated: str) -> None:
    outcome = of(LEVEL, component(support_level=stated))
    assert outcome.status is Status.NOT_MET
    assert outcome.broken[0].text == "component acme-tls 1.0 has no level of support"


def test_support_of_another_component_says_nothing() -> None:
    other = {**SUPPORT, "component": "pkg:pypi/acme-ssl"}
    assert of(LEVEL, component(), component_support=[other]).status is Status.NOT_MET


@pytest.mark.parametrize("said", [{"end_of_support": "2030-01-01"}, {"justification": "none is set"}])
def test_a_date_or_a_justification_in_the_dossier_is_enough(said: dict[str, str]) -> None:
    assert of(END, component(), component_support=[{**SUPPORT, **said}]).status is Status.MET


def test_a_date_in_the_sbom_is_enough() -> None:
    assert of(END, component(end_of_support="2030-01-01")).status is Status.MET


@pytest.mark.parametrize("stated", ["", "soon", "2030"])
def test_anything_else_is_none(stated: str) -> None:
    assert of(END, component(end_of_support=stated)).status is Status.NOT_MET


def test_a_placeholder_is_no_justification() -> None:
    support = {**SUPPORT, "justification": "?"}
    assert of(END, component(), component_support=[support]).status is Status.NOT_MET
