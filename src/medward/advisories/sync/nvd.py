# SPDX-License-Identifier: Apache-2.0
"""A source that answers like the NVD's API 2.0: all records page by page at first, then only what changed.

https://nvd.nist.gov/developers/vulnerabilities and https://nvd.nist.gov/developers/products, and for the workflow https://nvd.nist.gov/developers/api-workflows.
Rules:

- Pages lie as they were answered, in a folder for each run named after the moment up to which it reaches. Who
  reads them takes of each record the one that was last modified.
- A run that was broken off is gone on with. Changes are asked for from where the last complete run ended, in
  windows of no more days than the API allows, and not again within two hours, as the publisher asks.
- A page is whole: it begins where it was asked to, and is as long as the number of results says.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

from medward.advisories.sync.contents import read_page
from medward.advisories.sync.faults import ContentError
from medward.advisories.sync.keeping import Keeper, Wanted
from medward.advisories.sync.model import FileReport
from medward.advisories.sync.sources import NvdSource
from medward.advisories.sync.state import Paging

OFTEN_ENOUGH = timedelta(hours=2)


def renew(source: NvdSource, keeper: Keeper) -> Iterator[FileReport]:
    """Fetch the pages that are missing, until one cannot be fetched."""
    state, now = keeper.state.source(source.id), keeper.clock.now().astimezone(UTC).replace(microsecond=0)
    while state.paging or state.until is None or now - state.until >= OFTEN_ENOUGH:
        if state.paging is None:
            state.paging = _begun(state.until, now, timedelta(days=source.window_days))
        for report in _pages(source, state.paging, keeper):
            yield report
            keeper.state.save()
            if not report.fresh:
                return
        state.until, state.paging = state.paging.until, None
        keeper.state.save()


def _begun(since: datetime | None, now: datetime, window: timedelta) -> Paging:
    until = now if since is None else min(now, since + window)
    return Paging(f"{until:%Y%m%dT%H%M%SZ}", since, until)


def _pages(source: NvdSource, paging: Paging, keeper: Keeper) -> Iterator[FileReport]:
    """The pages of a run from the first that is missing to the last, or to the first that cannot be fetched."""
    total = None
    while total is None or paging.next < total:
        path = f"{source.path}/{paging.folder}/{paging.next:07d}.json"
        begin = paging.next

        def check(received: Path, begin: int = begin) -> None:
            _check_page(received, begin, source)

        report = keeper.renew(Wanted(source, _address(source, paging), path, check, again=True))
        if report.fresh:
            page = read_page(keeper.state.folder / path)
            total = page.total_results
            paging.next += page.length(source.holds)
        yield report
        if not report.fresh:
            return


def _address(source: NvdSource, paging: Paging) -> str:
    query = {"startIndex": str(paging.next), "resultsPerPage": str(source.page)}
    if paging.since:
        query |= {"lastModStartDate": _moment(paging.since), "lastModEndDate": _moment(paging.until)}
    return f"{source.url}?{urlencode(query)}"


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def _check_page(path: Path, begin: int, source: NvdSource) -> None:
    page = read_page(path)
    length = page.length(source.holds)
    if page.start_index != begin:
        raise ContentError(f"it is the page from {page.start_index:,} and not from {begin:,}")
    expected = max(0, min(source.page, page.total_results - begin))
    if length != expected:
        raise ContentError(f"it has {length:,} records in place of {expected:,}")
