# SPDX-License-Identifier: Apache-2.0
"""Reading a pack gives it or every problem with its place; nothing that a file says can break the reader."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.base.problems import ProblemsError
from medward.packs import digest, parse, read
from medward.packs.codes import CODES
from packs import sample


def test_a_pack_is_read_from_its_file(tmp_path: Path) -> None:
    path = tmp_path / "small-law.yaml"
    path.write_text(sample.PACK, encoding="utf-8")
    assert read(path) == parse(sample.PACK.encode(), "small-law.yaml")


def test_a_pack_is_called_after_its_id(tmp_path: Path) -> None:
    path = tmp_path / "other.yaml"
    path.write_text(sample.PACK, encoding="utf-8")
    with pytest.raises(ProblemsError) as caught:
        read(path)
    (problem,) = caught.value.problems
    assert (problem.code, problem.mend) == ("pack.file-name", "Call it 'small-law.yaml'")


def test_a_file_that_is_not_there_is_a_problem_and_not_a_crash(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match=r"yaml\.unreadable"):
        read(tmp_path / "small-law.yaml")


@pytest.mark.parametrize(
    ("before", "after", "line", "key", "code"),
    [
        ("schema: 1", "schema: 2", 1, "schema", "pack.unknown-word"),
        ("nature: law", "nature: lwa", 8, "nature", "pack.unknown-word"),
        ('version: "2026"', "version: 1.10", 4, "version", "pack.wrong-type"),
        ("in_force_from: 2026-01-15", "in_force_from: January", 10, "in_force_from", "pack.wrong-date"),
        ('citation: "1 SMALL 1"', "cite: x", 12, "cite", "pack.unknown-key"),
        ("    rationale: A prop", "    reason: A prop", 23, "requirements[0].reason", "pack.unknown-key"),
        ("roles: [maker]", "roles: [vendor]", 24, "requirements[0].roles[0]", "pack.unknown-word"),
        ("every: {kind: threat", "evry: {kind: threat", 28, "requirements[0].check.path.evry", "pack.unknown-key"),
        (
            "link: reduced_by",
            "link: ReducedBy",
            29,
            "requirements[0].check.path.reaches[0].link",
            "pack.wrong-form",
        ),
        (
            "{fact: threats.decided}",
            "{fakt: threats.decided}",
            40,
            "requirements[1].check.any[0]",
            "pack.check-kind",
        ),
        ("      any:", "      none:", 38, "requirements[1].check", "pack.check-kind"),
        ("title: Threats", "title: ''", 19, "requirements[0].title", "pack.empty"),
        ("schema: 1", "schema: &one 1", 1, "", "yaml.alias"),
    ],
)
def test_a_mistake_is_told_with_its_line_key_and_code(
    before: str, after: str, line: int, key: str, code: str
) -> None:
    assert before in sample.PACK
    found = [
        (problem.place.line, problem.key, problem.code)
        for problem in sample.refused(sample.PACK.replace(before, after, 1))
    ]
    assert (line, key, code) in found


def test_a_mend_names_the_nearest_word() -> None:
    (problem,) = sample.refused(sample.PACK.replace("nature: law", "nature: lwa"))
    assert problem.mend.startswith("Write 'law'")


def test_a_missing_key_is_explained() -> None:
    (problem,) = sample.refused(sample.PACK.replace("issuer: Nobody\n", ""))
    assert (problem.code, problem.mend) == ("pack.missing-key", "Add `issuer:` (Who issued it)")


def test_every_problem_is_told_at_once() -> None:
    wrong = sample.PACK.replace("nature: law", "nature: lwa").replace("title: Threats", "titel: Threats")
    assert sorted(sample.codes(wrong)) == ["pack.missing-key", "pack.unknown-key", "pack.unknown-word"]


def test_rules_are_asked_once_the_types_are_right() -> None:
    assert sample.codes(sample.PACK.replace("section: first", "section: last", 1)) == ["pack.unknown-section"]


@pytest.mark.parametrize("text", ["", "[]", "schema", "- a\n- b", "null", "1", "{}"])
def test_what_is_no_mapping_of_keys_is_refused(text: str) -> None:
    assert sample.refused(text)


def test_the_digest_is_of_the_content_alone() -> None:
    first, *lines = sample.PACK.splitlines()
    moved = "\n".join([*lines[:12], "# a comment", first, *lines[12:]])
    assert digest(parse(moved.encode(), "a")) == digest(parse(sample.PACK.encode(), "b"))


def test_a_default_that_is_written_out_does_not_change_the_digest() -> None:
    longer = sample.PACK.replace("{link: reduced_by, kind: control}", "{link: reduced_by, kind: control, has: []}")
    assert longer != sample.PACK
    assert digest(parse(longer.encode(), "a")) == digest(parse(sample.PACK.encode(), "b"))


def test_any_other_content_has_another_digest() -> None:
    changed = sample.PACK.replace("Threats are decided.", "Threats are decided")
    assert digest(parse(changed.encode(), "a")) != digest(parse(sample.PACK.encode(), "a"))


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    with pytest.raises(ProblemsError) as caught:
        parse(data, "small-law.yaml")
    assert all(problem.code in CODES for problem in caught.value.problems)


SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=8)
    | st.sampled_from(["threat", "all", "2026-01-01"])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*sample.content(), "all", "path", "every", "fact", "x"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@given(st.sampled_from(sorted(sample.content())), VALUES)
def test_any_value_under_any_key_is_read_or_refused_with_known_codes(key: str, value: object) -> None:
    assert set(codes_of({**sample.content(), key: value})) <= set(CODES)


@given(VALUES)
def test_any_check_is_read_or_refused_with_known_codes(value: object) -> None:
    changed = sample.content()
    changed["requirements"][0]["check"] = value
    assert set(codes_of(changed)) <= set(CODES)


def codes_of(value: object) -> list[str]:
    """The codes of the problems of a pack that is given as a value."""
    return sample.codes(json.dumps(value))


@given(st.integers(min_value=0, max_value=len(sample.PACK)))
def test_a_file_that_was_cut_off_is_refused_or_still_a_whole_pack(end: int) -> None:
    assert set(sample.codes(sample.PACK[:end])) <= set(CODES)
