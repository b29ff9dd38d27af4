# SPDX-License-Identifier: Apache-2.0
"""Devices against advisories: a hospital's units, and which of them CSAF advisories name.

`match_units(read_units(path), DeviceIndex(advisories))` gives one `Answer` for every unit, each with its reason.
"""

from medward.advisories.devices.index import DeviceIndex
from medward.advisories.devices.matching import match_units
from medward.advisories.devices.model import Answer, Confidence, Evidence, Match, RuledOut, State, Unit
from medward.advisories.devices.units import parse_units, read_units

__all__ = [
    "Answer",
    "Confidence",
    "DeviceIndex",
    "Evidence",
    "Match",
    "RuledOut",
    "State",
    "Unit",
    "match_units",
    "parse_units",
    "read_units",
]
