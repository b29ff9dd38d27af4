# SPDX-License-Identifier: Apache-2.0
"""Harm, threat, risk, control and requirement.

Words as in ISO 14971:2019 and ANSI/AAMI SW96:2023. Security risk is exploitability × severity of patient harm;
a probability is never asked for (FDA premarket guidance, section on cybersecurity risk assessment).
"""

from collections.abc import Iterator
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, ClassVar, Final, TypeAlias

from pydantic import AfterValidator, StringConstraints

from medward.base.validation import Broken, Form
from medward.dossier.model.architecture import ELEMENTS
from medward.dossier.model.deciding import RubricAnswers
from medward.dossier.model.improbable import NoProbability
from medward.dossier.model.parts import (
    Answer,
    Components,
    Cwes,
    Day,
    Model,
    Number,
    Part,
    Ref,
    Ruled,
    SortedSet,
    Text,
    UniqueSorted,
    needs,
    no_repeats,
)
from medward.packs.checks import RequirementName

ThreatIds: TypeAlias = Annotated[tuple[Annotated[str, Ref(("threat",))], ...], UniqueSorted]
ControlIds: TypeAlias = Annotated[tuple[Annotated[str, Ref(("control",))], ...], UniqueSorted]
SituationIds: TypeAlias = Annotated[tuple[Annotated[str, Ref(("hazardous_situation",))], ...], UniqueSorted]
EvidenceIds: TypeAlias = Annotated[tuple[Annotated[str, Ref(("evidence",))], ...], UniqueSorted]

MAX_SUB_SCORE: Final = 3.9
"""Highest exploitability sub-score of CVSS 3.1 (section 7.1)."""


class Severity(StrEnum):
    """How bad a harm is, shared with the safety risk file; from least to worst."""

    NEGLIGIBLE = "negligible"
    """Inconvenience or passing discomfort."""
    MINOR = "minor"
    """Passing injury that needs no professional treatment."""
    SERIOUS = "serious"
    """Injury that needs professional treatment."""
    CRITICAL = "critical"
    """Lasting impairment or life-threatening injury."""
    CATASTROPHIC = "catastrophic"
    """Death of a patient, or of several."""


class Level(StrEnum):
    """How easy something is to exploit; from hardest to easiest."""

    VERY_LOW = "very_low"
    """Beyond almost everybody."""
    LOW = "low"
    """Needs rare means, access or knowledge."""
    MEDIUM = "medium"
    """Needs some means, access or knowledge."""
    HIGH = "high"
    """Needs little means, access or knowledge."""
    VERY_HIGH = "very_high"
    """Open to almost everybody."""


class Harm(Part, NoProbability):
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


class HazardousSituation(Part, NoProbability):
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
    """Nobody has decided yet."""
    ACCEPTED = "accepted"
    """It holds for this device, and controls have to answer it."""
    MITIGATED = "mitigated"
    """It holds, and its controls were found sufficient."""
    TRANSFERRED = "transferred"
    """It holds, and somebody else answers it."""
    NOT_APPLICABLE = "not_applicable"
    """It does not hold for this device."""


class Stride(StrEnum):
    """Kind of threat."""

    SPOOFING = "spoofing"
    """Somebody pretends to be somebody else."""
    TAMPERING = "tampering"
    """Somebody changes what they must not."""
    REPUDIATION = "repudiation"
    """Somebody can deny what they did."""
    INFORMATION_DISCLOSURE = "information_disclosure"
    """Somebody learns what they must not."""
    DENIAL_OF_SERVICE = "denial_of_service"
    """Somebody keeps the device from its work."""
    ELEVATION_OF_PRIVILEGE = "elevation_of_privilege"
    """Somebody may do more than they should."""


class FromLibrary(Model):
    """A threat of a threat library at one element, to which a threat of the dossier is the answer."""

    threat: Text
    """Id of the threat in its library: `TL-HW-003`."""
    element: Text
    """Id of the element; `device` for the device as a whole. It may have left the architecture since."""


def _by_element(found: tuple[FromLibrary, ...]) -> tuple[FromLibrary, ...]:
    """Each once, in the order of their ids."""
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (one.threat, one.element)))


class Threat(Part, Ruled, NoProbability):
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
    decided_by: Text | None = None
    """Role of who decided."""
    decided_on: Day | None = None
    """Day on which it was decided."""
    cwe: Cwes = ()
    """Weaknesses that it uses."""
    source: Text | None = None
    """Where it came from: a threat library's id, a workshop, an advisory."""
    library: Annotated[tuple[FromLibrary, ...], AfterValidator(_by_element)] = ()
    """Threats of threat libraries that it answers."""

    def broken(self) -> Iterator[Broken]:
        """A threat that is put aside says why."""
        if self.status in {ThreatStatus.NOT_APPLICABLE, ThreatStatus.TRANSFERRED} and not self.reason:
            yield needs("reason", f"the threat's status is '{self.status}'")


class Assessment(Ruled, NoProbability):
    """Exploitability and severity at one moment."""

    exploitability: Level
    """How easy it is to exploit."""
    severity: Severity
    """How bad the harm is."""
    cvss: (
        Annotated[
            str,
            StringConstraints(pattern=r"^CVSS:(3\.[01]|4\.0)(/[A-Za-z]+:[A-Za-z]+)+$"),
            Form("a vector of CVSS 3.0, 3.1 or 4.0, such as `CVSS:4.0/AV:A/AC:L/...`"),
        ]
        | None
    ) = None
    """Vector from which the exploitability comes, where there is one."""
    rubric: RubricAnswers = ()
    """Answers to the rubric for medical devices, which give a vector."""
    rationale: Text | None = None
    """Why these levels."""
    severity_reason: Text | None = None
    """Why the harm is milder than the worst in which its hazardous situations can end; only where it is."""

    def broken(self) -> Iterator[Broken]:
        """One answer to each question of the rubric."""
        yield from no_repeats("rubric", (one.question for one in self.rubric), "question")


class AcceptanceCriterion(NoProbability):
    """For one severity, the highest exploitability that is still acceptable."""

    severity: Severity
    """How bad the harm is."""
    acceptable_up_to: Level | None = None
    """Highest acceptable exploitability; left out where none is acceptable."""


def _by_severity(criteria: tuple[AcceptanceCriterion, ...]) -> tuple[AcceptanceCriterion, ...]:
    """From the least severe harm to the worst."""
    return tuple(sorted(criteria, key=lambda criterion: list(Severity).index(criterion.severity)))


class ExploitabilityBy(StrEnum):
    """What says how easy something is to exploit."""

    FIVE_LEVELS = "five_levels"
    """A person, by the criteria of the five levels; a vector can only raise the level."""
    CVSS = "cvss"
    """A CVSS vector, by the bounds between the levels; each assessment needs one."""


class CvssLevels(Ruled):
    """From which exploitability sub-score of CVSS (0 to 3.9) each level holds; below `low` it is very low."""

    low: Number
    """Least sub-score for low."""
    medium: Number
    """Least sub-score for medium."""
    high: Number
    """Least sub-score for high."""
    very_high: Number
    """Least sub-score for very high."""
    rationale: Text
    """Why these bounds fit the device."""

    def broken(self) -> Iterator[Broken]:
        """A higher level never begins at a lower sub-score."""
        bounds = (self.low, self.medium, self.high, self.very_high)
        if list(bounds) != sorted(set(bounds)) or bounds[0] <= 0 or bounds[-1] > MAX_SUB_SCORE:
            message = "the bounds do not rise from low to very high between 0 and 3.9"
            yield Broken("low", "dossier.wrong-value", message, "Mend the bounds, such as 0.6, 1.2, 1.8, 2.8")


class RiskMethod(Ruled, NoProbability):
    """How security risk is judged, set before any risk is."""

    description: Text
    """The method, and why it fits the device."""
    exploitability: dict[Level, Text]
    """What each level of exploitability means."""
    acceptance: Annotated[tuple[AcceptanceCriterion, ...], AfterValidator(_by_severity)]
    """Acceptance criteria, one for each severity."""
    exploitability_by: ExploitabilityBy = ExploitabilityBy.FIVE_LEVELS
    """What says how easy something is to exploit."""
    cvss_levels: CvssLevels | None = None
    """Bounds between the levels for a CVSS vector; left out: those that come with Medward."""
    approved: Day | None = None
    """Day on which the method was approved."""

    def broken(self) -> Iterator[Broken]:
        """One criterion for each severity; a worse harm is never accepted where a milder one is refused."""
        yield from no_repeats("acceptance", (criterion.severity for criterion in self.acceptance), "severity")
        levels = list(Level)
        limits = [
            -1 if one.acceptable_up_to is None else levels.index(one.acceptable_up_to) for one in self.acceptance
        ]
        for (milder, limit), (worse, other) in pairwise(zip(self.acceptance, limits, strict=True)):
            if other > limit:
                message = (
                    f"{worse.severity} harm is accepted where {milder.severity} harm, which is milder, is refused"
                )
                mend = "Lower the limit of the worse harm, or raise that of the milder one"
                yield Broken("acceptance", "dossier.not-monotone", message, mend)


class Transfer(NoProbability):
    """Hand-over of a security risk to safety risk management, and what came back."""

    safety_id: Text
    """Id in the safety risk management file."""
    date: Day
    """Day of the hand-over."""
    outcome: Text | None = None
    """What safety risk management decided; left out while it is open."""


class Risk(Part, NoProbability):
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
    """What any of the controls could make worse, and what was done about it; speaks for all of them."""
    transfer: Transfer | None = None
    """Hand-over to safety risk management."""
    benefit_risk: Text | None = None
    """Why a residual risk above the criteria is outweighed; only for those."""
    evidence: EvidenceIds = ()
    """Evidence for the assessments."""


class OverallDecision(StrEnum):
    """What people decided about all residual risks together."""

    ACCEPTABLE = "acceptable"
    """Acceptable by the criteria for the whole."""
    OUTWEIGHED = "outweighed"
    """Above these criteria, and the benefit of the device outweighs it."""
    NOT_ACCEPTABLE = "not_acceptable"
    """Above these criteria, and nothing outweighs it."""


class OverallRisk(NoProbability):
    """What people decided about all residual risks together (ISO 14971:2019, clause 8)."""

    decision: OverallDecision
    """What was decided."""
    reason: Text
    """Why, by which criteria, and what was said of risks that can end in one harm."""
    risks: Annotated[tuple[Annotated[str, Ref(("risk",))], ...], UniqueSorted] = ()
    """Every risk that was looked at; a risk that came later opens the decision again."""
    author: Text
    """Role of who decided."""
    date: Day
    """Day of the decision."""


class ControlCategory(StrEnum):
    """The eight categories of security controls of FDA's premarket guidance, Appendix 1."""

    AUTHENTICATION = "authentication"
    """Who or what is on the other side is proved."""
    AUTHORIZATION = "authorization"
    """Everybody may do only what they must."""
    CRYPTOGRAPHY = "cryptography"
    """Algorithms, keys and protocols are strong and well kept."""
    INTEGRITY = "integrity"
    """Code, data and execution are as they were made."""
    CONFIDENTIALITY = "confidentiality"
    """Only those who may see it see it."""
    DETECTION_LOGGING = "event_detection_and_logging"
    """Security events are noticed, recorded and told."""
    RESILIENCY_RECOVERY = "resiliency_and_recovery"
    """The device keeps its critical function, and comes back."""
    UPDATES = "firmware_and_software_updates"
    """Firmware and software can be updated, safely and in time."""


class Locus(StrEnum):
    """Who makes a control hold."""

    DESIGNED_IN = "designed_in"
    """The maker built it into the device."""
    USER_DEPLOYED = "user_deployed"
    """The user has to set it up or keep it up."""
    TRANSFERRED = "transferred"
    """Somebody else provides it, such as the hospital's network."""


class Control(Part, NoProbability):
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
    answers: Annotated[tuple[RequirementName, ...], SortedSet] = ()
    """Requirements of a framework that the control was found to fulfil: `iec-62443-4-2:cr-1.1`."""
    not_provided: Text | None = None
    """Set where the category is left out on purpose: why that is acceptable."""
    new_risks: Text | None = None
    """What the control itself could make worse, and what was done about it; left out while nobody has looked."""
    introduces: Annotated[tuple[Annotated[str, Ref(("risk",))], ...], UniqueSorted] = ()
    """Risks that exist because of the control."""


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
