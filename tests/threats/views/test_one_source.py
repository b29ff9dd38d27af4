# SPDX-License-Identifier: Apache-2.0
"""One source: what leaves the architecture leaves every picture and table."""

from medward.dossier import load
from medward.dossier.model import Dossier
from medward.threats.views import views
from medward.threats.views.svg import svg
from medward.threats.views.tables import tables
from view_plans import EXAMPLES, drawn, pump


def without(dossier: Dossier, flow: str) -> Dossier:
    kept = tuple(one for one in dossier.architecture.flows if one.id != flow)
    return dossier.model_copy(update={"architecture": dossier.architecture.model_copy(update={"flows": kept})})


def test_a_flow_that_leaves_the_architecture_leaves_pictures_and_tables() -> None:
    before, after = (drawn(one, "derived--global-system") for one in (pump(), without(pump(), "F-UPDATE")))
    assert b"F-UPDATE" in svg(before)
    assert b"F-UPDATE" not in svg(after)
    assert any("F-UPDATE" in row for table in tables(before) for row in table.rows)
    assert not any("F-UPDATE" in row for table in tables(after) for row in table.rows)


def test_every_use_case_of_the_pump_has_a_state_a_text_and_flows() -> None:
    cases = [one for one in views(load(EXAMPLES / "infusion-pump").dossier).drawings if one.operating_state]
    assert len(cases) >= 5
    assert all(one.text and one.flows for one in cases)
