# SPDX-License-Identifier: Apache-2.0
"""Architectures to draw: the examples, a small system of our own, and one of 60 elements that is made up."""

from pathlib import Path
from typing import Any

from medward.dossier import load
from medward.dossier.model import Dossier
from medward.threats.views import Drawing, views
from medward.threats.worked import DEVICE

EXAMPLES = Path(__file__).parents[1] / "examples"
YES = {"authenticated": "yes", "encrypted": "yes", "integrity_protected": "yes"}


def example(name: str) -> tuple[Drawing, ...]:
    """The drawings of an example."""
    return views(load(EXAMPLES / name).dossier).drawings


def pump(**more: Any) -> Dossier:
    """A nurse, a pump with an update store and a server; `more` are further keys of the dossier."""
    architecture = {
        "zones": [
            {"id": "Z-ROOM", "name": "Room", "trust": "untrusted"},
            {"id": "Z-PUMP", "name": "Pump", "trust": "trusted", "inside": "Z-ROOM", "setting": "device"},
            {"id": "Z-NET", "name": "Network", "trust": "untrusted"},
        ],
        "actors": [{"id": "A-NURSE", "name": "Nurse", "actor_kind": "person", "zone": "Z-ROOM"}],
        "processes": [
            {"id": "P-APP", "name": "App", "zone": "Z-PUMP", "roles": ["therapy"], "multi_patient": "no"},
            {"id": "P-SERVER", "name": "Server", "zone": "Z-NET", "roles": ["broker"], "multi_patient": "yes"},
            {"id": "P-UPDATER", "name": "Updater", "zone": "Z-PUMP", "roles": ["updater"], "multi_patient": "no"},
        ],
        "stores": [
            {
                "id": "S-SLOTS",
                "name": "Slots",
                "zone": "Z-PUMP",
                "holds": ["AS-CODE"],
                "encrypted": "no",
                "integrity_protected": "yes",
            }
        ],
        "interfaces": [
            {
                "id": "I-NET",
                "name": "Plug",
                "on": "P-APP",
                "medium": "ethernet",
                "direction": "both",
                "protocol": "TLS 1.3",
                "port": "tcp/443",
                "service": "no",
                "enabled": "yes",
                "authenticated": "yes",
                "encrypted": "yes",
            },
            {"id": "I-JTAG", "name": "Debug", "on": "P-UPDATER", "medium": "debug", "direction": "both"},
        ],
        "flows": [
            {
                "id": "F-KEYS",
                "name": "Keys",
                "source": "A-NURSE",
                "target": "P-APP",
                "protocol": "touch",
                "authenticated": "no",
                "encrypted": "no",
                "integrity_protected": "no",
            },
            {
                "id": "F-ORDER",
                "name": "Order",
                "source": "P-SERVER",
                "target": "P-APP",
                "via": ["I-NET"],
                "carries": ["AS-ORDER"],
                "protocol": "FHIR R4",
                **YES,
            },
            {
                "id": "F-UPDATE",
                "name": "Update",
                "source": "P-SERVER",
                "target": "P-UPDATER",
                "carries": ["AS-CODE"],
            },
            {"id": "F-WRITE", "name": "Write", "source": "P-UPDATER", "target": "S-SLOTS", "carries": ["AS-CODE"]},
        ],
        "assets": [
            {"id": "AS-CODE", "name": "Code", "asset_kinds": ["software"]},
            {"id": "AS-ORDER", "name": "Order", "asset_kinds": ["order"], "clinical_function": "Dose"},
        ],
    }
    return Dossier.model_validate({"format": 1, "device": DEVICE, "architecture": architecture, **more})


def drawn(dossier: Dossier, name: str) -> Drawing:
    """The drawing of that id."""
    return next(one for one in views(dossier).drawings if one.id == name)


def sixty() -> Dossier:
    """60 elements in 9 zones, with 70 flows: each element sends to another or two further on."""
    zones: list[dict[str, object]] = [
        {"id": f"Z-{place}", "name": f"Zone with number {place}", "trust": trust}
        for place, trust in enumerate(("trusted", "semi_trusted", "untrusted") * 3)
    ]
    for place in (3, 4, 5):
        zones[place]["inside"] = f"Z-{place - 3}"
    spots = [{"name": f"Element that has the number {n}", "zone": f"Z-{n % 9}"} for n in range(60)]
    ends = [(n, (n * 7 + 3) % 60) for n in range(60)] + [(n, n + 9) for n in range(0, 50, 5)]
    architecture = {
        "zones": zones,
        "actors": [{"id": f"E-{n}", "actor_kind": "person", **spots[n]} for n in range(10)],
        "processes": [{"id": f"E-{n}", **spots[n]} for n in range(10, 45)],
        "stores": [{"id": f"E-{n}", **spots[n]} for n in range(45, 60)],
        "interfaces": [
            {"id": f"I-{n}", "name": "Plug", "on": f"E-{n}", "medium": "usb", "direction": "both"}
            for n in range(10, 40, 2)
        ],
        "flows": [
            {"id": f"F-{n}", "name": f"Flow {n}", "source": f"E-{a}", "target": f"E-{b}", "protocol": "HTTPS"}
            for n, (a, b) in enumerate(ends)
        ],
    }
    return Dossier.model_validate({"format": 1, "device": DEVICE, "architecture": architecture})
