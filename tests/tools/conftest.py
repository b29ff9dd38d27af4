# SPDX-License-Identifier: Apache-2.0
"""Makes the modules of the tools importable, after everything else."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2] / "tools"))
