# SPDX-License-Identifier: Apache-2.0
"""Security risk: how easy to exploit × how bad the harm, before and after controls, and what opens it again.

Everything is worked out from the dossier, its trace and what triage says of findings; nothing is stored. A
probability plays no part (see `medward.dossier.model.improbable`).
"""
