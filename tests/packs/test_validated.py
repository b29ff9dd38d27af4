# SPDX-License-Identifier: Apache-2.0
"""A document against a model of packs: what is missing is explained in the model's own words."""

import pytest

from medward.base import yamltext
from medward.base.problems import ProblemsError
from medward.packs.checks import Condition
from medward.packs.framework import Requirement
from medward.packs.validated import validated


def test_a_document_that_fits_is_a_value() -> None:
    document = yamltext.parse(b"fact: threats.decided", "a.yaml")
    assert validated(Condition, document) == Condition(fact="threats.decided")


def test_a_missing_key_is_explained_by_the_first_sentence_of_its_description() -> None:
    with pytest.raises(ProblemsError) as caught:
        validated(Requirement, yamltext.parse(b"{id: a}", "a.yaml"))
    mends = {problem.key: problem.mend for problem in caught.value.problems}
    assert mends["check"] == "Add `check:` (How it is decided)"
    assert mends["citation"] == "Add `citation:` (Where it stands: section, appendix, row)"


def test_a_number_that_should_be_text_is_told_as_it_was_written() -> None:
    with pytest.raises(ProblemsError, match=r'Write it in quotes: "1\.10"'):
        validated(Condition, yamltext.parse(b"fact: 1.10", "a.yaml"))
