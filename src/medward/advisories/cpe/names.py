# SPDX-License-Identifier: Apache-2.0
r"""CPE 2.3 names, read from formatted strings (`cpe:2.3:a:…`) and from URIs (`cpe:/a:…`).

The rules are those of NISTIR 7695, sections 5 and 6:

- A value is `*` (ANY), `-` (NA) or a text. In a text every character but letters, digits, `_`, `.` and `-` is
  quoted by a backslash; an unquoted `*` or `?` is a wildcard and stands at the beginning or the end only.
- Case means nothing: everything is kept in lower case.
- What quotes too much or too little is put in the one form of a formatted string, as unbinding and binding do.
- A URI has ANY for an empty value, `%01` and `%02` for wildcards, and may pack five values into its edition by
  `~`.

A name keeps its eleven values in that one form, so two names are equal where their texts are. Not decided here:
which name stands for which (`medward.advisories.cpe.relations`).
"""

import re
from functools import lru_cache
from typing import Final, NamedTuple
from urllib.parse import unquote

ANY: Final = "*"
NA: Final = "-"
MAX_NAME = 2_000
"""Characters of one name; the longest public ones have some 300."""

_PREFIX, _URI_PREFIX = "cpe:2.3:", "cpe:/"
_ATTRIBUTES = 11
_URI_PARTS = 7
_PACKED = 6
_SPLIT = re.compile(r"(?:\\.|[^:\\])*")
_PLAIN = re.compile(r"[a-z0-9._-]+")
_PIECE = re.compile(r"\\(.)|(.)", re.DOTALL)
_WILDCARDS = re.compile(r"(?:\*|\?*)(?:\\.|[^*?\\])+(?:\*|\?*)", re.DOTALL)
_UNQUOTED = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_.-")
_HYPHEN = "\\-"
"""A text of one hyphen, which is quoted because it is not NA."""


class CpeError(ValueError):
    """This is no CPE name; the message says why, as the end of a sentence without a full stop."""


class Cpe(NamedTuple):
    """One name. Every value is in the form of a formatted string, in lower case."""

    part: str
    vendor: str
    product: str
    version: str = ANY
    update: str = ANY
    edition: str = ANY
    language: str = ANY
    sw_edition: str = ANY
    target_sw: str = ANY
    target_hw: str = ANY
    other: str = ANY

    def __str__(self) -> str:
        return _PREFIX + ":".join(self)

    @property
    def uri(self) -> str:
        """The name as a URI of CPE 2.2, with the five values that it packs into its edition."""
        packed = self[5], self[7], self[8], self[9], self[10]
        edition = _to_uri(self.edition)
        if any(value != ANY for value in packed[1:]):
            edition = "~" + "~".join(map(_to_uri, packed))
        values = [*map(_to_uri, self[:5]), edition, _to_uri(self.language)]
        return (_URI_PREFIX + ":".join(values)).rstrip(":")

    @property
    def named(self) -> str:
        """Part, vendor and product as one text, by which names of one product are found together."""
        return f"{self.part}:{self.vendor}:{self.product}"

    @property
    def has_product(self) -> bool:
        """Whether vendor and product are written out, without wildcards."""
        return is_literal(self.vendor) and is_literal(self.product)


@lru_cache(maxsize=16_384)
def parse(text: str) -> Cpe:
    """Read a name in either form. Raises CpeError."""
    text = text.strip()
    if len(text) > MAX_NAME:
        raise CpeError(f"its CPE name has more than {MAX_NAME:,} characters")
    lower = text.lower()
    if lower.startswith(_PREFIX):
        return _from_formatted(lower.removeprefix(_PREFIX))
    if lower.startswith(_URI_PREFIX):
        return _from_uri(lower.removeprefix(_URI_PREFIX))
    raise CpeError(f"{text[:80]!a} begins neither with '{_PREFIX}' nor with '{_URI_PREFIX}'")


def is_literal(value: str) -> bool:
    """Whether a value is a text without wildcards."""
    return value not in {ANY, NA} and not has_wildcard(value)


def has_wildcard(value: str) -> bool:
    """Whether a text begins or ends with a wildcard; ANY has none."""
    if value in {ANY, NA}:
        return False
    return value[0] in "*?" or (value[-1] in "*?" and not _ends_quoted(value))


def literal(value: str) -> str:
    r"""What a value says, without its quoting: `1.0\+1` → `1.0+1`."""
    return _PIECE.sub(lambda match: match[1] or match[2], value) if "\\" in value else value


def quoted(text: str) -> str:
    """A plain text as a value, in which nothing is a wildcard."""
    if text == NA:
        return _HYPHEN
    return "".join(one if one in _UNQUOTED else f"\\{one}" for one in text.lower()) or ANY


def _ends_quoted(value: str) -> bool:
    """Whether the last character is quoted: an odd number of backslashes stands before it."""
    before = value[:-1]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def _from_formatted(text: str) -> Cpe:
    values = _split(text) if "\\" in text else text.split(":")
    if len(values) != _ATTRIBUTES:
        raise CpeError(f"its CPE name has {len(values)} of {_ATTRIBUTES} values")
    return _checked([_value(value) for value in values])


def _split(text: str) -> list[str]:
    """The values between colons that are not quoted."""
    values: list[str] = []
    at = 0
    while at <= len(text):
        found = _SPLIT.match(text, at)
        end = found.end() if found else at
        if end < len(text) and text[end] != ":":
            raise CpeError("its CPE name ends with a backslash that quotes nothing")
        values.append(text[at:end])
        at = end + 1
    return values


def _value(text: str) -> str:
    """One value of a formatted string, in the one form."""
    if text in {ANY, _HYPHEN} or _PLAIN.fullmatch(text):
        return text
    if not text:
        raise CpeError("its CPE name has an empty value")
    value = "".join(_character(match[1], match[2]) for match in _PIECE.finditer(text))
    if not value.isprintable() or " " in value:
        raise CpeError("its CPE name holds blanks or control characters")
    if not _WILDCARDS.fullmatch(value):
        raise CpeError("its CPE name has a wildcard inside of a value")
    return value


def _character(escaped: str | None, bare: str | None) -> str:
    """One character, quoted where it must be and only there."""
    if escaped is not None:
        return escaped if escaped in _UNQUOTED else f"\\{escaped}"
    if bare is None or bare == "\\":
        raise CpeError("its CPE name ends with a backslash that quotes nothing")
    return bare if bare in _UNQUOTED or bare in "*?" else f"\\{bare}"


def _checked(values: list[str]) -> Cpe:
    if values[0] not in {"a", "o", "h", ANY, NA}:
        raise CpeError(f"its CPE name has the unknown part {values[0][:20]!a}")
    return Cpe(*values)


def _from_uri(text: str) -> Cpe:
    parts = text.split(":")
    if len(parts) > _URI_PARTS:
        raise CpeError(f"its CPE URI has more than {_URI_PARTS} values")
    parts += [""] * (_URI_PARTS - len(parts))
    edition, sw_edition, target_sw, target_hw, other = parts[5], "", "", "", ""
    if edition.startswith("~"):
        packed = edition.split("~")
        if len(packed) != _PACKED:
            raise CpeError("its CPE URI packs another number of values than five into its edition")
        edition, sw_edition, target_sw, target_hw, other = packed[1:]
    values = [*parts[:5], edition, parts[6], sw_edition, target_sw, target_hw, other]
    return _checked([_uri_value(value) for value in values])


def _uri_value(text: str) -> str:
    """One value of a URI in the form of a formatted string."""
    if text in {"", NA}:
        return text or ANY
    if _PLAIN.fullmatch(text):
        return text
    wild = re.split("(%0[12])", text)
    value = "".join({"%01": "?", "%02": "*"}.get(one) or _decoded(one) for one in wild if one)
    return _value(value)


def _decoded(text: str) -> str:
    """A stretch of a URI's value, decoded and quoted."""
    return quoted(unquote(text, errors="replace"))


def _to_uri(value: str) -> str:
    """A value as a URI writes it."""
    if value in {ANY, NA}:
        return "" if value == ANY else NA
    return "".join(
        _percent(match[1]) if match[1] else {"?": "%01", "*": "%02"}.get(match[2], match[2])
        for match in _PIECE.finditer(value)
    )


def _percent(character: str) -> str:
    """A quoted character of a value, percent-encoded; a hyphen alone too, which would be NA."""
    return "".join(f"%{byte:02x}" for byte in character.encode())
