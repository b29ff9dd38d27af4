# SPDX-License-Identifier: Apache-2.0
"""Medward: the living security dossier of a medical device.

The engines are pure Python: files and values in, values out. They never import Django, never read the clock
(a date is always handed in as `as_of`) and never touch the network.
"""

__version__ = "0.1.0"
