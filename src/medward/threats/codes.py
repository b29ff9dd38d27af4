# SPDX-License-Identifier: Apache-2.0
"""Every code under which a problem of the threat commands is reported, with its meaning in one line."""

THREAT_CODES = {
    "threats.decided": "A decision about the threat stands already, and nobody asked to replace it.",
    "threats.form": "A threat or control stands in the dossier in a form that cannot be changed by itself.",
    "threats.uncontrolled": "A threat cannot be called mitigated while no control reduces it.",
    "threats.unknown": "The dossier or the libraries have nothing of that name.",
    "threats.unwritable": "The file of the dossier cannot be written.",
}
"""Codes of this package."""
