# SPDX-License-Identifier: Apache-2.0
"""Threats and attack paths of a large architecture: how long, and how it grows.

The architecture is made up: of 1,000 elements 220 are interfaces, 180 processes, 80 stores, 40 actors, 400
flows and 80 assets, in zones that lie inside each other; some facts are left unknown, so that every answer
occurs. Threats are those of every shipped library, at half that size; attack paths are asked at the whole size.
Reading YAML is not measured; it has a benchmark of its own.

Time is that of the processor, the least of several turns. Growth is the slope of log(time) over log(size), by
least squares.
"""

import math
import statistics
import time
from collections.abc import Callable
from functools import partial

from harness import Measurement
from medward.dossier.model import Dossier
from medward.packs.threat_library import shipped
from medward.threats.cuts import by_control, by_part
from medward.threats.generating import generate
from medward.threats.paths import attack_paths
from medward.trace.build import build

SIZES = (500, 1_000, 2_000, 4_000)
GENERATED_AT, PATHS_AT = 500, 1_000
LIMIT_GENERATED, LIMIT_PATHS = 2.0, 5.0
LIMIT_EXPONENTS = {"threats": 1.2, "attack paths": 2.2}
"""Threats are asked of each element alone; paths of each way in through all flows, which is a square."""
RUNS = 3
ANSWERS = ("yes", "no", "unknown")
MEDIA = ("ethernet", "wifi", "bluetooth", "usb", "debug", "software", "user_interface")
ROLES = ("therapy", "communication", "updater", "web_application", "operator_interface")
KINDS = ("therapy", "measurement", "alarm", "patient_data", "key", "software")
SHARES = {"interfaces": 0.22, "processes": 0.18, "stores": 0.08, "actors": 0.04, "flows": 0.4, "assets": 0.08}


def measure() -> list[Measurement]:
    """Both times against their limits, and both growths against theirs."""
    generating = {size: _least(partial(_generated, size)) for size in SIZES}
    walking = {size: _least(partial(_walked, size)) for size in SIZES}
    threats = sum(len(library.threats) for library in shipped())
    return [
        _time(f"{threats} threats asked of {GENERATED_AT} elements", generating, GENERATED_AT, LIMIT_GENERATED),
        _time(f"attack paths of {PATHS_AT} elements", walking, PATHS_AT, LIMIT_PATHS),
        _growth("threats", generating),
        _growth("attack paths", walking),
    ]


def _time(claim: str, times: dict[int, float], size: int, limit: float) -> Measurement:
    told = ", ".join(f"{taken:.3f} s at {one} elements" for one, taken in times.items())
    return Measurement(claim, times[size], limit, "limit", "s", 1, "lower", (f"processor time; {told}",))


def _growth(what: str, times: dict[int, float]) -> Measurement:
    logs = [math.log(size) for size in times], [math.log(taken) for taken in times.values()]
    slope = statistics.linear_regression(*logs).slope
    limit = LIMIT_EXPONENTS[what]
    notes = ("slope of log(time) over log(size); 1 is linear",)
    return Measurement(f"growth of {what} (exponent)", slope, limit, "limit", "", 1, "lower", notes)


def _least(turn: Callable[[], float]) -> float:
    turn()
    return min(turn() for _ in range(RUNS))


def _generated(size: int) -> float:
    dossier, libraries = made(size), shipped()
    start = time.process_time()
    found = generate(dossier, libraries)
    taken = time.process_time() - start
    assert not found.errors
    return taken


def _walked(size: int) -> float:
    trace = build(made(size))
    start = time.process_time()
    paths = attack_paths(trace)
    by_control(paths.listed, trace)
    by_part(paths.listed, trace)
    taken = time.process_time() - start
    assert paths.listed
    return taken


def made(size: int) -> Dossier:
    """An architecture of a size."""
    n = {name: round(share * size) for name, share in SHARES.items()}
    return Dossier.model_validate({"format": 1, "device": _device(), "architecture": _architecture(n)})


def _device() -> dict[str, object]:
    return {
        "name": "Made-up system",
        "manufacturer": "Nobody",
        "intended_use": "Nothing",
        "clinical_function": "None",
        "cyber_device": {"reason": "made up"},
    }


def _architecture(n: dict[str, int]) -> dict[str, object]:
    return {
        "zones": _zones(),
        "actors": [
            {"id": f"A-{i}", "name": f"actor {i}", "actor_kind": "system", "zone": "Z-OUT"}
            for i in range(n["actors"])
        ],
        "processes": [_process(i) for i in range(n["processes"])],
        "stores": [_store(i, n) for i in range(n["stores"])],
        "interfaces": [_interface(i, n) for i in range(n["interfaces"])],
        "flows": [_flow(i, n) for i in range(n["flows"])],
        "assets": [_asset(i) for i in range(n["assets"])],
    }


def _zones() -> list[dict[str, object]]:
    return [
        {"id": "Z-OUT", "name": "hospital", "trust": "untrusted", "setting": "hospital"},
        {"id": "Z-DEV", "name": "device", "trust": "semi_trusted", "setting": "device", "inside": "Z-OUT"},
        {"id": "Z-MCU", "name": "microcontroller", "trust": "trusted", "inside": "Z-DEV"},
        {"id": "Z-CLOUD", "name": "cloud", "trust": "semi_trusted", "setting": "cloud"},
    ]


def _process(i: int) -> dict[str, object]:
    return {
        "id": f"P-{i}",
        "name": f"process {i}",
        "zone": ("Z-DEV", "Z-MCU", "Z-CLOUD", "Z-OUT")[i % 4],
        "roles": [ROLES[i % 5]] if i % 6 else [],
        "memory_safe": ANSWERS[i % 3],
    }


def _store(i: int, n: dict[str, int]) -> dict[str, object]:
    return {
        "id": f"S-{i}",
        "name": f"store {i}",
        "zone": "Z-DEV" if i % 2 else "Z-CLOUD",
        "holds": [f"AS-{i % n['assets']}"],
        "encrypted": ANSWERS[i % 3],
    }


def _interface(i: int, n: dict[str, int]) -> dict[str, object]:
    return {
        "id": f"I-{i}",
        "name": f"interface {i}",
        "on": f"P-{i % n['processes']}",
        "medium": MEDIA[i % 7],
        "direction": "both",
        "protocol": "HTTPS" if i % 5 else None,
        "enabled": ANSWERS[i % 3],
        "authenticated": ANSWERS[i % 2],
    }


def _flow(i: int, n: dict[str, int]) -> dict[str, object]:
    source = f"A-{i % n['actors']}" if i % 10 == 0 else f"P-{i % n['processes']}"
    target = f"S-{i % n['stores']}" if i % 7 == 0 else f"P-{(i * 31 + 1) % n['processes']}"
    return {
        "id": f"F-{i}",
        "name": f"flow {i}",
        "source": source,
        "target": target,
        "via": [f"I-{i % n['interfaces']}"] if i % 3 else [],
        "carries": [f"AS-{i % n['assets']}"] if i % 4 else [],
        "authenticated": ANSWERS[i % 3],
    }


def _asset(i: int) -> dict[str, object]:
    return {
        "id": f"AS-{i}",
        "name": f"asset {i}",
        "needs": ["integrity"],
        "clinical_function": "made up" if i % 3 else None,
        "asset_kinds": [KINDS[i % 6]],
    }
