# SPDX-License-Identifier: Apache-2.0
"""The dossier as a whole: the top-level keys of its files, format 1."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from medward.base.validation import Broken
from medward.dossier.model.architecture import Architecture
from medward.dossier.model.device import ComponentSupport, Device, Release
from medward.dossier.model.disclosure import Disclosure, DisclosureDeadline
from medward.dossier.model.identity import Identity
from medward.dossier.model.keeping import (
    Document,
    LabelingItem,
    Metric,
    Plan,
    Responsibility,
    Triage,
    View,
)
from medward.dossier.model.life_cycle import Activity
from medward.dossier.model.organisation import Organisation
from medward.dossier.model.parts import Ruled, SortedById, no_repeats
from medward.dossier.model.proof import Anomaly, Evidence, Test
from medward.dossier.model.risk import (
    Control,
    Harm,
    HazardousSituation,
    OverallRisk,
    Requirement,
    Risk,
    RiskMethod,
    Threat,
)


def _by_component(items: tuple[ComponentSupport, ...]) -> tuple[ComponentSupport, ...]:
    return tuple(sorted(items, key=lambda item: item.component))


def _by_named_component(items: tuple[Identity, ...]) -> tuple[Identity, ...]:
    return tuple(sorted(items, key=lambda item: item.component))


class Dossier(Ruled):
    """The security dossier of one device. Every key may be split over any number of files."""

    format: Literal[1]
    """Version of this format: 1."""
    device: Device
    """The device."""
    organisation: Organisation | None = None
    """Who keeps the dossier, and which laws bind that organisation."""
    releases: Annotated[tuple[Release, ...], SortedById] = ()
    """Versions of its software, each with its SBOMs."""
    component_support: Annotated[tuple[ComponentSupport, ...], AfterValidator(_by_component)] = ()
    """How long each component is looked after."""
    identities: Annotated[tuple[Identity, ...], AfterValidator(_by_named_component)] = ()
    """What public sources call components that their SBOMs give no identifier, as somebody confirmed."""
    architecture: Architecture = Field(default_factory=Architecture)
    """What the device is built of and talks to."""
    harms: Annotated[tuple[Harm, ...], SortedById] = ()
    """What could happen to people."""
    hazardous_situations: Annotated[tuple[HazardousSituation, ...], SortedById] = ()
    """Situations in which it could happen."""
    threats: Annotated[tuple[Threat, ...], SortedById] = ()
    """What could go wrong because somebody makes it."""
    risk_method: RiskMethod | None = None
    """How risk is judged."""
    risks: Annotated[tuple[Risk, ...], SortedById] = ()
    """Security risks, before and after their controls."""
    overall_risk: OverallRisk | None = None
    """What people decided about all residual risks together."""
    controls: Annotated[tuple[Control, ...], SortedById] = ()
    """What makes threats harder or harm smaller."""
    requirements: Annotated[tuple[Requirement, ...], SortedById] = ()
    """The device's own security requirements."""
    tests: Annotated[tuple[Test, ...], SortedById] = ()
    """What was tested, with what result."""
    anomalies: Annotated[tuple[Anomaly, ...], SortedById] = ()
    """Known defects that are not resolved."""
    evidence: Annotated[tuple[Evidence, ...], SortedById] = ()
    """Files that show something."""
    triage: Annotated[tuple[Triage, ...], SortedById] = ()
    """Decisions about vulnerabilities."""
    disclosures: Annotated[tuple[Disclosure, ...], SortedById] = ()
    """Vulnerabilities that somebody reported, and what was done about each report."""
    disclosure_deadlines: Annotated[tuple[DisclosureDeadline, ...], SortedById] = ()
    """How soon each step about a report must be taken."""
    plans: Annotated[tuple[Plan, ...], SortedById] = ()
    """What is done once the device is on the market."""
    metrics: Annotated[tuple[Metric, ...], SortedById] = ()
    """How well vulnerabilities are dealt with."""
    views: Annotated[tuple[View, ...], SortedById] = ()
    """Architecture views."""
    documents: Annotated[tuple[Document, ...], SortedById] = ()
    """Narrative documents."""
    activities: Annotated[tuple[Activity, ...], SortedById] = ()
    """What the maker does so that the device is and stays secure, and what shows it."""
    labeling: Annotated[tuple[LabelingItem, ...], SortedById] = ()
    """What users are told."""
    responsibilities: Annotated[tuple[Responsibility, ...], SortedById] = ()
    """Who carries which duty."""

    def broken(self) -> Iterator[Broken]:
        """A component's support is told once, and its names are confirmed once."""
        components = (support.component for support in self.component_support)
        yield from no_repeats("component_support", components, "component")
        yield from no_repeats("identities", (one.component for one in self.identities), "component")
