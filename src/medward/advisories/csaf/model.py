# SPDX-License-Identifier: Apache-2.0
"""What a CSAF document says, as far as Medward reads it: one `Advisory` with its products and vulnerabilities.

Frozen values without the format's indirections: product groups are resolved to product ids, the branches of the
product tree are flattened to one `Product` for each leaf, and every list is in the document's order. Clause
numbers are those of CSAF 2.0 (OASIS Standard, 18 November 2022), https://docs.oasis-open.org/csaf/csaf/v2.0/.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Standing(StrEnum):
    """What a document states about a product and a vulnerability (3.2.3.9), put together by what it means."""

    AFFECTED = "affected"
    """`known_affected`, `first_affected`, `last_affected`."""
    NOT_AFFECTED = "not affected"
    """`known_not_affected`."""
    FIXED = "fixed"
    """`fixed`, `first_fixed`; and `recommended`, which is a version to move to."""
    OPEN = "open"
    """`under_investigation`, and `unknown` of CSAF 2.1: the publisher does not know yet."""


@dataclass(frozen=True, slots=True)
class Identifiers:
    """What identifies a product beyond its name (3.1.3.3, `product_identification_helper`).

    Attributes:
        purls: package URLs; CSAF 2.0 has one at most.
        cpe: a CPE 2.2 or 2.3 name, or empty.
        model_numbers: model numbers; `?` and `*` in them stand for one and for any number of characters.
        serial_numbers: serial numbers, with the same wildcards.
        skus: stock keeping units, with the same wildcards.
        hashes: `algorithm:value` of files, as written.
    """

    purls: tuple[str, ...] = ()
    cpe: str = ""
    model_numbers: tuple[str, ...] = ()
    serial_numbers: tuple[str, ...] = ()
    skus: tuple[str, ...] = ()
    hashes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Product:
    """One product that a document defines: a leaf of its tree, a full product name, or a relationship.

    Attributes:
        id: the document's own id of it.
        name: the full product name.
        vendor: the branch of category `vendor` above it, or empty.
        families: branches of category `product_family`, outermost first.
        product: the branch of category `product_name`, or empty.
        version: the text of the version branch, or empty where the product is named without a version.
        is_range: whether that branch is a `product_version_range`.
        other: branches of other categories (architecture, language, patch level …) as `category: name`.
        identifiers: what identifies it beyond its name.
        part_of: for a relationship, ids of the two products and between them the relationship's category; for a
            product path of CSAF 2.1 those of its first step.
    """

    id: str
    name: str
    vendor: str = ""
    families: tuple[str, ...] = ()
    product: str = ""
    version: str = ""
    is_range: bool = False
    other: tuple[str, ...] = ()
    identifiers: Identifiers = field(default_factory=Identifiers)
    part_of: tuple[str, str, str] | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """One score and the products that it is for.

    Attributes:
        system: `CVSS_V2`, `CVSS_V3` or `CVSS_V4`.
        vector: the vector as written; empty where only a number is given.
        base: the base score, or None.
        source: who gave it, in CSAF 2.1; empty for the publisher.
        products: ids of the products.
    """

    system: str
    vector: str
    base: float | None
    source: str
    products: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prediction:
    """An EPSS prediction that a CSAF 2.1 document repeats.

    Attributes:
        probability: of exploitation within 30 days, from 0 to 1.
        percentile: share of vulnerabilities with the same or a lower probability, from 0 to 1.
        made: when it was made, or None where that cannot be read.
        products: ids of the products.
    """

    probability: float
    percentile: float
    made: datetime | None
    products: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """An SSVC assessment that a CSAF 2.1 document states.

    Attributes:
        points: each decision point as `name: value`, of several values joined by `or`.
        made: when it was made, or None where that cannot be read.
        source: who made it; empty for the publisher.
        products: ids of the products.
    """

    points: tuple[str, ...]
    made: datetime | None
    source: str
    products: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Remediation:
    """What can be done (3.2.3.12). `products` is empty where the document names none.

    Attributes:
        category: `vendor_fix`, `mitigation`, `workaround`, `none_available`, `no_fix_planned`; or of CSAF 2.1.
        details: what to do, in the publisher's words.
        url: where it is told, or empty.
        products: ids of the products.
    """

    category: str
    details: str
    url: str
    products: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """A threat (3.2.3.14: `impact`, `exploit_status`, `target_set`) or a flag (3.2.3.5: why not affected).

    Attributes:
        kind: `threat` or `flag`.
        label: the threat's category or the flag's justification.
        details: the publisher's words; empty for a flag.
        products: ids of the products; empty where the document names none.
    """

    kind: str
    label: str
    details: str
    products: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vulnerability:
    """One vulnerability of a document.

    Attributes:
        cve: its CVE id, or empty.
        ids: other ids as `system: text`.
        title: its title, or empty.
        cwes: weakness ids.
        standings: for each standing the ids of its products; a standing without products is left out.
        scores: scores, in the document's order.
        remediations: remediations, in the document's order.
        remarks: threats and flags.
        disclosed: when it was made public, or None where the document does not say so in a way that can be read.
        discovered: when it was found, likewise.
        predictions: EPSS predictions.
        decisions: SSVC assessments.
    """

    cve: str
    ids: tuple[str, ...]
    title: str
    cwes: tuple[str, ...]
    standings: tuple[tuple[Standing, tuple[str, ...]], ...]
    scores: tuple[Score, ...]
    remediations: tuple[Remediation, ...]
    remarks: tuple[Remark, ...]
    disclosed: datetime | None = None
    discovered: datetime | None = None
    predictions: tuple[Prediction, ...] = ()
    decisions: tuple[Decision, ...] = ()

    @property
    def name(self) -> str:
        """What people call it: the CVE id, else the first other id, else the title."""
        return self.cve or next(iter(self.ids), "") or self.title or "a vulnerability without a name"

    def products(self, standing: Standing) -> tuple[str, ...]:
        """Ids of the products that stand so."""
        return dict(self.standings).get(standing, ())


@dataclass(frozen=True, slots=True)
class Advisory:
    """One CSAF document.

    Attributes:
        id: its tracking id, such as `ICSMA-24-254-01`.
        title: its title.
        csaf_version: `2.0` or `2.1`.
        category: the profile, such as `csaf_security_advisory`.
        status: `final`, `interim` or `draft`.
        revision: the tracking version.
        published: the initial release, or None where it cannot be read.
        updated: the current release, or None where it cannot be read.
        publisher: name of the publisher.
        publisher_kind: `vendor`, `coordinator`, `discoverer` …
        severity: the aggregate severity as written, or empty.
        summary: the first summary in one line, shortened.
        url: the first address that the document gives for itself, a web page before a file; or empty.
        products: the products, in the document's order.
        vulnerabilities: the vulnerabilities, in the document's order.
        oddities: what is wrong in the document and was read all the same, each one sentence without a full stop.
        tlp: its label by the Traffic Light Protocol 2.0; `WHITE` of version 1 is `CLEAR`. Empty where it has none.
        sharing: the sharing group that may have it, by name or id; or empty.
    """

    id: str
    title: str
    csaf_version: str
    category: str
    status: str
    revision: str
    published: datetime | None
    updated: datetime | None
    publisher: str
    publisher_kind: str
    severity: str
    summary: str
    url: str
    products: tuple[Product, ...]
    vulnerabilities: tuple[Vulnerability, ...]
    oddities: tuple[str, ...]
    tlp: str = ""
    sharing: str = ""

    @property
    def withdrawn(self) -> str:
        """Why the document no longer speaks, as the end of a sentence; empty where it does."""
        return _WITHDRAWN.get(self.category, "")


_WITHDRAWN = {
    "csaf_withdrawn": "its publisher has withdrawn it",
    "csaf_superseded": "its publisher has replaced it with others",
}
