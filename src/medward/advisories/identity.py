# SPDX-License-Identifier: Apache-2.0
"""What an advisory source must be asked about a component: ecosystem, package name and version from its purl.

Rules:

- Nothing is guessed. A component without a package URL, a URL that cannot be read, a type of which OSV has no
  ecosystem, a distribution without its release, and a component without a version each get the reason.
- Distributions write advisories for source packages. The qualifier `upstream` names the source package, with its
  own version where that differs (`upstream=openssl@3.0.11`). Where it is missing, the package's own name is asked,
  and `Query.binary` says that a source that does not know the name has not cleared it. For RPM, tools write the
  file name of the source package (`infuse-2.4-1.el9.src.rpm`).
- Go versions lose the `v` of module versions and the `go` of toolchain versions, as OSV writes them.
- The qualifier `epoch` is put before an RPM version.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

from packageurl import PackageURL

from medward.advisories.ecosystems import (
    BY_NAMESPACE,
    BY_TYPE,
    ROLLING,
    is_distribution,
    normal_name,
    release,
    with_release,
)

_PLAIN = re.compile(
    r"pkg:(pypi|npm|golang|cargo|gem)/([a-z0-9][A-Za-z0-9_.~-]*(?:/[A-Za-z0-9_.~-]+)*)@([A-Za-z0-9_.~:-]+)"
)
"""The common form, without escapes and qualifiers, for which a full parser is ten times as slow."""
_SOURCE_RPM = ".src.rpm"
_GO_VERSION = re.compile(r"^(?:v|go)(?=[0-9])")


class Query(NamedTuple):
    """What to ask. A tuple, because a portfolio has millions and each is made and looked up once.

    Attributes:
        ecosystems: names under which OSV may hold advisories for the package, the most exact first.
        name: the package in the form in which the ecosystem compares names.
        version: the version to be placed in its order; empty where the component has none.
        binary: the name may be that of a binary package, under which the source has no advisories.
    """

    ecosystems: tuple[str, ...]
    name: str
    version: str
    binary: bool = False

    @property
    def ecosystem(self) -> str:
        """The most exact ecosystem."""
        return self.ecosystems[0]


@dataclass(frozen=True, slots=True)
class Unnamed:
    """No source can be asked; `reason` says why, as the end of a sentence without a full stop."""

    reason: str


def query(purl: str, version: str = "") -> Query | Unnamed:
    """What to ask about a component with this package URL; `version` is its own, for a URL that states none."""
    plain = _PLAIN.fullmatch(purl)
    if plain:
        return _in_registry(plain[1], plain[2], plain[3])
    try:
        parsed = PackageURL.from_string(purl)
    except ValueError as error:
        return Unnamed(f"its package URL cannot be read: {str(error).rstrip('.')}")
    name = f"{parsed.namespace}/{parsed.name}" if parsed.namespace else parsed.name
    stated = parsed.version or version
    if is_distribution(parsed.type):
        return _in_distribution(parsed, stated, dict(parsed.qualifiers))
    if parsed.type not in BY_TYPE:
        return Unnamed(f"no advisory source names packages of its type '{parsed.type}'")
    return _in_registry(parsed.type, name, stated)


def _in_registry(purl_type: str, name: str, version: str) -> Query:
    """A package of a registry with one name space for all its releases."""
    ecosystem = BY_TYPE[purl_type]
    if purl_type == "maven":
        name = ":".join(name.rsplit("/", 1))
    if purl_type == "golang":
        version = _GO_VERSION.sub("", version)
    return Query((ecosystem,), normal_name(ecosystem, name), version)


def _in_distribution(purl: PackageURL, version: str, qualifiers: dict[str, str]) -> Query | Unnamed:
    """A package of a distribution, which has advisories for each of its releases."""
    ecosystem = BY_NAMESPACE[purl.type].get((purl.namespace or "").lower())
    if ecosystem is None:
        return Unnamed(f"no advisory source names the distribution '{purl.namespace or ''}' of its package URL")
    ecosystems: tuple[str, ...] = (ecosystem,)
    if ecosystem not in ROLLING:
        number = release(ecosystem, qualifiers.get("distro", ""))
        if not number:
            return Unnamed(f"its package URL does not say which release of {ecosystem} (qualifier 'distro')")
        ecosystems = with_release(ecosystem, number)
    source, _, source_version = qualifiers.get("upstream", "").rpartition("/")[2].partition("@")
    if source.endswith(_SOURCE_RPM):
        source = source.rsplit("-", 2)[0]
    version = source_version or version
    if version and "epoch" in qualifiers and ":" not in version:
        version = f"{qualifiers['epoch']}:{version}"
    binary = not source and qualifiers.get("arch") not in {"source", "src"}
    return Query(ecosystems, normal_name(ecosystem, source or purl.name), version, binary)
