# SPDX-License-Identifier: Apache-2.0
"""What holds for every pack that is shipped: stable ids, citations, words of our own."""

from collections import Counter
from importlib import resources
from pathlib import Path

import pytest

from effort import effort
from medward.packs import asked_by_default, digest, parse, shipped, shipped_ids, shipped_pack
from medward.packs.framework import Nature, Wording

GOLDEN = Path(__file__).parents[1] / "golden" / "requirement-ids.txt"
FOLDER = resources.files("medward.packs").joinpath("frameworks")


def test_ids_of_requirements_are_never_lost_or_renamed() -> None:
    ids = [f"{pack.id}:{one.id}" for pack in shipped() for one in pack.requirements]
    assert "\n".join(ids) + "\n" == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("pack", shipped_ids())
def test_no_two_requirements_say_the_same(pack: str) -> None:
    requirements = shipped_pack(pack).requirements
    texts = Counter(one.text for one in requirements)
    assert [text for text, number in texts.items() if number > 1] == []


@pytest.mark.parametrize("pack", shipped_ids())
def test_no_two_requirements_are_decided_alike(pack: str) -> None:
    checks = Counter(one.check.model_dump_json() for one in shipped_pack(pack).requirements)
    assert [check for check, number in checks.items() if number > 1] == []


@pytest.mark.parametrize("pack", shipped_ids())
def test_texts_are_sentences_of_our_own(pack: str) -> None:
    framework = shipped_pack(pack)
    standard = framework.nature is Nature.STANDARD
    assert framework.wording is (Wording.OUTLINE if standard else Wording.PARAPHRASE)
    for one in framework.requirements:
        assert one.text.endswith((".", "?")), one.id
        assert one.rationale.endswith("."), one.id
        assert one.title[0].isupper(), one.id
        assert not one.title.endswith("."), one.id


@pytest.mark.parametrize("pack", shipped_ids())
def test_a_pack_has_one_digest(pack: str) -> None:
    data = FOLDER.joinpath(f"{pack}.yaml").read_bytes()
    assert digest(parse(data, pack)) == digest(shipped_pack(pack))
    assert digest(shipped_pack(pack)).startswith("sha256:")


def test_packs_are_read_fast_enough_to_be_read_at_every_check() -> None:
    texts = [FOLDER.joinpath(f"{pack.id}.yaml").read_bytes() for pack in asked_by_default()]
    assert effort(lambda: [parse(data, "pack") for data in texts], enough=0.5) <= 0.5
