# SPDX-License-Identifier: Apache-2.0
"""JSON Schemas that say what each field means, out of the docstrings of the classes that they were made from.

A class's docstring is a summary and, under `Attributes:`, one entry for each field. The summary stays with the
object; each entry goes to its property, with Python's `None`, `True` and `False` in JSON's words.

Every property is required, because a frozen value always has all of its fields. Others are allowed, because a
later version may add some: who reads the document ignores what it does not know.
"""

import re
from typing import Any

_SECTION = re.compile(r"\n\s*Attributes:\n")
_ENTRY = re.compile(r"^(\w+): (.*)$")
_CONSTANTS = {"None": "null", "True": "true", "False": "false"}
_CONSTANT = re.compile(r"\b(None|True|False)\b")


def describe(part: dict[str, Any]) -> dict[str, Any]:
    """One component as `msgspec.json.schema_components` gives it, with its descriptions where they belong."""
    if part.get("type") != "object":
        return part
    summary, fields = split_docstring(part.get("description", ""))
    properties = {name: _property(fields.get(name, ""), said) for name, said in part["properties"].items()}
    return {
        "title": part["title"],
        "description": summary,
        "type": "object",
        "properties": properties,
        "required": list(properties),
    }


def split_docstring(text: str) -> tuple[str, dict[str, str]]:
    """A Google-style docstring as its summary and what it says of each attribute, each on one line."""
    summary, *rest = _SECTION.split(text, maxsplit=1)
    fields: dict[str, list[str]] = {}
    lines = rest[0].splitlines() if rest else []
    depth = min((_indent(line) for line in lines if line.strip()), default=0)
    current: list[str] = []
    for line in lines:
        entry = _ENTRY.match(line.strip()) if _indent(line) == depth else None
        if entry:
            current = fields.setdefault(entry[1], [entry[2]])
        elif line.strip():
            current.append(line.strip())
    return _one_line(summary), {name: _one_line(" ".join(words)) for name, words in fields.items()}


def _property(description: str, said: dict[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in said.items() if key != "default"}
    return {"description": description, **kept} if description else kept


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _one_line(text: str) -> str:
    return _CONSTANT.sub(lambda match: _CONSTANTS[match[1]], " ".join(text.split()))
