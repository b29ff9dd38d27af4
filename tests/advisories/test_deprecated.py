# SPDX-License-Identifier: Apache-2.0
"""A component is found by the names that the CPE dictionary puts in place of its own, and the other way round."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisories.dictionary_sources import DAY, entry, write_dictionary
from advisories.product_sources import cpe, criterion, named, node, nvd, parts, write_nvd
from medward.advisories import MatchReport, Status, build, match
from medward.advisories.cpe.names import parse
from medward.advisories.cpe.relations import Relation, relation
from medward.advisories.deprecated import Deprecations, Known, Link

OLD, NEW, NEWEST = (cpe(f"{vendor}:drip", "1.2") for vendor in ("old", "new", "newest"))
LINK = Link(OLD, NEW, (), date.fromisoformat(DAY))


def others(name: str, *links: Link) -> list[tuple[str, bool]]:
    return [(str(one.name), not one.doubt) for one in Deprecations(links).of(parse(name))]


def test_a_deprecated_name_is_replaced_in_all_its_values() -> None:
    link = Link(cpe("old:drip_app", "1.2", "sp1:*:*:*:*:*:*"), cpe("new:drip", "1.2.0", "-:*:*:*:*:android:*"))
    assert others(link.old, link) == [(link.new, True)]
    assert others(link.new, link) == [(link.old.replace("sp1:*:*:*:*:*:*", "sp1:*:*:*:*:android:*"), True)]


def test_a_component_keeps_what_the_pair_leaves_open() -> None:
    values = ("1.2", "sp1:*:*:*:*:*:*")
    assert others(cpe("old:drip", *values), LINK) == [(cpe("new:drip", *values), True)]


def test_a_pair_without_a_version_is_about_every_version() -> None:
    assert others(OLD, Link(cpe("old:drip"), cpe("new:drip"))) == [(NEW, True)]


def test_a_pair_of_another_release_is_never_sure() -> None:
    ((name, sure),) = others(cpe("old:drip", "9"), LINK)
    assert (name, sure) == (cpe("new:drip", "9"), False)


def test_a_pair_of_another_edition_is_never_sure() -> None:
    link = Link(cpe("old:drip", "1.2", "sp1:*:*:*:*:*:*"), NEW)
    assert [sure for _, sure in others(OLD, link)] == [False]
    assert [sure for _, sure in others(cpe("old:drip", "1.2", "sp2:*:*:*:*:*:*"), link)] == [False]


def test_the_way_from_old_to_new_is_told_step_by_step() -> None:
    assert str(LINK) == f"{OLD} was deprecated by {NEW} (as of {DAY})"
    assert str(Link(OLD, NEWEST, (NEW,))) == f"{OLD} was deprecated by {NEW}, which was deprecated by {NEWEST}"


def test_a_name_that_is_deprecated_says_so_and_one_that_replaces_does_not() -> None:
    known = Deprecations([LINK, Link(OLD, NEWEST)])
    assert known.replaced(parse(OLD)) == f"{LINK}, and by 1 more"
    assert known.replaced(parse(NEW)) == ""


def test_two_names_that_one_replaces_are_not_taken_for_each_other() -> None:
    known = Deprecations([LINK, Link(cpe("other:drip", "1.2"), NEW)])
    assert [str(one.name) for one in known.of(parse(OLD))] == [NEW]


def test_names_of_which_the_dictionary_says_nothing_have_no_others() -> None:
    assert not Deprecations()
    assert Deprecations().of(parse(OLD)) == ()
    assert others(cpe("a:b", "1"), LINK) == []


VALUES = st.sampled_from(["*", "-", "1", "2"])
NAMES = st.builds(
    lambda vendor, version, update: cpe(f"{vendor}:drip", version, f"{update}:*:*:*:*:*:*"),
    st.sampled_from("abc"),
    VALUES,
    VALUES,
)
LINKS = st.lists(st.builds(Link, NAMES, NAMES), max_size=5)


@settings(max_examples=60)
@given(LINKS, NAMES)
def test_a_sure_name_is_that_of_a_pair_which_holds_the_component(links: list[Link], name: str) -> None:
    found = Deprecations(links).of(parse(name))
    sides = [(link.old, link.new) for link in links] + [(link.new, link.old) for link in links]
    held = {Relation.EQUAL, Relation.SUPERSET}
    about = [there for here, there in sides if relation(parse(here), parse(name)) in held]
    sure: list[Known] = [one for one in found if not one.doubt]
    assert {one.name.named for one in sure} <= {parse(there).named for there in about}
    assert [bool(one.doubt) for one in found] == sorted(bool(one.doubt) for one in found)
    assert parse(name) not in {one.name for one in found}


@settings(max_examples=60)
@given(LINKS)
def test_what_a_pair_joins_is_reached_from_both_of_its_sides(links: list[Link]) -> None:
    known = Deprecations(links)
    for link in links:
        old, new = parse(link.old), parse(link.new)
        if old.named != new.named:
            assert new.named in {one.named for one in known.sure(old)}
            assert old.named in {one.named for one in known.sure(new)}


def matched(root: Path, own: str, *records: dict[str, object], **fields: str) -> MatchReport:
    write_nvd(root, *records)
    build(root, root / "a.duckdb")
    return match(parts(named(own, **fields)), root / "a.duckdb")


def below_two(name: str, vendor: str) -> dict[str, object]:
    return nvd(name, node(criterion(cpe(f"{vendor}:drip"), versionEndExcluding="2.0")))


def test_an_old_name_finds_what_is_published_under_the_new_one(tmp_path: Path) -> None:
    write_dictionary(tmp_path, entry(OLD, NEW), entry(NEW))
    report = matched(tmp_path, OLD, below_two("CVE-2099-0001", "new"))
    (finding,) = report.findings
    assert (finding.vulnerability, finding.path, finding.confidence) == (
        "CVE-2099-0001",
        "cpe deprecated",
        "strong",
    )
    assert f"{OLD} was deprecated by {NEW} (as of {DAY})" in finding.why
    assert report.components[0].reason.endswith(f"; {LINK}")


def test_a_new_name_finds_what_is_published_under_the_old_one(tmp_path: Path) -> None:
    write_dictionary(tmp_path, entry(OLD, NEW), entry(NEW))
    (finding,) = matched(tmp_path, NEW, below_two("CVE-2099-0001", "old")).findings
    assert (finding.path, finding.confidence) == ("cpe deprecated", "strong")


def test_names_are_followed_over_several_steps(tmp_path: Path) -> None:
    write_dictionary(tmp_path, entry(OLD, NEW), entry(NEW, NEWEST), entry(NEWEST))
    (finding,) = matched(tmp_path, OLD, below_two("CVE-2099-0001", "newest")).findings
    assert f"{OLD} was deprecated by {NEW} (as of {DAY}), which was deprecated by {NEWEST}" in finding.why


def test_the_deprecation_of_another_release_finds_only_possibly(tmp_path: Path) -> None:
    write_dictionary(tmp_path, entry(OLD, NEW))
    (finding,) = matched(tmp_path, cpe("old:drip", "1.9"), below_two("CVE-2099-0001", "new")).findings
    assert finding.confidence == "possible"
    assert "says so of another release of a:old:drip" in finding.why


def test_what_both_names_find_is_one_finding_by_the_own_name(tmp_path: Path) -> None:
    write_dictionary(tmp_path, entry(OLD, NEW))
    both = node(*(criterion(cpe(f"{one}:drip"), versionEndExcluding="2.0") for one in ("old", "new")))
    (finding,) = matched(tmp_path, OLD, nvd("CVE-2099-0001", both)).findings
    assert (finding.path, finding.confidence) == ("cpe", "exact")


def test_another_name_finds_and_never_clears(tmp_path: Path) -> None:
    write_dictionary(tmp_path, entry(OLD, NEW))
    clean = nvd("CVE-2099-0001", node(criterion(cpe("new:drip"), versionEndExcluding="1.0")))
    (component,) = matched(tmp_path, OLD, clean).components
    assert component.status is Status.UNIDENTIFIED


def test_what_is_undecided_under_the_other_name_keeps_it_from_being_cleared(tmp_path: Path) -> None:
    write_dictionary(tmp_path, entry(OLD, NEW))
    clean = nvd("CVE-2099-0001", node(criterion(cpe("old:drip"), versionEndExcluding="1.0")))
    letters = nvd("CVE-2099-0002", node(criterion(cpe("new:drip"), versionEndExcluding="1.2-beta")))
    (component,) = matched(tmp_path, OLD, clean, letters).components
    assert (component.status, component.undecided) == (Status.NOT_COVERED, ("CVE-2099-0002",))
    assert "CVE-2099-0002 cannot be decided" in component.reason


@pytest.mark.parametrize("own", [OLD, NEW])
def test_without_a_dictionary_nothing_is_asked_and_nothing_said(tmp_path: Path, own: str) -> None:
    other = "new" if own == OLD else "old"
    (component,) = matched(tmp_path, own, below_two("CVE-2099-0001", other)).components
    assert component.findings == ()
    assert "deprecated" not in component.reason


def test_a_platform_is_met_by_the_name_that_replaces_it(tmp_path: Path) -> None:
    app, platform, newer = cpe("acme:app", "1"), cpe("acme:rtos", "5", part="o"), cpe("maker:rtos", "5", part="o")
    nodes = [node(criterion(app)), node(criterion(platform, vulnerable=False))]
    write_nvd(tmp_path, nvd("CVE-2099-0001", {"operator": "AND", "nodes": nodes}))
    build(tmp_path, tmp_path / "without.duckdb")
    write_dictionary(tmp_path, entry(platform, newer))
    build(tmp_path, tmp_path / "with.duckdb")
    device = parts(named(app, name="app"), named(newer, name="os"))
    sure = [match(device, tmp_path / name).findings[0].confidence for name in ("without.duckdb", "with.duckdb")]
    assert sure == ["possible", "exact"]


def test_a_name_of_every_part_is_asked_in_each(tmp_path: Path) -> None:
    write_dictionary(tmp_path, entry(OLD, NEW))
    (finding,) = matched(tmp_path, OLD.replace(":a:", ":*:"), below_two("CVE-2099-0001", "new")).findings
    assert finding.path == "cpe deprecated"


def test_a_component_without_a_version_in_its_name_gets_its_own(tmp_path: Path) -> None:
    write_dictionary(tmp_path, entry(OLD, NEW))
    (finding,) = matched(tmp_path, cpe("old:drip"), below_two("CVE-2099-0001", "new"), version="1.2").findings
    assert finding.confidence == "strong"
