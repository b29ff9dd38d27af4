# SPDX-License-Identifier: Apache-2.0
"""What authors of published medical threat models found, the libraries give, or it is told why they do not."""

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from medward.dossier import load
from medward.packs.threat_library import shipped
from medward.threats import Verdict, gaps
from published_models import FOLDER, Row, answered, generated, not_generated, rows, sources

MODELS = tuple(sources())
STATED = tuple((name, row) for name in MODELS for row in rows(name))
ROWS = [pytest.param(name, row, id=f"{name} {row.id}") for name, row in STATED]
ABSENT = [pytest.param(row, id=f"{name} {row.id}") for name, row in STATED if row.absent]
SHIPPED = {threat.id for library in shipped() for threat in library.threats}
PAGE = Path(__file__).parents[3] / "docs" / "explanation" / "published-threat-models.md"


def test_every_model_has_a_folder_and_a_source() -> None:
    assert {path.name for path in FOLDER.iterdir() if path.is_dir() and path.name != "__pycache__"} == set(MODELS)


@pytest.mark.parametrize("name", MODELS)
def test_a_source_says_what_was_published_where_and_what_of_it_was_read(name: str) -> None:
    source = sources()[name]
    assert re.fullmatch(r"20\d\d|undated", source.year)
    assert all([source.title, source.publisher, source.citation, source.read])


@pytest.mark.parametrize("name", MODELS)
def test_the_dossier_of_a_model_loads_and_no_threat_fails_on_it(name: str) -> None:
    assert generated(name).errors == ()


@pytest.mark.parametrize("name", MODELS)
def test_no_interface_flow_or_asset_of_a_model_is_without_a_generated_threat(name: str) -> None:
    assert gaps(load(FOLDER / name).dossier, generated(name)).silent == ()


@pytest.mark.parametrize("name", MODELS)
def test_ids_of_rows_are_unique_in_a_model(name: str) -> None:
    assert max(Counter(row.id for row in rows(name)).values()) == 1


@pytest.mark.parametrize(("name", "row"), ROWS)
def test_a_row_names_shipped_threats_or_says_why_there_is_none(name: str, row: Row) -> None:
    assert bool(row.answered_by) is not bool(row.absent)
    assert {one.partition("@")[0] for one in row.answered_by} <= SHIPPED
    assert row.says[0].isupper()
    assert row.says.endswith("."), name
    assert all([row.id, row.where, row.part])


@pytest.mark.parametrize(("name", "row"), ROWS)
def test_every_threat_that_a_row_names_is_generated_at_its_element(name: str, row: Row) -> None:
    assert not_generated(row, generated(name)) == ()


@pytest.mark.parametrize(("name", "row"), ROWS)
def test_a_possible_threat_says_which_facts_are_missing(name: str, row: Row) -> None:
    found = generated(name).by_id
    possible = [found[one] for one in row.answered_by if found[one].verdict is Verdict.POSSIBLE]
    assert all(one.unknown for one in possible)


@pytest.mark.parametrize("row", ABSENT)
def test_an_absence_has_a_reason_that_can_be_judged(row: Row) -> None:
    assert len(row.absent.split()) >= 15


def test_there_are_enough_published_threats_to_mean_something() -> None:
    assert len(MODELS) >= 3
    assert len(STATED) >= 60


def test_at_least_95_of_100_published_threats_are_generated() -> None:
    found = [answered(row, generated(name)) for name, row in STATED]
    assert sum(found) / len(found) >= 0.95


@pytest.mark.parametrize("claimed", ["TL-RF-014@I-BLE", "TL-RF-001@I-NONE", "TL-NONE-001@I-BLE"])
def test_a_row_that_claims_what_is_not_generated_is_found_out(claimed: str) -> None:
    row = replace(rows("amps")[0], answered_by=("TL-RF-008@I-BLE", claimed))
    assert not_generated(row, generated("amps")) == (claimed,)
    assert not answered(row, generated("amps"))


def test_an_absent_row_counts_as_not_generated() -> None:
    absent = next(row for row in rows("amps") if row.absent)
    assert not answered(absent, generated("amps"))


def test_the_page_tells_the_numbers_of_each_model_and_of_all() -> None:
    told = re.findall(r"^\| .+ \| `?(\w+)`? \| (\d+) \| (\d+) \| (\d+) \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    counts = {name: Counter(answered(row, generated(name)) for row in rows(name)) for name in MODELS}
    counts["all"] = sum(counts.values(), Counter())
    assert {name: (int(one), int(two), int(three)) for name, one, two, three in told} == {
        name: (count.total(), count[True], count[False]) for name, count in counts.items()
    }


def test_the_page_names_every_threat_that_is_absent() -> None:
    text = PAGE.read_text("utf-8")
    absent = [f"| `{name}` | {row.id} |" for name, row in STATED if row.absent]
    assert [one for one in absent if one not in text] == []
