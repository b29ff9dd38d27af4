# SPDX-License-Identifier: Apache-2.0
"""The tables that the expressions stand on, as Ibis sees them: names and types, whatever engine holds the rows."""

import ibis
import ibis.expr.types as ir
import msgspec

from medward.advisories import rows
from medward.advisories.portfolio.tables import STORED
from medward.advisories.rows import Row
from medward.advisories.rows import table as table_name

PORTFOLIO, ADVISORIES, MADE = "portfolio_", "advisory_", "made_"
"""What the names of tables begin with: of the portfolio, of the database, of the results of steps."""

_TYPES: dict[object, str] = {
    bool: "boolean",
    int: "int32",
    str: "string",
    bytes: "binary",
    bytes | None: "binary",
    tuple[str, ...]: "array<string>",
}


def columns(row: type[Row]) -> dict[str, str]:
    """Column → type, in order."""
    return {field.name: _TYPES[field.type] for field in msgspec.structs.fields(row)}


_ADVISORIES = {
    "package": {
        "id": "int32",
        "ecosystem": "string",
        "name": "string",
        "known": "boolean",
        "undecided": "boolean",
    },
    "interval": {
        "package": "int32",
        "low": "binary",
        "high": "binary",
        "record": "int32",
        "introduced": "string",
        "ending": "string",
        "until": "string",
        "terms": "int32",
    },
    "version": {"package": "int32", "key": "binary", "version": "string", "record": "int32", "terms": "int32"},
    "terms": columns(rows.Terms),
    "record": {
        "id": "int32",
        "name": "string",
        "vulnerability": "int32",
        "place": "int32",
        "exploited": "boolean",
    },
    "vulnerability": {"id": "int32", "name": "string"},
    "bridge": {"purl": "string", "named": "string", "attributes": "string"},
    "deprecation": {
        "name": "string",
        "named": "string",
        "replacing": "string",
        "by_named": "string",
        "via": "array<string>",
        "day": "date",
    },
    "source": {"name": "string", "part": "string", "records": "int32"},
    "undecided": {"package": "int32", "record": "int32", "reason": "string"},
}


def portfolio(name: str) -> ir.Table:
    """A table of the portfolio."""
    return ibis.table(_STORED[name], name=f"{PORTFOLIO}{name}")


def advisories(name: str) -> ir.Table:
    """A table of the database."""
    return ibis.table(_ADVISORIES[name], name=f"{ADVISORIES}{name}")


def put(row: type[Row]) -> ir.Table:
    """A small table that comes from Python."""
    return ibis.table(columns(row), name=f"{MADE}{table_name(row)}")


_STORED = {table_name(row): columns(row) for row in STORED}
