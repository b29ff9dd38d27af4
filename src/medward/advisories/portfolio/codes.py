# SPDX-License-Identifier: Apache-2.0
"""Every code of a problem of a portfolio, with its meaning in one line.

The reference documentation is generated from this table, and a test holds it complete.
"""

PORTFOLIO_CODES = {
    "portfolio.advisory": "A file is no advisory that can be held against a portfolio.",
    "portfolio.empty": "The folders hold no file that could be an SBOM.",
    "portfolio.engine": "The engine that was named is not installed, or cannot start.",
    "portfolio.foreign": "The folder to be written holds something else.",
    "portfolio.format": "The portfolio has another format than this version reads.",
    "portfolio.missing": "There is no portfolio, or no folder of SBOMs.",
    "portfolio.units": "A unit's release cannot be told from the list of units.",
    "portfolio.unreadable": "The portfolio, or a file that it is made from, cannot be read.",
    "portfolio.unwritable": "A folder or file cannot be written.",
}
