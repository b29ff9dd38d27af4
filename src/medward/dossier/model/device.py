# SPDX-License-Identifier: Apache-2.0
"""The device, its releases and how long each component is looked after.

The cyber-device questions are those of section 524B(c) of the FD&C Act (21 USC 360n-2(c)); the support facts per
component are those that FDA's premarket guidance asks for beside an SBOM. What follows from them is decided by
packs, not here.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field, StrictInt, StringConstraints

from medward.base.validation import Broken, Form
from medward.dossier.model.parts import (
    Answer,
    Component,
    Day,
    FilePath,
    Model,
    Part,
    Ruled,
    SortedSet,
    Text,
    Texts,
    in_order,
)


class Connection(StrEnum):
    """A way in which a device exchanges data with anything else."""

    ETHERNET = "ethernet"
    """Wired network."""
    WIFI = "wifi"
    """Wireless network (IEEE 802.11)."""
    BLUETOOTH = "bluetooth"
    """Bluetooth, classic or low energy."""
    NFC = "nfc"
    """Near-field communication, RFID."""
    CELLULAR = "cellular"
    """Mobile network."""
    MEDICAL_RADIO = "medical_radio"
    """Radio of medical bands, such as MICS or WMTS."""
    INFRARED = "infrared"
    """Infrared light."""
    USB = "usb"
    """USB plug."""
    SERIAL = "serial"
    """Serial port, such as RS-232."""
    REMOVABLE_MEDIA = "removable_media"
    """Card, stick or disc."""
    CLOUD = "cloud"
    """A service of the maker or of others, over whatever network."""
    NONE = "none"
    """It exchanges data in no way; stands alone."""


class PatientContact(StrEnum):
    """How the device meets the patient."""

    NONE = "none"
    """It does not touch the patient."""
    SURFACE = "surface"
    """It touches skin, mucosa or an open surface."""
    EXTERNAL_COMMUNICATING = "external_communicating"
    """It reaches into the body from outside, such as an infusion line."""
    IMPLANT = "implant"
    """It stays in the body."""


class Submission(StrEnum):
    """The way to the US market; 524B(a) asks its documents of all of these but `ide` and `exempt`."""

    PMN_510K = "510k"
    """Premarket notification, section 510(k)."""
    DE_NOVO = "de_novo"
    """De Novo request, section 513(f)(2)."""
    PMA = "pma"
    """Premarket approval application, section 515(c)."""
    PDP = "pdp"
    """Product development protocol, section 515(f)."""
    HDE = "hde"
    """Humanitarian device exemption, section 520(m)."""
    IDE = "ide"
    """Investigational device exemption, section 520(g)."""
    EXEMPT = "exempt"
    """Exempt from premarket notification."""
    NONE = "none"
    """No submission, or none in this jurisdiction."""


class DeviceModel(Model):
    """A model under which the device is sold."""

    name: Text
    """Name of the model, as on its label."""
    number: Text | None = None
    """Model or catalogue number."""
    udi_di: (
        Annotated[
            str,
            StringConstraints(pattern=r"^[A-Za-z0-9+.\-/]{6,50}$"),
            Form("the 6 to 50 characters of the device identifier, in quotes, without spaces or brackets"),
        ]
        | None
    ) = None
    """Device identifier part of its UDI (GS1, HIBCC or ICCBBA)."""


class Market(Model):
    """A jurisdiction in which the device is, or is to be, on the market."""

    jurisdiction: Annotated[
        str, StringConstraints(pattern=r"^[A-Z]{2}$"), Form("two capital letters, such as `US`, `EU` or `JP`")
    ]
    """`US`, `EU`, or another two-letter country code."""
    device_class: Text
    """Class there, such as `II` (US) or `IIb` (EU)."""
    product_code: Text | None = None
    """Product code or nomenclature code there."""
    submission: Submission = Submission.NONE
    """Kind of submission, where there is one."""


class CyberDevice(Model):
    """The three questions of 524B(c), each answered by itself."""

    contains_software: Answer = Answer.UNKNOWN
    """Does it include software validated, installed or authorised by the sponsor, as or in the device?"""
    can_connect: Answer = Answer.UNKNOWN
    """Can it connect to the internet, directly or through something else (USB and serial ports count)?"""
    could_be_vulnerable: Answer = Answer.UNKNOWN
    """Has it any technological characteristic that could be vulnerable to cybersecurity threats?"""
    reason: Text
    """Why the answers are what they are."""


class ComponentType(StrEnum):
    """What a device is as a component of a network, in the four types of IEC 62443-4-2."""

    SOFTWARE_APPLICATION = "software_application"
    """Programs that run on a computer of somebody else."""
    EMBEDDED_DEVICE = "embedded_device"
    """A device for one purpose, with firmware of its own."""
    HOST_DEVICE = "host_device"
    """A computer with an operating system for many purposes."""
    NETWORK_DEVICE = "network_device"
    """It passes on or filters the traffic of others."""


SecurityLevel = Annotated[StrictInt, Field(ge=0, le=4)]
"""0: none asked; 1: against accident; 2, 3, 4: against attackers of growing skill, means and motive."""


class SecurityTarget(Model):
    """Security levels that the device is to be capable of, one for each foundational requirement of IEC 62443."""

    identification: SecurityLevel | None = None
    """FR 1: who and what is on the other side is known."""
    use_control: SecurityLevel | None = None
    """FR 2: everybody does only what they may."""
    integrity: SecurityLevel | None = None
    """FR 3: programs and data are as they were made."""
    confidentiality: SecurityLevel | None = None
    """FR 4: only those who may see data see them."""
    data_flow: SecurityLevel | None = None
    """FR 5: data flow only where they should."""
    response: SecurityLevel | None = None
    """FR 6: events are recorded and told in time."""
    availability: SecurityLevel | None = None
    """FR 7: the device is there when it is needed."""
    component_types: Annotated[tuple[ComponentType, ...], SortedSet] = ()
    """Types of component that the device is; it can be several at once."""
    reason: Text
    """Why these levels fit the place where the device is meant to be used."""


def _by_name(models: tuple[DeviceModel, ...]) -> tuple[DeviceModel, ...]:
    return tuple(sorted(models, key=lambda model: (model.name, model.number or "", model.udi_di or "")))


def _by_jurisdiction(markets: tuple[Market, ...]) -> tuple[Market, ...]:
    return tuple(sorted(markets, key=lambda market: (market.jurisdiction, market.model_dump_json())))


class Device(Ruled):
    """The device that the dossier is about."""

    name: Text
    """Name of the device."""
    manufacturer: Text
    """Legal manufacturer."""
    description: Text | None = None
    """What it is, in two or three sentences."""
    models: Annotated[tuple[DeviceModel, ...], AfterValidator(_by_name)] = ()
    """Models under which it is sold."""
    intended_use: Text
    """Intended use, as in the instructions for use."""
    markets: Annotated[tuple[Market, ...], AfterValidator(_by_jurisdiction)] = ()
    """Where it is, or is to be, on the market, and in which class."""
    connectivity: Annotated[tuple[Connection, ...], SortedSet] = ()
    """Every way in which it exchanges data."""
    service_life_years: Annotated[StrictInt, Field(ge=1, le=100)] | None = None
    """Expected service life in years."""
    patient_contact: PatientContact | None = None
    """How it meets the patient."""
    clinical_function: Text
    """What it does for the patient."""
    essential_performance: Texts = ()
    """Performance whose loss would be an unacceptable risk (IEC 60601-1, 4.3)."""
    life_supporting: Answer = Answer.UNKNOWN
    """Does it support or sustain life?"""
    cyber_device: CyberDevice
    """Whether it is a cyber device under section 524B."""
    security_target: SecurityTarget | None = None
    """Security levels that it is to be capable of (IEC 62443-4-2, IEC TR 60601-4-5)."""

    def broken(self) -> Iterator[Broken]:
        """`none` excludes every other connection."""
        if Connection.NONE in self.connectivity and len(self.connectivity) > 1:
            others = ", ".join(way for way in self.connectivity if way is not Connection.NONE)
            message = f"'none' stands beside {others}"
            yield Broken("connectivity", "dossier.needs", message, "Take 'none' out, or everything else")


class ReleaseStatus(StrEnum):
    """Where a release stands in its life."""

    PLANNED = "planned"
    """Not on the market yet."""
    CURRENT = "current"
    """Sold now."""
    SUPPORTED = "supported"
    """No longer sold, still looked after."""
    WITHDRAWN = "withdrawn"
    """No longer looked after."""


class Sbom(Model):
    """The component inventory of a release, or of one part of it."""

    file: FilePath
    """CycloneDX or SPDX file in the dossier's folder."""
    covers: Text | None = None
    """Which part of the device it covers, where there are several."""


def _by_file(sboms: tuple[Sbom, ...]) -> tuple[Sbom, ...]:
    return tuple(sorted(sboms, key=lambda sbom: sbom.file))


class Release(Part, Ruled):
    """One version of the device's software."""

    kind: ClassVar[str] = "release"

    version: Text
    """Version as the device shows it, in quotes: `"3.2.0"`."""
    status: ReleaseStatus
    """Where it stands in its life."""
    date: Day | None = None
    """Day of release, or the planned day."""
    supported_until: Day | None = None
    """Last day on which security updates are provided."""
    sboms: Annotated[tuple[Sbom, ...], AfterValidator(_by_file)] = ()
    """Its component inventories."""
    notes: Text | None = None
    """What changed, for security."""

    def broken(self) -> Iterator[Broken]:
        """Support does not end before the release."""
        yield from in_order("date", self.date, "supported_until", self.supported_until)


class SupportLevel(StrEnum):
    """How a component's own makers look after it, in the three levels of FDA's guidance."""

    MAINTAINED = "actively_maintained"
    """Its makers release fixes."""
    NO_LONGER_MAINTAINED = "no_longer_maintained"
    """Its makers have said that they release none."""
    ABANDONED = "abandoned"
    """Nobody has released or answered anything for long."""


class ComponentSupport(Model):
    """How long one component is looked after, and how that is known."""

    component: Component
    """A purl, with or without its version, or `name@version`."""
    level: SupportLevel
    """Level of support by its own makers."""
    end_of_support: Day | None = None
    """Last day of support; left out where its makers have not set one, and then `justification` says so."""
    justification: Text | None = None
    """Why there is no date, or why an unsupported component is kept."""
    source: Text
    """Where this is known from."""
