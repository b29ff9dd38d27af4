# SPDX-License-Identifier: Apache-2.0
"""Reading CycloneDX JSON, beside lib4sbom, and against the limit of 200 MB/s.

From bytes in memory to an `Inventory`, which includes the digest of the bytes, the choice of the reader, one ref
for each component and the check of every relationship; lib4sbom goes from a decoded text to its lists of packages
and relationships. Both do their work in one thread, and CPU time is measured, so that other work on the machine
counts for neither.

One document is made here, always the same, of components as generators write them: package URL, CPE, two hashes,
licence, supplier, description, links, properties and dependencies, some 1.7 kB each. Where the public examples are
there, all their SBOMs in CycloneDX JSON are read too, several times over in each turn, because they are small.
"""

import hashlib
import json
import os
import random
import tempfile
import time
import zipfile
from pathlib import Path
from typing import Any

from harness import Measurement, interleaved, run_peer
from medward.inventory import parse

PEER = "lib4sbom 0.10.4"
COMPONENTS = 20_000
WANTED = 10
LIMIT = 200
"""MB/s that reading must reach, whatever the peer does."""
TURN = 30
"""MB that each side reads in one turn, at the least."""
MEGABYTE = 1_000_000


def measure() -> list[Measurement]:
    """The document made here, and the public examples where they are there."""
    measured = _measured("made up", [_document(COMPONENTS)])
    if examples := _examples():
        measured += _measured("public examples", examples)
    return measured


def _measured(claim: str, documents: list[bytes]) -> list[Measurement]:
    """Both sides in turns. The counts of what they found are in the notes, for they are a part of the result."""
    size = sum(map(len, documents)) / MEGABYTE
    times = max(1, round(TURN / size))
    found: dict[str, tuple[int, int]] = {}

    def ours() -> float:
        start = time.process_time()
        for _ in range(times):
            held = [parse(data, "bom.json") for data in documents]
        seconds = (time.process_time() - start) / times
        found["ours"] = (sum(len(one.components) for one in held), sum(len(one.relationships) for one in held))
        return size / seconds

    def peer() -> float:
        result = run_peer("lib4sbom", "read.py", {"paths": paths, "times": times})
        found["peer"] = (result["components"], result["relationships"])
        return size / float(result["seconds"])

    with tempfile.TemporaryDirectory() as folder:
        paths = [str(_written(Path(folder) / f"{number}.json", data)) for number, data in enumerate(documents)]
        mine, theirs = interleaved(ours, peer)
    notes = (
        f"{len(documents)} documents, {size:.1f} MB",
        f"components and relationships: {found['ours']} ours, {found['peer']} theirs",
    )
    title = f"CycloneDX JSON read, {claim}"
    return [
        Measurement(title, mine, theirs, PEER, "MB/s", WANTED, notes=notes),
        Measurement(title, mine, LIMIT, "limit", "MB/s", 1, notes=notes[:1]),
    ]


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def _document(number: int) -> bytes:
    """A CycloneDX 1.6 document of `number` components in one line, as most generators write it."""
    chance = random.Random(number)
    components = [_component(chance, index) for index in range(number)]
    refs = [component["bom-ref"] for component in components]
    dependencies = [{"ref": ref, "dependsOn": chance.sample(refs, chance.randrange(6))} for ref in refs]
    main = {"type": "device", "bom-ref": "gateway", "name": "Pump Gateway", "version": "3.2.0"}
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": "urn:uuid:5a1e7c1e-6c1d-4b8e-9b44-0d3a4f3c2b10",
        "version": 1,
        "metadata": {"timestamp": "2026-03-01T10:00:00Z", "component": main},
        "components": components,
        "dependencies": [{"ref": "gateway", "dependsOn": refs[:50]}, *dependencies],
    }
    return json.dumps(document, separators=(",", ":")).encode()


def _component(chance: random.Random, index: int) -> dict[str, Any]:
    """One component with what generators write of a library."""
    name, vendor = f"library-{index}", f"vendor-{chance.randrange(500)}"
    version = f"{chance.randrange(9)}.{chance.randrange(30)}.{chance.randrange(50)}"
    purl = f"pkg:npm/%40{vendor}/{name}@{version}"
    licence = chance.choice(("MIT", "Apache-2.0", "BSD-3-Clause", "ISC", "Zlib"))
    home = f"https://code.example.com/{vendor}/{name}"
    return {
        "type": "library",
        "bom-ref": f"{purl}?package-id={hashlib.md5(purl.encode(), usedforsecurity=False).hexdigest()[:16]}",
        "supplier": {"name": f"{vendor} Limited", "url": [f"https://{vendor}.example.com"]},
        "author": f"The developers of {name}",
        "group": f"@{vendor}",
        "name": name,
        "version": version,
        "description": f"A part of the tools of {vendor}: reads, checks and writes the messages of {name}, on all "
        "platforms and without further dependencies of its own.",
        "scope": "required",
        "hashes": [
            {"alg": "SHA-256", "content": hashlib.sha256(purl.encode()).hexdigest()},
            {"alg": "SHA-512", "content": hashlib.sha512(purl.encode()).hexdigest()},
        ],
        "licenses": [{"license": {"id": licence, "url": f"https://spdx.org/licenses/{licence}.html"}}],
        "cpe": f"cpe:2.3:a:{vendor}:{name}:{version}:*:*:*:*:*:*:*",
        "purl": purl,
        "externalReferences": [
            {"type": "website", "url": f"{home}#readme"},
            {"type": "vcs", "url": f"git+{home}.git"},
            {"type": "issue-tracker", "url": f"{home}/issues"},
            {
                "type": "distribution",
                "url": f"https://packages.example.com/@{vendor}/{name}/-/{name}-{version}.tgz",
            },
        ],
        "properties": [
            {"name": "cdx:npm:package:path", "value": f"node_modules/@{vendor}/{name}"},
            {"name": "cdx:npm:package:development", "value": "false"},
        ],
    }


def _examples() -> list[bytes]:
    """Every SBOM of the public examples in CycloneDX JSON; nothing where they are not there."""
    folder = os.environ.get("MEDWARD_DATA")
    if not folder:
        return []
    with zipfile.ZipFile(Path(folder) / "sboms" / "cyclonedx-examples.zip") as archive:
        names = sorted(archive.namelist())
        return [archive.read(name) for name in names if name.startswith("SBOM/") and name.endswith(".json")]
