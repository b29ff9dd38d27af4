# SPDX-License-Identifier: Apache-2.0
"""The drafts of OpenVEX say with plain texts what 0.2 says with objects."""

import json

import pytest

from medward.base.problems import ProblemsError
from medward.triage.vex.rules import check
from medward.triage.vex.source import source_of
from triage.vex.made import TLS, XML, openvex_document, openvex_draft, read


@pytest.mark.parametrize(
    ("context", "version"),
    [
        ("https://openvex.dev/ns", "0.0"),
        ("https://openvex.dev/ns/v0.0.1", "0.0.1"),
        ("https://openvex.dev/ns/", "0.0"),
    ],
)
def test_the_context_names_the_draft(context: str, version: str) -> None:
    assert read(openvex_draft() | {"@context": context}).version == version


def test_a_draft_says_the_same_as_0_2() -> None:
    (draft,), (final,) = read(openvex_draft()).statements, read(openvex_document()).statements
    for name in ("vulnerability", "product", "component", "status", "justification", "author", "time", "path"):
        assert getattr(draft, name) == getattr(final, name), name


def test_subcomponents_of_the_statement_are_inside_each_product() -> None:
    draft = openvex_draft(products=["pkg:generic/a@1", "pkg:generic/b@1"], subcomponents=[TLS, XML])
    found = [(one.product.purls, one.component and one.component.purls) for one in read(draft).statements]
    assert found == [
        (("pkg:generic/a@1",), (TLS,)),
        (("pkg:generic/a@1",), (XML,)),
        (("pkg:generic/b@1",), (TLS,)),
        (("pkg:generic/b@1",), (XML,)),
    ]


def test_the_supplier_of_the_document_is_that_of_its_statements() -> None:
    (one,) = read(openvex_draft() | {"supplier": "Acme Parts"}).statements
    assert one.product.supplier == "Acme Parts"


def test_a_draft_without_a_statement_is_refused() -> None:
    with pytest.raises(ProblemsError, match=r"vex\.shape"):
        read(openvex_draft() | {"statements": []})


def test_a_draft_is_not_judged_and_the_report_says_so() -> None:
    report = check(source_of(json.dumps(openvex_draft()).encode(), "vex.json"))
    assert report.breaches == ()
    assert report.unchecked == ("OpenVEX 0.0 is a draft: only its shape was looked at",)
