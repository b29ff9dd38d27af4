# SPDX-License-Identifier: Apache-2.0
"""A threat model of any format that is read, found by its content, as parts of a dossier."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from types import ModuleType

from medward.base.yamltext import Document
from medward.threats.exchange import jsontext, otm, pytm, threagile, threat_dragon, yamltext
from medward.threats.exchange.draft import Draft
from medward.threats.exchange.model import Imported
from medward.threats.exchange.node import Losses, Node, root
from medward.threats.exchange.source import Source, of_bytes, of_file


class Format(StrEnum):
    """A format that is read."""

    PYTM = "pytm"
    THREAT_DRAGON = "threat-dragon"
    THREAGILE = "threagile"
    OTM = "otm"
    TM7 = "tm7"


_READERS: Mapping[Format, ModuleType] = {
    Format.OTM: otm,
    Format.PYTM: pytm,
    Format.THREAT_DRAGON: threat_dragon,
    Format.THREAGILE: threagile,
}
_KNOWN = "Name an export of OWASP pytm, Threat Dragon 2, Threagile, OTM or the Microsoft tool (.tm7)"


def read(path: Path, wanted: Format | None = None) -> Imported:
    """Read a file; without `wanted` its content tells the format. Raises ProblemsError."""
    return _read(of_file(path), wanted)


def parse(data: bytes, name: str, wanted: Format | None = None) -> Imported:
    """Read bytes; `name` is what problems and losses call them. Raises ProblemsError."""
    return _read(of_bytes(data, name), wanted)


def _read(source: Source, wanted: Format | None) -> Imported:
    losses = Losses(source.name)
    draft = Draft(source, losses)
    if wanted is Format.TM7 or (wanted is None and source.data.lstrip()[:1] == b"<"):
        return draft.imported(_xml(source, losses, draft))
    model = root(_document(source), losses)
    reader = _reader(model, source, wanted)
    take: Callable[[Node, Draft], str] = reader.read
    return draft.imported(take(model, draft))


def _xml(source: Source, losses: Losses, draft: Draft) -> str:
    from medward.threats.exchange import tm7, xmltext

    tree = xmltext.parse(source)
    if not tm7.fits(tree):
        message = f"this is XML, but its root '{tree.tag}' is not that of a .tm7 file"
        raise source.refusal("format", message, _KNOWN)
    return tm7.read(tree, source, losses, draft)


def _document(source: Source) -> Document:
    """JSON where it begins like JSON, else YAML."""
    if source.data.lstrip()[:1] in {b"{", b"["}:
        return jsontext.parse(source)
    return yamltext.parse(source)


def _reader(model: Node, source: Source, wanted: Format | None) -> ModuleType:
    readers = _READERS.values() if wanted is None else (_READERS[wanted],)
    for reader in readers:
        if reader.fits(model):
            return reader
    message = f"the file is no model of {wanted}" if wanted else "the file is no threat model of a known format"
    raise source.refusal("format", message, _KNOWN)
