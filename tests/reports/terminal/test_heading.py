# SPDX-License-Identifier: Apache-2.0
"""The head of the report."""

from dataclasses import replace

from rich.text import Text

from medward.reports.terminal.heading import heading, problems
from medward.reports.terminal.paper import Paper
from reports.factories import assessment, broken_sbom


def test_a_device_without_models_and_releases_has_no_empty_places() -> None:
    bare = replace(assessment(), models=(), coverage=())
    lines = [item.plain for item in heading(bare, Paper()) if isinstance(item, Text)]
    assert lines[1] == "Example Devices"
    assert lines[2] == "revision sha256:5e5e5e5e5e5e · as of 2026-03-20"


def test_nothing_is_said_of_problems_where_there_are_none() -> None:
    assert list(problems(assessment(), Paper())) == []
    assert len(list(problems(broken_sbom(), Paper()))) == 3
