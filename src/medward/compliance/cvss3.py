# SPDX-License-Identifier: Apache-2.0
"""The base score of a CVSS 3.0 or 3.1 vector (FIRST, CVSS v3.1 Specification Document, sections 7.1 and 7.4).

Only base metrics count; temporal and environmental ones in the vector are left aside, because a publisher does not
know the device. CVSS 2 and 4.0 vectors have no score here: None, which says nothing about how bad it is.
"""

import math

_WEIGHTS = {
    "AV": {"N": 0.85, "A": 0.62, "L": 0.55, "P": 0.2},
    "AC": {"L": 0.77, "H": 0.44},
    "UI": {"N": 0.85, "R": 0.62},
    "C": {"H": 0.56, "L": 0.22, "N": 0.0},
    "I": {"H": 0.56, "L": 0.22, "N": 0.0},
    "A": {"H": 0.56, "L": 0.22, "N": 0.0},
}
_PRIVILEGES = {"U": {"N": 0.85, "L": 0.62, "H": 0.27}, "C": {"N": 0.85, "L": 0.68, "H": 0.5}}
_PREFIXES = ("CVSS:3.0/", "CVSS:3.1/")


def base_score(vector: str) -> float | None:
    """The base score, 0.0 to 10.0; None for what is no complete CVSS 3.x vector."""
    if not vector.startswith(_PREFIXES):
        return None
    metrics = dict(part.partition(":")[::2] for part in vector[9:].split("/"))
    try:
        weights = {name: known[metrics[name]] for name, known in _WEIGHTS.items()}
        privileges = _PRIVILEGES[metrics["S"]][metrics["PR"]]
    except KeyError:
        return None
    return _score(weights, privileges, changed=metrics["S"] == "C")


def _score(weights: dict[str, float], privileges: float, *, changed: bool) -> float:
    base = 1 - (1 - weights["C"]) * (1 - weights["I"]) * (1 - weights["A"])
    impact = 7.52 * (base - 0.029) - 3.25 * (base - 0.02) ** 15 if changed else 6.42 * base
    if impact <= 0:
        return 0.0
    exploitability = 8.22 * weights["AV"] * weights["AC"] * privileges * weights["UI"]
    total = impact + exploitability
    return _round_up(min(1.08 * total if changed else total, 10))


def _round_up(value: float) -> float:
    """To one decimal, upwards, free of the error of binary fractions (specification, appendix A)."""
    whole = round(value * 100_000)
    return whole / 100_000 if whole % 10_000 == 0 else (math.floor(whole / 10_000) + 1) / 10
