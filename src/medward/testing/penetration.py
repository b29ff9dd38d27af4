# SPDX-License-Identifier: Apache-2.0
"""Findings of a penetration test in CSV: a table that a tester can write in any spreadsheet.

UTF-8, comma-separated, with a header. One row for each finding:

| column | | what stands in it |
|---|---|---|
| `id` | needed | the tester's own id of the finding, the same in a re-test |
| `title` | needed | what is wrong |
| `severity` | needed | `critical`, `high`, `medium`, `low` or `info` |
| `status` | needed | `open`, `fixed` (a re-test showed it) or `false_positive` |
| `tester` | needed | who tested, and for whom |
| `date` | needed | day on which it was found or tested again, `2026-02-03` |
| `where` | | interface, address, file or function; several parted by `;` |
| `cwe` | | weaknesses: `CWE-307`, several parted by `;` |
| `description` | | what was seen |

Other columns are left alone. Every bad row is told with line, column and mend, and nothing is taken from the file
then. An `open` finding of any severity but `info` fails the test. A table without a row is `unknown`: it does not
show that anybody tested. A test that found nothing says so with one row of the severity `info`.
"""

import csv
import io
from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from medward.base.problems import Place, Problem, ProblemsError
from medward.testing.limits import MAX_CELL, MAX_COLUMNS, MAX_ITEMS, MAX_PLACES, MAX_PROBLEMS, MAX_TEXT, MAX_TITLE
from medward.testing.model import Finding, Format, Outcome, Report
from medward.testing.source import Source, clean, cwes

NEEDED = ("id", "title", "severity", "status", "tester", "date")
COLUMNS = (*NEEDED, "where", "cwe", "description")
SEVERITIES = ("critical", "high", "medium", "low", "info")
STATUSES = ("open", "fixed", "false_positive")
_SAVE = "Save it as CSV in UTF-8, with a comma between cells"
_SURPLUS = "\0surplus"


def is_penetration(data: bytes) -> bool:
    """Whether the first line of a text has the columns of such a table."""
    header = data.partition(b"\n")[0].decode("utf-8", "replace")
    return {"id", "severity", "status"} <= {cell.strip(' "\r') for cell in header.split(",")}


def parse(source: Source) -> Report:
    """Read a table of findings. Raises ProblemsError with every bad row."""
    try:
        text = source.data.decode("utf-8")
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True, restkey=_SURPLUS, restval="")
        rows = _rows(reader, source)
    except UnicodeDecodeError as error:
        line = source.line(error.start)
        raise source.refusal("encoding", "the table is not UTF-8 text", _SAVE, line=line) from error
    except csv.Error as error:
        raise source.refusal("syntax", f"the table is not CSV: {error}", _SAVE) from error
    return _report(rows, source)


def _rows(reader: "csv.DictReader[str]", source: Source) -> list[dict[str, str]]:
    header = [name.strip() for name in reader.fieldnames or ()]
    reader.fieldnames = header
    _hold_columns(header, source)
    rows: list[dict[str, str]] = []
    problems: list[Problem] = []
    seen: set[str] = set()
    for row in reader:
        problems += _problems(row, Place(source.name, reader.line_num), header, seen)
        rows.append({key: row[key].strip() for key in COLUMNS if key in row})
        if len(rows) > MAX_ITEMS:
            raise source.refusal("size", f"the table has more than the {MAX_ITEMS:,} rows allowed")
        if len(problems) >= MAX_PROBLEMS:
            break
    if problems:
        raise ProblemsError(problems[:MAX_PROBLEMS])
    return rows


def _hold_columns(header: list[str], source: Source) -> None:
    if len(header) > MAX_COLUMNS:
        message = f"the table has more than the {MAX_COLUMNS} columns allowed"
        raise source.refusal("size", message, "Keep the columns that are read", line=1)
    if missing := [name for name in NEEDED if name not in header]:
        message = f"these columns are missing: {', '.join(missing)}"
        raise source.refusal("columns", message, "Name them in the first line", line=1)
    if twice := sorted({name for name in header if header.count(name) > 1 and name in COLUMNS}):
        message = f"these columns stand twice: {', '.join(twice)}"
        raise source.refusal("columns", message, "Keep one of each", line=1)


def _problems(row: dict[str, str], place: Place, header: list[str], seen: set[str]) -> Iterator[Problem]:
    if row.pop(_SURPLUS, None):
        message = "the row has more cells than the header"
        yield Problem(place, "", "testing.row", message, "Put cells that hold commas in double quotes")
    for number, key in enumerate(header, 1):
        at = Place(place.file, place.line, number)
        if len(row[key]) > MAX_CELL:
            message = f"the cell has more than {MAX_CELL:,} characters"
            yield Problem(at, key[:80], "testing.row", message, "Shorten it, and refer to the report")
        elif key in COLUMNS and (wrong := _wrong(key, row[key].strip())):
            yield Problem(at, key, "testing.cell", *wrong)
    name = row["id"].strip()
    if name in seen:
        message = f"the id '{clean(name, 80)}' stands twice"
        yield Problem(place, "id", "testing.duplicate", message, "Give each finding its own id")
    seen.add(name)


def _wrong(key: str, cell: str) -> tuple[str, str] | None:
    """What is wrong with a cell and what mends it; None where it is good."""
    shown = clean(cell, 80)
    if key in NEEDED and not cell:
        return f"the cell '{key}' is empty", "Fill it in"
    for name, words in (("severity", SEVERITIES), ("status", STATUSES)):
        if key == name and cell not in words:
            return f"'{shown}' is no {name}", f"Write one of: {', '.join(words)}"
    if key == "date" and _day(cell) is None:
        return f"'{shown}' is no day", "Write year-month-day: 2026-02-03"
    if key == "cwe" and len(cwes((cell,))) != len([one for one in cell.split(";") if one.strip()]):
        return (
            f"'{shown}' is no list of weaknesses",
            "Write CWE and the number, parted by a semicolon: CWE-307;CWE-79",
        )
    return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _report(rows: list[dict[str, str]], source: Source) -> Report:
    days = sorted(day for row in rows if (day := _day(row["date"])))
    counting = [row for row in rows if row["status"] == "open" and row["severity"] != "info"]
    false = [row for row in rows if row["status"] == "false_positive"]
    outcome, reasons = _outcome(rows, counting)
    testers = dict.fromkeys(clean(row["tester"], MAX_TITLE) for row in rows)
    return Report(
        format=Format.PENTEST,
        digest=source.digest,
        outcome=outcome,
        reasons=reasons,
        tool=clean("; ".join(testers), MAX_TITLE),
        started=_midnight(days[0]) if days else None,
        ended=_midnight(days[-1]) if days else None,
        counts={
            "findings": len(rows),
            **{status: sum(row["status"] == status for row in rows) for status in STATUSES},
            **{severity: sum(row["severity"] == severity for row in counting) for severity in SEVERITIES[:-1]},
        },
        findings=_findings(counting),
        suppressed=_findings(false),
        ran=frozenset(clean(row["id"], MAX_TITLE) for row in rows),
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _findings(rows: list[dict[str, str]]) -> tuple[Finding, ...]:
    worst_first = sorted(rows, key=lambda row: (SEVERITIES.index(row["severity"]), row["id"]))
    return tuple(
        Finding(
            key=clean(row["id"], MAX_TITLE),
            title=clean(row["title"], MAX_TITLE),
            severity=row["severity"],
            text=clean(row.get("description"), MAX_TEXT),
            cwe=cwes((row.get("cwe", ""),)),
            places=tuple(filter(None, (clean(one, MAX_TITLE) for one in row.get("where", "").split(";"))))[
                :MAX_PLACES
            ],
            suppressed="a false positive, as the tester says" if row["status"] == "false_positive" else "",
        )
        for row in worst_first
    )


def _outcome(rows: list[dict[str, str]], counting: list[dict[str, str]]) -> tuple[Outcome, tuple[str, ...]]:
    if counting:
        return Outcome.FAILED, (f"{len(counting)} of {len(rows)} findings are open",)
    if not rows:
        return Outcome.UNKNOWN, ("the table has no row, so it does not show that anybody tested",)
    return Outcome.PASSED, (f"none of {len(rows)} findings is open, but for information",)
