# SPDX-License-Identifier: Apache-2.0
"""Architecture views: what each shows, drawn as SVG, and the same told in tables; all from the dossier alone."""

from medward.threats.views.composing import Views, views
from medward.threats.views.drawing import Drawing
from medward.threats.views.planning import Undrawn

__all__ = ["Drawing", "Undrawn", "Views", "views"]
