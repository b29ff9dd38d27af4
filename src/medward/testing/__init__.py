# SPDX-License-Identifier: Apache-2.0
"""Reports of tools (tests, analysers, coverage, fuzzers, penetration tests), read and taken into a dossier.

What was tested is then the tool's word and not the author's: the result, its day, the tool and the digest of the
report come from the report itself.
"""

from medward.testing.model import COVERAGE, FileCoverage, Finding, Format, Outcome, Report
from medward.testing.reader import parse, read

__all__ = ["COVERAGE", "FileCoverage", "Finding", "Format", "Outcome", "Report", "parse", "read"]
