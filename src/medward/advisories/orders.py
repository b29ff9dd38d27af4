# SPDX-License-Identifier: Apache-2.0
"""In which order the versions of a product are compared: the one that a record states, else the generic one.

CVE records may state a `versionType` for their versions, see `docs/versions.md` of
https://github.com/CVEProject/cve-schema. Rules:

- A type of `STATED` names a scheme of `medward.versions`. `custom`, `git`, a type that is none of these, and no
  type leave the generic order.
- In the database the products of one order stand together, under a way of naming with the scheme after it:
  `CNA` for the generic order, `CNA:semver` for a stated one.
- A component's version may be none in the stated order (`1.2.3.4` in that of SemVer). For these each claim of a
  stated order also stands in the generic one, as a stand-in (`Terms.stand_in`): it counts only where the stated
  order was not asked or refuses the version, and then it is never sure.
- A `vers:` range of any scheme that stands in place of a version is read in the generic order, because keys of two
  schemes never compare with each other.
"""

import re
from functools import lru_cache

from medward.versions import InvalidVersionError, KeyFunction, key_function

STATED = {
    "alpine": "apk",
    "apk": "apk",
    "cargo": "cargo",
    "composer": "composer",
    "cran": "cran",
    "deb": "deb",
    "debian": "deb",
    "dpkg": "deb",
    "gem": "gem",
    "go": "golang",
    "golang": "golang",
    "hackage": "hackage",
    "hex": "hex",
    "maven": "maven",
    "npm": "npm",
    "nuget": "nuget",
    "openssl": "openssl",
    "pep440": "pypi",
    "pub": "pub",
    "pypi": "pypi",
    "python": "pypi",
    "rpm": "rpm",
    "rubygems": "gem",
    "semver": "semver",
}
"""`versionType` in lower case → version scheme."""

_V = re.compile(r"^[vV](?=[0-9])")
_VERS = re.compile(r"^vers:(?!all/|generic/)[a-z][a-z0-9.+-]*/", re.IGNORECASE)


def stated(version_type: str | None) -> str:
    """The scheme that a `versionType` names; empty for the generic order."""
    return STATED.get((version_type or "").strip().lower(), "")


def in_order(way: str, scheme: str) -> str:
    """The name under which products of an order stand: `CNA:semver`, and `CNA` for the generic order."""
    return f"{way}:{scheme}" if scheme else way


def way_of(ecosystem: str) -> str:
    """The way of naming without its order: `CNA:semver` → `CNA`."""
    return ecosystem.partition(":")[0]


def scheme_in(ecosystem: str) -> str:
    """The stated scheme: `CNA:semver` → `semver`; empty for the generic order."""
    return ecosystem.partition(":")[2]


def without_v(version: str) -> str:
    """A version without the `v` before its number."""
    return _V.sub("", version)


def in_generic(text: str) -> str:
    """A `vers:` range of any scheme as a generic one: `vers:deb/<2` → `vers:generic/<2`; other texts stay."""
    return _VERS.sub("vers:generic/", text.strip())


@lru_cache(maxsize=64)
def order_in(scheme: str) -> KeyFunction:
    """The sortable key of a product's version in a scheme, without the `v` before it."""
    key = key_function(scheme)
    return lambda version: key(without_v(version))


def takes(scheme: str, version: str) -> bool:
    """Whether a version is one in a scheme."""
    try:
        order_in(scheme)(version)
    except InvalidVersionError:
        return False
    return True
