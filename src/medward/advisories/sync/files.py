# SPDX-License-Identifier: Apache-2.0
"""Sources that are one file, or one for each of their parts: OSV, KEV, EPSS, the list of CVE records.

An address may hold `{part}`, and `{day}` where each day has a file of its own: today's is asked for first, then
yesterday's, because a day's file appears some time after midnight UTC.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from urllib.parse import quote

from medward.advisories.sync.contents import check_of
from medward.advisories.sync.keeping import Keeper, Wanted
from medward.advisories.sync.model import FileReport, Outcome
from medward.advisories.sync.sources import FilesSource

DAYS = 2
"""How many days are asked for, where each has a file of its own."""


def renew(source: FilesSource, parts: Sequence[str], keeper: Keeper) -> Iterator[FileReport]:
    """Renew every file of a source; `parts` stands in place of its own, where it has some and any are named."""
    for part in wanted_parts(source, parts):
        yield _renew_one(source, part, keeper)
        keeper.state.save()


def wanted_parts(source: FilesSource, parts: Sequence[str]) -> Sequence[str]:
    """The parts that are fetched of a source; one without a name, where it has none."""
    return (parts or source.parts) if "{part}" in source.url else ("",)


def path_of(source: FilesSource, part: str) -> str:
    """Where the file of a part lies, relative to the folder."""
    return source.path.replace("{part}", part)


def _renew_one(source: FilesSource, part: str, keeper: Keeper) -> FileReport:
    address = source.url.replace("{part}", quote(part, safe=""))
    today = keeper.clock.now().date()
    days = [today - timedelta(days=back) for back in range(DAYS)] if "{day}" in address else [today]
    for day in days:
        url = address.replace("{day}", day.isoformat())
        report = keeper.renew(Wanted(source, url, path_of(source, part), check_of(source)))
        if report.outcome in {Outcome.UPDATED, Outcome.UNCHANGED}:
            break
    return report
