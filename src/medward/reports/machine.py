# SPDX-License-Identifier: Apache-2.0
"""The assessment as one JSON document for programs, and its published JSON Schema.

Rules:

- The document is the `Assessment` itself, field for field, with the id of its schema, the version of Medward and
  the counts of its verdicts in front. Nothing is left out and nothing is worded anew.
- The same assessment gives the same bytes: UTF-8, two spaces, fields in the order of the model, days as
  `YYYY-MM-DD`.
- The schema is made from the model, so that the two cannot part; what a field means comes from its docstring.
- Within a version of the schema fields are only added; one that goes or changes its meaning makes a new version.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from medward import __version__
from medward.compliance.model import Assessment
from medward.reports.described import describe
from medward.reports.tally import Tally, of_framework

SCHEMA_ID = "urn:medward:schema:check:1"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many verdicts of one framework have which status.

    Attributes:
        framework: id of the pack.
        met: requirements that are met.
        not_met: requirements that are not met.
        unknown: requirements that could not be decided.
        error: requirements whose check broke.
        not_applicable: requirements that do not apply.
    """

    framework: str
    met: int
    not_met: int
    unknown: int
    error: int
    not_applicable: int


@dataclass(frozen=True, slots=True)
class CheckDocument:
    """What `medward check --format json` writes.

    Attributes:
        schema: id of the schema that this document keeps.
        medward: version of Medward that made it.
        counts: verdicts by status, one for each framework.
        assessment: everything that was found out.
    """

    schema: str
    medward: str
    counts: tuple[Counts, ...]
    assessment: Assessment


def render(assessment: Assessment) -> bytes:
    """The document as UTF-8 JSON, with a line feed at its end."""
    counts = tuple(_counts(framework.id, of_framework(framework)) for framework in assessment.frameworks)
    document = CheckDocument(SCHEMA_ID, __version__, counts, assessment)
    try:
        packed = msgspec.json.encode(document)
    except UnicodeEncodeError:
        packed = msgspec.json.encode(_encodable(msgspec.to_builtins(document)))
    return msgspec.json.format(packed, indent=2) + b"\n"


def schema() -> bytes:
    """The JSON Schema of the document, as it is published, with a line feed at its end."""
    (root,), parts = msgspec.json.schema_components([CheckDocument], ref_template="#/$defs/{name}")
    head = {"$schema": DIALECT, "$id": SCHEMA_ID, "title": "medward check, version 1", **root}
    definitions = {name: describe(part) for name, part in sorted(parts.items())}
    definitions["CheckDocument"]["properties"]["schema"]["const"] = SCHEMA_ID
    return msgspec.json.format(msgspec.json.encode({**head, "$defs": definitions}), indent=2) + b"\n"


def _counts(framework: str, tally: Tally) -> Counts:
    return Counts(framework=framework, **{share.status.value: share.count for share in tally.shares})


def _encodable(value: object) -> object:
    """A value without halves of surrogate pairs, which file names may hold and UTF-8 cannot say."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, Mapping):
        return {key: _encodable(item) for key, item in value.items()}
    return [_encodable(item) for item in value] if isinstance(value, list | tuple) else value
