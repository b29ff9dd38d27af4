# SPDX-License-Identifier: Apache-2.0
"""No answer looks fresher than its data."""

import datetime as dt
from dataclasses import replace

import pytest

from medward.reports.sources import ages
from reports.factories import AS_OF, database


def test_every_source_is_named_with_its_age() -> None:
    assert [(age.name, age.words) for age in ages(database(), AS_OF)] == [
        ("CISA KEV", "2026-03-19, 1 day old"),
        ("OSV PyPI", "2026-03-08, 12 days old"),
    ]


@pytest.mark.parametrize(
    ("newest", "said"),
    [
        (dt.date(2026, 3, 20), "2026-03-20, of that day"),
        (dt.date(2026, 3, 22), "2026-03-22, 2 days after the day asked about"),
        (dt.date(2025, 3, 20), "2025-03-20, 365 days old"),
        (None, "no dated record"),
    ],
)
def test_a_source_may_be_newer_than_the_day_or_have_no_date(newest: dt.date | None, said: str) -> None:
    held = database()
    (age,) = ages(replace(held, sources=(replace(held.sources[0], newest=newest),)), AS_OF)
    assert age.words == said


def test_a_source_that_failed_says_so_beside_its_age() -> None:
    held = database()
    failed = replace(held.sources[0], failed=dt.datetime(2026, 3, 20, tzinfo=dt.UTC), error="nobody answers")
    (age,) = ages(replace(held, sources=(failed,)), AS_OF)
    assert age.words == "2026-03-19, 1 day old, which could not be renewed on 2026-03-20 (nobody answers)"
