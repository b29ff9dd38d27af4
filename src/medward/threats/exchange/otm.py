# SPDX-License-Identifier: Apache-2.0
"""Open Threat Model (OTM) 0.1 and 0.2, in YAML or JSON.

A component is a process; one whose type names a database or storage is a store, one whose type names a client,
person or outside system is an actor. A component inside another stands in its zone. A trust rating is a number of
the author's own scale: from 50 on it is written as `semi_trusted`, below as `untrusted`, and never as `trusted`,
which means protected and under the maker's control. OTM has no protections of flows and stores.

Files that this program wrote say the rest in the attribute `medward` of each part (`write_otm`): what OTM says
itself counts, the attribute only adds to it. It is checked field by field, and never holds a decision.
"""

from typing import Any

from pydantic import ValidationError

from medward.base.yamltext import Value
from medward.dossier.model.architecture import ActorKind, Property, Trust
from medward.threats.exchange.draft import MODELS, Draft
from medward.threats.exchange.node import Node
from medward.threats.exchange.words import cwe, is_stride, stride

OWN = "medward"
"""Name of the attribute in which this program says what OTM cannot."""
SEMI_TRUSTED_FROM = 50

_FORBIDDEN = frozenset({
    "id", "name", "title", "description", "purpose", "zone", "inside", "on", "holds", "carries", "stride", "cwe",
    "status", "reason", "leads_to", "components", "runs",
})  # fmt: skip
_STORES = ("database", "datastore", "data-store", "storage", "bucket", "file-system", "filesystem")
_ACTORS = ("client", "user", "person", "actor", "external", "third-party", "browser")
_NEEDS = {
    "confidentiality": Property.CONFIDENTIALITY,
    "integrity": Property.INTEGRITY,
    "availability": Property.AVAILABILITY,
}


def fits(model: Node) -> bool:
    """Whether this is such a file."""
    return model.has("otmVersion")


def read(model: Node, draft: Draft) -> str:
    """Take in the model. Returns the format's name and version."""
    version = model.text("otmVersion") or ""
    components = list(model.children("components"))
    for node in model.children("trustZones"):
        _zone(node, draft)
    for node in model.children("assets"):
        _asset(node, draft)
    around = {node.text("id") or node.key(): node.child("parent") for node in components}
    own = {_id(node): _own(node, draft, "actor", "process", "store", "interface") for node in components}
    for node in sorted(components, key=lambda one: own[_id(one)].get("kind") == "interface"):
        _component(node, draft, around, own[_id(node)])
    flows = [(node, _flow(node, draft)) for node in model.children("dataflows")]
    at = [(node, draft.known("element", _id(node)) or draft.known("interface", _id(node))) for node in components]
    _threats(model, draft, [*at, *flows])
    model.drawing("representations")
    model.child("project").rest()
    model.rest()
    return f"OTM {version}".strip()


def _zone(node: Node, draft: Draft) -> None:
    rating = node.child("risk").number("trustRating")
    own = _own(node, draft, "zone")
    if "trust" not in own:
        own["trust"] = Trust.SEMI_TRUSTED if (rating or 0) >= SEMI_TRUSTED_FROM else Trust.UNTRUSTED
        said = "not stated" if rating is None else f"{rating:g}"
        node.lose("risk", f"trust rating {said}", f"a scale of the author's own; {own['trust']} is written")
    _add("zone", node, draft, own, name=node.text("name"), description=node.text("description"),
         inside=node.child("parent").text("trustZone"))  # fmt: skip
    node.ignore("id")
    node.drawing("representations")
    node.rest()


def _asset(node: Node, draft: Draft) -> None:
    own, risk = _own(node, draft, "asset"), node.child("risk")
    needs = []
    for key, need in _NEEDS.items():
        if level := risk.number(key):
            needs.append(need)
            if "needs" not in own:
                risk.lose(key, f"{level:g}", "the dossier says that it is needed, or nothing; not how much")
    own.setdefault("needs", tuple(needs))
    _add("asset", node, draft, own, name=node.text("name"), description=node.text("description"))
    risk.rest()
    node.ignore("id")
    node.rest()


def _component(node: Node, draft: Draft, around: dict[str, Node], own: dict[str, Any]) -> None:
    kind = str(own.pop("kind", "")) or _kind(node.text("type") or "")
    said: dict[str, Any] = {"name": node.text("name")}
    parent, zone = node.child("parent"), _zone_of(node.child("parent"), around)
    text, on = node.text("description"), draft.known("element", parent.text("component"))
    if kind == "interface" and (on is None or not {"medium", "direction"} <= own.keys()):
        kind, own = "process", {}
        node.losses.add(node.place(), node.key(), said["name"], "an interface without its element: a process here")
    if kind == "interface":
        said |= {"on": on, "purpose": text}
    else:
        said |= {"zone": zone, "description": text}
    if kind == "actor" and "actor_kind" not in own:
        said["actor_kind"] = ActorKind.SYSTEM
        node.losses.add(
            node.place(), node.key(), said["name"], "person or system is not said: a system is written"
        )
    if kind == "store":
        said["holds"] = draft.assets(node.child("assets"), "stored")
    _add(kind, node, draft, own, **said)
    if not node.child("attributes").has(OWN):
        node.drop("type", f"only the kind is kept: {kind}")
        if parent.has("component"):
            node.lose("parent", parent.text("component"), "only its zone is kept, not the component around it")
    node.drawing("representations")
    node.ignore("id", "type", "threats")
    node.child("assets").rest("which data a process works on is not kept; see its flows")
    node.rest()


def _kind(said: str) -> str:
    """Kind of part for a type, whose words are free in OTM."""
    word = said.lower()
    if any(one in word for one in _STORES):
        return "store"
    return "actor" if any(one in word for one in _ACTORS) else "process"


def _zone_of(parent: Node, around: dict[str, Node]) -> str | None:
    """Foreign id of the zone of a component, through the components around it."""
    seen: set[str] = set()
    while not parent.has("trustZone"):
        component = parent.text("component")
        if component is None or component in seen or component not in around:
            return None
        seen.add(component)
        parent = around[component]
    return parent.text("trustZone")


def _flow(node: Node, draft: Draft) -> str | None:
    own = _own(node, draft, "flow")
    own.pop("kind", None)
    interfaces = [draft.known("interface", str(one)) for one in own.pop("via", ())]
    said = {
        **own,
        "name": node.text("name"),
        "description": node.text("description"),
        "carries": draft.assets(node, "assets"),
        "via": tuple(one for one in interfaces if one),
    }
    ends = (node.text("source"), node.text("destination"))
    part = draft.flow(_id(node), node, ends, **said)
    if part and node.flag("bidirectional"):
        draft.flow(f"{_id(node)}-back", node, (ends[1], ends[0]), **said)
        node.lose("bidirectional", "yes", "two flows are written; which way each asset goes is not said")
    node.drawing("representations")
    node.ignore("id", "threats", "bidirectional")
    node.rest()
    return part


def _threats(model: Node, draft: Draft, parts: list[tuple[Node, str | None]]) -> None:
    """Threats with every part that names them; the state that each part gives is told as lost."""
    at: dict[str, list[str]] = {}
    for node, part in parts:
        for used in node.children("threats"):
            threat = used.text("threat") or ""
            at.setdefault(threat, []).extend([part] if part else [])
            used.drop("state", "a decision is made in the dossier; the threat is only proposed")
            used.drop("mitigations", "controls are written in the dossier, where they are traced to tests")
            used.rest()
    for node in model.children("threats"):
        _threat(node, draft, at.pop(_id(node), []))
    for threat in at:
        model.losses.add(model.place(), "threats", threat, "a part names a threat that the file does not hold")
    model.drop("mitigations", "controls are written in the dossier, where they are traced to tests")


def _threat(node: Node, draft: Draft, at: list[str]) -> None:
    own = _own(node, draft, "threat")
    kept = own.pop("kind", None) is not None
    words, codes = node.texts("categories"), node.texts("cwes")
    for word in (word for word in words if not is_stride(word)):
        node.lose("categories", word, "not a kind of threat of STRIDE")
    for code in (code for code in codes if not cwe(code)):
        node.lose("cwes", code, "not the number of a weakness")
    source = _id(node)
    numbers = tuple(found for code in codes if (found := cwe(code)))
    others = [part for one in own.pop("threatens", ()) if (part := _any(draft, str(one)))]
    own.setdefault("source", f"OTM {source}")
    draft.threat(source, node, sorted({*at, *others}), name=node.text("name"),
                 description=node.text("description"), stride=stride(words), cwe=numbers, **own)  # fmt: skip
    if not kept:
        node.drop("risk", "a risk is judged in the dossier; a likelihood is not accepted there")
    node.ignore("id", "risk")
    node.rest()


def _any(draft: Draft, source: str) -> str | None:
    rooms = ("element", "interface", "flow", "asset", "zone")
    return next((part for room in rooms if (part := draft.known(room, source))), None)


def _add(kind: str, node: Node, draft: Draft, own: dict[str, Any], **said: Any) -> str:  # noqa: ANN401  fields of the model
    own.pop("kind", None)
    return draft.add(kind, _id(node), node, **{**own, **said})


def _id(node: Node) -> str:
    return node.text("id") or node.key()


def _own(node: Node, draft: Draft, *kinds: str) -> dict[str, Any]:
    """What this program said about a part in its attribute; nothing where it is not there, or does not hold."""
    attributes = node.child("attributes")
    held = attributes.raw(OWN)
    if held is None:
        return {}
    said: dict[str, Any] = held if isinstance(held, dict) else {}
    said = {key: value for key, value in said.items() if value is not None}
    kind = str(said.get("kind", ""))
    if kind not in kinds or not _holds(kind, said):
        attributes.lose(
            OWN, held, "the attribute does not hold what this program writes there; it was passed over"
        )
        return {}
    draft.ids.keep(kind, _id(node))
    return said


def _holds(kind: str, said: dict[str, Any]) -> bool:
    """Whether each value fits its field: then only the fields are missing that OTM says itself."""
    model = MODELS[kind]
    rest: dict[str, Value] = {key: value for key, value in said.items() if key != "kind"}
    if (_FORBIDDEN | ({"source", "target"} if kind == "flow" else set())) & rest.keys():
        return False
    try:
        model.model_validate({"id": "X", **rest})
    except ValidationError as error:
        return all(one["type"] == "missing" for one in error.errors())
    return True
