# SPDX-License-Identifier: Apache-2.0
"""Words and keys of CSAF 2.1 in a document that says it is 2.0, and the other way round.

A reader takes both, because what is meant is clear; the check tells them, because other readers will not.
"""

from collections.abc import Iterable, Iterator

from medward.triage.vex import csaf_wire as wire
from medward.triage.vex.breach import Breach
from medward.triage.vex.csaf_ids import full_names

SHAPE = "schema"
"""What stands in the place of the number of a test."""
_NEW_REMEDIATIONS = {"fix_planned", "optional_patch"}
_BRANCHES = {"2.0": "platform", "2.1": "legacy"}


def of_another_edition(document: wire.CsafDocument) -> Iterator[Breach]:
    """Everything that the stated edition does not have."""
    edition = document.document.csaf_version
    for path, key in (*_keys(document, edition), *_branches(document, edition)):
        yield Breach(SHAPE, path, f"CSAF {edition} does not have '{key}'")


def _keys(document: wire.CsafDocument, edition: str) -> Iterator[tuple[str, str]]:
    wrong_purl = "purls" if edition == "2.0" else "purl"
    for path, name in full_names(document):
        if name.helper is not None and getattr(name.helper, wrong_purl):
            yield f"{path}.product_identification_helper", wrong_purl
    wrong = ("metrics", "cwes") if edition == "2.0" else ("scores", "cwe")
    for number, one in enumerate(document.vulnerabilities or ()):
        path = f"vulnerabilities[{number}]"
        yield from ((path, key) for key in wrong if getattr(one, key))
        if edition == "2.0":
            yield from _new_words(one, path)


def _new_words(one: wire.Vulnerability, path: str) -> Iterator[tuple[str, str]]:
    if one.product_status is not None and one.product_status.unknown:
        yield f"{path}.product_status", "unknown"
    for number, remediation in enumerate(one.remediations):
        if remediation.category in _NEW_REMEDIATIONS:
            yield f"{path}.remediations[{number}].category", remediation.category


def _branches(document: wire.CsafDocument, edition: str) -> Iterator[tuple[str, str]]:
    ahead: list[Iterable[wire.Branch]] = [(document.product_tree or wire.ProductTree()).branches]
    while ahead:
        for branch in ahead.pop():
            ahead.append(branch.branches)
            if branch.category == _BRANCHES[edition]:
                yield "product_tree.branches", branch.category
