# SPDX-License-Identifier: Apache-2.0
"""Matching package URLs against advisories, beside AppThreat vdb, and the limits that people feel.

Claims:

- matched: distinct package URLs of the records' own packages, affected and not, from text to the ids of their
  vulnerabilities, both sides on the same records. Ours opens its database each time; vdb has it open.
- a database of the same records is built, and an SBOM of 500 components is matched, within a limit.

The truth is OSV's algorithm, evaluated plainly in `_osv.py`. Ids that are aliases of each other count as one, for
both sides.

To be fair to vdb: it drops every PyPI record that has an alias in GitHub's database, because it takes that one
instead; so aliases that begin with GHSA are taken out of its records, and its floor on the year is off, as for its
own PyPI feed. Its database is built with the steps of its own download (`peers/vdb/build.py`).

The made-up records, for machines without the public ones, have four records for each package where the real ones
have up to 400, which is what slows vdb down; so less is wanted there.
"""

import random
import re
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from _histories import invented
from _osv import Ids, Record, accepted, published, ranges, told, without_github, write
from _osv import names as names_of
from _osv import truth as truth_of
from harness import Measurement, interleaved, run_peer, timed
from medward.advisories import build, match, vulnerabilities_of
from medward.advisories.ecosystems import normal_name
from medward.inventory import Component, Inventory
from medward.versions import key_function

VDB = "AppThreat vdb 7.0.3"
REAL, MADE_UP = "the PyPI records of OSV", "made-up records"
WANTED = {REAL: 50, MADE_UP: 10}
PURLS = 30_000
RUNS = 3
WARM_UP = 200
SBOM = 500
BUILD_LIMIT = 2.0
SBOM_LIMIT = 0.2

_PLAIN = re.compile(r"[0-9a-z.-]+")


def measure() -> list[Measurement]:
    """All claims, on the public records where MEDWARD_DATA has them, on made-up ones elsewhere."""
    records, source = _records()
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "advisories.duckdb"
        write(Path(folder) / "sources", records)
        seconds = min(timed(lambda: build(Path(folder) / "sources", database)) for _ in range(RUNS))
        measured = [
            _beside_vdb(records, source, database, Path(folder) / "vdb"),
            _within("one SBOM of 500 components matched", _sbom(records, database), SBOM_LIMIT, source),
        ]
    return [*measured, _within(f"a database of {len(records):,} records built", seconds, BUILD_LIMIT, source)]


def _beside_vdb(records: list[Record], source: str, database: Path, home: Path) -> Measurement:
    """Both asked about the same package URLs; the first turn of each, which is not measured, gives the answers."""
    names = names_of(records)
    pairs = _pairs(records)
    purls = [f"pkg:pypi/{package}@{version}" for package, version in pairs]
    truth = list(truth_of(records, pairs, names))
    home.mkdir()
    kept = run_peer("vdb", "build.py", {"records": without_github(records)}, env={"VDB_HOME": str(home)})[
        "converted"
    ]
    answers: dict[str, list[Ids]] = {}

    def ours() -> float:
        start = time.perf_counter()
        found = vulnerabilities_of(purls, database)
        rate = len(purls) / (time.perf_counter() - start)
        answers["ours"] = [frozenset(ids) for ids in found]
        return rate

    def peer() -> float:
        done = run_peer("vdb", "search.py", {"purls": purls, "warm_up": WARM_UP}, env={"VDB_HOME": str(home)})
        answers["vdb"] = [frozenset(names.get(id_, id_) for id_ in ids) for ids in done["results"]]
        return float(done["rate"])

    rate, peer_rate = interleaved(ours, peer, RUNS)
    return Measurement(
        claim=f"package URLs matched against {source}",
        ours=rate,
        peer=peer_rate,
        peer_name=VDB,
        unit="purls/s",
        wanted=WANTED[source],
        notes=(
            f"{len(purls):,} distinct package URLs, {sum(map(bool, truth)):,} of them affected",
            f"ours: {told(answers['ours'], truth)}; vdb: {told(answers['vdb'], truth)}",
            f"vdb converts {kept:,} of the {len(records):,} records, aliases of GitHub's database taken out",
        ),
    )


def _within(claim: str, seconds: float, limit: float, source: str) -> Measurement:
    return Measurement(
        claim, ours=seconds, peer=limit, peer_name="limit", unit="s", wanted=1, better="lower", notes=(source,)
    )


def _sbom(records: list[Record], database: Path) -> float:
    """Median seconds; half of the components are known packages at one version each, half are unknown."""
    newest = dict(sorted(_pairs(records, limit=None)))
    known = [f"pkg:pypi/{package}@{version}" for package, version in newest.items()][: SBOM // 2]
    purls = [*known, *(f"pkg:pypi/unheard-of-{number}@1.0" for number in range(SBOM - len(known)))]
    components = tuple(Component(ref=purl, name=purl, purl=purl) for purl in purls)
    inventory = Inventory(
        format="CycloneDX", spec_version="1.6", encoding="JSON", digest="", components=components
    )
    match(inventory, database)
    return sorted(timed(lambda: match(inventory, database)) for _ in range(RUNS))[RUNS // 2]


def _records() -> tuple[list[Record], str]:
    """The records, and what they are."""
    records = published("PyPI")
    return (records, REAL) if records else (list(_invented()), MADE_UP)


def _invented() -> Iterator[Record]:
    """Four records for each package: a stretch of its history, named as a range and enumerated."""
    chance, key = random.Random(11), key_function("pypi")
    for number, history in enumerate(invented("pypi", 600)):
        versions = sorted({version for version in history if accepted(version, key)}, key=key)
        for _ in range(4):
            low, high = sorted(chance.sample(range(len(versions)), 2))
            name = f"CVE-2099-{chance.randrange(10**7):07}"
            events = [{"introduced": versions[low]}, {"fixed": versions[high]}]
            affected = {
                "package": {"ecosystem": "PyPI", "name": f"package-{number}"},
                "ranges": [{"type": "ECOSYSTEM", "events": events}],
                "versions": versions[low:high],
            }
            yield {"id": name, "modified": "2099-01-01T00:00:00Z", "affected": [affected]}


def _pairs(records: Iterable[Record], limit: int | None = PURLS) -> list[tuple[str, str]]:
    """Distinct packages, each with a version of theirs, at random; the same ones each time."""
    pool = {
        (normal_name("PyPI", statement["package"]["name"]), version)
        for record in records
        for statement in record.get("affected", ())
        for version in _versions(statement)
    }
    return random.Random(3).sample(sorted(pool), min(limit or len(pool), len(pool)))


def _versions(statement: Mapping[str, Any]) -> Iterator[str]:
    """Enumerated ones, and later than the fixed ones; those that a package URL can hold without escapes."""
    fixed = [event["fixed"] for one in ranges(statement) for event in one["events"] if "fixed" in event]
    for version in (
        *statement.get("versions", ()),
        *fixed,
        *(f"{one}.{last}" for one in fixed for last in range(1, 6)),
    ):
        if _PLAIN.fullmatch(version):
            yield version
