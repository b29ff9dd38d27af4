# SPDX-License-Identifier: Apache-2.0
"""The house rules that no general linter knows, as one program: `make lint` runs it.

Rules (each with the reason that its message gives):

- `spdx`: a file opens with its licence line and nothing longer.
- `docstring`: a module states its contract.
- `length`: no module over 500 lines; one rule, one room.
- `broad-except`: no `except Exception`, `except BaseException` or bare `except` without a comment that says why.
- `naive-time`: no `now()`, `utcnow()`, `today()` or `fromtimestamp()` without a time zone; and none at all
  in the engines, which are handed their date.
- `eval`: no `eval`, `exec`, `pickle`, `marshal` or `yaml.load`; foreign data are never run.
- `name`: no module called `utils`, `helpers`, `common` or `misc`; a room has a name that says what is in it.
- `network`: no module for the network in the engines; a source reader that may use it is named here.
- `later`: nothing left for later in the source.
"""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("src", "tests", "tools", "bench")
MAX_LINES = 500
SPDX = "# SPDX-License-Identifier: Apache-2.0"
VAGUE = {"utils", "util", "helpers", "common", "misc"}
CLOCK_CALLS = {"now", "utcnow", "today", "fromtimestamp", "utcfromtimestamp"}
CLOCK_OWNERS = {"datetime", "date", "dt.datetime", "dt.date", "datetime.datetime", "datetime.date"}
CLOCK_ALLOWED = ("src/medward/cli/", "src/medward_server/", "src/medward_agent/", "tools/", "tests/", "bench/")
FOREIGN_CODE = {"eval", "exec", "pickle.load", "pickle.loads", "marshal.loads", "yaml.load", "yaml.unsafe_load"}
NETWORK = {
    "socket",
    "ssl",
    "http.client",
    "http.server",
    "urllib.request",
    "ftplib",
    "smtplib",
    "asyncio",
    "urllib3",
}
NETWORK_ALLOWED = (
    "src/medward/advisories/sync/",
    "src/medward_server/",
    "src/medward_agent/",
    "tools/",
    "tests/",
    "bench/",
)
LATER = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")


@dataclass(frozen=True, slots=True, order=True)
class Breach:
    """One broken house rule."""

    file: str
    line: int
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.rule}: {self.message}"


def check(source: str, file: str) -> list[Breach]:
    """Every breach in one module; `file` is its path from the root of the repository."""
    lines = source.splitlines()
    tree = ast.parse(source, file)
    found = [*_of_file(tree, lines, file), *_of_lines(lines, file)]
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler):
            found.extend(_of_handler(node, lines, file))
        elif isinstance(node, ast.Call):
            found.extend(_of_call(node, file))
        elif isinstance(node, ast.Import | ast.ImportFrom):
            found.extend(_of_import(node, file))
    return sorted(found)


def _of_file(tree: ast.Module, lines: list[str], file: str) -> Iterator[Breach]:
    if not lines or lines[0] != SPDX:
        yield Breach(file, 1, "spdx", f"the first line must be '{SPDX}'")
    if not ast.get_docstring(tree) and file.startswith(("src/", "tools/", "bench/")):
        yield Breach(file, 1, "docstring", "a module's docstring states its contract")
    if len(lines) > MAX_LINES:
        yield Breach(file, MAX_LINES, "length", f"{len(lines)} lines, more than {MAX_LINES}: one rule, one room")
    if Path(file).stem in VAGUE:
        yield Breach(file, 1, "name", "name the module for what is in it")


def _of_lines(lines: list[str], file: str) -> Iterator[Breach]:
    if not file.startswith("src/"):
        return
    for number, line in enumerate(lines, 1):
        if LATER.search(line):
            yield Breach(file, number, "later", "do it now, or write down in an issue why not")


def _of_handler(node: ast.ExceptHandler, lines: list[str], file: str) -> Iterator[Breach]:
    broad = node.type is None or (
        isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"}
    )
    reraised = any(isinstance(inner, ast.Raise) and inner.exc is None for inner in ast.walk(node))
    if broad and not reraised and "#" not in lines[node.lineno - 1]:
        yield Breach(file, node.lineno, "broad-except", "name the errors, or say on this line why all are caught")


def _of_call(node: ast.Call, file: str) -> Iterator[Breach]:
    name = ast.unparse(node.func)
    if name in FOREIGN_CODE:
        yield Breach(file, node.lineno, "eval", f"'{name}' runs foreign data")
    owner, _, method = name.rpartition(".")
    if owner not in CLOCK_OWNERS or method not in CLOCK_CALLS:
        return
    if not file.startswith(CLOCK_ALLOWED):
        yield Breach(file, node.lineno, "naive-time", "an engine is handed its date and never reads the clock")
    elif method in {"utcnow", "utcfromtimestamp", "today"} or not (node.args or node.keywords):
        yield Breach(file, node.lineno, "naive-time", "use datetime.now(UTC)")


def _of_import(node: ast.Import | ast.ImportFrom, file: str) -> Iterator[Breach]:
    module = node.module if isinstance(node, ast.ImportFrom) else None
    names = {module} | {f"{module}.{alias.name}" for alias in node.names} if module else set()
    names |= {alias.name for alias in node.names} if isinstance(node, ast.Import) else set()
    found = sorted(NETWORK.intersection(name for name in names if name))
    if found and not file.startswith(NETWORK_ALLOWED):
        yield Breach(file, node.lineno, "network", f"an engine does not use the network: '{found[0]}'")


def main() -> int:
    """Check every module; print the breaches. Returns 1 if there is one."""
    files = sorted(
        path for folder in SOURCES for path in (ROOT / folder).rglob("*.py") if ".venv" not in path.parts
    )
    breaches = [
        breach
        for path in files
        for breach in check(path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix())
    ]
    for breach in breaches:
        print(breach)
    print(f"House rules: {len(files)} modules, {len(breaches)} breaches")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
