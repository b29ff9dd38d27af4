# SPDX-License-Identifier: Apache-2.0
"""Rows from Python into DuckDB in bulk: newline-delimited JSON in a temporary folder, which DuckDB reads itself.

DuckDB binds values one by one and takes some 3,000 rows a second that way; it reads over a million a second from
newline-delimited JSON, which msgspec writes as fast. Parquet would need another library. Bytes travel as base64.
Memory stays flat: rows go to disk in batches.
"""

import tempfile
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Self

import msgspec

from medward.advisories.rows import Row, columns, table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

BATCH = 5_000


class Staging:
    """A temporary folder of rows, gone when the `with` block ends."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._folder = Path()
        self._streams: dict[type[Row], BinaryIO] = {}
        self._waiting: dict[type[Row], list[Row]] = {}
        self._encoder = msgspec.json.Encoder()

    def __enter__(self) -> Self:
        self._folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="medward-")))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def add(self, row: Row) -> None:
        """Take one row."""
        waiting = self._waiting.setdefault(type(row), [])
        waiting.append(row)
        if len(waiting) >= BATCH:
            self._write(type(row))

    def extend(self, rows: Iterable[Row]) -> None:
        """Take several rows."""
        for row in rows:
            self.add(row)

    def show(self, connection: "DuckDBPyConnection", *kinds: type[Row]) -> None:
        """Make the rows that were taken visible as the temporary views `staged_<table>`, one for each kind."""
        for row in kinds:
            self._write(row)
            connection.execute(f"create temp view staged_{table(row)} as {_select(row, self._path(row))}")

    def _write(self, row: type[Row]) -> None:
        """Bring what waits to the disk; a kind without rows gets an empty file."""
        if row not in self._streams:
            self._streams[row] = self._stack.enter_context(self._path(row).open("wb"))
        stream = self._streams[row]
        stream.write(self._encoder.encode_lines(self._waiting.pop(row, [])))
        stream.flush()

    def _path(self, row: type[Row]) -> Path:
        return self._folder / f"{table(row)}.ndjson"


def _select(row: type[Row], path: Path) -> str:
    """The SQL that reads a file of rows, with the columns in their order."""
    types, quoted = columns(row), str(path).replace("'", "''")
    named = ", ".join(
        f'from_base64("{name}") as "{name}"' if sql == "BLOB" else f'"{name}"' for name, sql in types.items()
    )
    read = ", ".join(f"'{name}': '{'VARCHAR' if sql == 'BLOB' else sql}'" for name, sql in types.items())
    source = f"read_json('{quoted}', format = 'newline_delimited', columns = {{{read}}})"
    return f"select {named} from {source}"  # noqa: S608 - names of our own structs, and a path of our own making
