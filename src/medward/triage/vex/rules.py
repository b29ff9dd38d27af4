# SPDX-License-Identifier: Apache-2.0
"""Checking a VEX document against the rules of its format.

- CSAF 2.0: its shape, and the mandatory tests (`csaf_rules`).
- CycloneDX: the format's own JSON Schema, bundled with cyclonedx-python-lib, and rules of this module.
- OpenVEX 0.2: rules of this module, after its specification. Nothing is fetched.

A document that cannot be read at all is no breach but a problem. Rules that could not judge something are named.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medward.dossier.model.keeping import TriageStatus
from medward.triage.vex import csaf, csaf_rules, cyclonedx, openvex
from medward.triage.vex.breach import Breach
from medward.triage.vex.model import Format
from medward.triage.vex.reading import format_of
from medward.triage.vex.source import Source

OPENVEX_HASHES = {*openvex.ALGORITHMS, "sha3-224", "blake2s-256"}
MAX_SCHEMA_BREACHES = 100


@dataclass(frozen=True, slots=True)
class Report:
    """What the rules said of a document.

    Attributes:
        format: its format.
        breaches: what is wrong.
        unchecked: what could not be judged, with the reason.
    """

    format: Format
    breaches: tuple[Breach, ...]
    unchecked: tuple[str, ...]


def check(source: Source) -> Report:
    """Judge a document. Raises ProblemsError where it cannot be read."""
    match format_of(source):
        case Format.CSAF:
            checked = csaf_rules.check(csaf.decode(source))
            return Report(Format.CSAF, checked.breaches, checked.unchecked)
        case Format.CYCLONEDX:
            document = cyclonedx.decode(source)
            found = (*_by_schema(source, document.spec), *_cyclonedx(document))
            return Report(Format.CYCLONEDX, found, ())
        case Format.OPENVEX:
            return Report(Format.OPENVEX, tuple(_openvex(openvex.decode(source))), ())


def _by_schema(source: Source, version: str) -> Iterator[Breach]:
    """What the format's own schema finds."""
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    try:
        text = source.data.decode()
    except UnicodeDecodeError as error:
        raise source.problem("vex.syntax", "a text in it is not UTF-8", "Save it as UTF-8") from error
    errors = JsonStrictValidator(SchemaVersion.from_version(version)).validate_str(text, all_errors=True) or ()
    for number, found in enumerate(errors):
        if number == MAX_SCHEMA_BREACHES:
            break
        yield Breach("cyclonedx.schema", found.data.json_path, found.data.message[:300])


def _cyclonedx(document: cyclonedx.CyclonedxDocument) -> Iterator[Breach]:
    refs = set(_refs(document))
    if not document.vulnerabilities:
        yield Breach("cyclonedx.nothing", "vulnerabilities", "the document says nothing about a vulnerability")
    for number, one in enumerate(document.vulnerabilities):
        path = f"vulnerabilities[{number}]"
        if not one.id:
            yield Breach("cyclonedx.id", path, "the vulnerability has no id")
        if not one.affects:
            yield Breach("cyclonedx.affects", path, "the vulnerability names no component")
        for inner, affected in enumerate(one.affects):
            if not affected.ref.startswith("urn:cdx:") and affected.ref not in refs:
                message = f"'{affected.ref}' is the reference of no component of the document"
                yield Breach("cyclonedx.reference", f"{path}.affects[{inner}].ref", message)
        analysis = one.analysis
        if analysis is not None and analysis.state == "not_affected":
            if not analysis.justification and not analysis.detail:
                yield Breach("cyclonedx.justification", f"{path}.analysis", "nothing says why it is not affected")
        elif analysis is not None and analysis.justification:
            message = f"a justification stands beside the state '{analysis.state}'"
            yield Breach("cyclonedx.justification", f"{path}.analysis", message)


def _refs(document: cyclonedx.CyclonedxDocument) -> Iterator[str]:
    ahead = [*document.components]
    if document.metadata.component is not None:
        ahead.append(document.metadata.component)
    while ahead:
        component = ahead.pop()
        ahead.extend(component.components)
        yield component.ref


def _openvex(document: openvex.OpenvexDocument) -> Iterator[Breach]:
    if ":" not in document.id:
        yield Breach("openvex.iri", "@id", f"'{document.id}' is no IRI")
    for number, one in enumerate(document.statements):
        path = f"statements[{number}]"
        yield from _openvex_statement(one, path)
        for inner, product in enumerate(one.products):
            yield from _openvex_named(product, f"{path}.products[{inner}]")
            for last, part in enumerate(product.subcomponents):
                yield from _openvex_named(part, f"{path}.products[{inner}].subcomponents[{last}]")


def _openvex_statement(one: openvex.OpenvexStatement, path: str) -> Iterator[Breach]:
    said = bool(one.justification), bool(one.impact_statement)
    if one.status is TriageStatus.NOT_AFFECTED and not any(said):
        yield Breach("openvex.justification", path, "nothing says why it is not affected")
    if one.status is TriageStatus.NOT_AFFECTED and all(said):
        message = "the published schema takes a justification or an impact statement, not both"
        yield Breach("openvex.justification", path, message)
    if one.status is not TriageStatus.NOT_AFFECTED and one.justification:
        yield Breach("openvex.justification", path, f"a justification stands beside the status '{one.status}'")
    if one.status is TriageStatus.AFFECTED and not one.action_statement:
        yield Breach("openvex.action", path, "nothing says what to do about it")
    if not one.products:
        yield Breach("openvex.product", path, "the statement names no product")


def _openvex_named(named: openvex.Named, path: str) -> Iterator[Breach]:
    if not named.id and not named.identifiers and not named.hashes:
        yield Breach("openvex.product", path, "nothing identifies the product")
    if named.id and ":" not in named.id:
        yield Breach("openvex.iri", f"{path}.@id", f"'{named.id}' is no IRI")
    for name in sorted(named.hashes.keys() - OPENVEX_HASHES):
        yield Breach("openvex.hash", f"{path}.hashes", f"'{name}' is no algorithm of OpenVEX")
    purl = named.identifiers.get("purl", "")
    if purl and not csaf_rules.is_purl(purl):
        yield Breach("openvex.purl", f"{path}.identifiers.purl", f"'{purl}' is no package URL")
