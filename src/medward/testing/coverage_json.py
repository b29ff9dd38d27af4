# SPDX-License-Identifier: Apache-2.0
"""The JSON of coverage.py: totals of each file and of all. Those of all must be the sums of the files'."""

from typing import Annotated, TypeAlias

import msgspec

from medward.testing.jsontext import decode
from medward.testing.limits import MAX_NUMBER, MAX_TITLE
from medward.testing.measuring import differences, measured, totals
from medward.testing.model import FileCoverage, Format, Report
from medward.testing.source import Source, clean, moment

Count: TypeAlias = Annotated[int, msgspec.Meta(ge=0, le=MAX_NUMBER)]


class _Meta(msgspec.Struct, gc=False):
    version: str | None = None
    timestamp: str | None = None


class _Summary(msgspec.Struct, gc=False):
    num_statements: Count
    covered_lines: Count
    num_branches: Count = 0
    covered_branches: Count = 0


class _File(msgspec.Struct, gc=False):
    summary: _Summary


class _Document(msgspec.Struct, gc=False):
    meta: _Meta
    files: dict[str, _File]
    totals: _Summary


_DOCUMENT: msgspec.json.Decoder[_Document] = msgspec.json.Decoder(_Document)


def parse(source: Source) -> Report:
    """Read the JSON of coverage.py. Raises ProblemsError for what is none."""
    document = decode(_DOCUMENT, source)
    files = [_covered(name, one.summary) for name, one in document.files.items()]
    all_of_it = _covered("", document.totals)
    stated = {key: number for key, number in totals([all_of_it]).items() if key != "files"}
    return measured(
        source,
        Format.COVERAGE_PY,
        files,
        differences(stated, totals(files)),
        tool="coverage.py",
        version=clean(document.meta.version, 40),
        time=moment(document.meta.timestamp),
    )


def _covered(name: str, said: _Summary) -> FileCoverage:
    return FileCoverage(
        clean(name, MAX_TITLE), said.num_statements, said.covered_lines, said.num_branches, said.covered_branches
    )
