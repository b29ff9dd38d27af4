# SPDX-License-Identifier: Apache-2.0
"""Package URLs of packages as the database names them: the way back from `medward.advisories.identity`."""

from packageurl import PackageURL

from medward.advisories.claims import REGISTRY
from medward.advisories.ecosystems import BY_NAMESPACE, BY_TYPE
from medward.advisories.identity import Query, query

_TYPES = {ecosystem: kind for kind, ecosystem in BY_TYPE.items()}
_DISTRIBUTIONS = {
    ecosystem: (kind, namespace)
    for kind, named in BY_NAMESPACE.items()
    for namespace, ecosystem in reversed(named.items())
}
"""Distribution → package URL type and namespace; of several namespaces the first."""


def package_url(ecosystem: str, name: str) -> str:
    """The package URL without version of a package; empty where none names it."""
    if ecosystem == REGISTRY:
        kind, _, written = name.partition("/")
        return _of_registry(kind, written)
    if ecosystem in _TYPES:
        kind = _TYPES[ecosystem]
        return _of_registry(kind, name.replace(":", "/") if kind == "maven" else name)
    return _of_distribution(ecosystem, name)


def ecosystem_of(purl: str) -> str:
    """The ecosystem of a package URL without the release of a distribution; empty for one that names none."""
    kind, _, rest = purl.removeprefix("pkg:").partition("/")
    namespace = rest.partition("/")[0].lower()
    return BY_TYPE.get(kind.lower()) or BY_NAMESPACE.get(kind.lower(), {}).get(namespace, "")


def _of_registry(kind: str, name: str) -> str:
    namespace, _, last = name.rpartition("/")
    return PackageURL(kind, namespace or None, last).to_string() if last else ""


def _of_distribution(ecosystem: str, name: str) -> str:
    """The source package, in the release to which the advisories belong; empty where it would not lead back."""
    distribution, _, release = ecosystem.partition(":")
    if distribution not in _DISTRIBUTIONS:
        return ""
    kind, namespace = _DISTRIBUTIONS[distribution]
    qualifiers = {"arch": "src" if kind == "rpm" else "source"}
    if release:
        qualifiers["distro"] = release.removeprefix("v").removesuffix(":LTS")
    purl = PackageURL(kind, namespace, name, qualifiers=qualifiers).to_string()
    asked = query(purl)
    return purl if isinstance(asked, Query) and ecosystem in asked.ecosystems and asked.name == name else ""
