# SPDX-License-Identifier: Apache-2.0
"""Component keys of a dossier that name no component: a typing error, or a component that is no longer there.

Nothing is wrong with such a part as far as the loader can see, and what it says helps nobody: support of a
component that is not there, a decision about it. So each is told as something that nobody knows. Where no SBOM
could be read there is nothing that a key could name, and that is told elsewhere.
"""

from collections.abc import Iterator

from medward.compliance import phrases
from medward.compliance.context import Context
from medward.compliance.model import Unknown
from medward.trace.links import LINKS


def keys(context: Context) -> Iterator[Unknown]:
    """Every component key that names nothing, in the order of the dossier."""
    if not context.trace.of_kind("component"):
        return
    for (source, link), texts in context.trace.dangling.items():
        node = context.trace.nodes[source]
        if node.kind == "component":
            continue
        what = phrases.introduced(node)
        for text in texts:
            said = f" {LINKS[node.kind, link].verb} '{text}'" if text != node.id else ""
            yield Unknown(f"{what}{said}: no SBOM that could be read has such a component", ())
