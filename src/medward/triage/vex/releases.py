# SPDX-License-Identifier: Apache-2.0
"""The releases of a dossier with their components, and how a release is named to others.

A release has no identifier of its own in a dossier, so it is named by what everybody can see: maker, device and
version, as a package URL of type `generic` (`pkg:generic/example-medical/infusion-pump@3.2.2`).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid5

from packageurl import PackageURL

from medward.base.canonical import canonical_bytes
from medward.base.problems import Place, Problem, ProblemsError
from medward.dossier.loading import Loaded
from medward.dossier.model.device import Device, Release, ReleaseStatus
from medward.inventory import reader
from medward.inventory.model import Component, Inventory
from medward.triage.vex.model import Product

_NAMESPACE = UUID("5b0f1b0e-8f0a-5d0c-9a5e-6c2f7b1d4e90")
_NO_WORD = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class ReleaseParts:
    """A release with everything it is made of.

    Attributes:
        id: id of the release in the dossier.
        version: its version.
        product: the release as a product.
        released: its day of release; None where it is planned, or the day is not stated.
        inventories: its SBOMs.
    """

    id: str
    version: str
    product: Product
    released: date | None = None
    inventories: tuple[Inventory, ...] = field(default=(), repr=False)

    @property
    def components(self) -> tuple[Component, ...]:
        """The components of all its SBOMs, with the primary ones."""
        return tuple(component for inventory in self.inventories for component in inventory.all_components)


def read_releases(loaded: Loaded, only: str | None = None) -> tuple[ReleaseParts, ...]:
    """Every release, or only one. Raises ProblemsError where it or an SBOM of it cannot be read."""
    dossier = loaded.dossier
    chosen = [release for release in dossier.releases if only in {None, release.id}]
    if only is not None and not chosen:
        known = ", ".join(release.id for release in dossier.releases)
        message = f"the dossier has no release '{only}'"
        raise ProblemsError(
            [Problem(Place(str(loaded.folder)), "", "vex.release", message, f"Known are: {known}")]
        )
    return tuple(
        release_parts(dossier.device, release, [reader.read(loaded.folder / sbom.file) for sbom in release.sboms])
        for release in chosen
    )


def release_parts(device: Device, release: Release, inventories: Iterable[Inventory]) -> ReleaseParts:
    """A release as others are told of it."""
    product = Product(
        name=device.name,
        version=release.version,
        supplier=device.manufacturer,
        kind="device",
        purls=(release_purl(device, release.version),),
        models=tuple(dict.fromkeys(model.number or model.name for model in device.models)),
        ref=release.id,
    )
    released = None if release.status is ReleaseStatus.PLANNED else release.date
    return ReleaseParts(release.id, release.version, product, released, tuple(inventories))


def release_purl(device: Device, version: str) -> str:
    """The package URL that names a release."""
    return PackageURL("generic", slug(device.manufacturer), slug(device.name), version).to_string()


def slug(text: str) -> str:
    """A text as one word of lower-case letters, digits and hyphens; `device` where nothing is left."""
    return _NO_WORD.sub("-", text.lower()).strip("-") or "device"


def product_of(component: Component) -> Product:
    """A component of an SBOM as others are told of it: without its place in the SBOM."""
    return Product(
        name=f"{component.group}/{component.name}" if component.group else component.name,
        version=component.version,
        supplier=component.supplier,
        kind=component.kind or "library",
        purls=(component.purl,) if component.purl else (),
        cpes=component.cpes,
        hashes=component.hashes,
    )


def stable_id(*parts: str | int | Sequence[str] | None) -> str:
    """A UUIDv5 over content: the same content has the same id, whenever and wherever it is made."""
    return str(uuid5(_NAMESPACE, canonical_bytes(list(parts)).decode()))


def product_id(product: Product) -> str:
    """A UUIDv5 over everything that names a product."""
    hashes = [f"{one.algorithm}:{one.value}" for one in product.hashes]
    return stable_id(
        product.name, product.version, product.supplier, product.purls, product.cpes, hashes, product.models
    )


def system_of(vulnerability: str) -> str:
    """The system that numbers a vulnerability, by its id: `GHSA` of `GHSA-xxxx-xxxx-xxxx`."""
    return vulnerability.partition("-")[0] or vulnerability
