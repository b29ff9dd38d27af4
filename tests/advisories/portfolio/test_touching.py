# SPDX-License-Identifier: Apache-2.0
"""A new advisory is held against all releases at once, and what cannot be read never counts as not touched."""

import json
from pathlib import Path

import pytest

from advisories.sources import Json, affected, record, span
from medward.advisories.devices.model import Unit
from medward.advisories.portfolio.building import build
from medward.advisories.portfolio.touching import Answer, touched
from medward.base.problems import ProblemsError


def advisory(path: Path, document: Json) -> Path:
    path.write_text(json.dumps(document))
    return path


@pytest.fixture
def portfolio(tmp_path: Path) -> Path:
    for name, version in (("pump", "1.3"), ("monitor", "2.0"), ("mixer", "not a version")):
        components = [{"type": "library", "name": "drip", "purl": f"pkg:pypi/drip@{version.replace(' ', '%20')}"}]
        product = {"component": {"type": "firmware", "name": name, "version": "7"}}
        document = {"bomFormat": "CycloneDX", "specVersion": "1.6", "metadata": product, "components": components}
        (tmp_path / f"{name}.cdx.json").write_text(json.dumps(document))
    files = sorted(tmp_path.glob("*.cdx.json"))
    build(files, tmp_path / "portfolio")
    return tmp_path / "portfolio"


@pytest.fixture
def answer(tmp_path: Path, portfolio: Path) -> Answer:
    path = advisory(tmp_path / "a.json", record("X-1", affected("PyPI", "drip", span("introduced 1", "fixed 2"))))
    units = [
        Unit("U-1", "Maker", "Pump", version="7"),
        Unit("U-2", "Maker", "pump"),
        Unit("U-3", "Maker", "monitor"),
    ]
    return touched([path], portfolio, units)


def test_releases_in_the_range_are_touched(answer: Answer) -> None:
    found = [(one.product, one.vulnerability, one.confidence, one.fixed_in) for one in answer.touched]
    assert found == [("pump", "X-1", "exact", ("2",))]


def test_a_version_without_a_place_is_undecided_and_not_clean(answer: Answer) -> None:
    assert [(one.product, one.confidence) for one in answer.undecided] == [("mixer", "undecided")]


def test_units_are_told_by_model_and_version(answer: Answer) -> None:
    assert [(one.unit, one.sure) for one in answer.units] == [("U-1", True), ("U-2", False)]


@pytest.mark.parametrize("document", [{}, {"dataType": "CVE_RECORD"}, {"id": "X", "affected": 3}])
def test_what_is_no_advisory_is_refused(tmp_path: Path, portfolio: Path, document: Json) -> None:
    with pytest.raises(ProblemsError):
        touched([advisory(tmp_path / "bad.json", document)], portfolio)
