# SPDX-License-Identifier: Apache-2.0
"""Reading a report of a tool, by its content or as the format that is named. A file's name says nothing.

Refused, each with its own reason: packed files, UTF-16 and binary content, what is beyond
`medward.testing.limits`, XML with declarations, and what is none of the formats. Nothing is fetched and nothing
is run.
"""

import os
import re
from pathlib import Path

from medward.base.canonical import digest_bytes
from medward.testing.fuzzing import is_afl, is_libfuzzer
from medward.testing.limits import MAX_BYTES
from medward.testing.model import Format, Report
from medward.testing.penetration import is_penetration
from medward.testing.source import Source, refusal

_INK = re.compile(rb"\S")
_ROOT = re.compile(rb"<(?:[\w.-]{1,50}:)?(testsuites|testsuite|coverage)[\s>/]")
_EXPORT = (
    "Read are SARIF 2.1.0, JUnit XML, Cobertura XML, LCOV, coverage.py JSON, libFuzzer logs, AFL++ fuzzer_stats, "
)
_EXPORT += "and findings of a penetration test in CSV"


def read(path: Path, form: Format | None = None) -> Report:
    """Read the report in a file, as `form` or as what it is. Raises ProblemsError where it cannot be read."""
    return parse(content(path), path.name, form)


def content(path: Path) -> bytes:
    """The bytes of a report. Raises ProblemsError where they cannot be read, or are too many."""
    try:
        with path.open("rb") as stream:
            # A pipe or a device tells no size, so that the reading is bound as well.
            large = os.fstat(stream.fileno()).st_size > MAX_BYTES
            data = b"" if large else stream.read(MAX_BYTES + 1)
    except OSError as error:
        message = f"the report cannot be read: {error.strerror}"
        mend = "Check that it is a file, that it exists and that you may read it"
        raise refusal(path.name, "unreadable", message, mend) from error
    if large or len(data) > MAX_BYTES:
        raise _too_large(path.name)
    return data


def parse(data: bytes, name: str, form: Format | None = None) -> Report:
    """Read a report from bytes; `name` is what problems call it. Raises ProblemsError."""
    if len(data) > MAX_BYTES:
        raise _too_large(name)
    source = Source(name, data.removeprefix(b"\xef\xbb\xbf"), digest_bytes(data))
    _refuse_no_text(source)
    return _parse_as(form or detect(source), source)


def detect(source: Source) -> Format:
    """The format of a report. Raises ProblemsError where it is none that is read."""
    data = source.data
    first = data.lstrip()[:1]
    if first == b"<" and (root := _ROOT.search(data)):
        return Format.COBERTURA if root[1] == b"coverage" else Format.JUNIT
    if first == b"{":
        if b'"runs"' in data:
            return Format.SARIF
        if b'"meta"' in data and b'"totals"' in data:
            return Format.COVERAGE_PY
    for known, form in (
        (re.search(rb"^SF:", data, re.MULTILINE) is not None, Format.LCOV),
        (is_afl(data), Format.AFL),
        (is_penetration(data), Format.PENTEST),
        (is_libfuzzer(data), Format.LIBFUZZER),
    ):
        if known and first not in b"<{":
            return form
    raise source.refusal("format", "this is no report of a known format", _EXPORT)


def _parse_as(form: Format, source: Source) -> Report:
    from medward.testing import cobertura, coverage_json, fuzzing, junit, lcov, penetration, sarif

    readers = {
        Format.SARIF: sarif.parse,
        Format.JUNIT: junit.parse,
        Format.COBERTURA: cobertura.parse,
        Format.LCOV: lcov.parse,
        Format.COVERAGE_PY: coverage_json.parse,
        Format.LIBFUZZER: fuzzing.parse_libfuzzer,
        Format.AFL: fuzzing.parse_afl,
        Format.PENTEST: penetration.parse,
    }
    return readers[form](source)


def _refuse_no_text(source: Source) -> None:
    if not _INK.search(source.data):
        raise source.refusal("empty", "the report is empty")
    if source.data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise source.refusal("encoding", "the report is UTF-16 text", "Save it as UTF-8")
    if (zero := source.data.find(b"\x00")) >= 0:
        message = f"the report is no text, or is packed: byte {zero + 1} is zero"
        raise source.refusal("binary", message, "Unpack it, and name the report", line=source.line(zero))


def _too_large(name: str) -> Exception:
    return refusal(name, "size", f"the report has more than the {MAX_BYTES:,} bytes allowed", "Split the run")
