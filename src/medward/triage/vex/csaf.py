# SPDX-License-Identifier: Apache-2.0
"""Reads documents of CSAF 2.0 and 2.1 (VEX, advisories, every profile with a product status) into statements.

- A product of a relationship (`default_component_of` and its kin) is a component inside a product; every other one
  is a product as a whole. A version range of the product tree is kept as text, also where it stands as a version.
- `first_affected` and `last_affected` are affected, `first_fixed` is fixed; `recommended` and the `unknown` of 2.1
  say nothing about a status.
- Justification, impact and action are the flags, the threats of category `impact` and the remediations that name
  the product or a group with it.
- A status that names a product of which the tree knows nothing is kept, with the id alone.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from medward.dossier.model.keeping import Justification, TriageStatus
from medward.inventory.model import Hash
from medward.triage.vex import csaf_wire as wire
from medward.triage.vex.csaf_versions import is_range
from medward.triage.vex.model import NO_ACTION, Document, Format, Product, Statement
from medward.triage.vex.source import Source

MAX_NESTING = 100
_STATUSES = (
    ("known_affected", TriageStatus.AFFECTED),
    ("first_affected", TriageStatus.AFFECTED),
    ("last_affected", TriageStatus.AFFECTED),
    ("known_not_affected", TriageStatus.NOT_AFFECTED),
    ("fixed", TriageStatus.FIXED),
    ("first_fixed", TriageStatus.FIXED),
    ("under_investigation", TriageStatus.UNDER_INVESTIGATION),
)


def decode(source: Source) -> wire.CsafDocument:
    """The document as it stands. Raises ProblemsError where it has another shape."""
    return source.decode(wire.CsafDocument)


def read(source: Source) -> Document:
    """The statements of a CSAF document. Raises ProblemsError with one problem."""
    document = decode(source)
    vulnerabilities = document.vulnerabilities or ()
    source.hold_limit(sum(_named(one.product_status) for one in vulnerabilities))
    tree = Tree(document.product_tree or wire.ProductTree(), source)
    statements = chain.from_iterable(
        _statements(one, f"vulnerabilities[{number}]", document.document, tree)
        for number, one in enumerate(vulnerabilities)
    )
    about = document.document
    return Document(
        format=Format.CSAF,
        version=about.csaf_version,
        id=about.tracking.id,
        author=about.publisher.name,
        time=about.tracking.current_release_date,
        digest=source.digest,
        statements=tuple(replace(one, source=source.digest) for one in statements),
    )


def _named(status: wire.ProductStatus | None) -> int:
    return sum(len(getattr(status, name)) for name, _ in _STATUSES) if status is not None else 0


@dataclass(frozen=True, slots=True)
class Subject:
    """A product as a whole, or a component in it."""

    product: Product
    component: Product | None = None


class Tree:
    """The products of a document by their ids. Raises ProblemsError where they are made of themselves."""

    def __init__(self, tree: wire.ProductTree, source: Source) -> None:
        self._source = source
        self._plain: dict[str, Product] = {}
        self._unfolded = 0
        self._made = {one.full_product_name.product_id: one for one in tree.relationships}
        self._groups: Mapping[str, tuple[str, ...]] = {
            one.group_id: one.product_ids for one in tree.product_groups
        }
        for name in tree.full_product_names:
            self._plain[name.product_id] = _product(name, ())
        self._walk(tree.branches, ())

    def subject(self, product_id: str) -> Subject:
        """What an id means."""
        chain_of: list[wire.Relationship] = []
        while product_id not in self._plain and product_id in self._made:
            chain_of.append(self._made[product_id])
            product_id = chain_of[-1].relates_to_product_reference
            if len(chain_of) > MAX_NESTING:
                message = (
                    f"the product '{product_id[:60]}' is made of itself, or of more than {MAX_NESTING} others"
                )
                raise self._source.problem("vex.cycle", message, key="product_tree.relationships")
        product = self._plain.get(product_id, Product(ref=product_id))
        if not chain_of:
            return Subject(product)
        part = chain_of[0].product_reference
        return Subject(product, self._plain.get(part, Product(ref=part)))

    def expanded(self, scoped: wire.Scoped) -> Iterator[str]:
        """The ids of the products of which something is said."""
        yield from scoped.product_ids
        for group in scoped.group_ids:
            products = self._groups.get(group, ())
            self._unfolded += len(products)
            self._source.hold_limit(self._unfolded)
            yield from products

    def _walk(self, branches: Iterable[wire.Branch], above: tuple[wire.Branch, ...]) -> None:
        if len(above) > MAX_NESTING:
            raise self._source.problem("vex.size", f"branches are nested more than {MAX_NESTING} deep")
        for branch in branches:
            path = (*above, branch)
            if branch.product is not None:
                self._plain[branch.product.product_id] = _product(branch.product, path)
            self._walk(branch.branches, path)


def _product(name: wire.FullName, path: tuple[wire.Branch, ...]) -> Product:
    """A product by its own data and by the branches that lead to it."""
    steps = {branch.category: branch.name for branch in path}
    helper = name.helper or wire.Helper()
    version = steps.get("product_version", "")
    ranged = is_range(version)
    return Product(
        name=steps.get("product_name", name.name),
        version="" if ranged else version,
        version_range=steps.get("product_version_range", version if ranged else ""),
        supplier=steps.get("vendor", ""),
        purls=helper.all_purls,
        cpes=(helper.cpe,) if helper.cpe else (),
        hashes=tuple(_hash(one) for file in helper.hashes for one in file.file_hashes),
        models=helper.model_numbers,
        ref=name.product_id,
    )


def _hash(one: wire.FileHash) -> Hash:
    """CSAF names algorithms as OpenSSL does: `sha256`, `sha3-512`."""
    name = one.algorithm.upper()
    if name.startswith("SHA") and not name.startswith(("SHA-", "SHA3-")):
        name = f"SHA-{name[3:]}"
    return Hash(name, one.value)


def _statements(one: wire.Vulnerability, path: str, about: wire.About, tree: Tree) -> Iterator[Statement]:
    names = [one.cve] if one.cve else []
    names += [other.text for other in one.ids]
    said = _Said(one, tree)
    for field, status in _STATUSES:
        for number, product_id in enumerate(getattr(one.product_status or wire.ProductStatus(), field)):
            subject = tree.subject(product_id)
            yield Statement(
                vulnerability=names[0] if names else "",
                aliases=tuple(dict.fromkeys(names[1:])),
                product=subject.product,
                component=subject.component,
                status=status,
                justification=said.flags.get(product_id) if status is TriageStatus.NOT_AFFECTED else None,
                impact="\n".join(said.impacts.get(product_id, ())),
                action="\n".join(said.actions.get(product_id, ())),
                author=about.publisher.name,
                time=about.tracking.current_release_date,
                path=f"{path}.product_status.{field}[{number}]",
            )


class _Said:
    """What one vulnerability says of each product, looked up once."""

    def __init__(self, one: wire.Vulnerability, tree: Tree) -> None:
        self.flags: dict[str, Justification] = {}
        self.impacts: dict[str, list[str]] = {}
        self.actions: dict[str, list[str]] = {}
        for flag in one.flags:
            self.flags.update(dict.fromkeys(tree.expanded(flag), Justification(flag.label)))
        for threat in one.threats:
            if threat.category == "impact":
                for product in tree.expanded(threat):
                    self.impacts.setdefault(product, []).append(threat.details)
        for remediation in one.remediations:
            if remediation.details != NO_ACTION:
                for product in tree.expanded(remediation):
                    self.actions.setdefault(product, []).append(remediation.details)
