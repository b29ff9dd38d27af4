# SPDX-License-Identifier: Apache-2.0
"""Reads what a CycloneDX document (1.4 to 1.7) says about vulnerabilities into statements.

JSON is decoded into the structs of `cyclonedx_wire`; `cyclonedx_xml` brings XML into the same.

- The product is what the document is about (`metadata.component`); where it names none, each affected component is
  a product of its own. A BOM-Link (`urn:cdx:serial/version#ref`) names a component of another BOM, by that BOM's
  serial number: only there is it looked up, whatever its `ref` looks like.
- One statement for each version or range that `affects` names. A version whose own status says the opposite of the
  analysis is not a statement of that analysis; it is told in the notes.
- `false_positive`, and justifications that have no equal among the five of VEX, are kept as `stated` and never
  translated: `requires_configuration` of somebody else's configuration says nothing about ours. A property
  `medward:vex:justification` names the word that the format lacks.
- Responses of an analysis (`will_not_fix`, `update` and the like) are told as part of the action.
- A CPE name whose version `affects` replaces stays without its version; digests do not stay.
- An entry without an analysis (a VDR lists such) makes no statement; how many there are stands in the notes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import unquote

from medward.advisories.cpe.names import ANY, CpeError
from medward.advisories.cpe.names import parse as parse_cpe
from medward.dossier.model.keeping import Justification, TriageStatus
from medward.triage.vex import cyclonedx_xml
from medward.triage.vex.cyclonedx_wire import (
    Affected,
    AffectedVersion,
    Analysis,
    Component,
    CyclonedxDocument,
    Property,
    Vulnerability,
)
from medward.triage.vex.model import NO_ACTION, Document, Format, Product, Statement
from medward.triage.vex.source import Source

VERSIONS = ("1.4", "1.5", "1.6", "1.7")
JUSTIFICATION_PROPERTY = "medward:vex:justification"
STATES = {
    "exploitable": TriageStatus.AFFECTED,
    "resolved": TriageStatus.FIXED,
    "resolved_with_pedigree": TriageStatus.FIXED,
    "not_affected": TriageStatus.NOT_AFFECTED,
    "false_positive": TriageStatus.NOT_AFFECTED,
    "in_triage": TriageStatus.UNDER_INVESTIGATION,
}
JUSTIFICATIONS = {
    "code_not_present": Justification.VULNERABLE_CODE_NOT_PRESENT,
    "code_not_reachable": Justification.NOT_IN_EXECUTE_PATH,
    "protected_by_compiler": Justification.INLINE_MITIGATIONS,
    "protected_at_runtime": Justification.INLINE_MITIGATIONS,
}
"""CycloneDX's word → the dossier's, where both say the same of the product itself."""
MAX_NESTING = 50
_CONTRARY = {
    TriageStatus.AFFECTED: "unaffected",
    TriageStatus.UNDER_INVESTIGATION: "unaffected",
    TriageStatus.NOT_AFFECTED: "affected",
}


def decode(source: Source) -> CyclonedxDocument:
    """The document as it stands. Raises ProblemsError for another version or shape."""
    document = cyclonedx_xml.decode(source) if source.is_xml else source.decode(CyclonedxDocument)
    if document.spec not in VERSIONS:
        message = (
            f"CycloneDX {document.spec[:20]} is not read for vulnerabilities, only {VERSIONS[0]} to {VERSIONS[-1]}"
        )
        raise source.problem("vex.version", message, "Convert it to CycloneDX 1.6", key="specVersion")
    return document


def read(source: Source) -> Document:
    """The statements of a CycloneDX document. Raises ProblemsError with one problem."""
    document = decode(source)
    source.hold_limit(
        sum(max(len(one.versions), 1) for entry in document.vulnerabilities for one in entry.affects)
    )
    reading = _Reading(document, source)
    statements = tuple(reading.statements())
    return Document(
        format=Format.CYCLONEDX,
        version=document.spec,
        id=document.serial,
        author=reading.author,
        time=document.metadata.timestamp,
        digest=source.digest,
        statements=statements,
        notes=tuple(reading.notes),
    )


class _Reading:
    """One document while it is read."""

    def __init__(self, document: CyclonedxDocument, source: Source) -> None:
        self.notes: list[str] = []
        self._document = document
        self._source = source
        primary = document.metadata.component
        self._primary = _product(primary) if primary is not None else None
        self._products: dict[str, Product] = {}
        if primary is not None:
            self._add(primary, 0)
        for component in document.components:
            self._add(component, 0)
        metadata = document.metadata
        named = (metadata.supplier, metadata.manufacturer, metadata.manufacture, *metadata.authors)
        self.author = next((one.name for one in named if one.name), "")

    def statements(self) -> Iterator[Statement]:
        """Every statement; what makes none goes to the notes."""
        unsaid = 0
        for number, entry in enumerate(self._document.vulnerabilities):
            if entry.analysis is None or not entry.analysis.state:
                unsaid += 1
            else:
                yield from self._entry(entry, entry.analysis, f"vulnerabilities[{number}]")
        if unsaid:
            self.notes.append(f"vulnerabilities without an analysis, which make no statement: {unsaid}")

    def _entry(self, entry: Vulnerability, analysis: Analysis, path: str) -> Iterator[Statement]:
        if (status := STATES.get(analysis.state)) is None:
            message = f"'{analysis.state[:60]}' is no state of an analysis"
            raise self._source.problem("vex.shape", message, key=f"{path}.analysis.state")
        base = self._base(entry, analysis, status, path)
        for number, affected in enumerate(entry.affects):
            yield from self._affected(affected, replace(base, path=f"{path}.affects[{number}]"))
        if not entry.affects:
            yield replace(base, product=self._primary or Product())

    def _base(self, entry: Vulnerability, analysis: Analysis, status: TriageStatus, path: str) -> Statement:
        justification, stated = _justification(entry, analysis)
        responses = f"Response: {', '.join(analysis.response)}." if analysis.response else ""
        recommended = "" if entry.recommendation == NO_ACTION else entry.recommendation
        action = "\n".join(filter(None, (recommended, entry.workaround, responses)))
        ids = dict.fromkeys(one.id for one in entry.references if one.id and one.id != entry.id)
        return Statement(
            vulnerability=entry.id,
            aliases=tuple(ids),
            product=Product(),
            component=None,
            status=status,
            justification=justification,
            stated=stated,
            impact=analysis.detail,
            action=action,
            author=self.author,
            time=analysis.last or analysis.first or self._document.metadata.timestamp,
            first=analysis.first,
            source=self._source.digest,
            path=path,
        )

    def _affected(self, affected: Affected, base: Statement) -> Iterator[Statement]:
        product, component = self._subject(affected.ref)
        for version in affected.versions or (AffectedVersion(),):
            if version.status and version.status == _CONTRARY.get(base.status):
                named = version.version or version.range
                self.notes.append(
                    f"{base.path}: version {named} is '{version.status}', which the analysis contradicts; left out"
                )
            elif component is None:
                yield replace(base, product=_in_version(product, version))
            else:
                yield replace(base, product=product, component=_in_version(component, version))

    def _subject(self, ref: str) -> tuple[Product, Product | None]:
        """What a reference means: the product as a whole, or a component in it."""
        serial, found, inner = ref.removeprefix("urn:cdx:").partition("#")
        if ref.startswith("urn:cdx:") and found:
            serial = f"urn:uuid:{serial.partition('/')[0]}"
            return Product(serial=serial), Product(ref=unquote(inner), serial=serial)
        product = self._products.get(ref, Product(ref=ref))
        if self._primary is None or product == self._primary:
            return product, None
        return self._primary, product

    def _add(self, component: Component, depth: int) -> None:
        if depth > MAX_NESTING:
            raise self._source.problem("vex.size", f"components are nested more than {MAX_NESTING} deep")
        if component.ref:
            self._products.setdefault(component.ref, _product(component))
        for inner in component.components:
            self._add(inner, depth + 1)


def _product(component: Component) -> Product:
    return Product(
        name=f"{component.group}/{component.name}" if component.group else component.name,
        version=component.version,
        supplier=component.supplier.name or component.manufacturer.name,
        kind=component.type,
        purls=(component.purl,) if component.purl else (),
        cpes=(component.cpe,) if component.cpe else (),
        hashes=component.hashes,
        ref=component.ref,
    )


def _in_version(product: Product, version: AffectedVersion) -> Product:
    """The product in another version than its description has; identifiers that hold a version then do not fit."""
    if not version.version and not version.range:
        return product
    if version.version == product.version and not version.range:
        return product
    purls = tuple(_without_version(purl) for purl in product.purls)
    cpes = tuple(filter(None, map(_in_every_version, product.cpes)))
    return replace(
        product, version=version.version, version_range=version.range, purls=purls, cpes=cpes, hashes=(), ref=""
    )


def _in_every_version(cpe: str) -> str:
    """A CPE name without its version and update; empty where it is none."""
    try:
        return str(parse_cpe(cpe)._replace(version=ANY, update=ANY))
    except CpeError:
        return ""


def _without_version(purl: str) -> str:
    path, mark, rest = purl.partition("?")
    cut = path.rfind("@")
    return (path[:cut] if cut > path.rfind("/") else path) + mark + rest


def _justification(entry: Vulnerability, analysis: Analysis) -> tuple[Justification | None, str]:
    """The word of VEX, and the format's own where there is none."""
    if STATES.get(analysis.state) is not TriageStatus.NOT_AFFECTED:
        return None, ""
    if analysis.state == "false_positive":
        return None, analysis.state
    said = JUSTIFICATIONS.get(analysis.justification)
    named = _property(entry.properties)
    if named is not None and (not analysis.justification or said is not None):
        return named, ""
    return said, "" if said is not None else analysis.justification


def _property(properties: tuple[Property, ...]) -> Justification | None:
    words: Mapping[str, Justification] = {word.value: word for word in Justification}
    return next((words.get(one.value) for one in properties if one.name == JUSTIFICATION_PROPERTY), None)
