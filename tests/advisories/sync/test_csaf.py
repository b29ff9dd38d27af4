# SPDX-License-Identifier: Apache-2.0
"""A CSAF provider: only what changed is fetched, each document with its digest, its signature kept beside it."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from advisories.csaf.openpgp import Signer, keyring, needs_gpg
from advisories.sync.publisher import MovedClock, Publisher, answer, csaf_source, keeper
from medward.advisories.csaf import Policy, Signature, read_provider
from medward.advisories.sync.client import Connection
from medward.advisories.sync.csaf import ENOUGH_FAILURES, CsafRun
from medward.advisories.sync.faults import FetchError
from medward.advisories.sync.keeping import Keeper
from medward.advisories.sync.model import Outcome
from medward.advisories.sync.running import Order, synchronise
from medward.advisories.sync.state import State


def document(name: str, text: str = "") -> bytes:
    return json.dumps({"document": {"tracking": {"id": name.upper()}, "title": text}}).encode()


class Provider:
    """A provider of documents, by feed or by directory."""

    def __init__(self, server: Publisher, *, by_feed: bool) -> None:
        self.server = server
        self.by_feed = by_feed
        self.documents: dict[str, str] = {}
        feed = {"rolie": {"feeds": [{"url": f"{server.url}/white/feed.json", "tlp_label": "WHITE"}]}}
        listed = feed if by_feed else {"directory_url": f"{server.url}/white"}
        server.put("/pm.json", json.dumps({"distributions": [listed]}).encode())

    def publish(self, name: str, moment: str, text: str = "", *, signed: bool = True, hashed: bool = True) -> None:
        """Publish a document, or a new version of it."""
        data, path = document(name, text), f"/white/2099/{name}.json"
        self.server.put(path, data)
        if hashed:
            self.server.put(f"{path}.sha512", f"{hashlib.sha512(data).hexdigest()}  {name}.json\n".encode())
        if signed:
            self.server.put(f"{path}.asc", b"a signature")
        self.documents[name] = moment
        self.list()

    def list(self) -> None:
        """Write the list of all documents."""
        if not self.by_feed:
            rows = "".join(f"2099/{name}.json,{moment}\n" for name, moment in self.documents.items())
            self.server.put("/white/changes.csv", rows.encode())
            return
        entries = [self._entry(name, moment) for name, moment in self.documents.items()]
        self.server.put("/white/feed.json", json.dumps({"feed": {"entry": entries}}).encode())

    def _entry(self, name: str, moment: str) -> dict[str, object]:
        url = f"{self.server.url}/white/2099/{name}.json"
        link = [{"rel": "hash", "href": f"{url}.sha512"}, {"rel": "signature", "href": f"{url}.asc"}]
        return {"content": {"src": url}, "updated": moment, "link": link}


@pytest.fixture(params=[True, False], ids=["feed", "directory"])
def provider(request: pytest.FixtureRequest, server: Publisher) -> Provider:
    return Provider(server, by_feed=request.param)


@pytest.fixture
def kept(tmp_path: Path, clock: MovedClock) -> Keeper:
    return keeper(tmp_path / "s", clock)


def run(server: Publisher, kept: Keeper) -> CsafRun:
    one = CsafRun(csaf_source(f"{server.url}/pm.json"), kept)
    one.renew()
    return one


def outcomes(one: CsafRun) -> list[Outcome]:
    return [report.outcome for report in one.files]


def test_every_document_is_fetched_with_its_signature(server: Publisher, provider: Provider, kept: Keeper) -> None:
    provider.publish("a-1", "1")
    provider.publish("a-2", "1")
    assert outcomes(run(server, kept)) == [Outcome.UPDATED] * 2
    folder = kept.state.folder / "csaf/test/2099"
    assert (folder / "a-1.json").read_bytes() == document("a-1")
    assert (folder / "a-1.json.asc").read_bytes() == b"a signature"
    digest = hashlib.sha512(document("a-1")).hexdigest()
    assert (folder / "a-1.json.sha512").read_text(encoding="ascii") == f"{digest}  a-1.json\n"


def test_only_what_the_list_says_has_changed_is_asked_for(
    server: Publisher, provider: Provider, kept: Keeper
) -> None:
    provider.publish("a-1", "1")
    provider.publish("a-2", "1")
    run(server, kept)
    provider.publish("a-2", "2", "changed")
    server.seen.clear()
    assert outcomes(run(server, kept)) == [Outcome.UNCHANGED, Outcome.UPDATED]
    assert [one.path for one in server.seen if "a-1" in one.path] == []
    assert (
        json.loads((kept.state.folder / "csaf/test/2099/a-2.json").read_bytes())["document"]["title"] == "changed"
    )


def test_a_document_that_was_damaged_here_is_fetched_again(
    server: Publisher, provider: Provider, kept: Keeper
) -> None:
    provider.publish("a-1", "1")
    run(server, kept)
    (kept.state.folder / "csaf/test/2099/a-1.json").write_bytes(b"damaged")
    assert outcomes(run(server, kept)) == [Outcome.UPDATED]


def test_a_document_with_another_digest_is_refused_and_the_old_one_stays(
    server: Publisher, provider: Provider, kept: Keeper
) -> None:
    provider.publish("a-1", "1")
    run(server, kept)
    provider.publish("a-1", "2", "changed")
    server.put("/white/2099/a-1.json.sha512", b"0" * 128)
    (report,) = run(server, kept).files
    assert (report.outcome, "sha512 digest" in report.reason) == (Outcome.STALE, True)
    assert (kept.state.folder / "csaf/test/2099/a-1.json").read_bytes() == document("a-1")


def test_a_digest_file_that_holds_none_is_a_failure(server: Publisher, provider: Provider, kept: Keeper) -> None:
    provider.publish("a-1", "1")
    server.put("/white/2099/a-1.json.sha512", b"<html>Sorry")
    (report,) = run(server, kept).files
    assert (report.outcome, report.reason) == (Outcome.MISSING, "the file with its sha512 digest holds none")


@pytest.mark.parametrize("missing", ["sha512", "asc"])
def test_what_a_feed_lists_must_be_there(server: Publisher, kept: Keeper, missing: str) -> None:
    Provider(server, by_feed=True).publish("a-1", "1", signed=missing != "asc", hashed=missing != "sha512")
    assert outcomes(run(server, kept)) == [Outcome.MISSING]


def test_a_directory_may_have_neither_digest_nor_signature_and_that_is_said(
    server: Publisher, kept: Keeper
) -> None:
    Provider(server, by_feed=False).publish("a-1", "1", signed=False, hashed=False)
    one = run(server, kept)
    assert outcomes(one) == [Outcome.UPDATED]
    assert one.notes == [
        "the provider gives no digest of 1 documents",
        "the signatures of 1 documents are missing: its provider publishes none beside it",
    ]
    assert not (kept.state.folder / "csaf/test/2099/a-1.json.asc").exists()


def test_a_document_that_is_no_longer_listed_stays_and_that_is_said(
    server: Publisher, provider: Provider, kept: Keeper
) -> None:
    provider.publish("a-1", "1")
    provider.publish("a-2", "1")
    run(server, kept)
    del provider.documents["a-1"]
    provider.list()
    one = run(server, kept)
    assert one.notes == ["1 documents that lie here are no longer listed"]
    assert (kept.state.folder / "csaf/test/2099/a-1.json").is_file()


def test_a_document_that_is_none_is_refused(server: Publisher, provider: Provider, kept: Keeper) -> None:
    provider.publish("a-1", "1")
    page = b"<!doctype html>"
    server.put("/white/2099/a-1.json", page)
    server.put("/white/2099/a-1.json.sha512", hashlib.sha512(page).hexdigest().encode())
    (report,) = run(server, kept).files
    assert (report.outcome, "not the JSON" in report.reason) == (Outcome.MISSING, True)


def test_a_document_elsewhere_is_not_fetched(server: Publisher, kept: Keeper) -> None:
    provider = Provider(server, by_feed=True)
    provider.publish("a-1", "1")
    feed = server.files["/white/feed.json"].data.replace(b"http://127.0.0.1", b"https://evil.example")
    server.put("/white/feed.json", feed)
    (report,) = run(server, kept).files
    assert (report.outcome, "evil.example" in report.reason) == (Outcome.MISSING, True)


def test_after_several_failures_in_a_row_the_run_ends(server: Publisher, provider: Provider, kept: Keeper) -> None:
    for number in range(ENOUGH_FAILURES + 3):
        provider.publish(f"a-{number}", "1")
        server.put(f"/white/2099/a-{number}.json.sha512", b"none")
    with pytest.raises(FetchError, match="given up after 5 failures in a row, 3 left"):
        run(server, kept)


def test_what_was_fetched_before_a_person_stops_the_run_is_known_in_the_next(
    server: Publisher, clock: MovedClock, tmp_path: Path
) -> None:
    provider = Provider(server, by_feed=True)
    for number in range(2):
        provider.publish(f"a-{number}", "1")
    server.next("/white/2099/a-1.json", answer(503))

    def stop(seconds: float) -> None:
        assert seconds
        raise KeyboardInterrupt

    clock.sleep = stop  # type: ignore[method-assign] # a person presses Ctrl-C while it waits
    with pytest.raises(KeyboardInterrupt):
        synchronise(tmp_path / "s", Order((csaf_source(f"{server.url}/pm.json"),)), Connection(), clock)
    assert list(State(tmp_path / "s").files) == ["csaf/test/2099/a-0.json"]


@pytest.mark.parametrize("path", ["/pm.json", "/white/feed.json"])
def test_without_its_lists_a_provider_cannot_be_read(server: Publisher, kept: Keeper, path: str) -> None:
    Provider(server, by_feed=True).publish("a-1", "1")
    server.next(path, answer(404))
    with pytest.raises(FetchError, match="no such file"):
        run(server, kept)


@pytest.fixture(scope="module")
def signers() -> Iterator[tuple[Signer, Signer]]:
    with keyring() as home:
        yield Signer(home, "acme"), Signer(home, "other")


def name_keys(provider: Provider, *signers: Signer, at: str = "/keys/{}.asc") -> None:
    """Let the provider's metadata name these keys, and serve them."""
    server = provider.server
    metadata = json.loads(server.files["/pm.json"].data)
    metadata["public_openpgp_keys"] = [
        {"fingerprint": one.fingerprint, "url": server.url + at.format(one.fingerprint)} for one in signers
    ]
    server.put("/pm.json", json.dumps(metadata).encode())
    for one in signers:
        server.put(f"/keys/{one.fingerprint}.asc", one.key)


def sign(provider: Provider, name: str, signer: Signer) -> None:
    path = f"/white/2099/{name}.json"
    provider.server.put(f"{path}.asc", signer.sign(provider.server.files[path].data))


@needs_gpg
def test_signatures_are_verified_with_the_keys_that_the_metadata_name_and_kept_to_be_verified_again(
    server: Publisher, provider: Provider, kept: Keeper, signers: tuple[Signer, Signer]
) -> None:
    provider.publish("a-1", "1")
    sign(provider, "a-1", signers[0])
    name_keys(provider, signers[0])
    one = run(server, kept)
    assert (outcomes(one), one.notes) == ([Outcome.UPDATED], [])
    (found,) = read_provider(kept.state.folder / "csaf/test").documents
    assert found.signature is Signature.VALID
    provider.publish("a-1", "2", "changed", signed=False, hashed=False)
    for suffix in ("asc", "sha512"):
        del server.files[f"/white/2099/a-1.json.{suffix}"]
    run(server, kept)
    lies = {path.name for path in (kept.state.folder / "csaf/test/2099").iterdir()}
    assert lies == ({"a-1.json"} if not provider.by_feed else {"a-1.json", "a-1.json.asc", "a-1.json.sha512"})


@needs_gpg
def test_a_document_with_an_invalid_signature_is_refused_and_the_old_one_stays(
    server: Publisher, provider: Provider, kept: Keeper, signers: tuple[Signer, Signer]
) -> None:
    name_keys(provider, signers[0])
    provider.publish("a-1", "1")
    sign(provider, "a-1", signers[0])
    run(server, kept)
    old = server.files["/white/2099/a-1.json.asc"].data
    provider.publish("a-1", "2", "changed")
    server.put("/white/2099/a-1.json.asc", old)
    (report,) = run(server, kept).files
    assert (report.outcome, "not what was signed" in report.reason) == (Outcome.STALE, True)
    folder = kept.state.folder / "csaf/test"
    assert (folder / "2099/a-1.json").read_bytes() == document("a-1")
    assert (folder / "2099/a-1.json.asc").read_bytes() == old


@needs_gpg
def test_where_signatures_are_required_any_other_is_a_failure(
    server: Publisher, kept: Keeper, signers: tuple[Signer, Signer]
) -> None:
    provider = Provider(server, by_feed=False)
    name_keys(provider, signers[0])
    for name in ("valid", "foreign", "missing"):
        provider.publish(name, "1", signed=False)
    sign(provider, "valid", signers[0])
    sign(provider, "foreign", signers[1])
    one = CsafRun(csaf_source(f"{server.url}/pm.json"), kept, Policy.REQUIRE)
    one.renew()
    assert {report.path[10:]: report.outcome for report in one.files} == {
        "2099/valid.json": Outcome.UPDATED,
        "2099/foreign.json": Outcome.MISSING,
        "2099/missing.json": Outcome.MISSING,
    }


@needs_gpg
def test_a_key_that_is_new_or_cannot_be_had_is_said(
    server: Publisher, kept: Keeper, signers: tuple[Signer, Signer]
) -> None:
    provider = Provider(server, by_feed=True)
    provider.publish("a-1", "1")
    sign(provider, "a-1", signers[0])
    name_keys(provider, signers[0])
    run(server, kept)
    name_keys(provider, *signers)
    assert [note for note in run(server, kept).notes if "new key" in note] == [
        f"the provider names a new key, {signers[1].fingerprint}; ask it whether that is its own"
    ]
    name_keys(provider, signers[0], at="/nowhere/{}.asc")
    assert any("cannot be had: there is no such file" in note for note in run(server, kept).notes)
