# SPDX-License-Identifier: Apache-2.0
"""What a record that names products, and not packages of a registry, says: claims about products and versions.

Rules that hold for CVE records and for the NVD alike:

- A product is named by part, vendor and product of a CPE name (`CPE`), or by a vendor's and a product's own words
  (`CNA`), or by a CNA with a registry and a package in it (`CNA registry`, as `pypi/name`). They stand beside
  packages in the database, each under an ecosystem of that name.
- Their versions are placed in the order that the record states, see `medward.advisories.orders`; where it states
  none, in the generic one. A range that rests there on more than plain numbers is never a sure match, see
  `medward.advisories.judging`, nor a sure miss, see `medward.advisories.misses`.
- A claim about a version that cannot be placed holds for every version, with a doubt, and never for none.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Final, NamedTuple

from medward.advisories.ecosystems import BY_TYPE, normal_name
from medward.advisories.orders import order_in, scheme_in, way_of, without_v
from medward.advisories.ranges import Interval
from medward.versions import LOWEST, InvalidVersionError, KeyFunction, key_function, scheme_of

CPE: Final = "CPE"
CNA: Final = "CNA"
REGISTRY: Final = "CNA registry"
CSAF_WAYS: Final = ("CSAF purl", "CSAF cpe", "CSAF name", "hash")
"""The ways in which CSAF advisories name products: see `medward.advisories.csaf.identities`."""
PRODUCTS = (CPE, CNA, REGISTRY, *CSAF_WAYS)
"""The ways in which products are named."""

MAX_SUMMARY = 240
MAX_TEXT = 200
"""Characters of a text that is shown in a sentence, such as a version that is none."""

_GENERIC = "generic"
_BLANK = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\s]+")
_NOT_ALPHANUMERIC = re.compile(r"[^0-9a-z]+")
_UNNAMED = frozenset(("", "n_a", "na", "unknown", "unspecified", "none", "not_applicable", "various", "multiple"))


class Terms(NamedTuple):
    """On what a claim holds, beyond product and version.

    Attributes:
        attributes: update, edition and the five after it of a CPE name, joined by colons; empty where all are ANY.
        doubt: why the claim alone is no sure match, as the end of a sentence; empty where it is.
        conditions: what else must be there: see `medward.advisories.cpe.conditions`; empty where nothing must.
        scheme: the order of versions that the record states; empty for the generic one.
        stand_in: the claim is placed in the generic order all the same: see `medward.advisories.orders`.
    """

    attributes: str = ""
    doubt: str = ""
    conditions: str = ""
    scheme: str = ""
    stand_in: bool = False


NO_TERMS = Terms()


@dataclass(frozen=True, slots=True)
class Claim:
    """That versions of a product are affected.

    Attributes:
        ecosystem: the way of naming, with the order that the record states: `CPE`, `CNA:semver`.
        name: the product: `a:vendor:product`, or `vendor:product` in the form of `product_name`.
        intervals: runs of affected versions.
        versions: single affected versions outside of them, with their key where the order takes them.
        terms: on what it holds.
        undecided: why the claim does not decide every version; empty where it does.
    """

    ecosystem: str
    name: str
    intervals: tuple[Interval, ...] = ()
    versions: tuple[tuple[bytes | None, str], ...] = ()
    terms: Terms = NO_TERMS
    undecided: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """CISA's own assessment in a CVE record: the points of an SSVC decision, and its catalogue's entry.

    Attributes:
        exploitation: `none`, `poc` or `active`; empty where not assessed, as the next two.
        automatable: `yes` or `no`.
        technical_impact: `partial` or `total`.
        decided: the day of the assessment.
        kev_added: the day on which the vulnerability came into the catalogue, as the record has it.
    """

    exploitation: str = ""
    automatable: str = ""
    technical_impact: str = ""
    decided: date | None = None
    kev_added: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """A record that was read.

    Attributes:
        name: its id, such as `CVE-2099-0001`.
        modified: the moment of its last change.
        published: the day on which it was published.
        withdrawn: whether its publisher rejected it; it has no claims then.
        summary: one line.
        severities: pairs of system and vector, as in `Severity`.
        cwes: weakness ids, sorted.
        urls: addresses, sorted.
        claims: what it says of products.
        unnamed: statements that name no product, and so can match nothing.
        commit_ranges: ranges over commits, which are not evaluated.
        assessment: CISA's assessment, where the record has one.
    """

    name: str
    modified: datetime
    published: date | None = None
    withdrawn: bool = False
    summary: str = ""
    severities: tuple[tuple[str, str], ...] = ()
    cwes: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    unnamed: int = 0
    commit_ranges: int = 0
    assessment: Assessment | None = None


def order_of(ecosystem: str) -> KeyFunction | None:
    """The sortable key of a version of an ecosystem, or of a product; None where no order is known."""
    if way_of(ecosystem) in PRODUCTS:
        return order_in(scheme_in(ecosystem)) if scheme_in(ecosystem) else placed
    return key_function(ecosystem) if scheme_of(ecosystem) else None


def is_stated(ecosystem: str) -> bool:
    """Whether the name is that of products in a stated order; a distribution's release is none (`Debian:12`)."""
    return way_of(ecosystem) in PRODUCTS and bool(scheme_in(ecosystem))


@lru_cache(maxsize=65_536)
def placed(version: str) -> bytes:
    """The sortable key of a product's version, without the `v` before it. Raises InvalidVersionError."""
    return key_function(_GENERIC)(without_v(version))


def placed_or_none(version: str) -> bytes | None:
    """The sortable key of a product's version; None where the order refuses it."""
    try:
        return placed(version)
    except InvalidVersionError:
        return None


def begins_with_word(version: str) -> bool:
    """Whether a version begins with a word, so that the order says nothing of how it stands to numbers."""
    return not without_v(version)[:1].isdigit()


def every_version() -> Interval:
    """The interval that holds every version."""
    return Interval(LOWEST, None, "0", "", "")


def product_name(vendor: str, product: str) -> str:
    """Vendor and product as one name, or empty where either is not told.

    Case, accents, blanks and punctuation say nothing: `OpenSSL, Inc.` and `openssl inc` are one vendor.
    """
    names = _plain_name(vendor), _plain_name(product)
    return "" if _UNNAMED.intersection(names) else ":".join(names)


def registry_name(kind: str, package: str) -> str:
    """A package of a registry as claims name it, from the type of its package URL."""
    ecosystem = BY_TYPE.get(kind, kind)
    return f"{kind}/{normal_name(ecosystem, package)}"


def one_line(text: str) -> str:
    """A text in one line, cut where it is long."""
    plain = _BLANK.sub(" ", text[: 4 * MAX_SUMMARY]).strip()
    return plain if len(plain) <= MAX_SUMMARY else f"{plain[: MAX_SUMMARY - 1].rstrip()}…"


@lru_cache(maxsize=16_384)
def _plain_name(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text[:MAX_TEXT]).casefold() if not text.isascii() else text.lower()
    bare = "".join(one for one in folded if not unicodedata.combining(one)) if not text.isascii() else folded
    return _NOT_ALPHANUMERIC.sub("_", bare).strip("_")
