# SPDX-License-Identifier: Apache-2.0
"""What a triage decision speaks for, what it rested on, and what people found out while they made it.

- A decision is only as good as the facts of its day. Where they are kept beside it (`Basis`), a later day or the
  next release can be held against them, and the decision is opened again where one of them changed. Medward writes
  them with every decision that it records; one that was written by hand may be without.
- What people found out about the finding goes with the decision: the decision points of SSVC that no source tells,
  answers to the rubric for medical devices, and what was done about an uncontrolled risk.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, Field, StringConstraints

from medward.base.validation import Broken, Form
from medward.dossier.model.parts import Answer, Day, Model, Number, Ruled, Text, Texts, UniqueSorted, in_order

Facts: TypeAlias = Annotated[Texts, UniqueSorted]
"""Sentences and names whose order says nothing."""


class Scope(StrEnum):
    """For what a decision speaks."""

    RELEASE = "release"
    """The component in the one release that the decision names."""
    COMPONENT = "component"
    """The component, as its key names it, in every release of the device."""
    FAMILY = "family"
    """The package in every release of the device and all its models, in every version that the sources place in
    the same ranges as the one that it was decided for."""


class Exploitation(StrEnum):
    """What was seen of exploitation, in the words of SSVC."""

    NONE = "none"
    """A source says that nothing was seen."""
    PUBLIC_POC = "public_poc"
    """Somebody has published how it is done."""
    ACTIVE = "active"
    """Somebody has attacked with it."""


class Rated(StrEnum):
    """A CVSS score in words."""

    NONE = "none"
    """Score 0.0."""
    LOW = "low"
    """Score up to 3.9."""
    MEDIUM = "medium"
    """Score up to 6.9."""
    HIGH = "high"
    """Score up to 8.9."""
    CRITICAL = "critical"
    """Score of 9.0 and more."""
    UNKNOWN = "unknown"
    """No score, which is not a low one."""


class Near(StrEnum):
    """How near an attacker must come."""

    NETWORK = "network"
    """From a network."""
    ADJACENT = "adjacent"
    """From beside the device, such as by radio."""
    LOCAL = "local"
    """From software in the device, or by what somebody brings."""
    PHYSICAL = "physical"
    """By opening or touching it."""


class Basis(Model):
    """The facts on which a decision rests, as they were on its day; Medward writes them."""

    release: Text
    """Id of the release whose finding was looked at."""
    component: Text
    """The component without its version."""
    version: Text | None = None
    """Its version; left out where the SBOM gives none."""
    known_exploited: Answer
    """Was it in CISA's catalogue of known exploited vulnerabilities?"""
    exploitation: Exploitation | None = None
    """What its CVE record said of exploitation; left out where it said nothing."""
    rating: Rated
    """The published score that counted, in words."""
    score: Number | None = None
    """That score; left out where there was none."""
    ranges: Facts = ()
    """What each source said of the version, one sentence each."""
    fixed_in: Facts = ()
    """Versions in which it was fixed."""
    processes: Facts = ()
    """Processes that ran the component."""
    nearest: Near
    """The easiest way in."""
    controls: Facts = ()
    """Controls on which the decision relies and of which a test had passed."""


class Handling(Ruled):
    """What the maker has done about an uncontrolled risk (FDA, postmarket guidance 2016, VII.B)."""

    serious_harm: Answer = Answer.UNKNOWN
    """Is a serious adverse event or a death known that it led to?"""
    in_isao: Answer = Answer.UNKNOWN
    """Does the maker take active part in an ISAO, and share with it what it knows?"""
    told: Day | None = None
    """Day on which customers were told, with interim controls and a plan."""
    fixed: Day | None = None
    """Day on which a validated fix was distributed."""

    def broken(self) -> Iterator[Broken]:
        """Customers are told before, or with, the fix."""
        yield from in_order("told", self.told, "fixed", self.fixed)


class Automatable(StrEnum):
    """Can an attacker automate every step of the attack?"""

    NO = "no"
    """Not every step."""
    YES = "yes"
    """Every step, so that many are attacked at once."""


class ValueDensity(StrEnum):
    """How much one attack gains."""

    DIFFUSE = "diffuse"
    """Little: each system holds little."""
    CONCENTRATED = "concentrated"
    """Much: one system holds the data or functions of many."""


class TechnicalImpact(StrEnum):
    """How much of the component an attacker comes to control."""

    PARTIAL = "partial"
    """A part."""
    TOTAL = "total"
    """All of it."""


class Exposure(StrEnum):
    """How open the system is to an attacker."""

    SMALL = "small"
    """Local or physical access."""
    CONTROLLED = "controlled"
    """A network to which access is limited."""
    OPEN = "open"
    """A network that cannot be limited, such as the internet."""


class MissionImpact(StrEnum):
    """What an attack does to the mission of who runs the device: care that depends on it."""

    DEGRADED = "degraded"
    """At most some essential functions are worse."""
    SUPPORT_CRIPPLED = "mef_support_crippled"
    """What supports an essential function fails; the function goes on for a time."""
    FUNCTION_FAILURE = "mef_failure"
    """An essential function fails for longer than can be borne."""
    MISSION_FAILURE = "mission_failure"
    """Several or all essential functions fail, and cannot be brought back."""


class SafetyImpact(StrEnum):
    """What an attack does to people, in the classes of IEC 61508."""

    NEGLIGIBLE = "negligible"
    """Minor injuries at worst."""
    MARGINAL = "marginal"
    """Major injuries to one or more."""
    CRITICAL = "critical"
    """Loss of one life."""
    CATASTROPHIC = "catastrophic"
    """Loss of several lives."""


class SsvcPoints(Model):
    """Decision points of SSVC that people decided. What is left out comes from the sources, or stays unknown."""

    exploitation: Exploitation | None = None
    """What was seen of exploitation; CISA's catalogue goes before it."""
    automatable: Automatable | None = None
    """Whether an attack can be automated."""
    technical_impact: TechnicalImpact | None = None
    """How much of the component an attacker comes to control."""
    value_density: ValueDensity | None = None
    """How much one attack gains."""
    system_exposure: Exposure | None = None
    """How open the device is."""
    safety_impact: SafetyImpact | None = None
    """What an attack does to people."""
    mission_impact: MissionImpact | None = None
    """What an attack does to who runs the device."""


class RubricAnswer(Model):
    """One answer to the rubric for medical devices."""

    question: Annotated[
        str, StringConstraints(pattern=r"^X[A-Z]{1,4}$"), Form("X and one to four capital letters, such as XAVN")
    ]
    """Code of the question, such as `XAVN`."""
    answer: Answer
    """Yes, no or unknown; unknown takes the worse value."""
    note: Text | None = None
    """Why, in words."""


def _by_question(answers: tuple[RubricAnswer, ...]) -> tuple[RubricAnswer, ...]:
    return tuple(sorted(answers, key=lambda one: one.question))


RubricAnswers: TypeAlias = Annotated[tuple[RubricAnswer, ...], AfterValidator(_by_question), Field(max_length=100)]
