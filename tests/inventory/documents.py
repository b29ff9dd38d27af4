# SPDX-License-Identifier: Apache-2.0
"""Small SBOMs for the tests: the sample folder, documents written in a line, and inventories for laws.

`SAMPLES` holds one imagined product, the gateway of an infusion pump, in every format and version that is read.
Each says as much of it as its format can.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import strategies as st

from medward.base.problems import Problem, ProblemsError
from medward.inventory import CONTAINS, DEPENDS_ON, Component, Hash, Inventory, Relationship, parse

SAMPLES = Path(__file__).parent / "samples"
ALL_SAMPLES = sorted(path.name for path in SAMPLES.iterdir())

Json = Mapping[str, object]


def refused(data: bytes) -> Problem:
    """The one problem for which a document is refused."""
    with pytest.raises(ProblemsError) as caught:
        parse(data, "sbom.test")
    (problem,) = caught.value.problems
    return problem


def cyclonedx(*components: Json, **sections: object) -> bytes:
    """A CycloneDX 1.6 document; `sections` go beside its components."""
    document = {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": list(components), **sections}
    return json.dumps(document).encode()


def cyclonedx_xml(inner: str = "", version: str = "1.6") -> bytes:
    """A CycloneDX XML document around some elements."""
    return f'<?xml version="1.0"?>\n<bom xmlns="http://cyclonedx.org/schema/bom/{version}">{inner}</bom>'.encode()


def spdx2(packages: Sequence[Json] = (), **sections: object) -> bytes:
    """An SPDX 2.3 JSON document."""
    document = {"spdxVersion": "SPDX-2.3", "SPDXID": "SPDXRef-DOCUMENT", "packages": list(packages), **sections}
    return json.dumps(document).encode()


def relationship(source: str, kind: str, target: str, **more: str) -> Json:
    """An SPDX 2 relationship."""
    return {"spdxElementId": source, "relationshipType": kind, "relatedSpdxElement": target, **more}


def tag_value(*lines: str) -> bytes:
    """An SPDX 2.3 tag-value document."""
    return "\n".join(("SPDXVersion: SPDX-2.3", *lines)).encode()


def spdx3(*elements: Mapping[str, object], version: str = "3.0.1") -> bytes:
    """An SPDX 3 document with its creation information."""
    creation = {"type": "CreationInfo", "@id": "_:c", "specVersion": version, "created": "2026-01-01T00:00:00Z"}
    context = f"https://spdx.org/rdf/{version}/spdx-context.jsonld"
    return json.dumps({"@context": context, "@graph": [creation, *elements]}).encode()


def inventory(*components: Component, **fields: object) -> Inventory:
    """An inventory as a reader would make it of a small CycloneDX document."""
    stated: dict[str, object] = {
        "format": "CycloneDX",
        "spec_version": "1.6",
        "encoding": "JSON",
        "digest": "sha256:0",
        **fields,
    }
    return Inventory(components=components, **stated)  # type: ignore[arg-type] # checked by the tests that use it


_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
_NAMES = _TEXT.map(str.strip).filter(bool)
_WORDS = st.text("abz09.-", max_size=4).map("x{}".format)
_LICENCES = st.one_of(
    st.sampled_from(["MIT", "Apache-2.0", "MIT OR Zlib", "GPL-2.0-only WITH Classpath-exception-2.0"]),
    st.sampled_from(["LicenseRef-own", "Example licence, version 2", "MIT OR LicenseRef-own", "(odd"]),
)
_HASHES = st.one_of(
    st.builds(Hash, st.just("SHA-256"), st.integers(0, 2**256 - 1).map("{:064x}".format)),
    st.builds(Hash, st.just("MD5"), st.integers(0, 2**128 - 1).map("{:032X}".format)),
    st.builds(Hash, st.just("BLAKE2b-256"), st.integers(0, 9).map("{:064x}".format)),
)
_CPES = st.builds("cpe:2.3:a:{}:{}:1:*:*:*:*:*:*:*".format, _WORDS, _WORDS)
KINDS = (
    DEPENDS_ON,
    CONTAINS,
    "provides",
    "static_link",
    "build_depends_on",
    "generated_from",
    "test_tool_of",
    "has_host",
)


def components(ref: str) -> st.SearchStrategy[Component]:
    """Components that both formats can carry whole: what they cannot is tested by name elsewhere."""
    return st.builds(
        Component,
        ref=st.just(ref),
        name=st.sampled_from(["zlib", "openssl"]) | _NAMES,
        version=st.sampled_from(["1", "2"])
        | _TEXT.map(str.strip).filter(lambda text: text not in ("NONE", "NOASSERTION")),
        supplier=_TEXT.map(str.strip).filter(lambda text: not text.endswith("()")),
        kind=st.sampled_from(["library", "application", "operating-system", "firmware", "device", "container"]),
        purl=st.sampled_from(["", "pkg:npm/x@1", "pkg:npm/x@2"])
        | st.builds("pkg:npm/{}@{}".format, _WORDS, _WORDS),
        cpes=st.lists(_CPES, max_size=3, unique=True).map(tuple),
        hashes=st.lists(_HASHES, max_size=2).map(tuple),
        licences=st.lists(_LICENCES, max_size=3, unique=True).map(tuple),
        support_level=st.sampled_from(["", "actively maintained", "abandoned"]),
        end_of_support=st.sampled_from(["", "2027-01-31"]),
    )


@st.composite
def inventories(draw: st.DrawFn) -> Inventory:
    """Whole inventories with any relationships between their components."""
    refs = draw(st.lists(_NAMES, min_size=1, max_size=4, unique=True))
    made = [draw(components(ref)) for ref in refs]
    ends = st.sampled_from(refs)
    links = draw(st.lists(st.builds(Relationship, ends, st.sampled_from(KINDS), ends), max_size=6, unique=True))
    return inventory(
        *made[1:],
        primary=made[0],
        name=made[0].name,
        timestamp=draw(st.sampled_from(["", "2026-03-01T10:00:00Z"])),
        authors=tuple(draw(st.lists(st.sampled_from(["Ann Author", "Example Medical"]), unique=True))),
        relationships=tuple(links),
    )
