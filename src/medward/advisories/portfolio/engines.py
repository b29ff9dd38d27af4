# SPDX-License-Identifier: Apache-2.0
"""An engine runs the expressions and keeps what they give: DuckDB here, Spark elsewhere.

The contract, for all engines:

- `keep` runs an expression, keeps its rows under a name until the engine is closed, and gives them back as a table
  on which other expressions stand;
- `rows` runs an expression and brings its rows here, so only small ones are asked for in this way;
- `put` makes rows of Python's a table;
- `write` runs an expression and writes its rows as files.

The same expressions on two engines must give the same rows; a test holds this on real data.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import ibis
import ibis.expr.types as ir
from ibis.backends.sql.compilers.duckdb import compiler

from medward.advisories.portfolio import advisories, schema, writing
from medward.advisories.portfolio.store import damaged
from medward.advisories.rows import Row
from medward.advisories.rows import table as table_name
from medward.advisories.staging import Staging
from medward.advisories.store import opened

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = "2GB"
FORMATS = {
    "parquet": "format parquet, compression zstd",
    "csv": "format csv, header",
    "json": "format json",
}
"""Ending of a file that DuckDB writes → how."""


class Engine(Protocol):
    """What runs expressions."""

    def keep(self, name: str, expression: ir.Table) -> ir.Table:
        """Run an expression and keep its rows under a name."""

    def rows(self, expression: ir.Table) -> list[tuple[Any, ...]]:
        """Run an expression and bring its rows here."""

    def put(self, kind: type[Row], rows: Iterable[Row]) -> None:
        """Make rows of one kind the table of that kind, also where there are none."""

    def write(self, expression: ir.Table, address: str) -> None:
        """Run an expression and write its rows, in the format by which the address ends."""


class DuckEngine:
    """DuckDB in this process, by SQL that Ibis compiles, on a connection of our own: no pandas, no Arrow."""

    def __init__(self, connection: "DuckDBPyConnection") -> None:
        self._connection = connection

    def keep(self, name: str, expression: ir.Table) -> ir.Table:
        """See `Engine`."""
        self._connection.execute(f"create or replace temp table {schema.MADE}{name} as {_sql(expression)}")
        return ibis.table(expression.schema(), name=f"{schema.MADE}{name}")

    def rows(self, expression: ir.Table) -> list[tuple[Any, ...]]:
        """See `Engine`."""
        return self._connection.execute(_sql(expression)).fetchall()

    def put(self, kind: type[Row], rows: Iterable[Row]) -> None:
        """See `Engine`."""
        with Staging() as staging:
            staging.extend(rows)
            staging.show(self._connection, kind)
            name = table_name(kind)
            self._connection.execute(f"create or replace temp table {schema.MADE}{name} as from staged_{name}")
            self._connection.execute(f"drop view staged_{name}")

    def write(self, expression: ir.Table, address: str) -> None:
        """See `Engine`."""
        how = FORMATS[address.rpartition(".")[2]]
        self._connection.execute(f"copy ({_sql(expression)}) to {writing.quoted(Path(address))} ({how})")


@contextmanager
def duck(tables: Path, database: Path, *, load: bool = False, pairs: Path | None = None) -> Iterator[DuckEngine]:
    """DuckDB with a portfolio's tables and a database, or its export.

    With `load` the portfolio is read into memory first. With `pairs` the pairs of purl2cpe and the CPE dictionary
    are those of another database. Raises ProblemsError where one cannot be read.
    """
    with _connected(database) as connection:
        connection.execute(f"set memory_limit = '{MEMORY}'")
        writing.show(connection, tables, schema.PORTFOLIO, load=load)
        if pairs is not None:
            _take_pairs(connection, pairs)
        yield DuckEngine(connection)


@contextmanager
def _connected(database: Path) -> Iterator["DuckDBPyConnection"]:
    if not database.is_dir():
        with opened(database) as connection:
            advisories.show(connection, schema.ADVISORIES)
            yield connection
        return
    import duckdb

    advisories.read_export(database)
    connection = writing.connect(MEMORY)
    try:
        for name in advisories.SELECTS:
            path = writing.quoted(database / f"{name}.parquet")
            try:
                connection.execute(f"create temp view {schema.ADVISORIES}{name} as from read_parquet({path})")
            except (duckdb.IOException, duckdb.InvalidInputException) as error:
                raise damaged(database, f"the table '{name}' of the export", advisories.AGAIN) from error
        yield connection
    finally:
        connection.close()


def _take_pairs(connection: "DuckDBPyConnection", database: Path) -> None:
    """Take the pairs of another database, which is opened first to be refused where it is none."""
    with opened(database):
        pass
    connection.execute(f"attach {writing.quoted(database)} as paired (read_only)")
    select = "select purl, named, attributes from paired.main.bridge"
    connection.execute(f"create or replace temp view {schema.ADVISORIES}bridge as {select}")
    select = "select name, named, replacing, by_named, via, day from paired.main.deprecation"
    connection.execute(f"create or replace temp view {schema.ADVISORIES}deprecation as {select}")


def _sql(expression: ir.Table) -> str:
    return str(compiler.to_sqlglot(expression).sql("duckdb"))
