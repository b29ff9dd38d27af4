# SPDX-License-Identifier: Apache-2.0
"""What is in a dossier, counted."""

from pathlib import Path

from dossier.samples import loaded, put, whole
from medward.dossier import load
from medward.dossier.summary import summary


def test_parts_are_counted_by_kind_in_the_order_of_the_model(tmp_path: Path) -> None:
    found = summary(load(put(whole(tmp_path), {"z.yaml": "harms: [{id: H-2, name: burn, severity: minor}]"})))
    assert list(found.counts.items()) == [
        ("harm", 2), ("hazardous_situation", 1), ("threat", 1), ("control", 1), ("requirement", 1), ("test", 1),
        ("evidence", 1),
    ]  # fmt: skip
    assert (found.device, found.manufacturer, found.files) == ("Drip 100", "Example Devices", 1)
    assert found.unwritten == ()


def test_placeholders_are_found_wherever_they_stand(tmp_path: Path) -> None:
    more = 'harms: [{id: H-1, name: "?", severity: minor}]\ndevice: {essential_performance: ["?", "ends in ?"]}'
    assert summary(loaded(tmp_path, more)).unwritten == ("device.essential_performance[0]", "harms.H-1.name")
