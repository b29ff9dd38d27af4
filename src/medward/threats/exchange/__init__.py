# SPDX-License-Identifier: Apache-2.0
"""Threat models of other tools in and out, with everything told that is lost on the way."""

from medward.threats.exchange.model import Exported, Imported, Lost
from medward.threats.exchange.reading import Format, parse, read

__all__ = ["Exported", "Format", "Imported", "Lost", "parse", "read"]
