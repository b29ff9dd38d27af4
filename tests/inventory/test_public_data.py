# SPDX-License-Identifier: Apache-2.0
"""Every SBOM of the public examples is read as its own text says, or refused for a reason that is listed here.

What is expected comes from plain readings of the raw files, which share no code with the readers: counts of keys,
tags and elements, and the names and package URLs that stand in the JSON.
"""

import json
import os
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from inventory.documents import refused
from medward.inventory import Inventory, parse
from medward.inventory.convert import Target, convert

pytestmark = [
    pytest.mark.data,
    pytest.mark.skipif("MEDWARD_DATA" not in os.environ, reason="MEDWARD_DATA names no folder of public data"),
]

REFUSED = {
    "cyclonedx/SBOM/laravel-7.12.0/bom.1.1.xml": (
        "inventory.version",
        "CycloneDX 1.1 is not read, only 1.2 to 1.7",
    ),
    "spdx/software/example8/content/examplemaven/pom.xml": (
        "inventory.format",
        "this is XML, but its root '{http://maven.apache.org/POM/4.0.0}project' is not CycloneDX's 'bom'",
    ),
    "spdx/software/example8/content/examplemaven/pom-with-spdx-plugin.xml": (
        "inventory.format",
        "this is XML, but its root '{http://maven.apache.org/POM/4.0.0}project' is not CycloneDX's 'bom'",
    ),
}
"""What is refused, with code and message. The last two are build files that lie among the examples."""

KINDS = {"CycloneDX JSON": 65, "CycloneDX XML": 16, "SPDX JSON": 12, "SPDX JSON-LD": 23, "SPDX tag-value": 12}
"""How many documents there are of each format."""

EDITED = {
    "example7/spdx2.2/example7-bin.spdx.json",
    "example7/spdx2.2/example7-golang.spdx.json",
    "example7/spdx2.2/example7-third-party-modules.spdx.json",
}
"""Examples whose SPDX 3 edition was written by hand and says something else."""

OWN_LICENCES = {
    "LicenseRef-1": "Faust Proprietary Notice",
    "LicenseRef-Golang-BSD-plus-Patents": "Golang BSD-plus-PATENTS",
}
"""Licences of the examples' own: their SPDX 3 editions name them without holding them."""


@cache
def documents() -> dict[str, bytes]:
    """Every file that could be an SBOM, under its path in the archives."""
    found = {}
    for kind in ("cyclonedx", "spdx"):
        with zipfile.ZipFile(Path(os.environ["MEDWARD_DATA"]) / "sboms" / f"{kind}-examples.zip") as archive:
            for name in archive.namelist():
                if name.endswith((".json", ".xml", ".spdx")):
                    found[f"{kind}/{name}"] = archive.read(name)
    return found


@cache
def read_all() -> dict[str, Inventory]:
    """Every document that is not listed as refused, read."""
    return {name: parse(data, name) for name, data in documents().items() if name not in REFUSED}


def test_what_is_refused_is_listed_with_its_reason() -> None:
    for name, (code, message) in REFUSED.items():
        problem = refused(documents()[name])
        assert (problem.code, problem.message) == (code, message)


def test_everything_else_is_read() -> None:
    kinds = Counter(f"{held.format} {held.encoding}" for held in read_all().values())
    assert kinds == KINDS


def nested(components: list[Any]) -> Iterator[Any]:
    """Every component of CycloneDX JSON, however deep."""
    for component in components:
        yield component
        yield from nested(component.get("components", []))


def listed(name: str) -> list[Any]:
    """The components that a CycloneDX JSON file lists, without the primary one."""
    document = json.loads(documents()[name])
    main = document.get("metadata", {}).get("component", {})
    return [*nested(main.get("components", [])), *nested(document.get("components", []))]


def in_format(kind: str) -> list[str]:
    return [name for name, held in read_all().items() if f"{held.format} {held.encoding}" == kind]


def test_cyclonedx_json_has_the_components_that_its_text_lists() -> None:
    for name in in_format("CycloneDX JSON"):
        held = read_all()[name]
        raw = listed(name)
        assert len(held.components) == len(raw), name
        assert [one.name for one in held.components] == [one["name"] for one in raw], name
        for attribute in ("version", "group", "purl"):
            found = [getattr(one, attribute) for one in held.components]
            assert found == [one.get(attribute, "") for one in raw], (name, attribute)
        hashes = [len(one.get("hashes", [])) for one in raw]
        assert [len(one.hashes) for one in held.components] == hashes, name


def test_cyclonedx_json_has_the_relationships_that_its_text_lists() -> None:
    for name in in_format("CycloneDX JSON"):
        document = json.loads(documents()[name])
        stated = document.get("dependencies", []) if "services" not in document else []
        dependencies = {(one["ref"], target) for one in stated for target in one.get("dependsOn", [])}
        found = {(one.source, one.target) for one in read_all()[name].relationships if one.kind == "depends_on"}
        assert found == dependencies, name


def test_cyclonedx_xml_has_as_many_components_as_its_text_has_elements() -> None:
    for name in in_format("CycloneDX XML"):
        text = documents()[name].decode()
        elements = len(re.findall(r"<component[\s>]", text))
        assert len(read_all()[name].all_components) == elements, name


def test_xml_and_json_of_one_sbom_list_the_same() -> None:
    pairs = 0
    for name in in_format("CycloneDX XML"):
        twin = read_all().get(name.removesuffix("xml") + "json")
        if twin is None:
            continue
        pairs += 1
        held = read_all()[name]
        assert Counter((one.label, one.purl, one.hashes) for one in held.components) == Counter(
            (one.label, one.purl, one.hashes) for one in twin.components
        ), name
    assert pairs == 16


def test_spdx_2_json_has_the_packages_and_files_that_its_text_lists() -> None:
    for name in in_format("SPDX JSON"):
        document, held = json.loads(documents()[name]), read_all()[name]
        packages = [one["name"] for one in document["packages"]]
        assert sorted(one.name for one in held.all_components) == sorted(packages), name
        assert [one.name for one in held.files] == [one["fileName"] for one in document.get("files", [])], name


def test_spdx_tag_value_has_as_many_packages_and_files_as_its_text_has_tags() -> None:
    for name in in_format("SPDX tag-value"):
        text, held = documents()[name].decode(), read_all()[name]
        assert len(held.all_components) == len(re.findall(r"(?m)^PackageName:", text)), name
        assert len(held.files) == len(re.findall(r"(?m)^FileName:", text)), name


def test_spdx_3_has_the_packages_and_files_that_its_graph_holds() -> None:
    for name in in_format("SPDX JSON-LD"):
        types = Counter(element["type"] for element in json.loads(documents()[name])["@graph"])
        held = read_all()[name]
        described_file = held.primary is not None and held.primary.kind == "file"
        assert len(held.all_components) == types["software_Package"] + described_file, name
        assert len(held.files) == types["software_File"] - described_file, name


def links(held: Inventory) -> Counter[str]:
    """Relationships between components by kind; SPDX 3 editions may say at which time a dependency holds."""
    inside = {one.ref for one in held.all_components}
    kinds = (one.kind for one in held.relationships if {one.source, one.target} <= inside)
    return Counter(kind.removeprefix("build_") for kind in kinds)


def packages(held: Inventory) -> Counter[object]:
    """What both editions of SPDX say of every package; hashes moved to files in SPDX 3."""
    return Counter(
        (
            one.name,
            one.version,
            one.supplier,
            one.purl,
            frozenset(OWN_LICENCES.get(text, text) for text in one.licences),
        )
        for one in held.all_components
    )


def test_spdx_2_and_3_of_one_example_list_the_same_packages() -> None:
    pairs = 0
    for name in (*in_format("SPDX JSON"), *in_format("SPDX tag-value")):
        stem = Path(name).name.removesuffix(".json").removesuffix(".spdx")
        folder = Path(name).parent.parent / "spdx3.0"
        twins = [str(folder / f"{stem}{ending}") for ending in (".json", ".spdx3.json")]
        twin = next((read_all()[one] for one in twins if one in read_all()), None)
        if twin is None or any(name.endswith(one) for one in EDITED):
            continue
        pairs += 1
        held = read_all()[name]
        assert packages(held) == packages(twin), name
        assert links(held) == links(twin), name
    assert pairs == 18


def test_every_document_is_converted_and_read_back_the_same() -> None:
    for name, held in read_all().items():
        for target in Target:
            back = parse(convert(held, target).data, name)
            assert identities(back) == identities(held), (name, target)
            inside = {one.ref for one in held.all_components}
            kept = [one for one in held.relationships if {one.source, one.target} <= inside]
            assert len(back.relationships) == len(kept), (name, target)


def identities(held: Inventory) -> Counter[object]:
    """What a conversion keeps of every component."""
    return Counter(
        (one.name, one.version, one.supplier, one.purl, one.cpes, one.hashes, one.licences)
        for one in held.all_components
    )
