# SPDX-License-Identifier: Apache-2.0
"""`python -m medward` is the `medward` program."""

from medward.cli import main

main()
