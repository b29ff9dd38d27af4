# SPDX-License-Identifier: Apache-2.0
"""What keeps the device safe once it is made: triage, plans, metrics, views, documents, labeling, duties.

The vocabularies (plan elements, metrics, views, labeling topics) are the dossier's own words for things that many
frameworks ask for; which framework asks for which of them stands in the packs.
"""

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, ClassVar, TypeAlias

from pydantic import AfterValidator

from medward.base.validation import Broken
from medward.dossier.model.architecture import ELEMENTS
from medward.dossier.model.deciding import Basis, Handling, RubricAnswers, Scope, SsvcPoints
from medward.dossier.model.parts import (
    Component,
    Day,
    Days,
    Model,
    Number,
    Part,
    Ref,
    Ruled,
    Text,
    UniqueSorted,
    in_order,
    needs,
    no_repeats,
)
from medward.dossier.model.proof import ReleaseId
from medward.dossier.model.risk import ControlIds, EvidenceIds

RiskIds: TypeAlias = Annotated[tuple[Annotated[str, Ref(("risk",))], ...], UniqueSorted]


class TriageStatus(StrEnum):
    """What was decided about a vulnerability, in the words of VEX."""

    AFFECTED = "affected"
    """The device is affected, and something must be done."""
    NOT_AFFECTED = "not_affected"
    """The device is not affected, and the justification says why."""
    FIXED = "fixed"
    """It was affected, and this release is not any more."""
    UNDER_INVESTIGATION = "under_investigation"
    """Nobody knows yet."""


class Justification(StrEnum):
    """Why a product is not affected; the five that VEX knows (CISA, Status Justifications, 2022)."""

    COMPONENT_NOT_PRESENT = "component_not_present"
    """The component is not in the device."""
    VULNERABLE_CODE_NOT_PRESENT = "vulnerable_code_not_present"
    """The component is there without the vulnerable code."""
    NOT_IN_EXECUTE_PATH = "vulnerable_code_not_in_execute_path"
    """The vulnerable code is there and never runs."""
    CANNOT_BE_CONTROLLED = "vulnerable_code_cannot_be_controlled_by_adversary"
    """It runs, and no attacker can control what reaches it."""
    INLINE_MITIGATIONS = "inline_mitigations_already_exist"
    """Something built in keeps it from being exploited."""


class RiskState(StrEnum):
    """Residual risk in the words of FDA's postmarket guidance (2016)."""

    CONTROLLED = "controlled"
    """The residual risk of harm to patients is acceptable."""
    UNCONTROLLED = "uncontrolled"
    """It is not acceptable, and must be reduced soon."""
    UNKNOWN = "unknown"
    """Nobody has assessed it."""


class Triage(Part, Ruled):
    """The decision about one vulnerability of one component, with its reason and its author."""

    kind: ClassVar[str] = "triage"

    vulnerability: Text
    """Id of the vulnerability: CVE, GHSA, PYSEC and the like."""
    component: Component
    """The component: a purl, with or without its version, or `name@version`."""
    release: ReleaseId | None = None
    """Release for which it was decided; left out: every release with that component."""
    scope: Scope | None = None
    """For what it speaks; left out: `release` where one is named, else `component`."""
    status: TriageStatus
    """What was decided."""
    justification: Justification | None = None
    """Why it is not affected; needed for `not_affected`."""
    risk_state: RiskState = RiskState.UNKNOWN
    """Is the residual risk to patients acceptable?"""
    reason: Text
    """Why, in words."""
    risks: RiskIds = ()
    """Risks to which it adds."""
    controls: ControlIds = ()
    """Controls that make it harder meanwhile."""
    action: Text | None = None
    """What is done, and by when."""
    author: Text
    """Role of who decided."""
    date: Day
    """Day of the decision."""
    expires: Day | None = None
    """Day after which it must be decided again."""
    evidence: EvidenceIds = ()
    """Evidence for the reason."""
    aware: Day | None = None
    """Day on which the maker learned of the vulnerability; the days of an uncontrolled risk count from it."""
    handling: Handling | None = None
    """What was done about an uncontrolled risk."""
    ssvc: SsvcPoints | None = None
    """Decision points of SSVC that people decided."""
    rubric: RubricAnswers = ()
    """Answers to the rubric for medical devices."""
    carried_from: Annotated[str, Ref(("triage",))] | None = None
    """The decision for another release from which it was carried forward, with its author, date and expiry."""
    carried_on: Day | None = None
    """Day on which it was carried forward; before it, it was not known."""
    basis: Basis | None = None
    """The facts on which it rests; Medward writes them. Without them nothing can tell whether they changed."""

    @property
    def speaks_for(self) -> Scope:
        """Its scope, also where it is left out."""
        return self.scope or (Scope.COMPONENT if self.release is None else Scope.RELEASE)

    @property
    def known_from(self) -> dt.date:
        """The first day on which it was known."""
        return max(self.date, self.carried_on or self.date)

    def broken(self) -> Iterator[Broken]:
        """A justification goes with `not_affected`, a release with its scope, and the days are in order."""
        yield from self._wrong_justification()
        yield from self._wrong_scope()
        yield from in_order("date", self.date, "expires", self.expires)
        yield from in_order("date", self.date, "carried_on", self.carried_on)
        yield from in_order("aware", self.aware, "date", self.date)
        yield from no_repeats("rubric", (one.question for one in self.rubric), "question")

    def _wrong_justification(self) -> Iterator[Broken]:
        if self.status is TriageStatus.NOT_AFFECTED and not self.justification:
            yield needs("justification", f"the status is '{self.status}'")
        if self.status is not TriageStatus.NOT_AFFECTED and self.justification:
            message = f"'{self.justification}' says that it is not affected, and the status is '{self.status}'"
            mend = f"Write `status: {TriageStatus.NOT_AFFECTED}`, or take the justification out"
            yield Broken("justification", "dossier.needs", message, mend)

    def _wrong_scope(self) -> Iterator[Broken]:
        if self.speaks_for is Scope.RELEASE and self.release is None:
            yield needs("release", "the scope is 'release'")
        if self.speaks_for is not Scope.RELEASE and self.release is not None:
            message = f"the scope is '{self.scope}', and a decision for one release speaks for that alone"
            yield Broken("release", "dossier.needs", message, "Take `release` out, or write `scope: release`")
        if self.speaks_for is Scope.FAMILY and (
            not self.component.startswith("pkg:") or _versioned(self.component)
        ):
            message = "the scope is 'family', and the component is not a purl without a version"
            mend = "Write the purl without its version, such as `pkg:deb/debian/openssl`"
            yield Broken("component", "dossier.needs", message, mend)
        if self.speaks_for is Scope.FAMILY and self.basis is None:
            because = "the scope is 'family', and without the facts nothing tells which versions are meant"
            yield needs("basis", because)


def _versioned(purl: str) -> bool:
    """Whether a purl has a version: an `@` in its last segment, before qualifiers and subpath."""
    return "@" in purl.partition("?")[0].partition("#")[0].rpartition("/")[2]


class PlanKind(StrEnum):
    """What a plan is for."""

    CYBERSECURITY_MANAGEMENT = "cybersecurity_management"
    """The whole of security after market entry."""
    MONITORING = "monitoring"
    """How vulnerabilities are noticed."""
    DISCLOSURE = "disclosure"
    """How vulnerabilities are taken in and told."""
    PATCHING = "patching"
    """How and when the device is updated."""
    INCIDENT_RESPONSE = "incident_response"
    """What is done when something happened."""
    DECOMMISSIONING = "decommissioning"
    """How the device ends, and the data on it."""


class PlanTopic(StrEnum):
    """What a plan can speak about."""

    PERSONNEL = "personnel"
    """Who is responsible."""
    SOURCES = "monitoring_sources"
    """What is watched for new vulnerabilities, how, and how often."""
    KNOWN_EXPLOITED = "known_exploited_vulnerabilities"
    """How vulnerabilities that are known to be exploited are found and dealt with."""
    PERIODIC_TESTING = "periodic_testing"
    """When security is tested again."""
    PATCH_TIMELINE = "patch_timeline"
    """How soon fixes are made and released."""
    UPDATE_PROCESS = "update_process"
    """How an update is made."""
    PATCHING_CAPABILITY = "patching_capability"
    """How fast updates reach the devices."""
    DISCLOSURE = "coordinated_disclosure"
    """How vulnerabilities are taken in from others and disclosed with them."""
    COMMUNICATION = "customer_communication"
    """How customers are told of updates, fixes and workarounds."""


class PlanElement(Model):
    """What a plan says about one topic."""

    topic: PlanTopic
    """The topic."""
    text: Text
    """What is done, by whom, how often."""


def _by_topic(elements: tuple[PlanElement, ...]) -> tuple[PlanElement, ...]:
    return tuple(sorted(elements, key=lambda element: (element.topic, element.text)))


class Plan(Part, Ruled):
    """What is done once the device is on the market."""

    kind: ClassVar[str] = "plan"

    title: Text
    """Title of the plan."""
    plan_kind: PlanKind
    """What it is for."""
    text: Text
    """The plan in short."""
    elements: Annotated[tuple[PlanElement, ...], AfterValidator(_by_topic)] = ()
    """What it says, by topic."""
    routine_patch_days: Days | None = None
    """Longest time between routine updates, in days (524B(b)(2)(A): a reasonably justified regular cycle)."""
    urgent_patch_days: Days | None = None
    """Longest time to an update out of cycle, in days (524B(b)(2)(B): as soon as possible)."""
    cadence_reason: Text | None = None
    """Why these times are justified."""
    owner: Text | None = None
    """Role that answers for it."""
    approved: Day | None = None
    """Day of approval."""
    review_by: Day | None = None
    """Day by which it must be reviewed."""
    evidence: EvidenceIds = ()
    """The signed plan, or records of it in use."""

    def broken(self) -> Iterator[Broken]:
        """One element for each topic; approved before it is reviewed again."""
        yield from no_repeats("elements", (element.topic for element in self.elements), "topic")
        yield from in_order("approved", self.approved, "review_by", self.review_by)


class MetricKind(StrEnum):
    """The three measures of a process's cybersecurity over the product's life."""

    SHARE_PATCHED = "share_of_vulnerabilities_patched"
    """Percent of identified vulnerabilities that were patched."""
    TIME_TO_PATCH = "time_from_identification_to_patch"
    """Days from identification to the patch."""
    TIME_TO_DEPLOY = "time_from_patch_to_deployment"
    """Days from the patch to its deployment, as far as that is known."""


class Metric(Part, Ruled):
    """One measure over one period."""

    kind: ClassVar[str] = "metric"

    metric_kind: MetricKind
    """Which measure."""
    value: Number | None = None
    """The value: percent, or days on average; left out where there is nothing to measure yet."""
    period_from: Day | None = None
    """First day of the period."""
    period_until: Day | None = None
    """Last day of the period."""
    method: Text
    """How it is measured; without a value, also why there is none yet."""
    evidence: EvidenceIds = ()
    """Where the numbers come from."""

    def broken(self) -> Iterator[Broken]:
        """The period begins before it ends."""
        yield from in_order("period_from", self.period_from, "period_until", self.period_until)


class ViewKind(StrEnum):
    """The four kinds of architecture view."""

    GLOBAL_SYSTEM = "global_system"
    """The device, and everything it is connected to."""
    MULTI_PATIENT_HARM = "multi_patient_harm"
    """How several patients could be harmed at once."""
    UPDATEABILITY = "updateability_and_patchability"
    """The way of an update, from its maker to the device."""
    SECURITY_USE_CASE = "security_use_case"
    """One use of the device, with what secures it."""


class View(Part, Ruled):
    """One architecture view: a diagram and a text."""

    kind: ClassVar[str] = "view"

    title: Text
    """Title of the view."""
    view_kind: ViewKind
    """Which kind of view."""
    text: Text | None = None
    """The view in words."""
    shows: Annotated[
        tuple[Annotated[str, Ref((*ELEMENTS, "interface", "flow", "asset", "zone", "control"))], ...],
        UniqueSorted,
    ] = ()
    """Parts of the architecture that it shows."""
    operating_state: Text | None = None
    """For use cases: the operating and clinical state that it covers."""
    omitted: Text | None = None
    """Why the view is left out, where it is; then it has no text."""
    evidence: EvidenceIds = ()
    """The diagram."""

    def broken(self) -> Iterator[Broken]:
        """A view that is left out has no text."""
        if self.omitted and self.text:
            message = "the view is said to be left out, and has a text"
            yield Broken("omitted", "dossier.needs", message, "Take one of `omitted` and `text` out")


class DocumentKind(StrEnum):
    """A document of the security risk management file."""

    RISK_MANAGEMENT_REPORT = "risk_management_report"
    """What the security risk management found, as a whole."""
    THREAT_MODEL = "threat_model"
    """How threats were found, and what was assumed."""
    RISK_ASSESSMENT = "risk_assessment"
    """How risks were assessed."""
    VULNERABILITY_ASSESSMENT = "vulnerability_assessment"
    """How known vulnerabilities of components were assessed."""
    ANOMALY_ASSESSMENT = "anomaly_assessment"
    """How unresolved anomalies were assessed."""
    TRACEABILITY = "traceability"
    """How threats, controls, requirements and tests hang together."""
    METRICS = "metrics"
    """What is measured, and what came out."""
    REQUIREMENTS = "requirements"
    """The device's security requirements."""
    ARCHITECTURE = "architecture"
    """The security architecture."""
    TESTING = "testing"
    """What was tested, how, and by whom."""
    LABELING = "labeling"
    """What users are told."""
    SECURE_DEVELOPMENT = "secure_development"
    """The secure development process."""
    LEGAL = "legal_statement"
    """A statement that a law asks for."""


class Document(Part, Ruled):
    """A narrative part that no other part of the dossier holds."""

    kind: ClassVar[str] = "document"

    title: Text
    """Title."""
    document_kind: DocumentKind
    """Which document."""
    text: Text | None = None
    """What it says, in short."""
    owner: Text | None = None
    """Role that answers for it."""
    approved: Day | None = None
    """Day of approval."""
    review_by: Day | None = None
    """Day by which it must be reviewed."""
    evidence: EvidenceIds = ()
    """The document itself."""

    def broken(self) -> Iterator[Broken]:
        """Approved before it is reviewed again."""
        yield from in_order("approved", self.approved, "review_by", self.review_by)


class LabelingTopic(StrEnum):
    """What users must be told about security."""

    RECOMMENDED_CONTROLS = "recommended_controls"
    """Controls that are recommended for the place of use."""
    DIAGRAMS = "diagrams"
    """Diagrams detailed enough to put recommended controls in place."""
    INTERFACES = "ports_and_interfaces"
    """Network ports and other interfaces, and what goes through them."""
    INFRASTRUCTURE = "infrastructure_requirements"
    """What the device needs of the infrastructure around it."""
    SBOM = "sbom"
    """The SBOM, or how to get it."""
    UPDATES = "authorised_updates"
    """How authorised updates are known and got."""
    ANOMALOUS_EVENTS = "response_to_anomalous_events"
    """How the device answers to anomalous events, and what users then do."""
    CRITICAL_FUNCTION = "protection_of_critical_function"
    """What protects the critical function when security fails."""
    BACKUP_RESTORE = "backup_and_restore"
    """How configuration is backed up and restored, by whom."""
    CONFIGURATION = "configuration_retention_and_recovery"
    """How configuration is kept and recovered."""
    SECURE_CONFIGURATION = "secure_configuration"
    """How the device is delivered and set up securely."""
    FORENSIC_LOGS = "forensic_logs"
    """What logs are kept for an investigation, and how to get them."""
    END_OF_SUPPORT = "end_of_support"
    """When support and life end, and what then."""
    DECOMMISSIONING = "decommissioning"
    """How the device is put out of use, and its data removed."""


class LabelingItem(Part):
    """Something that the labeling tells users."""

    kind: ClassVar[str] = "labeling_item"

    topic: LabelingTopic
    """The topic."""
    text: Text
    """What users are told, in short."""
    location: Text | None = None
    """Where: `IFU 7.3`, `Service manual 4`."""
    controls: ControlIds = ()
    """User-deployed and transferred controls that it explains."""
    evidence: EvidenceIds = ()
    """The labeling itself."""


class Party(StrEnum):
    """Who carries a duty."""

    MAKER = "maker"
    """The device's maker."""
    HOSPITAL = "hospital"
    """Who runs the device."""
    BOTH = "both"
    """Both together."""
    THIRD_PARTY = "third_party"
    """Somebody else."""


class Responsibility(Part):
    """A duty, and whether the maker or the hospital carries it (IEC 80001-1)."""

    kind: ClassVar[str] = "responsibility"

    duty: Text
    """What must be done."""
    party: Party
    """Who does it."""
    controls: ControlIds = ()
    """Controls that depend on it."""
    told_in: Annotated[tuple[Annotated[str, Ref(("labeling_item",))], ...], UniqueSorted] = ()
    """Where the other party is told."""
