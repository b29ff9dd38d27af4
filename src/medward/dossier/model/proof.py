# SPDX-License-Identifier: Apache-2.0
"""Tests, unresolved anomalies and evidence: what shows that a control holds, or that it doesn't.

The kinds of testing are those of FDA's premarket guidance (section on cybersecurity testing); the five elements
of a penetration-test report are the five keys of `PenetrationReport`.
"""

from enum import StrEnum
from typing import Annotated, ClassVar, TypeAlias

from pydantic import StrictInt
from pydantic.types import PositiveInt

from medward.dossier.model.parts import (
    Answer,
    Cwes,
    Day,
    Digest,
    FilePath,
    Model,
    Part,
    Ref,
    SortedSet,
    Text,
    Texts,
    UniqueSorted,
)
from medward.dossier.model.risk import EvidenceIds

ReleaseId: TypeAlias = Annotated[str, Ref(("release",))]


class TestKind(StrEnum):
    """The four kinds of cybersecurity testing."""

    __test__ = False  # not a test of pytest's

    REQUIREMENT = "requirement"
    THREAT_MITIGATION = "threat_mitigation"
    VULNERABILITY = "vulnerability"
    PENETRATION = "penetration"


class TestMethod(StrEnum):
    """How a test goes about it; the methods that the guidance names, and `boundary_analysis`."""

    __test__ = False

    ABUSE_CASES = "abuse_cases"
    MALFORMED_INPUT = "malformed_input"
    ROBUSTNESS = "robustness"
    FUZZING = "fuzzing"
    ATTACK_SURFACE = "attack_surface_analysis"
    CHAINING = "vulnerability_chaining"
    KNOWN_VULNERABILITIES = "known_vulnerability_scan"
    BINARY_COMPOSITION = "binary_composition_analysis"
    STATIC_ANALYSIS = "static_analysis"
    DYNAMIC_ANALYSIS = "dynamic_analysis"
    CREDENTIALS = "credential_scan"
    BOUNDARY_ANALYSIS = "boundary_analysis"
    FUNCTIONAL = "functional"
    INSPECTION = "inspection"


class TestResult(StrEnum):
    """What came out. Only `passed` proves anything."""

    __test__ = False

    PASSED = "passed"
    FAILED = "failed"
    INCONCLUSIVE = "inconclusive"
    NOT_RUN = "not_run"


class PenetrationReport(Model):
    """The five elements of a penetration-test report; one that is left out is missing."""

    independence: Text | None = None
    """Who tested, how independent of the developers, with what expertise."""
    scope: Text | None = None
    """What was tested, in which configuration, and what was not."""
    duration_days: Annotated[StrictInt, PositiveInt] | None = None
    """Days of testing."""
    methods: Text | None = None
    """How it was tested."""
    results: Text | None = None
    """What was found; each finding also stands among the anomalies."""


class Test(Part):
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


class Disposition(StrEnum):
    """What happens with an anomaly."""

    OPEN = "open"
    DEFERRED = "deferred"
    ACCEPTED = "accepted"
    FIXED = "fixed"


class Anomaly(Part):
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


class EvidenceKind(StrEnum):
    """What a piece of evidence is."""

    TEST_REPORT = "test_report"
    PENETRATION_REPORT = "penetration_report"
    SCAN = "scan"
    ANALYSIS = "analysis"
    REVIEW = "review"
    DESIGN_DOCUMENT = "design_document"
    DIAGRAM = "diagram"
    PROCEDURE = "procedure"
    RECORD = "record"
    LABELING = "labeling"
    METRIC = "metric"


class Evidence(Part):
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
