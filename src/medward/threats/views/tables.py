# SPDX-License-Identifier: Apache-2.0
"""A view in words: the tables of what its picture shows, from the same drawing."""

from collections.abc import Iterator
from dataclasses import dataclass

from medward.dossier.model.architecture import Process, Store
from medward.threats.views.boxes import EXPOSURES, TRUSTS
from medward.threats.views.drawing import Drawing, ShownElement


@dataclass(frozen=True, slots=True)
class Table:
    """One table.

    Attributes:
        name: its short name, for programs.
        title: its title, for people.
        columns: heads of its columns; the first column holds ids.
        rows: rows, each as long as `columns`.
    """

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def tables(drawing: Drawing) -> tuple[Table, ...]:
    """Every table of a view; a table may have no rows."""
    return (
        _zones(drawing),
        _elements(drawing),
        _interfaces(drawing),
        _flows(drawing),
        _assets(drawing),
        _controls(drawing),
        _unknown(drawing),
        _left_out(drawing),
    )


def _zones(drawing: Drawing) -> Table:
    rows = (
        (one.id, one.name, TRUSTS[one.trust], one.inside or "", one.description or "") for one in drawing.zones
    )
    return Table("zones", "Zones", ("id", "name", "trust", "inside", "description"), tuple(rows))


def _elements(drawing: Drawing) -> Table:
    columns = ("id", "kind", "name", "zone", "facts", "controls", "description")
    rows = (
        (
            *(one.part.id, one.part.kind, one.part.name, one.part.zone, "; ".join(_facts(one))),
            *(", ".join(one.controls), one.part.description or ""),
        )
        for one in drawing.elements
    )
    return Table("elements", "People, systems, processes and stores", columns, tuple(rows))


def _facts(element: ShownElement) -> Iterator[str]:
    part = element.part
    if isinstance(part, Store):
        yield f"encrypted: {part.encrypted}"
        yield f"integrity protected: {part.integrity_protected}"
        yield f"holds: {', '.join(part.holds) or 'nobody has said'}"
    elif isinstance(part, Process):
        yield f"several patients: {part.multi_patient}"
        yield f"privileged: {part.privileged}"
    else:
        yield str(part.actor_kind)


def _interfaces(drawing: Drawing) -> Table:
    columns = (
        *("id", "name", "on", "medium", "direction", "protocol", "port", "exposure", "enabled", "service"),
        *("authenticated", "encrypted", "controls", "purpose"),
    )
    rows = (
        (
            *(one.part.id, one.part.name, one.part.on, one.part.medium, one.part.direction),
            *(one.part.protocol or "unknown", one.part.port or "unknown", EXPOSURES[one.exposure]),
            *(one.part.enabled, one.part.service, one.part.authenticated, one.part.encrypted),
            *(", ".join(one.controls), one.part.purpose or ""),
        )
        for element in drawing.elements
        for one in element.interfaces
    )
    return Table("interfaces", "Interfaces", columns, tuple(rows))


def _flows(drawing: Drawing) -> Table:
    columns = (
        *("id", "name", "from", "to", "via", "protocol", "authenticated", "encrypted", "integrity protected"),
        *("protection", "carries", "clinical", "controls", "description"),
    )
    rows = (
        (
            *(one.part.id, one.part.name, one.part.source, one.part.target, ", ".join(one.part.via)),
            *(one.part.protocol or "unknown", one.part.authenticated, one.part.encrypted),
            *(one.part.integrity_protected, one.protection, ", ".join(one.part.carries)),
            *("yes" if one.clinical else "no", ", ".join(one.controls), one.part.description or ""),
        )
        for one in drawing.flows
    )
    return Table("flows", "Flows and their protection", columns, tuple(rows))


def _assets(drawing: Drawing) -> Table:
    rows = (
        (one.id, one.name, one.clinical_function or "", ", ".join(one.needs), one.description or "")
        for one in drawing.assets
    )
    columns = ("id", "name", "clinical function", "needs", "description")
    return Table("assets", "Assets that flow or rest here", columns, tuple(rows))


def _controls(drawing: Drawing) -> Table:
    rows = ((one.part.id, one.part.title, one.part.category, ", ".join(one.acts_on)) for one in drawing.controls)
    return Table("controls", "Controls of this view", ("id", "title", "category", "acts here on"), tuple(rows))


def _unknown(drawing: Drawing) -> Table:
    rows = tuple((fact.part, fact.field) for fact in drawing.unknown)
    return Table("unknown", "What nobody has said", ("id", "key"), rows)


def _left_out(drawing: Drawing) -> Table:
    rows = tuple((one.id, one.why) for one in drawing.left_out)
    return Table("left_out", "What a reader could expect and does not find", ("id", "why"), rows)
