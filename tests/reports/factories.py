# SPDX-License-Identifier: Apache-2.0
"""Assessments made by hand, for the tests of the reports: a small honest one, and its variants.

`assessment()` is the small one that the golden files show: every status, every kind of finding, every kind of
unknown. The variants change one thing each: `all_met`, `without_database`, `broken_sbom`, `hostile`, `large`.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from medward.advisories.epss import Epss
from medward.advisories.model import DatabaseInfo, Finding, KnownExploited, Skipped, SourceInfo, View
from medward.advisories.model import Severity as PublishedSeverity
from medward.base.problems import Place, Problem
from medward.compliance.model import (
    Assessment,
    BrokenLink,
    Coverage,
    Decision,
    FindingLine,
    FrameworkVerdicts,
    Mend,
    PackInfo,
    Proof,
    Section,
    Status,
    Uncovered,
    Unknown,
    Verdict,
)
from medward.dossier.model.keeping import RiskState
from medward.dossier.model.parts import Answer
from medward.dossier.model.risk import Severity
from medward.triage import fda
from medward.triage.deadlines import Deadline
from medward.triage.fda import FdaRisk, Handling
from medward.triage.reach import Reach
from medward.triage.tables import Outcome

AS_OF = dt.date(2026, 3, 20)
DOSSIER = "sha256:" + "5e" * 32
DATABASE = "sha256:" + "ad" * 32
PACK = "sha256:" + "4a" * 32

NO_TEST = "Add a test that verifies the control"
NO_EVIDENCE = "Name the evidence that the test is backed by"
NO_DECISION = "Add a triage that decides the finding"

HOSTILE = (
    "<script>alert(1)</script>",
    "\"'><img src=x onerror=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "&amp; &lt;b&gt;",
    "javascript:alert(1)",
    "evil\u202egnp.exe",
    "nul\x00byte and \x1b[31mred\x1b[0m",
    "bell\x07 \x9b1m \ufeff\u200bhidden",
    "W" * 400,
    "]]></style></title></textarea>--><svg onload=alert(1)>",
    "[bold red]markup[/] :warning:",
)
"""Text that tries to break out of a page, a terminal or a line."""


def database(as_of: dt.date = AS_OF) -> DatabaseInfo:
    """A database of two sources: packages 12 days old, known exploited ones of the day before."""
    return DatabaseInfo(
        format=1,
        sources=(
            _source("CISA KEV", "", 1_250, as_of - dt.timedelta(days=1)),
            _source("OSV", "PyPI", 18_400, as_of - dt.timedelta(days=12)),
        ),
        skipped=(Skipped("nvd", "this version does not read it"),),
        digest=DATABASE,
        vulnerabilities=15_200,
        packages=9_100,
        ranges=41_000,
        versions=3_900,
        known_exploited=1_250,
    )


def _source(name: str, part: str, records: int, newest: dt.date | None) -> SourceInfo:
    return SourceInfo(
        name=name,
        part=part,
        records=records,
        withdrawn=0,
        undecided=0,
        commit_ranges=0,
        unreadable=0,
        skipped=(),
        newest=newest,
        licence="CC-BY-4.0",
        digest="sha256:" + "0f" * 32,
    )


def broken(node: str, text: str, mend: str, mend_id: str, place: Place | None = None) -> BrokenLink:
    """A broken link that begins at `node`."""
    return BrokenLink(text, node, mend, mend_id, place)


UNTESTED = (
    broken(
        "threat:T-007",
        "T-007 'rogue drug library' is accepted; control C-012 reduces it; no test verifies C-012",
        NO_TEST,
        "test.verifies.control",
        Place("threats.yaml", 41, 3),
    ),
    broken(
        "threat:T-009",
        "T-009 'replayed pump command' is accepted; control C-014 reduces it; no test verifies C-014",
        NO_TEST,
        "test.verifies.control",
        Place("threats.yaml", 66, 3),
    ),
)
UNBACKED = (
    broken(
        "test:TE-004",
        "test TE-004 'fuzzing of the drug library parser' passed; no evidence backs it",
        NO_EVIDENCE,
        "test.evidence.evidence",
        Place("proof/tests.yaml", 12, 3),
    ),
)


def verdict(number: int, title: str, status: Status, reason: str, section: str = "app4") -> Verdict:
    """A verdict without proofs and broken links."""
    return Verdict("fda-premarket", f"{section}.{number}", title, f"Section V.{number}", section, status, reason)


def _verdicts() -> tuple[Verdict, ...]:
    proof = Proof(
        "T-001 'eavesdropping' is mitigated; control C-001 reduces it; test TE-001 verifies C-001",
        "threat:T-001",
        Place("threats.yaml", 7, 3),
    )
    return (
        replace(
            verdict(1, "Threat model", Status.MET, "Every threat reaches a hazardous situation"),
            proofs=(proof, Proof("The threat model was approved on 2026-01-15")),
        ),
        replace(
            verdict(2, "Traceability", Status.NOT_MET, "2 of 3 accepted threats reach no passed test"),
            proofs=(proof,),
            broken=UNTESTED,
        ),
        replace(
            verdict(3, "Vulnerability assessment", Status.NOT_MET, "1 test has no report"),
            broken=UNBACKED,
        ),
        verdict(4, "Component support", Status.UNKNOWN, "nobody has said how long zlib 1.2.11 is looked after"),
        verdict(5, "SBOM content", Status.ERROR, "sboms/gateway.json cannot be read", "plan"),
        verdict(6, "Predetermined change", Status.NOT_APPLICABLE, "the device is not sold in the US", "plan"),
        replace(
            verdict(7, "Disclosure", Status.MET, "plan P-2 speaks of coordinated disclosure", "plan"),
            proofs=(Proof("P-2 'disclosure' is approved", "plan:P-2", Place("plans.yaml", 30)),),
        ),
    )


def framework() -> FrameworkVerdicts:
    """Seven verdicts in two sections, of every status."""
    return FrameworkVerdicts(
        id="fda-premarket",
        version="2026-02-03",
        title="Cybersecurity in medical devices (a framework made up for tests)",
        citation="Made up for tests, 3 February 2026",
        legal_status="in_force",
        note="",
        sections=(Section("app4", "Documentation"), Section("plan", "Management plan")),
        verdicts=_verdicts(),
    )


def draft() -> FrameworkVerdicts:
    """A framework that is only proposed, with one verdict."""
    return FrameworkVerdicts(
        id="draft-rule",
        version="1",
        title="A rule that is only proposed",
        citation="Made up for tests",
        legal_status="proposed",
        note="proposed, not in force",
        sections=(Section("all", "All of it"),),
        verdicts=(
            Verdict(
                "draft-rule",
                "r1",
                "Signed updates",
                "Article 1",
                "all",
                Status.NOT_APPLICABLE,
                "not asked on this day",
            ),
        ),
    )


def finding(
    vulnerability: str, component: str, fixed_in: tuple[str, ...] = (), *, exploited: bool = False
) -> Finding:
    """A vulnerability of a PyPI package; `component` is `name@version`."""
    name, _, version = component.partition("@")
    kev = KnownExploited(vulnerability, dt.date(2025, 6, 2), dt.date(2025, 6, 23), "Unknown", "Apply the update")
    return Finding(
        vulnerability=vulnerability,
        aliases=("GHSA-aaaa-bbbb-cccc",),
        upstream=(),
        records=(f"PYSEC-{vulnerability}",),
        component=component,
        purl=f"pkg:pypi/{component}",
        why=f"{version} lies in the range 1.0 up to {', '.join(fixed_in) or 'no end'} of PYSEC-{vulnerability}",
        fixed_in=fixed_in,
        summary=f"{name} can be made to read out of bounds",
        severities=(PublishedSeverity("CVSS_V3", PUBLISHED),),
        cwes=("CWE-125",),
        references=("https://example.org/advisory",),
        published=dt.date(2025, 5, 20),
        modified=dt.date(2025, 6, 1),
        known_exploited=kev if exploited else None,
        confidence="exact",
        views=(),
    )


def disagreeing() -> View:
    """A record of the same vulnerability that does not include this version."""
    return View(
        "GHSA-1",
        "OSV PyPI",
        matches=False,
        why="the range ends before it",
        fixed_in=(),
        summary="",
        severities=(),
        modified=None,
    )


def decision(status: str, *, expired: bool = False, risk_state: str = "controlled") -> Decision:
    """A triage decision of 1 March 2026."""
    return Decision(
        id="TR-1",
        scope="release",
        status=status,
        justification="vulnerable_code_not_in_execute_path" if status == "not_affected" else None,
        risk_state=risk_state,
        reason="the parser is never fed from outside",
        action="update with release 3.3.0",
        author="product security officer",
        decided=dt.date(2026, 3, 1),
        expires=dt.date(2026, 3, 10) if expired else None,
        expired=expired,
        carried_from=None,
        evidence=(),
        kept=True,
    )


DEPLOYER = Outcome("deployer", ("scheduled", "out_of_cycle"), ("mission_impact",))
PUBLISHED = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"
SUPPLIER = Outcome("supplier", ("scheduled", "immediate"), ("automatable", "value_density"))
FORECAST = Epss("CVE-2025-1111", 0.31, 0.968, dt.date(2026, 3, 19), "v2025.03.14")
UNKNOWN_RISK = FdaRisk(RiskState.UNKNOWN, ("no harm is linked to what it reaches",))
UNCONTROLLED = FdaRisk(
    RiskState.UNCONTROLLED, ("very high exploitability with catastrophic harm is not accepted",)
)


def finding_line(about: Finding, made: Decision | None, reach: Reach, rank: str, *, opened: bool) -> FindingLine:
    """A finding in release 3.2.0, in a process that only another one on the device can reach."""
    name, _, version = about.component.partition("@")
    return FindingLine(
        finding=about,
        node=f"finding:{about.vulnerability}@{about.component}",
        component_name=name,
        component_version=version,
        release="R-3.2.0",
        release_version="3.2.0",
        decision=made,
        standing="undecided" if made is None else "expired" if made.expired else "closed",
        reopened=(),
        open=opened,
        reach=reach,
        score=8.8,
        vector=f"{PUBLISHED}/CR:H/IR:H/AR:H/MAV:L/MPR:L",
        steps=("runs only in P-GATEWAY", "the way in that counts is local, so MAV:L"),
        assumed=("nobody knows whether I-2 answers in normal use",),
        epss=FORECAST if opened else None,
        priority=SUPPLIER,
        deployer=DEPLOYER,
        risk=UNKNOWN_RISK,
        route=None,
        rank=rank,
        action="Decide about it" if opened else "Nothing to do",
        deadline=None,
    )


def _findings() -> tuple[FindingLine, ...]:
    reached = Reach(("P-GATEWAY",), ("T-007",), ("HS-2",), ("H-1", "H-2"), Severity.CATASTROPHIC)
    return (
        replace(
            finding_line(
                finding("CVE-2025-1111", "gateway-http@2.4.1", ("2.4.9",), exploited=True),
                None,
                reached,
                "known to be exploited, and it reaches catastrophic harm",
                opened=True,
            ),
            risk=UNCONTROLLED,
            route=fda.route(dt.date(2026, 3, 2), AS_OF, Handling(in_isao=Answer.YES)),
            action="Decide about it; until then treat it as uncontrolled (fixed in 2.4.9)",
            deadline=Deadline(dt.date(2026, 4, 1), "30 days after 2026-03-02, to tell customers"),
        ),
        replace(
            finding_line(
                finding("CVE-2024-2222", "zipper@1.2.11", ("1.2.12", "1.3.1")),
                decision("affected", expired=True, risk_state="uncontrolled"),
                Reach(("P-UPDATER",), (), (), (), None),
                "the decision expired on 2026-03-10",
                opened=True,
            ),
            action="Decide about it again (fixed in 1.2.12, 1.3.1)",
            deadline=Deadline(dt.date(2026, 3, 10), "the day on which the decision expired"),
        ),
        finding_line(
            finding("CVE-2023-3333", "yaml-reader@5.3"),
            decision("not_affected"),
            Reach(),
            "decided: not affected",
            opened=False,
        ),
    )


def coverage() -> Coverage:
    """One release of 12 components; one cannot be named, two have no source."""
    return Coverage(
        release="R-3.2.0",
        version="3.2.0",
        sboms=("sboms/pump.json",),
        components=12,
        matched=True,
        affected=3,
        not_affected=6,
        unidentified=(Uncovered("vendor-blob", "", "it has no purl and no CPE"),),
        not_covered=(
            Uncovered("freertos", "10.4.3", "the database has no source for pkg:generic"),
            Uncovered("lwip", "2.1.2", "the database has no source for pkg:generic"),
        ),
    )


def mends(*groups: tuple[BrokenLink, ...]) -> tuple[Mend, ...]:
    """Groups of broken links by what mends them."""
    return tuple(
        Mend(links[0].mend_id, links[0].mend, links, ("fda-premarket:app4.2",)) for links in groups if links
    )


def assessment() -> Assessment:
    """The small honest one."""
    return Assessment(
        as_of=AS_OF,
        device="Made-up infusion pump",
        manufacturer="Example Devices",
        models=("IP-200", "IP-200W"),
        dossier_digest=DOSSIER,
        database=database(),
        packs=(PackInfo("fda-premarket", "2026-02-03", PACK), PackInfo("draft-rule", "1", PACK)),
        frameworks=(framework(), draft()),
        findings=_findings(),
        coverage=(coverage(),),
        unknowns=(
            Unknown("nobody has said how long zlib 1.2.11 is looked after", ("fda-premarket:app4.4",)),
            Unknown("threat T-011 is proposed and nobody has decided about it", ()),
        ),
        mends=mends(UNTESTED, UNBACKED),
        problems=(),
    )


def all_met() -> Assessment:
    """Everything is met, nothing is open and nothing is unknown."""
    given = framework()
    kept = tuple(verdict for verdict in given.verdicts if verdict.status is Status.MET)
    whole = replace(coverage(), components=9, affected=0, not_affected=9, unidentified=(), not_covered=())
    return replace(
        assessment(),
        frameworks=(replace(given, verdicts=kept),),
        findings=(),
        coverage=(whole,),
        unknowns=(),
        mends=(),
    )


def without_database() -> Assessment:
    """Nobody could be asked about vulnerabilities."""
    given = assessment()
    unmatched = replace(
        given.coverage[0], matched=False, affected=0, not_affected=0, unidentified=(), not_covered=()
    )
    return replace(given, database=None, findings=(), coverage=(unmatched,))


def broken_sbom() -> Assessment:
    """An SBOM that cannot be read."""
    problem = Problem(
        Place("sboms/gateway.json"),
        "",
        "sbom.json",
        "this is not JSON: it ends too early",
        "Export the SBOM again",
    )
    return replace(assessment(), problems=(problem,))


def hostile(texts: Iterable[str] = HOSTILE) -> Assessment:
    """Hostile text everywhere that a person or a file decides about."""
    words = tuple(texts)
    given = assessment()
    links = tuple(broken(f"threat:{text}", text, text, text, Place(text, 3)) for text in words)
    lines = tuple(
        replace(
            _findings()[0],
            finding=replace(finding(text, f"{text}@{text}", (text,)), summary=text, why=text, references=(text,)),
            component_name=text,
            component_version=text,
            rank=text,
            decision=replace(decision("affected"), reason=text, action=text, author=text, id=text, status=text),
            reach=Reach((text,), (text,), (text,), (text,), Severity.CATASTROPHIC),
            vector=text,
            steps=(text,),
            assumed=(text,),
            priority=Outcome(text, (text, text), (text,)),
            risk=FdaRisk(RiskState.UNCONTROLLED, (text,)),
            action=text,
            deadline=Deadline(AS_OF, text),
            epss=Epss(text, 0.5, 0.5, AS_OF, text),
        )
        for text in words
    )
    verdicts = tuple(
        Verdict(text, text, text, text, text, Status.NOT_MET, text, (Proof(text, text, Place(text)),), links[:2])
        for text in words
    )
    sections = tuple(Section(text, text) for text in words)
    written = FrameworkVerdicts(words[0], words[0], words[0], words[0], words[0], words[0], sections, verdicts)
    return replace(
        given,
        device=words[0],
        manufacturer=words[1 % len(words)],
        models=words,
        frameworks=(written,),
        findings=lines,
        coverage=tuple(
            replace(coverage(), version=text, sboms=(text,), unidentified=(Uncovered(text, text, text),))
            for text in words
        ),
        unknowns=tuple(Unknown(text, (text,)) for text in words),
        mends=mends(*((link,) for link in links)),
        problems=tuple(Problem(Place(text), text, text, text, text) for text in words),
        packs=tuple(PackInfo(text, text, text) for text in words),
        database=replace(database(), sources=tuple(_source(text, text, 1, None) for text in words)),
    )


def large(size: int = 200) -> Assessment:
    """More of everything than anybody reads at once."""
    given = assessment()
    links = tuple(
        broken(
            f"threat:T-{number:03}",
            f"T-{number:03} is accepted; no control reduces it",
            f"Name the control of group {number % 11}",
            f"control.reduces.threat.{number % 11}",
            Place("threats.yaml", number * 9 + 1),
        )
        for number in range(size)
    )
    groups = tuple(links[start::11] for start in range(11))
    lines = tuple(
        replace(_findings()[number % 3], finding=finding(f"CVE-2025-{number:04}", "gateway-http@2.4.1"))
        for number in range(size)
    )
    return replace(
        given,
        mends=mends(*groups),
        findings=lines,
        unknowns=tuple(Unknown(f"nobody knows item {number}", ()) for number in range(size)),
    )
