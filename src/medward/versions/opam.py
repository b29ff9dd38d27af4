# SPDX-License-Identifier: Apache-2.0
"""Versions of OCaml packages in the order of opam.

Reference: the manual of opam, "Version ordering", and `OpamVersionCompare` of opam 2. Accepted is what opam allows
in a version: ASCII letters, digits and `-_+.~`, at least one. The order is Debian's (see `medward.versions.deb`)
without epochs: what stands before the last hyphen, then what stands after it, each as runs of non-digits and of
digits in turn. `~` < the end of a run < letters < everything else; numbers as numbers; what is missing is zero.
Unlike Debian's, a version may begin with anything and hold `_`, which sorts above the other characters.
"""

import re
from string import ascii_letters, digits

from medward.versions.errors import MAX_LENGTH, InvalidVersionError, too_long
from medward.versions.learned import Learned
from medward.versions.numbers import NUMBERS, ZERO

SCHEME = "opam"

_END = b"\x02"
_CHARACTERS = {"~": b"\x01"} | {
    character: bytes((0xC0 + place,)) for place, character in enumerate([*sorted(ascii_letters), *"+-._"])
}
_VERSION = re.compile(r"[-0-9A-Za-z_+.~]+")
_runs = re.compile(r"[0-9]+|[^0-9]+").findall


def key(version: str) -> bytes:
    """The sortable key of an opam version. Raises InvalidVersionError."""
    if len(version) > MAX_LENGTH:
        raise too_long(SCHEME, version)
    if not _VERSION.fullmatch(version):
        raise InvalidVersionError(SCHEME, version, "opam allows ASCII letters, digits and -_+.~")
    head, hyphen, tail = version.rpartition("-")
    return _PARTS[head] + _PARTS[tail] if hyphen else _PARTS[version] + _PARTS[""]


def _part(text: str) -> bytes:
    """What stands before or after the last hyphen, to its end; a missing number at the end is zero."""
    written = b"".join(map(_run, _runs(text)))
    return written + (_END if text[-1:] and text[-1] in digits else ZERO + _END)


def _run(run: str) -> bytes:
    return NUMBERS[run] if run[0] in digits else b"".join([_CHARACTERS[character] for character in run])


_PARTS = Learned(_part)
