# SPDX-License-Identifier: Apache-2.0
"""The dossier of a device: its model, and reading, checking, comparing and writing it."""

from medward.dossier.loading import Loaded, load

__all__ = ["Loaded", "load"]
