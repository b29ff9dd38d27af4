# SPDX-License-Identifier: Apache-2.0
"""Makes the benchmarks' modules importable, after everything else: `trace` is also one of the standard library."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2] / "bench"))
