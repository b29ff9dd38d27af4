# SPDX-License-Identifier: Apache-2.0
"""The sources that the labelled cases are matched against: two samples, and made-up records for hard cases."""

import json
import shutil
from pathlib import Path

from advisories.sources import SAMPLES, affected, record, span

EXAMPLE = Path(__file__).parents[3] / "examples" / "advisories"

RECORDS = (
    record(
        "PYSEC-2099-1001",
        affected("PyPI", "pre-pump", span("introduced 1.0", "fixed 2.0")),
        aliases=["CVE-2099-1001"],
    ),
    record(
        "PYSEC-2099-1002",
        affected("PyPI", "epoch-pump", span("introduced 1!1.0", "fixed 1!2.0")),
        aliases=["CVE-2099-1002"],
    ),
    record(
        "PYSEC-2099-1003",
        affected("PyPI", "local-pump", span("introduced 1.0", "fixed 2.0")),
        aliases=["CVE-2099-1003"],
    ),
    record(
        "PYSEC-2099-1004",
        affected("PyPI", "listed-pump", span("introduced 1.0", "fixed 1.2"), versions=["0.3", "2008-ward"]),
        aliases=["CVE-2099-1004"],
    ),
    record(
        "PYSEC-2099-1005",
        affected("PyPI", "two-pump", span("introduced 1.0", "fixed 2.0")),
        aliases=["CVE-2099-1005"],
    ),
    record(
        "GHSA-pump-0000-1005",
        affected("PyPI", "two-pump", span("introduced 1.2", "fixed 3.0")),
        aliases=["CVE-2099-1005"],
    ),
    record(
        "GHSA-pump-0000-1006",
        affected("npm", "@ward/pump", span("introduced 1.0.0", "fixed 2.0.0", kind="SEMVER")),
        aliases=["CVE-2099-1006"],
    ),
    record(
        "PYSEC-2099-1007",
        affected(
            "PyPI", "half-pump", span("introduced 1.0", "fixed 2.0"), span("introduced first-ward", "fixed 9.0")
        ),
        aliases=["CVE-2099-1007"],
    ),
    record(
        "PYSEC-2099-1008",
        affected(
            "PyPI",
            "last-pump",
            span("introduced 0", "last_affected 1.4"),
            span("introduced 2.0", "fixed 2.4", "limit *"),
        ),
        aliases=["CVE-2099-1008"],
    ),
    record(
        "PYSEC-2099-1009",
        affected("PyPI", "commit-pump", span("introduced 0", kind="GIT")),
        aliases=["CVE-2099-1009"],
    ),
    record(
        "PYSEC-2099-1010",
        affected("PyPI", "gone-pump", span("introduced 0")),
        withdrawn="2099-01-02T00:00:00Z",
    ),
    record("PYSEC-2099-1011", affected("PyPI", "gone-pump", span("introduced 0"))),
)
"""One record or two for each hard case; `labels.yaml` says what is hard about it."""


def write_sources(root: Path) -> Path:
    """Write all of them to one source folder of plain records, and give it back."""
    for folder in (EXAMPLE, SAMPLES):
        for path in (folder / "osv").glob("*/*.json"):
            _place(root, path.parent.name, path.name).write_bytes(path.read_bytes())
    for one in RECORDS:
        ecosystem = one["affected"][0]["package"]["ecosystem"]
        _place(root, ecosystem, f"{one['id']}.json").write_text(json.dumps(one), encoding="utf-8")
    shutil.copytree(EXAMPLE / "kev", root / "kev")
    return root


def _place(root: Path, ecosystem: str, name: str) -> Path:
    folder = root / "osv" / ecosystem
    folder.mkdir(parents=True, exist_ok=True)
    return folder / name
