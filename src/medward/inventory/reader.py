# SPDX-License-Identifier: Apache-2.0
"""Reading an SBOM of any supported format, chosen by what the file holds and never by its name.

Read: CycloneDX 1.2 to 1.7 in JSON and XML, SPDX 2.2 and 2.3 in JSON and tag-value, SPDX 3.0 in JSON-LD. Every kind
of CycloneDX document (SBOM, VEX, VDR, CBOM, HBOM, OBOM, SaaSBOM) is read for the components it lists; what else it
holds is named in the notes of the inventory.

Deliberately refused, each with its own reason: other versions and encodings (SPDX in RDF, YAML or a spreadsheet,
SWID tags, CycloneDX in Protocol Buffers), packed files, UTF-16 and UTF-32, XML with a document type, and whatever
is beyond `medward.inventory.limits`. Nothing is fetched and nothing is executed.
"""

import os
import re
from pathlib import Path

from medward.base.canonical import digest_bytes
from medward.base.problems import ProblemsError
from medward.inventory.limits import MAX_BYTES
from medward.inventory.model import Inventory
from medward.inventory.source import Source, refusal

_UTF8_BOM = b"\xef\xbb\xbf"
_INK = re.compile(rb"\S")
_PACKED = {
    b"\x1f\x8b": "gzip",
    b"PK\x03\x04": "ZIP",
    b"PK\x05\x06": "ZIP",
    b"\x28\xb5\x2f\xfd": "Zstandard",
    b"\xfd7zXZ\x00": "xz",
    b"BZh": "bzip2",
    b"7z\xbc\xaf": "7-Zip",
}
_WIDE = {b"\xff\xfe": "UTF-16 or UTF-32", b"\xfe\xff": "UTF-16", b"\x00\x00\xfe\xff": "UTF-32"}
_SNIFFED = 4096
_EXPORT = "Export it as CycloneDX 1.2 to 1.7 (JSON, XML), SPDX 2.2 or 2.3 (JSON, tag-value) or SPDX 3.0 (JSON-LD)"


def read(path: Path) -> Inventory:
    """Read the SBOM in a file. Raises ProblemsError with one problem when it cannot be read or is none."""
    name = str(path)
    try:
        with path.open("rb") as stream:
            # A pipe or a device tells no size, so that the reading is bound as well.
            large = os.fstat(stream.fileno()).st_size > MAX_BYTES
            data = b"" if large else stream.read(MAX_BYTES + 1)
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        mend = "Check that it is a file, that it exists and that you may read it"
        raise refusal(name, "unreadable", message, mend) from error
    if large:
        raise _too_large(name)
    return parse(data, name)


def parse(data: bytes, name: str) -> Inventory:
    """Read an SBOM from bytes; `name` is what problems call it. Raises ProblemsError with one problem."""
    if len(data) > MAX_BYTES:
        raise _too_large(name)
    source = Source(name, data.removeprefix(_UTF8_BOM), digest_bytes(data))
    first = _first_character(source)
    if first in b"{[":
        return _json(source)
    if first == b"<":
        from medward.inventory import cyclonedx_xml

        return cyclonedx_xml.parse(source)
    return _text(source)


def _first_character(source: Source) -> bytes:
    """The first character that is no space. Raises for what is no plain text: empty, packed, wide or binary."""
    data = source.data
    for mark, packing in _PACKED.items():
        if data.startswith(mark):
            raise source.refusal(
                "packed", f"the file is packed with {packing}", "Unpack it, and read what is inside"
            )
    for mark, encoding in _WIDE.items():
        if data.startswith(mark):
            raise source.refusal("encoding", f"the file is {encoding} text", "Save it as UTF-8")
    if (zero := data.find(b"\x00", 0, _SNIFFED)) >= 0:
        raise source.refusal("binary", f"the file is no text: byte {zero + 1} is zero", line=source.line(zero))
    if (ink := _INK.search(data)) is None:
        raise source.refusal("empty", "the file is empty")
    return ink.group()


def _json(source: Source) -> Inventory:
    """By the key that only this format has. A quote inside a JSON text is escaped, so no text imitates a key."""
    if b'"bomFormat"' in source.data:
        from medward.inventory import cyclonedx

        return cyclonedx.parse_json(source)
    if b'"spdxVersion"' in source.data:
        from medward.inventory import spdx2

        return spdx2.parse_json(source)
    if b'"@context"' in source.data:
        from medward.inventory import spdx3

        return spdx3.parse(source)
    from medward.inventory import jsontext

    jsontext.decode(jsontext.ANYTHING, source)
    message = "this is JSON, but neither CycloneDX (no 'bomFormat') nor SPDX (no 'spdxVersion', no '@context')"
    raise source.refusal("format", message, _EXPORT)


def _text(source: Source) -> Inventory:
    """Tag-value by the tag that it must have; other texts are refused by what they are."""
    if b"SPDXVersion:" in source.data:
        from medward.inventory import spdx2_tagvalue

        return spdx2_tagvalue.parse(source)
    if b"spdxVersion:" in source.data:
        raise source.refusal("format", "SPDX in YAML is not read", _EXPORT)
    raise source.refusal("format", "this is no SBOM of a known format", _EXPORT)


def _too_large(name: str) -> ProblemsError:
    message = f"the file has more than the {MAX_BYTES:,} bytes allowed"
    return refusal(name, "size", message, "Split the SBOM, one for each part of the product")
