# SPDX-License-Identifier: Apache-2.0
"""The model of a dossier, format 1: frozen, typed values, one module for each field of work."""

from medward.dossier.model.dossier import Dossier
from medward.dossier.model.parts import ComponentKey, InFolder, Model, Part, Ref

__all__ = ["ComponentKey", "Dossier", "InFolder", "Model", "Part", "Ref"]
