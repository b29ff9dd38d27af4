# SPDX-License-Identifier: Apache-2.0
"""`medward check --until DAY` prints what will stand worse by then, and ends with 1 where something will."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from medward.cli import application

PUMP = Path(__file__).parents[2] / "examples" / "infusion-pump"


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MEDWARD_DATABASE", raising=False)


def until(day: str, *options: str) -> Result:
    arguments = ["check", str(PUMP), "--pack", "fda-524b", "--as-of", "2026-11-23", "--until", day, *options]
    return CliRunner().invoke(application(), arguments)


def test_each_day_says_what_turns_worse_why_and_what_to_do() -> None:
    result = until("2027-07-01")
    assert result.exit_code == 1
    block = result.stdout.partition("2027-06-04")[2]
    assert "fda-524b:a.information  Information with the submission: met today, not met then" in block
    assert "it was to be reviewed by 2027-06-03" in block
    assert "to do: Review and approve the document" in block


def test_nothing_worse_is_exit_code_0() -> None:
    result = until("2026-11-24")
    assert result.exit_code == 0
    assert result.stdout.strip() == (
        "0 requirements will stand worse by 2026-11-24 than on 2026-11-23, if nobody does anything"
    )


def test_programs_get_day_status_and_reason() -> None:
    document = json.loads(until("2027-07-01", "--format", "json").stdout)
    assert (document["as_of"], document["until"]) == ("2026-11-23", "2027-07-01")
    (found,) = [one for one in document["worse"] if one["requirement"] == "a.information"]
    assert (found["day"], found["today"], found["then"]) == ("2027-06-04", "met", "not_met")
    assert found["mends"] == ["Review and approve the document"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("2026-11-22",), "lies before"),
        (("2027-01-01", "--format", "html"), "text or json"),
        (("soon",), "no day"),
    ],
)
def test_what_cannot_be_asked_is_exit_code_2(options: tuple[str, ...], said: str) -> None:
    result = until(*options)
    assert result.exit_code == 2
    assert said in result.stderr
