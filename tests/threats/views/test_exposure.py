# SPDX-License-Identifier: Apache-2.0
"""Which interfaces somebody outside can reach."""

import pytest

from medward.threats.surroundings import Surroundings
from medward.threats.views.exposure import Exposure, exposure
from medward.trace.build import build
from threat_systems import system


def of(**keys: object) -> Exposure:
    interface = {
        "id": "I",
        "name": "I",
        "on": "P",
        "medium": "wifi",
        "direction": "both",
        "enabled": "yes",
        **keys,
    }
    dossier = system(
        zones=[{"id": "Z", "name": "Z", "trust": "trusted"}],
        processes=[{"id": "P", "name": "P", "zone": "Z"}],
        interfaces=[interface],
    )
    trace = build(dossier)
    return exposure(trace.nodes["interface", "I"], Surroundings(trace))


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({}, Exposure.EXPOSED),
        ({"medium": "usb"}, Exposure.EXPOSED),
        ({"medium": "user_interface"}, Exposure.EXPOSED),
        ({"medium": "internal_bus"}, Exposure.INSIDE),
        ({"medium": "debug"}, Exposure.INSIDE),
        ({"medium": "software", "port": "file"}, Exposure.INSIDE),
        ({"medium": "software", "port": "tcp/443"}, Exposure.EXPOSED),
        ({"medium": "software"}, Exposure.UNKNOWN),
        ({"enabled": "no"}, Exposure.CLOSED),
        ({"enabled": "unknown"}, Exposure.UNKNOWN),
    ],
)
def test_exposure_follows_from_what_is_said(keys: dict[str, object], expected: Exposure) -> None:
    assert of(**keys) is expected
