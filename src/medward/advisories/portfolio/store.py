# SPDX-License-Identifier: Apache-2.0
"""The folder of a portfolio: opening one, and replacing one at once.

A folder holds `portfolio.json`, which names the format and the subfolder of its tables, and that subfolder. A new
portfolio is written to a subfolder of its own, and holds from the moment in which `portfolio.json` names it: who
reads sees the old one or the new one, and a build that is stopped leaves the old one. Then the old tables go.

A folder that holds anything else is refused, so that a wrong word on the command line deletes nothing.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from medward.advisories.portfolio.tables import FORMAT
from medward.base.files import sync_folder, write_atomically
from medward.base.problems import Place, Problem, ProblemsError

NAMED = "portfolio.json"
PREFIX = "tables-"
MAX_NAMED = 10_000
AGAIN = "Build it again with `medward portfolio build`"


class Named(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `portfolio.json` says."""

    format: int
    tables: str


def tables(portfolio: Path) -> Path:
    """The folder of a portfolio's tables. Raises ProblemsError where there is none that this version reads."""
    named = _named(portfolio)
    if named is None:
        raise problem(portfolio, "missing", "there is no portfolio", "Build it with `medward portfolio build`")
    if named.format != FORMAT:
        message = f"the portfolio has another format than the {FORMAT} that this version reads"
        raise problem(portfolio, "format", message, AGAIN)
    folder = portfolio / named.tables
    if not named.tables.startswith(PREFIX) or Path(named.tables).name != named.tables or not folder.is_dir():
        raise problem(portfolio, "unreadable", "the tables of the portfolio are missing", AGAIN)
    return folder


def is_portfolio(path: Path) -> bool:
    """Whether a folder holds a portfolio, of whatever format."""
    return (path / NAMED).is_file()


def old_tables(portfolio: Path) -> Path | None:
    """The tables of a portfolio that can be read, to be built upon; None where there are none, or of old format.

    Raises ProblemsError where the folder holds something else.
    """
    if not is_portfolio(portfolio):
        if portfolio.exists() and (not portfolio.is_dir() or any(portfolio.iterdir())):
            message = "this is no portfolio, and it is not empty"
            raise problem(portfolio, "foreign", message, "Name a new folder, or that of a portfolio")
        return None
    named = _named(portfolio)
    return tables(portfolio) if named is not None and named.format == FORMAT else None


@contextmanager
def replacing(portfolio: Path) -> Iterator[Path]:
    """A folder for new tables, which hold when the block ends well, and are removed when it does not.

    Raises ProblemsError where the folder cannot be written.
    """
    try:
        portfolio.mkdir(parents=True, exist_ok=True)
        new = Path(tempfile.mkdtemp(dir=portfolio, prefix=PREFIX))
    except OSError as error:
        raise unwritable(portfolio, error) from error
    try:
        yield new
        sync_folder(new)
        write_atomically(portfolio / NAMED, msgspec.json.encode(Named(FORMAT, new.name)))
    except OSError as error:
        shutil.rmtree(new, ignore_errors=True)
        raise unwritable(portfolio, error) from error
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    for other in portfolio.glob(f"{PREFIX}*"):
        if other != new:
            shutil.rmtree(other, ignore_errors=True)


def problem(path: Path, code: str, message: str, mend: str) -> ProblemsError:
    """A problem of a portfolio, to be raised."""
    return ProblemsError([Problem(Place(str(path)), "", f"portfolio.{code}", message, mend)])


def unwritable(path: Path, error: Exception) -> ProblemsError:
    """The problem of a folder that cannot be written, to be raised."""
    said = error.strerror if isinstance(error, OSError) and error.strerror else str(error).partition("\n")[0]
    mend = "Choose a folder that you may write to and that has room"
    return problem(path, "unwritable", f"it cannot be written: {said}", mend)


def damaged(folder: Path, what: str, mend: str) -> ProblemsError:
    """The problem of a table that is missing or cannot be read, to be raised."""
    return problem(folder, "unreadable", f"{what} is missing or damaged", mend)


def _named(portfolio: Path) -> Named | None:
    try:
        with (portfolio / NAMED).open("rb") as stream:
            return msgspec.json.decode(stream.read(MAX_NAMED), type=Named)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise problem(portfolio, "unreadable", f"it cannot be read: {error.strerror}", AGAIN) from error
    except msgspec.MsgspecError as error:
        raise problem(portfolio, "unreadable", f"{NAMED} cannot be read", AGAIN) from error
