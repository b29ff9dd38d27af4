# SPDX-License-Identifier: Apache-2.0
"""Microsoft Threat Modeling Tool, `.tm7`: the XML of a .NET data contract.

Kinds are those of the tool's generic stencils, which every stencil of a template has: `GE.P` process, `GE.DS`
data store, `GE.EI` external interactor, `GE.DF` flow, `GE.TB.B` box and `GE.TB.L` line of a trust boundary. A box
is a zone for what lies wholly inside it; a line parts nothing that can be computed. Drop-down attributes begin as
`Select` or `Not Selected`, which says nothing; what was chosen is told where the dossier has no place for it. The
knowledge base is the tool's template and not part of the model; threats are those that the tool keeps in the file,
each only proposed.
"""

from collections.abc import Iterator

from lxml import etree

from medward.base.yamltext import Document, Spot, Value
from medward.dossier.model.architecture import ActorKind, Trust
from medward.dossier.model.parts import Answer
from medward.threats.exchange.draft import Draft
from medward.threats.exchange.node import Losses, Node
from medward.threats.exchange.source import Source
from medward.threats.exchange.threat_dragon import Box
from medward.threats.exchange.words import is_stride, stride

_MODEL = "{http://schemas.datacontract.org/2004/07/ThreatModeling.Model}"
_PARTS = "{http://schemas.datacontract.org/2004/07/ThreatModeling.Model.Abstracts}"
_BASE = "{http://schemas.datacontract.org/2004/07/ThreatModeling.KnowledgeBase}"
_LISTS = "{http://schemas.microsoft.com/2003/10/Serialization/Arrays}"
_KINDS = {"GE.P": "process", "GE.DS": "store", "GE.EI": "actor"}
_BOX, _FLOW = "GE.TB.B", "GE.DF"
_UNSAID = frozenset({"", "select", "not selected", "not applicable", "false", "0"})
_NO_TRUST = "the tool does not say how far a boundary is trusted: untrusted is written"
_YES_NO = {"yes": Answer.YES, "true": Answer.YES, "no": Answer.NO}
_KEPT = {
    "store": {"encrypted": "encrypted", "signed": "integrity_protected", "removable storage": "removable",
              "backup": "backed_up"},
    "flow": {"provides confidentiality": "encrypted", "provides integrity": "integrity_protected",
             "source authenticated": "authenticated"},
}  # fmt: skip
_REPEATED = frozenset({"name", "dataflow order", "show boundary threats"})


def fits(root: etree._Element) -> bool:
    """Whether this is such a file."""
    return root.tag == f"{_MODEL}ThreatModel"


def read(root: etree._Element, source: Source, losses: Losses, draft: Draft) -> str:
    """Take in the model. Returns the format's name and version."""
    tool = _Tool(source, losses, draft)
    for surface in root.iterfind(f"{_MODEL}DrawingSurfaceList/{_MODEL}DrawingSurfaceModel"):
        tool.diagram(surface)
    for instance in root.iterfind(f"{_MODEL}ThreatInstances/*/{_LISTS}Value"):
        tool.threat(instance)
    meta = root.find(f"{_MODEL}MetaInformation")
    for part in meta if meta is not None else ():
        tool.lose(part, etree.QName(part).localname, part.text, "the dossier has no place for it")
    for note in root.iterfind(f"{_MODEL}Notes/*"):
        said = " ".join(str(text) for text in note.itertext())
        tool.lose(note, "Notes", said, "the dossier has no place for it")
    version = (root.findtext(f"{_MODEL}Version") or "").strip()
    return f"Microsoft Threat Modeling Tool .tm7 {version}".strip()


class _Tool:
    """Takes in one file."""

    def __init__(self, source: Source, losses: Losses, draft: Draft) -> None:
        self.source = source
        self.losses = losses
        self.draft = draft

    def diagram(self, surface: etree._Element) -> None:
        """Zones, then elements, then flows, for each refers to the ones before."""
        shapes = list(surface.iterfind(f"{_MODEL}Borders/*/{_LISTS}Value"))
        lines = list(surface.iterfind(f"{_MODEL}Lines/*/{_LISTS}Value"))
        boxes = [self.box(shape) for shape in shapes if _generic(shape) == _BOX]
        self.losses.drawn(len(shapes) + len(lines))
        for shape in (one for one in shapes if _generic(one) == _BOX):
            self.zone(shape, boxes)
        for shape in (one for one in shapes if _generic(one) != _BOX):
            self.element(shape, boxes)
        for line in lines:
            self.flow(line)

    def box(self, shape: etree._Element) -> Box:
        """Where a shape lies."""
        left, top, width, height = (self.number(shape, key) for key in ("Left", "Top", "Width", "Height"))
        return Box(_guid(shape), left, top, left + width, top + height)

    def number(self, shape: etree._Element, key: str) -> float:
        """A coordinate. Raises ProblemsError where it is no number."""
        text = shape.findtext(f"{_PARTS}{key}") or "0"
        try:
            return float(text)
        except ValueError as error:
            line = _line(shape)
            raise self.source.refusal("shape", f"'{key}' is no number: {text[:40]}", line=line) from error

    def zone(self, shape: etree._Element, boxes: list[Box]) -> None:
        name, said = self.properties(shape)
        self.draft.add("zone", _guid(shape), self.node(shape), name=name, trust=Trust.UNTRUSTED,
                       inside=_around(self.box(shape), boxes))  # fmt: skip
        self.lose(shape, "", name, _NO_TRUST)
        self.answers(shape, "zone", said)

    def element(self, shape: etree._Element, boxes: list[Box]) -> None:
        name, said = self.properties(shape)
        kind = _KINDS.get(_generic(shape))
        if kind is None:
            self.lose(shape, "", name or _generic(shape), "the dossier has no such part")
            return
        fields: dict[str, object] = {**self.answers(shape, kind, said), "zone": _around(self.box(shape), boxes)}
        if kind == "actor":
            person = "user" in (shape.findtext(f"{_PARTS}TypeId") or "").lower()
            fields["actor_kind"] = ActorKind.PERSON if person else ActorKind.SYSTEM
            self.lose(shape, "", name, f"person or system is not said: a {fields['actor_kind']} is written")
        self.draft.add(kind, _guid(shape), self.node(shape), name=name, **fields)

    def flow(self, line: etree._Element) -> None:
        name, said = self.properties(line)
        if _generic(line) != _FLOW:
            self.lose(line, "", name, "no zone can be computed from a line")
            return
        ends = (_text(line, "SourceGuid"), _text(line, "TargetGuid"))
        fields = self.answers(line, "flow", said)
        self.draft.flow(_guid(line), self.node(line), ends, name=name or "Flow", **fields)

    def properties(self, shape: etree._Element) -> tuple[str, dict[str, str]]:
        """The name, and every attribute that was set, by its name in small letters."""
        said: dict[str, str] = {}
        for one in shape.iterfind(f"{_PARTS}Properties/{_LISTS}anyType"):
            label = (one.findtext(f"{_BASE}DisplayName") or "").strip().lower()
            if (value := _chosen(one)).strip().lower() not in _UNSAID:
                said[label] = value.strip()
        return said.get("name", ""), said

    def answers(self, shape: etree._Element, kind: str, said: dict[str, str]) -> dict[str, Answer]:
        """The attributes that the dossier has; the others are told as lost."""
        found: dict[str, Answer] = {}
        for label, value in said.items():
            key = _KEPT.get(kind, {}).get(label)
            answer = _YES_NO.get(value.lower())
            if key and answer is Answer.YES:
                found[key] = answer
            elif key and answer is Answer.NO:
                self.lose(shape, label, value, "templates begin with it, so it is no proven no: left unknown")
            elif label not in _REPEATED:
                self.lose(shape, label, value, "the dossier has no place for it")
        return found

    def threat(self, instance: etree._Element) -> None:
        said = dict(_pairs(instance))
        pair = instance.getparent()
        key = (
            (pair.findtext(f"{_LISTS}Key") if pair is not None else None) or instance.findtext(f"{_BASE}Id") or ""
        )
        guids = [instance.findtext(f"{_BASE}{end}Guid") for end in ("Flow", "Target")]
        found = (self.draft.known("flow", guids[0]), self.draft.known("element", guids[1]))
        if not any(found):
            self.lose(instance, "FlowGuid", guids[0], "there is no such part in the file")
        category = said.get("UserThreatCategory", "")
        if category and not is_stride(category):
            self.lose(instance, "UserThreatCategory", category, "not a kind of threat of STRIDE")
        kind = instance.findtext(f"{_BASE}TypeId") or ""
        self.draft.threat(key, self.node(instance), [one for one in found if one][:1], name=said.get("Title"),
                          description=said.get("UserThreatDescription") or said.get("UserThreatShortDescription"),
                          stride=stride((category,)),
                          source=f"Microsoft Threat Modeling Tool {kind}".strip())  # fmt: skip
        state = instance.findtext(f"{_BASE}State")
        self.lose(instance, "State", state, "a decision is made in the dossier; the threat is only proposed")
        self.lose(instance, "StateInformation", instance.findtext(f"{_BASE}StateInformation"), "as for the state")
        for name in ("Priority", "PossibleMitigations", "SDLPhase"):
            self.lose(instance, name, said.get(name), "risks and controls are written in the dossier")

    def lose(self, element: etree._Element, key: str, said: str | None, reason: str) -> None:
        """Tell a loss, if anything was said."""
        if said and said.strip():
            node = self.node(element)
            self.losses.add(node.place(), key, said, reason)

    def node(self, element: etree._Element) -> Node:
        """The place of an element, in the form that a draft takes."""
        mark = _Mark(max(_line(element) - 1, 0), 0)
        nothing: dict[str, Value] = {}
        return Node(Document(self.source.name, nothing, Spot(mark), 0), nothing, (), self.losses)


class _Mark:
    """A place in the form of libyaml's: both count from 0."""

    def __init__(self, line: int, column: int) -> None:
        self.line = line
        self.column = column


def _around(inner: Box, boxes: list[Box]) -> str | None:
    holding = [box for box in boxes if box.holds(inner)]
    return min(holding, key=lambda box: (box.area, box.id)).id if holding else None


def _chosen(attribute: etree._Element) -> str:
    """The text of an attribute, or the chosen one of its list."""
    value = attribute.find(f"{_BASE}Value")
    if value is None:
        return ""
    words = [one.text or "" for one in value.iterfind(f"{_LISTS}string")]
    if not words:
        return value.text or ""
    index = attribute.findtext(f"{_BASE}SelectedIndex") or "0"
    return words[int(index)] if index.isdecimal() and len(index) < 6 and int(index) < len(words) else ""  # noqa: PLR2004  no list is as long as six digits


def _pairs(instance: etree._Element) -> Iterator[tuple[str, str]]:
    for pair in instance.iterfind(f"{_BASE}Properties/{_LISTS}KeyValueOfstringstring"):
        yield pair.findtext(f"{_LISTS}Key") or "", (pair.findtext(f"{_LISTS}Value") or "").strip()


def _generic(shape: etree._Element) -> str:
    return _text(shape, "GenericTypeId")


def _guid(shape: etree._Element) -> str:
    return _text(shape, "Guid")


def _text(shape: etree._Element, key: str) -> str:
    return (shape.findtext(f"{_PARTS}{key}") or "").strip()


def _line(element: etree._Element) -> int:
    return int(getattr(element, "sourceline", None) or 0)
