# SPDX-License-Identifier: Apache-2.0
"""The interpreter of the closed language of checks: one module for each kind, and `evaluation` for all of them.

Nothing here decides whether what a check names exists: kinds, links, fields and facts that do not are found by
`medward.compliance.binding`, and a requirement that names one is never evaluated.
"""
