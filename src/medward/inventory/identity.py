# SPDX-License-Identifier: Apache-2.0
"""Whether a component can be told from all others, and by what it is found again in another SBOM.

Rules:

- A package URL identifies a component when it is valid (ECMA-427) and the version is known, from it or beside it.
- A CPE 2.3 name identifies when it is well formed (NIST IR 7695, 6.2) and names a product. The older CPE 2.2 form
  does not: no advisory source is asked with it.
- A hash identifies when it is hexadecimal, of a length that its algorithm has.
- A name and a version alone identify nothing: that is `Identification.NONE`, which is not the same as clean.
"""

import re
from enum import StrEnum

from packageurl import PackageURL

from medward.inventory.model import Component, Hash
from medward.trace.components import parse as parse_purl

_CPE23 = re.compile(r"cpe:2\.3:[aho*-](?::(?:[^\s:\\*?]|\\\S|[*?])+){10}")
_CPE22 = re.compile(r"cpe:/[aho](?::[^\s:]*){1,6}", re.IGNORECASE)
_PLAIN_PURL = re.compile(r"pkg:[a-z][a-z0-9.-]*/(?:[\w.~-]+/)*[\w.~-]+@([\w.~:+-]+)", re.ASCII)
"""The common form, without escapes and qualifiers, for which a full parser is ten times as slow."""
_CPE_PARTS = re.compile(r"(?:\\.|[^:\\])+")
_HEX_DIGITS = {32, 40, 56, 64, 96, 128}
_HEX = re.compile(r"[0-9a-fA-F]+")
_UNKNOWN = frozenset({"", "unknown", "noassertion", "none", "n/a", "null", "-"})


class Identification(StrEnum):
    """By what a component is identified: the best of what it has."""

    PURL = "purl"
    CPE = "cpe"
    HASH = "hash"
    NONE = "none"


def identification(component: Component) -> Identification:
    """The best by which a component can be identified."""
    if component.purl and names_version(component):
        return Identification.PURL
    if any(map(is_cpe23, component.cpes)):
        return Identification.CPE
    if any(map(is_hash, component.hashes)):
        return Identification.HASH
    return Identification.NONE


def names_version(component: Component) -> bool:
    """Whether the component has a valid package URL, and a version in it or beside it."""
    version = _purl_version(component.purl)
    return version is not None and (says_something(version) or says_something(component.version))


def is_purl(text: str) -> bool:
    """Whether a text is a valid package URL."""
    return _purl_version(text) is not None


def is_cpe23(text: str) -> bool:
    """Whether a text is a CPE 2.3 formatted string that names a product."""
    if not _CPE23.fullmatch(text):
        return False
    return _CPE_PARTS.findall(text)[4] not in ("*", "-")


def is_cpe22(text: str) -> bool:
    """Whether a text is a CPE 2.2 URI."""
    return _CPE22.fullmatch(text) is not None


def is_hash(item: Hash) -> bool:
    """Whether a hash has hexadecimal digits in a number that an algorithm gives."""
    return len(item.value) in _HEX_DIGITS and _HEX.fullmatch(item.value) is not None


def says_something(text: str) -> bool:
    """Whether a text is more than one of the usual words for "not known"."""
    return text.strip().lower() not in _UNKNOWN


def lasting_key(component: Component) -> str:
    """What stays the same from one version of a component to the next: its purl without version, else its name."""
    purl = parse_purl(component.purl)
    if purl is not None:
        return f"pkg:{purl.base}"
    return f"{component.group}/{component.name}" if component.group else component.name


def _purl_version(text: str) -> str | None:
    """The version in a valid package URL, empty where it has none; None for what is no valid one."""
    if plain := _PLAIN_PURL.fullmatch(text):
        return plain[1]
    try:
        return PackageURL.from_string(text).version or ""
    except ValueError:
        return None
