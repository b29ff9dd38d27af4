# SPDX-License-Identifier: Apache-2.0
"""The few strokes of which pictures are made, as SVG elements; the XML library escapes all text, never a hand."""

from collections.abc import Iterable, Sequence

from lxml import etree

from medward.threats.views.boxes import Line
from medward.threats.views.palette import FAMILY, INK, Stroke

SVG = "http://www.w3.org/2000/svg"
Element = etree._Element  # noqa: SLF001  the class has no public name in lxml


def add(parent: Element, tag: str, /, **attributes: str | float) -> Element:
    """A new element; numbers are written with one decimal at most, `_` in names stands for `-`."""
    named = {name.replace("_", "-"): written(value) for name, value in attributes.items()}
    return etree.SubElement(parent, f"{{{SVG}}}{tag}", named)


def written(value: str | float) -> str:
    """A number in its shortest form with one decimal, or text as it is."""
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")


def titled(parent: Element, text: str, **attributes: str) -> Element:
    """A group with a title that screen readers and pointers tell."""
    group = add(parent, "g", **attributes)
    add(group, "title").text = text
    return group


def lined(stroke: Stroke) -> dict[str, str | float]:
    """The attributes of a line."""
    dashes: dict[str, str | float] = {"stroke_dasharray": stroke.dashes} if stroke.dashes else {}
    return {"stroke": stroke.colour, "stroke_width": stroke.width, **dashes}


def rectangle(parent: Element, at: Sequence[float], stroke: Stroke, fill: str, radius: float = 0) -> Element:
    """A rectangle at left, top, width and height."""
    x, y, wide, high = at
    rounded: dict[str, str | float] = {"rx": radius} if radius else {}
    return add(parent, "rect", x=x, y=y, width=wide, height=high, fill=fill, **lined(stroke), **rounded)


def path(parent: Element, way: str, stroke: Stroke, fill: str = "none") -> Element:
    """A path."""
    return add(parent, "path", d=way, fill=fill, **lined(stroke))


def write(parent: Element, lines: Iterable[Line], x: float, y: float) -> float:
    """Lines below each other, from a left upper corner; returns the height that they take."""
    top = y
    for line in lines:
        bold: dict[str, str | float] = {"font_weight": "bold"} if line.bold else {}
        text = add(parent, "text", x=x, y=top + line.size, font_size=line.size, **bold)
        text.text = line.text
        top += line.height
    return top - y


def canvas(wide: float, high: float, title: str, described: str) -> Element:
    """An empty picture with its title and description."""
    root = etree.Element(f"{{{SVG}}}svg", nsmap={None: SVG})  # type: ignore[dict-item]  # lxml takes None for the default namespace
    sizes = {"width": written(wide), "height": written(high), "viewBox": f"0 0 {written(wide)} {written(high)}"}
    told = {"role": "img", "aria-labelledby": "title description", "font-family": FAMILY, "fill": INK}
    for name, value in {**sizes, **told}.items():
        root.set(name, value)
    add(root, "title", id="title").text = title
    add(root, "desc", id="description").text = described
    return root


def document(root: Element) -> bytes:
    """The picture as a file."""
    etree.indent(root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"
