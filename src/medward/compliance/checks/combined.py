# SPDX-License-Identifier: Apache-2.0
"""`all` and `any`: several outcomes made into one.

- What does not apply is left out; where nothing is left, the whole does not apply.
- `all`: the worst status. The reason is that of every outcome with this status; proofs and broken links are those
  of all, each once, so that one look at a verdict shows everything that is to be done for it.
- `any`: met by the first that is met. Otherwise the broken links are those of the alternative that lacks least,
  because only one of them has to be mended.
- The order of the inner checks changes the order of the sentences, never the status.
"""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from medward.compliance.model import Status
from medward.compliance.outcome import Outcome, best, worst

T = TypeVar("T")


def every(outcomes: Sequence[Outcome]) -> Outcome:
    """The outcome of `all`."""
    applying = _applying(outcomes)
    status = worst([outcome.status for outcome in applying])
    if not applying:
        return Outcome(status, _joined(outcomes))
    return Outcome(
        status,
        _joined(outcome for outcome in applying if outcome.status is status),
        _once(proof for outcome in applying for proof in outcome.proofs),
        _once(link for outcome in applying for link in outcome.broken),
    )


def one(outcomes: Sequence[Outcome]) -> Outcome:
    """The outcome of `any`."""
    applying = _applying(outcomes)
    status = best([outcome.status for outcome in applying])
    if not applying:
        return Outcome(status, _joined(outcomes))
    chosen = [outcome for outcome in applying if outcome.status is status]
    if status is Status.MET:
        return chosen[0]
    nearest = min(chosen, key=lambda outcome: len(outcome.broken))
    reason = nearest.reason if len(chosen) == 1 else f"none of these holds: {_joined(chosen)}"
    return Outcome(status, reason, (), nearest.broken)


def _applying(outcomes: Iterable[Outcome]) -> list[Outcome]:
    return [outcome for outcome in outcomes if outcome.status is not Status.NOT_APPLICABLE]


def _joined(outcomes: Iterable[Outcome]) -> str:
    return "; ".join(_once(outcome.reason for outcome in outcomes))


def _once(items: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(items))
