# SPDX-License-Identifier: Apache-2.0
"""Where attack paths are cut: which control of the dossier stands on most of them, which part most of them pass.

A control stands on a path where it protects a part of the path or its asset, or reduces a threat to one of
them. That it stands there does not say that it holds: its tests do.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from medward.threats.paths import Path
from medward.trace.model import Node, Trace


@dataclass(frozen=True, slots=True)
class Cut:
    """A control or a part, and the paths on which it stands.

    Attributes:
        id: id of the control or part.
        label: its name.
        paths: on how many of the given paths it stands.
        controls: for a part, ids of the controls that already stand there.
    """

    id: str
    label: str
    paths: int
    controls: tuple[str, ...] = ()


def by_control(paths: Sequence[Path], trace: Trace) -> tuple[Cut, ...]:
    """Controls of the dossier, that on most paths first; those on none are left out."""
    on = _paths_at(paths)
    cuts = []
    for control in trace.of_kind("control"):
        number = len(set().union(*(on[part] for part in _stands_at(control, trace))))
        if number:
            cuts.append(Cut(control.id, control.label, number))
    return tuple(sorted(cuts, key=lambda cut: (-cut.paths, cut.id)))


def by_part(paths: Sequence[Path], trace: Trace) -> tuple[Cut, ...]:
    """Interfaces, flows and elements, that on most paths first: one control there would cut them all."""
    labels = {node.id: node.label for node in trace.nodes.values()}
    standing: dict[str, list[str]] = defaultdict(list)
    for control in trace.of_kind("control"):
        for part in sorted(_stands_at(control, trace)):
            standing[part].append(control.id)
    times = Counter(part for path in paths for part in set(path.parts))
    found = (Cut(part, labels[part], number, tuple(standing[part])) for part, number in times.items())
    return tuple(sorted(found, key=lambda cut: (-cut.paths, cut.id)))


def _paths_at(paths: Sequence[Path]) -> dict[str, set[int]]:
    on: dict[str, set[int]] = defaultdict(set)
    for index, path in enumerate(paths):
        for part in (*path.parts, path.asset):
            on[part].add(index)
    return on


def _stands_at(control: Node, trace: Trace) -> set[str]:
    """Ids of the parts that a control protects, or whose threats it reduces."""
    found = {node.id for node in trace.follow(control, "protects")}
    for threat in trace.follow(control, "reduces"):
        found |= {node.id for node in trace.follow(threat, "threatens")}
    return found
