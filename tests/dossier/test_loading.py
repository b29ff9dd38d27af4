# SPDX-License-Identifier: Apache-2.0
"""A folder becomes a dossier, or every problem of it at once."""

import datetime as dt
from pathlib import Path

import pytest

from dossier.samples import CHAIN, DEVICE, PROOF, REPORT, loaded, problems, problems_of, put, said, whole
from effort import effort
from medward.base import yamltext
from medward.base.canonical import digest_bytes
from medward.base.problems import Place
from medward.dossier import load, loading


def test_a_folder_is_read_into_typed_values_with_the_place_of_every_part(tmp_path: Path) -> None:
    got = load(whole(tmp_path))
    assert got.folder == tmp_path
    assert got.dossier.device.name == "Drip 100"
    assert got.dossier.evidence[0].collected == dt.date(2026, 2, 3)
    assert got.dossier.threats[0].leads_to == ("HS-1",)
    assert got.files == {"files/report.txt": digest_bytes(REPORT)}
    assert got.places["T-1"] == Place("chain.yaml", 4, 5)
    assert got.places["E-1"].file == "proof.yml"
    assert set(got.places) == {"H-1", "HS-1", "T-1", "C-1", "SR-1", "TE-1", "E-1"}
    assert got.digest.startswith("sha256:")


def test_parts_and_references_are_in_order_whatever_the_order_in_the_file(tmp_path: Path) -> None:
    got = loaded(tmp_path, "harms: [{id: B, name: b, severity: minor}, {id: A, name: a, severity: minor}]\n"
                           "hazardous_situations: [{id: S, name: s, harms: [B, A, B]}]")  # fmt: skip
    assert [harm.id for harm in got.dossier.harms] == ["A", "B"]
    assert got.dossier.hazardous_situations[0].harms == ("A", "B")


def test_a_key_with_nothing_after_it_is_as_good_as_left_out(tmp_path: Path) -> None:
    got = loaded(tmp_path, "threats:\nharms:\n  - {id: H, name: h, severity: minor, description: }\n")
    assert got.dossier.threats == ()
    assert got.dossier.harms[0].description is None


def test_every_problem_of_every_file_is_said_in_one_run(tmp_path: Path) -> None:
    put(tmp_path, {
        "device.yaml": DEVICE + "colour: blue\n",
        "chain.yaml": CHAIN.replace("leads_to: [HS-1]", "leads_to: [HS-2]").replace("critical", "deadly"),
        "proof.yaml": PROOF.replace("2026-02-03", "2026-02-30"),
    })  # fmt: skip
    assert said(problems(tmp_path)) == [
        "chain.yaml:1 harms[0].severity dossier.unknown-word",
        "chain.yaml:7 threats[0].leads_to[0] dossier.unknown-part",
        "device.yaml:8 colour dossier.unknown-key",
        "proof.yaml:6 evidence[0].file dossier.missing-file",
        "proof.yaml:9 evidence[0].collected dossier.wrong-date",
    ]


def test_a_file_that_is_no_yaml_is_reported_for_every_such_file_and_nothing_else_is(tmp_path: Path) -> None:
    put(tmp_path, {"a.yaml": "a: [", "b.yaml": "\tb: 1", "c.yaml": "harms: [{id: H}]"})
    assert [problem.code for problem in problems(tmp_path)] == ["yaml.syntax", "yaml.syntax"]


MISFITS = [
    ("harm: []", "harm", "unknown-key", "the key 'harm' is not known here", "Write 'harms'"),
    ("threats: {}", "threats", "wrong-type", "this is keys with values instead of a list", "Write `- ` lines"),
    ("releases: [{id: R, version: 1.10, status: current}]", "releases[0].version", "wrong-type",
     "this is a number instead of text", 'Write it in quotes: "1.10"'),
    ("releases: [{id: R, version: yes, status: on sale}]", "releases[0].status", "unknown-word",
     "'on sale' is not a word that is known here", "Choose another word; known here: planned, current"),
    ("releases: [{id: R, status: curent, version: v}]", "releases[0].status", "unknown-word",
     "'curent' is not a word that is known here", "Write 'current'; known here: planned, current, supported"),
    ("releases: [{id: R, status: current}]", "releases[0].version", "missing-key",
     "the key 'version' is missing", "Add `version:` (Version as the device shows it"),
    ("releases: [{id: R, status: current, version: }]", "releases[0].version", "missing-key",
     "the key 'version' is empty", "Add `version:`"),
    ('releases: [{id: R, status: current, version: " "}]', "releases[0].version", "empty",
     "there is nothing in it", "Fill it in"),
    ("releases: [{id: R, status: current, version: v, date: 03.02.2026}]", "releases[0].date", "wrong-date",
     "this is not a day of the calendar", "Write year-month-day, such as 2026-02-03"),
    ("releases: [{id: R, status: current, version: v, date: 20260203}]", "releases[0].date", "wrong-date",
     "this is not a day of the calendar", "Write year-month-day"),
    ("releases: [{id: R 1, status: current, version: v}]", "releases[0].id", "wrong-form",
     "'R 1' has not the form that is wanted here", "Write a letter first, then letters and digits"),
    ("harms: [{id: H, name: h, severity: minor, many_patients: true}]", "harms[0].many_patients", "unknown-word",
     "'true' is not a word that is known here", "Write yes"),
    ("device: {connectivity: wifi}", "device.connectivity", "wrong-type",
     "this is text instead of a list", "Write [wifi]"),
    ("device: {service_life_years: 0}", "device.service_life_years", "wrong-value",
     "'0' is out of range", "Write a number that is at least 1"),
    ("device: {service_life_years: 8.5}", "device.service_life_years", "wrong-type",
     "this is a number instead of a whole number", "Write a whole number"),
    ("device: {udi_di: x}", "device.udi_di", "unknown-key",
     "the key 'udi_di' is not known here", "Choose another key; known here: name"),
    ("device: {models: [{name: a, udi_di: (01)0}]}", "device.models[0].udi_di", "wrong-form",
     "'(01)0' has not the form that is wanted here", "Write the 6 to 50 characters of the device identifier"),
    ("component_support: [{component: openssl, level: abandoned, source: s}]", "component_support[0].component",
     "wrong-form", "'openssl' has not the form that is wanted here", "Write a purl, such as"),
    ("risk_method: {description: d, acceptance: [], exploitability: {hihg: x}}",
     "risk_method.exploitability.hihg", "unknown-word", "'hihg' is not a word that is known here", "Write 'high'"),
    ("metrics: [{id: M, method: m, value: many, metric_kind: time_from_patch_to_deployment}]", "metrics[0].value",
     "wrong-type", "this is text instead of a number", "Write a number, without quotes"),
    ("anomalies: [{id: A, title: t, disposition: open, cwe: [347]}]", "anomalies[0].cwe[0]", "wrong-type",
     "this is a number instead of text", 'Write it in quotes: "347"'),
    ("anomalies: [{id: A, title: t, disposition: open, cwe: [CWE347]}]", "anomalies[0].cwe[0]", "wrong-form",
     "'CWE347' has not the form that is wanted here", "Write `CWE-` and its number"),
    ("anomalies: [open]", "anomalies[0]", "wrong-type", "this is text instead of keys with values", "Write `key"),
    ('harms: [{id: H, name: "a\\u0007", severity: minor}]', "harms[0].name", "wrong-form",
     "'a\x07' has not the form that is wanted here", "Write it without control characters"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "key", "rule", "message", "mend"), MISFITS, ids=[row[0] for row in MISFITS])
def test_a_value_that_does_not_fit_is_reported_once_in_plain_words_with_its_mend(
    tmp_path: Path, text: str, key: str, rule: str, message: str, mend: str
) -> None:
    (problem,) = problems_of(tmp_path, text)
    assert (problem.place.file, problem.key, problem.code) == ("more.yaml", key, f"dossier.{rule}")
    assert problem.message == message
    assert problem.mend.startswith(mend)


def test_a_text_that_is_too_long_is_refused_without_repeating_it(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, f"harms: [{{id: H, severity: minor, name: {'x' * 20_001}}}]")
    assert problem.code == "dossier.wrong-value"
    assert problem.message == "there is more in it than the 20,000 allowed"


def test_without_a_format_the_dossier_is_not_judged(tmp_path: Path) -> None:
    (problem,) = problems(put(tmp_path, {"a.yaml": "harms: oops"}))
    assert (problem.code, problem.key, problem.place.file) == ("dossier.no-format", "format", "a.yaml")
    assert problem.mend == "Write `format: 1`"


@pytest.mark.parametrize("value", ["2", "1.0", '"1"', "true", "[1]", "{}"])
def test_a_format_that_is_not_known_is_refused_before_anything_else(tmp_path: Path, value: str) -> None:
    (problem,) = problems(put(tmp_path, {"a.yaml": f"harms: oops\nformat: {value}"}))
    assert problem.code == "dossier.unknown-format"
    assert problem.place == Place("a.yaml", 2, 1)


def test_an_empty_file_is_no_dossier_and_no_error_of_its_own(tmp_path: Path) -> None:
    assert said(problems(put(tmp_path, {"a.yaml": "", "b.yaml": "# nothing yet\n"}))) == [
        "a.yaml format dossier.no-format"
    ]
    assert problems(put(tmp_path, {"c.yaml": DEVICE})) == ()


def test_so_many_misfits_that_they_hide_each_other_are_counted(tmp_path: Path) -> None:
    found = problems_of(tmp_path, "".join(f"k{number}: 1\n" for number in range(1_500)))
    assert len(found) == 1_001
    (more,) = [problem for problem in found if problem.code == "dossier.more"]
    assert more.message == "500 more values do not fit"


def test_more_values_than_one_device_has_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yamltext, "MAX_VALUES", 40)
    found = problems(whole(tmp_path))
    assert [problem.code for problem in found] == ["dossier.folder-limit"]
    assert found[0].message == "the dossier holds more than 40 values"


def test_a_dossier_of_400_kb_loads_within_its_budget(tmp_path: Path) -> None:
    threats = "".join(
        f"  - id: T-{number}\n    title: threat {number}\n    description: {'what somebody does ' * 12}\n"
        "    status: proposed\n    stride: [tampering, spoofing]\n"
        for number in range(1_200)
    )
    put(tmp_path, {"device.yaml": DEVICE, "threats.yaml": f"threats:\n{threats}"})
    load(tmp_path)
    assert effort(lambda: load(tmp_path), enough=1.5) <= 1.5


def test_the_format_that_is_read_is_the_one_of_the_model() -> None:
    assert loading.FORMAT == 1
