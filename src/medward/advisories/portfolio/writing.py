# SPDX-License-Identifier: Apache-2.0
"""From staged rows and the portfolio before to the Parquet files of a new one.

What was read now and what is kept is put together by DuckDB. Numbers are given anew, by file and by digest, so
that the tables do not depend on what was there before.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from medward.advisories.portfolio.store import AGAIN, damaged, unwritable
from medward.advisories.portfolio.tables import STORED, Component, Name, Occurrence, Question
from medward.advisories.rows import Row, columns, table
from medward.advisories.staging import Staging

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = "1GB"
THREADS = 2
_MADE_OF_COMPONENTS: tuple[type[Row], ...] = (Name, Question)


class Found(Row, frozen=True):
    """Not stored: a file and the number of its content."""

    file: str
    content: int


class Content(Row, frozen=True):
    """Not stored: what was read of a file, whatever its path."""

    content: int
    digest: str
    product: str
    version: str
    supplier: str
    components: int
    problem: str
    confirmations: str = ""


class Kept(Row, frozen=True):
    """Not stored: that a content is that of a release of the portfolio before."""

    content: int
    release: int


@dataclass(frozen=True, slots=True)
class Known:
    """What the portfolio before holds.

    Attributes:
        releases: digests of a file and of its confirmations → number of a release, and why it could not be read;
            empty where it could.
        components: digest of a component → its number.
    """

    releases: dict[tuple[str, str], tuple[int, str]] = field(default_factory=dict)
    components: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows that were written."""

    occurrences: int
    components: int
    confirmed: int


_TOGETHER = """
create temp table content as
    from staged_content
    union all
    select kept.content, old.digest, old.product, old.version, old.supplier, old.components, old.problem,
        old.confirmations
    from staged_kept kept join old_release old on old.id = kept.release;
create temp table held as
    select release as content, ref, component from staged_occurrence
    union all
    select kept.content, old.ref, old.component
    from staged_kept kept join old_occurrence old on old.release = kept.release;
create temp table new_release as
    select cast(row_number() over (order by file) as integer) as id, file, content.* from staged_found
    join content using (content);
create temp table every_component as from staged_component union all from old_component;
create temp table numbered as
    select id as old, cast(row_number() over (order by digest) as integer) as id from every_component
    where id in (select component from held);
create temp view written_release as select * exclude (content) from new_release order by id;
create temp view written_occurrence as
    select new_release.id as release, held.ref, numbered.id as component
    from new_release join held using (content) join numbered on numbered.old = held.component
    order by release, ref;
create temp view confirmed as
    select * from held join every_component one on one.id = held.component where len(one.identities) > 0;
create temp view written_component as
    select numbered.id, one.* exclude (id) from every_component one join numbered on numbered.old = one.id
    order by numbered.id;
"""


def known(tables: Path | None) -> Known:
    """What a portfolio holds; nothing where there is none."""
    if tables is None:
        return Known()
    connection = connect()
    try:
        show(connection, tables, "old_")
        select = "select digest, confirmations, id, problem from old_release where digest != ''"
        releases = connection.execute(select).fetchall()
        components = dict(connection.execute("select digest, id from old_component").fetchall())
    finally:
        connection.close()
    return Known({(digest, said): (number, problem) for digest, said, number, problem in releases}, components)


def write(staging: Staging, old: Path | None, new: Path) -> Counts:
    """Write the tables into the folder `new`. Raises ProblemsError on a full disk."""
    import duckdb

    connection = connect()
    try:
        staging.show(connection, Found, Content, Kept, Occurrence, Component, Name, Question)
        show(connection, old, "old_")
        connection.execute(_TOGETHER)
        for row in _MADE_OF_COMPONENTS:
            connection.execute(_renumbered(row))
        for stored in STORED:
            connection.execute(_copied(f"from written_{table(stored)}", new / f"{table(stored)}.parquet"))
        return Counts(
            occurrences=_count(connection, "written_occurrence"),
            components=_count(connection, "numbered"),
            confirmed=_count(connection, "confirmed"),
        )
    except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
        raise unwritable(new.parent, error) from error
    finally:
        connection.close()


def show(connection: "DuckDBPyConnection", tables: Path | None, prefix: str = "", *, load: bool = False) -> None:
    """Make the tables of a portfolio visible under their names; empty ones where there is none.

    With `load` they are read into memory at once, and not when they are asked for. Raises ProblemsError where one
    is missing or damaged.
    """
    import duckdb

    for row in STORED:
        if tables is None:
            named = ", ".join(f'cast(null as {sql}) as "{name}"' for name, sql in columns(row).items())
            select = f"select {named} where false"
        else:
            select = f"from read_parquet({quoted(tables / f'{table(row)}.parquet')})"
        try:
            connection.execute(f"create temp {'table' if load else 'view'} {prefix}{table(row)} as {select}")
        except (duckdb.IOException, duckdb.InvalidInputException) as error:
            if tables is None:
                raise
            raise damaged(tables.parent, f"the table '{table(row)}' of the portfolio", AGAIN) from error


def connect(memory: str = MEMORY) -> "DuckDBPyConnection":
    """A database in memory, which may spill to the folder for temporary files."""
    import tempfile

    import duckdb

    return duckdb.connect(
        ":memory:",
        config={
            "threads": THREADS,
            "memory_limit": memory,
            "temp_directory": tempfile.gettempdir(),
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
        },
    )


def quoted(path: Path) -> str:
    """A path as SQL writes it."""
    return "'" + str(path).replace("'", "''") + "'"


def _renumbered(row: type[Row]) -> str:
    """The view of rows of components, each under the component's new number."""
    name = table(row)
    return f"""
        create temp view written_{name} as
        select numbered.id as component, one.* exclude (component)
        from (from staged_{name} union all from old_{name}) one join numbered on numbered.old = one.component
        order by all
    """  # noqa: S608 - names of our own structs


def _copied(select: str, path: Path) -> str:
    return f"copy ({select}) to {quoted(path)} (format parquet, compression zstd)"


def _count(connection: "DuckDBPyConnection", name: str) -> int:
    return int(connection.table(name).count("*").fetchall()[0][0])
