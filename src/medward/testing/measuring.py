# SPDX-License-Identifier: Apache-2.0
"""What the readers of coverage share: totals of the files, held against those that the report states.

Coverage neither passes nor fails. A report whose totals are not those of its files lost some of them, and is an
`error`; one in which no line could be run measured nothing, and is `unknown`.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from medward.testing.limits import MAX_ITEMS
from medward.testing.model import FileCoverage, Format, Outcome, Report
from medward.testing.source import Source


def hold_limit(source: Source, files: int) -> None:
    """Raise ProblemsError where there are more files than are read."""
    if files > MAX_ITEMS:
        raise source.refusal("size", f"the report has more than the {MAX_ITEMS:,} files allowed")


def totals(files: Iterable[FileCoverage]) -> dict[str, int]:
    """The sums over all files."""
    held = list(files)
    return {
        "files": len(held),
        "lines": sum(one.lines for one in held),
        "lines_covered": sum(one.lines_covered for one in held),
        "branches": sum(one.branches for one in held),
        "branches_covered": sum(one.branches_covered for one in held),
    }


def differences(stated: Mapping[str, int | None], *found: Mapping[str, int]) -> list[str]:
    """Where a stated total is none of those that were found; `found` are the ways in which a format may count."""
    return [
        f"the report states {number:,} {key.replace('_', ' ')}, and its files have {found[0][key]:,}"
        for key, number in stated.items()
        if number is not None and number not in {one[key] for one in found}
    ]


def measured(
    source: Source,
    form: Format,
    files: Iterable[FileCoverage],
    broken: Iterable[str],
    *,
    tool: str = "",
    version: str = "",
    time: datetime | None = None,
) -> Report:
    """The report on some files; `broken` says what contradicts itself in it."""
    held = tuple(sorted(files, key=lambda one: one.name))
    hold_limit(source, len(held))
    counts = totals(held)
    impossible = [
        f"of {one.name} more is covered than there is"
        for one in held
        if one.lines_covered > one.lines or one.branches_covered > one.branches
    ]
    outcome, reasons = _outcome(counts, [*broken, *impossible])
    return Report(
        format=form,
        digest=source.digest,
        outcome=outcome,
        reasons=reasons,
        tool=tool,
        version=version,
        started=time,
        ended=time,
        counts=counts,
        coverage=held,
    )


def _outcome(counts: Mapping[str, int], broken: list[str]) -> tuple[Outcome, tuple[str, ...]]:
    if broken:
        return Outcome.ERROR, tuple(broken[:10])
    if not counts["lines"]:
        return Outcome.UNKNOWN, ("the report has no line that could be run, so nothing was measured",)
    share = 100 * counts["lines_covered"] / counts["lines"]
    return Outcome.NOT_JUDGED, (
        f"{share:.1f} % of {counts['lines']:,} lines were run; coverage says what ran, not that it works",
    )
