# SPDX-License-Identifier: Apache-2.0
"""The database file: making one from staged rows, replacing the old one at once, opening it, describing it.

Rules:

- A new database is written beside the old one and renamed over it when it is complete, so that a build that fails,
  or is stopped, leaves the old one as it was.
- A file that is no advisory database, of another format, or without one of its tables and columns, is refused with
  one clear problem.
- Tables that are joined are stored sorted by package, so that their columns pack well and a reader can skip.
- DuckDB takes a tenth of a second to import, so it is imported when a database is opened and not before.
"""

import os
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from medward.advisories import rows
from medward.advisories.model import DatabaseInfo, Skipped, SourceInfo
from medward.advisories.staging import Staging
from medward.base.problems import Place, Problem, ProblemsError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

THREADS = 2
BUILD_MEMORY = "1GB"
READ_MEMORY = "1GB"

BUILD_AGAIN = "Build it again with `medward database build`"
_MAKE = """
create table about as select cast($format as integer) as format, $digest as digest;
create table source as from staged_source order by id;
create table skip as from staged_skip order by all;
create table vulnerability as from staged_vulnerability order by id;
create table package as from staged_package order by id;
create table exploited as from staged_exploited order by cve;
create table forecast as from staged_forecast order by cve;
create table advisory as
    from staged_advisory where id not in (select advisory from staged_superseded) order by id;
create table terms as from staged_terms order by id;
create table bridge as from (select distinct * from staged_bridge) order by purl, named, attributes;
create table deprecation as from (select distinct * from staged_deprecation) order by all;
-- of several copies of a record the last assessment holds, of one day the worst
create table assessment as
    select distinct on (cve) cve, exploitation, automatable, technical_impact, decided,
           min(kev_added) over (partition by cve) as kev_added
    from staged_assessment
    order by cve, decided desc nulls last, list_position(['active', 'poc', 'none'], exploitation) nulls last,
             automatable desc, technical_impact desc;

-- a record that was replaced by a later copy is no member of any vulnerability
create temp table member as from staged_member;
create table record as
    select staged.*, member.vulnerability from staged_record staged join member on member.record = staged.id
    order by staged.id;
create table statement as
    from staged_statement where record in (select record from member) order by package, record;
create table interval as
    from staged_interval where record in (select record from member) order by package, low, record;
create table version as
    from staged_version where record in (select record from member) order by package, key, version, record;
create table undecided as
    from staged_undecided where record in (select record from member) order by package, record, reason;
"""
_STAGED = (
    rows.Source,
    rows.Skip,
    rows.Vulnerability,
    rows.Package,
    rows.Exploited,
    rows.Member,
    rows.Record,
    rows.Statement,
    rows.Interval,
    rows.Version,
    rows.Undecided,
    rows.Terms,
    rows.Bridge,
    rows.Deprecation,
    rows.Assessment,
    rows.Forecast,
    rows.Advisory,
    rows.Superseded,
)
_STORED = tuple(row for row in _STAGED if row not in {rows.Member, rows.Superseded})
"""The tables that stay in a database, all but `about`."""


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A path to write to, which becomes `target` when the block ends well and is removed when it does not.

    Raises ProblemsError where the target's folder cannot be written.
    """
    with ExitStack() as stack:
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            beside = tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.")
            new = Path(stack.enter_context(beside)) / "new.duckdb"
        except OSError as error:
            raise unwritable(target, error) from error
        yield new
        _put(new, target)


def _put(new: Path, target: Path) -> None:
    """Rename the new file over the old one, when all of it is on the disk."""
    try:
        _sync(new)
        new.replace(target)
        _sync(target.parent)
    except OSError as error:
        raise unwritable(target, error) from error


def write(path: Path, staging: Staging, digest: str) -> None:
    """Make the database in a new file, of all rows that were staged. Raises ProblemsError on a full disk."""
    import duckdb

    connection = _connect(path, read_only=False, memory=BUILD_MEMORY)
    try:
        staging.show(connection, *_STAGED)
        for statement in connection.extract_statements(_MAKE):
            wanted = {"format": rows.FORMAT, "digest": digest} if statement.named_parameters else {}
            connection.execute(statement, wanted)
    except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
        raise unwritable(path, error) from error
    finally:
        connection.close()


@contextmanager
def opened(database: Path) -> Iterator["DuckDBPyConnection"]:
    """The database, to be read. Raises ProblemsError where the file is missing or no database of this format."""
    import duckdb

    if not database.is_file():
        raise _problem(
            database, "missing", "there is no advisory database", "Build it with `medward database build`"
        )
    try:
        connection = _connect(database, read_only=True, memory=READ_MEMORY)
    except duckdb.Error as error:
        message = "this is no advisory database, or one that cannot be read"
        raise _problem(database, "unreadable", message, BUILD_AGAIN) from error
    try:
        _refuse_other_format(database, connection)
        yield connection
    finally:
        connection.close()


def mark(database: Path, errors: Mapping[str, str]) -> None:
    """Note of sources, by title (`OSV PyPI`), why they were not renewed, unless a failure is noted already.

    The marked copy replaces the database at once; its content and digest stay. Raises ProblemsError.
    """
    import duckdb

    marks = [[error, title] for title, error in errors.items()]
    try:
        with replacing(database) as new:
            shutil.copyfile(database, new)
            connection = _connect(new, read_only=False, memory=READ_MEMORY)
            try:
                connection.executemany(
                    "update source set error = ? where trim(name || ' ' || part) = ? and failed is null", marks
                )
            finally:
                connection.close()
    except (OSError, duckdb.Error) as error:
        raise unwritable(database, error) from error


def info(database: Path) -> DatabaseInfo:
    """What a database holds. Raises ProblemsError where the file is missing or is no database of this format."""
    with opened(database) as connection:
        return described(connection)


def described(connection: "DuckDBPyConnection") -> DatabaseInfo:
    """What an open database holds."""
    skipped: dict[int | None, list[Skipped]] = {}
    for source, place, reason in connection.execute("from skip").fetchall():
        skipped.setdefault(source, []).append(Skipped(place, reason))
    sources = connection.execute("from source order by name, part").fetchall()
    number, digest = connection.execute("select format, digest from about").fetchall()[0]
    return DatabaseInfo(
        format=number,
        sources=tuple(_source(rows.Source(*values), tuple(skipped.get(values[0], ()))) for values in sources),
        skipped=tuple(skipped.get(None, ())),
        digest=digest,
        vulnerabilities=_count(connection, rows.Vulnerability),
        packages=_count(connection, rows.Package),
        ranges=_count(connection, rows.Interval),
        versions=_count(connection, rows.Version),
        known_exploited=_count(connection, rows.Exploited),
    )


def _source(row: rows.Source, skipped: tuple[Skipped, ...]) -> SourceInfo:
    return SourceInfo(
        name=row.name,
        part=row.part,
        records=row.records,
        withdrawn=row.withdrawn,
        undecided=row.undecided,
        unreadable=row.unreadable,
        commit_ranges=row.commit_ranges,
        skipped=skipped,
        newest=row.newest,
        licence=row.licence,
        digest=row.digest,
        edition=row.edition,
        fetched=_moment(row.fetched),
        failed=_moment(row.failed),
        error=row.error,
        complete=row.complete,
    )


def _moment(stored: object) -> datetime | None:
    """A moment as the database stores it."""
    return datetime.fromisoformat(stored) if isinstance(stored, str) else None


def _count(connection: "DuckDBPyConnection", row: type[rows.Row]) -> int:
    return int(connection.table(rows.table(row)).aggregate("count(*)").fetchall()[0][0])


def _refuse_other_format(database: Path, connection: "DuckDBPyConnection") -> None:
    import duckdb

    try:
        found = connection.execute("select format from about").fetchall()
    except duckdb.Error as error:
        raise _problem(database, "unreadable", "this is no advisory database", BUILD_AGAIN) from error
    if found != [(rows.FORMAT,)]:
        message = f"the database has another format than the {rows.FORMAT} that this version reads"
        raise _problem(database, "format", message, BUILD_AGAIN)
    if lacking := _lacking(connection):
        message = f"the database is damaged: it lacks {lacking}"
        raise _problem(database, "unreadable", message, BUILD_AGAIN)


def _lacking(connection: "DuckDBPyConnection") -> str:
    """The first table or column of this format that the database has not; empty where it has all."""
    found: dict[str, set[str]] = defaultdict(set)
    for table, column in connection.execute("select table_name, column_name from duckdb_columns()").fetchall():
        found[table].add(column)
    for row in _STORED:
        name = rows.table(row)
        if name not in found:
            return f"the table {name}"
        if missing := sorted(rows.columns(row).keys() - found[name]):
            return f"the column {missing[0]} of the table {name}"
    return ""


def unwritable(target: Path, error: Exception) -> ProblemsError:
    """The problem of a database that cannot be written, to be raised."""
    said = error.strerror if isinstance(error, OSError) and error.strerror else str(error).partition("\n")[0]
    message = f"the database cannot be written: {said}"
    return _problem(target, "unwritable", message, "Choose a folder that you may write to and that has room")


def _problem(database: Path, code: str, message: str, mend: str) -> ProblemsError:
    return ProblemsError([Problem(Place(str(database)), "", f"database.{code}", message, mend)])


def _sync(path: Path) -> None:
    """Bring a file, or the names in a folder, to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _connect(path: Path, *, read_only: bool, memory: str) -> "DuckDBPyConnection":
    import duckdb

    return duckdb.connect(
        str(path),
        read_only=read_only,
        config={
            "threads": THREADS,
            "memory_limit": memory,
            "temp_directory": tempfile.gettempdir(),
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
        },
    )
