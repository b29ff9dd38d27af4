# SPDX-License-Identifier: Apache-2.0
"""Harm, threat, risk, control and requirement.

Words as in ISO 14971:2019 and ANSI/AAMI SW96:2023. Security risk is exploitability × severity of patient harm;
a probability is never asked for (FDA premarket guidance, section on cybersecurity risk assessment).
"""

from enum import StrEnum
from typing import Annotated, ClassVar, TypeAlias

from pydantic import StringConstraints

from medward.dossier.model.architecture import ELEMENTS
from medward.dossier.model.parts import (
    Answer,
    Components,
    Cwes,
    Day,
    Model,
    Part,
    Ref,
    SortedSet,
    Text,
    UniqueSorted,
)

ThreatIds: TypeAlias = Annotated[tuple[Annotated[str, Ref(("threat",))], ...], UniqueSorted]
ControlIds: TypeAlias = Annotated[tuple[Annotated[str, Ref(("control",))], ...], UniqueSorted]
SituationIds: TypeAlias = Annotated[tuple[Annotated[str, Ref(("hazardous_situation",))], ...], UniqueSorted]
EvidenceIds: TypeAlias = Annotated[tuple[Annotated[str, Ref(("evidence",))], ...], UniqueSorted]


class Severity(StrEnum):
    """How bad a harm is, shared with the safety risk file; from least to worst."""

    NEGLIGIBLE = "negligible"
    MINOR = "minor"
    SERIOUS = "serious"
    CRITICAL = "critical"
    CATASTROPHIC = "catastrophic"


class Level(StrEnum):
    """How easy something is to exploit; from hardest to easiest."""

    VERY_LOW = "very_low"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    VERY_HIGH = "very_high"


class Harm(Part):
    """Injury or damage to the health of people (ISO 14971, 3.3), or to their data."""

    kind: ClassVar[str] = "harm"

    name: Text
    """What happens to the patient."""
    severity: Severity
    """How bad it is at its worst."""
    many_patients: Answer = Answer.UNKNOWN
    """Could it befall several patients at once?"""
    description: Text | None = None
    """How it comes about clinically."""


class HazardousSituation(Part):
    """Circumstance in which people are exposed to a hazard (ISO 14971, 3.5)."""

    kind: ClassVar[str] = "hazardous_situation"

    name: Text
    """What the situation is."""
    harms: Annotated[tuple[Annotated[str, Ref(("harm",))], ...], UniqueSorted] = ()
    """Harms that can follow."""
    safety_id: Text | None = None
    """Its id in the safety risk management file."""
    description: Text | None = None
    """The sequence of events."""


class ThreatStatus(StrEnum):
    """What was decided about a threat. `proposed` is not a decision."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    MITIGATED = "mitigated"
    TRANSFERRED = "transferred"
    NOT_APPLICABLE = "not_applicable"


class Stride(StrEnum):
    """Kind of threat."""

    SPOOFING = "spoofing"
    TAMPERING = "tampering"
    REPUDIATION = "repudiation"
    INFORMATION_DISCLOSURE = "information_disclosure"
    DENIAL_OF_SERVICE = "denial_of_service"
    ELEVATION_OF_PRIVILEGE = "elevation_of_privilege"


class Threat(Part):
    """Something that could go wrong because somebody makes it."""

    kind: ClassVar[str] = "threat"

    title: Text
    """Name in a few words: `rogue drug library`."""
    description: Text
    """Who does what to what, and how."""
    threatens: Annotated[
        tuple[Annotated[str, Ref((*ELEMENTS, "interface", "flow", "asset", "zone"))], ...], UniqueSorted
    ] = ()
    """Parts of the architecture that it is aimed at."""
    components: Components = ()
    """Components of the SBOM that it rests on."""
    stride: Annotated[tuple[Stride, ...], SortedSet] = ()
    """Kinds of threat that it is."""
    leads_to: SituationIds = ()
    """Hazardous situations that it can lead to."""
    status: ThreatStatus
    """What was decided."""
    reason: Text | None = None
    """Why; needed for `not_applicable` and `transferred`."""
    cwe: Cwes = ()
    """Weaknesses that it uses."""
    source: Text | None = None
    """Where it came from: a threat library's id, a workshop, an advisory."""


class Assessment(Model):
    """Exploitability and severity at one moment."""

    exploitability: Level
    """How easy it is to exploit."""
    severity: Severity
    """How bad the harm is."""
    cvss: Annotated[str, StringConstraints(pattern=r"^CVSS:(3\.[01]|4\.0)/[A-Z:/]+$")] | None = None
    """Vector from which the exploitability comes, where there is one."""
    rationale: Text | None = None
    """Why these levels."""


class AcceptanceCriterion(Model):
    """For one severity, the highest exploitability that is still acceptable."""

    severity: Severity
    """How bad the harm is."""
    acceptable_up_to: Level | None = None
    """Highest acceptable exploitability; left out where none is acceptable."""


class RiskMethod(Model):
    """How security risk is judged, set before any risk is."""

    description: Text
    """The method, and why it fits the device."""
    exploitability: dict[Level, Text]
    """What each level of exploitability means."""
    acceptance: tuple[AcceptanceCriterion, ...]
    """Acceptance criteria, one for each severity."""
    approved: Day | None = None
    """Day on which the method was approved."""


class Transfer(Model):
    """Hand-over of a security risk to safety risk management, and what came back."""

    safety_id: Text
    """Id in the safety risk management file."""
    date: Day
    """Day of the hand-over."""
    outcome: Text | None = None
    """What safety risk management decided; left out while it is open."""


class Risk(Part):
    """A security risk, before and after its controls."""

    kind: ClassVar[str] = "risk"

    title: Text
    """Name in a few words."""
    threats: ThreatIds = ()
    """Threats that it comes from."""
    hazardous_situations: SituationIds = ()
    """Hazardous situations in which it ends."""
    before: Assessment | None = None
    """Assessed as if there were no controls."""
    controls: ControlIds = ()
    """Controls on which `after` rests."""
    after: Assessment | None = None
    """Assessed with its controls."""
    new_risks: Text | None = None
    """What the controls could make worse, and what was done about it."""
    transfer: Transfer | None = None
    """Hand-over to safety risk management."""
    benefit_risk: Text | None = None
    """Why a residual risk above the criteria is outweighed; only for those."""
    evidence: EvidenceIds = ()
    """Evidence for the assessments."""


class ControlCategory(StrEnum):
    """The eight categories of security controls of FDA's premarket guidance, Appendix 1."""

    AUTHENTICATION = "authentication"
    AUTHORIZATION = "authorization"
    CRYPTOGRAPHY = "cryptography"
    INTEGRITY = "integrity"
    CONFIDENTIALITY = "confidentiality"
    DETECTION_LOGGING = "event_detection_and_logging"
    RESILIENCY_RECOVERY = "resiliency_and_recovery"
    UPDATES = "firmware_and_software_updates"


class Locus(StrEnum):
    """Who makes a control hold."""

    DESIGNED_IN = "designed_in"
    USER_DEPLOYED = "user_deployed"
    TRANSFERRED = "transferred"


class Control(Part):
    """Something that makes a threat harder or its harm smaller."""

    kind: ClassVar[str] = "control"

    title: Text
    """Name in a few words."""
    description: Text
    """What it does."""
    category: ControlCategory
    """Category."""
    locus: Locus
    """Who makes it hold. What the user must do, or takes over, is told in the labeling."""
    reduces: ThreatIds = ()
    """Threats that it reduces."""
    protects: Annotated[
        tuple[Annotated[str, Ref((*ELEMENTS, "interface", "flow", "asset", "zone"))], ...], UniqueSorted
    ] = ()
    """Parts of the architecture that it protects."""
    not_provided: Text | None = None
    """Set where the category is left out on purpose: why that is acceptable."""


class Requirement(Part):
    """One thing that the device's own security requirements ask."""

    kind: ClassVar[str] = "requirement"

    text: Text
    """What is required, so that a test can decide it."""
    specifies: ControlIds = ()
    """Controls that it specifies."""
    acceptance: Text | None = None
    """When it counts as fulfilled."""
    implementation: Text | None = None
    """Where it is implemented: module, commit, drawing."""
