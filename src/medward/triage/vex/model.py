# SPDX-License-Identifier: Apache-2.0
"""The one model of VEX statements, whatever their format.

Rules:

- A statement speaks of one vulnerability and one product, or one component inside one product. Inside another
  product the same component may be used differently, so the two are never taken for each other.
- Status and justification are the dossier's words, which are those of VEX (CISA, Minimum Requirements for VEX,
  2023). A word of a format that has no equal among them is kept in `stated` and never translated to something
  near.
- An empty text or tuple means "not stated".
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from medward.dossier.model.keeping import Justification, TriageStatus
from medward.inventory.model import Hash

NO_ACTION = "No action has been decided yet."
"""What is written where a format demands an action and nobody has decided one; readers take it for none."""


class Format(StrEnum):
    """A format of VEX documents."""

    OPENVEX = "OpenVEX"
    CYCLONEDX = "CycloneDX"
    CSAF = "CSAF"


@dataclass(frozen=True, slots=True)
class Product:
    """A product or a component, by everything that names it.

    Attributes:
        name: its name.
        version: its version; empty: no single version is named.
        version_range: text of a range of versions, as written; empty: none.
        supplier: who made or supplies it.
        kind: what it is, by CycloneDX's names, such as `library` or `device`.
        purls: package URLs.
        cpes: CPE names.
        hashes: digests of its files.
        models: model numbers.
        ref: its id inside its own document or SBOM.
        serial: serial number of the SBOM in which `ref` is to be looked up; empty: the document itself.
    """

    name: str = ""
    version: str = ""
    version_range: str = ""
    supplier: str = ""
    kind: str = "library"
    purls: tuple[str, ...] = ()
    cpes: tuple[str, ...] = ()
    hashes: tuple[Hash, ...] = ()
    models: tuple[str, ...] = ()
    ref: str = ""
    serial: str = ""

    @property
    def label(self) -> str:
        """The name that people read: name and version, else the first identifier."""
        named = f"{self.name} {self.version or self.version_range}".strip() if self.name else ""
        return named or next(iter((*self.purls, *self.cpes)), "") or self.ref or self.serial or "no product"


@dataclass(frozen=True, slots=True)
class Statement:
    """What one author says about one vulnerability of one product.

    Attributes:
        vulnerability: its id.
        aliases: its other ids.
        product: the product.
        component: the component inside the product that is meant; None: the product as a whole.
        status: the status.
        justification: why it is not affected, where that is said in a word of VEX.
        stated: status or justification in the format's own word, where the dossier has no equal one.
        impact: what it means for the product and why, in words.
        action: what is or should be done, in words.
        author: who says it.
        time: when it was said.
        first: when the author first said something of it, where that is known and earlier.
        source: digest of the document, `sha256:…`, or the id of the decision in a dossier.
        path: where it stands in the document.
    """

    vulnerability: str
    product: Product
    component: Product | None
    status: TriageStatus
    justification: Justification | None = None
    aliases: tuple[str, ...] = ()
    stated: str = ""
    impact: str = ""
    action: str = ""
    author: str = ""
    time: datetime | None = None
    first: datetime | None = None
    source: str = ""
    path: str = ""

    @property
    def subject(self) -> str:
        """What it speaks of, as people read it."""
        inside = f"{self.component.label} in " if self.component is not None else ""
        return inside + self.product.label


@dataclass(frozen=True, slots=True)
class Document:
    """A VEX document as it was read.

    Attributes:
        format: its format.
        version: version of the format.
        id: the document's own id; empty where it has none.
        author: who wrote it.
        time: when it was last changed.
        digest: `sha256:…` over its bytes.
        statements: what it says, in its order.
        notes: what it holds that is not in the statements, one sentence each.
    """

    format: Format
    version: str
    id: str
    author: str
    time: datetime | None
    digest: str
    statements: tuple[Statement, ...]
    notes: tuple[str, ...] = ()
