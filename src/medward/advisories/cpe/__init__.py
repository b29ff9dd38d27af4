# SPDX-License-Identifier: Apache-2.0
"""CPE 2.3: names of products as they are written, and when one name stands for another."""
