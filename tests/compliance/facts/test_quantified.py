# SPDX-License-Identifier: Apache-2.0
"""Facts of the form "every X is good"."""

from compliance.dossiers import THREAT, context, dossier, part
from medward.base.problems import Place
from medward.compliance.context import Context, Gap
from medward.compliance.facts.quantified import Fault, every, gaps
from medward.compliance.model import Status
from medward.compliance.outcome import Outcome
from medward.trace.model import Node

FAULT = Fault("is odd", "Make it even", "threat.even")


def judged(*numbers: int) -> Outcome:
    threats = [part(THREAT, id=f"T-{number}", title=f"number {number}") for number in numbers]
    at = context(dossier(threats=threats))

    def odd(node: Node) -> Fault | None:
        return FAULT if int(node.id[2:]) % 2 else None

    return every(at, "threat", at.trace.of_kind("threat"), odd, "is even")


def test_none_at_all_proves_nothing() -> None:
    outcome = judged()
    assert (outcome.status, outcome.reason) == (
        Status.UNKNOWN,
        "there is no threat, and an empty list proves nothing",
    )


def test_all_good_says_how_many_were_looked_at() -> None:
    outcome = judged(2, 4)
    assert (outcome.status, outcome.reason) == (Status.MET, "every threat is even")
    assert [proof.text for proof in outcome.proofs] == ["2 threats looked at"]


def test_the_first_bad_one_is_told_and_the_others_counted() -> None:
    outcome = judged(1, 2, 3)
    assert outcome.status is Status.NOT_MET
    assert outcome.reason == "2 of 3 threats: threat T-1 'number 1' is odd, and 1 more"
    assert [(link.node, link.mend, link.mend_id) for link in outcome.broken] == [
        ("threat:T-1", "Make it even", "threat.even"),
        ("threat:T-3", "Make it even", "threat.even"),
    ]


def test_a_broken_link_has_the_place_of_its_node() -> None:
    made = context(dossier(threats=[part(THREAT, id="T-1")]))
    at = Context(made.as_of, made.dossier, made.trace, places={"T-1": Place("threats.yaml", 2)})
    outcome = every(at, "threat", at.trace.of_kind("threat"), lambda _: FAULT, "is even")
    assert outcome.broken[0].place == Place("threats.yaml", 2)


def test_an_error_among_the_gaps_goes_before_what_is_unknown() -> None:
    made = context(dossier())
    unknown, error = Gap(Status.UNKNOWN, "not asked"), Gap(Status.ERROR, "not readable")
    at = Context(made.as_of, made.dossier, made.trace, gaps={"finding": unknown, "component": error})
    assert gaps(at, "finding", "component") == Outcome(Status.ERROR, "not readable")
    assert gaps(at, "finding") == Outcome(Status.UNKNOWN, "not asked")
    assert gaps(at, "threat") is None
