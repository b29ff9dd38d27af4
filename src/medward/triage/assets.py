# SPDX-License-Identifier: Apache-2.0
"""What an attacker in a process could touch: the security requirements of CVSS (CR, IR, AR) from the assets.

Rules:

- A process reaches the assets that its flows carry, in or out, and those in the stores at the other end of its
  flows. With more rights than an ordinary user, or where nobody knows, it reaches the stores of its zone too.
- A requirement is high where a reached asset with a clinical function needs the property, medium where only assets
  without one do, and low where every reached asset says what it needs and none needs it.
- Integrity counts authenticity too: whoever can pretend to be the sender can change what is sent.
- Unknown is high: an asset that does not say what it needs, or a process that is not known to touch any asset.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from medward.dossier.model.architecture import Asset, Process, Property
from medward.dossier.model.parts import Answer, filled
from medward.trace.model import Node, Trace

PROPERTIES = {
    "CR": (Property.CONFIDENTIALITY,),
    "IR": (Property.INTEGRITY, Property.AUTHENTICITY),
    "AR": (Property.AVAILABILITY,),
}
LEVELS = "LMH"
NAMES = {"CR": "confidentiality", "IR": "integrity", "AR": "availability"}
_WORDS = {"L": "low", "M": "medium", "H": "high"}


@dataclass(frozen=True, slots=True)
class Need:
    """One security requirement.

    Attributes:
        metric: `CR`, `IR` or `AR`.
        level: `L`, `M` or `H`.
        text: why, in words, without a full stop.
        unknown: what nobody knows and was taken for the worse; empty where nothing.
    """

    metric: str
    level: str
    text: str
    unknown: str = ""


def needs(processes: Sequence[Node], trace: Trace) -> tuple[Need, ...]:
    """The three requirements of what runs in these processes, the highest of each."""
    if not processes:
        text = "no process is said to run it, so nobody knows what it can touch"
        return tuple(Need(metric, "H", f"{text}: {metric}:H", text) for metric in PROPERTIES)
    return tuple(_highest(_need(metric, process, trace) for process in processes) for metric in PROPERTIES)


def _highest(found: Iterable[Need]) -> Need:
    return max(found, key=lambda need: (LEVELS.index(need.level), bool(need.unknown)))


def _need(metric: str, process: Node, trace: Trace) -> Need:
    touched = _touched(process, trace)
    if not touched:
        text = f"{process.id} is not said to touch any asset"
        return Need(metric, "H", f"{text}: {metric}:H", text)
    assets = [node.data for node in (*touched, *_beside(process, trace)) if isinstance(node.data, Asset)]
    wanting = [asset for asset in assets if set(asset.needs) & set(PROPERTIES[metric])]
    clinical = [asset.id for asset in wanting if filled(asset.clinical_function)]
    if clinical:
        return _said(metric, "H", f"{process.id} touches {_listed(clinical)}, which the patient depends on")
    if silent := [asset.id for asset in assets if not asset.needs]:
        text = f"nobody has said what {_listed(silent)} needs"
        return Need(metric, "H", f"{text}: {metric}:H", text)
    if wanting:
        named = _listed([asset.id for asset in wanting])
        return _said(metric, "M", f"{process.id} touches {named}, none with a clinical function")
    return _said(metric, "L", f"nothing that {process.id} touches needs {NAMES[metric]}")


def _said(metric: str, level: str, text: str) -> Need:
    return Need(metric, level, f"{text}, so the need for {NAMES[metric]} is {_WORDS[level]}: {metric}:{level}")


def _touched(process: Node, trace: Trace) -> tuple[Node, ...]:
    """Assets in the flows of a process, and in the stores at their other end."""
    found: dict[Node, None] = {}
    for flows, end in (("flows_in", "source"), ("flows_out", "target")):
        for flow in trace.follow(process, flows):
            found.update(dict.fromkeys(trace.follow(flow, "carries")))
            for other in trace.follow(flow, end):
                found.update(dict.fromkeys(trace.follow(other, "holds")))
    return tuple(found)


def _beside(process: Node, trace: Trace) -> tuple[Node, ...]:
    """Assets in the stores of its zone, unless it is known to have no more rights than an ordinary user."""
    if isinstance(process.data, Process) and process.data.privileged is Answer.NO:
        return ()
    stores = [one for zone in trace.follow(process, "zone") for one in trace.follow(zone, "elements")]
    return tuple(asset for store in stores for asset in trace.follow(store, "holds"))


def _listed(ids: Sequence[str]) -> str:
    return ", ".join(sorted(set(ids)))
