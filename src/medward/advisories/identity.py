# SPDX-License-Identifier: Apache-2.0
"""What an advisory source must be asked about a component: ecosystem, package name and version from its purl.

Rules:

- Nothing is guessed. A component without a package URL, a URL that cannot be read, a type of which OSV has no
  ecosystem, a distribution without its release, and a component without a version each get the reason.
- Distributions write advisories for source packages. The qualifier `upstream` names the source package, with its
  own version where that differs (`upstream=openssl@3.0.11`). Where it is missing, the package's own name is asked,
  and `Query.binary` says that a source that does not know the name has not cleared it; so it does for a
  distribution with advisories for products, see `ecosystems.of_products`. For RPM, tools write the file name of
  the source package (`infuse-2.4-1.el9.src.rpm`).
- A range in place of a version names no version. A subpath names a part of a package, and the package is asked.
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
    of_products,
    release,
    with_release,
)

_PLAIN = re.compile(
    r"pkg:(pypi|npm|golang|cargo|gem)/([a-z0-9][A-Za-z0-9_.~-]*(?:/[A-Za-z0-9_.~-]+)*)@([A-Za-z0-9_.:-][A-Za-z0-9_.~:-]*)"
)
"""The common form, without escapes and qualifiers, for which a full parser is ten times as slow."""
_NO_REGISTRY = {
    "bitbucket": ", which is a repository and no package",
    "docker": ", which is an image: its packages are components of their own",
    "generic": ", which stands for no registry",
    "github": ", which is a repository and no package",
    "oci": ", which is an image: its packages are components of their own",
}
"""Package URL type → what stands behind it, for common types without advisories."""
_RANGE = re.compile(r"vers:|[<>=^|*]|~[0-9>= ]|\s|,|[\[(]")
_SOURCE_RPM = ".src.rpm"
_GO_VERSION = re.compile(r"^(?:v|go)(?=[0-9])")


class Query(NamedTuple):
    """What to ask. A tuple, because a portfolio has millions and each is made and looked up once.

    Attributes:
        ecosystems: names under which OSV may hold advisories for the package, the most exact first.
        name: the package in the form in which the ecosystem compares names.
        version: the version to be placed in its order; empty where the component has none.
        binary: the name may be one under which the source has no advisories that are asked: that of a binary
            package, or of one of another product of the distribution.
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
        why = _NO_REGISTRY.get(parsed.type, "")
        return Unnamed(f"no advisory source names packages of its type '{parsed.type}'{why}")
    if _is_range(stated):
        return Unnamed(
            f"its package URL states a range of versions ({stated[:80]!a}) and not the one that is there"
        )
    return _in_registry(parsed.type, name, stated)


def _is_range(version: str) -> bool:
    """Whether a version is written as a range, as tools do that read manifests: `^1.2`, `>=1,<2`, `[1,2)`, `*`."""
    return _RANGE.match(version) is not None or ",<" in version


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
    binary = of_products(ecosystem) or (not source and qualifiers.get("arch") not in {"source", "src"})
    return Query(ecosystems, normal_name(ecosystem, source or purl.name), version, binary)
