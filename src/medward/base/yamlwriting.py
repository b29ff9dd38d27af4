# SPDX-License-Identifier: Apache-2.0
"""YAML that people read and every reader reads alike, whether it follows YAML 1.1 or 1.2.

- Block style; text is folded at `WIDTH`, text of several lines keeps its lines; short lists of words stand in
  brackets.
- Text that a reader could take for anything else (`no`, `1.10`, `0o17`, `12:30`, a date) stands in double quotes,
  and so does every text with a character that an editor would hide: those are written as escapes.
- The order of keys is kept; the same value always gives the same bytes.

`yamltext.parse(write(value))` gives the value again.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from medward.base.canonical import Json

WIDTH = 100
INDENT = "  "

_WORDS_OF_YAML = frozenset({"y", "yes", "n", "no", "on", "off", "true", "false", "null"})
_PLAIN = re.compile(r"[^\W\d_](?:[\w ./()+@;=*<>%$!?'&,-]|:(?=\S)|(?<=\S)#)*")
_IN_BRACKETS = re.compile(r"[^\W\d_][\w./@+-]*")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
_BYTE, _BASIC_PLANE = 0xFF, 0xFFFF


def write(value: Mapping[str, Json]) -> str:
    """A mapping as the text of one YAML file."""
    return "".join(f"{line}\n" for line in _mapping(value, ""))


def _mapping(value: Mapping[str, Json], indent: str) -> Iterator[str]:
    for key, inner in value.items():
        yield from _after(f"{indent}{_quoted_or_plain(key)}:", inner, indent)


def _after(head: str, value: Json, indent: str) -> Iterator[str]:
    """A value behind its key: on the same line where it fits, else below it."""
    deeper = indent + INDENT
    if isinstance(value, Mapping) and value:
        yield head
        yield from _mapping(value, deeper)
    elif isinstance(value, Sequence) and not isinstance(value, str) and value:
        yield from _list(head, value, deeper)
    elif isinstance(value, str):
        yield from _text(head, value, deeper)
    else:
        yield f"{head} {_alone(value)}"


def _list(head: str, values: Sequence[Json], indent: str) -> Iterator[str]:
    if all(isinstance(value, str) and len(value) < WIDTH for value in values):
        line = f"{head} [{', '.join(_in_brackets(str(value)) for value in values)}]"
        if len(line) <= WIDTH:
            yield line
            return
    yield head
    for value in values:
        yield from _item(value, indent)


def _item(value: Json, indent: str) -> Iterator[str]:
    if isinstance(value, Mapping) and value:
        first, *rest = _mapping(value, indent + INDENT)
        yield f"{indent}- {first[len(indent) + len(INDENT) :]}"
        yield from rest
    else:
        yield from _after(f"{indent}-", value, indent)


def _text(head: str, text: str, indent: str) -> Iterator[str]:
    plain = _quoted_or_plain(text)
    lines = text.split("\n")
    fits = len(head) + 1 + len(plain) <= WIDTH and len(lines) == 1
    if fits or not _can_stand_in_block(text, lines):
        yield f"{head} {plain}"
    elif max(map(len, lines)) + len(indent) <= WIDTH:
        yield f"{head} |-"
        yield from (indent + line if line else "" for line in lines)
    else:
        yield f"{head} >-"
        yield from _folded(lines, indent)


def _can_stand_in_block(text: str, lines: Sequence[str]) -> bool:
    """Whether a block keeps the text as it is: nothing hidden in it, no spaces that folding would change."""
    return (
        all(line.isprintable() and line == line.strip(" ") for line in lines)
        and "  " not in text
        and bool(lines[0])
        and bool(lines[-1])
    )


def _folded(lines: Sequence[str], indent: str) -> Iterator[str]:
    """In a folded block one line break is a space, and an empty line is a line break."""
    for number, line in enumerate(lines):
        if number:
            yield ""
        yield from _wrapped(line, indent)


def _wrapped(line: str, indent: str) -> Iterator[str]:
    row = ""
    for word in line.split(" ") if line else ():
        if row and len(indent) + len(row) + 1 + len(word) > WIDTH:
            yield indent + row
            row = word
        else:
            row = f"{row} {word}" if row else word
    if row:
        yield indent + row


def _quoted_or_plain(text: str) -> str:
    plain = _PLAIN.fullmatch(text) and text.isprintable() and text[-1] not in " :"
    return text if plain and text.lower() not in _WORDS_OF_YAML else _quoted(text)


def _in_brackets(text: str) -> str:
    plain = _IN_BRACKETS.fullmatch(text) and text.isprintable()
    return text if plain and text.lower() not in _WORDS_OF_YAML else _quoted(text)


def _quoted(text: str) -> str:
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if char.isprintable():
        return char
    code = ord(char)
    if code <= _BYTE:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= _BASIC_PLANE else f"\\U{code:08x}"


def _alone(value: Json) -> str:
    """A number, a truth value, nothing, or something empty."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _decimal(value)
    return "{}" if isinstance(value, Mapping) else "[]"


def _decimal(value: float) -> str:
    """With a point in it: a reader of YAML 1.1 takes `1e+16` for text."""
    digits, mark, power = repr(value).partition("e")
    return f"{digits if '.' in digits else f'{digits}.0'}{mark}{power}"
