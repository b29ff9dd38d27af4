# SPDX-License-Identifier: Apache-2.0
"""What keeps the device safe once it is made: triage, plans, metrics, views, documents, labeling, duties.

The vocabularies (plan elements, metrics, views, labeling topics) are the dossier's own words for things that many
frameworks ask for; which framework asks for which of them stands in the packs.
"""

from enum import StrEnum
from typing import Annotated, ClassVar, TypeAlias

from pydantic import AfterValidator, StrictFloat, StrictInt
from pydantic.types import PositiveInt

from medward.dossier.model.architecture import ELEMENTS
from medward.dossier.model.parts import Component, Day, Model, Part, Ref, Text, UniqueSorted
from medward.dossier.model.proof import ReleaseId
from medward.dossier.model.risk import ControlIds, EvidenceIds

RiskIds: TypeAlias = Annotated[tuple[Annotated[str, Ref(("risk",))], ...], UniqueSorted]


class TriageStatus(StrEnum):
    """What was decided about a vulnerability, in the words of VEX."""

    AFFECTED = "affected"
    NOT_AFFECTED = "not_affected"
    FIXED = "fixed"
    UNDER_INVESTIGATION = "under_investigation"


class Justification(StrEnum):
    """Why a product is not affected; the five that VEX knows (CISA, Status Justifications, 2022)."""

    COMPONENT_NOT_PRESENT = "component_not_present"
    VULNERABLE_CODE_NOT_PRESENT = "vulnerable_code_not_present"
    NOT_IN_EXECUTE_PATH = "vulnerable_code_not_in_execute_path"
    CANNOT_BE_CONTROLLED = "vulnerable_code_cannot_be_controlled_by_adversary"
    INLINE_MITIGATIONS = "inline_mitigations_already_exist"


class RiskState(StrEnum):
    """Residual risk in the words of FDA's postmarket guidance (2016)."""

    CONTROLLED = "controlled"
    UNCONTROLLED = "uncontrolled"
    UNKNOWN = "unknown"


class Triage(Part):
    """The decision about one vulnerability of one component, with its reason and its author."""

    kind: ClassVar[str] = "triage"

    vulnerability: Text
    """Id of the vulnerability: CVE, GHSA, PYSEC …"""
    component: Component
    """The component: a purl, with or without its version, or `name@version`."""
    release: ReleaseId | None = None
    """Release for which it was decided; left out: every release with that component."""
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


class PlanKind(StrEnum):
    """What a plan is for."""

    CYBERSECURITY_MANAGEMENT = "cybersecurity_management"
    MONITORING = "monitoring"
    DISCLOSURE = "disclosure"
    PATCHING = "patching"
    INCIDENT_RESPONSE = "incident_response"
    DECOMMISSIONING = "decommissioning"


class PlanTopic(StrEnum):
    """What a plan can speak about."""

    PERSONNEL = "personnel"
    SOURCES = "monitoring_sources"
    KNOWN_EXPLOITED = "known_exploited_vulnerabilities"
    PERIODIC_TESTING = "periodic_testing"
    PATCH_TIMELINE = "patch_timeline"
    UPDATE_PROCESS = "update_process"
    PATCHING_CAPABILITY = "patching_capability"
    DISCLOSURE = "coordinated_disclosure"
    COMMUNICATION = "customer_communication"


class PlanElement(Model):
    """What a plan says about one topic."""

    topic: PlanTopic
    """The topic."""
    text: Text
    """What is done, by whom, how often."""


def _by_topic(elements: tuple[PlanElement, ...]) -> tuple[PlanElement, ...]:
    return tuple(sorted(elements, key=lambda element: (element.topic, element.text)))


class Plan(Part):
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
    routine_patch_days: Annotated[StrictInt, PositiveInt] | None = None
    """Longest time between routine updates, in days (524B(b)(2)(A): a reasonably justified regular cycle)."""
    urgent_patch_days: Annotated[StrictInt, PositiveInt] | None = None
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


class MetricKind(StrEnum):
    """The three measures of a process's cybersecurity over the product's life."""

    SHARE_PATCHED = "share_of_vulnerabilities_patched"
    TIME_TO_PATCH = "time_from_identification_to_patch"
    TIME_TO_DEPLOY = "time_from_patch_to_deployment"


class Metric(Part):
    """One measure over one period."""

    kind: ClassVar[str] = "metric"

    metric_kind: MetricKind
    """Which measure."""
    value: StrictFloat | StrictInt | None = None
    """The value: percent, or days on average; left out where there is nothing to measure yet."""
    period_from: Day | None = None
    """First day of the period."""
    period_until: Day | None = None
    """Last day of the period."""
    method: Text
    """How it is measured; without a value, also why there is none yet."""
    evidence: EvidenceIds = ()
    """Where the numbers come from."""


class ViewKind(StrEnum):
    """The four kinds of architecture view."""

    GLOBAL_SYSTEM = "global_system"
    MULTI_PATIENT_HARM = "multi_patient_harm"
    UPDATEABILITY = "updateability_and_patchability"
    SECURITY_USE_CASE = "security_use_case"


class View(Part):
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


class DocumentKind(StrEnum):
    """A document of the security risk management file."""

    RISK_MANAGEMENT_REPORT = "risk_management_report"
    THREAT_MODEL = "threat_model"
    RISK_ASSESSMENT = "risk_assessment"
    VULNERABILITY_ASSESSMENT = "vulnerability_assessment"
    ANOMALY_ASSESSMENT = "anomaly_assessment"
    TRACEABILITY = "traceability"
    METRICS = "metrics"
    REQUIREMENTS = "requirements"
    ARCHITECTURE = "architecture"
    TESTING = "testing"
    LABELING = "labeling"
    SECURE_DEVELOPMENT = "secure_development"
    LEGAL = "legal_statement"


class Document(Part):
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


class LabelingTopic(StrEnum):
    """What users must be told about security."""

    RECOMMENDED_CONTROLS = "recommended_controls"
    DIAGRAMS = "diagrams"
    INTERFACES = "ports_and_interfaces"
    INFRASTRUCTURE = "infrastructure_requirements"
    SBOM = "sbom"
    UPDATES = "authorised_updates"
    ANOMALOUS_EVENTS = "response_to_anomalous_events"
    CRITICAL_FUNCTION = "protection_of_critical_function"
    BACKUP_RESTORE = "backup_and_restore"
    CONFIGURATION = "configuration_retention_and_recovery"
    SECURE_CONFIGURATION = "secure_configuration"
    FORENSIC_LOGS = "forensic_logs"
    END_OF_SUPPORT = "end_of_support"
    DECOMMISSIONING = "decommissioning"


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
    HOSPITAL = "hospital"
    BOTH = "both"
    THIRD_PARTY = "third_party"


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
