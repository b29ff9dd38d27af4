# SPDX-License-Identifier: Apache-2.0
"""The report on a terminal: what matters on one or two screens, and the rest where it is asked for."""

from medward.reports.terminal.paper import Paper
from medward.reports.terminal.report import render

__all__ = ["Paper", "render"]
