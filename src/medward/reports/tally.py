# SPDX-License-Identifier: Apache-2.0
"""Counting verdicts, and whether a check fails because of them (`FailOn` says what fails on what).

A problem, such as an SBOM that cannot be read, is an error even where no verdict rests on it. So is an assessment
without a single verdict: nothing was proven.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from medward.compliance.model import Assessment, FrameworkVerdicts, Status, Verdict
from medward.reports.choices import FailOn
from medward.reports.words import SIGNS

_FAILING: dict[FailOn, frozenset[Status]] = {
    FailOn.NEVER: frozenset(),
    FailOn.ERROR: frozenset({Status.ERROR}),
    FailOn.NOT_MET: frozenset({Status.ERROR, Status.NOT_MET}),
    FailOn.UNKNOWN: frozenset({Status.ERROR, Status.NOT_MET, Status.UNKNOWN}),
}


@dataclass(frozen=True, slots=True)
class Share:
    """How many verdicts have one status."""

    status: Status
    count: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How the verdicts of a framework, or of all, are spread.

    Attributes:
        shares: every status with its count, in the order in which reports show them; a count may be 0.
    """

    shares: tuple[Share, ...]

    @property
    def total(self) -> int:
        """How many verdicts there are."""
        return sum(share.count for share in self.shares)

    @property
    def met(self) -> int:
        """How many are met."""
        return self.of(Status.MET)

    @property
    def asked(self) -> int:
        """How many apply, and so count."""
        return self.total - self.of(Status.NOT_APPLICABLE)

    def of(self, status: Status) -> int:
        """How many verdicts have this status."""
        return next(share.count for share in self.shares if share.status is status)


def tally(verdicts: Iterable[Verdict]) -> Tally:
    """Count the verdicts by status."""
    counts = dict.fromkeys(SIGNS, 0)
    for verdict in verdicts:
        counts[verdict.status] += 1
    return Tally(tuple(Share(status, count) for status, count in counts.items()))


def of_framework(framework: FrameworkVerdicts) -> Tally:
    """Count the verdicts of one framework."""
    return tally(framework.verdicts)


def fails(assessment: Assessment, fail_on: FailOn) -> bool:
    """Whether the check fails."""
    failing = _FAILING[fail_on]
    broke = bool(assessment.problems) or not assessment.verdicts
    return (broke and Status.ERROR in failing) or any(v.status in failing for v in assessment.verdicts)
