# SPDX-License-Identifier: Apache-2.0
"""Small systems and threats of our own making, from which tests change one thing at a time."""

import json
from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter

from medward.dossier.model import Dossier
from medward.packs.threat_conditions import When
from medward.packs.threat_library import Library, LibraryThreat, shipped_scenes
from medward.threats.fields import Fields
from medward.threats.worked import DEVICE
from medward.trace.build import build
from medward.trace.model import Node

_WHEN: TypeAdapter[When] = TypeAdapter(When)


def when(content: Mapping[str, object]) -> When:
    """A condition, as a library says it."""
    return _WHEN.validate_python(content)


def ward(change: Mapping[str, Mapping[str, object]] | None = None, /, **more: Any) -> Dossier:
    """The shipped scene as a dossier; `change` is by id, None leaves a key out, `more` are further keys."""
    content: dict[str, Any] = json.loads(json.dumps(shipped_scenes()["ward"]))
    for parts in content["architecture"].values():
        for part in parts:
            part.update((change or {}).get(part["id"], {}))
            for key in [key for key, value in part.items() if value is None]:
                del part[key]
    return Dossier.model_validate({"format": 1, **content, **more, "device": {**DEVICE, **content["device"]}})


def system(**architecture: object) -> Dossier:
    """A dossier of nothing but an architecture."""
    return Dossier.model_validate({"format": 1, "device": DEVICE, "architecture": architecture})


def fields(dossier: Dossier) -> Fields:
    """The fields of a dossier's elements."""
    return Fields(build(dossier))


def element(found: Fields, name: str) -> Node:
    """The element of that id."""
    return next(node for node in found.trace.nodes.values() if node.id == name)


def threat(content: Mapping[str, object], **changed: object) -> LibraryThreat:
    """A threat to interfaces, with a condition."""
    whole: dict[str, object] = {
        "id": "TL-OWN-001",
        "title": "Somebody listens",
        "applies_to": "interface",
        "when": content,
        "exploited": "By listening.",
        "clinical": "It becomes known.",
        "stride": ["information_disclosure"],
        "controls": ["confidentiality"],
        "answer": "Encryption.",
        "test": "Listen.",
        "false_positives": "None.",
        "crosswalk": {"cwe": ["CWE-319"]},
    }
    return LibraryThreat.model_validate({**whole, **changed})


def library(*threats: LibraryThreat, name: str = "own") -> Library:
    """A library of threats."""
    return Library.model_validate(
        {
            "schema": 1,
            "kind": "threats",
            "id": name,
            "version": "1",
            "title": "Own",
            "issuer": "Nobody",
            "licence": "Apache-2.0",
            "wording": "paraphrase",
            "sources": [{"title": "A source", "citation": "Its place"}],
            "threats": [one.model_dump(by_alias=True, exclude_none=True) for one in threats],
        }
    )
