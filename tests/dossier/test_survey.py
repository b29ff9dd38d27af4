# SPDX-License-Identifier: Apache-2.0
"""Ids, references and files are found in content that may be wrong in every other way."""

from hypothesis import given
from hypothesis import strategies as st

from medward.base.yamltext import Value
from medward.dossier.model import Dossier
from medward.dossier.survey import FileUse, Named, Reference, survey

HARM = {"id": "H", "severity": "nonsense", "colour": "blue"}


def test_parts_references_and_files_are_found_with_their_paths() -> None:
    content: dict[str, Value] = {
        "harms": [dict(HARM)],
        "architecture": {"zones": [{"id": "Z", "inside": "Y"}]},
        "hazardous_situations": [{"id": "HS", "harms": ["H", 7, ["H"]]}],
        "evidence": [{"id": "E", "file": "files/a", "digest": "sha256:x"}],
        "releases": [{"id": "R", "sboms": [{"file": "files/s"}, "files/t"]}],
    }
    found = survey(content)
    assert [(part.id, part.kind) for part in found.parts] == [
        ("R", "release"), ("Z", "zone"), ("H", "harm"), ("HS", "hazardous_situation"), ("E", "evidence"),
    ]  # fmt: skip
    assert found.parts[1] == Named("Z", "zone", ("architecture", "zones", 0, "id"))
    assert found.references == [
        Reference("Y", ("zone",), ("architecture", "zones", 0, "inside")),
        Reference("H", ("harm",), ("hazardous_situations", 0, "harms", 0)),
    ]
    assert found.files == [
        FileUse("files/s", ("releases", 0, "sboms", 0, "file"), None),
        FileUse("files/a", ("evidence", 0, "file"), "sha256:x"),
    ]


values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=3)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["id", "file", "digest", "zones", "harms", "inside", "sboms"]), inner),
    ),
    max_leaves=20,
)


@given(st.dictionaries(st.sampled_from([*Dossier.model_fields]), values))
def test_no_content_breaks_the_survey(content: dict[str, Value]) -> None:
    found = survey(content)
    assert all(isinstance(part.id, str) for part in found.parts)
