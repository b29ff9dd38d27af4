# SPDX-License-Identifier: Apache-2.0
"""Every kind of check can stand inside every other."""

from typing import Any, get_args

import pytest

from compliance.dossiers import asked, context, dossier
from medward.compliance.model import Status
from medward.packs.checks import CHECK_KINDS, Check

EVERY_KIND: dict[str, dict[str, Any]] = {
    "all": {"all": [{"fact": "device.is_cyber_device"}]},
    "any": {"any": [{"fact": "device.is_cyber_device"}]},
    "path": {"path": {"every": {"kind": "device", "has": ["name"]}}},
    "fact": {"fact": "device.is_cyber_device"},
    "answered": {"answered": {"activity": "backup", "requirement": "our-law:first.copies"}},
    "document": {"document": {"kind": "device", "has": ["name"]}},
    "each_of": {"each_of": {"kind": "device", "field": "connectivity", "words": ["wifi"]}},
    "evidence": {"evidence": {"evidence_kind": ["scan"], "shows": None}},
    "reserved": {"reserved": {"reason": "none made", "verified": "2026-01-01", "recheck_by": "2027-01-01"}},
}
MET = {"all", "any", "path", "fact", "document", "each_of"}


def test_there_is_an_example_of_every_kind() -> None:
    assert set(EVERY_KIND) == set(CHECK_KINDS)
    assert len(get_args(get_args(Check)[0])) == len(CHECK_KINDS)


@pytest.mark.parametrize("kind", CHECK_KINDS)
def test_every_kind_is_evaluated_by_itself_and_inside_others(kind: str) -> None:
    at = context(dossier(device={"connectivity": ["wifi"]}))
    alone = asked(EVERY_KIND[kind], at)
    assert (alone.status is Status.MET) == (kind in MET)
    assert asked({"all": [{"any": [EVERY_KIND[kind]]}]}, at).status is alone.status
