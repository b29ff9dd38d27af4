# SPDX-License-Identifier: Apache-2.0
"""The names under which a component may meet a product of an advisory: package URL, CPE name, digest, own words.

The same forms are made of an advisory's products, when the database is built, and of a component, when it is
matched, so that the two can be joined. Each kind stands in the database as a way of naming of its own: what an
advisory says of a product is never taken for a record of a registry, of the CVE list or of the NVD, and so can
find and never clear. Rules:

- `PURL`: the package URL without version; its qualifiers that tell packages apart (all but checksums and
  addresses) make a second, narrower name. The version is the URL's, with its epoch (`1:2.0`).
- `HASH`: the algorithm without case and punctuation, then the digits: `sha256:…`. A digest of SHA-256 or better
  names one file. One that can be forged (MD5, SHA-1, and anything unknown) is told as such.
- `NAME`: vendor and product as `medward.advisories.claims.product_name` has them.
"""

import re
from typing import NamedTuple

from packageurl import PackageURL

from medward.advisories.bridge import bare
from medward.advisories.claims import CSAF_WAYS

PURL, CPE, NAME, HASH = CSAF_WAYS

STRONG_DIGESTS = frozenset(
    (
        "sha256",
        "sha384",
        "sha512",
        "sha512256",
        "sha3256",
        "sha3384",
        "sha3512",
        "blake2b256",
        "blake2b384",
        "blake2b512",
        "blake3",
    )
)
"""Algorithms of which nobody can make two files with one digest."""

_NOT_TELLING = frozenset(("checksum", "download_url", "vcs_url", "file_name"))
_EPOCH = "epoch"
_ODD = re.compile(r"[^a-z0-9]+")
_DIGITS = re.compile(r"[0-9a-f]{32,256}")


class Package(NamedTuple):
    """A package URL as it is compared.

    Attributes:
        name: without version and qualifiers; empty for what is no package URL.
        narrow: with the qualifiers that tell packages apart; the same where there are none.
        qualifiers: these, for people.
        version: its version with the epoch; empty where it states none.
    """

    name: str
    narrow: str = ""
    qualifiers: str = ""
    version: str = ""


def package(purl: str) -> Package:
    """A package URL as it is compared."""
    name = bare(purl)
    if name == purl:
        return Package(name, name)
    try:
        read = PackageURL.from_string(purl)
    except ValueError:
        return Package("")
    qualifiers = dict(read.qualifiers)
    epoch, version = qualifiers.pop(_EPOCH, ""), read.version or ""
    telling = {key: value for key, value in sorted(qualifiers.items()) if key not in _NOT_TELLING}
    narrow = PackageURL(read.type, read.namespace, read.name, qualifiers=telling).to_string()
    said = " and ".join(f"{key}={value}" for key, value in telling.items())
    full = f"{epoch}:{version}" if epoch and version and ":" not in version else version
    return Package(name, narrow, said, full)


def digest_name(algorithm: str, value: str) -> str:
    """A digest as it is compared; empty for what is none."""
    plain, digits = _ODD.sub("", algorithm.lower()), value.strip().lower()
    return f"{plain}:{digits}" if plain and _DIGITS.fullmatch(digits) else ""


def is_strong(name: str) -> bool:
    """Whether a digest, as `digest_name` has it, names one file and no other."""
    return name.partition(":")[0] in STRONG_DIGESTS
