# SPDX-License-Identifier: Apache-2.0
"""A document is known by its content; every bad one gets one clear problem, and no input does worse."""

import json
import os
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from medward.base.problems import ProblemsError
from medward.triage.vex import source
from medward.triage.vex.model import Format
from medward.triage.vex.reading import parse, read
from triage.vex.made import csaf_2_1_document, csaf_document, cyclonedx_document, openvex_document, openvex_draft

DOCUMENTS = {
    Format.OPENVEX: openvex_document(),
    Format.CYCLONEDX: cyclonedx_document(),
    Format.CSAF: csaf_document(),
}


def refused(data: bytes) -> str:
    """The code of the one problem of a document."""
    with pytest.raises(ProblemsError) as caught:
        parse(data, "vex.json")
    (problem,) = caught.value.problems
    assert problem.place.file == "vex.json"
    return problem.code


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_the_content_tells_the_format(kind: Format) -> None:
    assert parse(json.dumps(DOCUMENTS[kind]).encode(), "any.name").format is kind


def test_a_byte_order_mark_is_no_harm() -> None:
    data = b"\xef\xbb\xbf" + json.dumps(openvex_document()).encode()
    assert len(parse(data, "vex.json").statements) == 1


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "vex.syntax"),
        (b"{", "vex.syntax"),
        (b"[]", "vex.shape"),
        (b"{}", "vex.format"),
        (b'"text"', "vex.shape"),
        (b"<bom/>", "vex.format"),
        (b"\x00\x01", "vex.syntax"),
        (b'{"@context": "\xff"}', "vex.syntax"),
        (b'{"@context": "https://example.com"}', "vex.format"),
        (b'{"@context": "https://openvex.dev/ns/v0.2.0"}', "vex.shape"),
        (b'{"bomFormat": "CycloneDX"}', "vex.shape"),
        (b'{"bomFormat": "CycloneDX", "specVersion": "1.3"}', "vex.version"),
        (b'{"document": {"csaf_version": "2.2"}}', "vex.version"),
        (b'{"document": {"csaf_version": "2.1"}}', "vex.shape"),
        (b"<!DOCTYPE bom><bom/>", "vex.doctype"),
        (b"<bom", "vex.syntax"),
        (b'<bom xmlns="http://cyclonedx.org/schema/bom/1.3"/>', "vex.version"),
        (b'{"@context": "https://openvex.dev/ns/v0.3.0"}', "vex.shape"),
        (b'{"document": {"csaf_version": "2.0"}}', "vex.shape"),
        (b'{"a":' * 100_000, "vex.size"),
    ],
)
def test_a_bad_document_gets_one_clear_problem(data: bytes, code: str) -> None:
    assert refused(data) == code


def test_a_later_openvex_is_refused() -> None:
    document = openvex_document() | {"@context": "https://openvex.dev/ns/v0.3.0"}
    assert refused(json.dumps(document).encode()) == "vex.version"


def test_a_missing_file_is_one_problem(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match=r"vex\.unreadable"):
        read(tmp_path / "none.json")


@pytest.mark.parametrize("limit", ["MAX_BYTES", "MAX_OBJECTS", "MAX_STATEMENTS"])
def test_what_is_beyond_a_limit_is_refused(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, limit, 1)
    assert refused(json.dumps(csaf_document()).encode()) == "vex.size"


def test_groups_that_unfold_to_too_much_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    document = csaf_document()
    document["vulnerabilities"][0]["flags"] *= 50
    monkeypatch.setattr(source, "MAX_STATEMENTS", 90)
    assert refused(json.dumps(document).encode()) == "vex.size"


def test_products_that_are_made_of_each_other_are_refused() -> None:
    document = csaf_document()
    document["product_tree"]["relationships"][0]["relates_to_product_reference"] = "APPLIANCE:TLS"
    assert refused(json.dumps(document).encode()) == "vex.cycle"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a JSON value."""
    keys = value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    return [path, *(inner for key in keys for inner in paths(value[key], (*path, key)))]


CHANGED = [*DOCUMENTS.values(), openvex_draft(), csaf_2_1_document()]


@given(st.data())
def test_no_change_of_a_document_gives_anything_but_a_reading_or_one_problem(data: st.DataObject) -> None:
    document = json.loads(json.dumps(data.draw(st.sampled_from(CHANGED))))
    *above, key = data.draw(st.sampled_from(paths(document)[1:]))
    here: Any = document
    for step in above:
        here = here[step]
    here[key] = data.draw(JSON)
    try:
        said = parse(json.dumps(document).encode(), "vex.json").digest
    except ProblemsError as error:
        said = f"{len(error.problems)} problem"
    assert said.startswith(("sha256:", "1 problem"))


@given(st.binary(max_size=200))
@example(b'{"@context":')
def test_no_bytes_give_anything_but_one_problem(data: bytes) -> None:
    with pytest.raises(ProblemsError) as caught:
        parse(data, "vex.json")
    assert len(caught.value.problems) == 1


@pytest.mark.data
@pytest.mark.skipif("MEDWARD_DATA" not in os.environ, reason="MEDWARD_DATA names no public data")
@pytest.mark.parametrize("archive", ["csaf/cisa-ot-white.zip", "sboms/cyclonedx-examples.zip"])
def test_every_public_document_is_read_or_refused_for_its_version(archive: str) -> None:
    with zipfile.ZipFile(Path(os.environ["MEDWARD_DATA"]) / archive) as files:
        names = [name for name in files.namelist() if name.endswith(".json") and "feed" not in name]
        codes = Counter(outcome(files.read(name)) for name in names)
    assert set(codes) <= {"read", "vex.version"}
    assert codes["read"] > 50


def outcome(data: bytes) -> str:
    """`read`, or the code of the problem."""
    try:
        parse(data, "vex.json")
    except ProblemsError as error:
        return error.problems[0].code
    return "read"
