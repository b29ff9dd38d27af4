# SPDX-License-Identifier: Apache-2.0
"""A small made-up device with two releases, and documents about it, of which the tests of VEX are made."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from medward.dossier.model import Dossier
from medward.dossier.model.keeping import Triage
from medward.inventory.reader import parse as parse_sbom
from medward.triage.vex.model import Document
from medward.triage.vex.reading import parse
from medward.triage.vex.releases import ReleaseParts, release_parts

DAY = date(2026, 6, 1)
SERIAL = "urn:uuid:11111111-2222-4333-8444-555555555555"
TLS = "pkg:deb/debian/tls@3.0"
XML = "pkg:npm/xml@2.1"
APP = "pkg:npm/app@1.0"
RADIO_CPE = "cpe:2.3:o:acme:radio:7.1:*:*:*:*:*:*:*"
HASH = "ab" * 32

SBOM = {
    "bomFormat": "CycloneDX",
    "specVersion": "1.6",
    "serialNumber": SERIAL,
    "metadata": {"component": {"type": "firmware", "bom-ref": "pump", "name": "pump", "version": "3.2"}},
    "components": [
        {"type": "library", "bom-ref": "r-tls", "name": "tls", "version": "3.0", "purl": TLS},
        {"type": "library", "bom-ref": "r-xml", "name": "xml", "version": "2.1", "purl": XML},
        {"type": "application", "bom-ref": "r-app", "name": "app", "version": "1.0", "purl": APP},
        {"type": "firmware", "bom-ref": "r-radio", "name": "radio", "version": "7.1", "cpe": RADIO_CPE},
        {
            "type": "file",
            "bom-ref": "r-font",
            "name": "font",
            "version": "1",
            "supplier": {"name": "Letters"},
            "hashes": [{"alg": "SHA-256", "content": HASH}],
        },
    ],
    "dependencies": [
        {"ref": "pump", "dependsOn": ["r-tls", "r-app"]},
        {"ref": "r-app", "dependsOn": ["r-xml", "r-tls"]},
    ],
}


def decision(**keys: Any) -> dict[str, Any]:
    """A triage decision; what is not given is that the TLS library of release 3.2 is not affected."""
    said = {
        "id": "TR-1",
        "vulnerability": "CVE-2099-0001",
        "component": TLS,
        "status": "not_affected",
        "justification": "vulnerable_code_not_present",
        "reason": "The code is compiled out.",
        "author": "Patch board",
        "date": "2026-05-01",
    } | keys
    return {key: value for key, value in said.items() if value is not None}


def affected(**keys: Any) -> dict[str, Any]:
    """A decision that the TLS library is affected."""
    return decision(**({"status": "affected", "justification": None, "action": "tls 3.1 in 3.3"} | keys))


def dossier(*decisions: Mapping[str, Any]) -> Dossier:
    """The device, with decisions."""
    return Dossier.model_validate(
        {
            "format": 1,
            "device": {
                "name": "Pump",
                "manufacturer": "Example Medical",
                "intended_use": "Gives drugs.",
                "clinical_function": "Gives drugs.",
                "models": [{"name": "P-1", "number": "P1"}],
                "cyber_device": {"reason": "It has a network."},
            },
            "releases": [
                {"id": "REL-3.2", "version": "3.2", "status": "current"},
                {"id": "REL-3.3", "version": "3.3", "status": "planned"},
            ],
            "triage": list(decisions),
        }
    )


def releases(of: Dossier, sbom: Mapping[str, Any] = SBOM, *names: str) -> tuple[ReleaseParts, ...]:
    """The releases of the device; those that are named, or 3.2 alone, have the SBOM."""
    inventory = parse_sbom(json.dumps(sbom).encode(), "sbom.json")
    wanted = names or ("REL-3.2",)
    return tuple(release_parts(of.device, one, [inventory] if one.id in wanted else []) for one in of.releases)


def triage(*decisions: Mapping[str, Any]) -> tuple[Triage, ...]:
    """Decisions as a dossier holds them."""
    return dossier(*decisions).triage


def openvex_statement(**keys: Any) -> dict[str, Any]:
    """A statement that the TLS library is not affected."""
    said = {
        "vulnerability": {"name": "CVE-2099-0001"},
        "products": [{"@id": TLS}],
        "status": "not_affected",
        "justification": "vulnerable_code_not_present",
    } | keys
    return {key: value for key, value in said.items() if value is not None}


def openvex_document(*statements: Mapping[str, Any], **keys: Any) -> dict[str, Any]:
    """An OpenVEX document with these statements, or with the one above."""
    return {
        "@context": "https://openvex.dev/ns/v0.2.0",
        "@id": "https://acme.example/vex/1",
        "author": "Acme",
        "timestamp": "2026-05-20T10:00:00Z",
        "version": 1,
        "statements": list(statements) or [openvex_statement()],
    } | keys


def cyclonedx_document(**keys: Any) -> dict[str, Any]:
    """A CycloneDX VEX about the TLS library by itself."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"timestamp": "2026-05-20T10:00:00Z", "supplier": {"name": "Acme"}},
        "components": [{"type": "library", "bom-ref": "a", "name": "tls", "version": "3.0", "purl": TLS}],
        "vulnerabilities": [cyclonedx_entry()],
    } | keys


def cyclonedx_entry(state: str = "not_affected", **keys: Any) -> dict[str, Any]:
    """A vulnerability of a CycloneDX VEX."""
    justification = {"justification": "code_not_present"} if state == "not_affected" else {}
    return {
        "id": "CVE-2099-0001",
        "analysis": {"state": state, **justification},
        "affects": [{"ref": "a"}],
    } | keys


CYCLONEDX_XML = f"""<?xml version="1.0"?>
<bom xmlns="http://cyclonedx.org/schema/bom/1.6" version="1">
  <metadata>
    <timestamp>2026-05-20T10:00:00Z</timestamp>
    <supplier><name>Acme</name></supplier>
  </metadata>
  <components>
    <component type="library" bom-ref="a">
      <name>tls</name><version>3.0</version>
      <hashes><hash alg="SHA-256">{HASH}</hash></hashes>
      <purl>{TLS}</purl>
    </component>
  </components>
  <vulnerabilities>
    <vulnerability bom-ref="v">
      <id>CVE-2099-0001</id>
      <references><reference><id>GHSA-x</id><source><name>GitHub</name></source></reference></references>
      <recommendation>Take 3.1.</recommendation>
      <analysis>
        <state>not_affected</state>
        <justification>code_not_present</justification>
        <responses><response>update</response></responses>
        <detail>Compiled out.</detail>
      </analysis>
      <affects><target><ref>a</ref><versions><version><range>vers:deb/&lt;4</range></version></versions></target></affects>
    </vulnerability>
  </vulnerabilities>
</bom>
""".encode()
"""A CycloneDX VEX in XML, about a range of versions of the TLS library."""


def openvex_draft(**keys: Any) -> dict[str, Any]:
    """A document of the draft 0.0.1, in which names are plain texts."""
    statement = {
        "vulnerability": "CVE-2099-0001",
        "products": [TLS],
        "status": "not_affected",
        "justification": "vulnerable_code_not_present",
    }
    return {
        "@context": "https://openvex.dev/ns",
        "@id": "https://acme.example/vex/1",
        "author": "Acme",
        "timestamp": "2026-05-20T10:00:00Z",
        "version": "1",
        "statements": [statement | keys],
    }


def csaf_2_1_document(**keys: Any) -> dict[str, Any]:
    """The same as `csaf_document` in CSAF 2.1."""
    document = csaf_document()
    document["document"]["csaf_version"] = "2.1"
    document["product_tree"]["full_product_names"][0]["product_identification_helper"] = {"purls": [TLS]}
    return document | keys


def csaf_document(**keys: Any) -> dict[str, Any]:
    """A CSAF VEX in which the TLS library is not affected, by itself and as a component of an appliance."""
    return {
        "document": {
            "category": "csaf_vex",
            "csaf_version": "2.0",
            "publisher": {"category": "vendor", "name": "Acme", "namespace": "https://acme.example"},
            "title": "Acme VEX",
            "tracking": {
                "current_release_date": "2026-05-20T10:00:00Z",
                "id": "ACME-1",
                "initial_release_date": "2026-05-20T10:00:00Z",
                "revision_history": [{"date": "2026-05-20T10:00:00Z", "number": "1", "summary": "First."}],
                "status": "final",
                "version": "1",
            },
        },
        "product_tree": {
            "branches": [
                {
                    "category": "vendor",
                    "name": "Acme",
                    "branches": [
                        {
                            "category": "product_name",
                            "name": "Appliance",
                            "branches": [
                                {
                                    "category": "product_version",
                                    "name": "9",
                                    "product": {"name": "Appliance 9", "product_id": "APPLIANCE"},
                                }
                            ],
                        }
                    ],
                }
            ],
            "full_product_names": [
                {"name": "tls 3.0", "product_id": "TLS", "product_identification_helper": {"purl": TLS}}
            ],
            "relationships": [
                {
                    "category": "default_component_of",
                    "full_product_name": {"name": "tls in the appliance", "product_id": "APPLIANCE:TLS"},
                    "product_reference": "TLS",
                    "relates_to_product_reference": "APPLIANCE",
                }
            ],
            "product_groups": [{"group_id": "G", "product_ids": ["TLS", "APPLIANCE:TLS"]}],
        },
        "vulnerabilities": [
            {
                "cve": "CVE-2099-0001",
                "notes": [{"category": "description", "text": "A flaw."}],
                "product_status": {"known_not_affected": ["TLS", "APPLIANCE:TLS"]},
                "flags": [{"label": "vulnerable_code_not_present", "group_ids": ["G"]}],
            }
        ],
    } | keys


def read(document: Mapping[str, Any]) -> Document:
    """A document as it is read from a file."""
    return parse(json.dumps(document).encode(), "vex.json")


def lines(values: Iterable[object]) -> str:
    """Values one below the other, to look for words in them."""
    return "\n".join(map(str, values))
