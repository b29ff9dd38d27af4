# SPDX-License-Identifier: Apache-2.0
"""Threagile's YAML model.

Threagile makes its author choose, and has no word for unknown. So `none` under `encryption` and `authentication`
is a no, and so is a protocol without encryption of its own, unless the link has a VPN. Everything else that was
written, also `false`, is told where the dossier has no place for it. A link is one flow for what is sent and one
for what is received. Risks that Threagile computes are not in its model; those that its author wrote become
threats, and its risk tracking is told as lost, because decisions are made in the dossier.
"""

from medward.dossier.model.architecture import ActorKind, Property, Setting, Trust
from medward.dossier.model.parts import Answer
from medward.threats.exchange.draft import Draft
from medward.threats.exchange.node import Node
from medward.threats.exchange.words import cwe, stride

_ENCRYPTED = frozenset({
    "https", "wss", "ssh", "ssh-tunnel", "sftp", "scp", "ftps", "ldaps", "reverse-proxy-web-protocol-encrypted",
})  # fmt: skip
_OPEN = frozenset({
    "http", "ws", "ftp", "ldap", "jdbc", "odbc", "smb", "smtp", "pop3", "imap", "nfs", "jms", "text", "binary",
    "sql-access-protocol", "nosql-access-protocol", "reverse-proxy-web-protocol", "xmpp", "iiop", "jrmp",
})  # fmt: skip
_SETTINGS = {"network-cloud-provider": Setting.CLOUD, "network-cloud-security-group": Setting.CLOUD}
_NEEDED = {
    "confidentiality": (
        Property.CONFIDENTIALITY,
        frozenset({"restricted", "confidential", "strictly-confidential"}),
    ),
    "integrity": (Property.INTEGRITY, frozenset({"important", "critical", "mission-critical"})),
    "availability": (Property.AVAILABILITY, frozenset({"important", "critical", "mission-critical"})),
}
_NO_TRUST = "Threagile does not say how far a boundary is trusted: untrusted is written"
_TRACKED = "a decision is made in the dossier; the threat is only proposed"


def fits(model: Node) -> bool:
    """Whether this is such a file."""
    return model.has("threagile_version") or model.has("technical_assets")


def read(model: Node, draft: Draft) -> str:
    """Take in the model. Returns the format's name and version."""
    version = model.text("threagile_version") or ""
    inside = _zones(model, draft)
    for name, node in model.named("data_assets"):
        _asset(name, node, draft)
    assets = [
        (_element(name, node, draft, inside), node.named("communication_links"))
        for name, node in model.named("technical_assets")
    ]
    links = [(source, label, link) for source, named in assets for label, link in named]
    for source, label, link in links:
        _link(source, label, link, draft)
    for name, node in model.named("individual_risk_categories"):
        _category(name, node, draft)
    model.drop("risk_tracking", _TRACKED)
    model.ignore("tags_available")
    model.rest()
    return f"Threagile {version}".strip()


def _zones(model: Node, draft: Draft) -> dict[str, str]:
    """Take in the boundaries. Returns foreign id of an asset or boundary → that of the one around it."""
    inside: dict[str, str] = {}
    nodes = [(node.text("id") or name, name, node) for name, node in model.named("trust_boundaries")]
    for source, _, node in nodes:
        inside |= {f"asset:{one}": source for one in node.texts("technical_assets_inside")}
        inside |= {f"zone:{one}": source for one in node.texts("trust_boundaries_nested")}
    for source, name, node in nodes:
        setting = _SETTINGS.get(node.text("type") or "", Setting.UNKNOWN)
        if setting is Setting.UNKNOWN:
            node.drop("type", "the kind of boundary does not say what kind of place it is")
        draft.add("zone", source, node, name=name, inside=inside.get(f"zone:{source}"), trust=Trust.UNTRUSTED,
                  setting=setting, description=node.text("description"))  # fmt: skip
        node.losses.add(node.place(), node.key(), name, _NO_TRUST)
        node.rest()
    return inside


def _asset(name: str, node: Node, draft: Draft) -> None:
    needs = []
    for key, (need, words) in _NEEDED.items():
        level = node.text(key)
        if level in words:
            needs.append(need)
        if level:
            node.lose(key, level, "the dossier says that it is needed, or nothing; not how much")
    draft.add("asset", node.text("id") or name, node, name=name, description=node.text("description"),
              needs=tuple(needs))  # fmt: skip
    node.rest()


def _element(name: str, node: Node, draft: Draft, inside: dict[str, str]) -> str:
    """Take in a technical asset, and return its foreign id."""
    source, kind = node.text("id") or name, node.text("type")
    zone, description = inside.get(f"asset:{source}"), node.text("description")
    if kind == "external-entity":
        node.losses.add(node.place(), node.key(), name, "person or system is not said: a system is written")
        draft.add(
            "actor", source, node, name=name, zone=zone, description=description, actor_kind=ActorKind.SYSTEM
        )
    elif kind == "datastore":
        stored, encryption = draft.assets(node, "data_assets_stored"), node.text("encryption")
        draft.add("store", source, node, name=name, zone=zone, holds=stored, encrypted=_none_is_no(encryption),
                  description=description)  # fmt: skip
    else:
        shared = Answer.YES if node.flag("multi_tenant") else Answer.UNKNOWN
        if shared is Answer.YES:
            node.lose("multi_tenant", "yes", "several tenants may still have one patient each: left unknown")
        draft.add("process", source, node, name=name, zone=zone, description=description)
    node.ignore("communication_links")
    node.rest()
    return source


def _link(source: str, label: str, node: Node, draft: Draft) -> None:
    target, protocol = node.text("target"), node.text("protocol")
    said = {
        "name": label,
        "protocol": protocol,
        "encrypted": _encrypted(protocol or "", vpn=bool(node.flag("vpn"))),
        "authenticated": _none_is_no(node.text("authentication")),
        "description": node.text("description"),
    }
    if node.flag("vpn"):
        node.lose("vpn", "yes", "which part of the way the VPN covers is not said")
    sent, received = draft.assets(node, "data_assets_sent"), draft.assets(node, "data_assets_received")
    if sent or not received:
        draft.flow(f"{source}>{label}", node, (source, target), carries=sent, **said)
    if received:
        said["authenticated"] = Answer.UNKNOWN
        draft.flow(f"{source}<{label}", node, (target, source), carries=received, **said)
    node.rest()


def _encrypted(protocol: str, *, vpn: bool) -> Answer:
    if protocol in _ENCRYPTED or protocol.endswith("-encrypted"):
        return Answer.YES
    return Answer.NO if protocol in _OPEN and not vpn else Answer.UNKNOWN


def _none_is_no(word: str | None) -> Answer:
    if word is None:
        return Answer.UNKNOWN
    return Answer.NO if word == "none" else Answer.YES


def _category(name: str, node: Node, draft: Draft) -> None:
    """Each risk that the author wrote under a category is a threat."""
    source = node.text("id") or name
    kinds, number = stride((node.text("stride") or "",)), cwe(node.text("cwe") or "")
    text = node.text("description")
    for title, risk in node.named("risks_identified"):
        at = [
            _at(risk, draft, "element", "most_relevant_technical_asset"),
            _at(risk, draft, "asset", "most_relevant_data_asset"),
            _at(risk, draft, "zone", "most_relevant_trust_boundary"),
        ]
        draft.threat(f"{source}@{title}", risk, at, name=f"{name}: {title}", description=text, stride=kinds,
                     cwe=(number,) if number else (), source=f"Threagile {source}")  # fmt: skip
        for key in ("severity", "exploitation_likelihood", "exploitation_impact", "data_loss_probability"):
            risk.drop(key, "a risk is judged in the dossier, by exploitability and severity of harm")
        risk.rest()
    node.rest()


def _at(risk: Node, draft: Draft, room: str, key: str) -> str | None:
    """The part that a risk names under a key."""
    source = risk.text(key)
    part = draft.known(room, source)
    if source and part is None:
        risk.lose(key, source, "there is no such part in the file")
    return part
