# SPDX-License-Identifier: Apache-2.0
"""Triage: findings in, what matters first out, with a sentence on each: why, what to do, by when.

Pure functions of a trace, what is known of exploitation, and a date. Who may decide, and where a decision is
stored, is not known here.
"""
