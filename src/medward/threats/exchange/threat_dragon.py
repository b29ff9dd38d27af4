# SPDX-License-Identifier: Apache-2.0
"""OWASP Threat Dragon, version 2 of its JSON.

Elements begin with every box unchecked, so an unchecked box is unknown and no loss. A trust boundary is a curve or
a box on a drawing, without an order of trust: a box is a zone for what lies wholly inside it, and the smallest box
counts; a curve parts nothing that can be computed, so it is told as lost. Diagrams are put together into one
model: an element is one part for each time that it was drawn.
"""

from dataclasses import dataclass

from medward.base.yamltext import Value
from medward.dossier.model.architecture import ActorKind, AssetKind, Trust
from medward.threats.exchange.draft import Draft
from medward.threats.exchange.node import Node
from medward.threats.exchange.words import is_stride, stride, yes

_KINDS = {"actor": "actor", "process": "process", "store": "store"}
_BOXES = ("trust-boundary-box", "trustboundarybox")
_NO_TRUST = "Threat Dragon does not say how far a boundary is trusted: untrusted is written"
_DRAWN = ("position", "size", "attrs", "zIndex", "visible", "labels", "vertices", "connector", "width", "height",
          "angle", "ports", "markup", "view", "tools", "router", "label")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Box:
    """A boundary on one diagram: foreign id and the rectangle."""

    id: str
    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: "Box") -> bool:
        """Whether the other lies wholly inside, and is not the same."""
        return (
            self.id != other.id
            and self.left <= other.left
            and self.top <= other.top
            and self.right >= other.right
            and self.bottom >= other.bottom
            and self.area > other.area
        )

    @property
    def area(self) -> float:
        """How large it is."""
        return (self.right - self.left) * (self.bottom - self.top)


def fits(model: Node) -> bool:
    """Whether this is such a file."""
    return model.has("summary") and model.has("detail")


def read(model: Node, draft: Draft) -> str:
    """Take in the model. Returns the format's name and version."""
    version = model.text("version") or ""
    detail = model.child("detail")
    for diagram in detail.children("diagrams"):
        if diagram.has("diagramJson"):
            diagram.drop("diagramJson", "a diagram of version 1: open it in Threat Dragon 2 and save it")
        _diagram(diagram, draft)
    detail.ignore("threatTop", "diagramTop")
    detail.rest()
    summary = model.child("summary")
    summary.ignore("id")
    summary.rest()
    model.rest()
    return f"OWASP Threat Dragon {version}".strip()


def _diagram(diagram: Node, draft: Draft) -> None:
    cells = list(diagram.children("cells"))
    shapes = [(cell, (cell.text("shape") or "").lower()) for cell in cells]
    boxes = [_box(cell) for cell, shape in shapes if shape in _BOXES]
    for cell, shape in shapes:
        if shape in _BOXES:
            _zone(cell, draft, _around(_box(cell), boxes))
    for cell, shape in shapes:
        if shape in _KINDS:
            _element(cell, draft, _KINDS[shape], _around(_box(cell), boxes))
        elif shape not in {"flow", *_BOXES}:
            reason = (
                "no zone can be computed from a curve" if "boundary" in shape else "the dossier has no such part"
            )
            cell.losses.add(cell.place(), cell.key(), cell.child("data").text("name") or shape, reason)
    for cell, shape in shapes:
        if shape == "flow":
            _flow(cell, draft)
    diagram.ignore("version", "id", "diagramType", "title", "placeholder", "description")
    diagram.drawing("thumbnail", "size")
    diagram.rest()


def _box(cell: Node) -> Box:
    position, size = cell.child("position"), cell.child("size")
    left, top = position.number("x") or 0, position.number("y") or 0
    return Box(
        cell.text("id") or "", left, top, left + (size.number("width") or 0), top + (size.number("height") or 0)
    )


def _around(inner: Box, boxes: list[Box]) -> str | None:
    """The foreign id of the smallest box around."""
    holding = [box for box in boxes if box.holds(inner)]
    return min(holding, key=lambda box: (box.area, box.id)).id if holding else None


def _zone(cell: Node, draft: Draft, inside: str | None) -> None:
    data = cell.child("data")
    name = data.text("name") or "Trust boundary"
    draft.add("zone", _id(cell), cell, name=name, inside=inside, trust=Trust.UNTRUSTED,
              description=data.text("description"))  # fmt: skip
    cell.losses.add(cell.place(), cell.key(), name, _NO_TRUST)
    _rest(cell, data)


def _element(cell: Node, draft: Draft, kind: str, zone: str | None) -> None:
    data = cell.child("data")
    said: dict[str, object] = {"zone": zone, "description": data.text("description")}
    name = data.text("name")
    if kind == "actor":
        said["actor_kind"] = ActorKind.SYSTEM
        cell.losses.add(
            cell.place(), cell.key(), name or kind, "person or system is not said: a system is written"
        )
    elif kind == "store":
        said |= {"encrypted": yes(data.flag("isEncrypted")), "integrity_protected": yes(data.flag("isSigned")),
                 "holds": _kept(cell, data, draft)}  # fmt: skip
    part = draft.add(kind, _id(cell), cell, name=name, **said)
    _threats(data, draft, part)
    _rest(cell, data)


def _kept(cell: Node, data: Node, draft: Draft) -> tuple[str, ...]:
    """Assets of which the check boxes of a store speak."""
    kept = (("storesCredentials", AssetKind.CREDENTIAL, "Credentials"), ("isALog", AssetKind.LOG, "Log"))
    return tuple(
        draft.add(
            "asset",
            f"{_id(cell)}-{key}",
            data,
            name=f"{word} in {data.text('name') or 'store'}",
            asset_kinds=(kind,),
        )
        for key, kind, word in kept
        if data.flag(key)
    )


def _flow(cell: Node, draft: Draft) -> None:
    data = cell.child("data")
    ends = tuple(cell.child(end).text("cell") for end in ("source", "target"))
    said = {
        "name": data.text("name") or "Flow",
        "protocol": data.text("protocol"),
        "encrypted": yes(data.flag("isEncrypted")),
        "description": data.text("description"),
    }
    part = draft.flow(_id(cell), cell, (ends[0], ends[1]), **said)
    if part and data.flag("isBidirectional"):
        draft.flow(f"{_id(cell)}-back", cell, (ends[1], ends[0]), **said)
    _threats(data, draft, part)
    _rest(cell, data)


def _threats(data: Node, draft: Draft, part: str | None) -> None:
    for number, node in enumerate(data.children("threats")):
        source = node.text("id") or node.text("threatId") or f"{part or data.key()}-{number}"
        words = [node.text("type") or ""]
        if words[0] and not is_stride(words[0]):
            node.lose("type", words[0], "not a kind of threat of STRIDE")
        if draft.known("threat", source):
            source = f"{source}-{part}-{number}"
        draft.threat(source, node, (part,), name=node.text("title"), description=node.text("description"),
                     stride=stride(words), source=f"Threat Dragon {source}")  # fmt: skip
        node.drop("status", "a decision is made in the dossier; the threat is only proposed")
        node.drop("mitigation", "a proposal for a control, which nobody has decided on")
        node.drop("severity", "a risk is judged in the dossier, by severity of harm")
        node.ignore("modelType", "number", "new")
        node.rest()


def _id(cell: Node) -> str:
    return cell.text("id") or cell.key()


def _rest(cell: Node, data: Node) -> None:
    cell.drawing(*_DRAWN)
    cell.ignore("shape", "id")
    cell.rest()
    data.ignore("type", "hasOpenThreats", "isTrustBoundary", "threatFrequency")
    data.rest(silent=_unchecked)


def _unchecked(value: Value) -> bool:
    """Whether a box was never checked."""
    return value is False or value == 0
