# SPDX-License-Identifier: Apache-2.0
"""Activities of a secure life cycle: how each is done, who answers for it, and the records that it was done.

The vocabulary is the dossier's own, so that one entry answers every framework that asks for the activity. A
procedure says what should happen; only records show that it did, so both are named here. Whether the records are
any good is for people: `owner` and `approved` say who judged, and when.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import ClassVar

from medward.base.validation import Broken
from medward.dossier.model.parts import Day, Part, Ruled, Text, in_order
from medward.dossier.model.risk import EvidenceIds


class ActivityKind(StrEnum):
    """Something that a maker does, again and again, so that the device is and stays secure."""

    QUALITY_MANAGEMENT = "quality_management"
    """Security is a part of the quality management system."""
    DEVELOPMENT_PROCESS = "development_process"
    """There is one process from requirement to retirement, with security in it."""
    RESPONSIBILITIES = "responsibilities"
    """Who answers for which security activity is set."""
    APPLICABILITY = "applicability"
    """For which products, and which parts of them, the process holds is set."""
    SECURITY_EXPERTISE = "security_expertise"
    """People have, and keep, the knowledge that their part needs."""
    PROCESS_SCOPING = "process_scoping"
    """What the process asks of this product, and what not, is decided with reasons."""
    FILE_INTEGRITY = "file_integrity"
    """Who gets files can verify that they are as they left the maker."""
    DEVELOPMENT_ENVIRONMENT = "development_environment"
    """Places, machines and networks of development, build and delivery are protected."""
    PRIVATE_KEYS = "private_keys"
    """Keys that sign code are protected, and used by few."""
    SUPPLIED_COMPONENTS = "supplied_components"
    """Components of others are chosen and watched for their security."""
    CUSTOM_COMPONENTS = "custom_components"
    """Who makes components for this maker alone follows the same process."""
    RELEASE_GATE = "release_gate"
    """Nothing is released before its security issues are dealt with."""
    PROCESS_VERIFICATION = "process_verification"
    """Before a release it is verified that the process was followed."""
    CONTINUOUS_IMPROVEMENT = "continuous_improvement"
    """What went wrong changes the process."""
    RISK_MANAGEMENT = "risk_management"
    """Security risk is managed by one process that is tied to that of safety."""
    CONTROL_MONITORING = "control_monitoring"
    """Whether controls still hold is watched, and their failure noticed."""
    THREAT_MODEL_REVIEW = "threat_model_review"
    """The threat model is reviewed, and again after each change."""
    REQUIREMENTS_REVIEW = "requirements_review"
    """Security requirements are reviewed by those whom they concern."""
    DEFENCE_IN_DEPTH = "defence_in_depth"
    """Layers of defence are designed so that one failure is not enough."""
    DESIGN_PRACTICES = "design_practices"
    """Practices of secure design are written down and followed."""
    DESIGN_REVIEW = "design_review"
    """Architecture and design are reviewed for security."""
    DESIGN_VERIFICATION = "design_verification"
    """The detailed design is verified against the architecture and its security requirements."""
    CODING_STANDARD = "coding_standard"
    """Rules for secure code are set, kept up to date and followed."""
    CODE_REVIEW = "code_review"
    """Code is reviewed and analysed for security."""
    INTEGRATION_TESTING = "integration_testing"
    """Security is tested where parts are put together."""
    TESTER_INDEPENDENCE = "tester_independence"
    """Who tests is not who made it, to a degree that is set."""
    ISSUE_INTAKE = "issue_intake"
    """Reports of security issues are taken in from everybody."""
    ISSUE_REVIEW = "issue_review"
    """Each report is looked at in time, and its truth settled."""
    ISSUE_ASSESSMENT = "issue_assessment"
    """The effect, the cause and the relatives of each issue are worked out."""
    ISSUE_RESOLUTION = "issue_resolution"
    """Each issue is mended, put off or accepted, by criteria."""
    ISSUE_DISCLOSURE = "issue_disclosure"
    """Users are told of issues, in time."""
    ISSUE_PRACTICE_REVIEW = "issue_practice_review"
    """How issues are handled is reviewed from time to time."""
    PUBLIC_MONITORING = "public_monitoring"
    """Public sources are watched for incidents and vulnerabilities."""
    UPDATE_QUALIFICATION = "update_qualification"
    """Security updates are tested before they leave: they mend, and break nothing."""
    UPDATE_DOCUMENTATION = "update_documentation"
    """Users learn what an update mends, how to install it and what it costs not to."""
    DEPENDENCY_UPDATE_DOCUMENTATION = "dependency_update_documentation"
    """Users learn which updates of components and operating systems go with the device."""
    UPDATE_DELIVERY = "update_delivery"
    """Updates reach users in a way in which they can verify them."""
    RELEASE_DOCUMENTATION = "release_documentation"
    """What was released, from which sources, with which known issues, is recorded."""
    CONFIGURATION_MANAGEMENT = "configuration_management"
    """Every item, its version and its changes are under control, so that an old release can be made again."""
    DOCUMENTATION_REVIEW = "documentation_review"
    """What users are told about security is reviewed against the device."""


class Activity(Part, Ruled):
    """One activity of the maker's secure life cycle, and what shows that it is done."""

    kind: ClassVar[str] = "activity"

    activity_kind: ActivityKind
    """Which activity."""
    text: Text
    """How it is done for this device, by whom, how often."""
    procedure: Text | None = None
    """Where it is written down: `SOP-41, 6.2`."""
    owner: Text | None = None
    """Role that answers for it, and judged that the records show it."""
    approved: Day | None = None
    """Day of that judgement."""
    review_by: Day | None = None
    """Day by which it must be judged again."""
    evidence: EvidenceIds = ()
    """Records that it was done; a procedure alone shows nothing."""

    def broken(self) -> Iterator[Broken]:
        """Approved before it is reviewed again."""
        yield from in_order("approved", self.approved, "review_by", self.review_by)
