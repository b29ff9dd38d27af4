# SPDX-License-Identifier: Apache-2.0
"""Whether a control on which a risk rests is proved, by the word of tests and not of its author.

Rules:

- Tests of a control are those that verify it, or a requirement that specifies it.
- A test proves it that passed, on a release that is assessed, on a day that is told and not after the day asked
  for, with evidence that speaks for that day. One such test is needed.
- A failed test stands against it as long as it was run on a release that is assessed, or does not say on which.
- A control that is left out on purpose (`not_provided`) lowers nothing.
- A control that the user sets up or that somebody else provides need not be tested by the maker, but told: in the
  labeling, or as a duty. FDA, premarket guidance, VI.A.

What it does not decide is whether a test is good.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from medward.dossier.labels import kind_in_words
from medward.dossier.model.parts import filled
from medward.dossier.model.proof import Evidence, TestResult
from medward.dossier.model.proof import Test as SecurityTest
from medward.dossier.model.risk import Control, Locus
from medward.risk.model import Cause
from medward.trace.model import Node, Trace


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a control.

    Attributes:
        cause: whether a test or the control itself is at fault.
        node: where it begins: a test, or the control.
        text: what is wrong, without a full stop.
    """

    cause: Cause
    node: Node
    text: str


def faults(control: Node, trace: Trace, as_of: date, releases: Collection[str]) -> tuple[Fault, ...]:
    """Why a control is not proved on a day; empty where it is. `releases` are the ids of those assessed."""
    if isinstance(control.data, Control) and filled(control.data.not_provided):
        return (Fault(Cause.CONTROL, control, f"{said(control)} is left out on purpose"),)
    tested = _tests(control, trace)
    failed = tuple(
        Fault(Cause.TEST, node, f"{said(node)} of {said(control)} failed")
        for node, test in tested
        if test.result is TestResult.FAILED and (test.release is None or test.release in releases)
    )
    if failed:
        return failed
    doubts = [(node, _doubt(node, test, trace, as_of, releases)) for node, test in tested]
    if any(not doubt for _, doubt in doubts):
        return ()
    if isinstance(control.data, Control) and control.data.locus is not Locus.DESIGNED_IN:
        return tuple(_untold(control, trace))
    if not doubts:
        return (Fault(Cause.TEST, control, f"no test verifies {said(control)}"),)
    return tuple(Fault(Cause.TEST, node, f"{said(node)} of {said(control)} {doubt}") for node, doubt in doubts)


def objection(evidence: Node, as_of: date) -> str:
    """Why a piece of evidence does not speak for a day, to follow its name; empty where it does."""
    if not isinstance(evidence.data, Evidence):
        return ""
    begins = max(evidence.data.collected, evidence.data.valid_from or evidence.data.collected)
    if begins > as_of:
        return f"only speaks for the time from {begins}"
    if evidence.data.valid_until is not None and evidence.data.valid_until < as_of:
        return f"only speaks for the time until {evidence.data.valid_until}"
    return ""


def tests(control: Node, trace: Trace) -> tuple[Node, ...]:
    """The tests of a control and of what specifies it, each once."""
    verified = (control, *trace.follow(control, "specified_by"))
    return tuple(dict.fromkeys(test for one in verified for test in trace.follow(one, "verified_by")))


def said(node: Node) -> str:
    """A node as a sentence names it: `threat T-005 'rogue drug library'`."""
    name = f"{kind_in_words(node.kind)} {node.id}"
    return f"{name} '{node.label}'" if node.label else name


def _tests(control: Node, trace: Trace) -> list[tuple[Node, SecurityTest]]:
    return [(node, node.data) for node in tests(control, trace) if isinstance(node.data, SecurityTest)]


def _doubt(node: Node, test: SecurityTest, trace: Trace, as_of: date, releases: Collection[str]) -> str:
    """Why a test that did not fail proves nothing, to follow its name; empty where it proves the control."""
    if test.result is not TestResult.PASSED:
        return f"did not pass ({test.result.replace('_', ' ')})"
    if test.release not in releases:
        which = "does not say on which release it passed"
        return which if test.release is None else f"passed on release {test.release}, which is not assessed"
    if test.date is None or test.date > as_of:
        return "does not say when it passed" if test.date is None else f"is only of {test.date}"
    return _unshown(trace.follow(node, "evidence"), as_of)


def _unshown(reports: Collection[Node], as_of: date) -> str:
    """Why the evidence of a passed test shows nothing; empty where one piece of it speaks for the day."""
    if not reports:
        return "passed without evidence"
    told = [f"rests on {said(one)}, which {wrong}" for one in reports if (wrong := objection(one, as_of))]
    return told[0] if len(told) == len(reports) else ""


def _untold(control: Node, trace: Trace) -> Iterator[Fault]:
    """A control that is for others to keep up, and of which nobody tells them."""
    if not trace.follow(control, "explained_in") and not trace.follow(control, "duties"):
        text = f"{said(control)} is for others to keep up, is not proved by a test, and no labeling tells them"
        yield Fault(Cause.CONTROL, control, text)
