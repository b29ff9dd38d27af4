# SPDX-License-Identifier: Apache-2.0
"""Texts that are cited for cybersecurity and are about something else."""

import pytest

from medward.packs import shipped_ids
from medward.packs.mistaken import MISTAKEN, mistaken


@pytest.mark.parametrize("name", ["iec-60601-1-10", "IEC 60601-1-10", "60601-1-10", "iec  60601-1-10"])
def test_closed_loop_control_is_told_from_cybersecurity_however_it_is_written(name: str) -> None:
    found = mistaken(name)
    assert found is not None
    assert found.told() == (
        "IEC 60601-1-10 is about physiologic closed-loop controllers in medical electrical equipment, not about "
        "cybersecurity. You may mean IEC 81001-5-1 (pack iec-81001-5-1) or IEC TR 60601-4-5 with IEC 62443-4-2 "
        "(pack iec-62443-4-2)."
    )


@pytest.mark.parametrize("name", ["iec-60601-1", "iec-81001-5-1", "", "iec-60601-1-100"])
def test_any_other_name_is_not_mistaken(name: str) -> None:
    assert mistaken(name) is None


def test_what_was_meant_is_shipped_and_what_is_mistaken_is_not() -> None:
    for one in MISTAKEN:
        assert one.id not in shipped_ids()
        assert {pack for _, pack in one.meant} <= set(shipped_ids())
