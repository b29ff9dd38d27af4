# SPDX-License-Identifier: Apache-2.0
"""Nothing replaces a file that is not what it should be: HTML, halves, bombs, empty lists, other digests."""

import gzip
import hashlib
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisories.sources import archive
from advisories.sync.publisher import files_source
from medward.advisories import epss
from medward.advisories.sync import contents
from medward.advisories.sync.contents import check_csaf, check_digests, check_of, hexadecimal, read_page
from medward.advisories.sync.faults import ContentError
from medward.advisories.sync.sources import Content

HTML = b"<!doctype html><title>Sorry</title>"
SCORES = b"#model_version:v1,score_date:2099-03-01T00:00:00Z\ncve,epss,percentile\nCVE-2099-0001,0.1,0.2\n"
ENTRY = {"cveID": "CVE-2099-0001", "dateAdded": "2099-01-02"}
KINDS = {"archive": "*.json", "nested-archive": "CVE-*.json", "kev": "*.json", "epss": "*.json"}


def check(kind: str, path: Path) -> None:
    check_of(files_source("https://example.org/a", content=kind, records=KINDS[kind]))(path)


def refused(kind: str, path: Path, data: bytes) -> str:
    path.write_bytes(data)
    with pytest.raises(ContentError) as caught:
        check(kind, path)
    return str(caught.value)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.part"


def nested(path: Path, inner: Path) -> None:
    with zipfile.ZipFile(path, "w") as outer:
        outer.write(inner, "cves.zip")


def test_every_kind_of_content_has_its_check() -> None:
    assert set(KINDS) == {kind.value for kind in Content}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("data", [HTML, b"", b"\0" * 100, b"{}", b"PK\x03\x04", b"\x1f\x8b\x08"])
def test_what_is_something_else_is_refused(path: Path, kind: str, data: bytes) -> None:
    assert refused(kind, path, data)
    assert list(path.parent.iterdir()) == [path]


@given(st.sampled_from(sorted(KINDS)), st.binary(max_size=200))
def test_no_bytes_break_a_check(tmp_path_factory: pytest.TempPathFactory, kind: str, data: bytes) -> None:
    assert refused(kind, tmp_path_factory.getbasetemp() / "fuzzed.part", data)


def test_an_archive_of_records_is_taken(path: Path) -> None:
    archive(path, {"A-1.json": b"{}", "readme.txt": b"passed over"})
    check("archive", path)
    assert path.exists()


def test_an_archive_that_was_cut_short_is_refused(path: Path) -> None:
    data = archive(path, {"A-1.json": b"{}" * 1000}).read_bytes()
    assert "ZIP archive" in refused("archive", path, data[: len(data) // 2])


def test_an_archive_with_one_damaged_record_is_refused(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("A-1.json", b"{}")
        packed.writestr("A-2.json", b'{"id": "A-2"}')
    damaged = path.read_bytes().replace(b'{"id": "A-2"}', b'{"id": "A-3"}')
    assert "'A-2.json' cannot be taken: it cannot be read: Bad CRC" in refused("archive", path, damaged)


def test_a_zip_bomb_is_refused(path: Path) -> None:
    data = archive(path, {"A-1.json": b"{}", "bomb.json": b" " * (4 * 1024 * 1024)}).read_bytes()
    assert "'bomb.json' cannot be taken: it grows to more than" in refused("archive", path, data)


def test_an_archive_without_records_is_refused(path: Path) -> None:
    data = archive(path, {"readme.txt": b"nothing else"}).read_bytes()
    assert refused("archive", path, data) == "it is an archive without records"


def test_an_archive_in_an_archive_is_taken_out(path: Path, tmp_path: Path) -> None:
    inner = archive(tmp_path / "in.zip", {"cves/2099/CVE-2099-0001.json": b"{}", "cves/deltaLog.json": b"[]"})
    nested(path, inner)
    check("nested-archive", path)
    assert path.read_bytes() == inner.read_bytes()


def test_an_archive_in_an_archive_has_the_same_limits(path: Path, tmp_path: Path) -> None:
    bomb = archive(tmp_path / "in.zip", {"CVE-2099-0001.json": b" " * (4 * 1024 * 1024)})
    nested(path, bomb)
    assert "grows to more than" in refused("nested-archive", path, path.read_bytes())


def test_an_archive_that_holds_no_one_archive_is_refused(path: Path) -> None:
    for names in ([], ["a.zip", "b.zip"]):
        data = archive(path, dict.fromkeys([*names, "readme.txt"], b"x")).read_bytes()
        assert "does not hold one archive" in refused("nested-archive", path, data)


def test_an_inner_archive_over_its_limit_is_refused(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contents, "MAX_INNER", 10)
    nested(path, archive(tmp_path / "in.zip", {"CVE-2099-0001.json": b"{}"}))
    assert "of a size that is allowed" in refused("nested-archive", path, path.read_bytes())


def test_a_catalogue_has_entries(path: Path) -> None:
    path.write_text(json.dumps({"vulnerabilities": [ENTRY]}))
    check("kev", path)
    assert "without entries" in refused("kev", path, b'{"vulnerabilities": []}')
    assert "without entries" in refused("kev", path, b'{"vulnerabilities": [{}]}')


def test_predictions_have_a_header_and_rows(path: Path) -> None:
    path.write_bytes(gzip.compress(SCORES))
    check("epss", path)
    assert "without any" in refused("epss", path, gzip.compress(SCORES.partition(b"CVE")[0]))
    assert "the day of the scores" in refused("epss", path, gzip.compress(b"CVE-2099-0001,0.1,0.2\n"))


def test_predictions_that_were_cut_short_are_refused(path: Path) -> None:
    assert "gzip" in refused("epss", path, gzip.compress(SCORES * 100)[:-10])


def test_predictions_that_unpack_without_end_are_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(epss, "MAX_BYTES", 10_000)
    assert "more than the 10,000 bytes" in refused("epss", path, gzip.compress(SCORES * 1_000))


def test_a_csaf_document_has_an_id(path: Path) -> None:
    path.write_text(json.dumps({"document": {"tracking": {"id": "ICSMA-99-001-01"}}}))
    check_csaf(path)
    for data in (HTML, b"[]", b'{"document": {"tracking": {"id": " "}}}', b"[" * 100_000, b"\xff"):
        path.write_bytes(data)
        with pytest.raises(ContentError):
            check_csaf(path)


def test_a_page_is_read_for_its_numbers(path: Path) -> None:
    path.write_text('{"resultsPerPage": 1, "startIndex": 0, "totalResults": 5, "vulnerabilities": [{}]}')
    page = read_page(path)
    assert (page.start_index, page.total_results, page.length("vulnerabilities")) == (0, 5, 1)
    with pytest.raises(ContentError, match="no page of products"):
        page.length("products")
    path.write_bytes(HTML)
    with pytest.raises(ContentError, match="not the JSON"):
        read_page(path)


@pytest.mark.parametrize("algorithm", ["md5", "sha256", "sha512"])
def test_a_digest_is_that_of_the_file(path: Path, algorithm: str) -> None:
    path.write_bytes(b"data")
    right = hashlib.new(algorithm, b"data", usedforsecurity=False).hexdigest()
    check_digests(path, {algorithm: right})
    with pytest.raises(ContentError, match=f"its {algorithm} digest"):
        check_digests(path, {algorithm: right[::-1]})


def test_a_digest_in_base64_is_read() -> None:
    assert hexadecimal("1B2M2Y8AsgTpgAmY7PhCfg==") == hashlib.md5(b"", usedforsecurity=False).hexdigest()
