# SPDX-License-Identifier: Apache-2.0
"""The outcome of a check or a fact, and the order in which statuses count.

`all` takes the worst: error, then not met, then unknown, then met. `any` is met as soon as one is met; otherwise
an error or an unknown could still have been the one that is met, so they come before "not met". What does not
apply is left out of both; where nothing is left, the whole does not apply.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from medward.compliance.model import BrokenLink, Proof, Status

WORST_FIRST = (Status.ERROR, Status.NOT_MET, Status.UNKNOWN, Status.MET, Status.NOT_APPLICABLE)
"""Order of badness where everything must hold."""
BEST_FIRST = (Status.MET, Status.ERROR, Status.UNKNOWN, Status.NOT_MET, Status.NOT_APPLICABLE)
"""Order in which statuses count where one is enough."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out of a check or a fact.

    Attributes:
        status: the status; for a fact, `met` is yes and `not_met` is no.
        reason: why, as one sentence without a full stop.
        proofs: what speaks for it.
        broken: the links that are missing.
    """

    status: Status
    reason: str
    proofs: tuple[Proof, ...] = ()
    broken: tuple[BrokenLink, ...] = ()


def met(reason: str, proofs: Sequence[Proof] = ()) -> Outcome:
    """An outcome that is met, or a fact that is true."""
    return Outcome(Status.MET, reason, tuple(proofs))


def not_met(reason: str, broken: Sequence[BrokenLink] = (), proofs: Sequence[Proof] = ()) -> Outcome:
    """An outcome that is not met, or a fact that is not true."""
    return Outcome(Status.NOT_MET, reason, tuple(proofs), tuple(broken))


def unknown(reason: str, broken: Sequence[BrokenLink] = ()) -> Outcome:
    """An outcome that nobody can know yet."""
    return Outcome(Status.UNKNOWN, reason, (), tuple(broken))


def error(reason: str) -> Outcome:
    """An outcome that rests on something broken."""
    return Outcome(Status.ERROR, reason)


def not_applicable(reason: str) -> Outcome:
    """An outcome of something that is not asked."""
    return Outcome(Status.NOT_APPLICABLE, reason)


def worst(statuses: Sequence[Status]) -> Status:
    """The status of several that must all hold; `not_applicable` where there is none that applies."""
    return min(statuses, key=WORST_FIRST.index, default=Status.NOT_APPLICABLE)


def best(statuses: Sequence[Status]) -> Status:
    """The status of several of which one is enough; `not_applicable` where there is none that applies."""
    return min(statuses, key=BEST_FIRST.index, default=Status.NOT_APPLICABLE)
