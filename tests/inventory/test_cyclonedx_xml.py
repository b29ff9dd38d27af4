# SPDX-License-Identifier: Apache-2.0
"""CycloneDX in XML: the same as in JSON, and nothing that XML could do to a reader."""

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.xml import XmlValidator

from effort import effort
from inventory.documents import ALL_SAMPLES, SAMPLES, cyclonedx_xml, refused
from medward.inventory import Component, Hash, parse, read

VERSIONS = [f"1.{minor}" for minor in range(2, 8)]


@pytest.mark.parametrize("name", [name for name in ALL_SAMPLES if name.endswith(".xml")])
def test_the_samples_are_valid_by_the_official_schemas(name: str) -> None:
    version = SchemaVersion.from_version(name.removeprefix("cyclonedx-").removesuffix(".xml"))
    assert XmlValidator(version).validate_str((SAMPLES / name).read_text()) is None


@pytest.mark.parametrize("version", VERSIONS)
def test_xml_and_json_of_one_sbom_are_the_same_inventory(version: str) -> None:
    xml, json = (read(SAMPLES / f"cyclonedx-{version}.{encoding}") for encoding in ("xml", "json"))
    assert xml.all_components == json.all_components
    assert xml.relationships == json.relationships
    for attribute in ("name", "serial", "timestamp", "authors", "tools", "lifecycles", "completeness", "notes"):
        assert getattr(xml, attribute) == getattr(json, attribute)


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.8", "2.0"])
def test_another_version_is_refused(version: str) -> None:
    assert refused(cyclonedx_xml(version=version)).code == "inventory.version"


def test_every_part_of_a_component_is_read() -> None:
    cpe = "cpe:2.3:a:acme:x:1:*:*:*:*:*:*:*"
    (held,) = parse(
        cyclonedx_xml(
            f"""<components><component type="firmware" bom-ref="r">
              <manufacturer><name>Maker</name></manufacturer>
              <group>g</group><name> n </name><version>1</version>
              <hashes><hash alg="MD5"> aa </hash></hashes>
              <licenses><license><name>Own</name></license><license><id>MIT</id></license></licenses>
              <purl>pkg:npm/n@1</purl>
              <pedigree><notes>patched</notes></pedigree>
              <evidence><identity><field>cpe</field><concludedValue>{cpe}</concludedValue></identity></evidence>
            </component></components>"""
        ),
        "x",
    ).components
    assert held == Component(
        ref="r",
        name="n",
        version="1",
        group="g",
        supplier="Maker",
        kind="firmware",
        purl="pkg:npm/n@1",
        cpes=(cpe,),
        hashes=(Hash("MD5", "aa"),),
        licences=("Own", "MIT"),
    )


def test_a_component_that_states_nothing_is_empty() -> None:
    (held,) = parse(cyclonedx_xml("<components><component/></components>"), "x").components
    assert held == Component(ref="component#1", name="", kind="")


def test_sections_that_are_not_taken_over_are_counted() -> None:
    sections = "<services><service><name>a</name></service></services><declarations/><definitions/>"
    held = parse(cyclonedx_xml(sections), "x")
    assert held.notes == (
        "not taken over: services (1)",
        "not taken over: declarations (1)",
        "not taken over: definitions (1)",
    )


def test_comments_and_instructions_are_not_content() -> None:
    inner = "<components><!-- x --><?run this?><component><name>a<!-- y -->b</name></component></components>"
    (held,) = parse(cyclonedx_xml(inner), "x").components
    assert held.name == "ab"


def test_a_hash_without_an_algorithm_is_refused_with_its_line() -> None:
    problem = refused(
        cyclonedx_xml("<components><component>\n<hashes>\n<hash>aa</hash></hashes></component></components>")
    )
    assert (problem.code, problem.place.line) == ("inventory.shape", 4)


def laughs() -> bytes:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    return f'<?xml version="1.0"?><!DOCTYPE bom [<!ENTITY l0 "ha">{levels}]><bom>&l11;</bom>'.encode()


HOSTILE = {
    "billion laughs": laughs(),
    "external entity": b'<!DOCTYPE bom [<!ENTITY x SYSTEM "file:///etc/passwd">]><bom>&x;</bom>',
    "external DTD": b'<!DOCTYPE bom SYSTEM "http://127.0.0.1:1/bom.dtd"><bom/>',
    "parameter entity": b'<!DOCTYPE bom [<!ENTITY % x SYSTEM "http://127.0.0.1:1/x"> %x;]><bom/>',
    "DTD after a comment": b"<?xml version='1.0'?><!-- a -->\n<?p x?> <!DOCTYPE bom><bom/>",
    "DTD after a byte order mark": b"\xef\xbb\xbf<!DOCTYPE bom><bom/>",
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_a_document_type_is_refused_whatever_it_says(data: bytes) -> None:
    assert refused(data).code == "inventory.doctype"
    assert effort(lambda: refused(data), enough=5) <= 5


def test_a_document_type_in_a_text_is_only_text() -> None:
    inner = "<components><component><name><![CDATA[<!DOCTYPE html>]]></name></component></components>"
    (held,) = parse(cyclonedx_xml(inner), "x").components
    assert held.name == "<!DOCTYPE html>"


BROKEN = {
    "unclosed": b'<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components>',
    "undefined entity": cyclonedx_xml("<x>&nothing;</x>"),
    "deep": b"<bom>" * 100_000,
    "deep and closed": b"<bom>" * 100_000 + b"</bom>" * 100_000,
    "zero byte": cyclonedx_xml() + b"\x00",
    "not UTF-8": cyclonedx_xml("<x>\xe9</x>").replace("\xe9".encode(), b"\xe9"),
    "unknown encoding": b'<?xml version="1.0" encoding="klingon"?><bom/>',
    "huge text": cyclonedx_xml(f"<x>{'x' * 11_000_000}</x>"),
    "many comments": b"<!--" * 100_000,
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_broken_or_excessive_xml_is_one_clear_problem(data: bytes) -> None:
    problem = refused(data)
    assert problem.code in {"inventory.syntax", "inventory.binary"}
    assert problem.message.isprintable()
    assert effort(lambda: refused(data), enough=5) <= 5


def test_xml_over_its_limits_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("medward.inventory.cyclonedx_xml.MAX_XML_BYTES", 200)
    assert refused(cyclonedx_xml(" " * 200)).code == "inventory.size"
    monkeypatch.setattr("medward.inventory.cyclonedx_xml.MAX_OBJECTS", 3)
    assert refused(cyclonedx_xml("<a/><a/>")).code == "inventory.size"


def test_another_root_is_refused_by_its_name() -> None:
    problem = refused(b'<project xmlns="http://maven.apache.org/POM/4.0.0"><name>x</name></project>')
    assert problem.code == "inventory.format"
    assert "project" in problem.message
