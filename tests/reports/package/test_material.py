# SPDX-License-Identifier: Apache-2.0
"""A package is made of one dossier that was asked once."""

from medward.compliance.assessment import assess
from medward.dossier import load
from medward.packs import asked_by_default
from reports.package.materials import AS_OF, PUMP, pump


def test_it_says_what_check_says() -> None:
    assert pump().assessment == assess(load(PUMP), None, list(asked_by_default()), AS_OF)


def test_every_part_has_its_place_in_the_files() -> None:
    material = pump()
    place = material.place("T-001")
    assert place is not None
    assert place.file == "threats.yaml"
    assert "id: T-001" in (PUMP / place.file).read_text(encoding="utf-8").splitlines()[place.line - 1]


def test_a_part_that_is_not_there_has_no_place() -> None:
    assert pump().place("T-NONE") is None


def test_a_part_is_found_by_its_id_whatever_its_kind() -> None:
    kinds = {pump().parts[name].kind for name in ("T-001", "V-GLOBAL")}
    assert kinds == {"threat", "view"}
