# SPDX-License-Identifier: Apache-2.0
"""Hostile, broken and odd folders: a clear problem, quickly, and never anything but ProblemsError."""

import os
import socket
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.samples import CHAIN, DEVICE, PROOF, problems, put, said, whole
from effort import effort
from medward.base import yamltext
from medward.dossier import folder, load, loading
from medward.dossier.codes import CODES

BOMBS: dict[str, tuple[str | bytes, str]] = {
    "alias bomb": (
        "a: &a [x, x]\n"
        + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)),
        "yaml.alias",
    ),
    "alias to itself": ("a: &a [*a]", "yaml.alias"),
    "anchor on a scalar": ("a: &a b", "yaml.alias"),
    "merge of an alias": ("a: {<<: *b}", "yaml.alias"),
    "100,000 open brackets": ("[" * 100_000, "yaml.depth"),
    "100,000 open braces": ("{a: " * 100_000, "yaml.depth"),
    "100,000 levels of a list": ("- " * 100_000, "yaml.depth"),
    "a key of 100,000 brackets": ("? " + "[" * 100_000, "yaml.depth"),
    "latin-1": ("a: \xe9".encode("latin-1"), "yaml.encoding"),
    "utf-16": ("a: b".encode("utf-16"), "yaml.encoding"),
    "zero bytes": (b"a: \x00\x00", "yaml.syntax"),
    "binary": (bytes(range(128)), "yaml.syntax"),
    "a tab for indentation": ("a:\n\tb: 1", "yaml.syntax"),
    "quotes left open": ('a: "b\nc: d', "yaml.syntax"),
    "a key twice": ("a: 1\na: 2", "yaml.key"),
    "a list for a key": ("? [a]\n: 1", "yaml.key"),
    "a program": ("a: !!python/object/apply:os.system [id]", "yaml.tag"),
    "two documents": ("a: 1\n---\nb: 2", "yaml.documents"),
    "an endless number": ("a: " + "9" * 100_000, "yaml.number"),
    "an endless hexadecimal number": ("a: 0x" + "f" * 100_000, "yaml.number"),
    "infinity": ("a: 1e999", "yaml.number"),
    "a list where keys are wanted": ("- a\n- b", "dossier.not-a-mapping"),
    "a text where keys are wanted": ("hello", "dossier.not-a-mapping"),
}


@pytest.mark.parametrize(("data", "code"), BOMBS.values(), ids=BOMBS)
def test_a_hostile_file_gets_one_clear_problem_at_once(tmp_path: Path, data: str | bytes, code: str) -> None:
    put(tmp_path, {"bomb.yaml": data, "device.yaml": DEVICE})
    assert effort(lambda: problems(tmp_path), enough=2) <= 2
    found = problems(tmp_path)
    assert [problem.code for problem in found] == [code]
    assert found[0].place.file == "bomb.yaml"


def test_a_file_beyond_the_limit_is_not_read(tmp_path: Path) -> None:
    put(tmp_path, {"a.yaml": DEVICE})
    with (tmp_path / "big.yaml").open("wb") as stream:
        stream.truncate(yamltext.MAX_BYTES + 1)
    assert said(problems(tmp_path)) == ["big.yaml  yaml.size"]


def test_a_huge_text_is_refused_in_a_short_message(tmp_path: Path) -> None:
    put(tmp_path, {"a.yaml": DEVICE, "b.yaml": f"{'k' * 1_000}: {'v' * 1_000_000}"})
    (problem,) = problems(tmp_path)
    assert problem.code == "dossier.unknown-key"
    assert len(problem.message) < 200


def test_a_million_small_values_are_refused_without_building_them(tmp_path: Path) -> None:
    put(tmp_path, {"a.yaml": "a: [" + "1," * 1_100_000 + "]"})
    assert [problem.code for problem in problems(tmp_path)] == ["yaml.size"]


@pytest.mark.parametrize("change", [lambda text: text.replace("\n", "\r\n"), lambda text: "\ufeff" + text],
                         ids=["windows line ends", "byte order mark"])  # fmt: skip
def test_files_of_other_systems_read_the_same(tmp_path: Path, change: Callable[[str], str]) -> None:
    here = load(put(tmp_path / "a", {"a.yaml": DEVICE + CHAIN}))
    there = load(put(tmp_path / "b", {"a.yaml": change(DEVICE + CHAIN).encode()}))
    assert here.digest == there.digest
    assert here.places == there.places


def test_a_folder_called_like_a_file_is_said(tmp_path: Path) -> None:
    whole(tmp_path)
    (tmp_path / "x.yaml").mkdir()
    assert said(problems(tmp_path)) == ["x.yaml  dossier.not-a-file"]


def test_a_pipe_and_a_socket_are_said_and_never_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole(tmp_path)
    os.mkfifo(tmp_path / "pipe.yaml")
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.yml")
        assert said(problems(tmp_path)) == ["pipe.yaml  dossier.not-a-file", "socket.yml  dossier.not-a-file"]


def test_links_are_not_followed_among_the_yaml_files(tmp_path: Path) -> None:
    whole(tmp_path / "a")
    put(tmp_path, {"secret.yaml": "password: x"})
    (tmp_path / "a/secret.yaml").symlink_to(tmp_path / "secret.yaml")
    (tmp_path / "a/loop").symlink_to(tmp_path / "a")
    (tmp_path / "a/self.yaml").symlink_to("self.yaml")
    (tmp_path / "a/notes.txt").symlink_to("nowhere")
    assert said(problems(tmp_path / "a")) == [
        "loop  dossier.link",
        "secret.yaml  dossier.link",
        "self.yaml  dossier.link",
    ]


def test_a_file_that_may_not_be_read_is_said(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    (whole(tmp_path) / "device.yaml").chmod(0)
    assert said(problems(tmp_path)) == ["device.yaml  yaml.unreadable"]


def test_a_file_that_vanishes_between_listing_and_reading_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole(tmp_path)

    def list_and_lose(path: Path) -> list[str]:
        names = folder.yaml_files(path)
        (path / names[0]).unlink()
        return names

    monkeypatch.setattr(loading, "yaml_files", list_and_lose)
    assert said(problems(tmp_path)) == ["chain.yaml  yaml.unreadable"]


PIECES = (
    *(
        "\n",
        " ",
        "  ",
        "\t",
        ":",
        ": ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        '"',
        "'",
        "#",
        "&a ",
        "*a",
        "!x ",
        "|",
        ">",
        "?",
        "~",
    ),
    *(
        "null",
        "true",
        "1.10",
        "2026-02-30",
        "9" * 5_000,
        "id: T-1",
        "T-1",
        "E-1",
        "device:",
        "format: 2",
        "sha256:",
    ),
    *("../x", "files/report.txt", "/etc/passwd", "files/\x00", "\x00", "\ufffe", "\u2028", "é", '"\\0"'),
    "zones: [{id: Z, name: z, trust: trusted, inside: Z}]",
)
"""What is put into a dossier to break it."""


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A valid dossier with a few pieces cut out, put in, doubled or moved."""
    text = DEVICE + CHAIN + PROOF
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 60)))
        middle: str = draw(
            st.one_of(st.sampled_from(PIECES), st.just(""), st.just(text[start:end] * 2), st.text(max_size=3))
        )
        text = text[:start] + middle + text[end:]
    return text


@settings(max_examples=400, deadline=None)
@given(mutated())
def test_whatever_is_done_to_a_dossier_only_problems_leave_load(text: str) -> None:
    """`problems` lets nothing but ProblemsError pass for a broken dossier: anything else fails the test."""
    with tempfile.TemporaryDirectory() as name:
        put(Path(name), {"a.yaml": text.encode("utf-8", "surrogatepass"), "files/report.txt": "The library"})
        for problem in problems(Path(name)):
            assert problem.code in CODES
            assert problem.message
            assert problem.mend
