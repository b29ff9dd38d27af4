# SPDX-License-Identifier: Apache-2.0
"""An assessment as people and programs read it: for the terminal, as JSON, as one self-contained page.

Every sentence about the device comes from the `Assessment`; a report chooses, counts and lays out, and decides
nothing. Each format is a module of its own, imported only where it is asked for.
"""
