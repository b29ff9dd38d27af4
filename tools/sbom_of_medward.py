# SPDX-License-Identifier: Apache-2.0
"""Writes Medward's own SBOM, as CycloneDX 1.6 JSON, from the lock file alone.

    python tools/sbom_of_medward.py 2026-11-23

Rules:

- The same lock file, table of licences and day give the same bytes; the machine and the network are not asked.
- What Medward needs at run time has the scope `required`. What only its developers need has `excluded`, which in
  CycloneDX means: not part of what is delivered.
- A component may be only for some machines; the lock file's marker is kept as a property.
- Hashes are those of every distribution file that the lock file allows: whoever installs has one of them.
- Suppliers and licences are not in the lock file. They stand in a table of our own, and a component without a row
  stops the tool: an SBOM with silent gaps is worse than none.
"""

import csv
import datetime as dt
import json
import re
import sys
import tomllib
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from packageurl import PackageURL

from medward.base.files import write_atomically

ROOT = Path(__file__).resolve().parent.parent
LOCK = "requirements.lock"
TABLE = "examples/medward/files/components.csv"
SBOM = "examples/medward/files/medward.cdx.json"
SPACE = uuid.UUID("0b6f8f5e-6a55-4f0e-9f43-2f1f7d0a9c11")
"""Namespace of the serial numbers, so that the same content has the same number."""

_HEAD = re.compile(r"(?P<name>[a-z0-9][a-z0-9._-]*)==(?P<version>[^ ;]+)(?: ; (?P<marker>[^\\]+?))? \\?")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_VIA = re.compile(r"#(?: via)? +(?!via$)(\S.*)")
_RUNTIME_ROOT = "medward (pyproject.toml)"
_ROOTS = re.compile(r"medward \(pyproject\.toml(:[a-z]+)?\)")


@dataclass(frozen=True, slots=True)
class Locked:
    """One entry of the lock file.

    Attributes:
        name: name in the package index's normal form.
        version: the one version that is installed.
        marker: machines for which it is installed; empty for all.
        hashes: SHA-256 of every file that may be installed, sorted.
        via: who needs it: names of other entries, or Medward itself.
    """

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]
    via: tuple[str, ...]

    @property
    def purl(self) -> str:
        """Its package URL, which is also its reference in the SBOM."""
        return PackageURL("pypi", None, self.name, self.version).to_string()


@dataclass(frozen=True, slots=True)
class Known:
    """What the table says of a component."""

    supplier: str
    licence: str


def parse_lock(text: str) -> tuple[Locked, ...]:
    """The entries of a lock file as uv writes it, sorted by name. Raises ValueError for any other line."""
    entries: list[list[str]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line and not line.startswith((" ", "#")):
            entries.append([line])
        elif entries and line.strip():
            entries[-1].append(line.strip())
        elif line.strip():
            raise ValueError(f"{LOCK}:{number}: a line before the first entry: {line!r}")
    return tuple(sorted(map(_locked, entries), key=lambda one: one.name))


def _locked(lines: list[str]) -> Locked:
    head = _HEAD.fullmatch(lines[0])
    if head is None:
        raise ValueError(f"{LOCK}: this is not an entry: {lines[0]!r}")
    hashes, via = [], []
    for line in lines[1:]:
        if found := _HASH.match(line):
            hashes.append(found[1])
        elif found := _VIA.match(line):
            via.append(found[1])
        elif line != "# via":
            raise ValueError(f"{LOCK}: this is no part of an entry: {line!r}")
    if not hashes:
        raise ValueError(f"{LOCK}: {head['name']} has no hash")
    return Locked(head["name"], head["version"], head["marker"] or "", tuple(sorted(hashes)), tuple(sorted(via)))


def needed_at_run_time(locked: Iterable[Locked]) -> frozenset[str]:
    """Names of what Medward itself needs, directly or through others."""
    needs: dict[str, set[str]] = {}
    for one in locked:
        for user in one.via:
            needs.setdefault(user, set()).add(one.name)
    found: set[str] = set()
    waiting = list(needs.get(_RUNTIME_ROOT, ()))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(needs.get(name, ()))
    return frozenset(found)


def parse_table(text: str) -> dict[str, Known]:
    """Suppliers and licences under the component's name."""
    rows = csv.DictReader(text.splitlines())
    return {row["name"]: Known(row["supplier"], row["licence"]) for row in rows}


def build(root: Path, made: dt.date) -> bytes:
    """The SBOM of the repository in `root`, made on that day. Raises ValueError or OSError."""
    locked = parse_lock((root / LOCK).read_text("utf-8"))
    table = parse_table((root / TABLE).read_text("utf-8"))
    if missing := [one.name for one in locked if one.name not in table]:
        raise ValueError(f"{TABLE} has no row for {', '.join(missing)}")
    version = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    bom = _document(version, locked, table, made)
    return (json.dumps(bom, indent=2, ensure_ascii=False) + "\n").encode()


def _document(
    version: str, locked: tuple[Locked, ...], table: Mapping[str, Known], made: dt.date
) -> dict[str, object]:
    product = PackageURL("pypi", None, "medward", version).to_string()
    runtime = needed_at_run_time(locked)
    components = [_component(one, table[one.name], needed=one.name in runtime) for one in locked]
    dependencies = _dependencies(product, locked, runtime)
    content = json.dumps([product, components, dependencies], sort_keys=True)
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(SPACE, content)}",
        "version": 1,
        "metadata": {
            "timestamp": f"{made.isoformat()}T00:00:00Z",
            "lifecycles": [{"phase": "pre-build"}],
            "authors": [{"name": "The Medward project"}],
            "component": {
                "type": "application",
                "bom-ref": product,
                "supplier": {"name": "The Medward project"},
                "name": "medward",
                "version": version,
                "licenses": [{"license": {"id": "Apache-2.0"}}],
                "purl": product,
            },
        },
        "components": components,
        "dependencies": dependencies,
        "compositions": [{"aggregate": "complete", "assemblies": [product]}],
    }


def _component(one: Locked, known: Known, *, needed: bool) -> dict[str, object]:
    component: dict[str, object] = {
        "type": "library",
        "bom-ref": one.purl,
        "supplier": {"name": known.supplier},
        "name": one.name,
        "version": one.version,
        "scope": "required" if needed else "excluded",
        "hashes": [{"alg": "SHA-256", "content": value} for value in one.hashes],
        "licenses": [_licence(known.licence)],
        "purl": one.purl,
    }
    if one.marker:
        component["properties"] = [{"name": "medward:marker", "value": one.marker}]
    return component


def _licence(written: str) -> dict[str, object]:
    """An SPDX expression where it is more than one id."""
    return {"expression": written} if " " in written else {"license": {"id": written}}


def _dependencies(product: str, locked: tuple[Locked, ...], runtime: frozenset[str]) -> list[dict[str, object]]:
    """Who needs whom. The product needs what it names for run time; the developers' tools hang on nobody."""
    purls = {one.name: one.purl for one in locked}
    needs: dict[str, set[str]] = {purl: set() for purl in (product, *purls.values())}
    for one in locked:
        for user in one.via:
            if user in purls:
                needs[purls[user]].add(one.purl)
            elif _ROOTS.fullmatch(user) is None:
                raise ValueError(f"{LOCK}: {one.name} is needed by {user!r}, which has no entry")
        if one.name in runtime and _RUNTIME_ROOT in one.via:
            needs[product].add(one.purl)
    return [{"ref": ref, "dependsOn": sorted(needs[ref])} if needs[ref] else {"ref": ref} for ref in sorted(needs)]


def made_on(sbom: bytes) -> dt.date:
    """The day on which an SBOM of ours was made."""
    return dt.datetime.fromisoformat(json.loads(sbom)["metadata"]["timestamp"]).date()


def main() -> None:
    """Write the SBOM; the day on which it is made is the one argument."""
    if len(sys.argv) != len(("tool", "day")):
        sys.exit("Name the day on which the SBOM is made: python tools/sbom_of_medward.py 2026-11-23")
    write_atomically(ROOT / SBOM, build(ROOT, dt.date.fromisoformat(sys.argv[1])))
    print(f"{SBOM} written")


if __name__ == "__main__":
    main()
