# SPDX-License-Identifier: Apache-2.0
"""Which OSV ecosystem a package URL belongs to, and how names are written there.

Ecosystems and their releases are those of the OSV schema, https://ossf.github.io/osv-schema/#defined-ecosystems;
package URL types those of https://github.com/package-url/purl-spec. Rules:

- A type names one ecosystem, or a family of distributions of which the namespace names one.
- A distribution has advisories for each release. The release comes from the qualifier `distro`, by number
  (`debian-12`, `debian-12.5`) or by code name (`bookworm`). An advisory without a release holds for all of them.
- Names are compared in the one form in which the ecosystem itself treats two spellings as the same package. Go
  modules and old npm packages do tell upper from lower case, but package URLs are in lower case, so it is ignored.
"""

import re
import sys
from collections.abc import Callable
from functools import lru_cache

BY_TYPE = {
    "bitnami": "Bitnami",
    "cargo": "crates.io",
    "composer": "Packagist",
    "conan": "ConanCenter",
    "cran": "CRAN",
    "gem": "RubyGems",
    "githubactions": "GitHub Actions",
    "golang": "Go",
    "hackage": "Hackage",
    "hex": "Hex",
    "julia": "Julia",
    "maven": "Maven",
    "npm": "npm",
    "nuget": "NuGet",
    "opam": "opam",
    "pub": "Pub",
    "pypi": "PyPI",
    "swift": "SwiftURL",
}
"""Package URL type → ecosystem, where the type alone names it."""

BY_NAMESPACE = {
    "apk": {"alpine": "Alpine", "chainguard": "Chainguard", "minimos": "MinimOS", "wolfi": "Wolfi"},
    "deb": {"debian": "Debian", "ubuntu": "Ubuntu"},
    "rpm": {
        "almalinux": "AlmaLinux",
        "mageia": "Mageia",
        "openeuler": "openEuler",
        "opensuse": "openSUSE",
        "photon": "Photon OS",
        "redhat": "Red Hat",
        "rocky": "Rocky Linux",
        "rocky-linux": "Rocky Linux",
        "suse": "SUSE",
    },
}
"""Package URL type → namespace → ecosystem of a distribution."""

ROLLING = {"Chainguard", "MinimOS", "Wolfi"}
"""Distributions without releases."""

CODE_NAMES = {
    "etch": "4.0",
    "lenny": "5.0",
    "squeeze": "6.0",
    "wheezy": "7",
    "jessie": "8",
    "stretch": "9",
    "buster": "10",
    "bullseye": "11",
    "bookworm": "12",
    "trixie": "13",
    "forky": "14",
    "duke": "15",
    "trusty": "14.04",
    "xenial": "16.04",
    "bionic": "18.04",
    "focal": "20.04",
    "jammy": "22.04",
    "noble": "24.04",
}
"""Code names of Debian's releases and of Ubuntu's long-term ones, which share no name, as in distro-info-data."""

_ROLLING_NAMES = {"sid": "sid", "unstable": "sid"}
_DISTRO_NAMES = {"Rocky Linux": "rocky", "Red Hat": "rhel", "Photon OS": "photon"}
_PEP_503 = re.compile(r"[-_.]+")
_NUMBER = re.compile(r"v?([0-9]{1,4})(?:\.([0-9]{1,4}))?")
_FIRST_MAJOR_ONLY = {"Debian": 7, "AlmaLinux": 0, "Rocky Linux": 0, "Mageia": 0}
_GO_TOOLCHAIN = {"std": "stdlib", "stdlib": "stdlib", "toolchain": "toolchain"}


def base(ecosystem: str) -> str:
    """The ecosystem without its release: `Debian:12` → `Debian`."""
    return ecosystem.partition(":")[0]


@lru_cache(maxsize=65_536)
def normal_name(ecosystem: str, name: str) -> str:
    """The one form of a package's name in which advisories and components are compared."""
    normalise = _NORMAL.get(base(ecosystem))
    return normalise(name) if normalise else name


def is_distribution(purl_type: str) -> bool:
    """Whether packages of this type belong to a distribution with its own advisories."""
    return purl_type in BY_NAMESPACE


def release(ecosystem: str, distro: str) -> str:
    """The release that the qualifier `distro` names, as OSV writes it; empty where it names none.

    `debian-12.5`, `debian-12`, `12`, `bookworm` and `debian-bookworm` are Debian's release 12.
    """
    word = distro.strip().lower()
    word = word.removeprefix(_DISTRO_NAMES.get(ecosystem, ecosystem.lower())).lstrip("-: ")
    word = _ROLLING_NAMES.get(word, CODE_NAMES.get(word, word))
    if word == "sid":
        return word
    number = _NUMBER.match(word)
    if number is None:
        return ""
    if number[2] is None or int(number[1]) >= _FIRST_MAJOR_ONLY.get(ecosystem, sys.maxsize):
        return number[1]
    return f"{number[1]}.{number[2]}"


def with_release(ecosystem: str, number: str) -> tuple[str, ...]:
    """The names under which OSV may hold advisories for a release, the most exact first."""
    if ecosystem == "Ubuntu":
        return (f"Ubuntu:{number}:LTS", f"Ubuntu:{number}", "Ubuntu")
    prefix = "v" if ecosystem == "Alpine" else ""
    return (f"{ecosystem}:{prefix}{number}", ecosystem)


def _pep_503(name: str) -> str:
    return _PEP_503.sub("-", name).lower()


def _go_module(name: str) -> str:
    """Module paths in lower case; SBOM tools write the standard library as `std` or `stdlib`, OSV as `stdlib`."""
    lower = name.lower()
    return _GO_TOOLCHAIN.get(lower, lower)


_NORMAL: dict[str, Callable[[str], str]] = {
    "PyPI": _pep_503,
    "Go": _go_module,
    "npm": str.lower,
    "NuGet": str.lower,
    "Packagist": str.lower,
    "GitHub Actions": str.lower,
    "Hex": str.lower,
}
