# SPDX-License-Identifier: Apache-2.0
"""Which described element is the primary component."""

from medward.inventory import Component
from medward.inventory.roots import primary_of

PUMP = Component(ref="pump", name="pump", version="1")
GATE = Component(ref="gate", name="gateway")
IMAGE = Component(ref="image", name="./image.bin", kind="file")
OTHER = Component(ref="other", name="./other.bin", kind="file")


def test_one_described_package_is_primary_even_beside_files() -> None:
    assert primary_of(["image", "pump"], {"pump": PUMP}, {"image": IMAGE}) == (PUMP, [])


def test_a_package_described_twice_is_one() -> None:
    assert primary_of(["pump", "pump"], {"pump": PUMP}, {}) == (PUMP, [])


def test_without_a_package_one_described_file_is_primary() -> None:
    assert primary_of(["image"], {"pump": PUMP}, {"image": IMAGE}) == (IMAGE, [])


def test_several_described_packages_leave_no_primary_and_a_note() -> None:
    primary, notes = primary_of(["pump", "gate"], {"pump": PUMP, "gate": GATE}, {})
    assert primary is None
    assert notes == ["2 elements are described, none of them as the primary component: pump 1, gateway"]


def test_several_described_files_leave_no_primary() -> None:
    primary, notes = primary_of(["image", "other"], {}, {"image": IMAGE, "other": OTHER})
    assert (primary, len(notes)) == (None, 1)


def test_nothing_described_leaves_no_primary_and_no_note() -> None:
    assert primary_of(["gone"], {"pump": PUMP}, {}) == (None, [])
