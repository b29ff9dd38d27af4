# SPDX-License-Identifier: Apache-2.0
"""Ids of a dossier out of the ids of a foreign model.

- The same kind and foreign id always give the same id, so that a model that is read again gives the same parts.
- Where a letter for the kind and the foreign id make a valid id, that is the id: `web-dmz` → `Z-web-dmz`.
- Otherwise what is readable of it is kept, and a digest of kind and id is added behind `.x`; ids that already look
  so are treated likewise, so that different ids stay different.
- An id of our own, from a file that was written by this program, is kept as it is.
"""

import re
from hashlib import sha256

from medward.dossier.model.parts import ID

PREFIXES = {
    "zone": "Z",
    "actor": "A",
    "process": "P",
    "store": "S",
    "interface": "I",
    "flow": "F",
    "asset": "AS",
    "threat": "T",
}
"""Kind of part → what its ids begin with."""

MAX_ID = 64
_READABLE = 44
_VALID = re.compile(ID)
_DIGESTED = re.compile(r"\.x[0-9a-f]{10,}$")
_OTHER = re.compile(r"[^A-Za-z0-9]+")


def is_valid(text: str) -> bool:
    """Whether a text can be an id of a dossier."""
    return len(text) <= MAX_ID and _VALID.fullmatch(text) is not None


class Ids:
    """Gives ids, each to one part only."""

    def __init__(self) -> None:
        self._given: dict[tuple[str, str], str] = {}
        self._taken: set[str] = set()

    def keep(self, kind: str, source: str) -> bool:
        """Keep a foreign id as it is. False where it is no valid id, or is taken."""
        if source in self._taken or not is_valid(source):
            return False
        self._given[kind, source] = source
        self._taken.add(source)
        return True

    def of(self, kind: str, source: str) -> str:
        """The id of a part; the same for the same kind and foreign id."""
        if (kind, source) not in self._given:
            salt = 0
            while (candidate := _derived(kind, source, salt)) in self._taken:
                salt += 1
            self._given[kind, source] = candidate
            self._taken.add(candidate)
        return self._given[kind, source]


def _derived(kind: str, source: str, salt: int) -> str:
    plain = f"{PREFIXES[kind]}-{source}"
    if not salt and is_valid(plain) and not _DIGESTED.search(plain):
        return plain
    digest = sha256(f"{kind}\0{source}\0{salt}".encode("utf-8", "surrogatepass")).hexdigest()[:10]
    readable = _OTHER.sub("-", source).strip("-")[:_READABLE].strip("-")
    return f"{PREFIXES[kind]}-{readable}.x{digest}" if readable else f"{PREFIXES[kind]}-x.x{digest}"
