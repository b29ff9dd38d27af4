# SPDX-License-Identifier: Apache-2.0
"""LCOV's tracefile: coverage of lines and branches. Field names as in the manual page `geninfo(1)`.

- A record goes from `SF` to `end_of_record`; one that does not end was cut off, which is an error. Records of one
  file, as of several tests, are taken together: a line was run if it was in any of them.
- `LF`, `LH`, `BRF` and `BRH`, where a record states them, must be the counts of its `DA` and `BRDA` lines, if it
  has any. Where it has none, the stated counts are taken.
- It names neither a tool nor a time.
"""

from dataclasses import dataclass, field

from medward.testing.limits import MAX_TITLE
from medward.testing.measuring import differences, hold_limit, measured
from medward.testing.model import FileCoverage, Format, Report
from medward.testing.source import Source, clean, whole

_SUMS = {"LF": "lines", "LH": "lines_covered", "BRF": "branches", "BRH": "branches_covered"}


@dataclass(slots=True)
class _Record:
    """What is said of one file: lines and branches with whether they were run, and the stated sums."""

    lines: dict[str, bool] = field(default_factory=dict)
    branches: dict[str, bool] = field(default_factory=dict)
    stated: dict[str, int | None] = field(default_factory=dict)

    def counts(self) -> dict[str, int]:
        """The sums: found where there is something to count, else as stated."""
        found = {
            "lines": len(self.lines),
            "lines_covered": sum(self.lines.values()),
            "branches": len(self.branches),
            "branches_covered": sum(self.branches.values()),
        }
        stated = {key: number or 0 for key, number in self.stated.items()}
        told = {
            key: number for key, number in stated.items() if not (self.lines if "line" in key else self.branches)
        }
        return {**found, **told}

    def join(self, other: "_Record") -> None:
        """Take in another record of the same file."""
        for held, come in ((self.lines, other.lines), (self.branches, other.branches)):
            for key, ran in come.items():
                held[key] = held.get(key, False) or ran
        for key, number in other.stated.items():
            self.stated[key] = max(self.stated.get(key) or 0, number or 0)


def parse(source: Source) -> Report:
    """Read an LCOV tracefile. Raises ProblemsError for what is none."""
    files: dict[str, _Record] = {}
    broken: list[str] = []
    name, record = "", _Record()
    for number, line in enumerate(source.text_lines(), 1):
        key, _, value = line.strip().partition(":")
        if key == "SF":
            broken += _cut(name)
            name, record = clean(value, MAX_TITLE) or "file", _Record()
        elif key == "end_of_record" and name:
            broken += [f"{name}: {text}" for text in differences(record.stated, record.counts())]
            files.setdefault(name, _Record()).join(record)
            hold_limit(source, len(files))
            name = ""
        elif name:
            _take(record, key, value, source, number)
    broken += _cut(name)
    if not files and not broken:
        raise source.refusal("format", "this is no tracefile of LCOV: it has no record of a file (SF)")
    covered = [FileCoverage(name, **record.counts()) for name, record in files.items()]
    return measured(source, Format.LCOV, covered, broken)


def _cut(name: str) -> list[str]:
    return [f"the record of {name} has no end, so the report was cut off"] if name else []


def _take(record: _Record, key: str, value: str, source: Source, number: int) -> None:
    parts = value.split(",")
    if key == "DA":
        hits = whole(parts[1].removeprefix("-")) if len(parts) > 1 else None
        if hits is None:
            raise source.refusal("shape", "a DA line has no count", line=number)
        ran = hits > 0 and not parts[1].startswith("-")
        record.lines[parts[0]] = record.lines.get(parts[0], False) or ran
    elif key == "BRDA":
        branch = ",".join(parts[:-1])
        record.branches[branch] = record.branches.get(branch, False) or parts[-1].strip() not in {"-", "0"}
    elif key in _SUMS:
        if (stated := whole(value)) is None:
            raise source.refusal("shape", f"the sum {key} is no count", line=number)
        record.stated[_SUMS[key]] = stated
