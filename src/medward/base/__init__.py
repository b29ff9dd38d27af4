# SPDX-License-Identifier: Apache-2.0
"""What every engine stands on: problems, canonical bytes, safe files, YAML with places. It imports no engine."""
