# SPDX-License-Identifier: Apache-2.0
"""What changed between two revisions, in words that a reviewer reads."""

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings

from dossier.samples import CHAIN, DEVICE, PROOF, REPORT, put, whole
from dossier.strategies import Sample, samples
from medward.base.canonical import digest_bytes
from medward.dossier import Loaded, load
from medward.dossier.changes import Action, Change, changes

MORE = """\
releases:
  - {id: R-1, version: "1.0", status: current, sboms: [{file: files/s.json}]}
component_support: [{component: busybox@1.36.1, level: abandoned, source: its page}]
plans:
  - {id: PL-1, title: Plan, plan_kind: monitoring, text: t, elements: [{topic: personnel, text: two people}]}
risk_method: {description: d, exploitability: {low: hard}, acceptance: [{severity: minor, acceptable_up_to: low}]}
risks: [{id: K-1, title: overdose, before: {exploitability: high, severity: critical}}]
"""


def revision(folder: Path, text: str = MORE, **edits: str) -> Loaded:
    """The small dossier with more in it, after some texts were replaced by others."""
    whole(folder)
    text = DEVICE + CHAIN + PROOF + text
    for old, new in edits.items():
        text = text.replace(old.replace("_", " "), new)
    for name in ("device.yaml", "chain.yaml", "proof.yml"):
        (folder / name).unlink()
    return load(put(folder, {"all.yaml": text, "files/s.json": "{}"}))


def texts(old: Loaded, new: Loaded) -> list[str]:
    return [change.text for change in changes(old, new)]


def edited(tmp_path: Path, old: str, new: str) -> list[str]:
    """The changes after one text of the small dossier was replaced by another."""
    before = revision(tmp_path / "before")
    whole_text = (tmp_path / "before/all.yaml").read_text()
    assert whole_text.count(old) == 1
    put(tmp_path / "after", {"all.yaml": whole_text.replace(old, new), "files/s.json": "{}",
                             "files/report.txt": REPORT})  # fmt: skip
    return texts(before, load(tmp_path / "after"))


def test_a_changed_word_is_told_with_the_part_and_both_words(tmp_path: Path) -> None:
    assert edited(tmp_path, "status: accepted", "status: mitigated") == [
        "T-1 'rogue drug library': status accepted → mitigated"
    ]


def test_a_part_that_came_or_went_is_told_once(tmp_path: Path) -> None:
    risk = "risks: [{id: K-1, title: overdose, before: {exploitability: high, severity: critical}}]"
    assert edited(tmp_path / "a", risk, "risks: []") == ["K-1 'overdose': removed"]
    assert edited(tmp_path / "b", "risks: [", "risks: [{id: K-0, title: disclosure}, ") == [
        "K-0 'disclosure': added"
    ]


def test_references_that_came_and_went_are_told_one_by_one(tmp_path: Path) -> None:
    assert edited(tmp_path, "verifies: [SR-1]", "verifies: [C-1, T-1]") == [
        "TE-1 'unsigned': verifies C-1 added, T-1 added, SR-1 removed"
    ]


def test_a_text_that_came_or_went_is_told_in_short(tmp_path: Path) -> None:
    assert edited(tmp_path / "a", "status: accepted", f"status: accepted\n    reason: {'because ' * 20}") == [
        "T-1 'rogue drug library': reason added: 'because because because because because because because bec…'"
    ]
    assert edited(tmp_path / "b", ", acceptable_up_to: low", "") == [
        "acceptance criterion 'minor': acceptable_up_to removed (was low)"
    ]


def test_of_a_long_text_only_the_words_that_differ_are_told(tmp_path: Path) -> None:
    (text,) = edited(tmp_path, "a drug library that the pump takes", "a firmware image that the pump takes")
    assert text == (
        "T-1 'rogue drug library': description '… network sends a drug library that the pump …' → "
        "'… network sends a firmware image that the pump …'"
    )


def test_keys_inside_keys_are_told_with_a_dot(tmp_path: Path) -> None:
    assert edited(tmp_path / "a", "exploitability: high", "exploitability: low") == [
        "K-1 'overdose': before.exploitability high → low"
    ]
    assert edited(tmp_path / "b", "can_connect: yes", "can_connect: no") == [
        "device: cyber_device.can_connect yes → no"
    ]
    assert edited(tmp_path / "c", "low: hard", "low: very hard") == [
        "risk method: exploitability.low hard → 'very hard'"
    ]


def test_what_has_no_id_is_named_by_what_it_is_about(tmp_path: Path) -> None:
    assert edited(tmp_path / "a", "level: abandoned", "level: actively_maintained") == [
        "component support 'busybox@1.36.1': level abandoned → actively_maintained"
    ]
    assert edited(tmp_path / "b", "topic: personnel", "topic: customer_communication") == [
        "plan element 'personnel' of PL-1: removed",
        "plan element 'customer_communication' of PL-1: added",
    ]
    assert edited(tmp_path / "c", "sboms: [{file: files/s.json}]", "sboms: []") == [
        "sbom 'files/s.json' of R-1: removed",
        "file files/s.json: removed",
    ]


def test_a_file_with_other_bytes_is_a_change_even_where_no_digest_is_stated(tmp_path: Path) -> None:
    before, after = revision(tmp_path / "a"), revision(tmp_path / "b")
    put(tmp_path / "b", {"files/s.json": "[]"})
    assert changes(before, load(tmp_path / "b")) == (
        Change(Action.CHANGED, "file", "files/s.json", "", "digest", digest_bytes(b"{}"), digest_bytes(b"[]"),
               "file files/s.json: changed"),
    )  # fmt: skip
    assert changes(before, after) == ()


def test_a_change_can_be_read_by_a_program(tmp_path: Path) -> None:
    before, after = revision(tmp_path / "a"), revision(tmp_path / "b", rogue_drug_library="false drug library")
    (change,) = changes(before, after)
    assert change == Change(
        Action.CHANGED, "threat", "T-1", "false drug library", "title", "rogue drug library", "false drug library",
        "T-1 'false drug library': title 'rogue drug library' → 'false drug library'",
    )  # fmt: skip


def test_two_of_one_name_are_told_apart(tmp_path: Path) -> None:
    market = "  markets: [{jurisdiction: US, device_class: II}%s]\n"
    before = load(put(tmp_path / "a", {"a.yaml": DEVICE + market % ""}))
    after = load(put(tmp_path / "b", {"a.yaml": DEVICE + market % ", {jurisdiction: US, device_class: III}"}))
    assert texts(before, after) == ["market 'US (2)': added"]


@settings(max_examples=40, deadline=None)
@given(samples(), samples())
def test_nothing_changed_exactly_where_the_digests_agree(left: Sample, right: Sample) -> None:
    with tempfile.TemporaryDirectory() as name:
        empty = load(put(Path(name), {"a.yaml": DEVICE}))
    old = replace(empty, dossier=left.dossier, files={})
    new = replace(empty, dossier=right.dossier, files={})
    assert changes(old, old) == ()
    found = changes(old, new)
    assert bool(found) == (left.dossier != right.dossier)
    assert all("\n" not in change.text for change in found)
    back = changes(new, old)
    assert sorted((change.kind, change.id, change.key) for change in found) == sorted(
        (change.kind, change.id, change.key) for change in back
    )
