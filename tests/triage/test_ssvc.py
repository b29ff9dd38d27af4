# SPDX-License-Identifier: Apache-2.0
"""What is known of the decision points of SSVC, and how a priority is told."""

import datetime as dt
import os
import zipfile
from pathlib import Path

import pytest

from medward.advisories.claims import Assessment
from medward.advisories.cve.records import parse
from medward.dossier.model.risk import Severity
from medward.triage import harm
from medward.triage.ssvc import DEPLOYER, SUPPLIER, Published, assessed, in_words, known, priority
from medward.triage.tables import ssvc
from medward.triage.ways import Nearness

TOLD = Published("public_poc", "yes", "total", dt.date(2026, 5, 1))


def test_an_assessment_is_told_in_the_words_of_the_tables() -> None:
    assert assessed(Assessment("poc", "yes", "total", dt.date(2026, 5, 1))) == TOLD


def test_an_assessment_without_points_or_with_other_words_says_nothing() -> None:
    assert assessed(Assessment()) == assessed(Assessment("rumour", "perhaps", "some")) == Published()


def test_what_nobody_said_is_not_known() -> None:
    assert known(exploited=False, told=None, nearest=None, severity=None) == {}


def test_the_catalogue_makes_exploitation_active_whatever_the_record_says() -> None:
    found = known(exploited=True, told=Published(exploitation="none"), nearest=None, severity=None)
    assert found["exploitation"] == ("active",)


def test_what_somebody_decided_goes_before_the_record() -> None:
    found = known(
        exploited=False,
        told=TOLD,
        nearest=None,
        severity=None,
        decided={"automatable": ["no"], "mission_impact": ["degraded"]},
    )
    assert (found["automatable"], found["mission_impact"]) == (("no",), ("degraded",))


@pytest.mark.parametrize(
    ("nearest", "exposure"),
    [
        (Nearness.PHYSICAL, ("small",)),
        (Nearness.LOCAL, ("small",)),
        (Nearness.ADJACENT, ("controlled",)),
        (Nearness.NETWORK, ("controlled", "open")),
    ],
)
def test_the_exposure_follows_the_worst_way_in(nearest: Nearness, exposure: tuple[str, ...]) -> None:
    assert known(exploited=False, told=None, nearest=nearest, severity=None) == {"system_exposure": exposure}


def test_a_worse_harm_never_has_a_milder_safety_impact() -> None:
    values = ssvc().table("public_safety_impact").points[0].values
    worst = [
        max(
            values.index(one)
            for one in known(exploited=False, told=None, nearest=None, severity=each)["safety_impact"]
        )
        for each in sorted(Severity, key=harm.order)
    ]
    assert worst == sorted(worst)


def test_a_priority_tells_how_sure_it_is() -> None:
    given = known(exploited=False, told=TOLD, nearest=Nearness.NETWORK, severity=Severity.CRITICAL)
    assert in_words(priority(ssvc(), SUPPLIER, given)) == "SSVC supplier: immediate"
    assert in_words(priority(ssvc(), DEPLOYER, given)) == (
        "SSVC deployer: out of cycle (scheduled or out of cycle; unknown: system exposure, mission impact)"
    )


@pytest.mark.data
@pytest.mark.skipif("MEDWARD_DATA" not in os.environ, reason="MEDWARD_DATA names no folder of public data")
def test_every_container_of_the_public_records_is_understood() -> None:
    with zipfile.ZipFile(Path(os.environ["MEDWARD_DATA"]) / "cve" / "cves.zip") as archive:
        names = [name for name in archive.namelist() if name.endswith(".json")][:2_000]
        records = [parse(archive.read(name)) for name in names]
    found = [one.assessment for one in records if one.assessment is not None and one.assessment.decided]
    assert len(found) > 1_000
    assert all(
        None not in (one.exploitation, one.automatable, one.technical_impact, one.day)
        for one in map(assessed, found)
    )
