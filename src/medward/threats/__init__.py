# SPDX-License-Identifier: Apache-2.0
"""Threats from the architecture: libraries asked of every element, beside what the dossier says; attack paths."""

from medward.threats.gaps import Gaps, gaps
from medward.threats.generating import Found, Generated, Verdict, generate
from medward.threats.relating import Related, relate

__all__ = ["Found", "Gaps", "Generated", "Related", "Verdict", "gaps", "generate", "relate"]
