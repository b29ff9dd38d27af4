# SPDX-License-Identifier: Apache-2.0
"""Tests, unresolved anomalies and evidence: what shows that a control holds, or that it doesn't.

The kinds of testing are those of FDA's premarket guidance (section on cybersecurity testing); the five elements
of a penetration-test report are the five keys of `PenetrationReport`.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, ClassVar, TypeAlias

from medward.base.validation import Broken
from medward.dossier.model.parts import (
    Answer,
    Cwes,
    Day,
    Days,
    Digest,
    FilePath,
    Model,
    Part,
    Ref,
    Ruled,
    SortedSet,
    Text,
    Texts,
    UniqueSorted,
    in_order,
    needs,
)
from medward.dossier.model.risk import EvidenceIds

ReleaseId: TypeAlias = Annotated[str, Ref(("release",))]


class TestKind(StrEnum):
    """The four kinds of cybersecurity testing."""

    __test__ = False  # not a test of pytest's

    REQUIREMENT = "requirement"
    """A security requirement is fulfilled."""
    THREAT_MITIGATION = "threat_mitigation"
    """A control works against the threat that it is to reduce."""
    VULNERABILITY = "vulnerability"
    """Weaknesses are looked for: misuse, malformed input, scans, analysis."""
    PENETRATION = "penetration"
    """Testers try to break in."""


class TestMethod(StrEnum):
    """How a test goes about it; the methods that the guidance names, and `boundary_analysis`."""

    __test__ = False

    ABUSE_CASES = "abuse_cases"
    """What a user could misuse, by mistake or on purpose."""
    MALFORMED_INPUT = "malformed_input"
    """Input that breaks the rules of its format."""
    ROBUSTNESS = "robustness"
    """Load, loss and disturbance."""
    FUZZING = "fuzzing"
    """Generated input in great numbers."""
    ATTACK_SURFACE = "attack_surface_analysis"
    """Every way in is listed and tried."""
    CHAINING = "vulnerability_chaining"
    """Small weaknesses are combined."""
    KNOWN_VULNERABILITIES = "known_vulnerability_scan"
    """Closed-box scan for known vulnerabilities."""
    BINARY_COMPOSITION = "binary_composition_analysis"
    """What a binary is made of is found in the binary."""
    STATIC_ANALYSIS = "static_analysis"
    """Code is analysed without running it."""
    DYNAMIC_ANALYSIS = "dynamic_analysis"
    """Code is analysed while it runs."""
    CREDENTIALS = "credential_scan"
    """Hard-coded, default and weak credentials are looked for."""
    BOUNDARY_ANALYSIS = "boundary_analysis"
    """Values at, below and above their limits."""
    FUNCTIONAL = "functional"
    """It does what it should."""
    INSPECTION = "inspection"
    """People read code or documents."""


class TestResult(StrEnum):
    """What came out. Only `passed` proves anything."""

    __test__ = False

    PASSED = "passed"
    """It was as expected."""
    FAILED = "failed"
    """It was not as expected."""
    INCONCLUSIVE = "inconclusive"
    """It could not be told."""
    NOT_RUN = "not_run"
    """It has not been run on this release."""


class PenetrationReport(Model):
    """The five elements of a penetration-test report; one that is left out is missing."""

    independence: Text | None = None
    """Who tested, how independent of the developers, with what expertise."""
    scope: Text | None = None
    """What was tested, in which configuration, and what was not."""
    duration_days: Days | None = None
    """Days of testing."""
    methods: Text | None = None
    """How it was tested."""
    results: Text | None = None
    """What was found; each finding also stands among the anomalies."""


class Test(Part, Ruled):
    """One test, with its result on one release."""

    __test__: ClassVar[bool] = False  # not a test of pytest's
    kind: ClassVar[str] = "test"

    title: Text
    """What was tested."""
    test_kind: TestKind
    """Which of the four kinds it is."""
    methods: Annotated[tuple[TestMethod, ...], SortedSet] = ()
    """How it goes about it."""
    verifies: Annotated[
        tuple[Annotated[str, Ref(("requirement", "control", "threat", "interface"))], ...], UniqueSorted
    ] = ()
    """What it verifies: requirements, controls, the mitigation of threats, or interfaces that it attacks."""
    release: ReleaseId | None = None
    """Release that was tested."""
    result: TestResult
    """What came out."""
    date: Day | None = None
    """Day of the result."""
    tester: Text | None = None
    """Who tested, and for whom."""
    tool: Text | None = None
    """Tool and its version."""
    evidence: EvidenceIds = ()
    """Its report."""
    penetration: PenetrationReport | None = None
    """For penetration tests: the elements of the report."""

    def broken(self) -> Iterator[Broken]:
        """Only a penetration test has a penetration report."""
        if self.penetration and self.test_kind is not TestKind.PENETRATION:
            message = f"a test of the kind '{self.test_kind}' has no penetration report"
            mend = f"Write `test_kind: {TestKind.PENETRATION}`, or take `penetration` out"
            yield Broken("penetration", "dossier.needs", message, mend)


class Disposition(StrEnum):
    """What happens with an anomaly."""

    OPEN = "open"
    """Nothing is decided."""
    DEFERRED = "deferred"
    """It is mended later, by a plan."""
    ACCEPTED = "accepted"
    """It stays, and the assessment says why."""
    FIXED = "fixed"
    """It is mended."""


class Anomaly(Part, Ruled):
    """A defect that is known and not resolved, or was found by a test."""

    kind: ClassVar[str] = "anomaly"

    title: Text
    """What is wrong."""
    description: Text | None = None
    """What was seen, and when."""
    release: ReleaseId | None = None
    """Release in which it is."""
    found_by: Annotated[tuple[Annotated[str, Ref(("test",))], ...], UniqueSorted] = ()
    """Tests that found it."""
    reported_as: Text | None = None
    """Name that the tool of the test gives it, such as a rule or a test case: its next report is matched by it."""
    cwe: Cwes = ()
    """Weaknesses behind it."""
    security_impact: Answer = Answer.UNKNOWN
    """Could it be used against the device?"""
    assessment: Text | None = None
    """Its effect on security and safety, and why."""
    risks: Annotated[tuple[Annotated[str, Ref(("risk",))], ...], UniqueSorted] = ()
    """Risks that it adds to."""
    disposition: Disposition
    """What happens with it."""
    plan: Text | None = None
    """When and how it is mended; needed for `deferred`."""

    def broken(self) -> Iterator[Broken]:
        """What is put off says until when."""
        if self.disposition is Disposition.DEFERRED and not self.plan:
            yield needs("plan", "the anomaly is deferred")


class EvidenceKind(StrEnum):
    """What a piece of evidence is."""

    TEST_REPORT = "test_report"
    """Report of tests."""
    PENETRATION_REPORT = "penetration_report"
    """Report of a penetration test."""
    SCAN = "scan"
    """Output of a scanner."""
    ANALYSIS = "analysis"
    """Analysis, such as of code, protocols or risk."""
    REVIEW = "review"
    """Record of a review."""
    DESIGN_DOCUMENT = "design_document"
    """Document of the design."""
    DIAGRAM = "diagram"
    """Diagram."""
    PROCEDURE = "procedure"
    """Procedure or plan that people follow."""
    RECORD = "record"
    """Record of something that was done."""
    LABELING = "labeling"
    """Labeling, or a part of it."""
    METRIC = "metric"
    """Numbers over a period."""


class Evidence(Part, Ruled):
    """A file that shows something, with its period, its collector and its digest."""

    kind: ClassVar[str] = "evidence"

    title: Text
    """What it shows."""
    evidence_kind: EvidenceKind
    """What it is."""
    file: FilePath
    """The file, in the dossier's folder."""
    digest: Digest
    """`sha256:` and the digest of the file; `medward dossier digest FILE` prints it."""
    collector: Text
    """Who or what collected it: a person's role, or a tool with its version."""
    collected: Day
    """Day on which it was collected."""
    valid_from: Day | None = None
    """First day that it speaks for; left out: the day on which it was collected."""
    valid_until: Day | None = None
    """Last day that it speaks for; left out: no end."""
    notes: Texts = ()
    """Anything that a reviewer should know."""

    def broken(self) -> Iterator[Broken]:
        """The period begins before it ends."""
        if self.valid_from:
            yield from in_order("valid_from", self.valid_from, "valid_until", self.valid_until)
        else:
            yield from in_order("collected", self.collected, "valid_until", self.valid_until)
