# SPDX-License-Identifier: Apache-2.0
"""Pictures: the same as the tables, nothing covered or cut, text that does nothing, the same bytes every time."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from medward.dossier.model.parts import PRINTABLE
from medward.threats.views import Drawing, views
from medward.threats.views.boxes import NOTE, box, flow_label, zone_label
from medward.threats.views.geometry import INSET, Area, Layout, overlaps
from medward.threats.views.layout import READABLE, lay_out, printed
from medward.threats.views.measuring import shown
from medward.threats.views.pen import SVG
from medward.threats.views.svg import svg
from medward.threats.views.tables import tables
from view_plans import example, pump, sixty

EXAMPLES = ("infusion-pump", "medward", "ct-scanner", "glucose-monitor")
DRAWINGS = (
    *(drawing for name in EXAMPLES for drawing in example(name)),
    *views(sixty()).drawings,
    *views(pump()).drawings,
)
every = pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda one: one.id)
TAGS = {"svg", "title", "desc", "g", "rect", "path", "circle", "text"}


_LAYOUTS: dict[int, Layout] = {}


def laid_out(drawing: Drawing) -> Layout:
    """The layout; of the drawings of this file it is made once, because a search makes it."""
    if not any(drawing is one for one in DRAWINGS):
        return lay_out(drawing)
    if id(drawing) not in _LAYOUTS:
        _LAYOUTS[id(drawing)] = lay_out(drawing)
    return _LAYOUTS[id(drawing)]


@pytest.fixture(autouse=True)
def _once(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Let pictures of the drawings of this file share their layouts; the test of equal bytes makes its own."""
    if "bytes" not in request.node.name:
        monkeypatch.setattr("medward.threats.views.svg.lay_out", laid_out)


def parsed(drawing: Drawing) -> etree._Element:
    return etree.fromstring(svg(drawing))


def of_class(root: etree._Element, name: str) -> list[etree._Element]:
    return [one for one in root.iter(f"{{{SVG}}}g") if one.get("class") == name]


def rows(drawing: Drawing, name: str) -> list[dict[str, str]]:
    (table,) = [one for one in tables(drawing) if one.name == name]
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


@every
def test_every_flow_of_the_table_is_an_edge_and_the_other_way_round(drawing: Drawing) -> None:
    edges = {
        (one.get("id"), one.get("data-source"), one.get("data-target"), one.get("data-protection"))
        for one in of_class(parsed(drawing), "flow")
    }
    assert edges == {
        (f"part-{row['id']}", row["from"], row["to"], row["protection"]) for row in rows(drawing, "flows")
    }


@every
def test_every_part_of_the_tables_is_drawn_and_the_other_way_round(drawing: Drawing) -> None:
    root = parsed(drawing)
    for kinds, table in ((("actor", "process", "store"), "elements"), (("zone",), "zones")):
        seen = [str(one.get("id")) for kind in kinds for one in of_class(root, kind)]
        assert sorted(seen) == sorted(f"part-{row['id']}" for row in rows(drawing, table))
    ports = sorted(str(one.get("id")) for one in of_class(root, "interface"))
    assert ports == sorted(f"part-{row['id']}" for row in rows(drawing, "interfaces"))


@every
def test_no_box_and_no_text_covers_another(drawing: Drawing) -> None:
    assert overlaps(laid_out(drawing)) == []


@every
def test_the_smallest_text_has_6_points_on_a3(drawing: Drawing) -> None:
    found = laid_out(drawing)
    assert printed(found) * NOTE >= READABLE
    sizes = [float(one.get("font-size", "0")) for one in parsed(drawing).iter(f"{{{SVG}}}text")]
    assert min(sizes) == NOTE


@every
def test_every_box_lies_in_its_zone_and_every_text_on_the_page(drawing: Drawing) -> None:
    found = laid_out(drawing)
    page = Area(0, 0, *found.size)
    for one in drawing.elements:
        assert inside(found.elements[one.part.id], found.zones[one.part.zone])
    for zone in drawing.zones:
        assert inside(found.zones[zone.id], found.zones[zone.inside] if zone.inside else page)
        assert inside(found.zone_labels[zone.id], found.zones[zone.id])
    assert all(inside(way.label, page) for way in found.flows.values())


def inside(inner: Area, outer: Area, slack: float = 1.0) -> bool:
    return (
        inner.x >= outer.x - slack
        and inner.y >= outer.y - slack
        and inner.x + inner.width <= outer.x + outer.width + slack + INSET
        and inner.y + inner.height <= outer.y + outer.height + slack
    )


@every
def test_every_line_is_narrower_than_its_box(drawing: Drawing) -> None:
    found = laid_out(drawing)
    for element in drawing.elements:
        made = box(element, drawing)
        room = found.elements[element.part.id].width
        assert all(line.width <= room for line in made.lines)
        assert all(line.width <= room - 30 for port in made.ports for line in port.lines)
    for flow in drawing.flows:
        room = found.flows[flow.part.id].label.width
        assert all(line.width <= room for line in flow_label(flow, drawing))
    for zone in drawing.zones:
        assert all(line.width <= found.zones[zone.id].width for line in zone_label(zone))


@every
def test_the_same_drawing_gives_the_same_bytes(drawing: Drawing) -> None:
    assert svg(drawing) == svg(drawing)


@every
def test_a_picture_has_a_title_and_a_description_and_nothing_that_runs(drawing: Drawing) -> None:
    root = parsed(drawing)
    assert root.findtext(f"{{{SVG}}}title") == shown(drawing.title)
    assert "tables of this view" in str(root.findtext(f"{{{SVG}}}desc"))
    assert {etree.QName(one).localname for one in root.iter()} <= TAGS
    assert not [
        name for one in root.iter() for name in one.attrib if str(name).startswith("on") or "href" in str(name)
    ]


HARD = '</text><script>alert("1")</script>&amp;<![CDATA[x]]>'


@settings(max_examples=30, deadline=None)
@given(
    st.one_of(
        st.from_regex(PRINTABLE, fullmatch=True), st.just(HARD), st.sampled_from(["\u202ex", "<b>", "%s\\N"])
    )
)
def test_text_of_a_dossier_stays_text(said: str) -> None:
    text = said.strip()[:2000] or "x"
    dossier = pump()
    names = {
        key: tuple(one.model_copy(update={"name": text}) for one in getattr(dossier.architecture, key))
        for key in ("zones", "actors", "processes", "stores", "interfaces", "flows")
    }
    drawing = views(dossier.model_copy(update={"architecture": dossier.architecture.model_copy(update=names)}))
    root = parsed(drawing.drawings[0])
    assert {etree.QName(one).localname for one in root.iter()} <= TAGS
    told = "".join("".join(map(str, one.itertext())) for one in of_class(root, "store")[0].iter(f"{{{SVG}}}text"))
    assert "".join(shown(text).split())[:20] in "".join(told.split())


def test_a_picture_is_the_one_that_was_looked_at(tmp_path: Path) -> None:
    (drawing,) = [one for one in example("infusion-pump") if one.id == "V-USE-ORDER"]
    (tmp_path / "order.svg").write_bytes(svg(drawing))
    text = (tmp_path / "order.svg").read_text()
    for words in ("F-12*", "HL7 v2.6", "A? E? I?", "EXPOSED", "NOT TRUSTED", "Legend"):
        assert words in text
