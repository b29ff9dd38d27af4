# SPDX-License-Identifier: Apache-2.0
"""The examples as the tests see them: loaded, matched against the sample advisories, and assessed on one day."""

import datetime as dt
from pathlib import Path

import pytest

from medward import advisories
from medward.compliance.assessment import assess
from medward.compliance.model import Assessment
from medward.dossier import Loaded, load
from medward.packs import asked_by_default

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture(scope="session")
def as_of() -> dt.date:
    """The day on which the gaps of the example were planted."""
    return dt.date(2026, 11, 24)


@pytest.fixture(scope="session")
def sample_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database that `medward database build` makes of the shipped sample."""
    path = tmp_path_factory.mktemp("advisories") / "sample.duckdb"
    advisories.build(EXAMPLES / "advisories", path)
    return path


@pytest.fixture(scope="session")
def pump() -> Loaded:
    """The dossier of the infusion pump."""
    return load(EXAMPLES / "infusion-pump")


@pytest.fixture(scope="session")
def own() -> Loaded:
    """Medward's own dossier."""
    return load(EXAMPLES / "medward")


@pytest.fixture(scope="session")
def pump_assessed(pump: Loaded, sample_database: Path, as_of: dt.date) -> Assessment:
    """The infusion pump against every pack that is asked by default."""
    return assess(pump, sample_database, asked_by_default(), as_of)


@pytest.fixture(scope="session")
def own_assessed(own: Loaded, sample_database: Path, as_of: dt.date) -> Assessment:
    """Medward against every pack that is asked by default."""
    return assess(own, sample_database, asked_by_default(), as_of)
