# SPDX-License-Identifier: Apache-2.0
"""Fetching advisory sources over HTTP(S) into a folder in their publishers' layout, and building from it, safely.

The only engine that uses the network, and only when a person asks for it by `medward database sync`. Modules are
imported one by one, so that nothing of this is loaded by any other command.
"""
