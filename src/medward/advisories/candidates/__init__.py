# SPDX-License-Identifier: Apache-2.0
"""Candidates for components that no source can be asked about: found by name, each with reasons, never applied.

`medward.advisories.candidates.listing.nameless` lists the components with their candidates, and
`medward.advisories.candidates.confirming.confirm` records the one that a person chose.
"""
