# SPDX-License-Identifier: Apache-2.0
"""What became better or worse between two reports of the same test.

- Worse: a finding that was not there; a case that was run and is not run any more; an outcome that is no longer
  `passed`; lines that were run and are not run.
- Better: a finding that is gone, where what found it was run again; an outcome that became `passed`.
- A finding that is gone because its case was not run is worse, not better; one that is gone because it is
  suppressed now is told as suppressed. Nothing is better in a report that cannot be believed.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medward.testing.limits import MAX_PLACES
from medward.testing.model import Outcome, Report


@dataclass(frozen=True, slots=True)
class Comparison:
    """The differences, in words.

    Attributes:
        better: what became better.
        worse: what became worse.
    """

    better: tuple[str, ...] = ()
    worse: tuple[str, ...] = ()


def compare(before: Report, after: Report) -> Comparison:
    """How `after` differs from `before`, both of the same format."""
    if after.outcome is Outcome.ERROR:
        return Comparison((), (f"the new report cannot be believed: {after.reasons[0]}",))
    return Comparison(tuple(_better(before, after)), tuple(_worse(before, after)))


def _better(before: Report, after: Report) -> Iterator[str]:
    if before.outcome is not Outcome.PASSED and after.outcome is Outcome.PASSED:
        yield f"the result was {before.outcome}, and is {after.outcome}"
    left = {one.key for one in (*after.findings, *after.suppressed)}
    gone = [
        one.title for one in before.findings if one.key not in left and (not after.ran or one.key in after.ran)
    ]
    yield from _some("no longer reported", gone)
    yield from _coverage(before, after, 1)


def _worse(before: Report, after: Report) -> Iterator[str]:
    if before.outcome is Outcome.PASSED and after.outcome is not Outcome.PASSED:
        yield f"the result was {before.outcome}, and is {after.outcome}"
    known = {one.key for one in before.findings}
    yield from _some("new", [one.title for one in after.findings if one.key not in known])
    hidden = {one.key for one in after.suppressed} - {one.key for one in after.findings}
    yield from _some("now suppressed", [one.title for one in before.findings if one.key in hidden])
    yield from _some("no longer run", sorted(before.ran - after.ran))
    yield from _coverage(before, after, -1)


def _some(what: str, names: list[str]) -> Iterator[str]:
    """The first names, and how many more there are."""
    for name in names[:MAX_PLACES]:
        yield f"{what}: {name}"
    if len(names) > MAX_PLACES:
        yield f"{what}: {len(names) - MAX_PLACES} more"


def _coverage(before: Report, after: Report, sign: int) -> Iterator[str]:
    """The share of lines that were run, where it went up (1) or down (-1)."""
    old, new = (_share(one) for one in (before, after))
    if old is not None and new is not None and sign * (new - old) > 0:
        yield f"{old:.1f} % of lines were run, and {new:.1f} % are"


def _share(report: Report) -> float | None:
    lines = report.counts.get("lines", 0)
    return 100 * report.counts["lines_covered"] / lines if report.coverage and lines else None
