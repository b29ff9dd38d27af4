# SPDX-License-Identifier: Apache-2.0
"""The version schemes by name, and what can be asked of each: a sortable key, a comparison.

A scheme is named by its `vers` type, which is also its purl type (`pypi`, `golang`). Everything here also takes
the name of an OSV ecosystem that uses the scheme, with or without a release (`PyPI`, `Debian`, `Debian:12`).

Some publishers mend packages of other ecosystems, and name these after their own name: `TuxCare:npm`,
`Docker Hardened Images:Alpine:3.23`. They keep the other's versions, and so its order; without it they have none.
"""

from collections.abc import Callable
from typing import TypeAlias

from medward.versions import (
    alpm,
    apk,
    composer,
    conan,
    counted,
    deb,
    ebuild,
    freebsd,
    gem,
    generic,
    maven,
    nuget,
    opam,
    openssl,
    pub,
    pypi,
    rpm,
    semver,
    texts,
    yocto,
)
from medward.versions.errors import UnknownSchemeError

KeyFunction: TypeAlias = Callable[[str], bytes]

LOWEST = b""
"""Below every key. OSV's `introduced: "0"` means this, and not the version 0, which has pre-releases below it."""

_KEYS: dict[str, KeyFunction] = {
    "alpm": alpm.key,
    "apk": apk.key,
    "arch": alpm.key,
    "bitnami": semver.key,
    "cargo": semver.key,
    "composer": composer.key,
    "conan": conan.key,
    "cran": counted.cran,
    "datetime": texts.datetime,
    "deb": deb.key,
    "ebuild": ebuild.key,
    "freebsd": freebsd.key,
    "gem": gem.key,
    "generic": generic.key,
    "gentoo": ebuild.key,
    "github": generic.github,
    "golang": semver.key,
    "hackage": counted.hackage,
    "hex": semver.key,
    "intdot": counted.intdot,
    "lexicographic": texts.lexicographic,
    "maven": maven.key,
    "nginx": semver.key,
    "npm": semver.key,
    "nuget": nuget.key,
    "opam": opam.key,
    "openssl": openssl.key,
    "pub": pub.key,
    "pypi": pypi.key,
    "rpm": rpm.key,
    "semver": semver.key,
    "swift": semver.key,
    "yocto": yocto.key,
}
_ECOSYSTEMS = {
    "AlmaLinux": "rpm",
    "Alpaquita": "apk",
    "Alpine": "apk",
    "Android": "generic",
    "Azure Linux": "rpm",
    "BellSoft": "apk",
    "BellSoft Hardened Containers": "apk",
    "Bioconductor": "cran",
    "Bitnami": "bitnami",
    "CRAN": "cran",
    "Chainguard": "apk",
    "CleanStart": "apk",
    "ConanCenter": "conan",
    "Debian": "deb",
    "Echo": "deb",
    "FreeBSD": "freebsd",
    "GHC": "hackage",
    "GitHub Actions": "github",
    "Go": "golang",
    "Hackage": "hackage",
    "Hex": "hex",
    "Julia": "pub",
    "Kubernetes": "semver",
    "Linux": "generic",
    "Mageia": "rpm",
    "Maven": "maven",
    "MinimOS": "apk",
    "NuGet": "nuget",
    "OSS-Fuzz": "github",
    "Packagist": "composer",
    "Photon OS": "rpm",
    "Pub": "pub",
    "PyPI": "pypi",
    "Red Hat": "rpm",
    "Rocky Linux": "rpm",
    "RubyGems": "gem",
    "SUSE": "rpm",
    "SwiftURL": "swift",
    "Ubuntu": "deb",
    "VSCode": "semver",
    "Wolfi": "apk",
    "crates.io": "cargo",
    "npm": "npm",
    "openEuler": "rpm",
    "openSUSE": "rpm",
}

_MENDED = {
    "Docker Hardened Images": frozenset({"Alpine", "Debian"}),
    "Root": frozenset({"Alpine", "Debian", "PyPI", "Ubuntu"}),
    "TuxCare": frozenset(_ECOSYSTEMS),
}
"""Publisher → the ecosystems whose packages it mends under versions that keep the ecosystem's order.

Root adds `.root.io.1` to versions of others, which SemVer has no place for.
"""


def schemes() -> tuple[str, ...]:
    """The names of all schemes, sorted."""
    return tuple(_KEYS)


def scheme_of(ecosystem: str) -> str | None:
    """The scheme of an OSV ecosystem (`Debian:12` → `deb`); a scheme's own name as it is; None for other names."""
    if ecosystem in _KEYS:
        return ecosystem
    name, _, release = ecosystem.partition(":")
    if name in _MENDED:
        mended = release.partition(":")[0]
        return _ECOSYSTEMS[mended] if mended in _MENDED[name] else None
    return _ECOSYSTEMS.get(name)


def key_function(scheme: str) -> KeyFunction:
    """The function from a version to its key, for loops over many versions. Raises UnknownSchemeError."""
    known = scheme_of(scheme)
    if known is None:
        raise UnknownSchemeError(scheme, schemes())
    return _KEYS[known]


def key(scheme: str, version: str) -> bytes:
    """The sortable key of a version: keys compare as bytes as their versions do; only equal versions share one.

    Raises UnknownSchemeError, and InvalidVersionError for what the scheme's reference refuses.
    """
    return key_function(scheme)(version)


def compare(scheme: str, one: str, other: str) -> int:
    """-1 where `one` is lower than `other`, 0 where they are equal, 1 where it is higher. Raises as `key` does."""
    key_of = key_function(scheme)
    first, second = key_of(one), key_of(other)
    return (first > second) - (first < second)
