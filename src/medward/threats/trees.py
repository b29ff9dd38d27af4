# SPDX-License-Identifier: Apache-2.0
"""Attack trees: all paths to one asset as a tree from the asset back to the ways in, as JSON and as Graphviz DOT.

The root is the goal. Below each node stand the alternatives (`or`) by which it is reached: paths share what
they have in common seen from the asset. A leaf is a way in. The DOT text is for drawing and says nothing that
the JSON does not.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from medward.base.canonical import Json
from medward.threats.paths import Path
from medward.trace.model import Key, Trace


@dataclass(slots=True)
class _Branch:
    """A node that is still being put together."""

    key: Key
    obstacles: tuple[str, ...] = ()
    below: dict[Key, "_Branch"] = field(default_factory=dict)


def tree(paths: Sequence[Path], asset: str, trace: Trace) -> Json:
    """The attack tree of an asset; without branches where no path leads to it. Raises KeyError."""
    root = _Branch(trace.nodes["asset", asset].key)
    for path in paths:
        if path.asset == asset:
            _add(root, path)
    return _json(root, trace)


def _add(root: _Branch, path: Path) -> None:
    here = root
    for step in reversed(path.steps):
        here = here.below.setdefault(step.to, _Branch(step.to))
        here = here.below.setdefault(step.over, _Branch(step.over, step.obstacles))


def _json(branch: _Branch, trace: Trace) -> Json:
    kind, name = branch.key
    below = [_json(branch.below[key], trace) for key in sorted(branch.below)]
    return {
        "kind": kind,
        "id": name,
        "label": trace.nodes[branch.key].label,
        "obstacles": list(branch.obstacles),
        "gate": "or" if below else "way in",
        "children": below,
    }


def dot(root: Json) -> str:
    """A tree as Graphviz DOT: the goal on top, ways in at the bottom, obstacles beside their steps."""
    lines = ["digraph attack_tree {", '  node [shape=box, fontname="sans-serif"];', *_lines(root, "n"), "}"]
    return "\n".join(lines) + "\n"


def _lines(node: Json, name: str) -> Iterator[str]:
    if not isinstance(node, dict):
        raise TypeError("a node of a tree is an object")
    obstacles, below = node["obstacles"], node["children"]
    if not isinstance(obstacles, list) or not isinstance(below, list):
        raise TypeError("obstacles and children of a node are lists")
    said = [f"{node['id']} {node['label']}".strip(), *(f"({text})" for text in obstacles)]
    yield f'  {name} [label="{_quoted(said)}"{"" if below else ", style=rounded"}];'
    for index, child in enumerate(below):
        inner = f"{name}_{index}"
        yield from _lines(child, inner)
        yield f"  {name} -> {inner} [dir=back];"


def _quoted(lines: Sequence[str]) -> str:
    """Lines of a DOT label, with what DOT would read otherwise escaped."""
    return "\\n".join(" ".join(line.split()).replace("\\", "\\\\").replace('"', '\\"') for line in lines)
