# SPDX-License-Identifier: Apache-2.0
"""Reading a VEX document of any supported format, chosen by what it holds and never by its name.

Read: OpenVEX 0.2 and its drafts 0.0.x, CycloneDX 1.4 to 1.7 in JSON and XML (VEX, VDR, and SBOMs with
vulnerabilities), CSAF 2.0 and 2.1. Deliberately not read: the security profile of SPDX 3. Signatures are not
verified.
"""

from pathlib import Path

import msgspec

from medward.triage.vex import csaf, cyclonedx, openvex
from medward.triage.vex.model import Document, Format
from medward.triage.vex.source import Source, open_source, source_of

_KNOWN = "Use OpenVEX 0.2, CycloneDX 1.4 to 1.7, or CSAF 2.0 or 2.1"
_CSAF_VERSIONS = ("2.0", "2.1")


class _CsafHead(msgspec.Struct):
    csaf_version: str | None = None


class _Head(msgspec.Struct):
    context: str | list[msgspec.Raw] | None = msgspec.field(default=None, name="@context")
    bom: str | None = msgspec.field(default=None, name="bomFormat")
    document: _CsafHead | None = None


def read(path: Path) -> Document:
    """Read the document in a file. Raises ProblemsError with one problem where it cannot be read or is none."""
    return read_source(open_source(path))


def parse(data: bytes, name: str) -> Document:
    """Read a document from bytes; `name` is what problems call it. Raises ProblemsError with one problem."""
    return read_source(source_of(data, name))


def read_source(source: Source) -> Document:
    """Read a document whose bytes are there already."""
    match format_of(source):
        case Format.OPENVEX:
            return openvex.read(source)
        case Format.CYCLONEDX:
            return cyclonedx.read(source)
        case Format.CSAF:
            return csaf.read(source)


def format_of(source: Source) -> Format:
    """The format of a document. Raises ProblemsError for any other."""
    if source.is_xml:
        return Format.CYCLONEDX
    head = source.decode(_Head)
    if head.bom == "CycloneDX":
        return Format.CYCLONEDX
    if isinstance(head.context, str) and head.context.startswith("https://openvex.dev/ns"):
        return Format.OPENVEX
    if head.document is not None and head.document.csaf_version is not None:
        if head.document.csaf_version not in _CSAF_VERSIONS:
            message = f"CSAF {head.document.csaf_version[:20]} is not read, only {' and '.join(_CSAF_VERSIONS)}"
            raise source.problem("vex.version", message, _KNOWN, key="document.csaf_version")
        return Format.CSAF
    message = "this is JSON, but neither OpenVEX (no '@context'), CycloneDX (no 'bomFormat') nor CSAF"
    raise source.problem("vex.format", message, _KNOWN)
