# SPDX-License-Identifier: Apache-2.0
"""The package for a reviewer: every document built from one assessment, with a manifest over every file."""
