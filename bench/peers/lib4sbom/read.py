# SPDX-License-Identifier: Apache-2.0
"""The peer's side of `bench/sbom.py`: lib4sbom reads CycloneDX JSON documents, several times over.

Payload: {"paths": files, "times": count}. Prints {"seconds", "components", "relationships"}: CPU time for reading
all of them once, and how many of each were found in all of them. The texts are in memory and decoded before the
clock runs, and the format is named, which spares lib4sbom its guessing.
"""

import json
import sys
import time
from pathlib import Path

from lib4sbom.parser import SBOMParser


def read(text: str) -> tuple[int, int]:
    """How many components and relationships lib4sbom finds."""
    parser = SBOMParser("cyclonedx")
    parser.parse_string(text)
    return len(parser.get_packages()), len(parser.get_relationships())


def main() -> None:
    """Read the documents and say how long that took and what came out."""
    payload = json.load(sys.stdin)
    texts = [Path(path).read_text(encoding="utf-8") for path in payload["paths"]]
    start = time.process_time()
    for _ in range(payload["times"]):
        found = [read(text) for text in texts]
    seconds = (time.process_time() - start) / payload["times"]
    components, relationships = (sum(numbers) for numbers in zip(*found, strict=True))
    print(json.dumps({"seconds": seconds, "components": components, "relationships": relationships}))


if __name__ == "__main__":
    main()
