# SPDX-License-Identifier: Apache-2.0
"""CycloneDX: from its own structs to an inventory."""

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from inventory.documents import ALL_SAMPLES, SAMPLES, Json, cyclonedx, refused
from medward.inventory import CONTAINS, DEPENDS_ON, PROVIDES, Component, Hash, Relationship, limits, parse

OPENSSL: Json = {"type": "library", "bom-ref": "ssl", "name": "openssl", "version": "3.0.13"}
ZLIB: Json = {"type": "library", "bom-ref": "z", "name": "zlib"}


def read_one(component: Json) -> Component:
    (found,) = parse(cyclonedx(component), "x").components
    return found


@pytest.mark.parametrize("name", [name for name in ALL_SAMPLES if name.startswith("cyclonedx") and "json" in name])
def test_the_samples_are_valid_by_the_official_schemas(name: str) -> None:
    version = SchemaVersion.from_version(name.removeprefix("cyclonedx-").removesuffix(".json"))
    assert JsonStrictValidator(version).validate_str((SAMPLES / name).read_text()) is None


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.8", "2.0", "", None, 1.6])
def test_another_version_is_refused(version: object) -> None:
    problem = refused(cyclonedx(specVersion=version))
    assert problem.code in {"inventory.version", "inventory.shape"}


def test_a_document_that_only_looks_like_cyclonedx_is_refused() -> None:
    assert refused(b'{"bomFormat": "Other", "specVersion": "1.6"}').code == "inventory.format"


def test_a_component_that_states_nothing_is_empty_and_not_guessed() -> None:
    assert read_one({}) == Component(ref="component#1", name="", kind="")


@pytest.mark.parametrize("key", ["version", "group", "supplier", "purl", "cpe", "hashes", "licenses", "bom-ref"])
def test_a_null_states_nothing(key: str) -> None:
    held = read_one({**OPENSSL, key: None})
    attribute = {"bom-ref": "ref", "licenses": "licences", "cpe": "cpes"}.get(key, key)
    assert not getattr(held, attribute) or attribute == "ref"


def test_the_supplier_is_who_supplied_made_or_published_it_in_that_order() -> None:
    stated: Json = {"publisher": "P", "manufacturer": {"name": "M"}, "supplier": {"name": "S"}, "author": "A"}
    assert read_one({**OPENSSL, **stated}).supplier == "S"
    assert read_one({**OPENSSL, **stated, "supplier": {"url": ["https://example.com"]}}).supplier == "M"
    assert read_one({**OPENSSL, "publisher": "P", "author": "A"}).supplier == "P"
    assert read_one({**OPENSSL, "author": "A"}).supplier == ""
    assert read_one({**OPENSSL, "supplier": {"name": "NOASSERTION"}}).supplier == ""


def test_hashes_are_kept_in_order() -> None:
    hashes = [{"alg": "SHA-1", "content": "aa"}, {"alg": "MD5", "content": "bb"}]
    assert read_one({**OPENSSL, "hashes": hashes}).hashes == (Hash("SHA-1", "aa"), Hash("MD5", "bb"))


def test_licences_are_ids_names_and_parts_of_expressions() -> None:
    choices = [{"license": {"id": "MIT"}}, {"license": {"name": "Own"}}, {"license": {}}, {}]
    assert read_one({**OPENSSL, "licenses": choices}).licences == ("MIT", "Own")
    expression = [{"expression": "Zlib AND (MIT OR X11)"}]
    assert read_one({**OPENSSL, "licenses": expression}).licences == ("Zlib", "MIT OR X11")


def test_cpes_come_from_the_component_its_evidence_and_syft() -> None:
    first, second, third = (f"cpe:2.3:a:acme:{name}:1:*:*:*:*:*:*:*" for name in "xyz")
    identity = [
        {"field": "cpe", "concludedValue": second},
        {"field": "cpe", "concludedValue": first},
        {"field": "purl", "concludedValue": "pkg:npm/other"},
        {"field": "cpe"},
    ]
    properties = [{"name": "syft:cpe23", "value": third}]
    held = read_one({**OPENSSL, "cpe": first, "evidence": {"identity": identity}, "properties": properties})
    assert held.cpes == (first, second, third)
    alone = read_one({**OPENSSL, "evidence": {"identity": {"field": "cpe", "concludedValue": first}}})
    assert alone.cpes == (first,)


def test_support_is_read_from_the_registered_properties() -> None:
    level = {"name": "cdx:fda:level-of-support", "value": "no longer maintained"}
    milestone = {"name": "cdx:lifecycle:milestone:endOfSupport", "value": "2027-06-30T00:00:00Z"}
    end = {"name": "cdx:fda:end-of-support-date", "value": "2027-06-30"}
    other = {"name": "cdx:npm:package:path", "value": "node_modules/x"}
    held = read_one({**OPENSSL, "properties": [other, level, milestone, {"name": "empty"}]})
    assert (held.support_level, held.end_of_support) == ("no longer maintained", "2027-06-30T00:00:00Z")
    for order in ([milestone, end], [end, milestone]):
        assert read_one({**OPENSSL, "properties": order}).end_of_support == "2027-06-30"


def test_very_many_properties_of_one_component_take_time_in_proportion() -> None:
    properties = [{"name": "syft:cpe23", "value": f"cpe:2.3:a:x:{number}"} for number in range(50_000)]
    assert len(read_one({**OPENSSL, "properties": properties}).cpes) == 50_000


def test_components_inside_others_are_flattened_in_order_with_a_contains_relationship() -> None:
    inner = {"name": "b", "bom-ref": "b", "components": [{"name": "c", "bom-ref": "c"}]}
    outer = {"name": "a", "bom-ref": "a", "components": [inner, {"name": "d", "bom-ref": "d"}]}
    held = parse(cyclonedx(outer, {"name": "e", "bom-ref": "e"}), "x")
    assert [one.ref for one in held.components] == ["a", "b", "c", "d", "e"]
    assert held.relationships == (
        Relationship("a", CONTAINS, "b"),
        Relationship("b", CONTAINS, "c"),
        Relationship("a", CONTAINS, "d"),
    )


def test_components_inside_the_primary_one_are_flattened_too() -> None:
    main = {"name": "pump", "bom-ref": "pump", "components": [ZLIB]}
    held = parse(cyclonedx(OPENSSL, metadata={"component": main}), "x")
    assert [one.ref for one in held.components] == ["z", "ssl"]
    assert held.relationships == (Relationship("pump", CONTAINS, "z"),)


def test_the_supplier_in_the_metadata_is_that_of_the_primary_component() -> None:
    metadata = {"component": {"name": "pump"}, "supplier": {"name": "Example Medical"}}
    primary = parse(cyclonedx(metadata=metadata), "x").primary
    assert primary is not None
    assert primary.supplier == "Example Medical"


def test_components_nested_too_deep_are_refused() -> None:
    nested: Json = {"name": "x"}
    for _ in range(limits.MAX_NESTING + 1):
        nested = {"name": "x", "components": [nested]}
    problem = refused(cyclonedx(nested))
    assert (problem.code, problem.key) == ("inventory.depth", "components")


def test_dependencies_and_what_is_provided_become_relationships() -> None:
    dependencies = [{"ref": "ssl", "dependsOn": ["z"], "provides": ["z"]}, {"ref": "z"}]
    assert parse(cyclonedx(OPENSSL, ZLIB, dependencies=dependencies), "x").relationships == (
        Relationship("ssl", DEPENDS_ON, "z"),
        Relationship("ssl", PROVIDES, "z"),
    )


def test_a_dependency_on_nothing_is_noted_and_not_fatal() -> None:
    held = parse(cyclonedx(OPENSSL, dependencies=[{"ref": "ssl", "dependsOn": ["gone"]}]), "x")
    assert held.relationships == ()
    assert held.notes == (
        "1 relationships lead to what is no component of this SBOM and are not taken over: gone",
    )


def test_a_ref_that_occurs_twice_is_renamed_and_noted() -> None:
    dependencies = [{"ref": "z", "dependsOn": ["ssl"]}]
    held = parse(cyclonedx(OPENSSL, {**OPENSSL, "version": "1.1.1"}, ZLIB, dependencies=dependencies), "x")
    assert [one.ref for one in held.components] == ["ssl", "ssl#1", "z"]
    assert held.relationships == (Relationship("z", DEPENDS_ON, "ssl"),)
    assert held.notes == ("1 refs occur again and were renamed: ssl",)


def test_a_given_ref_never_meets_one_of_the_file() -> None:
    held = parse(cyclonedx({"name": "a", "bom-ref": "component#2"}, {"name": "b"}, {"name": "c"}), "x")
    assert len({one.ref for one in held.components}) == 3
    assert held.notes == ("2 components had no ref and were given one",)


def test_tools_of_all_forms_are_told() -> None:
    legacy = [{"vendor": "Example", "name": "scan", "version": "2"}, {"name": "list"}]
    modern = {"components": [{"name": "scan", "version": "2"}], "services": [{"name": "sbom.example.com"}]}
    assert parse(cyclonedx(metadata={"tools": legacy}), "x").tools == ("Example scan 2", "list")
    assert parse(cyclonedx(metadata={"tools": modern}), "x").tools == ("scan 2", "sbom.example.com")


def test_authors_are_people_and_the_organisation_that_made_the_sbom() -> None:
    metadata = {"authors": [{"name": "Ann"}, {"email": "x@example.com"}], "manufacturer": {"name": "Example"}}
    assert parse(cyclonedx(metadata=metadata), "x").authors == ("Ann", "Example")


def test_phases_and_completeness_are_told() -> None:
    metadata = {"lifecycles": [{"phase": "build"}, {"name": "site survey", "description": "by hand"}]}
    compositions = [{"aggregate": "complete"}, {"aggregate": "unknown"}, {"aggregate": "complete"}]
    held = parse(cyclonedx(metadata=metadata, compositions=compositions), "x")
    assert held.lifecycles == ("build", "site survey")
    assert held.completeness == ("complete", "unknown")


KINDS = {
    "VEX": {"vulnerabilities": [{"id": "CVE-2024-0001"}, {"id": "CVE-2024-0002"}]},
    "SaaSBOM": {"services": [{"name": "api"}]},
    "MBOM": {"formulation": [{"workflows": []}]},
    "attestations": {"declarations": {"assessors": []}},
    "standards": {"definitions": {"standards": []}},
    "annotated": {"annotations": [{"text": "x"}]},
    "cited": {"citations": [{"pointers": []}]},
    "signed": {"signature": {"algorithm": "ES256"}},
}


@pytest.mark.parametrize("sections", KINDS.values(), ids=KINDS)
def test_other_kinds_of_bom_are_read_and_what_is_left_out_is_noted(sections: Json) -> None:
    held = parse(cyclonedx(OPENSSL, **sections), "x")
    assert len(held.components) == 1
    ((section, entries),) = sections.items()
    number = len(entries) if isinstance(entries, list) else 1
    assert held.notes == (f"not taken over: {section} ({number})",)


def test_pedigrees_are_noted_because_a_patched_component_is_another_one() -> None:
    held = parse(cyclonedx({**OPENSSL, "pedigree": {"patches": []}}), "x")
    assert held.notes == ("1 pedigrees (ancestors, patches) are not taken over",)


def test_a_wrong_type_names_the_component() -> None:
    problem = refused(cyclonedx(OPENSSL, {"name": "zlib", "version": 1.3}))
    assert (problem.code, problem.key) == ("inventory.shape", "components[1].version")


@pytest.mark.parametrize("name", [name for name in ALL_SAMPLES if name.startswith("cyclonedx") and "json" in name])
def test_a_document_decoded_in_two_steps_is_the_same(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = (SAMPLES / name).read_bytes()
    at_once = parse(data, name)
    monkeypatch.setattr("medward.inventory.cyclonedx._ONE_STEP_BYTES", 0)
    assert parse(data, name) == at_once


BROKEN = {
    "component": cyclonedx(OPENSSL, {"name": "zlib", "version": 1.3}),
    "component inside another": cyclonedx({"components": [ZLIB, {"purl": []}]}),
    "no component": cyclonedx(OPENSSL, dependencies=[{"ref": "ssl"}, "z"]),
    "dependency": cyclonedx(OPENSSL, dependencies=[{"ref": "ssl", "dependsOn": [1]}]),
    "text": cyclonedx(OPENSSL).replace(b"openssl", b"open\xffssl"),
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_a_problem_is_the_same_in_both_ways_of_decoding(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = refused(data)
    monkeypatch.setattr("medward.inventory.cyclonedx._ONE_STEP_BYTES", 0)
    in_two_steps = refused(data)
    assert (in_two_steps.code, in_two_steps.message, in_two_steps.place) == (
        at_once.code,
        at_once.message,
        at_once.place,
    )
    assert in_two_steps.key == at_once.key or at_once.code == "inventory.encoding"


def test_a_large_document_keeps_every_component() -> None:
    many = [{**OPENSSL, "bom-ref": f"c{number}", "name": "lib" * 300} for number in range(5000)]
    dependencies = [{"ref": f"c{number}", "dependsOn": [f"c{number + 1}"]} for number in range(4999)]
    data = cyclonedx(*many, dependencies=dependencies)
    assert len(data) > 4 * 1024 * 1024
    held = parse(data, "x")
    assert (len(held.components), len(held.relationships), held.notes) == (5000, 4999, ())
