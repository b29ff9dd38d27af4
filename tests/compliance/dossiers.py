# SPDX-License-Identifier: Apache-2.0
"""Small dossiers, SBOMs and matches of our own making, and the check or fact that is asked of them.

A test gives only the keys of a dossier that its rule is about; the device around them is always the same.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter

from medward.advisories.model import (
    ComponentMatch,
    DatabaseInfo,
    Finding,
    KnownExploited,
    MatchReport,
    Severity,
    SourceInfo,
    Status,
)
from medward.base.problems import Place, Problem
from medward.compliance import facts
from medward.compliance.checks.evaluation import evaluate
from medward.compliance.context import Context, ReadSbom
from medward.compliance.gather import in_context
from medward.compliance.outcome import Outcome
from medward.dossier.model import Dossier
from medward.inventory.model import Component, Hash, Inventory, Relationship
from medward.packs.checks import Check

AS_OF = dt.date(2026, 6, 1)
FILE = "sbom.cdx.json"
DIGEST = "sha256:" + "0" * 64
HASH = Hash("SHA-256", "ab" * 32)
CRITICAL_VECTOR = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"
_CHECK: TypeAdapter[Check] = TypeAdapter(Check)

DEVICE: Mapping[str, Any] = {
    "name": "Pump",
    "manufacturer": "Example Devices",
    "intended_use": "Infusion of drugs",
    "clinical_function": "Infuses drugs",
    "cyber_device": {
        "contains_software": "yes",
        "can_connect": "yes",
        "could_be_vulnerable": "yes",
        "reason": "It has firmware and a radio",
    },
}

THREAT: Mapping[str, Any] = {
    "id": "T-007",
    "title": "rogue drug library",
    "description": "a changed library",
    "status": "accepted",
}
CONTROL: Mapping[str, Any] = {
    "id": "C-012",
    "title": "signed library",
    "description": "only signed libraries are loaded",
    "category": "integrity",
    "locus": "designed_in",
    "reduces": ["T-007"],
}
TEST: Mapping[str, Any] = {
    "id": "TE-004",
    "title": "unsigned library",
    "test_kind": "threat_mitigation",
    "verifies": ["C-012"],
    "result": "passed",
}
EVIDENCE: Mapping[str, Any] = {
    "id": "EV-1",
    "title": "test report",
    "evidence_kind": "test_report",
    "file": "evidence/report.txt",
    "digest": DIGEST,
    "collector": "test team",
    "collected": "2026-05-01",
}
RELEASE: Mapping[str, Any] = {"id": "R-1", "version": "1.0", "status": "current", "sboms": [{"file": FILE}]}


def part(base: Mapping[str, Any], **changed: object) -> dict[str, Any]:
    """A part with some of its keys changed; a key that is set to None is left out."""
    return {key: value for key, value in {**base, **changed}.items() if value is not None}


def dossier(**keys: object) -> Dossier:
    """A dossier of the device with these keys; `device` is merged into the usual one."""
    device = {**DEVICE, **dict(keys.pop("device", {}))}  # type: ignore[call-overload]  # tests give a mapping
    return Dossier.model_validate({"format": 1, "device": device, **keys})


def context(
    given: Dossier,
    *sboms: ReadSbom,
    as_of: dt.date = AS_OF,
    database: DatabaseInfo | None = None,
    others: Sequence[ReadSbom] = (),
) -> Context:
    """What checks and facts look at."""
    return in_context(given, as_of, sboms, others, database)


def asked(check: Mapping[str, Any], at: Context) -> Outcome:
    """The outcome of a check as it stands in a pack."""
    return evaluate(_CHECK.validate_python(check), at)


def fact(name: str, at: Context) -> Outcome:
    """What a fact says."""
    return facts.decide(name, at)


def component(ref: str = "tls", **changed: Any) -> Component:
    """A component that lacks nothing."""
    usual = {
        "name": f"acme-{ref}",
        "version": "1.0",
        "supplier": "Acme",
        "purl": f"pkg:pypi/acme-{ref}@1.0",
        "hashes": (HASH,),
    }
    return Component(ref=ref, **{**usual, **changed})


def inventory(*components: Component, needs: Sequence[tuple[str, str]] = (), **changed: Any) -> Inventory:
    """An SBOM of these components; `needs` are pairs of references."""
    usual: dict[str, Any] = {
        "format": "CycloneDX",
        "spec_version": "1.6",
        "encoding": "JSON",
        "digest": DIGEST,
        "timestamp": "2026-05-01T00:00:00Z",
        "authors": ("Example Devices",),
    }
    links = tuple(Relationship(source, "depends_on", target) for source, target in needs)
    return Inventory(**{**usual, "components": components, "relationships": links, **changed})


def read(
    given: Dossier, found: Inventory | None, report: MatchReport | None = None, *, file: str = FILE
) -> ReadSbom:
    """The SBOM of the first release of a dossier; one that could not be read where `found` is None."""
    problem = None if found else Problem(Place(file), "", "sbom.format", "this is no SBOM", "Export it again")
    return ReadSbom(given.releases[0], file, found, problem, report)


def finding(ref: str = "tls", vulnerability: str = "CVE-2026-1", **changed: Any) -> Finding:
    """A vulnerability against a component."""
    usual: dict[str, Any] = {
        "vulnerability": vulnerability,
        "aliases": (),
        "upstream": (),
        "records": (f"OSV-{vulnerability}",),
        "component": ref,
        "purl": f"pkg:pypi/acme-{ref}@1.0",
        "why": "1.0 lies in 0 to 2.0",
        "fixed_in": ("2.0",),
        "summary": "a length is trusted",
        "severities": (Severity("CVSS_V3", CRITICAL_VECTOR),),
        "cwes": (),
        "references": (),
        "published": None,
        "modified": None,
        "known_exploited": None,
        "confidence": "exact",
        "views": (),
    }
    return Finding(**{**usual, **changed})


def exploited(ref: str = "tls", vulnerability: str = "CVE-2026-1", **changed: Any) -> Finding:
    """A finding that CISA's catalogue lists."""
    entry = KnownExploited(vulnerability, AS_OF, None, "Unknown", "Apply updates")
    return finding(ref, vulnerability, known_exploited=entry, **changed)


def matched(found: Inventory, *findings: Finding, uncovered: Mapping[str, Status] | None = None) -> MatchReport:
    """What matching says of an SBOM: these findings, and `uncovered` components by reference."""
    return MatchReport(database(), tuple(_match(one, findings, uncovered or {}) for one in found.all_components))


def database(**changed: Any) -> DatabaseInfo:
    """A database of two sources, one of advisories, `changed`, and CISA's catalogue."""
    source = SourceInfo(
        name="OSV",
        part="PyPI",
        records=10,
        withdrawn=0,
        undecided=0,
        unreadable=0,
        commit_ranges=0,
        skipped=(),
        newest=dt.date(2026, 5, 30),
        licence="CC-BY-4.0",
        digest=DIGEST,
    )
    return DatabaseInfo(
        format=1,
        sources=(replace(source, **changed), replace(source, name="CISA KEV", part="")),
        skipped=(),
        digest=DIGEST,
        vulnerabilities=10,
        packages=5,
        ranges=10,
        versions=0,
        known_exploited=1,
    )


def _match(one: Component, findings: Sequence[Finding], uncovered: Mapping[str, Status]) -> ComponentMatch:
    own = tuple(found for found in findings if found.component == one.ref)
    status = uncovered.get(one.ref, Status.AFFECTED if own else Status.NOT_AFFECTED)
    return ComponentMatch(one.ref, one.name, one.version, one.purl, status, "as the test says", own)
