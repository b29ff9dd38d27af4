# SPDX-License-Identifier: Apache-2.0
"""What will be worse by a day: only time goes on, and the first day on which it shows is told."""

import datetime as dt
from pathlib import Path

import pytest

from compliance.dossiers import dossier
from medward.compliance.model import Status
from medward.compliance.outlook import Worse, days, outlook
from medward.dossier import Loaded, load
from medward.packs import Framework, shipped_pack

PUMP = Path(__file__).parents[2] / "examples" / "infusion-pump"
TODAY = dt.date(2026, 11, 23)
PACKS = (shipped_pack("fda-524b"),)


@pytest.fixture(scope="module")
def pump() -> Loaded:
    return load(PUMP)


def ahead(pump: Loaded, until: dt.date, packs: tuple[Framework, ...] = PACKS) -> dict[str, Worse]:
    return {one.verdict.requirement: one for one in outlook(pump, None, packs, TODAY, until)}


def test_a_review_that_falls_due_is_told_on_the_day_after(pump: Loaded) -> None:
    one = ahead(pump, dt.date(2027, 11, 23))["a.information"]
    assert (one.day, one.today, one.verdict.status) == (dt.date(2027, 6, 4), Status.MET, Status.NOT_MET)
    assert "was to be reviewed by 2027-06-03" in one.verdict.reason


def test_what_falls_due_later_is_not_told(pump: Loaded) -> None:
    assert "a.information" not in ahead(pump, dt.date(2027, 6, 3))


def test_a_look_into_the_law_that_grows_old_is_unknown_then(pump: Loaded) -> None:
    one = ahead(pump, dt.date(2027, 11, 23))["d.exemption"]
    assert (one.today, one.verdict.status) == (Status.NOT_APPLICABLE, Status.UNKNOWN)


def test_nothing_is_worse_today_than_today(pump: Loaded) -> None:
    assert ahead(pump, TODAY) == {}


def test_what_is_told_is_in_the_order_of_days(pump: Loaded) -> None:
    found = [one.day for one in outlook(pump, None, PACKS, TODAY, dt.date(2028, 11, 23))]
    assert found == sorted(found)
    assert all(TODAY < day <= dt.date(2028, 11, 23) for day in found)


def test_each_is_truly_worse_on_its_day_and_not_on_the_day_before(pump: Loaded) -> None:
    for name, one in ahead(pump, dt.date(2028, 1, 1)).items():
        assert name in ahead(pump, one.day)
        assert name not in ahead(pump, one.day - dt.timedelta(days=1))


def test_a_day_before_today_is_refused(pump: Loaded) -> None:
    with pytest.raises(ValueError, match="2026-11-22 lies before 2026-11-23"):
        outlook(pump, None, PACKS, TODAY, dt.date(2026, 11, 22))


def test_the_days_looked_at_are_those_of_the_dossier_their_morrows_and_the_last() -> None:
    said = dossier(releases=[{"id": "R-1", "version": "1", "status": "current", "supported_until": "2027-01-31"}])
    assert days(said, (), TODAY, dt.date(2027, 3, 1)) == (
        dt.date(2027, 1, 31),
        dt.date(2027, 2, 1),
        dt.date(2027, 3, 1),
    )
    assert days(said, (), TODAY, dt.date(2026, 12, 1)) == (dt.date(2026, 12, 1),)
