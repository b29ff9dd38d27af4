# SPDX-License-Identifier: Apache-2.0
"""On CISA's provider folder: every document is read, verified and listed."""

import os
from pathlib import Path

import pytest

from medward.advisories.csaf import Provider, Standing, read_provider

pytestmark = pytest.mark.data


@pytest.fixture(scope="module")
def cisa() -> Provider:
    folder = os.environ.get("MEDWARD_DATA")
    if not folder:
        pytest.skip("MEDWARD_DATA does not name the folder of public data")
    return read_provider(Path(folder) / "csaf" / "cisa-ot-white.zip")


def test_every_document_is_read_and_its_checksum_holds(cisa: Provider) -> None:
    assert cisa.refused == ()
    assert len(cisa.documents) >= 2_379
    assert all(one.checksums == ("sha512",) for one in cisa.documents)
    assert all(advisory.oddities == () for advisory in cisa.advisories)


def test_the_listings_agree_with_the_folder(cisa: Provider) -> None:
    assert (cisa.missing, cisa.unlisted, cisa.skipped) == ((), (), ())
    assert {len(listing.entries) for listing in cisa.listings} == {len(cisa.documents)}


def test_medical_advisories_are_counted_as_they_were_by_hand(cisa: Provider) -> None:
    medical = [one for one in cisa.advisories if one.id.startswith("ICSMA")]
    assert len(medical) == 144
    assert sum(len(one.vulnerabilities) for one in medical) == 433
    assert all(one.products for one in medical)
    assert any(one.products(Standing.AFFECTED) for advisory in medical for one in advisory.vulnerabilities)
