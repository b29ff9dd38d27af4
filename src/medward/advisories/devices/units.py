# SPDX-License-Identifier: Apache-2.0
"""Reading a hospital's inventory from CSV.

UTF-8 with a header. Needed columns: `unit`, `manufacturer`, `model`; also read: `model_number`,
`software_version`, `manufactured`, `serial_number`, `udi_di`. Other columns are left alone. An empty cell means
that nothing is recorded. All problems are raised together; a unit id that stands twice is one, because an answer
could not be given back.
"""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from medward.advisories.devices.model import Unit
from medward.base.problems import Place, Problem, ProblemsError

MAX_BYTES = 512 * 1024 * 1024
MAX_UNITS = 2_000_000
MAX_CELL = 2_000
MAX_PROBLEMS = 1_000
NEEDED = ("unit", "manufacturer", "model")

CODES = {
    "units.advisories": "The advisories to hold against an inventory of units cannot be read, or there are none.",
    "units.columns": "A column that is needed is missing from an inventory of units.",
    "units.id": "A unit has no id, or has the id of another.",
    "units.row": "A row of an inventory of units has too many cells, or a cell that is too long.",
    "units.unreadable": "An inventory of units cannot be read.",
}
"""Every code that is reported where units are matched, with its meaning."""


def read_units(path: Path) -> tuple[Unit, ...]:
    """Read an inventory. Raises ProblemsError with every problem found."""
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise _refused(path.name, f"the file cannot be read: {error.strerror or error}") from error
    return parse_units(data, path.name)


def parse_units(data: bytes, name: str) -> tuple[Unit, ...]:
    """Read an inventory from bytes; `name` is what places call it. Raises ProblemsError."""
    if len(data) > MAX_BYTES:
        raise _refused(name, f"the file has more than the {MAX_BYTES:,} bytes allowed")
    try:
        reader = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
        return _units(reader, name)
    except UnicodeDecodeError as error:
        raise _refused(name, "the file is not UTF-8 text") from error
    except csv.Error as error:
        raise _refused(name, f"the file is not CSV: {error}") from error


def _units(reader: "csv.DictReader[str]", name: str) -> tuple[Unit, ...]:
    missing = [column for column in NEEDED if column not in (reader.fieldnames or ())]
    if missing:
        message = f"these columns are missing: {', '.join(missing)}"
        raise ProblemsError([Problem(Place(name, 1), "", "units.columns", message, "Name it in the first line")])
    units: list[Unit] = []
    problems: list[Problem] = []
    seen: set[str] = set()
    for row in reader:
        here = list(_problems(row, Place(name, reader.line_num), seen))
        problems += here
        if not here:
            units.append(_unit(row))
            seen.add(units[-1].id)
        if len(units) > MAX_UNITS or len(problems) >= MAX_PROBLEMS:
            break
    if len(units) > MAX_UNITS:
        raise _refused(name, f"the file has more than {MAX_UNITS:,} units")
    if problems:
        raise ProblemsError(problems)
    return tuple(units)


def _problems(row: dict[str, str], place: Place, seen: set[str]) -> Iterator[Problem]:
    cells = dict(row)
    if cells.pop(None, None):  # type: ignore[call-overload]  # DictReader puts surplus cells under None
        yield Problem(place, "", "units.row", "the row has more cells than the header", "Quote cells with commas")
    if any(len(cell or "") > MAX_CELL for cell in cells.values()):
        yield Problem(place, "", "units.row", f"a cell has more than {MAX_CELL:,} characters", "Shorten it")
    unit = (cells["unit"] or "").strip()
    if not unit:
        yield Problem(place, "unit", "units.id", "the unit has no id", "Give it one")
    elif unit in seen:
        yield Problem(place, "unit", "units.id", f"the id '{unit[:80]}' stands twice", "Give each unit its own")


def _unit(row: dict[str, str]) -> Unit:
    cell = {column: (text or "").strip() for column, text in row.items()}
    return Unit(
        id=cell["unit"],
        manufacturer=cell["manufacturer"],
        model=cell["model"],
        model_number=cell.get("model_number", ""),
        version=cell.get("software_version", ""),
        manufactured=cell.get("manufactured", ""),
        serial=cell.get("serial_number", ""),
        udi_di=cell.get("udi_di", ""),
    )


def _refused(name: str, message: str) -> ProblemsError:
    mend = "Save it as CSV in UTF-8, with one unit a line"
    return ProblemsError([Problem(Place(name), "", "units.unreadable", message, mend)])
