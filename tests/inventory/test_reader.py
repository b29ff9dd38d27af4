# SPDX-License-Identifier: Apache-2.0
"""Choosing a reader by content, one product in every format, and what no file may do to a reader."""

import gzip
import io
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from inventory.documents import ALL_SAMPLES, SAMPLES, cyclonedx, cyclonedx_xml, refused, spdx2
from medward.base.canonical import digest_bytes
from medward.base.problems import Problem, ProblemsError
from medward.inventory import CONTAINS, DEPENDS_ON, Component, Inventory, limits, parse, read

FORMATS = {
    **{f"cyclonedx-1.{minor}.json": ("CycloneDX", f"1.{minor}", "JSON") for minor in range(2, 8)},
    **{f"cyclonedx-1.{minor}.xml": ("CycloneDX", f"1.{minor}", "XML") for minor in range(2, 8)},
    "spdx-2.2.json": ("SPDX", "2.2", "JSON"),
    "spdx-2.2.spdx": ("SPDX", "2.2", "tag-value"),
    "spdx-2.3.json": ("SPDX", "2.3", "JSON"),
    "spdx-2.3.spdx": ("SPDX", "2.3", "tag-value"),
    "spdx-3.0.json": ("SPDX", "3.0.1", "JSON-LD"),
}
LICENCES = {
    "openssl": ("Apache-2.0",),
    "libcurl": ("curl", "MIT OR Apache-2.0"),
    "drug-library": ("Example Medical Proprietary",),
    "zlib": ("Zlib",),
}
LINKS = {
    ("Pump Gateway", DEPENDS_ON, "openssl"),
    ("Pump Gateway", DEPENDS_ON, "libcurl"),
    ("Pump Gateway", DEPENDS_ON, "drug-library"),
    ("libcurl", DEPENDS_ON, "openssl"),
    ("drug-library", CONTAINS, "zlib"),
}


def sample(name: str) -> Inventory:
    return read(SAMPLES / name)


def read_or_refuse(data: bytes) -> Inventory | Problem:
    """What is read, or the one problem; anything else fails the test."""
    try:
        return parse(data, "sbom.test")
    except ProblemsError as error:
        (problem,) = error.problems
        return problem


def by_name(held: Inventory) -> dict[str, Component]:
    return {component.name: component for component in held.all_components}


def test_every_sample_is_of_a_format_that_is_expected() -> None:
    assert set(FORMATS) == set(ALL_SAMPLES)


@pytest.mark.parametrize("name", ALL_SAMPLES)
def test_format_version_and_encoding_are_told(name: str) -> None:
    held = sample(name)
    assert (held.format, held.spec_version, held.encoding) == FORMATS[name]


@pytest.mark.parametrize("name", ALL_SAMPLES)
def test_the_digest_is_that_of_the_file(name: str) -> None:
    assert sample(name).digest == digest_bytes((SAMPLES / name).read_bytes())


@pytest.mark.parametrize("name", ALL_SAMPLES)
def test_every_format_gives_the_same_components(name: str) -> None:
    held = sample(name)
    assert held.primary is not None
    assert held.primary.label == "Pump Gateway 3.2.0"
    found = {(one.name, one.version, one.supplier) for one in held.components}
    assert found == {
        ("openssl", "3.0.13", "OpenSSL Software Foundation"),
        ("libcurl", "8.6.0", "curl project"),
        ("drug-library", "2026.4", "Example Medical"),
        ("zlib", "1.3.1", ""),
    }


@pytest.mark.parametrize("name", ALL_SAMPLES)
def test_every_format_gives_the_same_identifiers(name: str) -> None:
    openssl, zlib = by_name(sample(name))["openssl"], by_name(sample(name))["zlib"]
    assert openssl.purl == "pkg:generic/openssl@3.0.13"
    assert openssl.cpes == ("cpe:2.3:a:openssl:openssl:3.0.13:*:*:*:*:*:*:*",)
    assert [item.algorithm for item in openssl.hashes] == ["SHA-256", "SHA-1"]
    assert zlib.purl == "pkg:generic/zlib@1.3.1"
    assert (zlib.cpes, zlib.hashes) == ((), ())


@pytest.mark.parametrize("name", ALL_SAMPLES)
def test_every_format_gives_the_same_licences(name: str) -> None:
    assert {name: one.licences for name, one in by_name(sample(name)).items() if one.licences} == LICENCES


@pytest.mark.parametrize("name", ALL_SAMPLES)
def test_every_format_gives_the_same_relationships(name: str) -> None:
    held = sample(name)
    names = {ref: component.name for ref, component in held.by_ref().items()}
    links = {(names[link.source], link.kind, names[link.target]) for link in held.relationships}
    assert links - {("drug-library", CONTAINS, "./formulary.db")} == LINKS


@pytest.mark.parametrize("name", ALL_SAMPLES)
def test_every_format_says_when_and_by_whom(name: str) -> None:
    held = sample(name)
    assert held.timestamp == "2026-03-01T10:00:00Z"
    assert held.authors == ("Example Medical Product Security",)
    assert len(held.tools) == 1
    assert "example-builder" in held.tools[0]


@pytest.mark.parametrize("name", ALL_SAMPLES)
def test_files_of_spdx_packages_stand_apart(name: str) -> None:
    files = [(one.name, one.kind) for one in sample(name).files]
    assert files == ([("./formulary.db", "file")] if name.startswith("spdx") else [])


@pytest.mark.parametrize("name", ALL_SAMPLES)
def test_support_is_read_where_the_format_can_say_it(name: str) -> None:
    openssl = by_name(sample(name))["openssl"]
    silent = name.startswith(("cyclonedx-1.2", "spdx-2.2"))
    assert openssl.end_of_support == ("" if silent else "2026-09-07")
    levels = {"cyclonedx": "actively maintained", "spdx-3.0": "support"}
    stated = next((level for start, level in levels.items() if name.startswith(start)), "")
    assert openssl.support_level == ("" if silent else stated)


@pytest.mark.parametrize("name", ALL_SAMPLES)
def test_the_name_of_a_file_decides_nothing(name: str, tmp_path: Path) -> None:
    renamed = tmp_path / "anything.txt"
    renamed.write_bytes((SAMPLES / name).read_bytes())
    assert read(renamed) == sample(name)


@pytest.mark.parametrize("name", ALL_SAMPLES)
def test_a_byte_order_mark_and_windows_lines_change_nothing_but_the_digest(name: str) -> None:
    data = (SAMPLES / name).read_bytes()
    dressed = parse(b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"), name)
    plain = parse(data, name)
    assert dressed.digest != plain.digest
    assert (dressed.components, dressed.relationships) == (plain.components, plain.relationships)


@pytest.mark.parametrize("name", [name for name in ALL_SAMPLES if not name.endswith(".spdx")])
@pytest.mark.parametrize("tenth", range(10))
def test_json_and_xml_that_are_cut_off_are_refused(name: str, tenth: int) -> None:
    data = (SAMPLES / name).read_bytes()
    problem = refused(data[: len(data) * tenth // 10])
    assert problem.code in {"inventory.syntax", "inventory.empty"}


@pytest.mark.parametrize("name", ["spdx-2.2.spdx", "spdx-2.3.spdx"])
@pytest.mark.parametrize("tenth", range(1, 10))
def test_tag_value_that_is_cut_off_is_refused_or_says_that_it_may_be(name: str, tenth: int) -> None:
    data = (SAMPLES / name).read_bytes()
    outcome = read_or_refuse(data[: len(data) * tenth // 10].rstrip(b"\n"))
    if isinstance(outcome, Inventory):
        assert "may be cut off" in outcome.notes[-1]
    else:
        assert outcome.place.line > 0


PACKED = {
    "gzip": gzip.compress(cyclonedx()),
    "zstd": b"\x28\xb5\x2f\xfd" + b"\x00" * 20,
    "xz": b"\xfd7zXZ\x00\x00\x04",
    "bzip2": b"BZh91AY&SY",
}


@pytest.mark.parametrize("data", PACKED.values(), ids=PACKED)
def test_a_packed_file_is_refused_with_the_advice_to_unpack_it(data: bytes) -> None:
    problem = refused(data)
    assert problem.code == "inventory.packed"
    assert "Unpack" in problem.mend


def test_a_zip_named_json_is_refused_as_a_zip(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("bom.json", cyclonedx())
    path = tmp_path / "bom.json"
    path.write_bytes(packed.getvalue())
    with pytest.raises(ProblemsError, match="packed with ZIP"):
        read(path)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
@pytest.mark.parametrize("data", [cyclonedx(), cyclonedx_xml(), spdx2(), b"SPDXVersion: SPDX-2.3"])
def test_wide_text_is_refused(data: bytes, encoding: str) -> None:
    assert refused(data.decode().encode(encoding)).code in {"inventory.encoding", "inventory.binary"}


@pytest.mark.parametrize("data", [b"", b" \n\t", b"\xef\xbb\xbf", b"\xef\xbb\xbf  "])
def test_an_empty_file_is_refused_as_empty(data: bytes) -> None:
    assert refused(data).code == "inventory.empty"


OTHERS = {
    "plain text": (b"hello", "inventory.format"),
    "JSON of another kind": (b'{"name": "x"}', "inventory.format"),
    "a JSON list": (b"[1, 2]", "inventory.format"),
    "broken JSON of any kind": (b'{"name": ', "inventory.syntax"),
    "an OpenVEX document": (
        b'{"@context": "https://openvex.dev/ns/v0.2.0", "statements": []}',
        "inventory.format",
    ),
    "YAML": (b"spdxVersion: SPDX-2.3\nname: x\n", "inventory.format"),
    "HTML": (b"<html><body>Not found</body></html>", "inventory.format"),
    "SPDX in RDF": (
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"></rdf:RDF>',
        "inventory.format",
    ),
    "a SWID tag": (
        b'<SoftwareIdentity xmlns="http://standards.iso.org/iso/19770/-2/2015/schema.xsd"/>',
        "inventory.format",
    ),
    "zero bytes": (b"\x00" * 100, "inventory.binary"),
    "a program": (b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)), "inventory.binary"),
}


@pytest.mark.parametrize(("data", "code"), OTHERS.values(), ids=OTHERS)
def test_what_is_no_sbom_is_refused_with_its_reason(data: bytes, code: str) -> None:
    problem = refused(data)
    assert problem.code == code
    assert problem.place.file == "sbom.test"
    assert problem.message
    assert problem.mend


def test_a_text_that_names_a_key_of_another_format_does_not_mislead() -> None:
    held = parse(spdx2([{"SPDXID": "SPDXRef-a", "name": 'the "bomFormat" key'}]), "x")
    assert held.format == "SPDX"


def test_an_endless_device_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("medward.inventory.reader.MAX_BYTES", 1000)
    with pytest.raises(ProblemsError, match=r"inventory\.size"):
        read(Path("/dev/zero"))


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.json", tmp_path):
        with pytest.raises(ProblemsError, match=r"cannot be read.*inventory\.unreadable"):
            read(path)


def test_a_file_over_the_limit_is_refused_without_reading_all_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("medward.inventory.reader.MAX_BYTES", 1000)
    path = tmp_path / "large.json"
    path.write_bytes(b" " * 2000)
    with pytest.raises(ProblemsError, match=r"more than the 1,000 bytes"):
        read(path)


def test_a_sparse_giant_is_refused_soon(tmp_path: Path) -> None:
    path = tmp_path / "giant.json"
    with path.open("wb") as stream:
        os.truncate(stream.fileno(), limits.MAX_BYTES * 40)
    with pytest.raises(ProblemsError, match=r"inventory\.size"):
        read(path)


def test_a_swarm_of_objects_is_refused_before_it_takes_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("medward.inventory.jsontext.MAX_OBJECTS", 100)
    monkeypatch.setattr("medward.inventory.jsontext.UNCOUNTED_BYTES", 100)
    problem = refused(cyclonedx(*([{}] * 101)))
    assert problem.code == "inventory.objects"
    assert "102 objects" in problem.message


def test_a_file_that_is_not_counted_is_too_small_to_hurt() -> None:
    assert limits.UNCOUNTED_BYTES // len("{},") < limits.MAX_OBJECTS


def damaged() -> st.SearchStrategy[bytes]:
    """A sample with a few bytes cut out, put in, doubled or overwritten."""
    junk = st.one_of(
        st.binary(max_size=6),
        st.sampled_from(
            [b"\x00", b"{", b"}", b"[", b'"', b"null", b"<", b">", b"&x;", b"<text>", b"\xff\xfe", b"\n"]
        ),
    )
    edit = st.tuples(st.integers(0, 9000), st.integers(0, 60), junk)

    def apply(name: str, edits: list[tuple[int, int, bytes]]) -> bytes:
        data = (SAMPLES / name).read_bytes()
        for start, length, put in edits:
            at = start % (len(data) + 1)
            data = data[:at] + put + data[at + length :]
        return data

    return st.builds(apply, st.sampled_from(ALL_SAMPLES), st.lists(edit, min_size=1, max_size=4))


@settings(max_examples=1500, deadline=2000)
@given(damaged())
@example(b'{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{"name": "\\ud800"}]}')
@example(b'{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{"name": "\xff"}]}')
def test_a_damaged_file_is_read_or_refused_and_nothing_else(data: bytes) -> None:
    outcome = read_or_refuse(data)
    if isinstance(outcome, Inventory):
        refs = outcome.by_ref()
        assert all(link.source in refs and link.target in refs for link in outcome.relationships)
        assert len(refs) == len(outcome.all_components) + len(outcome.files)


@settings(max_examples=300, deadline=2000)
@given(
    st.binary(max_size=200), st.sampled_from([b"", b"{", b"<", b"SPDXVersion: ", b'{"bomFormat": "CycloneDX", '])
)
def test_any_bytes_are_read_or_refused_and_nothing_else(data: bytes, start: bytes) -> None:
    with pytest.raises(ProblemsError):
        parse(start + data, "bytes")
