# SPDX-License-Identifier: Apache-2.0
"""A decision is recorded beside what people wrote: nothing of theirs is lost; what would not load is undone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dossier.samples import DEVICE, problems, put, whole
from medward.base.problems import ProblemsError
from medward.dossier import load, recording
from medward.dossier.recording import record, replace, replace_all

SUPPORT = {"component": "zlib@1.3", "level": "actively_maintained", "source": "Its makers' page"}
BY_HAND = """\
# Asked in spring.
component_support:
  - component: busybox@1.36.1   # the small one
    level: actively_maintained
    source: Its makers' page
"""


def _bytes(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_new_key_gets_a_file_that_says_what_it_is_for(tmp_path: Path) -> None:
    path = record(whole(tmp_path), "component_support", [SUPPORT])
    assert path == tmp_path / "component_support.yaml"
    assert path.read_text() == """\
# How long each component is looked after.
# Medward adds what is recorded below what is there. Edit it as you like: comments stay.

component_support:
  - component: zlib@1.3
    level: actively_maintained
    source: Its makers' page
"""  # fmt: skip
    assert [one.component for one in load(tmp_path).dossier.component_support] == ["zlib@1.3"]


def test_an_item_joins_the_list_that_is_there_and_comments_stay(tmp_path: Path) -> None:
    put(tmp_path, {"device.yaml": DEVICE, "parts/support.yaml": BY_HAND})
    path = record(tmp_path, "component_support", [SUPPORT])
    assert path == tmp_path / "parts/support.yaml"
    assert path.read_text() == BY_HAND + """\
  - component: zlib@1.3
    level: actively_maintained
    source: Its makers' page
"""  # fmt: skip


def test_of_several_files_the_last_one_gets_it(tmp_path: Path) -> None:
    put(tmp_path, {"device.yaml": DEVICE, "a.yaml": BY_HAND, "b.yaml": BY_HAND.replace("busybox", "musl")})
    assert record(tmp_path, "component_support", [SUPPORT]).name == "b.yaml"


def test_a_file_can_be_named_whether_it_exists_or_not(tmp_path: Path) -> None:
    whole(tmp_path)
    assert record(tmp_path, "component_support", [SUPPORT], file="new/support.yaml").name == "support.yaml"
    other = SUPPORT | {"component": "musl@1.2"}
    assert record(tmp_path, "component_support", [other], file="device.yaml") == tmp_path / "device.yaml"
    assert (tmp_path / "device.yaml").read_text().startswith(DEVICE)
    assert [one.component for one in load(tmp_path).dossier.component_support] == ["musl@1.2", "zlib@1.3"]


def test_a_list_in_brackets_is_left_alone_and_a_file_beside_it_is_begun(tmp_path: Path) -> None:
    flow = "component_support: [{component: musl@1.2, level: abandoned, source: a list}]\n"
    put(tmp_path, {"device.yaml": DEVICE, "component_support.yaml": flow})
    assert record(tmp_path, "component_support", [SUPPORT]).name == "component_support-2.yaml"
    assert (tmp_path / "component_support.yaml").read_text() == flow
    assert len(load(tmp_path).dossier.component_support) == 2


@pytest.mark.parametrize("there", [{}, {"support.yaml": BY_HAND}])
def test_what_would_not_load_is_undone_to_the_byte(tmp_path: Path, there: dict[str, str | bytes]) -> None:
    before = _bytes(put(whole(tmp_path), there))
    with pytest.raises(ProblemsError) as raised:
        record(tmp_path, "component_support", [{**SUPPORT, "level": "loved"}])
    assert [problem.code for problem in raised.value.problems] == ["dossier.unknown-word"]
    assert all(problem.place.line == 0 for problem in raised.value.problems)
    assert _bytes(tmp_path) == before


def test_a_clash_with_what_is_there_is_undone(tmp_path: Path) -> None:
    before = _bytes(put(whole(tmp_path), {"support.yaml": BY_HAND}))
    with pytest.raises(ProblemsError) as raised:
        record(tmp_path, "component_support", [SUPPORT | {"component": "busybox@1.36.1"}])
    assert [problem.code for problem in raised.value.problems] == ["dossier.duplicate"]
    assert _bytes(tmp_path) == before


def test_an_interruption_while_reading_again_is_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _bytes(whole(tmp_path))
    answers: Iterator[tuple[()] | type[KeyboardInterrupt]] = iter(((), KeyboardInterrupt))

    def read(_folder: Path) -> tuple[()]:
        answer = next(answers)
        if isinstance(answer, type):
            raise answer
        return answer

    monkeypatch.setattr(recording, "_problems", read)
    with pytest.raises(KeyboardInterrupt):
        record(tmp_path, "component_support", [SUPPORT])
    assert _bytes(tmp_path) == before


def test_problems_from_before_do_not_stand_in_the_way(tmp_path: Path) -> None:
    text = f"{BY_HAND}threats: [{{id: T-1, title: x, description: x, leads_to: [HS-9], status: accepted}}]\n"
    put(tmp_path, {"device.yaml": DEVICE, "support.yaml": text})
    before = problems(tmp_path)
    assert before
    record(tmp_path, "component_support", [SUPPORT])
    assert [problem.message for problem in problems(tmp_path)] == [problem.message for problem in before]


def test_a_second_problem_of_the_same_words_is_a_new_one(tmp_path: Path) -> None:
    bad = {**SUPPORT, "level": "loved"}
    put(tmp_path, {"device.yaml": DEVICE, "support.yaml": BY_HAND.replace("actively_maintained", "loved")})
    with pytest.raises(ProblemsError):
        record(tmp_path, "component_support", [bad])


def test_a_folder_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    put(tmp_path, {"device.yaml": DEVICE, "broken.yaml": "a: ["})
    with pytest.raises(ProblemsError) as raised:
        record(tmp_path, "component_support", [SUPPORT])
    assert [problem.code for problem in raised.value.problems] == ["yaml.syntax"]
    with pytest.raises(ProblemsError):
        record(tmp_path / "nowhere", "component_support", [SUPPORT])


@pytest.mark.parametrize("file", ["../out.yaml", "/tmp/out.yaml", "files/out.yaml", "out.txt", ".hidden.yaml"])  # noqa: S108 - refused
def test_only_a_file_of_the_dossier_can_be_named(tmp_path: Path, file: str) -> None:
    with pytest.raises(ValueError, match="not the name of a dossier's file"):
        record(whole(tmp_path), "component_support", [SUPPORT], file=file)


def test_only_a_key_of_the_dossier_is_recorded(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="nothing to record"):
        record(whole(tmp_path), "supports", [SUPPORT])
    with pytest.raises(ValueError, match="nothing to record"):
        record(tmp_path, "component_support", [])


def test_an_item_is_replaced_where_it_stands(tmp_path: Path) -> None:
    put(tmp_path, {"device.yaml": DEVICE, "support.yaml": BY_HAND})
    record(tmp_path, "component_support", [SUPPORT])
    other = SUPPORT | {"component": "busybox@1.36.1", "source": "A call"}
    assert replace(tmp_path, "component_support", other, named_by="component") == tmp_path / "support.yaml"
    assert (tmp_path / "support.yaml").read_text() == """\
# Asked in spring.
component_support:
  - component: busybox@1.36.1
    level: actively_maintained
    source: A call
  - component: zlib@1.3
    level: actively_maintained
    source: Its makers' page
"""  # fmt: skip


def test_what_is_not_there_or_stands_in_brackets_is_not_replaced(tmp_path: Path) -> None:
    flow = "component_support: [{component: zlib@1.3, level: abandoned, source: a list}]\n"
    before = _bytes(put(tmp_path, {"device.yaml": DEVICE, "support.yaml": flow}))
    assert replace(tmp_path, "component_support", SUPPORT, named_by="component") is None
    absent = SUPPORT | {"component": "musl@1.2"}
    assert replace(tmp_path, "component_support", absent, named_by="component") is None
    assert _bytes(tmp_path) == before


def test_a_replacement_that_would_not_load_is_undone(tmp_path: Path) -> None:
    before = _bytes(put(tmp_path, {"device.yaml": DEVICE, "support.yaml": BY_HAND}))
    bad = SUPPORT | {"component": "busybox@1.36.1", "level": "loved"}
    with pytest.raises(ProblemsError):
        replace(tmp_path, "component_support", bad, named_by="component")
    assert _bytes(tmp_path) == before


def test_several_items_in_several_files_are_replaced_together_or_not_at_all(tmp_path: Path) -> None:
    threats = "threats:\n  - id: T-1\n    title: x\n    description: x\n    status: proposed\n"
    put(tmp_path, {"device.yaml": DEVICE, "support.yaml": BY_HAND, "threats.yaml": threats})
    before = _bytes(tmp_path)
    item = {"id": "T-1", "title": "y", "description": "x", "status": "accepted"}
    other = {**item, "id": "T-2"}
    assert replace_all(tmp_path, {"threats": [item, other]}, named_by="id") is None
    with pytest.raises(ProblemsError):
        replace_all(tmp_path, {"threats": [item | {"status": "loved"}]}, named_by="id")
    assert _bytes(tmp_path) == before
    assert replace_all(tmp_path, {"threats": [item]}, named_by="id") == (tmp_path / "threats.yaml",)
    assert replace_all(tmp_path, {"threats": [item]}, named_by="id") == (tmp_path / "threats.yaml",)
    assert load(tmp_path).dossier.threats[0].title == "y"


def test_an_item_that_somebody_else_changed_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    put(tmp_path, {"device.yaml": DEVICE, "support.yaml": BY_HAND})
    seen = load(tmp_path).dossier
    mine, theirs = (SUPPORT | {"component": "busybox@1.36.1", "source": source} for source in ("mine", "theirs"))
    assert replace(tmp_path, "component_support", theirs, named_by="component", seen=seen)
    before = _bytes(tmp_path)
    with pytest.raises(ProblemsError) as raised:
        replace(tmp_path, "component_support", mine, named_by="component", seen=seen)
    (problem,) = raised.value.problems
    assert (problem.code, problem.key) == ("dossier.changed", "busybox@1.36.1")
    assert problem.mend == "Look at it, then run this again"
    assert _bytes(tmp_path) == before


def test_an_item_that_is_as_wanted_already_or_that_nobody_changed_may_be_written(tmp_path: Path) -> None:
    put(tmp_path, {"device.yaml": DEVICE, "support.yaml": BY_HAND})
    seen = load(tmp_path).dossier
    record(tmp_path, "component_support", [SUPPORT])
    mine = SUPPORT | {"component": "busybox@1.36.1", "source": "mine"}
    for _ in range(2):
        assert replace(tmp_path, "component_support", mine, named_by="component", seen=seen)
    assert {one.source for one in load(tmp_path).dossier.component_support} == {"mine", "Its makers' page"}


def test_an_item_that_somebody_else_took_out_is_told(tmp_path: Path) -> None:
    put(tmp_path, {"device.yaml": DEVICE, "support.yaml": BY_HAND})
    seen = load(tmp_path).dossier
    (tmp_path / "support.yaml").write_text("component_support: []\n")
    gone = SUPPORT | {"component": "busybox@1.36.1"}
    with pytest.raises(ProblemsError, match="was changed by somebody else"):
        replace(tmp_path, "component_support", gone, named_by="component", seen=seen)
