# SPDX-License-Identifier: Apache-2.0
"""Checking a VEX document against the rules of its format.

- CSAF 2.0 and 2.1: its shape, and the mandatory tests (`csaf_rules`).
- CycloneDX: the format's own schema for JSON or XML, bundled with cyclonedx-python-lib, and rules of this module.
- OpenVEX 0.2: rules of `openvex_rules`, after its specification; its drafts cannot be judged. Nothing is fetched.

A document that cannot be read at all is no breach but a problem. Rules that could not judge something are named.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from medward.triage.vex import csaf, csaf_rules, cyclonedx, cyclonedx_wire, openvex, openvex_drafts, openvex_rules
from medward.triage.vex.breach import Breach
from medward.triage.vex.model import Format
from medward.triage.vex.reading import format_of
from medward.triage.vex.source import Source

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
            return _openvex(source)


def _openvex(source: Source) -> Report:
    document = openvex.decode(source)
    if draft := openvex_drafts.version_of(document.context):
        return Report(Format.OPENVEX, (), (f"OpenVEX {draft} is a draft: only its shape was looked at",))
    return Report(Format.OPENVEX, tuple(openvex_rules.check(document, source)), ())


def _by_schema(source: Source, version: str) -> Iterator[Breach]:
    """What the format's own schema finds."""
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator
    from cyclonedx.validation.xml import XmlValidator

    try:
        text = source.data.decode()
    except UnicodeDecodeError as error:
        raise source.problem("vex.syntax", "a text in it is not UTF-8", "Save it as UTF-8") from error
    edition = SchemaVersion.from_version(version)
    if source.is_xml:
        for wrong in islice(XmlValidator(edition).validate_str(text, all_errors=True) or (), MAX_SCHEMA_BREACHES):
            yield Breach("cyclonedx.schema", f"line {wrong.data.line}", wrong.data.message[:300])
        return
    errors = JsonStrictValidator(edition).validate_str(text, all_errors=True) or ()
    for found in islice(errors, MAX_SCHEMA_BREACHES):
        yield Breach("cyclonedx.schema", found.data.json_path, found.data.message[:300])


def _cyclonedx(document: cyclonedx_wire.CyclonedxDocument) -> Iterator[Breach]:
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


def _refs(document: cyclonedx_wire.CyclonedxDocument) -> Iterator[str]:
    ahead = [*document.components]
    if document.metadata.component is not None:
        ahead.append(document.metadata.component)
    while ahead:
        component = ahead.pop()
        ahead.extend(component.components)
        yield component.ref
