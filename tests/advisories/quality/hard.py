# SPDX-License-Identifier: Apache-2.0
"""The sources that the labelled cases are matched against: two samples, and made-up records for hard cases."""

import json
import shutil
from pathlib import Path

from advisories.product_sources import cpe, criterion, cve, node, nvd, product, write_cves, write_nvd
from advisories.sources import SAMPLES, Json, affected, record, span

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


def _typed(name: str, label: str, kind: str, start: str, end: str) -> Json:
    """A CVE record about one product, whose versions are in the order of their type."""
    entry = {"version": start, "lessThan": end, "status": "affected", "versionType": kind}
    return cve(name, product("Acme", label, entry, cpes=[cpe(f"acme:{label.lower()}")]))


PRODUCTS = (
    _typed("CVE-2099-2001", "semver-pump", "semver", "1.0.0-rc.2", "2.0.0"),
    _typed("CVE-2099-2002", "rpm-pump", "rpm", "1.2~rc1", "1.2^git4"),
    _typed("CVE-2099-2003", "maven-pump", "maven", "1.0", "2.0"),
    _typed("CVE-2099-2004", "python-pump", "python", "1.0a1", "2.0.post1"),
    _typed("CVE-2099-2005", "custom-pump", "custom", "1.0.2", "1.0.3"),
    cve(
        "CVE-2099-2006",
        product("Acme, Inc.", "Named Pump", {"version": "0", "lessThan": "2.0", "status": "affected"}),
    ),
    cve("CVE-2099-2007", product("n/a", "n/a", {"version": "1.0", "status": "affected"})),
)
"""CVE records: orders of versions, and names in a CNA's own words."""

_PLUS = node(criterion(cpe("acme:board", part="h"), vulnerable=False))
CONFIGURATIONS = (
    nvd("CVE-2099-3001", node(criterion(cpe("acme:infuser"), versionEndExcluding="2.0"))),
    nvd(
        "CVE-2099-3002",
        {
            "operator": "AND",
            "nodes": [node(criterion(cpe("acme:firmware", part="o"), versionEndExcluding="3.0")), _PLUS],
        },
    ),
    nvd("CVE-2099-3003", node(criterion(cpe("acme:letters"), versionEndExcluding="1.0.2"))),
    nvd("CVE-2099-3004", node(criterion(cpe("acme:dated"), versionEndIncluding="2016"))),
    nvd("CVE-2099-3005", node(criterion(cpe("acme:unversioned")))),
    nvd("CVE-2099-3006", node(criterion(cpe("acme:single", "4.2")))),
    nvd(
        "CVE-2099-3007",
        node(criterion(cpe("acme:targeted", rest="*:*:*:*:android:*:*"), versionEndExcluding="2.0")),
    ),
)
"""Records of the NVD."""

DISTRIBUTED = (
    record(
        "DEBIAN-CVE-2099-4001",
        affected("Debian:12", "infuse2", span("introduced 0", "fixed 1:2.4-1+deb12u1")),
        upstream=["CVE-2099-4001"],
    ),
    record(
        "RHSA-2099:4002",
        affected("Red Hat:enterprise_linux:9::baseos", "infuse2", span("introduced 0", "fixed 0:2.4-3.el9_2")),
        upstream=["CVE-2099-4002", "CVE-2099-4003"],
    ),
    record(
        "SUSE-SU-2099:4004-1",
        affected("SUSE:Linux Enterprise Server 15 SP5", "infuse2", span("introduced 0", "fixed 2.4-150500.3.1")),
        upstream=["CVE-2099-4004"],
    ),
    record(
        "SUSE-SU-2099:4006-1",
        affected(
            "SUSE:Linux Enterprise Server 15 SP4-LTSS", "infuse2", span("introduced 0", "fixed 2.4-150400.3.1")
        ),
        upstream=["CVE-2099-4006"],
    ),
    record(
        "SWIFT-2099-4005",
        affected(
            "SwiftURL", "https://github.com/ward/Pump.git", span("introduced 0", "fixed 1.2.0", kind="SEMVER")
        ),
        aliases=["CVE-2099-4005"],
    ),
)
"""Records of distributions and of ecosystems whose names are written in several ways."""


def write_sources(root: Path) -> Path:
    """Write all of them to one source folder of plain records, and give it back."""
    for folder in (EXAMPLE, SAMPLES):
        for path in (folder / "osv").glob("*/*.json"):
            _place(root, path.parent.name, path.name).write_bytes(path.read_bytes())
    for one in (*RECORDS, *DISTRIBUTED):
        ecosystem = one["affected"][0]["package"]["ecosystem"].partition(":")[0]
        _place(root, ecosystem, f"{one['id'].replace(':', '-')}.json").write_text(
            json.dumps(one), encoding="utf-8"
        )
    shutil.copytree(EXAMPLE / "kev", root / "kev")
    return write_nvd(write_cves(root, *PRODUCTS), *CONFIGURATIONS)


def _place(root: Path, ecosystem: str, name: str) -> Path:
    folder = root / "osv" / ecosystem
    folder.mkdir(parents=True, exist_ok=True)
    return folder / name
