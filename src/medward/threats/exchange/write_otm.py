# SPDX-License-Identifier: Apache-2.0
"""Open Threat Model 0.2 in YAML, out of a dossier.

What OTM has a field for stands there. What it has none for (protections, protocols, interfaces, hardware settings)
stands in the attribute `medward` of each part, so that `otm` reads the same architecture again; other tools pass
over attributes, so each is told. Decisions are told in words and are not read back. OTM asks for numbers of
risk, which a dossier does not hold: 0 is written for them, and told.
"""

from collections.abc import Iterator
from typing import Any

from medward.base.problems import Place
from medward.base.yamlwriting import write as yaml
from medward.dossier.loading import Loaded
from medward.dossier.model.architecture import (
    Actor,
    Architecture,
    Asset,
    Flow,
    Process,
    Property,
    Store,
    Trust,
    Zone,
)
from medward.dossier.model.parts import Part
from medward.dossier.model.risk import Threat
from medward.threats.exchange.model import Exported, Lost
from medward.threats.exchange.otm import OWN

VERSION = "0.2.0"
RATINGS = {Trust.UNTRUSTED: 0, Trust.SEMI_TRUSTED: 50, Trust.TRUSTED: 100}

_SAID = frozenset({
    "id", "name", "title", "zone", "on", "inside", "description", "purpose", "holds", "carries", "stride", "cwe",
})  # fmt: skip
_NEVER = frozenset({"runs", "leads_to", "components", "status", "reason"})
_WEIGHED = (Property.CONFIDENTIALITY, Property.INTEGRITY, Property.AVAILABILITY)
_LEFT_OUT = ("harms", "hazardous_situations", "risks", "controls", "requirements", "tests", "evidence")


def export(loaded: Loaded) -> Exported:
    """The threat model of a dossier as OTM, and what OTM cannot say."""
    writer = _Writer(loaded)
    document = writer.document()
    return Exported(yaml(document).encode(), tuple(sorted(writer.lost)))


class _Writer:
    """Writes one document."""

    def __init__(self, loaded: Loaded) -> None:
        self.loaded = loaded
        self.lost: list[Lost] = []
        self.threats: dict[str, list[Threat]] = {}
        for threat in loaded.dossier.threats:
            for part in threat.threatens:
                self.threats.setdefault(part, []).append(threat)

    def document(self) -> dict[str, Any]:
        dossier, held = self.loaded.dossier, self.loaded.dossier.architecture
        for key in _LEFT_OUT:
            if parts := getattr(dossier, key):
                self.whole(key, f"{len(parts):,} of them", "OTM is written without them")
        if dossier.threats or held.assets:
            reason = "OTM asks for numbers that a dossier does not hold: 0 is written where nothing is known"
            self.whole("threats", "risk ratings", reason)
        for fact in held.hardware:
            self.lose(fact.id, fact.hardware, "OTM has no properties of hardware")
        return {
            "otmVersion": VERSION,
            "project": {"name": dossier.device.name, "id": "medward-dossier"},
            "representations": [],
            "assets": [self.asset(asset) for asset in held.assets],
            "trustZones": [self.zone(zone) for zone in held.zones],
            "components": list(self.components(held)),
            "dataflows": [self.flow(flow) for flow in held.flows],
            "threats": [self.threat(threat) for threat in dossier.threats],
            "mitigations": [],
        }

    def asset(self, asset: Asset) -> dict[str, Any]:
        weighed = {str(one): 100 if one in asset.needs else 0 for one in _WEIGHED}
        return self.part(asset, asset.name, asset.description) | {"risk": weighed}

    def zone(self, zone: Zone) -> dict[str, Any]:
        said = self.part(zone, zone.name, zone.description) | {"risk": {"trustRating": RATINGS[zone.trust]}}
        return said | ({"parent": {"trustZone": zone.inside}} if zone.inside else {})

    def components(self, held: Architecture) -> Iterator[dict[str, Any]]:
        elements: tuple[Actor | Process | Store, ...] = (*held.actors, *held.processes, *held.stores)
        for one in elements:
            said = self.part(one, one.name, one.description) | {
                "type": one.kind,
                "parent": {"trustZone": one.zone},
            }
            yield self.threatened(said, one.id)
        for interface in held.interfaces:
            said = self.part(interface, interface.name, interface.purpose)
            yield self.threatened(
                said | {"type": "interface", "parent": {"component": interface.on}}, interface.id
            )

    def flow(self, flow: Flow) -> dict[str, Any]:
        ends = {"bidirectional": False, "source": flow.source, "destination": flow.target}
        said = self.part(flow, flow.name, flow.description) | ends | {"assets": list(flow.carries)}
        return self.threatened(said, flow.id)

    def threat(self, threat: Threat) -> dict[str, Any]:
        self.lose(threat.id, f"status: {threat.status}", "told in words; a reader of OTM takes it for no decision")
        return self.part(threat, threat.title, threat.description) | {
            "categories": list(threat.stride),
            "cwes": list(threat.cwe),
            "risk": {"likelihood": None, "impact": 0},
        }

    def threatened(self, said: dict[str, Any], part: str) -> dict[str, Any]:
        used = [{"threat": threat.id, "state": str(threat.status)} for threat in self.threats.get(part, ())]
        return said | ({"threats": used} if used else {})

    def part(self, part: Part, name: str, description: str | None) -> dict[str, Any]:
        """What every part has, with the attribute of ours; what other tools do not see is told."""
        said = part.model_dump(mode="json", exclude_defaults=True)
        if part.kind == "flow":
            said = {key: value for key, value in said.items() if key not in {"source", "target"}}
        own = {key: value for key, value in said.items() if key not in _SAID | _NEVER}
        if own:
            self.lose(
                part.id, ", ".join(sorted(own)), f"only in the attribute '{OWN}', which other tools pass over"
            )
        if never := ", ".join(sorted(_NEVER & said.keys() - {"status"})):
            self.lose(part.id, never, "OTM has no place for it")
        if name != " ".join(name.split()):
            self.lose(part.id, "name", "spaces and line breaks in it are read back as single spaces")
        whole: dict[str, Any] = {"name": name, "id": part.id}
        whole |= {"description": description} if description else {}
        whole |= {"assets": {"stored": said["holds"]}} if "holds" in said else {}
        return whole | {"attributes": {OWN: {"kind": part.kind, **own}}}

    def lose(self, part: str, said: str, reason: str) -> None:
        place = self.loaded.places.get(part, Place(str(self.loaded.folder)))
        self.lost.append(Lost(place, part, said, reason))

    def whole(self, key: str, said: str, reason: str) -> None:
        self.lost.append(Lost(Place(str(self.loaded.folder)), key, said, reason))
