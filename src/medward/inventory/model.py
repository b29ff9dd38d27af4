# SPDX-License-Identifier: Apache-2.0
"""The one model that every SBOM is read into, whatever its format.

Rules:

- An empty string or an empty tuple means "not stated in the file". No value is guessed; "NOASSERTION" and "NONE"
  of SPDX are not stated either.
- Texts are as written in the file: `purl`, `cpes` and dates are not checked or put in order here;
  `medward.inventory.quality` says which of them are of use. Licences alone are taken apart, see `licences`.
- A relationship points from the one that needs to the one that is needed ("A depends_on B", "A contains B");
  formats that write the opposite ("B DEPENDENCY_OF A") are turned round by their reader.
- Sections of a file for which this model has no place are named in `Inventory.notes`. Each reader lists in its own
  module text what it leaves out of a component.

The values are msgspec structs and not dataclasses, because hundreds of thousands of them are made while a large
SBOM is read. They are frozen and built from the leaves up, so they can hold no reference cycle and are left out of
garbage collection.
"""

import msgspec

DEPENDS_ON = "depends_on"
CONTAINS = "contains"
PROVIDES = "provides"


class Hash(msgspec.Struct, frozen=True, gc=False, rename={"algorithm": "alg", "value": "content"}):
    """A digest of a component's file, with the algorithm as CycloneDX names it.

    The two names on the wire are CycloneDX's own, so that its JSON is decoded straight into this struct.

    Attributes:
        algorithm: such as `SHA-256`, `SHA-1`, `SHA3-512`, `BLAKE2b-256`, `MD5`.
        value: hexadecimal digits as written.
    """

    algorithm: str
    value: str


class Component(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One part of the release that the SBOM describes.

    Attributes:
        ref: the id inside this inventory (bom-ref, SPDXID or spdxId); unique in it, and given by the reader where
            the file has none.
        name: name as written.
        version: version as written.
        group: namespace of the name, such as `org.apache.commons`.
        supplier: who made or supplied it.
        kind: what it is, by CycloneDX's names, such as `library`, `operating-system`, `firmware`, `file`; empty
            where the file does not say.
        purl: package URL as written.
        cpes: CPE names (2.2 or 2.3) as written.
        hashes: digests of the component.
        licences: SPDX ids, SPDX expressions or names of licences; each item holds, joined by "and".
        support_level: level of support that the SBOM itself states.
        end_of_support: end-of-support date that the SBOM itself states.
    """

    ref: str
    name: str
    version: str = ""
    group: str = ""
    supplier: str = ""
    kind: str = "library"
    purl: str = ""
    cpes: tuple[str, ...] = ()
    hashes: tuple[Hash, ...] = ()
    licences: tuple[str, ...] = ()
    support_level: str = ""
    end_of_support: str = ""

    @property
    def label(self) -> str:
        """The name with its group and version, as people read it: `org.apache/log4j 2.17.1`."""
        name = f"{self.group}/{self.name}" if self.group else self.name
        return f"{name} {self.version}" if self.version else name


class Relationship(msgspec.Struct, frozen=True, gc=False):
    """A directed link between two components of one inventory, by `ref`.

    Attributes:
        source: ref of the one that needs or holds.
        kind: `depends_on`, `contains`, `provides`, or one of `medward.inventory.spdx_words`.
        target: ref of the one that is needed or held.
    """

    source: str
    kind: str
    target: str


class Inventory(msgspec.Struct, frozen=True, kw_only=True):
    """One SBOM, whatever its format.

    Attributes:
        format: `CycloneDX` or `SPDX`.
        spec_version: such as `1.6`, `2.3`, `3.0.1`.
        encoding: `JSON`, `XML`, `tag-value` or `JSON-LD`.
        digest: `sha256:…` over the bytes that were read.
        name: name of the document or of its primary component.
        serial: serial number or namespace that names this very document.
        timestamp: when the SBOM was made, as written.
        authors: people and organisations that made the SBOM.
        tools: programs that made the SBOM.
        lifecycles: phases in which it was made, such as `build`, `operations`.
        completeness: what the SBOM says of its own completeness, such as `complete`, `unknown`.
        primary: the component that the SBOM is about.
        components: all others, nested ones flattened.
        files: files that an SPDX document lists inside its packages, as components of kind `file`. They are kept
            apart, because nobody asks for the supplier or the support of a single file of a package. What
            CycloneDX calls a component of type `file` is a component.
        relationships: links between components or files; the primary component may be an end. Both ends exist.
        notes: what was in the file and is not in this model, or was not clean, one sentence each.
    """

    format: str
    spec_version: str
    encoding: str
    digest: str
    name: str = ""
    serial: str = ""
    timestamp: str = ""
    authors: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    lifecycles: tuple[str, ...] = ()
    completeness: tuple[str, ...] = ()
    primary: Component | None = None
    components: tuple[Component, ...] = ()
    files: tuple[Component, ...] = ()
    relationships: tuple[Relationship, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def all_components(self) -> tuple[Component, ...]:
        """The primary component, where there is one, and then all others; without the files."""
        return self.components if self.primary is None else (self.primary, *self.components)

    def by_ref(self) -> dict[str, Component]:
        """Every component and file under its ref, the primary one included."""
        return {component.ref: component for component in (*self.all_components, *self.files)}

    def component(self, ref: str) -> Component:
        """The component or file with this ref, by a search from the start. Raises KeyError when there is none."""
        for component in (*self.all_components, *self.files):
            if component.ref == ref:
                return component
        raise KeyError(ref)
