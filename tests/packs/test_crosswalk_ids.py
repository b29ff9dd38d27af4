# SPDX-License-Identifier: Apache-2.0
"""Ids in the crosswalks of shipped threats stand in a table compared with their owners' lists; none was replaced.

`crosswalk_ids.csv` names each id with its owner's title, whether it is current or by what it was replaced, and the
edition of the list that it was compared with: MITRE's CWE, CAPEC, ATT&CK for Enterprise and for ICS, and EMB3D.
An id that is missing here is a misspelling, or new: compare it with its owner's list and add its row.
"""

import csv
import re
from pathlib import Path

import pytest

from medward.packs.threat_library import shipped

TABLE = Path(__file__).with_name("crosswalk_ids.csv")
CATALOGUES = {
    "cwe": r"CWE \d",
    "capec": r"CAPEC \d",
    "attack": r"ATT&CK \d",
    "attack_ics": r"ATT&CK for ICS \d",
    "emb3d": r"EMB3D \d",
}


def table() -> dict[str, dict[str, str]]:
    """Rows of the table by id.

    Returns:
        Columns `id`, `title`, `status` and `source` of each row.
    """
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["id"] for row in rows}) == len(rows)
    return {row["id"]: row for row in rows}


ROWS = table()
USED = sorted(
    {
        (catalogue, name)
        for library in shipped()
        for threat in library.threats
        for catalogue, names in threat.crosswalk.model_dump().items()
        for name in names
    }
)


def test_every_catalogue_of_a_crosswalk_is_checked() -> None:
    assert {catalogue for catalogue, _ in USED} == set(CATALOGUES)


@pytest.mark.parametrize("catalogue", CATALOGUES)
def test_every_id_in_a_crosswalk_stands_in_its_owners_list(catalogue: str) -> None:
    names = [name for one, name in USED if one == catalogue]
    assert [name for name in names if name not in ROWS] == []
    assert [name for name in names if not re.match(CATALOGUES[catalogue], ROWS[name]["source"])] == []


def test_no_crosswalk_names_an_id_that_its_owner_replaced() -> None:
    assert [(name, ROWS[name]["status"]) for _, name in USED if ROWS[name]["status"] != "current"] == []


def test_what_replaced_an_id_is_itself_current() -> None:
    statuses = {row["status"] for row in ROWS.values()} - {"current"}
    assert {ROWS[status.removeprefix("replaced by ")]["status"] for status in statuses} == {"current"}


def test_every_row_names_a_title_and_a_known_list() -> None:
    assert [name for name, row in ROWS.items() if not row["title"].strip()] == []
    known = re.compile("|".join(CATALOGUES.values()))
    assert [name for name, row in ROWS.items() if not known.match(row["source"])] == []


def test_no_threat_names_an_id_twice() -> None:
    repeated = [
        threat.id
        for library in shipped()
        for threat in library.threats
        for names in threat.crosswalk.model_dump().values()
        if len(set(names)) != len(names)
    ]
    assert repeated == []
