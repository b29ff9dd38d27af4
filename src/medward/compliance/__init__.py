# SPDX-License-Identifier: Apache-2.0
"""Frameworks asked of the trace: verdicts, what is unknown, and what would mend what is broken."""
