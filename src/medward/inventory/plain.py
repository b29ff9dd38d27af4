# SPDX-License-Identifier: Apache-2.0
"""Inventories, their quality and comparisons as plain values, for JSON.

The keys are the names of the fields in the model, whatever they are called in a format of SBOMs. Fields that state
nothing are there and empty, so that a program needs no second way to read them.
"""

from collections.abc import Mapping
from typing import TypeAlias

from medward.inventory.baselines import ASKED_BY, BASELINES
from medward.inventory.compare import Comparison
from medward.inventory.model import Component, Inventory
from medward.inventory.quality import Quality

Plain: TypeAlias = "str | int | bool | list[Plain] | dict[str, Plain] | None"


def inventory(held: Inventory) -> dict[str, Plain]:
    """A whole inventory."""
    return {
        "format": held.format,
        "spec_version": held.spec_version,
        "encoding": held.encoding,
        "digest": held.digest,
        "name": held.name,
        "serial": held.serial,
        "timestamp": held.timestamp,
        "authors": list(held.authors),
        "tools": list(held.tools),
        "lifecycles": list(held.lifecycles),
        "completeness": list(held.completeness),
        "primary": component(held.primary) if held.primary else None,
        "components": [component(one) for one in held.components],
        "files": [component(one) for one in held.files],
        "relationships": [
            {"source": one.source, "kind": one.kind, "target": one.target} for one in held.relationships
        ],
        "notes": list(held.notes),
    }


def component(one: Component) -> dict[str, Plain]:
    """One component."""
    return {
        "ref": one.ref,
        "name": one.name,
        "version": one.version,
        "group": one.group,
        "supplier": one.supplier,
        "kind": one.kind,
        "purl": one.purl,
        "cpes": list(one.cpes),
        "hashes": [{"algorithm": item.algorithm, "value": item.value} for item in one.hashes],
        "licences": list(one.licences),
        "support_level": one.support_level,
        "end_of_support": one.end_of_support,
    }


def quality(held: Quality) -> dict[str, Plain]:
    """What an SBOM leaves out, with who asks for it."""
    return {
        "digest": held.digest,
        "complete": held.complete,
        "elements": [
            {
                "element": one.element.value,
                "present": one.present,
                "missing": one.missing,
                "complete": one.complete,
                "asked_by": [baseline.id for baseline in ASKED_BY[one.element]],
            }
            for one in held.coverage
        ],
        "components": [
            {
                "ref": one.ref,
                "label": one.label,
                "identified_by": one.identified_by.value,
                "missing": [element.value for element in one.missing],
            }
            for one in held.components
        ],
        "set_aside": _counts(dict(held.set_aside)),
        "baselines": [
            {"id": one.id, "title": one.title, "citation": one.citation, "url": one.url} for one in BASELINES
        ],
    }


def comparison(held: Comparison) -> dict[str, Plain]:
    """What changed between two SBOMs."""
    return {
        "same": held.same,
        "added": [component(one) for one in held.added],
        "removed": [component(one) for one in held.removed],
        "changed": [
            {
                "before": component(one.before),
                "after": component(one.after),
                "changes": [
                    {"attribute": change.attribute, "before": change.before, "after": change.after}
                    for change in one.changes
                ],
            }
            for one in held.changed
        ],
        "unchanged": held.unchanged,
    }


def _counts(held: Mapping[str, int]) -> dict[str, Plain]:
    return dict(held)
