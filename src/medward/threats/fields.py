# SPDX-License-Identifier: Apache-2.0
"""The fields that conditions can ask of an element: its own keys with a vocabulary, and what its surroundings say.

`FIELDS` gives for each kind of element the names and their words. `Fields` gives the value for one element, worked
out once for each. A name that is not there raises `UnknownNameError`: a condition that asks for it has no answer,
and no answer is never taken for no.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import partial

from medward.dossier.model.architecture import (
    Actor,
    Asset,
    AssetKind,
    Flow,
    Interface,
    Process,
    Property,
    Role,
    Setting,
    Store,
    Trust,
    Word,
    Zone,
)
from medward.dossier.model.device import Device
from medward.dossier.model.hardware import HardwareProperty
from medward.dossier.model.parts import Answer, Model
from medward.dossier.model.risk import Harm
from medward.dossier.shape import of_model
from medward.threats.surroundings import REACH, Surroundings
from medward.threats.truth import Value, joined, said, unsaid
from medward.trace.model import Node, Trace

MODELS: Mapping[str, type[Model]] = {
    "actor": Actor,
    "asset": Asset,
    "device": Device,
    "flow": Flow,
    "interface": Interface,
    "process": Process,
    "store": Store,
    "zone": Zone,
}
"""Kinds of element, and what each is in the dossier."""

YES_NO = ("yes", "no")
_SAY_NOTHING = ("unknown",)

Ask = Callable[[Node], Value]


class UnknownNameError(LookupError):
    """A condition names a field, a word or a link that an element does not have."""


def _words(vocabulary: type[StrEnum]) -> tuple[str, ...]:
    return tuple(str(word) for word in vocabulary if word not in _SAY_NOTHING)


def _own(model: type[Model]) -> dict[str, tuple[str, ...]]:
    """Keys whose value is a word, or a list of words."""
    shapes = {name: shape.item or shape for name, shape in of_model(model).fields.items()}
    return {name: _words(shape.words) for name, shape in shapes.items() if shape.words is not None}


_PLACE = {"trust": _words(Trust), "setting": _words(Setting)}
_TOUCHED = {"clinical": YES_NO, "asset_kinds": _words(AssetKind), "needs": _words(Property)}
_HARDWARE = {f"hardware.{word}": YES_NO for word in HardwareProperty}
_MET = {"reach": REACH, "speaks": _words(Word)}
_DERIVED: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "actor": {**_PLACE, **_TOUCHED},
    "asset": {**_TOUCHED},
    "device": {**_MET, "roles": _words(Role), "setting": _words(Setting), "many_patients": YES_NO},
    "flow": {
        **_MET,
        **_TOUCHED,
        "crosses": YES_NO,
        "source_kind": ("actor", "process", "store"),
        "target_kind": ("actor", "process", "store"),
        "source_trust": _words(Trust),
        "target_trust": _words(Trust),
        "person": YES_NO,
    },
    "interface": {**_PLACE, **_MET, **_TOUCHED, **_HARDWARE},
    "process": {**_PLACE, **_MET, **_TOUCHED, **_HARDWARE},
    "store": {**_PLACE, **_TOUCHED, **_HARDWARE},
    "zone": {**_PLACE, **_TOUCHED, **_HARDWARE},
}
FIELDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    kind: {**_own(model), **_DERIVED[kind]} for kind, model in MODELS.items()
}
"""For each kind of element, the fields that conditions can ask, and their words."""


class Fields:
    """The values of the fields of one trace's elements."""

    def __init__(self, trace: Trace) -> None:
        self.trace = trace
        self._around = Surroundings(trace)
        self._values: dict[tuple[str, str, str], Value] = {}
        self._asks: dict[str, Ask] = {
            "trust": self._around.trust,
            "setting": self._around.setting,
            "reach": self._around.reach,
            "speaks": self._around.speaks,
            "clinical": self._around.clinical,
            "asset_kinds": partial(self._around.of_assets, field="asset_kinds"),
            "needs": partial(self._around.of_assets, field="needs"),
            "crosses": self._crosses,
            "source_kind": partial(self._end_kind, link="source"),
            "target_kind": partial(self._end_kind, link="target"),
            "source_trust": partial(self._end_trust, link="source"),
            "target_trust": partial(self._end_trust, link="target"),
            "person": self._person,
        }

    def value(self, node: Node, field: str) -> Value:
        """The value of a field. Raises UnknownNameError."""
        key = (node.kind, node.id, field)
        if key not in self._values:
            self._values[key] = self._ask(node, field)
        return self._values[key]

    def _ask(self, node: Node, field: str) -> Value:
        if field not in FIELDS.get(node.kind, {}):
            raise UnknownNameError(f"the kind '{node.kind}' has no field '{field}'")
        if node.kind == "device" and field in _DERIVED["device"]:
            return self._of_device(field)
        if field.startswith("hardware."):
            return self._around.hardware(node, field.removeprefix("hardware."))
        if field in _DERIVED[node.kind]:
            return self._asks[field](node)
        return _said_by(node, field)

    def _of_device(self, field: str) -> Value:
        """What any part of the system says; open where it has no such part."""
        if field == "many_patients":
            return self._many_patients()
        kind = {"roles": "process", "setting": "zone"}.get(field, "interface")
        nodes = self.trace.of_kind(kind)
        return joined(self.value(node, field) for node in nodes) if nodes else unsaid("device", kind)

    def _many_patients(self) -> Value:
        harms = [node.data for node in self.trace.of_kind("harm") if isinstance(node.data, Harm)]
        if not harms:
            return unsaid("device", "harms")
        return joined(
            unsaid(harm.id, "many_patients") if harm.many_patients is Answer.UNKNOWN else said(harm.many_patients)
            for harm in harms
        )

    def _crosses(self, flow: Node) -> Value:
        first, second = (self._around.zone(end) for end in self._around.ends(flow))
        return said("no" if first == second else "yes")

    def _end_kind(self, flow: Node, link: str) -> Value:
        return said(*(end.kind for end in self.trace.follow(flow, link)))

    def _end_trust(self, flow: Node, link: str) -> Value:
        return joined(self._around.trust(end) for end in self.trace.follow(flow, link))

    def _person(self, flow: Node) -> Value:
        kinds = [getattr(end.data, "actor_kind", None) for end in self._around.ends(flow)]
        return said("yes" if "person" in kinds else "no")


def _said_by(node: Node, field: str) -> Value:
    """What an element says itself: one word or several; unknown and nothing say nothing."""
    value = getattr(node.data, field)
    words = value if isinstance(value, tuple) else (value,)
    if not words or words[0] is None or words[0] in _SAY_NOTHING:
        return unsaid(node.id, field)
    return said(*map(str, words))
