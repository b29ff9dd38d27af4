# SPDX-License-Identifier: Apache-2.0
"""Parts of a dossier while a foreign model is read: references by foreign ids, resolved at the end.

- A zone that nobody stated is never guessed: such elements stand in one made-up zone that is untrusted.
- What refers to something that the file does not hold is left out, and told.
- Texts lose characters that a dossier refuses, and are cut where they are too long; both are told.
- Every threat is only proposed. A decision that another tool holds is told as lost: it is made in the dossier.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from medward.dossier.model.architecture import (
    ELEMENTS,
    Actor,
    Architecture,
    Asset,
    Flow,
    Interface,
    Process,
    Store,
    Trust,
    Zone,
)
from medward.dossier.model.parts import CONTROLS, MAX_TEXT, Part
from medward.dossier.model.risk import Threat, ThreatStatus
from medward.threats.exchange.ids import Ids
from medward.threats.exchange.model import Imported
from medward.threats.exchange.node import Losses, Node
from medward.threats.exchange.source import MAX_PARTS, Source

MODELS: Mapping[str, type[Part]] = {
    "zone": Zone,
    "actor": Actor,
    "process": Process,
    "store": Store,
    "interface": Interface,
    "flow": Flow,
    "asset": Asset,
    "threat": Threat,
}
_LISTS = {
    "zone": "zones",
    "actor": "actors",
    "process": "processes",
    "store": "stores",
    "interface": "interfaces",
    "flow": "flows",
    "asset": "assets",
}
_REFUSED = re.compile(rf"[{CONTROLS}\uD800-\uDFFF]")
_NOWHERE = "Z-NOT-STATED"


class Draft:
    """The parts so far."""

    def __init__(self, source: Source, losses: Losses) -> None:
        self.ids = Ids()
        self.losses = losses
        self._source = source
        self._said: dict[str, dict[str, dict[str, Any]]] = {kind: {} for kind in MODELS}
        self._nodes: dict[str, Node] = {}
        self._known: dict[tuple[str, str], str] = {}

    def add(self, kind: str, source: str, node: Node, /, *, name: str | None, **said: Any) -> str:  # noqa: ANN401  values of the model's fields, which pydantic checks
        """Take in a part under its foreign id, and return its id here. A reference may be `zone` or `inside`."""
        room = "element" if kind in ELEMENTS else kind
        if (room, source) in self._known:
            message = f"there are two of the kind '{room}' with the id '{source[:100]}'"
            raise self._source.refusal("duplicate", message, line=node.place().line, key=node.key())
        if len(self._known) >= MAX_PARTS:
            raise self._source.refusal(
                "size", f"the model has more than {MAX_PARTS:,} elements, flows and threats"
            )
        part = self.ids.of(kind, source)
        self._known[room, source] = part
        self._nodes[part] = node
        label = "title" if kind == "threat" else "name"
        texts = {key: self._clean(value, node, part) for key, value in said.items() if value is not None}
        self._said[kind][part] = {"id": part, label: self._name(name, source, node), **texts}
        return part

    def known(self, room: str, source: str | None) -> str | None:
        """The id here of a foreign id; `room` is a kind, or `element`."""
        return self._known.get((room, source)) if source else None

    def flow(self, source: str, node: Node, ends: tuple[str | None, str | None], /, **said: Any) -> str | None:  # noqa: ANN401  as in `add`
        """Take in a flow, if both of its ends are known."""
        start, end = (self.known("element", one) for one in ends)
        if start is None or end is None:
            missing = ", ".join(
                f"'{one or 'not said'}'" for one, found in zip(ends, (start, end), strict=True) if not found
            )
            reason = f"an end of the flow is no element of the file: {missing}"
            self.losses.add(node.place(), node.key(), said.get("name") or source, reason)
            return None
        return self.add("flow", source, node, source=start, target=end, **said)

    def assets(self, node: Node, key: str) -> tuple[str, ...]:
        """The assets that a list of foreign ids names."""
        found = [(one, self.known("asset", one)) for one in node.texts(key)]
        for one, asset in found:
            if asset is None:
                node.lose(key, one, "there is no such asset in the file")
        return tuple(asset for _, asset in found if asset)

    def threat(self, source: str, node: Node, at: Iterable[str | None], /, **said: Any) -> str:  # noqa: ANN401  as in `add`
        """Take in a threat as proposed; it needs no description: then its title says what it is."""
        text = said.pop("description", None) or said.get("name") or source
        threatens = tuple(one for one in at if one)
        return self.add(
            "threat", source, node, description=text, threatens=threatens, status=ThreatStatus.PROPOSED, **said
        )

    def imported(self, spoken: str) -> Imported:
        """Everything together, resolved and checked."""
        self._resolve_zones()
        parts = {kind: tuple(map(MODELS[kind].model_validate, said.values())) for kind, said in self._said.items()}
        threats = parts.pop("threat")
        listed: dict[str, Any] = {_LISTS[kind]: found for kind, found in parts.items()}
        return Imported(
            spoken,
            Architecture(**listed),
            tuple(sorted((one for one in threats if isinstance(one, Threat)), key=lambda one: one.id)),
            self.losses.told(),
        )

    def _resolve_zones(self) -> None:
        for part, said in self._said["zone"].items():
            said["inside"] = self._zone(part, said.get("inside"))
        self._cut_circles()
        nowhere: list[dict[str, Any]] = []
        for kind in ELEMENTS:
            for part, said in self._said[kind].items():
                said["zone"] = self._zone(part, said.get("zone"))
                if said["zone"] is None:
                    nowhere.append(said)
        if nowhere:
            self._place_nowhere(nowhere)

    def _place_nowhere(self, elements: list[dict[str, Any]]) -> None:
        zone = _NOWHERE if self.ids.keep("zone", _NOWHERE) else self.ids.of("zone", "not stated")
        self._said["zone"][zone] = {"id": zone, "name": "Zone not stated", "trust": Trust.UNTRUSTED}
        for said in elements:
            said["zone"] = zone
            node = self._nodes[said["id"]]
            reason = f"the file does not say in which zone it stands; it was put into '{zone}', which is untrusted"
            self.losses.add(node.place(), node.key(), said["name"], reason)

    def _zone(self, part: str, source: str | None) -> str | None:
        zone = self.known("zone", source)
        if source and zone is None:
            node = self._nodes[part]
            self.losses.add(node.place(), node.key(), source, "there is no such zone in the file")
        return zone

    def _cut_circles(self) -> None:
        """Take the outermost zone that is not known out of every circle of zones."""
        zones = self._said["zone"]
        done: set[str] = set()
        for start in zones:
            way: list[str] = []
            here: str | None = start
            while here is not None and here not in done and here not in way:
                way.append(here)
                here = zones[here]["inside"]
            if here is not None and here in way:
                zones[here]["inside"] = None
                node = self._nodes[here]
                self.losses.add(node.place(), node.key(), zones[here]["name"], "the zone lies inside itself")
            done.update(way)

    def _name(self, name: str | None, source: str, node: Node) -> str:
        text = " ".join((name or _REFUSED.sub("", source)).split())
        return str(self._clean(text, node, source))

    def _clean(self, value: object, node: Node, part: str) -> object:
        """A text as a dossier takes it; other values as they are."""
        if type(value) is not str:
            return value
        text = value.replace("\r\n", "\n").replace("\r", "\n")
        cleaned = _REFUSED.sub("", text).strip()
        if cleaned != text.strip():
            self.losses.add(node.place(), node.key(), part, "characters that cannot be printed were left out")
        if len(cleaned) > MAX_TEXT:
            reason = f"the text was cut to {MAX_TEXT:,} characters"
            self.losses.add(node.place(), node.key(), cleaned, reason)
        return cleaned[:MAX_TEXT].strip() or "?"
