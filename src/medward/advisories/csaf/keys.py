# SPDX-License-Identifier: Apache-2.0
"""The keys that a provider's metadata name, with what lies here of them.

A key lies in a file that is called by its fingerprint, or as at the address that the metadata give. Whether the
file holds that key is decided by `medward.advisories.csaf.signatures`, by its own fingerprint.
"""

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from medward.advisories.archive import RefusedError
from medward.advisories.csaf.files import Files
from medward.advisories.csaf.metadata import Metadata
from medward.advisories.csaf.signatures import MAX_KEY, PublishedKey

SUFFIXES = (".asc", ".gpg", ".pgp", ".key", ".txt")


def published_keys(files: Files, provider: Metadata | None) -> Iterator[PublishedKey]:
    """The keys that the metadata name, with what lies here of them."""
    for key in provider.keys if provider else ():
        name = _key_file(files, key.fingerprint, key.url)
        try:
            yield PublishedKey(key.fingerprint, files.read(name, MAX_KEY) if name else b"")
        except RefusedError:
            yield PublishedKey(key.fingerprint)


def _key_file(files: Files, fingerprint: str, url: str) -> str:
    """The file of a key: called by its fingerprint, or as at its address; empty where there is none."""
    try:
        address = posixpath.basename(unquote(urlsplit(url).path)).lower()
    except ValueError:
        address = ""
    for name in sorted(files.names):
        stem, suffix = posixpath.splitext(posixpath.basename(name))
        if suffix.lower() in SUFFIXES and (stem.upper() == fingerprint or f"{stem}{suffix}".lower() == address):
            return name
    return ""
