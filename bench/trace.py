# SPDX-License-Identifier: Apache-2.0
"""The trace of a large dossier, and the verdicts of every shipped framework on it: how long, and how it grows.

The dossier is made up: at size 1 it has 2,000 threats, 5,000 tests and an SBOM of 20,000 components, with
controls, requirements, evidence, risks, findings and triage decisions in proportion, some of them missing or
broken, so that every kind of check finds something. Measured is what `assess` does after reading and matching: the
facts of the engines, the trace, the verdicts, the order of the findings, the groups of mends. Reading YAML and
SBOMs and matching have benchmarks of their own.

Time is that of the processor, of the one thread that works: on a machine that is shared with others, the time on
the wall says more about them. Growth is the slope of log(time) over log(size), by least squares over sizes from a
quarter to twice.
"""

import datetime as dt
import math
import statistics
import time
from collections.abc import Sequence

from harness import Measurement
from medward.advisories.model import (
    ComponentMatch,
    DatabaseInfo,
    Finding,
    KnownExploited,
    MatchReport,
    Severity,
    Status,
)
from medward.compliance.assessment import judge
from medward.compliance.context import ReadSbom
from medward.compliance.gather import in_context
from medward.dossier.model import Dossier
from medward.dossier.model.device import Release
from medward.inventory.model import DEPENDS_ON, Component, Hash, Inventory, Relationship
from medward.packs import Framework
from medward.packs.library import shipped, shipped_pack

AS_OF = dt.date(2026, 6, 1)
SIZES = (0.25, 0.5, 1.0, 2.0)
LIMIT_SECONDS = 3.0
LIMIT_OF_ALL = 10.0
SPINE = ("fda-524b", "fda-premarket-cybersecurity", "iec-62443-4-1", "iec-81001-5-1")
"""The frameworks of the first limit and of the growth; the second limit is for every shipped one."""
LIMIT_EXPONENT = 1.15
RUNS = 5
DIGEST = "sha256:" + "0" * 64
FILE = "sbom.cdx.json"
DATABASE = DatabaseInfo(1, (), (), DIGEST, 0, 0, 0, 0, 0)
PLAN_TOPICS = ("personnel", "monitoring_sources", "patch_timeline", "update_process", "coordinated_disclosure")
CATEGORIES = (
    "authentication",
    "authorization",
    "cryptography",
    "integrity",
    "confidentiality",
    "event_detection_and_logging",
    "resiliency_and_recovery",
    "firmware_and_software_updates",
)
SEVERITIES = ("negligible", "minor", "serious", "critical", "catastrophic")
LEVELS = ("very_low", "low", "medium", "high", "very_high")
TEST_KINDS = ("requirement", "threat_mitigation", "vulnerability", "penetration")


def measure() -> list[Measurement]:
    """The time at size 1 against its limit, and the exponent of the growth against its own."""
    spine = [shipped_pack(pack) for pack in SPINE]
    times = [seconds(size, spine) for size in SIZES]
    exponent = statistics.linear_regression(list(map(math.log, SIZES)), list(map(math.log, times))).slope
    told = ", ".join(f"{taken:.2f} s at size {size:g}" for size, taken in zip(SIZES, times, strict=True))
    return [
        Measurement(
            claim="trace and verdicts of 2,000 threats, 20,000 components, 5,000 tests",
            ours=times[SIZES.index(1.0)],
            peer=LIMIT_SECONDS,
            peer_name="limit",
            unit="s",
            wanted=1,
            better="lower",
            notes=(f"processor time; {len(spine)} frameworks; {told}",),
        ),
        Measurement(
            claim=f"the same with all {len(shipped())} frameworks",
            ours=seconds(1.0, shipped()),
            peer=LIMIT_OF_ALL,
            peer_name="limit",
            unit="s",
            wanted=1,
            better="lower",
            notes=("processor time",),
        ),
        Measurement(
            claim="growth of trace and verdicts (exponent)",
            ours=exponent,
            peer=LIMIT_EXPONENT,
            peer_name="limit",
            unit="",
            wanted=1,
            better="lower",
            notes=("slope of log(time) over log(size); 1 is linear",),
        ),
    ]


def assess(dossier: Dossier, sbom: ReadSbom, frameworks: Sequence[Framework]) -> None:
    """What an assessment does once everything is read and matched."""
    judge(in_context(dossier, AS_OF, [sbom], database=DATABASE), frameworks, DIGEST)


def seconds(size: float, frameworks: Sequence[Framework]) -> float:
    """Processor time at one size: the least of several turns, after one that fills the caches of a program."""
    dossier = made_dossier(size)
    sbom = made_sbom(dossier.releases[0], size)
    assess(dossier, sbom, frameworks)
    return min(_turn(dossier, sbom, frameworks) for _ in range(RUNS))


def _turn(dossier: Dossier, sbom: ReadSbom, frameworks: Sequence[Framework]) -> float:
    start = time.process_time()
    assess(dossier, sbom, frameworks)
    return time.process_time() - start


def made_dossier(size: float) -> Dossier:
    """A dossier of a size: everything that it has many of grows with it."""
    n = {name: max(1, round(count * size)) for name, count in _AT_SIZE_1.items()}
    return Dossier.model_validate(
        {
            "format": 1,
            "device": _device(),
            "releases": [{"id": "R-1", "version": "1.0", "status": "current", "sboms": [{"file": FILE}]}],
            "component_support": [
                {
                    "component": _purl(i),
                    "level": "actively_maintained",
                    "source": "made up",
                    "justification": "none set",
                }
                for i in range(n["supported"])
            ],
            "architecture": _architecture(n),
            "harms": [
                {"id": f"HA-{i}", "name": f"harm {i}", "severity": SEVERITIES[i % 5], "many_patients": "no"}
                for i in range(n["harms"])
            ],
            "hazardous_situations": [
                {"id": f"HS-{i}", "name": f"situation {i}", "harms": [f"HA-{i % n['harms']}"]}
                for i in range(n["situations"])
            ],
            "threats": [_threat(i, n) for i in range(n["threats"])],
            "risk_method": _risk_method(),
            "risks": [_risk(i, n) for i in range(n["risks"])],
            "controls": [_control(i, n) for i in range(n["controls"])],
            "requirements": [_requirement(i, n) for i in range(n["requirements"])],
            "tests": [_test(i, n) for i in range(n["tests"])],
            "evidence": [_evidence(i) for i in range(n["evidence"])],
            "triage": [_triage(i, n) for i in range(n["triage"])],
            "plans": [_plan()],
        }
    )


def made_sbom(release: Release, size: float) -> ReadSbom:
    """An SBOM of a size, with its findings: every eighth component has two."""
    number = round(20_000 * size)
    components = tuple(_component(i) for i in range(number))
    needs = tuple(Relationship(f"c{i}", DEPENDS_ON, f"c{3 * i + k}") for i in range(number // 3) for k in (1, 2))
    inventory = Inventory(
        format="CycloneDX",
        spec_version="1.6",
        encoding="JSON",
        digest=DIGEST,
        authors=("Made up",),
        timestamp="2026-03-01T12:00:00Z",
        components=components,
        relationships=needs,
    )
    report = MatchReport(DATABASE, tuple(_match(i) for i in range(number)))
    return ReadSbom(release, FILE, inventory, report=report)


_AT_SIZE_1 = {
    "threats": 2_000,
    "tests": 5_000,
    "supported": 18_000,
    "processes": 200,
    "interfaces": 400,
    "flows": 800,
    "assets": 200,
    "harms": 100,
    "situations": 400,
    "risks": 1_500,
    "controls": 1_600,
    "requirements": 3_000,
    "evidence": 4_000,
    "triage": 3_000,
    "views": 40,
}


def _device() -> dict[str, object]:
    answers = {"contains_software": "yes", "can_connect": "yes", "could_be_vulnerable": "yes", "reason": "made up"}
    return {
        "name": "Made-up pump",
        "manufacturer": "Nobody",
        "intended_use": "Nothing",
        "clinical_function": "None",
        "markets": [{"jurisdiction": "US", "device_class": "II", "submission": "510k"}],
        "cyber_device": answers,
    }


def _architecture(n: dict[str, int]) -> dict[str, object]:
    return {
        "zones": [
            {"id": "Z-IN", "name": "inside", "trust": "trusted"},
            {"id": "Z-OUT", "name": "outside", "trust": "untrusted", "description": "the hospital"},
        ],
        "actors": [{"id": "A-1", "name": "server", "actor_kind": "system", "zone": "Z-OUT"}],
        "processes": [
            {"id": f"P-{i}", "name": f"process {i}", "zone": "Z-IN", "runs": [_purl(i * 7)]}
            for i in range(n["processes"])
        ],
        "interfaces": [
            {
                "id": f"I-{i}",
                "name": f"interface {i}",
                "on": f"P-{i % n['processes']}",
                "medium": "ethernet",
                "direction": "both",
            }
            for i in range(n["interfaces"])
        ],
        "flows": [
            {
                "id": f"F-{i}",
                "name": f"flow {i}",
                "source": "A-1",
                "target": f"P-{i % n['processes']}",
                "via": [f"I-{i % n['interfaces']}"],
                "authenticated": "yes",
                "encrypted": "yes" if i % 9 else "unknown",
            }
            for i in range(n["flows"])
        ],
        "assets": [{"id": f"AS-{i}", "name": f"asset {i}", "needs": ["integrity"]} for i in range(n["assets"])],
    }


def _threat(i: int, n: dict[str, int]) -> dict[str, object]:
    return {
        "id": f"T-{i}",
        "title": f"threat {i}",
        "description": "somebody does something",
        "threatens": [f"I-{i % n['interfaces']}", f"F-{i % n['flows']}", f"P-{i % n['processes']}"],
        "components": [_purl(i * 5)],
        "leads_to": [f"HS-{i % n['situations']}"] if i % 11 else [],
        "status": "mitigated" if i % 4 else "accepted",
    }


def _risk_method() -> dict[str, object]:
    return {
        "description": "made up",
        "exploitability": dict.fromkeys(LEVELS, "as it says"),
        "acceptance": [{"severity": severity, "acceptable_up_to": "medium"} for severity in SEVERITIES],
        "approved": "2026-01-01",
    }


def _risk(i: int, n: dict[str, int]) -> dict[str, object]:
    return {
        "id": f"RI-{i}",
        "title": f"risk {i}",
        "threats": [f"T-{i % n['threats']}"],
        "hazardous_situations": [f"HS-{i % n['situations']}"],
        "before": {"exploitability": "high", "severity": SEVERITIES[i % 5]},
        "controls": [f"C-{i % n['controls']}"],
        "after": {"exploitability": LEVELS[i % 5], "severity": SEVERITIES[i % 5], "rationale": "made up"},
    }


def _control(i: int, n: dict[str, int]) -> dict[str, object]:
    return {
        "id": f"C-{i}",
        "title": f"control {i}",
        "description": "it does something",
        "category": CATEGORIES[i % 8],
        "locus": "designed_in",
        "reduces": [f"T-{(i + k * 400) % n['threats']}" for k in range(3)],
        "protects": [f"AS-{i % n['assets']}"],
    }


def _requirement(i: int, n: dict[str, int]) -> dict[str, object]:
    return {
        "id": f"RQ-{i}",
        "text": "it shall do something",
        "specifies": [f"C-{i % n['controls']}"],
        "acceptance": "it does",
        "implementation": "somewhere" if i % 6 else None,
    }


def _test(i: int, n: dict[str, int]) -> dict[str, object]:
    return {
        "id": f"TE-{i}",
        "title": f"test {i}",
        "test_kind": TEST_KINDS[i % 4],
        "methods": ["fuzzing"] if i % 2 else ["abuse_cases"],
        "verifies": [f"RQ-{i % n['requirements']}", f"C-{i % n['controls']}"],
        "release": "R-1",
        "result": "failed" if i % 10 == 3 else "passed",
        "date": "2026-04-01",
        "evidence": [f"EV-{i % n['evidence']}"] if i % 7 else [],
    }


def _evidence(i: int) -> dict[str, object]:
    return {
        "id": f"EV-{i}",
        "title": f"report {i}",
        "evidence_kind": "test_report",
        "file": f"evidence/{i}.pdf",
        "digest": DIGEST,
        "collector": "made up",
        "collected": "2026-04-02",
        "valid_until": "2026-05-01" if i % 20 == 7 else None,
    }


def _triage(i: int, n: dict[str, int]) -> dict[str, object]:
    return {
        "id": f"TR-{i}",
        "vulnerability": f"CVE-2026-{10_000 + i * 8}",
        "component": _purl(i * 8),
        "status": "affected" if i % 3 else "fixed",
        "risk_state": "controlled",
        "reason": "made up",
        "author": "nobody",
        "date": "2026-05-01",
        "risks": [f"RI-{i % n['risks']}"],
    }


def _plan() -> dict[str, object]:
    return {
        "id": "PL-1",
        "title": "plan",
        "plan_kind": "cybersecurity_management",
        "text": "made up",
        "elements": [{"topic": topic, "text": "made up"} for topic in PLAN_TOPICS],
        "owner": "nobody",
        "approved": "2026-01-01",
    }


def _purl(i: int) -> str:
    return f"pkg:pypi/made-up-{i}@1.{i % 50}.0"


def _component(i: int) -> Component:
    return Component(
        ref=f"c{i}",
        name=f"made-up-{i}",
        version=f"1.{i % 50}.0",
        supplier="Nobody" if i % 40 else "",
        purl=_purl(i),
        hashes=(Hash("SHA-256", "0" * 64),),
    )


def _match(i: int) -> ComponentMatch:
    found = tuple(_finding(i, k) for k in range(2)) if i % 8 == 0 else ()
    status = Status.AFFECTED if found else Status.NOT_AFFECTED
    return ComponentMatch(f"c{i}", f"made-up-{i}", f"1.{i % 50}.0", _purl(i), status, "made up", found)


def _finding(i: int, k: int) -> Finding:
    number = f"CVE-2026-{10_000 + i + k}"
    listed = KnownExploited(number, AS_OF, None, "Unknown", "update") if i % 400 == 0 else None
    return Finding(
        vulnerability=number,
        aliases=(),
        upstream=(),
        records=(f"DEMO-{i}-{k}",),
        component=f"c{i}",
        purl=_purl(i),
        why="made up",
        fixed_in=("9.0",),
        summary="made up",
        severities=(Severity("CVSS_V3", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"),),
        cwes=(),
        references=(),
        published=None,
        modified=None,
        known_exploited=listed,
        confidence="exact",
        views=(),
    )
