# SPDX-License-Identifier: Apache-2.0
"""CycloneDX as it stands in a file: only what `medward.inventory` takes over, by CycloneDX's own names.

The JSON decoder fills these structs directly and skips every other key; the XML reader fills the same structs. A
`null` is taken as "not stated", because some tools write it although the schema does not allow it. Sections that
are not taken over are decoded to `Skipped`, so that they can be counted.

Schemas: CycloneDX 1.2 to 1.7 (ECMA-424 from 1.6 on).
"""

import msgspec

from medward.inventory.model import Hash

KINDS = frozenset(
    {
        "application",
        "framework",
        "library",
        "container",
        "platform",
        "operating-system",
        "device",
        "device-driver",
        "firmware",
        "file",
        "machine-learning-model",
        "data",
        "cryptographic-asset",
    }
)
"""What a component can be (`component.type` of CycloneDX 1.6)."""
ALGORITHMS = frozenset(
    {
        "MD5",
        "SHA-1",
        "SHA-256",
        "SHA-384",
        "SHA-512",
        "SHA3-256",
        "SHA3-384",
        "SHA3-512",
        "BLAKE2b-256",
        "BLAKE2b-384",
        "BLAKE2b-512",
        "BLAKE3",
    }
)
"""How a hash can be made (`hash.alg` of CycloneDX 1.6)."""


class Skipped(msgspec.Struct, gc=False):
    """An entry of a section that is counted and not taken over."""


class Party(msgspec.Struct, gc=False):
    """An organisation or a person."""

    name: str | None = None


class Licence(msgspec.Struct, gc=False):
    """A licence by its SPDX id or by a name."""

    id: str | None = None
    name: str | None = None


class LicenceChoice(msgspec.Struct, gc=False):
    """A licence, or an expression over several."""

    license: Licence | None = None
    expression: str | None = None


class Property(msgspec.Struct, gc=False):
    """A name and a value outside the schema."""

    name: str | None = None
    value: str | None = None


class Identity(msgspec.Struct, gc=False):
    """What an analysis concluded about one identity field (1.6 on)."""

    field: str | None = None
    concluded: str | None = msgspec.field(name="concludedValue", default=None)


class Evidence(msgspec.Struct, gc=False):
    """Evidence of identity: one object in 1.5, a list from 1.6 on."""

    identity: tuple[Identity, ...] | Identity | None = None


class Component(msgspec.Struct, gc=False, rename={"ref": "bom-ref", "kind": "type"}):
    """A component with the components inside it. A missing name is no error: the quality tells it."""

    name: str | None = None
    ref: str | None = None
    kind: str | None = None
    version: str | None = None
    group: str | None = None
    supplier: Party | None = None
    manufacturer: Party | None = None
    publisher: str | None = None
    purl: str | None = None
    cpe: str | None = None
    hashes: tuple[Hash, ...] | None = None
    licenses: tuple[LicenceChoice, ...] | None = None
    properties: tuple[Property, ...] | None = None
    evidence: Evidence | None = None
    pedigree: Skipped | None = None
    components: "tuple[Component, ...] | None" = None


class Tool(msgspec.Struct, gc=False):
    """A program that made the SBOM: legacy form (to 1.4) with a vendor, or a component or service."""

    name: str | None = None
    version: str | None = None
    vendor: str | None = None


class Tools(msgspec.Struct, gc=False):
    """The form of `metadata.tools` from 1.5 on."""

    components: tuple[Tool, ...] | None = None
    services: tuple[Tool, ...] | None = None


class Lifecycle(msgspec.Struct, gc=False):
    """A predefined phase, or a name of the author's own."""

    phase: str | None = None
    name: str | None = None


class Metadata(msgspec.Struct, gc=False):
    """What is said of the SBOM itself. `manufacture` is the older name for who made the product."""

    timestamp: str | None = None
    lifecycles: tuple[Lifecycle, ...] | None = None
    tools: tuple[Tool, ...] | Tools | None = None
    authors: tuple[Party, ...] | None = None
    manufacturer: Party | None = None
    manufacture: Party | None = None
    supplier: Party | None = None
    component: Component | None = None


class Dependency(msgspec.Struct, gc=False, rename={"depends_on": "dependsOn"}):
    """What one component depends on and what it provides, by ref."""

    ref: str | None = None
    depends_on: tuple[str, ...] | None = None
    provides: tuple[str, ...] | None = None


class Composition(msgspec.Struct, gc=False):
    """How complete a part of the SBOM is."""

    aggregate: str | None = None


class Document(
    msgspec.Struct, gc=False, rename={"format": "bomFormat", "spec": "specVersion", "serial": "serialNumber"}
):
    """A document without its two long lists. The last eight sections are counted and not taken over."""

    format: str | None = None
    spec: str | None = None
    serial: str | None = None
    metadata: Metadata | None = None
    compositions: tuple[Composition, ...] | None = None
    services: tuple[Skipped, ...] | None = None
    vulnerabilities: tuple[Skipped, ...] | None = None
    annotations: tuple[Skipped, ...] | None = None
    formulation: tuple[Skipped, ...] | None = None
    declarations: Skipped | None = None
    definitions: Skipped | None = None
    citations: tuple[Skipped, ...] | None = None
    signature: Skipped | None = None


class WholeDocument(Document, gc=False):
    """A document with its two long lists, decoded in one step."""

    components: tuple[Component, ...] | None = None
    dependencies: tuple[Dependency, ...] | None = None


class OutlinedDocument(Document, gc=False):
    """A document with the places of its components and dependencies, which are decoded one by one."""

    components: tuple[msgspec.Raw, ...] | None = None
    dependencies: tuple[msgspec.Raw, ...] | None = None
