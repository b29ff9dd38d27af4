# SPDX-License-Identifier: Apache-2.0
"""SPDX 2 tag-value, into the same structs that SPDX 2 JSON is decoded to.

The text is a list of `Tag: value` lines. A value may run over several lines between `<text>` and `</text>`; lines
that begin with `#` are comments. A package, file, snippet or licence begins with its first tag and reaches to the
next; files belong to the package before them (SPDX specification 2.3, clause 8.1). Relationships, annotations and
reviews belong to the document wherever they stand. Unknown tags are skipped; a line that is none is refused.

The format has no end mark, so a file that was cut off between two lines cannot be told from a whole one. A last
line without a line break is noted, because most writers end their files with one.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from medward.base.problems import ProblemsError
from medward.inventory import spdx2
from medward.inventory import spdx2_wire as wire
from medward.inventory.limits import MAX_OBJECTS
from medward.inventory.model import Inventory
from medward.inventory.source import Source

_LINE = re.compile(r"([A-Za-z][A-Za-z0-9]*):[ \t]*(.*)")
_FIRST_TAGS = {"PackageName", "FileName", "SnippetSPDXID", "LicenseID"}
_DOCUMENT_TAGS = {"Relationship", "Annotator", "Reviewer"}
_OPEN, _CLOSE = "<text>", "</text>"
_WORDS = 3
"""Words of an external reference and of a relationship."""


class _Value(NamedTuple):
    """The value of a tag, and the line on which it begins."""

    text: str
    line: int


class _Section(defaultdict[str, list[_Value]]):
    """The values of one element by tag; `first` is the tag that began it, empty for the document itself."""

    def __init__(self, first: str) -> None:
        super().__init__(list)
        self.first = first

    def one(self, tag: str) -> str | None:
        """The first value of a tag, or None."""
        return self[tag][0].text if tag in self else None


def parse(source: Source) -> Inventory:
    """Read SPDX tag-value. Raises ProblemsError."""
    sections = [_Section("")]
    for tag, value in _tags(source):
        if tag in _DOCUMENT_TAGS:
            sections[0][tag].append(value)
            continue
        if tag in _FIRST_TAGS:
            sections.append(_Section(tag))
        sections[-1][tag].append(value)
    held = spdx2.build(_document(sections, source), "tag-value", source)
    if source.data.endswith(b"\n"):
        return held
    return msgspec.structs.replace(held, notes=(*held.notes, "the last line has no end: the file may be cut off"))


def _tags(source: Source) -> Iterator[tuple[str, _Value]]:
    """Every tag with its value, in order."""
    lines = enumerate(_lines(source), start=1)
    for number, line in lines:
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = _LINE.fullmatch(line.strip())
        if match is None:
            raise source.refusal("syntax", "this line is no 'Tag: value' and no comment", line=number)
        tag, value = match.groups()
        if value.startswith(_OPEN):
            value = _text(value.removeprefix(_OPEN), number, lines, source)
        yield tag, _Value(value, number)


def _text(first: str, start: int, lines: Iterator[tuple[int, str]], source: Source) -> str:
    """The value between `<text>` and `</text>`, which takes lines from the same iterator."""
    parts = [first]
    while _CLOSE not in parts[-1]:
        number, line = next(lines, (0, ""))
        if not number:
            raise source.refusal("syntax", "a <text> is not closed with </text>", line=start)
        parts.append(line)
    return "\n".join(parts).partition(_CLOSE)[0]


def _lines(source: Source) -> list[str]:
    """The lines of the text. Raises ProblemsError when they are not UTF-8 or too many."""
    data = source.data
    if (count := data.count(b"\n")) > MAX_OBJECTS:
        message = f"the file has {count:,} lines, more than the {MAX_OBJECTS:,} allowed"
        raise source.refusal("objects", message, "Split the SBOM, one for each part of the product")
    if (zero := data.find(b"\x00")) >= 0:
        raise source.refusal("binary", f"the file is no text: byte {zero + 1} is zero", line=source.line(zero))
    try:
        return data.decode().replace("\r\n", "\n").split("\n")
    except UnicodeDecodeError as error:
        line = source.line(error.start)
        raise source.refusal("encoding", "the file is not UTF-8 text", "Save it as UTF-8", line=line) from error


def _document(sections: list[_Section], source: Source) -> wire.Document:
    head = sections[0]
    return wire.Document(
        version=head.one("SPDXVersion"),
        id=head.one("SPDXID"),
        name=head.one("DocumentName"),
        namespace=head.one("DocumentNamespace"),
        creation=wire.CreationInfo(
            next(_everywhere(sections, "Created"), None), tuple(_everywhere(sections, "Creator"))
        ),
        packages=tuple(_packages(sections, source)),
        files=tuple(_file(section, source) for section in sections if section.first == "FileName"),
        relationships=tuple(_relationship(value, source) for value in head["Relationship"]),
        licences=tuple(
            wire.ExtractedLicence(section.one("LicenseID"), section.one("LicenseName"))
            for section in sections
            if section.first == "LicenseID"
        ),
        snippets=tuple(wire.Skipped() for section in sections if section.first == "SnippetSPDXID"),
        annotations=tuple(wire.Skipped() for _ in head["Annotator"]),
        revieweds=tuple(wire.Skipped() for _ in head["Reviewer"]),
        externals=tuple(wire.Skipped() for _ in _everywhere(sections, "ExternalDocumentRef")),
    )


def _everywhere(sections: list[_Section], tag: str) -> Iterator[str]:
    """Values of a tag of the document, which some writers put after the packages."""
    for section in sections:
        yield from (value.text for value in section.get(tag, ()))


def _packages(sections: list[_Section], source: Source) -> Iterator[wire.Package]:
    """Every package, with the files that follow it."""
    package: wire.Package | None = None
    files: list[str] = []
    for section in sections:
        if section.first == "PackageName":
            if package is not None:
                package.files = tuple(files)
                yield package
            package, files = _package(section, source), []
        elif section.first == "FileName" and package is not None:
            files.append(section.one("SPDXID") or "")
    if package is not None:
        package.files = tuple(files)
        yield package


def _package(section: _Section, source: Source) -> wire.Package:
    return wire.Package(
        id=section.one("SPDXID"),
        name=section.one("PackageName"),
        version=section.one("PackageVersion"),
        supplier=section.one("PackageSupplier"),
        purpose=section.one("PrimaryPackagePurpose"),
        checksums=tuple(_checksum(value, source) for value in section["PackageChecksum"]),
        refs=tuple(_external_ref(value, source) for value in section["ExternalRef"]),
        concluded=section.one("PackageLicenseConcluded"),
        declared=section.one("PackageLicenseDeclared"),
        valid_until=section.one("ValidUntilDate"),
        comment=section.one("PackageComment"),
    )


def _file(section: _Section, source: Source) -> wire.File:
    return wire.File(
        id=section.one("SPDXID"),
        name=section.one("FileName"),
        checksums=tuple(_checksum(value, source) for value in section["FileChecksum"]),
        concluded=section.one("LicenseConcluded"),
    )


def _checksum(value: _Value, source: Source) -> wire.Checksum:
    algorithm, colon, digits = value.text.partition(":")
    if not colon:
        raise _misshapen("checksum", "ALGORITHM: value", value, source)
    return wire.Checksum(algorithm.strip(), digits.strip())


def _external_ref(value: _Value, source: Source) -> wire.ExternalRef:
    parts = value.text.split(maxsplit=2)
    if len(parts) != _WORDS:
        raise _misshapen("external reference", "CATEGORY type locator", value, source)
    return wire.ExternalRef(parts[1], parts[2])


def _relationship(value: _Value, source: Source) -> wire.Relationship:
    parts = value.text.split()
    if len(parts) != _WORDS:
        raise _misshapen("relationship", "id TYPE id", value, source)
    return wire.Relationship(*parts)


def _misshapen(what: str, shape: str, value: _Value, source: Source) -> ProblemsError:
    return source.refusal("shape", f"the {what} '{value.text[:80]}' is not '{shape}'", line=value.line)
