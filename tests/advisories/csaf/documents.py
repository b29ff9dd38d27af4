# SPDX-License-Identifier: Apache-2.0
"""Small CSAF documents of our own making: an imagined maker, its pump and one advisory, for each test to vary."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from medward.advisories.csaf import Advisory, parse

Json = dict[str, Any]


def leaf(category: str, name: str, product: str, **more: object) -> Json:
    """A branch that ends in a product."""
    return {"category": category, "name": name, "product": {"product_id": product, "name": f"{name}", **more}}


def branch(category: str, name: str, *inner: Json) -> Json:
    """A branch with branches."""
    return {"category": category, "name": name, "branches": list(inner)}


def product(vendor: str, name: str, version: str, number: str = "P1", **more: object) -> Json:
    """A vendor with one product in one version or range."""
    kind = "product_version_range" if version[:1] in "<>v*" else "product_version"
    end = {"category": kind, "name": version}
    end_of_it = {**end, "product": {"product_id": number, "name": f"{name}: {version}", **more}}
    return branch("vendor", vendor, branch("product_name", name, end_of_it))


def vulnerability(**status: list[str]) -> Json:
    """A vulnerability with status lists."""
    return {"cve": "CVE-2099-0001", "product_status": status}


def document(*branches: Json, **more: Any) -> Json:
    """A whole document, with `more` in its head.

    Without `vulnerabilities`, one affects every product of the branches; `tree` is added to the product tree.
    """
    vulnerabilities: list[Json] | None = more.pop("vulnerabilities", None)
    tree = {"branches": list(branches), **more.pop("tree", {})}
    tracking = {
        "id": "ACME-99-001",
        "status": "final",
        "version": "2",
        "initial_release_date": "2099-01-01T00:00:00Z",
        "current_release_date": "2099-02-01T00:00:00+01:00",
    }
    head = {
        "category": "csaf_security_advisory",
        "csaf_version": "2.0",
        "publisher": {"category": "coordinator", "name": "A coordinator", "namespace": "https://example.org"},
        "title": "Acme Pump",
        "tracking": tracking,
        "notes": [{"category": "summary", "text": "An attacker could\nstop the pump."}],
        "references": [
            {"category": "self", "url": "https://example.org/acme-99-001.json", "summary": ""},
            {"category": "self", "url": "https://example.org/acme-99-001", "summary": ""},
        ],
    }
    found = (
        vulnerabilities if vulnerabilities is not None else [vulnerability(known_affected=_ids(list(branches)))]
    )
    return {"document": head | more, "product_tree": tree, "vulnerabilities": found}


def advisory(found: Json, name: str = "ACME-99-001") -> Advisory:
    """A document as read, under an id."""
    found["document"]["tracking"]["id"] = name
    return parse(json.dumps(found).encode())


def provider(root: Path, documents: Mapping[str, Json], *, checksums: bool = True) -> Path:
    """A provider's folder with documents in `2099/`, checksums, `index.txt` and `changes.csv`."""
    folder = root / "2099"
    folder.mkdir(parents=True)
    for name, found in documents.items():
        data = json.dumps(found).encode()
        (folder / name).write_bytes(data)
        if checksums:
            (folder / f"{name}.sha512").write_text(f"{hashlib.sha512(data).hexdigest()}  {name}", encoding="ascii")
    (root / "index.txt").write_text("".join(f"white/2099/{name}\n" for name in documents), encoding="utf-8")
    lines = (f"white/2099/{name},2099-02-01T00:00:00Z\n" for name in documents)
    (root / "changes.csv").write_text("".join(lines), encoding="utf-8")
    return root


def _ids(branches: list[Json]) -> list[str]:
    found = [one["product"]["product_id"] for one in branches if "product" in one]
    for one in branches:
        found += _ids(one.get("branches", []))
    return found
