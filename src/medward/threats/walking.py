# SPDX-License-Identifier: Apache-2.0
"""The attack paths that somebody asks for: from one interface, to one asset, or all of them, in their order."""

from collections.abc import Iterator

from medward.base.problems import Place, Problem, ProblemsError
from medward.threats.paths import Path, attack_paths
from medward.trace.model import Trace

_ALL = 10**9


def asked(trace: Trace, source: str | None = None, target: str | None = None) -> tuple[Path, ...]:
    """Every path that was kept and begins at `source` and ends at `target`, where they are given.

    No path is an answer where there is such an interface and asset. Raises ProblemsError where there is none.
    """
    if problems := tuple(_unknown(trace, source, target)):
        raise ProblemsError(problems)
    return tuple(
        path
        for path in attack_paths(trace, _ALL).listed
        if source in {None, path.parts[0]} and target in {None, path.asset}
    )


def _unknown(trace: Trace, source: str | None, target: str | None) -> Iterator[Problem]:
    for kind, name in (("interface", source), ("asset", target)):
        if name is not None and (kind, name) not in trace.nodes:
            known = ", ".join(node.id for node in trace.of_kind(kind)) or "none"
            message = f"the architecture has no {kind} '{name}'"
            yield Problem(Place("architecture"), name, "threats.unknown", message, f"Known: {known}")
