# SPDX-License-Identifier: Apache-2.0
"""Traceability: from each threat over risk, control and requirement to the test and its result.

FDA premarket guidance, Appendix 4, Table 1. A chain that ends too early says where.
"""

from collections.abc import Iterator

from medward.dossier.model.keeping import DocumentKind
from medward.dossier.model.proof import Test
from medward.dossier.model.proof import TestResult as Result
from medward.dossier.model.risk import Threat, ThreatStatus
from medward.reports.document.tree import Document, Inline, Line, Missing, Words
from medward.reports.package.draft import Cell, Draft, alarm, in_words, line
from medward.reports.package.material import Material
from medward.reports.package.standing import narrative
from medward.trace.model import Node

HOLDS = frozenset({ThreatStatus.ACCEPTED, ThreatStatus.MITIGATED, ThreatStatus.TRANSFERRED, ThreatStatus.PROPOSED})


def write(material: Material) -> Document:
    """The document."""
    draft = Draft(material, "traceability", "Traceability")
    draft.heading(1, "How the chain is kept")
    narrative(draft, DocumentKind.TRACEABILITY)
    draft.heading(1, "From threat to proof")
    _chains(draft)
    draft.heading(1, "Links that are missing")
    _broken(draft)
    return draft.document()


def _chains(draft: Draft) -> None:
    threats = [one for one in draft.material.dossier.threats if one.status in HOLDS]
    if not threats:
        draft.gap("No threat holds, so there is no chain", "Decide about the threats")
    draft.table(
        "Chains",
        (("Threat", 4), ("Risks", 2), ("Control", 3), ("Requirements", 3), ("Tests, with what came out", 5)),
        (row for one in threats for row in _rows(draft, one)),
        wide=True,
    )


def _rows(draft: Draft, threat: Threat) -> Iterator[list[Cell]]:
    """A row for each control, so that what proves one is not taken for a proof of another."""
    risks = draft.refs((node.id for node in draft.follow(threat.id, "assessed_in")), "no risk assesses it")
    controls = draft.follow(threat.id, "reduced_by")
    if not controls:
        missing: Cell = Missing("no control")
        yield [[*draft.told(threat.id), threat.title], risks, missing, missing, missing]
    for index, control in enumerate(controls):
        first: Cell = [*draft.told(threat.id), threat.title] if index == 0 else draft.ref(threat.id)
        yield [first, risks, line(draft.ref(control.id), f" {control.label}"), *_proof(draft, control)]


def _proof(draft: Draft, control: Node) -> tuple[Cell, Cell]:
    requirements = draft.follow(control.id, "specified_by")
    tests = {test.id: test for node in (control, *requirements) for test in draft.follow(node.id, "verified_by")}
    told = [line(draft.ref(test.id), ": ", *_result(test)) for _, test in sorted(tests.items())]
    asked = draft.refs((one.id for one in requirements), "no requirement specifies it")
    return asked, [*told] if told else Missing("no test verifies it")


def _result(node: Node) -> Line:
    if not isinstance(node.data, Test):
        return (Missing("it is no test"),)
    result = node.data.result
    told: Inline = Words("passed") if result is Result.PASSED else alarm(in_words(result))
    shown = () if node.data.evidence else (Words(", "), Missing("no evidence"))
    return (told, *shown)


def _broken(draft: Draft) -> None:
    mends = draft.material.assessment.mends
    if not mends:
        draft.say("None that a framework asks for.")
    draft.table(
        "By what mends them, the largest group first",
        (("What to do", 5), ("Missing", 1), ("Asked by", 5), ("The first of them", 6)),
        (
            [
                one.text,
                alarm(f"{len(one.broken):,}"),
                _asked(one.asked_by),
                [line("– ", broken.text) for broken in one.broken[:AT_ONCE]],
            ]
            for one in mends
        ),
    )


def _asked(requirements: tuple[str, ...]) -> str:
    more = len(requirements) - AT_ONCE
    return ", ".join(requirements[:AT_ONCE]) + (f" and {more} more" if more > 0 else "")


AT_ONCE = 3
"""So many of a group are printed; `medward check` lists all."""
