# SPDX-License-Identifier: Apache-2.0
"""The engine for a portfolio that has outgrown one machine: the same expressions, compiled for Spark.

The tables are the Parquet files of the portfolio and of the exported database, at any address that the cluster
can read. What is decided in Python is decided on the driver, and goes back as small tables. Spark needs Java 17
and the extra `spark`; neither pandas nor Arrow is used.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import ibis
import ibis.expr.types as ir
import msgspec
from ibis.backends.sql.compilers.pyspark import compiler

from medward.advisories.portfolio import advisories, schema
from medward.advisories.portfolio.tables import STORED
from medward.advisories.rows import Row
from medward.advisories.rows import table as table_name
from medward.base.problems import Place, Problem, ProblemsError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_TYPES = {
    "int32": "int",
    "string": "string",
    "boolean": "boolean",
    "binary": "binary",
    "array<string>": "array<string>",
}
_FORMATS = {"parquet": "parquet", "csv": "csv", "json": "json"}


class SparkEngine:
    """Spark; see `medward.advisories.portfolio.engines.Engine` for what the methods do."""

    def __init__(self, session: "SparkSession") -> None:
        self._session = session

    def keep(self, name: str, expression: ir.Table) -> ir.Table:
        """Kept on the machines of the cluster, without the way it was made, which would grow with every step."""
        view = f"{schema.MADE}{name}"
        self._session.sql(_sql(expression)).localCheckpoint(eager=True).createOrReplaceTempView(view)
        return ibis.table(expression.schema(), name=view)

    def rows(self, expression: ir.Table) -> list[tuple[Any, ...]]:
        """Binary values come as bytes, as from other engines."""
        found = self._session.sql(_sql(expression)).collect()
        return [tuple(bytes(one) if isinstance(one, bytearray) else one for one in row) for row in found]

    def put(self, kind: type[Row], rows: Iterable[Row]) -> None:
        """From the driver to the cluster."""
        named = ", ".join(f"`{name}` {_TYPES[type_]}" for name, type_ in schema.columns(kind).items())
        values = [msgspec.structs.astuple(row) for row in rows]
        frame = self._session.createDataFrame(values, named)
        frame.createOrReplaceTempView(f"{schema.MADE}{table_name(kind)}")

    def write(self, expression: ir.Table, address: str) -> None:
        """A folder of files at the address, whose ending is the format; lists become text in CSV."""
        frame = self._session.sql(_sql(expression))
        ending = address.rpartition(".")[2]
        if ending == "csv":
            frame = frame.selectExpr(
                *(
                    f"concat_ws(', ', `{name}`) as `{name}`" if kind.startswith("array") else f"`{name}`"
                    for name, kind in frame.dtypes
                )
            )
        frame.write.mode("overwrite").option("header", "true").format(_FORMATS[ending]).save(address)


@contextmanager
def spark(tables: str, database: str, master: str = "") -> Iterator[SparkEngine]:
    """Spark with the tables of a portfolio and an exported database, by their addresses.

    Args:
        tables: the folder of the portfolio's tables (`portfolio.json` names it).
        database: the folder of the exported database.
        master: the address of the cluster, such as `local[2]`; empty where `spark-submit` tells it.

    Raises ProblemsError where pyspark or Java is missing, or Spark cannot start.
    """
    session = _session(master)
    try:
        _show(session, tables, {table_name(row) for row in STORED}, schema.PORTFOLIO)
        _show(session, database, set(advisories.SELECTS), schema.ADVISORIES)
        yield SparkEngine(session)
    finally:
        session.stop()


def _show(session: "SparkSession", folder: str, names: Iterable[str], prefix: str) -> None:
    for name in names:
        session.read.parquet(f"{folder.rstrip('/')}/{name}.parquet").createOrReplaceTempView(f"{prefix}{name}")


def _session(master: str) -> "SparkSession":
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ModuleNotFoundError as error:
        raise _refused("pyspark is not installed", "Install Medward with its extra: `medward[spark]`") from error
    builder = SparkSession.builder.appName("medward").config("spark.ui.enabled", "false")
    try:
        session: SparkSession = (builder.master(master) if master else builder).getOrCreate()
    except PySparkException as error:
        message = f"Spark cannot start: {str(error).partition(chr(10))[0]}"
        raise _refused(message, "Install Java 17, and check the address of the cluster") from error
    session.sparkContext.setLogLevel("ERROR")
    return session


def _refused(message: str, mend: str) -> ProblemsError:
    return ProblemsError([Problem(Place("--engine"), "", "portfolio.engine", message, mend)])


def _sql(expression: ir.Table) -> str:
    return str(compiler.to_sqlglot(expression).sql("spark"))
