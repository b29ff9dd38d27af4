# SPDX-License-Identifier: Apache-2.0
"""A threat-model BOM of CycloneDX 2.0, which is a draft: a blueprint of the architecture, and its threats.

Written after the draft's schema as it stood in its public comment period, which ended in August 2026 (blueprint
and threat models of `schema/2.0/model`). The standard may still change, so the document says `draft` of itself and
other programs may refuse it. Only parts of the draft are used whose shape was stable: zones, assets, data stores,
data sets and flows of a blueprint; threats with STRIDE categories, weaknesses and affected assets.

What the draft has no field for is a property with a name that begins with `medward:`. A protection that is unknown
is left out, never `false`.
"""

import json
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from medward.base.problems import Place
from medward.dossier.loading import Loaded
from medward.dossier.model.architecture import Actor, Process, Store
from medward.dossier.model.parts import Answer, Part
from medward.dossier.model.risk import Threat
from medward.threats.exchange.model import Exported, Lost

DRAFT = "draft of CycloneDX 2.0 as of August 2026; not a released standard"

_SAID = frozenset({
    "id", "name", "title", "zone", "inside", "description", "purpose", "source", "target", "stride", "cwe",
})  # fmt: skip
_LEFT_OUT = ("harms", "hazardous_situations", "risks", "controls", "requirements", "tests", "evidence")


def export(loaded: Loaded) -> Exported:
    """The threat model of a dossier as a draft of a threat-model BOM, and what it cannot say."""
    writer = _Writer(loaded)
    text = json.dumps(writer.document(), indent=2, ensure_ascii=False)
    return Exported(f"{text}\n".encode(), tuple(sorted(writer.lost)))


class _Writer:
    """Writes one document."""

    def __init__(self, loaded: Loaded) -> None:
        self.loaded = loaded
        self.lost: list[Lost] = []

    def document(self) -> dict[str, Any]:
        dossier = self.loaded.dossier
        self.whole("", "", f"the format is a {DRAFT}")
        for key in _LEFT_OUT:
            if parts := getattr(dossier, key):
                self.whole(key, f"{len(parts):,} of them", "the draft is written without them")
        for fact in dossier.architecture.hardware:
            self.lose(fact.id, fact.hardware, "properties of hardware are not written")
        said: dict[str, Any] = {
            "$comment": DRAFT,
            "specFormat": "CycloneDX",
            "specVersion": "2.0",
            "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, f'threat-model:{self.loaded.digest}')}",
            "version": 1,
            "blueprints": [self.blueprint()],
            "threats": {"threats": [self.threat(one) for one in dossier.threats], "methodologies": ["STRIDE"]},
        }
        return said | {"properties": [{"name": "medward:draft", "value": DRAFT}]}

    def blueprint(self) -> dict[str, Any]:
        held = self.loaded.dossier.architecture
        elements: tuple[Actor | Process | Store, ...] = (*held.actors, *held.processes, *held.stores)
        zones = {one.id: one.zone for one in elements}
        assets = [
            *(self.part(one, "actor") | {"zone": one.zone} for one in held.actors),
            *(self.part(one, "process") | {"zone": one.zone} for one in held.processes),
            *(self.part(one, "interface", one.purpose) | {"zone": zones[one.on]} for one in held.interfaces),
        ]
        stores = [self.part(one, {"name": "store"}) | {"zone": one.zone} for one in held.stores]
        return {
            "name": self.loaded.dossier.device.name,
            "modelTypes": ["architecture", "data-flow"],
            "zones": [
                self.part(one, "trust") | ({"parent": one.inside} if one.inside else {}) for one in held.zones
            ],
            "assets": assets,
            "dataStores": stores,
            "dataSets": [{"description": one.name, **self.part(one, None)} for one in held.assets],
            "flows": [
                self.part(one, "data")
                | {"source": one.source, "destination": one.target}
                | _stated("encrypted", one.encrypted)
                | ({"protocols": [one.protocol]} if one.protocol else {})
                for one in held.flows
            ],
        }

    def threat(self, threat: Threat) -> dict[str, Any]:
        said = self.part(threat, None)
        said["categories"] = [{"taxonomy": "STRIDE", "category": word.replace("_", "-")} for word in threat.stride]
        said["weaknesses"] = [{"cweId": int(one.removeprefix("CWE-"))} for one in threat.cwe]
        said["affectedAssets"] = list(threat.threatens)
        said |= {"source": threat.source} if threat.source else {}
        return {key: value for key, value in said.items() if value}

    def part(self, part: Part, kind: object, purpose: str | None = None) -> dict[str, Any]:
        """What every part has; fields without a place as properties, which are told as lost."""
        held = part.model_dump(mode="json", exclude_defaults=True)
        own = {key: value for key, value in held.items() if key not in _SAID}
        if own:
            reason = "only as properties of 'medward:', which other programs pass over"
            self.lose(part.id, ", ".join(sorted(own)), reason)
        said: dict[str, Any] = {"bom-ref": part.id, "name": held.get("name") or held.get("title")}
        said |= {"type": kind} if kind else {}
        said |= {"description": text} if (text := purpose or held.get("description")) else {}
        rows = [{"name": f"medward:{key}", "value": _words(value)} for key, value in sorted(own.items())]
        return said | ({"properties": rows} if rows else {})

    def lose(self, part: str, said: str, reason: str) -> None:
        place = self.loaded.places.get(part, Place(str(self.loaded.folder)))
        self.lost.append(Lost(place, part, said, reason))

    def whole(self, key: str, said: str, reason: str) -> None:
        self.lost.append(Lost(Place(str(self.loaded.folder)), key, said, reason))


def _stated(key: str, answer: Answer) -> dict[str, bool]:
    return {} if answer is Answer.UNKNOWN else {key: answer is Answer.YES}


def _words(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
