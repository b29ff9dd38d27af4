# SPDX-License-Identifier: Apache-2.0
"""Portfolios: a million component versions in one run, 10,000 releases from Parquet, an SBOM from a cold start.

Claims, on the public records (the folder that MEDWARD_DATA names), all in one run:

- 1,000,000 component versions of over 100,000 distinct ones, of the packages that OSV's records of PyPI and Go
  name, matched after loading: from questions to the status of each and to every finding, without writing them;
- the answers for 20,000 of them, equal to OSV's algorithm evaluated plainly: nothing less holds;
- the same million against all sources at once, where purl2cpe leads every package to CPE names as well, and a
  million of all kinds, CPE names and names of vendor and product among them, held to the same limit, which they
  may miss;
- 10,000 releases of 500 components by the program, from Parquet to tables of all statuses and findings, written;
- an SBOM of 500 components by the program, from its start to its end;
- beside vdb, univers and cve-bin-tool: see `_beside`.
"""

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from _beside import Sample, beside_cve_bin_tool, beside_univers, beside_vdb, matched, sample
from _osv import published, quality
from _portfolios import components, histories, portfolio
from harness import Measurement, PeerError
from medward.advisories import build
from medward.advisories.portfolio import matching, store
from medward.advisories.portfolio.engines import duck
from medward.inventory import Component

RATE_WANTED = 500_000
SECONDS_WANTED = 30.0
COLD_WANTED = 0.5
DISTINCT = 120_000
SAMPLE = 20_000
UNIVERS_SAMPLE = 200_000
"""So many that planning the joins is the smaller part of our time; univers answers them in seconds."""
RUNS = 3
COLD_RUNS = 11
PACKAGES = {"PyPI": 0.5, "Go": 0.45}


def measure() -> list[Measurement]:
    """All claims; none where MEDWARD_DATA is not set."""
    data = os.environ.get("MEDWARD_DATA")
    if not data:
        print("portfolio: MEDWARD_DATA names no public data, nothing is measured")
        return []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        everything, osv = folder / "all.duckdb", folder / "osv.duckdb"
        build(Path(data), everything)
        build(_part(folder, Path(data), "osv"), osv)
        drawn = list(components(histories(osv), DISTINCT, PACKAGES))
        measured = _millions(folder, drawn, osv, everything)
        measured += [_releases(folder, everything), _cold(folder, everything)]
        return [*measured, *_peers(folder, Path(data), drawn, osv)]


def _part(folder: Path, data: Path, source: str) -> Path:
    """A folder with one source of the public data."""
    part = folder / f"{source}-alone"
    part.mkdir()
    (part / source).symlink_to((data / source).resolve())
    return part


def _millions(folder: Path, drawn: Sequence[Component], osv: Path, everything: Path) -> list[Measurement]:
    portfolio(folder / "million", drawn, 2_000, 500)
    mixed = list(components(histories(everything), DISTINCT))
    portfolio(folder / "mixed", mixed, 2_000, 500)
    of_packages = f"{len(drawn):,} distinct, of PyPI and Go"
    return [
        _million("component versions matched", folder / "million", osv, of_packages),
        _million("component versions matched against all sources", folder / "million", everything, of_packages),
        _million(
            "component versions of all kinds matched against all sources",
            folder / "mixed",
            everything,
            f"{len(mixed):,} distinct, a quarter of them CPE names or names of vendor and product",
        ),
    ]


def _million(claim: str, held: Path, database: Path, note: str) -> Measurement:
    rates = []
    for _ in range(RUNS):
        with duck(store.tables(held), database, load=True) as engine:
            start = time.perf_counter()
            matching.match(engine)
            rates.append(1_000_000 / (time.perf_counter() - start))
    notes = (note, f"runs: {', '.join(f'{one:,.0f}' for one in rates)}", _load())
    return Measurement(claim, statistics.median(rates), RATE_WANTED, "limit", "components/s", 1, notes=notes)


def _releases(folder: Path, database: Path) -> Measurement:
    drawn = list(components(histories(database), 150_000))
    portfolio(folder / "releases", drawn, 10_000, 500)
    command = ["portfolio", "match", str(folder / "releases"), "--database", str(database)]
    seconds, memory = _program([*command, "--output", str(folder / "out")])
    notes = (
        f"{len(drawn):,} distinct components, CPE names and names of vendor and product among them",
        f"the whole program, its tables written; {memory:,} MB of memory at most",
        _load(),
    )
    claim = "10,000 releases of 500 components matched from Parquet"
    return Measurement(claim, seconds, SECONDS_WANTED, "limit", "s", 1, "lower", notes)


def _cold(folder: Path, database: Path) -> Measurement:
    drawn = components(histories(database), 500)
    listed = [{"type": "library", "name": one.name, "version": one.version, "purl": one.purl} for one in drawn]
    sbom = folder / "one.cdx.json"
    sbom.write_text(json.dumps({"bomFormat": "CycloneDX", "specVersion": "1.6", "components": listed}))
    command = ["match", str(sbom), "--database", str(database)]
    times = [_program(command)[0] for _ in range(COLD_RUNS)]
    notes = (
        f"{_findings(command):,} findings against all sources",
        f"runs: {', '.join(f'{one:.2f}' for one in times)}",
        _load(),
    )
    claim = "an SBOM of 500 components, cold start"
    return Measurement(claim, statistics.median(times), COLD_WANTED, "limit", "s", 1, "lower", notes)


def _peers(folder: Path, data: Path, drawn: Sequence[Component], osv: Path) -> list[Measurement]:
    records = {ecosystem: published(ecosystem) for ecosystem in PACKAGES}
    chosen = sample(random.Random(9).sample(list(drawn), SAMPLE), records)
    nvd = folder / "nvd.duckdb"
    build(_part(folder, data, "nvd"), nvd)
    return [
        _equal(folder, chosen, osv),
        beside_vdb(chosen, records["PyPI"], osv, folder),
        beside_univers(
            sample(list(components(histories(osv), UNIVERS_SAMPLE, PACKAGES)), records), records, osv, folder
        ),
        beside_cve_bin_tool(data / "nvd" / "cpe-configurations.zip", nvd, folder),
    ]


def _equal(folder: Path, chosen: Sample, database: Path) -> Measurement:
    answers = chosen.answers(matched(folder / "sample", chosen.listed, database)[1])
    recall, precision = quality(answers, chosen.true)
    differing = sum(found != true for found, true in zip(answers, chosen.true, strict=True))
    notes = (
        f"{len(answers):,} distinct, {sum(map(bool, chosen.true)):,} of them affected; {differing:,} differ",
        f"recall {recall}, precision {precision}, against all records of OSV for PyPI and Go",
    )
    claim = "answers equal to OSV's algorithm"
    return Measurement(claim, min(recall, precision), 1.0, "limit", "share", 1, notes=notes)


def _program(arguments: Sequence[str]) -> tuple[float, int]:
    """Seconds of a run of the program from its start to its end, and its memory at most in MB."""
    start = time.perf_counter()
    with subprocess.Popen(_command(arguments), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = code = os.waitstatus_to_exitcode(status)
        said = process.stderr.read().decode() if process.stderr else ""
    if code not in (0, 1):
        message = f"medward {' '.join(arguments)} ended with {code}: {said}"
        raise PeerError(message)
    return seconds, usage.ru_maxrss // 1024


def _findings(arguments: Sequence[str]) -> int:
    shown = subprocess.run(
        _command([*arguments, "--format", "json"]), stdout=subprocess.PIPE, text=True, check=False
    )
    sboms: list[Mapping[str, list[Mapping[str, list[object]]]]] = json.loads(shown.stdout)["sboms"]
    return sum(len(component["findings"]) for sbom in sboms for component in sbom["components"])


def _command(arguments: Sequence[str]) -> list[str]:
    return [sys.executable, "-m", "medward", *arguments]


def _load() -> str:
    """How busy the machine was in the last minute."""
    return f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"
