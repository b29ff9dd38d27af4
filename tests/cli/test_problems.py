# SPDX-License-Identifier: Apache-2.0
"""What is wrong with the input is said on stderr, one problem on each line, and ends the command with 2."""

import io
import json

import pytest
import typer

from medward.base.problems import Place, Problem, ProblemsError
from medward.cli.problems import BAD_INPUT, Output, bad_input, print_problems, problem_json, shown

FIRST = Problem(Place("a.yaml", 3, 5), "threats[0]", "dossier.rule", "this is wrong", "Mend it")
SECOND = Problem(Place("a.yaml", 9), "harms", "dossier.rule", "that is wrong", "Mend that")
OTHER = Problem(Place("b.yaml"), "", "dossier.rule", "all is wrong", "Begin again")


def test_every_problem_is_one_line_and_files_stand_apart(capsys: pytest.CaptureFixture[str]) -> None:
    print_problems(ProblemsError([OTHER, SECOND, FIRST]))
    out, err = capsys.readouterr()
    assert out == ""
    assert err == (
        "a.yaml:3: threats[0]: this is wrong. Mend it. [dossier.rule]\n"
        "a.yaml:9: harms: that is wrong. Mend that. [dossier.rule]\n"
        "\n"
        "b.yaml: all is wrong. Begin again. [dossier.rule]\n"
        "\n"
        "3 problems\n"
    )


def test_lines_are_in_colour_on_a_terminal_unless_no_color_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        """Says that it is one."""

        def isatty(self) -> bool:
            return True

    for no_color, coloured in (("", True), ("1", False)):
        monkeypatch.setenv("NO_COLOR", no_color)
        monkeypatch.setattr("sys.stderr", terminal := Terminal())
        print_problems(ProblemsError([FIRST]))
        assert ("\x1b[" in terminal.getvalue()) is coloured


def test_programs_get_json(capsys: pytest.CaptureFixture[str]) -> None:
    print_problems(ProblemsError([FIRST, OTHER]), Output.JSON)
    out, err = capsys.readouterr()
    assert out == ""
    assert json.loads(err) == {"problems": [problem_json(FIRST), problem_json(OTHER)]}
    assert problem_json(FIRST) == {
        "file": "a.yaml", "line": 3, "column": 5, "key": "threats[0]", "code": "dossier.rule",
        "message": "this is wrong", "mend": "Mend it",
    }  # fmt: skip


def test_bad_input_ends_the_command_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit) as caught, bad_input():
        raise ProblemsError([FIRST])
    assert caught.value.exit_code == BAD_INPUT == 2
    assert capsys.readouterr().err.endswith("\n1 problem\n")


def test_any_other_error_passes() -> None:
    with pytest.raises(KeyError), bad_input():
        raise KeyError


def test_nothing_from_a_file_reaches_the_terminal_raw(capsys: pytest.CaptureFixture[str]) -> None:
    hostile = "\x1b[2J\r\x07\u202e\udcff"
    print_problems(ProblemsError([Problem(Place(hostile), hostile, "x.rule", hostile, hostile)]))
    err = capsys.readouterr().err
    assert err.replace("\n", "").isprintable()
    assert "\\x1b[2J\\r\\x07\\u202e\\udcff" in err


def test_plain_text_is_shown_as_it_is() -> None:
    assert shown("Infusionspumpe für Ärzte, 注射 'x'") == "Infusionspumpe für Ärzte, 注射 'x'"
