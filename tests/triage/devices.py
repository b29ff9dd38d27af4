# SPDX-License-Identifier: Apache-2.0
"""A small infusion pump to ask: a motor in a safe zone, an application beside a radio, a gateway outside.

    A-EHR ── ethernet ──▶ P-GATEWAY ── wifi ──▶ P-RADIO ──▶ P-APP ── bus ──▶ P-MOTOR

A test changes only what its rule is about: `architecture(processes=…)` replaces one list, `pump` makes a trace.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from compliance.dossiers import RELEASE, component, context, dossier, inventory, matched, part, read
from medward.advisories.model import Finding
from medward.compliance.context import Context
from medward.dossier.model.deciding import Basis, Exploitation, Near, Rated
from medward.dossier.model.parts import Answer
from medward.trace.model import Node, Trace

ZONES = (
    {"id": "Z-SAFETY", "name": "motor board", "trust": "trusted", "inside": "Z-PUMP"},
    {"id": "Z-PUMP", "name": "pump", "trust": "semi_trusted"},
    {"id": "Z-HOSPITAL", "name": "hospital", "trust": "untrusted"},
)
ACTORS = ({"id": "A-EHR", "name": "record", "actor_kind": "system", "zone": "Z-HOSPITAL"},)
PROCESSES = (
    {"id": "P-MOTOR", "name": "motor", "zone": "Z-SAFETY", "runs": ["acme-motor@1.0"], "privileged": "no"},
    {"id": "P-APP", "name": "application", "zone": "Z-PUMP", "runs": ["acme-app@1.0"], "privileged": "no"},
    {"id": "P-RADIO", "name": "radio", "zone": "Z-PUMP", "runs": ["acme-radio@1.0"], "privileged": "no"},
    {"id": "P-GATEWAY", "name": "gateway", "zone": "Z-HOSPITAL", "runs": ["acme-gateway@1.0"], "privileged": "no"},
)
ASSETS = (
    {
        "id": "AS-RATE",
        "name": "rate",
        "needs": ["integrity", "availability"],
        "clinical_function": "doses the drug",
    },
    {"id": "AS-STATISTICS", "name": "statistics", "needs": ["integrity"]},
)
WIFI = {
    "id": "I-WIFI",
    "name": "Wi-Fi",
    "on": "P-RADIO",
    "medium": "wifi",
    "direction": "both",
    "enabled": "yes",
    "authenticated": "yes",
}
ETHERNET = {
    "id": "I-ETHERNET",
    "name": "Ethernet",
    "on": "P-GATEWAY",
    "medium": "ethernet",
    "direction": "both",
    "enabled": "yes",
    "authenticated": "yes",
}
BUS = {
    "id": "I-BUS",
    "name": "bus",
    "on": "P-MOTOR",
    "medium": "internal_bus",
    "direction": "both",
    "enabled": "yes",
    "authenticated": "no",
}
INTERFACES = (WIFI, ETHERNET, BUS)
ORDERS = {
    "id": "F-ORDERS",
    "name": "orders",
    "source": "A-EHR",
    "target": "P-GATEWAY",
    "via": ["I-ETHERNET"],
    "authenticated": "yes",
    "carries": ["AS-STATISTICS"],
}
PROGRAMS = {
    "id": "F-PROGRAMS",
    "name": "programs",
    "source": "P-GATEWAY",
    "target": "P-RADIO",
    "via": ["I-WIFI"],
    "authenticated": "yes",
    "carries": ["AS-RATE"],
}
ONWARD = {"id": "F-ONWARD", "name": "onward", "source": "P-RADIO", "target": "P-APP", "carries": ["AS-RATE"]}
RATE = {
    "id": "F-RATE",
    "name": "rate",
    "source": "P-APP",
    "target": "P-MOTOR",
    "via": ["I-BUS"],
    "carries": ["AS-RATE"],
}
FLOWS = (ORDERS, PROGRAMS, ONWARD, RATE)
SEALED = (PROCESSES[0], {"id": "P-WATCH", "name": "watchdog", "zone": "Z-SAFETY", "privileged": "no"})
"""A motor that takes data from nothing but a watchdog beside it."""
SEALED_FLOW = {
    "id": "F-WATCH",
    "name": "watch",
    "source": "P-WATCH",
    "target": "P-MOTOR",
    "carries": ["AS-STATISTICS"],
}

REFS = ("motor", "app", "radio", "gateway")
HARM = {"id": "H-1", "name": "overdose", "severity": "critical"}
SITUATION = {"id": "HS-1", "name": "free flow", "harms": ["H-1"]}
THREAT = {
    "id": "T-1",
    "title": "false program",
    "description": "somebody sends a program",
    "status": "accepted",
    "threatens": ["P-APP"],
    "leads_to": ["HS-1"],
}
METHOD = {
    "description": "exploitability and severity",
    "exploitability": {"low": "rare means"},
    "acceptance": [
        {"severity": "critical", "acceptable_up_to": "low"},
        {"severity": "minor", "acceptable_up_to": "high"},
    ],
}
DECISION = {
    "id": "TR-1",
    "vulnerability": "CVE-2026-1",
    "component": "acme-app@1.0",
    "release": "R-1",
    "status": "affected",
    "risk_state": "controlled",
    "reason": "messages are limited before",
    "author": "product security",
    "date": "2026-05-01",
}

THEN = Basis(
    release="R-1",
    component="pkg:pypi/acme-app",
    version="1.0",
    known_exploited=Answer.NO,
    exploitation=Exploitation.NONE,
    rating=Rated.HIGH,
    score=7.5,
    ranges=("OSV-1: 1.0 lies in 0 to 2.0",),
    fixed_in=("2.0",),
    processes=("P-APP",),
    nearest=Near.LOCAL,
    controls=("C-012",),
)
"""The facts on which a decision about the application rests."""


def later(**changed: object) -> Basis:
    """Those facts with some of them changed."""
    return THEN.model_copy(update=changed)


def architecture(**changed: Sequence[Mapping[str, Any]]) -> dict[str, Sequence[Mapping[str, Any]]]:
    """The pump, with some of its lists replaced."""
    usual: dict[str, Sequence[Mapping[str, Any]]] = {
        "zones": ZONES,
        "actors": ACTORS,
        "processes": PROCESSES,
        "interfaces": INTERFACES,
        "flows": FLOWS,
        "assets": ASSETS,
        "stores": (),
    }
    return {**usual, **changed}


def sealed(**changed: Sequence[Mapping[str, Any]]) -> dict[str, Sequence[Mapping[str, Any]]]:
    """A motor that nothing outside its zone reaches."""
    return architecture(**{"processes": SEALED, "interfaces": (), "flows": (SEALED_FLOW,), **changed})


def pump(*findings: Finding, **keys: Any) -> Context:
    """The pump in a trace, with these findings; `keys` are further keys of its dossier."""
    given = dossier(**{"releases": [RELEASE], "architecture": architecture(), **keys})
    found = inventory(*map(component, REFS))
    return context(given, read(given, found, matched(found, *findings)))


def trace(built: Mapping[str, Any] | None = None, **keys: Any) -> Trace:
    """The trace of the pump, or of a pump with another architecture."""
    return pump(architecture=built or architecture(), **keys).trace


def node(found: Trace, ref: str) -> Node:
    """The component with a reference."""
    return next(one for one in found.of_kind("component") if one.id.endswith(f"#{ref}"))


def harmful(**changed: object) -> dict[str, Any]:
    """The keys of a dossier in which a false program can end in a harm, and some criteria."""
    keys = {"harms": [HARM], "hazardous_situations": [SITUATION], "threats": [THREAT], "risk_method": METHOD}
    return part(keys, **changed)
