# SPDX-License-Identifier: Apache-2.0
"""Which OSV ecosystem a package URL belongs to, and how names are written there.

Ecosystems and their releases are those of the OSV schema, https://ossf.github.io/osv-schema/#defined-ecosystems;
package URL types those of https://github.com/package-url/purl-spec. Rules:

- A type names one ecosystem, or a family of distributions of which the namespace names one.
- A distribution has advisories for each release. The release comes from the qualifier `distro`, by number
  (`debian-12`, `debian-12.5`) or by code name (`bookworm`). An advisory without a release holds for all of them.
- Red Hat names a release by major number and repository (from 10 on by major and minor number, and what is fixed
  after a release's end under `rhel_els`), SUSE by product, service pack and phase of support (`Linux Enterprise
  Server 15 SP4-LTSS`), from 16 on by number (`Linux Enterprise Server 16.0`). A package URL tells none of these,
  so all that are known here are asked. There are others (`rhel_eus:9.4::baseos`, `Linux Micro 6.2`), so a package
  that none of them names is not cleared: see `of_products`.
- openEuler's long-term releases have service packs with packages of their own: without one in the qualifier the
  release is not told.
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
    "apk": {
        "alpaquita": "Alpaquita",
        "alpine": "Alpine",
        "chainguard": "Chainguard",
        "cleanstart": "CleanStart",
        "minimos": "MinimOS",
        "wolfi": "Wolfi",
    },
    "deb": {"debian": "Debian", "echo": "Echo", "ubuntu": "Ubuntu"},
    "rpm": {
        "almalinux": "AlmaLinux",
        "azurelinux": "Azure Linux",
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

ROLLING = {"Chainguard", "CleanStart", "Echo", "MinimOS", "Wolfi"}
"""Distributions without releases."""

UNNAMED = {
    "Android": "package URLs have no type for parts of Android",
    "BellSoft Hardened Containers": "package URLs have no namespace for it that any tool writes",
    "Bioconductor": "package URLs have no type for packages of Bioconductor",
    "Docker Hardened Images": "package URLs have no namespace for it that is known here",
    "FreeBSD": "package URLs have no type for ports of FreeBSD that any tool writes",
    "GHC": "package URLs have no type for the compiler",
    "Kubernetes": "its package names are Go packages of one project, not packages of a registry",
    "Linux": "package URLs have no type for kernels",
    "OSS-Fuzz": "its package names are projects of OSS-Fuzz, which package URLs do not name",
    "Root": "its packages have the package URLs of those that it mends",
    "TuxCare": "its packages have the package URLs of those that it mends",
    "VSCode": "package URLs have no type for extensions that any tool writes",
}
"""Ecosystems of the OSV schema of which no package URL can be asked, and why."""

RED_HAT_REPOSITORIES = {
    7: ("client", "computenode", "server", "workstation"),
    8: (
        "appstream",
        "baseos",
        "crb",
        "highavailability",
        "nfv",
        "realtime",
        "resilientstorage",
        "sap",
        "sap_hana",
        "supplementary",
    ),
}
"""From this major release on: the repositories of Red Hat Enterprise Linux by which OSV names its releases."""
_RED_HAT_BY_MINOR, _RED_HAT_LAST_MINOR = 10, 10
_RED_HAT_EXTENDED = 7
"""The last major release with all its repositories in one of extended support."""
_SUSE_PRODUCTS = (
    "Linux Enterprise Server",
    "Linux Enterprise Server for SAP Applications",
    "Linux Enterprise Server LTSS Extended Security",
    "Linux Enterprise Desktop",
    "Linux Enterprise High Performance Computing",
    "Linux Enterprise High Availability Extension",
    "Linux Enterprise Live Patching",
    "Linux Enterprise Real Time",
    "Linux Enterprise Software Development Kit",
    "Linux Enterprise Workstation Extension",
    "Package Hub",
    "Linux Enterprise Module for Basesystem",
    "Linux Enterprise Module for Server Applications",
    "Linux Enterprise Module for Desktop Applications",
    "Linux Enterprise Module for Development Tools",
    "Linux Enterprise Module for Legacy",
    "Linux Enterprise Module for Containers",
    "Linux Enterprise Module for Public Cloud",
    "Linux Enterprise Module for Python 3",
    "Linux Enterprise Module for Web and Scripting",
)
_SUSE_PHASES = {
    "Linux Enterprise Server": ("", "-LTSS", "-ESPOS", "-BCL"),
    "Linux Enterprise High Performance Computing": ("", "-LTSS", "-ESPOS"),
}
_SUSE_WITHOUT_PACKS = 16
"""From this major release on SUSE has no service packs."""
_OF_PRODUCTS = {"Red Hat", "SUSE"}

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
_DISTRO_NAMES = {
    "Azure Linux": "azurelinux",
    "Photon OS": "photon",
    "Red Hat": "rhel",
    "Rocky Linux": "rocky",
    "SUSE": "sles",
    "openEuler": "openeuler",
    "openSUSE": "opensuse",
}
_OPEN_EULER = re.compile(r"([0-9]{2}\.[0-9]{2})[- (]*(lts(?:-sp[0-9]+)?)")
_LEAP = re.compile(r"(?:leap[-: ]?)?([0-9]{2}\.[0-9])")
_REPOSITORY_URL = re.compile(r"^(?:https?://)?(?:www\.)?(.*?)(?:\.git)?/*$")
_PEP_503 = re.compile(r"[-_.]+")
_NUMBER = re.compile(r"v?([0-9]{1,4})(?:\.([0-9]{1,4}))?")
_FIRST_MAJOR_ONLY = {"Debian": 7, "AlmaLinux": 0, "Rocky Linux": 0, "Mageia": 0, "Azure Linux": 0}
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
    if ecosystem == "Debian" and word == "sid":
        return word
    if ecosystem == "openEuler":
        euler = _OPEN_EULER.match(word)
        return f"{euler[1]}-{euler[2].upper()}" if euler else ""
    if ecosystem == "openSUSE":
        leap = _LEAP.match(word)
        return "Tumbleweed" if word.startswith("tumbleweed") else f"Leap {leap[1]}" if leap else ""
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
    if ecosystem == "Red Hat":
        return (*_red_hat(number.partition(".")[0]), "Red Hat")
    if ecosystem == "SUSE":
        major, _, pack = number.partition(".")
        packed = f"{major} SP{pack}" if pack not in {"", "0"} else major
        stated = number if int(major) >= _SUSE_WITHOUT_PACKS else packed
        names = (f"SUSE:{one} {stated}{phase}" for one in _SUSE_PRODUCTS for phase in _SUSE_PHASES.get(one, ("",)))
        return (*names, "SUSE")
    prefix = "v" if ecosystem == "Alpine" else ""
    return (f"{ecosystem}:{prefix}{number}", ecosystem)


def of_products(ecosystem: str) -> bool:
    """Whether advisories are written for products of a distribution, of which a package URL says nothing."""
    return base(ecosystem) in _OF_PRODUCTS


def _red_hat(major: str) -> tuple[str, ...]:
    """The repositories of a major release, as OSV names them: as in a CPE name, without its beginning."""
    if int(major) >= _RED_HAT_BY_MINOR:
        return tuple(f"Red Hat:enterprise_linux:{major}.{minor}" for minor in range(_RED_HAT_LAST_MINOR + 1))
    first = max((one for one in RED_HAT_REPOSITORIES if one <= int(major)), default=min(RED_HAT_REPOSITORIES))
    extended = (f"Red Hat:rhel_els:{major}",) if int(major) <= _RED_HAT_EXTENDED else ()
    return (*(f"Red Hat:enterprise_linux:{major}::{one}" for one in RED_HAT_REPOSITORIES[first]), *extended)


def _repository(address: str) -> str:
    """The address of a repository without what is written now and then: scheme, `www.`, `.git`, a slash, case."""
    found = _REPOSITORY_URL.match(address.lower())
    return found[1] if found else address.lower()


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
    "SwiftURL": _repository,
}
