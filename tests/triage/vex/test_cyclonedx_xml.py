# SPDX-License-Identifier: Apache-2.0
"""CycloneDX in XML says the same as in JSON, and no XML does worse than one problem."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.base.problems import ProblemsError
from medward.triage.vex.model import Format
from medward.triage.vex.reading import parse
from medward.triage.vex.rules import check
from medward.triage.vex.source import source_of
from triage.vex.made import CYCLONEDX_XML, TLS, cyclonedx_document, cyclonedx_entry, read


def test_xml_says_the_same_as_json() -> None:
    entry = cyclonedx_entry(
        affects=[{"ref": "a", "versions": [{"range": "vers:deb/<4"}]}],
        references=[{"id": "GHSA-x", "source": {"name": "GitHub"}}],
        recommendation="Take 3.1.",
    )
    entry["analysis"] |= {"detail": "Compiled out.", "response": ["update"]}
    (json_said,) = read(cyclonedx_document(vulnerabilities=[entry])).statements
    (xml_said,) = parse(CYCLONEDX_XML, "vex.xml").statements
    for name in ("vulnerability", "aliases", "status", "justification", "impact", "action", "author", "time"):
        assert getattr(xml_said, name) == getattr(json_said, name), name
    assert xml_said.product == json_said.product
    assert xml_said.product.purls == (TLS.partition("@")[0],)


def test_a_response_is_told_as_part_of_the_action() -> None:
    (one,) = parse(CYCLONEDX_XML, "vex.xml").statements
    assert one.action == "Take 3.1.\nResponse: update."


def test_xml_is_held_against_the_schema_of_its_version() -> None:
    kept = check(source_of(CYCLONEDX_XML, "vex.xml"))
    assert (kept.format, kept.breaches) == (Format.CYCLONEDX, ())
    broken = CYCLONEDX_XML.replace(b"<state>not_affected", b"<strange/><state>not_affected")
    (breach,) = check(source_of(broken, "vex.xml")).breaches
    assert breach.rule == "cyclonedx.schema"
    assert breach.path.startswith("line ")


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        (b'<?xml version="1.0"?>', b'<!DOCTYPE bom [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "vex.doctype"),
        (b"</bom>", b"", "vex.syntax"),
        (b"bom/1.6", b"bom/1.3", "vex.version"),
        (b"http://cyclonedx.org/schema/bom/1.6", b"http://example.com", "vex.format"),
        (b"2026-05-20T10:00:00Z", b"yesterday", "vex.shape"),
        (b"<state>not_affected", b"<state>perhaps", "vex.shape"),
    ],
)
def test_a_bad_document_gets_one_problem(before: bytes, after: bytes, code: str) -> None:
    with pytest.raises(ProblemsError) as caught:
        parse(CYCLONEDX_XML.replace(before, after), "vex.xml")
    assert [problem.code for problem in caught.value.problems] == [code]


@given(st.integers(0, len(CYCLONEDX_XML)), st.integers(0, 30), st.binary(max_size=20))
def test_no_change_gives_anything_but_a_reading_or_one_problem(start: int, length: int, put: bytes) -> None:
    changed = CYCLONEDX_XML[:start] + put + CYCLONEDX_XML[start + length :]
    try:
        said = parse(changed, "vex.xml").digest
    except ProblemsError as error:
        said = f"{len(error.problems)} problem"
    assert said.startswith(("sha256:", "1 problem"))
