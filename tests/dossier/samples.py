# SPDX-License-Identifier: Apache-2.0
"""A small dossier as somebody would write it, and what tests do with folders."""

from pathlib import Path

from medward.base.canonical import digest_bytes
from medward.base.problems import Problem, ProblemsError
from medward.dossier import Loaded, load

DEVICE = """\
format: 1
device:
  name: Drip 100
  manufacturer: Example Devices
  intended_use: Infusion of fluids
  clinical_function: Delivers a set volume in a set time
  cyber_device: {contains_software: yes, can_connect: yes, could_be_vulnerable: yes, reason: It has Wi-Fi}
"""
"""The smallest dossier that says something."""

CHAIN = """\
harms: [{id: H-1, name: overdose, severity: critical}]
hazardous_situations: [{id: HS-1, name: the pump runs too fast, harms: [H-1]}]
threats:
  - id: T-1
    title: rogue drug library
    description: Somebody on the network sends a drug library that the pump takes.
    leads_to: [HS-1]
    status: accepted
controls:
  - {id: C-1, title: signed library, description: The pump checks it, category: authentication, locus: designed_in,
     reduces: [T-1]}
requirements: [{id: SR-1, text: The pump shall refuse an unsigned library, specifies: [C-1]}]
"""
"""From a harm to a requirement."""

REPORT = b"The library was refused.\n"
PROOF = f"""\
tests: [{{id: TE-1, title: unsigned, test_kind: requirement, verifies: [SR-1], result: passed, evidence: [E-1]}}]
evidence:
  - id: E-1
    title: Test report
    evidence_kind: test_report
    file: files/report.txt
    digest: {digest_bytes(REPORT)}
    collector: Test engineer
    collected: 2026-02-03
"""
"""A test and its evidence, in `files/report.txt`."""


def put(folder: Path, files: dict[str, str | bytes]) -> Path:
    """Write files into a folder and return it."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def whole(folder: Path) -> Path:
    """The small dossier as a folder of several files."""
    files: dict[str, str | bytes] = {"device.yaml": DEVICE, "chain.yaml": CHAIN, "proof.yml": PROOF}
    return put(folder, files | {"files/report.txt": REPORT})


def loaded(folder: Path, text: str) -> Loaded:
    """The device with more keys."""
    return load(put(folder, {"device.yaml": DEVICE, "more.yaml": text}))


def problems(folder: Path) -> tuple[Problem, ...]:
    """What `load` finds wrong with a folder; nothing where it loads."""
    try:
        load(folder)
    except ProblemsError as error:
        return error.problems
    return ()


def problems_of(folder: Path, text: str) -> tuple[Problem, ...]:
    """What is wrong with more keys beside the device."""
    return problems(put(folder, {"device.yaml": DEVICE, "more.yaml": text}))


def said(found: tuple[Problem, ...]) -> list[str]:
    """Place, key and code of each problem: `more.yaml:2 threats[0].status dossier.unknown-word`."""
    return [f"{problem.place} {problem.key} {problem.code}" for problem in found]
