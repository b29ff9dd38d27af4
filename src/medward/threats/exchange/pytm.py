# SPDX-License-Identifier: Apache-2.0
"""OWASP pytm: the JSON that a model prints with `--json`.

pytm prints every attribute of every element, and all of them begin as `false`, an empty text, -1 or a word for
unknown. So only what was set is taken for said: an attribute at its first value is neither a no nor a loss. What
was set and has no place in the dossier is told. Elements have names and no ids; a name is an id here.
"""

import re
from collections import Counter

from medward.base.yamltext import Value
from medward.dossier.model.architecture import ActorKind, AssetKind, Trust
from medward.threats.exchange.draft import Draft
from medward.threats.exchange.node import Node
from medward.threats.exchange.words import yes

_STORES = frozenset({"Datastore"})
_OUTSIDE = frozenset({"ExternalEntity"})
_TLS = re.compile(r"^TLSv(\d)(\d)$")
_FIRST = frozenset({"NONE", "UNKNOWN", "NO_ACTION"})
_REPEATED = (
    "__class__",
    "inputs",
    "outputs",
    "findings",
    "levels",
    "order",
    "overrides",
    "carriedBy",
    "processedBy",
)
_NO_TRUST = "pytm does not say how far a boundary is trusted: untrusted is written"


def fits(model: Node) -> bool:
    """Whether this is such a file."""
    return model.has("boundaries") and model.has("flows") and (model.has("actors") or model.has("assets"))


def read(model: Node, draft: Draft) -> str:
    """Take in the model. Returns the format's name."""
    for node in model.children("boundaries"):
        _zone(node, draft)
    for node in model.children("data"):
        _asset(node, draft)
    for key in ("actors", "assets", "elements"):
        for node in model.children(key):
            _element(node, draft, actor=key == "actors")
    seen: Counter[str] = Counter()
    for node in model.children("flows"):
        _flow(node, draft, seen)
    for node in model.children("findings"):
        _finding(node, draft, seen)
    model.ignore("isOrdered", "mergeResponses", "ignoreUnused", "onDuplicates", "threatsFile")
    model.rest(silent=_first_value)
    return "OWASP pytm JSON"


def _zone(node: Node, draft: Draft) -> None:
    name = node.text("name") or "boundary"
    inside = node.text("inBoundary")
    draft.add(
        "zone", name, node, name=name, inside=inside, trust=Trust.UNTRUSTED, description=node.text("description")
    )
    node.losses.add(node.place(), node.key(), name, _NO_TRUST)
    _rest(node)


def _asset(node: Node, draft: Draft) -> None:
    name = node.text("name") or "data"
    kinds = [
        kind
        for key, kind in (("isPII", AssetKind.PATIENT_DATA), ("isCredentials", AssetKind.CREDENTIAL))
        if node.flag(key)
    ]
    if AssetKind.PATIENT_DATA in kinds:
        node.lose("isPII", "yes", "taken for data about patients, which may be data about others")
    draft.add("asset", name, node, name=name, description=node.text("description"), asset_kinds=tuple(kinds))
    _rest(node)


def _element(node: Node, draft: Draft, *, actor: bool) -> None:
    kind = "actor" if actor else node.text("__class__") or ""
    name = node.text("name") or "element"
    said = {"name": name, "zone": node.text("inBoundary"), "description": node.text("description")}
    controls = node.child("controls")
    if actor or kind in _OUTSIDE:
        if actor:
            node.losses.add(node.place(), node.key(), name, "person or system is not said: a system is written")
        draft.add("actor", name, node, actor_kind=ActorKind.SYSTEM, **said)
    elif kind in _STORES:
        encrypted = yes(_either(node, controls, "isEncryptedAtRest") or _either(node, controls, "isEncrypted"))
        whole = yes(_either(node, controls, "providesIntegrity"))
        draft.add(
            "store", name, node, encrypted=encrypted, integrity_protected=whole, holds=draft.assets(node, "data"),
            **said,
        )  # fmt: skip
    else:
        draft.add("process", name, node, **said)
    controls.rest(silent=_first_value)
    _rest(node)


def _flow(node: Node, draft: Draft, seen: Counter[str]) -> None:
    name = node.text("name") or "flow"
    seen[name] += 1
    source = name if seen[name] == 1 else f"{name} #{seen[name]}"
    controls = node.child("controls")
    tls = node.text("tlsVersion") or ""
    version = "" if _first_value(tls) else _TLS.sub(r"TLS \1.\2", tls.removeprefix("TLSVersion."))
    protocol = " over ".join(filter(None, (node.text("protocol"), version))) or None
    draft.flow(
        source,
        node,
        (node.text("source"), node.text("sink")),
        name=name,
        protocol=protocol,
        encrypted=yes(bool(version) or _either(node, controls, "isEncrypted")),
        authenticated=yes(_either(node, controls, "authenticatesSource")),
        integrity_protected=yes(_either(node, controls, "providesIntegrity")),
        carries=draft.assets(node, "data"),
        description=node.text("description") or node.text("note"),
    )
    controls.rest(silent=_first_value)
    _rest(node)


def _finding(node: Node, draft: Draft, seen: Counter[str]) -> None:
    target = node.text("target") or node.text("element")
    code = node.text("threat_id") or node.text("id") or "finding"
    key = f"{code} at {target}" if target else code
    seen[key] += 1
    source = key if seen[key] == 1 else f"{key} #{seen[key]}"
    at = draft.known("element", target) or draft.known("flow", target) or draft.known("zone", target)
    if target and at is None:
        node.lose("target", target, "there is no such element in the file")
    title = node.text("description") or code
    draft.threat(source, node, (at,), name=title, description=node.text("details"), source=f"pytm {code}")
    node.drop("mitigations", "a proposal for a control, which nobody has decided on")
    _rest(node)


def _either(node: Node, controls: Node, key: str) -> bool:
    """Older versions print a control beside the other attributes."""
    return bool(controls.flag(key)) | bool(node.flag(key))


def _rest(node: Node) -> None:
    if node.flag("inScope") is False:
        node.lose("inScope", "no", "the dossier has no parts that are out of scope")
    node.ignore(*_REPEATED)
    node.rest(silent=_first_value)


def _first_value(value: Value) -> bool:
    """Whether a value is what pytm prints where nothing was set."""
    if isinstance(value, str):
        return value.rpartition(".")[2] in _FIRST or value == "Unmanaged"
    if isinstance(value, list):
        return all(map(_first_value, value))
    if isinstance(value, dict):
        return all(map(_first_value, value.values()))
    return value is None or value in {0, -1}
