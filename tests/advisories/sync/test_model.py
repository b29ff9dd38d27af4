# SPDX-License-Identifier: Apache-2.0
"""Fresh is what was fetched or has not changed; everything else takes it away."""

import pytest

from advisories.sync.publisher import START
from medward.advisories.sync.model import FileReport, Outcome, SourceReport, SyncReport


def source(*outcomes: Outcome, **fields: object) -> SourceReport:
    files = tuple(FileReport("a", outcome) for outcome in outcomes)
    return SourceReport("osv", "OSV", files, **fields)  # type: ignore[arg-type] # as a test says


@pytest.mark.parametrize(
    ("outcome", "fresh"),
    [(Outcome.UPDATED, True), (Outcome.UNCHANGED, True), (Outcome.STALE, False), (Outcome.MISSING, False)],
)
def test_a_source_is_as_fresh_as_its_worst_file(outcome: Outcome, fresh: bool) -> None:
    assert source(Outcome.UPDATED, outcome).fresh is fresh
    assert SyncReport(START, (source(Outcome.UPDATED), source(outcome))).fresh is fresh


def test_what_was_left_out_takes_freshness_away_and_a_note_does_not() -> None:
    assert not source(Outcome.UPDATED, reason="given up").fresh
    assert not source(Outcome.UPDATED, skipped=("a name",)).fresh
    assert source(Outcome.UPDATED, notes=("no digest",)).fresh
