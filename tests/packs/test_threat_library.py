# SPDX-License-Identifier: Apache-2.0
"""Threat libraries are read or refused with the place of every problem; the shipped ones keep the rules."""

import re
from collections import Counter
from pathlib import Path
from typing import Any, cast

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.base.problems import Problem, ProblemsError
from medward.dossier.model.risk import ControlCategory, Stride
from medward.packs import threat_library
from medward.packs.codes import CODES
from medward.packs.schema import threat_library_schema
from medward.packs.threat_library import (
    Library,
    LibraryThreat,
    parse,
    read,
    read_examples,
    shipped,
    shipped_examples,
    shipped_ids,
    shipped_library,
)

LIBRARY = """\
schema: 1
kind: threats
id: own
version: "1"
title: Threats of our own
issuer: Nobody
licence: Apache-2.0
wording: paraphrase
sources: [{title: A source, citation: Its place}]
threats:
  - id: TL-OWN-001
    title: Somebody listens
    applies_to: interface
    when: {is: {reach: [radio]}}
    exploited: By listening.
    clinical: It becomes known.
    stride: [information_disclosure]
    controls: [confidentiality]
    answer: Encryption.
    test: Listen.
    false_positives: None.
    crosswalk: {cwe: [CWE-319], capec: [CAPEC-157], attack: [T1040], attack_ics: [T0887], emb3d: [TID-408]}
"""
EXAMPLES = """\
schema: 1
kind: threat_examples
library: own
examples:
  - {threat: TL-OWN-001, element: I-WIFI, gives: fires}
"""


def refused(text: str) -> tuple[Problem, ...]:
    with pytest.raises(ProblemsError) as caught:
        parse(text.encode(), "own.yaml")
    return tuple(caught.value.problems)


def test_a_library_is_read_from_its_file(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(LIBRARY, encoding="utf-8")
    assert read(tmp_path / "own.yaml") == parse(LIBRARY.encode(), "own.yaml")


def test_a_library_is_called_after_its_id(tmp_path: Path) -> None:
    (tmp_path / "other.yaml").write_text(LIBRARY, encoding="utf-8")
    with pytest.raises(ProblemsError, match=r"pack\.file-name"):
        read(tmp_path / "other.yaml")


@pytest.mark.parametrize(
    ("before", "after", "line", "key", "code"),
    [
        ("TL-OWN-001", "OWN-1", 11, "threats[0].id", "pack.wrong-form"),
        ("applies_to: interface", "applies_to: cable", 13, "threats[0].applies_to", "pack.unknown-word"),
        ("when: {is:", "when: {if:", 14, "threats[0].when", "pack.condition-kind"),
        ("[information_disclosure]", "[listening]", 17, "threats[0].stride[0]", "pack.unknown-word"),
        ("[confidentiality]", "[]", 18, "threats[0].controls", "pack.empty"),
        ("[CWE-319]", "[319]", 22, "threats[0].crosswalk.cwe[0]", "pack.wrong-type"),
        ("[T1040]", "[T0887]", 22, "threats[0].crosswalk.attack[0]", "pack.wrong-form"),
        ("[TID-408]", "[PID-11]", 22, "threats[0].crosswalk.emb3d[0]", "pack.wrong-form"),
        ("    clinical: It becomes known.\n", "", 11, "threats[0].clinical", "pack.missing-key"),
    ],
)
def test_a_mistake_is_told_with_its_line_key_and_code(
    before: str, after: str, line: int, key: str, code: str
) -> None:
    assert before in LIBRARY
    found = [(one.place.line, one.key, one.code) for one in refused(LIBRARY.replace(before, after, 1))]
    assert (line, key, code) in found


def test_a_threat_that_stands_twice_is_told_at_its_second_place() -> None:
    (problem,) = refused(LIBRARY + LIBRARY[LIBRARY.index("  - id") :])
    assert (problem.code, problem.key) == ("pack.duplicate-id", "threats[1].id")


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("library: own", "library: other", "pack.other-framework"),
        ("threat: TL-OWN-001", "threat: TL-OWN-002", "pack.unknown-requirement"),
        ("gives: fires", "gives: maybe", "pack.unknown-word"),
    ],
)
def test_examples_that_lead_nowhere_are_refused(tmp_path: Path, before: str, after: str, code: str) -> None:
    path = tmp_path / "own.examples.yaml"
    path.write_text(EXAMPLES.replace(before, after), encoding="utf-8")
    with pytest.raises(ProblemsError, match=code.replace(".", r"\.")):
        read_examples(path, parse(LIBRARY.encode(), "own.yaml"))


def test_examples_are_read(tmp_path: Path) -> None:
    path = tmp_path / "own.examples.yaml"
    path.write_text(EXAMPLES, encoding="utf-8")
    assert read_examples(path, parse(LIBRARY.encode(), "own.yaml")).examples[0].scene == "ward"


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    with pytest.raises(ProblemsError) as caught:
        parse(data, "own.yaml")
    assert {problem.code for problem in caught.value.problems} <= set(CODES)


@given(st.integers(min_value=0, max_value=len(LIBRARY) - 1))
def test_a_file_that_was_cut_off_is_refused_or_whole(end: int) -> None:
    found: set[str] = set()
    try:
        whole = parse(LIBRARY[:end].encode(), "own.yaml")
    except ProblemsError as error:
        found = {problem.code for problem in error.problems}
    else:
        assert whole.threats
    assert found <= set(CODES)


def test_libraries_are_known_by_id_without_examples_and_scenes() -> None:
    assert "scenes" not in shipped_ids()
    assert tuple(one.id for one in shipped()) == shipped_ids()


@pytest.mark.parametrize("name", ["none", "scenes", "hardware.examples", "../library"])
def test_a_library_that_does_not_exist_is_a_key_error(name: str) -> None:
    with pytest.raises(KeyError):
        shipped_library(name)


THREATS = [threat for library in shipped() for threat in library.threats]


def test_ids_and_titles_are_unique_among_all_shipped_libraries() -> None:
    assert max(Counter(threat.id for threat in THREATS).values()) == 1
    assert max(Counter(threat.title for threat in THREATS).values()) == 1


def test_no_two_shipped_threats_share_a_text() -> None:
    texts = [text for one in THREATS for text in (one.exploited, one.clinical, one.answer, one.test)]
    assert [text for text, times in Counter(texts).items() if times > 1] == []


@pytest.mark.parametrize("threat", THREATS, ids=lambda threat: threat.id)
def test_every_text_of_a_shipped_threat_is_a_sentence(threat: LibraryThreat) -> None:
    for text in (threat.exploited, threat.clinical, threat.answer, threat.test, threat.false_positives):
        assert text[0].isupper()
        assert text.endswith(".")


@pytest.mark.parametrize("library", shipped(), ids=lambda library: library.id)
def test_every_shipped_library_has_its_worked_examples(library: Library) -> None:
    examples = shipped_examples(library.id)
    assert examples.library == library.id
    assert {one.threat for one in examples.examples} == {threat.id for threat in library.threats}


def test_words_of_packs_are_those_of_the_dossier() -> None:
    """Packs stand below the dossier and repeat its words; this keeps them the same."""
    stride = {word for threat in THREATS for word in threat.stride}
    controls = {word for threat in THREATS for word in threat.controls}
    assert stride == {str(word) for word in Stride}
    assert controls == {str(word) for word in ControlCategory}


def test_themes_of_ids_stay_in_one_library() -> None:
    themes: dict[str, set[str]] = {}
    for library in shipped():
        for threat in library.threats:
            themes.setdefault(re.sub(r"-\d+$", "", threat.id), set()).add(library.id)
    assert all(len(homes) == 1 for homes in themes.values())


def test_the_published_schema_takes_every_shipped_library() -> None:
    schema = threat_library_schema()
    for library in shipped():
        jsonschema.validate(library.model_dump(mode="json", by_alias=True, exclude_none=True), schema)


def test_the_published_schema_describes_each_key() -> None:
    parts = cast("dict[str, Any]", threat_library_schema()["$defs"])
    assert all("description" in key for key in parts["LibraryThreat"]["properties"].values())


def test_scenes_are_read_once() -> None:
    assert threat_library.shipped_scenes() is threat_library.shipped_scenes()
