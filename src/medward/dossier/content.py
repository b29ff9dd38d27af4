# SPDX-License-Identifier: Apache-2.0
"""The content of a dossier as one JSON value, and the digest that is its revision.

What was left out and what was written with its default value are the same content. Neither the files over which
a dossier is split nor the order of its keys and parts is content; the bytes of every file that it refers to are.
"""

from collections.abc import Mapping
from typing import Any

from medward.base.canonical import canonical_bytes, digest_bytes
from medward.dossier.model import Dossier


def content(dossier: Dossier) -> dict[str, Any]:
    """The dossier as JSON: keys in the model's order, what was left out or is empty left out, days as text."""
    said = dossier.model_dump(mode="json", exclude_defaults=True)
    return {key: value for key, value in said.items() if value}


def revision_bytes(dossier: Dossier, files: Mapping[str, str]) -> bytes:
    """The canonical form of a revision: its `content`, and path → digest of the `files` that it refers to."""
    return canonical_bytes({"content": content(dossier), "files": dict(files)})


def revision(dossier: Dossier, files: Mapping[str, str]) -> str:
    """`sha256:…` over the canonical form of a revision."""
    return digest_bytes(revision_bytes(dossier, files))
