# SPDX-License-Identifier: Apache-2.0
"""The security summary that a maker hands to a customer before a sale: the counts of its proof, not its secrets.

In the manner of the Joint Security Plan of the health sector: what was designed in, what was tested, what is
supported and for how long, and what is done about vulnerabilities. Threats and open weaknesses are told as counts
only, because the reader is not bound to keep them.
"""

from collections import Counter

from medward.dossier.model.keeping import PlanTopic
from medward.dossier.model.risk import ControlCategory
from medward.reports.document.tree import Document, Missing
from medward.reports.package.draft import Cell, Draft, in_words, said
from medward.reports.package.material import Material
from medward.reports.words import counted

TOPICS = (PlanTopic.DISCLOSURE, PlanTopic.COMMUNICATION, PlanTopic.PATCH_TIMELINE, PlanTopic.UPDATE_PROCESS)


def write(material: Material) -> Document:
    """The document."""
    draft = Draft(material, "customer-security-summary", "Security summary for customers")
    draft.heading(1, "The device")
    draft.say(said(material.dossier.device.intended_use, "the intended use"))
    _support(draft)
    draft.heading(1, "What was designed in")
    _controls(draft)
    draft.heading(1, "What was tested")
    _tests(draft)
    draft.heading(1, "What is done about vulnerabilities")
    _plans(draft)
    _findings(draft)
    return draft.document()


def _support(draft: Draft) -> None:
    draft.table(
        "Releases and their support",
        (("Release", 3), ("Version", 2), ("Status", 2), ("Supported until", 3)),
        (
            [draft.told(one.id), one.version, one.status, said(one.supported_until, "the end of its support")]
            for one in draft.material.dossier.releases
        ),
    )


def _controls(draft: Draft) -> None:
    counts = Counter(one.category for one in draft.material.dossier.controls if not one.not_provided)
    draft.table(
        "Controls by category",
        (("Category", 4), ("Controls", 2)),
        ([in_words(one), str(counts[one]) if counts[one] else Missing("none")] for one in ControlCategory),
    )


def _tests(draft: Draft) -> None:
    tests = draft.material.dossier.tests
    if not tests:
        draft.gap("No test is recorded", "Take test reports in with `medward evidence add`")
    counts = Counter((one.test_kind, one.result) for one in tests)
    draft.table(
        "Tests by kind and result",
        (("Kind", 4), ("Result", 2), ("Tests", 1)),
        ([in_words(kind), in_words(result), str(number)] for (kind, result), number in sorted(counts.items())),
    )


def _plans(draft: Draft) -> None:
    told = {one.topic: (plan.id, one.text) for plan in draft.material.dossier.plans for one in plan.elements}
    draft.table(
        "What the plans say",
        (("Topic", 2), ("What is done", 6), ("Plan", 2)),
        (_topic(draft, topic, told) for topic in TOPICS),
    )


def _topic(draft: Draft, topic: PlanTopic, told: dict[PlanTopic, tuple[str, str]]) -> list[Cell]:
    if topic not in told:
        return [in_words(topic), Missing("no plan says"), Missing("no plan")]
    plan, text = told[topic]
    return [in_words(topic), text, draft.ref(plan)]


def _findings(draft: Draft) -> None:
    assessment = draft.material.assessment
    if assessment.database is None:
        draft.gap("Known vulnerabilities are unknown: no advisory database was asked", "Give `--database`")
        return
    opened = sum(one.open for one in assessment.findings)
    exploited = sum(one.finding.known_exploited is not None for one in assessment.findings if one.open)
    number = counted(len(assessment.findings), "known vulnerability", "known vulnerabilities")
    draft.say(
        f"On {assessment.as_of} the components have {number}: {opened} need a decision or work, ",
        f"and {exploited} of these are known to be exploited.",
    )
