# SPDX-License-Identifier: Apache-2.0
"""`provider-metadata.json`: who a provider is, where it lists its documents, and with which keys it signs them.

CSAF 2.0 and 2.1, section 7.1.7 (and the schemas `provider_json_schema.json` of both). Rules:

- A directory of 2.0 (`directory_url`) has no TLP label; one of 2.1 has. Labels are those of TLP 2.0: `WHITE` is
  `CLEAR`. Whether a list is for everyone is said by `is_public`; a list without a label is.
- A key is of use only with its fingerprint, which 2.0 does not ask for: without one nothing says that the key at
  an address is the provider's. Fingerprints are upper-case hexadecimal here.
- What is read loosely says nothing of integrity; the file itself is as trustworthy as the way on which it came.
"""

import re
from dataclasses import dataclass
from datetime import datetime

import msgspec

from medward.advisories.csaf.dates import moment

FILE = "provider-metadata.json"
MAX_BYTES = 16 * 1024 * 1024
MAX_KEYS = 100
"""Keys of one provider that are read."""
TRUSTED = "csaf_trusted_provider"
"""The role whose documents must have digests and signatures (7.2.3)."""

_PUBLIC = frozenset({"", "CLEAR", "UNLABELED"})
_FINGERPRINT = re.compile(r"[0-9A-F]{40}|[0-9A-F]{64}")


class MetadataError(ValueError):
    """This is no provider-metadata.json; the message says why, as one sentence without a full stop."""


@dataclass(frozen=True, slots=True)
class Key:
    """A public OpenPGP key.

    Attributes:
        fingerprint: 40 or 64 upper-case hexadecimal digits; empty where none that can be read is stated.
        url: where the key is.
    """

    fingerprint: str
    url: str


@dataclass(frozen=True, slots=True)
class Distribution:
    """One list of documents.

    Attributes:
        url: address of the ROLIE feed, or of the directory.
        tlp: its label; empty where it has none.
    """

    url: str
    tlp: str = ""

    @property
    def is_public(self) -> bool:
        """Whether it is for everyone."""
        return self.tlp in _PUBLIC


@dataclass(frozen=True, slots=True)
class Metadata:
    """A provider.

    Attributes:
        url: the canonical address of its metadata, or empty.
        version: version of the format, `2.0` or `2.1`.
        publisher: name of the publisher, or empty.
        namespace: address that names the publisher, or empty.
        role: `csaf_publisher`, `csaf_provider` or `csaf_trusted_provider`.
        updated: when it was last changed, or None.
        listed: whether aggregators may list it.
        mirrored: whether aggregators may mirror it.
        keys: the keys with which it signs.
        feeds: its ROLIE feeds.
        directories: its directories.
    """

    url: str
    version: str
    publisher: str
    namespace: str
    role: str
    updated: datetime | None
    listed: bool
    mirrored: bool
    keys: tuple[Key, ...]
    feeds: tuple[Distribution, ...]
    directories: tuple[Distribution, ...]


class _Label(msgspec.Struct, frozen=True, gc=False):
    url: str
    tlp_label: str = ""


class _Rolie(msgspec.Struct, frozen=True):
    feeds: tuple[_Label, ...]


class _Distribution(msgspec.Struct, frozen=True):
    directory_url: str = ""
    directory: _Label | None = None
    rolie: _Rolie | None = None


class _Key(msgspec.Struct, frozen=True, gc=False):
    url: str
    fingerprint: str = ""


class _Publisher(msgspec.Struct, frozen=True, gc=False):
    name: str = ""
    namespace: str = ""


class _Metadata(msgspec.Struct, frozen=True):
    canonical_url: str = ""
    metadata_version: str = ""
    publisher: _Publisher = _Publisher()
    role: str = "csaf_provider"
    last_updated: str = ""
    list_on_aggregators: bool = msgspec.field(default=True, name="list_on_CSAF_aggregators")
    mirror_on_aggregators: bool = msgspec.field(default=True, name="mirror_on_CSAF_aggregators")
    public_openpgp_keys: tuple[_Key, ...] = ()
    distributions: tuple[_Distribution, ...] = ()


_METADATA = msgspec.json.Decoder(_Metadata)


def parse(data: bytes) -> Metadata:
    """Read a provider-metadata.json. Raises MetadataError."""
    if len(data) > MAX_BYTES:
        raise MetadataError(f"it has more than the {MAX_BYTES:,} bytes allowed")
    try:
        found = _METADATA.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise MetadataError(f"its {FILE} is not as CSAF asks") from error
    feeds = (feed for one in found.distributions if one.rolie for feed in one.rolie.feeds)
    folders = (one.directory or _Label(one.directory_url) for one in found.distributions)
    return Metadata(
        url=found.canonical_url,
        version=found.metadata_version,
        publisher=found.publisher.name,
        namespace=found.publisher.namespace,
        role=found.role,
        updated=moment(found.last_updated),
        listed=found.list_on_aggregators,
        mirrored=found.mirror_on_aggregators,
        keys=tuple(map(_key, found.public_openpgp_keys[:MAX_KEYS])),
        feeds=tuple(map(_distribution, feeds)),
        directories=tuple(_distribution(one) for one in folders if one.url),
    )


def _key(key: _Key) -> Key:
    plain = "".join(key.fingerprint.split()).upper()
    return Key(plain if _FINGERPRINT.fullmatch(plain) else "", key.url)


def _distribution(found: _Label) -> Distribution:
    label = found.tlp_label.strip().upper()
    return Distribution(found.url, "CLEAR" if label == "WHITE" else label)
