# SPDX-License-Identifier: Apache-2.0
"""Small sources about products for the tests: CVE records, records of the NVD, pairs of purl2cpe."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from advisories.sources import archive
from medward.inventory import Component, Inventory

Json = dict[str, Any]


def cpe(vendor_product: str, version: str = "*", rest: str = "*:*:*:*:*:*:*", part: str = "a") -> str:
    """A CPE name: `cpe("acme:pump", "1.0")`."""
    return f"cpe:2.3:{part}:{vendor_product}:{version}:{rest}"


def cve(name: str, *affected: Json, state: str = "PUBLISHED", adp: Sequence[Json] = (), **cna: object) -> Json:
    """A CVE record of format 5."""
    return {
        "dataType": "CVE_RECORD",
        "cveMetadata": {"cveId": name, "state": state, "dateUpdated": "2099-02-01T00:00:00Z"},
        "containers": {"cna": {"affected": list(affected), **cna}, "adp": list(adp)},
    }


def product(vendor: str, name: str, *versions: Json, **fields: object) -> Json:
    """What a CNA says of one product."""
    return {"vendor": vendor, "product": name, "versions": list(versions), **fields}


def below(version: str) -> Json:
    """Everything before a version is affected."""
    return {"version": "0", "lessThan": version, "status": "affected", "versionType": "custom"}


def criterion(name: str, *, vulnerable: bool = True, **bounds: str) -> Json:
    """One match criterion; bounds as the NVD names them."""
    return {"criteria": name, "vulnerable": vulnerable, "matchCriteriaId": "x", **bounds}


def node(*criteria: Json, operator: str = "OR", negate: bool = False) -> Json:
    """One node."""
    return {"operator": operator, "negate": negate, "cpeMatch": list(criteria)}


def nvd(name: str, *configurations: Json, modified: str = "2099-03-01T10:00:00.000", **fields: object) -> Json:
    """A record of the NVD; a bare node stands for a configuration of it alone."""
    wrapped = [one if "nodes" in one else {"nodes": [one]} for one in configurations]
    return {"cve": {"id": name, "lastModified": modified, "configurations": wrapped, **fields}}


def page(*records: Json) -> Json:
    """A page of the NVD's API."""
    return {
        "resultsPerPage": len(records),
        "startIndex": 0,
        "totalResults": len(records),
        "vulnerabilities": list(records),
    }


def write_cves(root: Path, *records: Json) -> Path:
    """Add a CVE list to a source folder."""
    packed = {f"cves/{one['cveMetadata']['cveId']}.json": json.dumps(one).encode() for one in records}
    archive(root / "cve" / "cves.zip", packed)
    return root


def write_nvd(root: Path, *records: Json, run: str = "20990301T000000Z") -> Path:
    """Add a page of the NVD to a source folder."""
    path = root / "nvd" / run / "0000000.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(page(*records)))
    return root


def write_pairs(root: Path, purls: Sequence[str], cpes: Sequence[str]) -> Path:
    """Add one pair of lists to a source folder."""
    lists = {
        "acme/pump/purls.yml": "purls:\n" + "".join(f"  - {one}\n" for one in purls),
        "acme/pump/cpes.yml": "cpes:\n" + "".join(f"  - {one}\n" for one in cpes),
    }
    archive(root / "purl2cpe" / "purl2cpe.zip", {name: text.encode() for name, text in lists.items()})
    return root


def parts(*components: Component) -> Inventory:
    """An inventory of components."""
    return Inventory(format="CycloneDX", spec_version="1.6", encoding="JSON", digest="", components=components)


def named(*cpes: str, version: str = "", purl: str = "", supplier: str = "", name: str = "part") -> Component:
    """A component."""
    return Component(ref=name, name=name, version=version, purl=purl, cpes=cpes, supplier=supplier)
