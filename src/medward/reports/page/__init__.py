# SPDX-License-Identifier: Apache-2.0
"""The report as one self-contained page: to read in any browser, to print, and to keep with the dossier."""

from medward.reports.page.rendering import render

__all__ = ["render"]
