# SPDX-License-Identifier: Apache-2.0
"""JSON as a document whose places are paths of keys; JSON that is machine-made has no lines worth naming.

Refused are repeated keys, numbers that JSON does not have, nesting beyond `MAX_DEPTH` and more than `MAX_VALUES`
values. What is not JSON at all is told with its line.
"""

import json
from typing import NoReturn

from medward.base.yamltext import Document, Spot, Value
from medward.threats.exchange.source import MAX_DEPTH, MAX_VALUES, Source

_DIGITS = 18


def parse(source: Source) -> Document:
    """The values of one JSON file. Raises ProblemsError."""
    _refuse_swarm(source)
    try:
        value: Value = json.loads(
            source.data.decode(), object_pairs_hook=_once, parse_constant=_constant, parse_int=_integer
        )
    except UnicodeDecodeError as error:
        line = source.data.count(b"\n", 0, error.start) + 1
        raise source.refusal("encoding", "the file is not UTF-8 text", "Save it as UTF-8", line=line) from error
    except json.JSONDecodeError as error:
        raise source.refusal("syntax", f"this is not JSON: {error.msg}", line=error.lineno) from error
    except RecursionError as error:
        raise source.refusal("depth", f"nested deeper than {MAX_DEPTH} levels") from error
    except ValueError as error:
        raise source.refusal("shape", str(error)) from error
    return Document(source.name, value, Spot(None), _counted(value, source))


def _refuse_swarm(source: Source) -> None:
    """Each value but the first follows one of these: so few values are known of before memory is spent."""
    if sum(map(source.data.count, (b",", b"[", b"{", b":"))) > 4 * MAX_VALUES:
        raise _swarm(source)


def _swarm(source: Source) -> Exception:
    message = f"the file holds more than {MAX_VALUES:,} values"
    return source.refusal("size", message, "Split the model, one file for each diagram")


def _once(pairs: list[tuple[str, Value]]) -> dict[str, Value]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the key '{twice[:100]}' stands twice in one object")
    return found


def _constant(said: str) -> NoReturn:
    raise ValueError(f"'{said}' is no number of JSON")


def _integer(said: str) -> int | float:
    """An integer; one of absurd length as the floating number that is nearest, which may be infinite."""
    return int(said) if len(said) <= _DIGITS else float(said)


def _counted(value: Value, source: Source) -> int:
    """How many values there are. Raises ProblemsError beyond the limits."""
    level: list[Value] = [value]
    values = depth = 0
    while level:
        values, depth = values + len(level), depth + 1
        if values > MAX_VALUES:
            raise _swarm(source)
        if depth > MAX_DEPTH:
            raise source.refusal("depth", f"nested deeper than {MAX_DEPTH} levels")
        level = [inner for outer in level for inner in _inside(outer)]
    return values


def _inside(value: Value) -> list[Value]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
