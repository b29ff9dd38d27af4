# SPDX-License-Identifier: Apache-2.0
"""Public data in their publishers' layout, served on this machine: fetched whole, the same database from them."""

import json
import os
import zipfile
from pathlib import Path

import pytest

from advisories.sync.publisher import MovedClock, Publisher, answer, csaf_source, drop, files_source
from medward.advisories import info
from medward.advisories.building import build as build_plainly
from medward.advisories.sync.client import Connection
from medward.advisories.sync.guarding import build
from medward.advisories.sync.model import Outcome
from medward.advisories.sync.running import Order, synchronise
from medward.advisories.sync.sources import Source

pytestmark = pytest.mark.data
MEDICAL = 144
"""CISA's medical advisories in the data."""


@pytest.fixture
def data() -> Path:
    if "MEDWARD_DATA" not in os.environ:
        pytest.skip("MEDWARD_DATA is not set, so there is no public data to serve")
    return Path(os.environ["MEDWARD_DATA"])


def serve(server: Publisher, data: Path) -> tuple[Source, ...]:
    """OSV's Go and PyPI and the KEV catalogue, as their publishers serve them."""
    for part in ("PyPI", "Go"):
        server.put(f"/osv/{part}/all.zip", (data / "osv" / part / "all.zip").read_bytes())
    server.put("/kev.json", (data / "kev" / "known_exploited_vulnerabilities.json").read_bytes())
    kev = {"path": "kev/known_exploited_vulnerabilities.json", "content": "kev", "id": "cisa-kev"}
    wide = {"max_bytes": 1_000_000_000, "parts": ["PyPI", "Go"]}
    return (
        files_source(f"{server.url}/osv/{{part}}/all.zip", path="osv/{part}/all.zip", id="osv", **wide),
        files_source(f"{server.url}/kev.json", **kev),
    )


def test_what_is_fetched_through_faults_gives_the_same_database(
    server: Publisher, clock: MovedClock, data: Path, tmp_path: Path
) -> None:
    order = Order(serve(server, data))
    server.next("/osv/PyPI/all.zip", drop(1_000_000), answer(429, Retry_After="5"), answer(503), drop(500_000))
    report = synchronise(tmp_path / "s", order, Connection(), clock)
    assert report.fresh
    assert [one.outcome for source in report.sources for one in source.files] == [Outcome.UPDATED] * 3
    built = build(tmp_path / "s", tmp_path / "a.duckdb", allow_fewer=False)
    assert built.replaced
    plain = tmp_path / "plain"
    for part in ("osv/PyPI/all.zip", "osv/Go/all.zip", "kev/known_exploited_vulnerabilities.json"):
        (plain / part).parent.mkdir(parents=True)
        (plain / part).symlink_to(data / part)
    expected = build_plainly(plain, tmp_path / "b.duckdb")
    found = {(one.name, one.part): (one.records, one.digest) for one in info(tmp_path / "a.duckdb").sources}
    assert found == {(one.name, one.part): (one.records, one.digest) for one in expected.sources}


def test_a_second_run_fetches_nothing(server: Publisher, clock: MovedClock, data: Path, tmp_path: Path) -> None:
    order = Order(serve(server, data))
    synchronise(tmp_path / "s", order, Connection(), clock)
    report = synchronise(tmp_path / "s", order, Connection(), clock)
    assert report.fresh
    assert {one.outcome for source in report.sources for one in source.files} == {Outcome.UNCHANGED}


def test_cisas_medical_advisories_are_fetched_with_their_digests(
    server: Publisher, clock: MovedClock, data: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(data / "csaf" / "cisa-ot-white.zip") as packed:
        names = [name for name in packed.namelist() if "/icsma-" in name]
        for name in names:
            server.put(f"/white/{name}", packed.read(name))
    documents = [name for name in names if name.endswith(".json")]
    server.put("/white/changes.csv", "".join(f"{name},2024-10-24\n" for name in documents).encode())
    metadata = {"distributions": [{"directory_url": f"{server.url}/white/"}]}
    server.put("/pm.json", json.dumps(metadata).encode())
    (report,) = synchronise(
        tmp_path / "s", Order((csaf_source(f"{server.url}/pm.json"),)), Connection(), clock
    ).sources
    assert report.fresh
    missing = f"the signatures of {MEDICAL} documents are missing: its provider publishes none beside it"
    assert report.notes == (missing,)
    assert len(report.files) == MEDICAL
