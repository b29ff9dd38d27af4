# SPDX-License-Identifier: Apache-2.0
"""Whole valid dossiers with their files, made from the model itself: a new field is generated without a line here.

`samples()` draws a `Sample`: the content as it could be written in YAML, the files that it refers to, and the
dossier that it means. What the types do not say (references that exist, files with true digests, rules between
keys) is put right after drawing, by `_mend`.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeAlias, Union, get_args, get_origin

from annotated_types import Ge, Le
from hypothesis import strategies as st
from pydantic import StringConstraints
from pydantic.fields import FieldInfo

from medward.base.canonical import digest_bytes
from medward.dossier.model import ComponentKey, Dossier, InFolder, Model, Part, Ref
from medward.dossier.model.risk import Level, Severity

Content: TypeAlias = dict[str, Any]

AWKWARD = (
    *("no", "On", "y", "null", "~", "true", "=", "<<", "|", ">", "?", "a:", "a,b", "2026-02-03", "12:30"),
    *("1.10", "0o17", "0x1F", "1e3", ".5", "1_000", "1e400", "-0", "0123", ".inf", ".NaN"),
    *("a: b", "a #b", "# a", "- a", "? a", "[a]", "{a}", "&a", "*a", "!a", "%a", "@a", "`a`", "'a'", '"a"'),
    *("a\nb", "a\n\nb", "a\n  b", "a  b", "a\tb", "a \nb", "back\\slash", "a\u2028b", "a\u2029b", "a\u00a0b"),
    *("a\ufeffb", "\U0001f489 ä", "word " * 60 + "end", ("a line of words " * 9 + "end\n\n") * 2 + "- end"),
)
"""Texts that a careless writer or reader of YAML gets wrong."""

NEEDED = {"zone", "process"}
"""Kinds of which other parts need one."""

_CONTROLS = "".join(map(chr, [*range(9), *range(0x0B, 0x20), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF]))
_plain = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=_CONTROLS), min_size=1, max_size=40)
texts = st.one_of(st.sampled_from(AWKWARD), _plain.map(str.strip).filter(bool))
days = st.dates(dt.date(1990, 1, 1), dt.date(2060, 12, 31)).map(dt.date.isoformat)
components = st.sampled_from(
    ["pkg:deb/debian/openssl@3.0.11", "pkg:npm/%40a/b@1", "busybox@1.36.1", "@a/b@2", "a b@1"]
)
by_pattern = {
    "^CWE-": st.integers(1, 9999).map("CWE-{}".format),
    "^[A-Z]{2}$": st.sampled_from(["US", "EU", "JP", "NO"]),
    "^[A-Za-z0-9+.": st.sampled_from(["00850000000017", "+H123PARTNO1234567890120", "0o1234567"]),
    "^pkg:": st.sampled_from(["pkg:npm/lodash", "pkg:pypi/a%20b", "pkg:maven/org.a/b-c"]),
    r"^cpe:": st.sampled_from(
        [r"cpe:2.3:a:a_b:c\+:*:*:*:*:*:*:*:*", "cpe:2.3:o:linux:linux_kernel:*:-:*:*:*:*:*:*"]
    ),
    "^[a-z][a-z0-9]*(-": st.sampled_from(["fda-524b:b1.plan", "nist-csf-2:rs.ma-03", "our-law:1"]),
    "^X[A-Z]": st.sampled_from(["XAVN", "XCPM"]),
    "^CVSS:": st.sampled_from(["CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "CVSS:4.0/AV:A/AC:H"]),
}


@dataclass(frozen=True)
class Sample:
    """A dossier, the way it is written, and the files that it refers to."""

    content: Content
    files: dict[str, bytes]

    @property
    def dossier(self) -> Dossier:
        """What the content means."""
        return Dossier.model_validate(self.content)

    def put_files(self, folder: Path) -> None:
        """Write the referenced files into a folder."""
        for name, data in self.files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)


@st.composite
def samples(draw: st.DrawFn, max_parts: int = 2) -> Sample:
    """A valid dossier with up to `max_parts` parts of each kind."""
    drawn = _Drawing(draw, max_parts)
    content = drawn.mapping(Dossier)
    content["format"] = 1
    _mend_all(content, drawn)
    return Sample(content, drawn.files)


class _Drawing:
    """Draws values for types; ids are handed out first, so that references can name them."""

    def __init__(self, draw: st.DrawFn, max_parts: int) -> None:
        self.draw = draw
        self.max_parts = max_parts
        self.files: dict[str, bytes] = {}
        self.ids = {kind: self._new_ids(kind) for kind in sorted({part.kind for part in _parts(Dossier)})}

    def _new_ids(self, kind: str) -> list[str]:
        number = self.draw(st.integers(1 if kind in NEEDED else 0, self.max_parts))
        return [f"{kind.title().replace('_', '')}-{index}" for index in range(number)]

    def mapping(self, model: type[Model]) -> Content:
        said: Content = {}
        for key, info in model.model_fields.items():
            if (
                info.is_required()
                or any(_holds_parts(inner) for inner in _models(info.annotation))
                or self.draw(st.booleans())
            ):
                value = self.value(info.annotation, tuple(info.metadata))
                if value is not None:
                    said[key] = value
        return said

    def value(self, annotation: object, marks: tuple[object, ...] = ()) -> Any:
        """A value of a type, as YAML would say it; None where there is none to give."""
        origin = get_origin(annotation)
        if origin is Annotated:
            inner, *more = get_args(annotation)
            return self.value(inner, (*_spread(more), *marks))
        if origin in {Union, UnionType}:
            arms = [arm for arm in get_args(annotation) if arm is not NoneType]
            return self.value(self.draw(st.sampled_from(arms)), marks)
        if origin is tuple:
            return self.items(get_args(annotation)[0])
        if origin is dict:
            key, inner = get_args(annotation)
            return {word: self.value(inner) for word in self.draw(st.sets(st.sampled_from([*key])))}
        if origin is Literal:
            return get_args(annotation)[0]
        return self.single(annotation, marks)

    def items(self, inner: Any) -> list[Any]:
        if isinstance(inner, type) and issubclass(inner, Part):
            return [self.mapping(inner) | {"id": own} for own in self.ids[inner.kind]]
        drawn = [self.value(inner) for _ in range(self.draw(st.integers(0, self.max_parts)))]
        return [value for value in drawn if value is not None]

    def single(self, annotation: object, marks: tuple[object, ...]) -> Any:
        if isinstance(annotation, type) and issubclass(annotation, Model):
            return self.mapping(annotation)
        if isinstance(annotation, type) and issubclass(annotation, StrEnum):
            return str(self.draw(st.sampled_from([*annotation])))
        if annotation is str:
            return self.text(marks)
        if annotation is bool:
            return self.draw(st.booleans())
        if annotation is dt.date:
            return self.draw(days)
        low: Any = next(mark.ge for mark in marks if isinstance(mark, Ge))
        high: Any = next(mark.le for mark in marks if isinstance(mark, Le))
        return self.draw(st.floats(low, high) if annotation is float else st.integers(low, high))

    def text(self, marks: tuple[object, ...]) -> str | None:
        for mark in marks:
            if isinstance(mark, Ref):
                known = [own for kind in mark.kinds for own in self.ids[kind]]
                return self.draw(st.sampled_from(known)) if known else None
            if isinstance(mark, InFolder):
                return self.file()
            if isinstance(mark, ComponentKey):
                return self.draw(components)
        patterns = [str(mark.pattern) for mark in marks if isinstance(mark, StringConstraints)]
        fitting = [made for start, made in by_pattern.items() if patterns and patterns[0].startswith(start)]
        return self.draw(fitting[0] if fitting else texts)

    def file(self) -> str:
        name = f"files/{self.draw(st.sampled_from(['report', 'scan é', 'a b']))}-{len(self.files)}.bin"
        self.files[name] = self.draw(st.binary(min_size=1, max_size=8))
        return name


def _spread(marks: Iterable[object]) -> Iterator[object]:
    """The metadata of a type; pydantic's `Field` holds several."""
    for mark in marks:
        yield from mark.metadata if isinstance(mark, FieldInfo) else (mark,)


def _holds_parts(model: type[Model]) -> bool:
    """Whether parts with ids stand in it: then it is always drawn, because references name them."""
    return issubclass(model, Part) or any(_parts(model))


def _parts(model: type[Model]) -> Iterator[type[Part]]:
    """Every class of parts in a model."""
    for info in model.model_fields.values():
        for inner in _models(info.annotation):
            if issubclass(inner, Part):
                yield inner
            yield from _parts(inner)


def _models(annotation: object) -> Iterator[type[Model]]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)


def _mend_all(content: Content, drawn: _Drawing) -> None:
    """Make every rule between keys hold, and state the true digest of every piece of evidence."""
    _once(content, "component_support", "component")
    _once(content, "identities", "component")
    for key, values in _lists(content):
        for said in values:
            if key in _MENDS:
                _MENDS[key](said)
            if key == "evidence":
                said["digest"] = digest_bytes(drawn.files[said["file"]])


def _lists(content: Content) -> Iterator[tuple[str, list[Content]]]:
    for key, value in content.items():
        if isinstance(value, dict):
            yield from _lists(value)
            yield key, [value]
        elif isinstance(value, list) and all(isinstance(item, dict) for item in value):
            yield key, value


def _in_order(first: str, then: str) -> Callable[[Content], None]:
    def mend(said: Content) -> None:
        if first in said and then in said:
            said[first], said[then] = sorted([said[first], said[then]])

    return mend


def _once(said: Content, key: str, name: str) -> None:
    """One item for each name."""
    if key in said:
        said[key] = list({item[name]: item for item in said[key]}.values())


def _threat(said: Content) -> None:
    if said["status"] in {"not_applicable", "transferred"}:
        said.setdefault("reason", "because")


_TRIAGE_DAYS = ("aware", "date", "carried_on", "expires")


def _triage(said: Content) -> None:
    said.pop("justification", None)
    if said["status"] == "not_affected":
        said["justification"] = "component_not_present"
    days = sorted(said[key] for key in _TRIAGE_DAYS if key in said)
    said |= dict(zip((key for key in _TRIAGE_DAYS if key in said), days, strict=True))
    if said.get("scope") == "release" or "release" in said:
        said["scope"] = "release" if "release" in said else "component"
    if said.get("scope") == "family":
        said["scope"] = "component"
    _in_order("told", "fixed")(said.get("handling", {}))
    _once(said, "rubric", "question")


def _test(said: Content) -> None:
    if "penetration" in said:
        said["test_kind"] = "penetration"


def _anomaly(said: Content) -> None:
    if said["disposition"] == "deferred":
        said.setdefault("plan", "later")


def _evidence(said: Content) -> None:
    _in_order("valid_from" if "valid_from" in said else "collected", "valid_until")(said)


def _view(said: Content) -> None:
    if "omitted" in said:
        said.pop("text", None)


def _plan(said: Content) -> None:
    _once(said, "elements", "topic")
    _in_order("approved", "review_by")(said)


def _identity(said: Content) -> None:
    if said.get("none") or not any(said.get(key) for key in ("purls", "cpes", "products")):
        said["none"] = True
        for key in ("purls", "cpes", "products"):
            said.pop(key, None)
    _in_order("date", "expires")(said)


def _device(said: Content) -> None:
    if len(set(said.get("connectivity", ()))) > 1:
        said["connectivity"] = [way for way in said["connectivity"] if way != "none"]


def _zone(said: Content) -> None:
    if said.get("inside", "") >= said["id"]:
        said.pop("inside", None)


def _disclosure(said: Content) -> None:
    step = said["steps"][0] if said.get("steps") else {"date": "2026-02-03", "author": "Security"}
    said["steps"] = [{**step, "stage": "reported"}]


def _method(said: Content) -> None:
    """Criteria that fall with the severity, and bounds that rise with the level."""
    _once(said, "acceptance", "severity")
    levels, severities = [*map(str, Level)], [*map(str, Severity)]
    criteria = sorted(said.get("acceptance", ()), key=lambda one: severities.index(one["severity"]))
    limits = sorted(
        (levels.index(one["acceptable_up_to"]) for one in criteria if "acceptable_up_to" in one), reverse=True
    )
    for number, one in enumerate(criteria):
        one.pop("acceptable_up_to", None)
        if number < len(limits):
            one["acceptable_up_to"] = levels[limits[number]]
    if "cvss_levels" in said:
        said["cvss_levels"] |= {"low": 0.5, "medium": 1, "high": 1.5, "very_high": 3}


def _risk(said: Content) -> None:
    for assessment in (said[key] for key in ("before", "after") if key in said):
        _once(assessment, "rubric", "question")


_MENDS: dict[str, Callable[[Content], None]] = {
    "activities": _in_order("approved", "review_by"),
    "anomalies": _anomaly,
    "device": _device,
    "disclosures": _disclosure,
    "documents": _in_order("approved", "review_by"),
    "evidence": _evidence,
    "identities": _identity,
    "metrics": _in_order("period_from", "period_until"),
    "plans": _plan,
    "releases": _in_order("date", "supported_until"),
    "risk_method": _method,
    "risks": _risk,
    "tests": _test,
    "threats": _threat,
    "triage": _triage,
    "views": _view,
    "zones": _zone,
}
