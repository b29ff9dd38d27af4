# SPDX-License-Identifier: Apache-2.0
"""Small sources for the tests: the sample folder, records written in a line, archives, inventories of purls.

`SAMPLES` is a source folder of our own making in the publishers' layout: packages of an imagined infusion pump,
with one record for each rule that matching follows.
"""

import gzip
import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from medward.inventory import Component, Inventory

SAMPLES = Path(__file__).parent / "samples"

Json = dict[str, Any]


def record(name: str, *affected: Json, **fields: object) -> Json:
    """An OSV record."""
    return {"id": name, "modified": "2099-01-01T00:00:00Z", "affected": list(affected), **fields}


def affected(ecosystem: str, name: str, *ranges: Json, versions: Sequence[str] = ()) -> Json:
    """A statement about one package."""
    return {"package": {"ecosystem": ecosystem, "name": name}, "ranges": list(ranges), "versions": list(versions)}


def span(*events: str, kind: str = "ECOSYSTEM") -> Json:
    """A range of events in a line: `span("introduced 1.0", "fixed 2.0")`."""
    return {"type": kind, "events": [dict([event.split(" ", 1)]) for event in events]}


def entry(cve: str, **fields: object) -> Json:
    """An entry of the KEV catalogue."""
    return {
        "cveID": cve,
        "dateAdded": "2099-01-02",
        "dueDate": "2099-01-23",
        "requiredAction": "Update.",
        "knownRansomwareCampaignUse": "Unknown",
        **fields,
    }


def archive(path: Path, records: Mapping[str, bytes]) -> Path:
    """A ZIP archive of named records."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in records.items():
            packed.writestr(name, data)
    return path


def folder(root: Path, *records: Json, ecosystem: str = "PyPI", packed: bool = True) -> Path:
    """A source folder with these records of one ecosystem, as an archive or as plain files."""
    encoded = {f"{one['id']}.json": json.dumps(one).encode() for one in records}
    part = root / "osv" / ecosystem
    if packed:
        archive(part / "all.zip", encoded)
        return root
    part.mkdir(parents=True, exist_ok=True)
    for name, data in encoded.items():
        (part / name).write_bytes(data)
    return root


def catalogue(root: Path, *entries: Json) -> Path:
    """Add a KEV catalogue to a source folder."""
    path = root / "kev" / "known_exploited_vulnerabilities.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"vulnerabilities": list(entries)}))
    return root


def forecasts(root: Path, *rows: str, day: str = "2099-03-01", name: str = "") -> Path:
    """Add a file of EPSS scores to a source folder, gzipped where its name says so."""
    path = root / "epss" / (name or f"epss_scores-{day}.csv.gz")
    path.parent.mkdir(parents=True, exist_ok=True)
    head = f"#model_version:v2099.01.01,score_date:{day}T00:00:00Z"
    text = "\n".join([head, "cve,epss,percentile", *rows]).encode()
    path.write_bytes(gzip.compress(text) if path.suffix == ".gz" else text)
    return root


def inventory(*purls: str) -> Inventory:
    """An inventory of components that have nothing but a package URL; their reference is the URL itself."""
    components = tuple(Component(ref=purl, name=purl, purl=purl) for purl in purls)
    return Inventory(format="CycloneDX", spec_version="1.6", encoding="JSON", digest="", components=components)
