# SPDX-License-Identifier: Apache-2.0
"""How a release is named to others, and ids that are the same for the same content."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packageurl import PackageURL

from medward.base.problems import ProblemsError
from medward.dossier import load
from medward.dossier.model.device import Release
from medward.triage.vex.model import Product
from medward.triage.vex.releases import product_id, read_releases, release_parts, release_purl, slug, stable_id
from triage.vex.made import dossier

PUMP = Path(__file__).parents[3] / "examples" / "infusion-pump"


def test_every_release_of_the_example_is_read_with_its_components() -> None:
    current, planned = read_releases(load(PUMP))
    assert (current.id, current.released, len(current.inventories)) == ("REL-3.2.2", date(2026, 5, 28), 3)
    assert (planned.id, planned.released, planned.components) == ("REL-3.3.0", None, ())


def test_a_release_that_is_not_there_is_a_problem_that_names_those_that_are() -> None:
    with pytest.raises(ProblemsError, match=r"Known are: REL-3\.2\.2, REL-3\.3\.0"):
        read_releases(load(PUMP), "REL-9")


def test_a_planned_release_is_not_out_whatever_its_day() -> None:
    device = dossier().device
    planned = Release.model_validate({"id": "R", "version": "4", "status": "planned", "date": "2020-01-01"})
    assert release_parts(device, planned, ()).released is None


@given(st.text(max_size=20), st.text(min_size=1, max_size=20).filter(str.strip))
def test_a_release_has_a_valid_package_url_whatever_its_names(name: str, version: str) -> None:
    device = dossier().device.model_copy(update={"name": name, "manufacturer": name})
    assert PackageURL.from_string(release_purl(device, version)).type == "generic"
    assert slug(name)


def test_an_id_is_made_of_everything_that_names_a_product() -> None:
    one = Product(name="tls", version="3.0", purls=("pkg:npm/tls@3.0",))
    assert product_id(one) == product_id(replace(one, ref="elsewhere"))
    assert len({product_id(one), product_id(replace(one, version="3.1")), product_id(replace(one, purls=()))}) == 3


def test_an_id_tells_its_parts_apart() -> None:
    assert stable_id("ab", "c") != stable_id("a", "bc")
