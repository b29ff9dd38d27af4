# SPDX-License-Identifier: Apache-2.0
"""Every code under which a problem with naming a risk is reported, with its meaning in one line."""

RISK_CODES = {"risk.unknown-risk": "No risk of the dossier has this id."}
