# SPDX-License-Identifier: Apache-2.0
"""The join tables of the advisory database, as a portfolio is joined with them; and as Parquet for another engine.

What the database holds in more tables than a join should read is put together here once: of a package, whether a
record says anything of it and whether one leaves it undecided; of a record, whether CISA's catalogue of known
exploited vulnerabilities has it. Texts that people read stay in the database.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from medward.advisories.portfolio import store
from medward.advisories.portfolio.writing import quoted
from medward.advisories.store import described, opened
from medward.base.files import write_atomically

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SELECTS = {
    "package": """
        select id, ecosystem, name, id in (select package from statement) as known,
               id in (select package from undecided) as undecided
        from package order by id
    """,
    "interval": """
        select package, low, high, record, introduced, ending, until, terms from interval
        order by package, low, record
    """,
    "version": "select package, key, version, record, terms from version order by package, key, record",
    "terms": "from terms order by id",
    "record": """
        with name_of as (
            select id, unnest(list_append(aliases, name)) as name from vulnerability
        ), listed as (
            select id from name_of where name in (select cve from exploited)
        ), derived as (
            select id from (select id, unnest(upstream) as cve from record)
            where cve in (select cve from exploited)
        )
        select record.id, record.name, record.vulnerability,
               cast(row_number() over (order by record.name, record.id) as integer) as place,
               record.vulnerability in (select id from listed)
                   or record.id in (select id from derived) as exploited
        from record order by record.id
    """,
    "vulnerability": "select id, name from vulnerability order by id",
    "bridge": "select purl, named, attributes from bridge order by all",
    "deprecation": "select name, named, replacing, by_named, via, day from deprecation order by all",
    "undecided": "select package, record, reason from undecided order by all",
    "source": "select name, part, records from source order by name, part",
    "about": "select format, digest from about",
}
"""Table → the query that makes it from the database."""


def export(database: Path, output: Path) -> None:
    """Write the join tables of a database as Parquet into a folder, replacing an older export in it.

    Raises ProblemsError where the database cannot be read, or the folder holds something else or cannot be
    written.
    """
    import duckdb

    if output.exists() and not is_export(output) and any(output.iterdir()):
        message = "this is no export of a database, and it is not empty"
        raise store.problem(output, "foreign", message, "Name a new folder")
    try:
        with opened(database) as connection:
            output.mkdir(parents=True, exist_ok=True)
            # an export that was stopped is none: what names it goes first and comes last
            (output / NAMED).unlink(missing_ok=True)
            for name, select in SELECTS.items():
                path = output / f"{name}.parquet"
                connection.execute(f"copy ({select}) to {quoted(path)} (format parquet, compression zstd)")
            named = Named(EXPORT_FORMAT, _doubts(connection))
            write_atomically(output / NAMED, msgspec.json.encode(named))
    except (OSError, duckdb.IOException, duckdb.OutOfMemoryException) as error:
        raise store.unwritable(output, error) from error


NAMED = "advisories.json"
EXPORT_FORMAT = 3
AGAIN = "Export it again with `medward portfolio export`"


class Named(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `advisories.json` says: the format, and which sources may lack what their publishers offer."""

    format: int
    doubts: tuple[str, ...]


def is_export(folder: Path) -> bool:
    """Whether a folder holds a whole export of a database."""
    return (folder / NAMED).is_file()


def doubts(database: Path) -> tuple[str, ...]:
    """The sources of a database, or of its export, that failed or are incomplete, each as one sentence.

    Raises ProblemsError where it cannot be read.
    """
    if database.is_dir():
        return read_export(database).doubts
    with opened(database) as connection:
        return _doubts(connection)


def _doubts(connection: "DuckDBPyConnection") -> tuple[str, ...]:
    return tuple(f"{one.title}, {one.doubt}" for one in described(connection).sources if one.doubt)


def read_export(folder: Path) -> Named:
    """What an export says of itself. Raises ProblemsError where a folder holds none that this version reads."""
    try:
        found = msgspec.json.decode((folder / NAMED).read_bytes(), type=Named)
    except (OSError, msgspec.MsgspecError) as error:
        raise store.problem(folder, "unreadable", "this is no export of a database", AGAIN) from error
    if found.format != EXPORT_FORMAT:
        raise store.problem(folder, "format", "the export has another format than this version reads", AGAIN)
    return found


def show(connection: "DuckDBPyConnection", prefix: str) -> None:
    """Make the join tables of an open database visible: those that are put together are made once."""
    for name, select in SELECTS.items():
        kind = "table" if name in _PUT_TOGETHER else "view"
        connection.execute(f"create temp {kind} {prefix}{name} as {select}")


_PUT_TOGETHER = ("package", "record")
