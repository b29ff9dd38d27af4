# SPDX-License-Identifier: Apache-2.0
"""Running the worked examples of a threat library: each is a scene with some facts changed, and what it gives.

A library is sound where every example gives what it says, and every threat has an example that fires and one that
does not.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import JsonValue, ValidationError

from medward.dossier.model import Dossier
from medward.packs.threat_library import Example, Examples, Library, shipped_scenes
from medward.threats.fields import Fields
from medward.threats.generating import Verdict, at
from medward.trace.build import build

DEVICE: Mapping[str, JsonValue] = {
    "name": "Example device",
    "manufacturer": "Example Devices",
    "intended_use": "Care under supervision",
    "clinical_function": "Treats a patient",
    "cyber_device": {"reason": "It has firmware and a radio"},
}
"""The device of a scene that says nothing else of it."""


@dataclass(frozen=True, slots=True)
class Worked:
    """An example and what came of it.

    Attributes:
        example: the example.
        verdict: what its threat gave; None where it could not be worked.
        held: whether the architecture named a protection; None where it was not asked.
        reason: why, or what is wrong with the example.
    """

    example: Example
    verdict: Verdict | None
    held: str | None
    reason: str

    @property
    def agrees(self) -> bool:
        """Whether it gave what it says."""
        held = self.example.held is None or self.example.held == self.held
        return held and self.verdict is not None and self.verdict == self.example.gives


def run(library: Library, examples: Examples) -> tuple[Worked, ...]:
    """Every example with what came of it, in order."""
    threats = {threat.id: threat for threat in library.threats}
    scenes = {**shipped_scenes(), **examples.scenes}
    bench = _Bench(scenes)
    found: list[Worked] = []
    for example in examples.examples:
        try:
            fields = bench.fields(example)
            node = next(node for node in fields.trace.nodes.values() if node.id == example.element)
            one = at(threats[example.threat], library.id, node, fields)
        except (KeyError, StopIteration, ValueError) as error:
            found.append(Worked(example, None, None, f"it cannot be worked: {error!r}"))
            continue
        held = str(one.held.truth) if one.held is not None else None
        found.append(Worked(example, one.verdict, held, one.reason))
    return tuple(found)


def unproven(library: Library, examples: Examples) -> Iterator[str]:
    """Threats without an example that fires, or without one that does not, as sentences."""
    for threat in library.threats:
        given = {example.gives for example in examples.examples if example.threat == threat.id}
        for wanted in ("fires", "not"):
            if wanted not in given:
                yield f"{threat.id} has no example that gives '{wanted}'"


class _Bench:
    """Makes the systems of examples; those that change nothing share one."""

    def __init__(self, scenes: Mapping[str, Mapping[str, JsonValue]]) -> None:
        self._scenes = scenes
        self._made: dict[str, Fields] = {}

    def fields(self, example: Example) -> Fields:
        key = json.dumps([example.scene, example.change], sort_keys=True)
        if key not in self._made:
            self._made[key] = Fields(build(self._dossier(example)))
        return self._made[key]

    def _dossier(self, example: Example) -> Dossier:
        content: dict[str, Any] = json.loads(json.dumps(self._scenes[example.scene]))
        content["device"] = {**DEVICE, **content.get("device", {})}
        for name, changed in example.change.items():
            part = content["device"] if name == "device" else _part(content, name)
            part.update(changed)
            for key in [key for key, value in part.items() if value is None]:
                del part[key]
        try:
            return Dossier.model_validate({"format": 1, **content})
        except ValidationError as error:
            raise ValueError(str(error)) from error


def _part(content: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The part of that id, wherever it stands. Raises KeyError."""
    lists = [*content["architecture"].values(), *(value for value in content.values() if isinstance(value, list))]
    for values in lists:
        for part in values:
            if part.get("id") == name:
                found: dict[str, Any] = part
                return found
    raise KeyError(name)
