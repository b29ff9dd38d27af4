# SPDX-License-Identifier: Apache-2.0
"""What the device is built of and talks to: zones, actors, processes, stores, interfaces, flows, assets.

The model holds what threat libraries and the four architecture views of FDA's premarket guidance (Appendix 2)
need; each protection is yes, no or unknown, and unknown is the default.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated, ClassVar, TypeAlias

from medward.base.validation import Broken
from medward.dossier.model.hardware import HardwareFact
from medward.dossier.model.parts import (
    Answer,
    Components,
    Part,
    Ref,
    Ruled,
    SortedById,
    SortedSet,
    Text,
    UniqueSorted,
)

ELEMENTS = ("actor", "process", "store")
"""Kinds that a flow can join and an interface can belong to."""

ZoneId: TypeAlias = Annotated[str, Ref(("zone",))]
ElementId: TypeAlias = Annotated[str, Ref(ELEMENTS)]
AssetIds: TypeAlias = Annotated[tuple[Annotated[str, Ref(("asset",))], ...], UniqueSorted]


class Trust(StrEnum):
    """How far what stands in a zone is trusted."""

    TRUSTED = "trusted"
    """Under the maker's control, and protected."""
    SEMI_TRUSTED = "semi_trusted"
    """Under somebody's control, such as a hospital's, but not the maker's."""
    UNTRUSTED = "untrusted"
    """Open to anybody."""


class Setting(StrEnum):
    """What kind of place a zone is: who goes in and out, and who looks after it."""

    DEVICE = "device"
    """Inside the device's housing."""
    BODY = "body"
    """On or in the patient's body."""
    HOSPITAL = "hospital"
    """A hospital's rooms, network or servers."""
    HOME = "home"
    """A patient's home and its network."""
    MOBILE = "mobile"
    """A phone or tablet that is carried about."""
    CLOUD = "cloud"
    """Computers of a provider that are reached over the internet."""
    MAKER = "maker"
    """Under the maker's roof: development, production, service."""
    PUBLIC = "public"
    """The internet, or a place that is open to anybody."""
    UNKNOWN = "unknown"
    """Nobody has said."""


class Zone(Part):
    """Where the same trust holds: a device's board, a hospital's network, a cloud."""

    kind: ClassVar[str] = "zone"

    name: Text
    """Name, as in diagrams."""
    trust: Trust
    """How far it is trusted. A hospital's network is not trusted."""
    inside: ZoneId | None = None
    """The zone around it."""
    description: Text | None = None
    """Where it begins and ends."""
    setting: Setting = Setting.UNKNOWN
    """What kind of place it is. A zone inside a device that does not say is taken to be the device."""


class ActorKind(StrEnum):
    """A person, or a system outside the device."""

    PERSON = "person"
    """A person in a role."""
    SYSTEM = "system"
    """A system that is not part of the device."""


class Actor(Part):
    """A person or an outside system that deals with the device."""

    kind: ClassVar[str] = "actor"

    name: Text
    """Name of the role or system."""
    actor_kind: ActorKind
    """Person or system."""
    zone: ZoneId
    """Zone in which it stands."""
    description: Text | None = None
    """What it does with the device."""


class Role(StrEnum):
    """A task that a process has."""

    BOOT_LOADER = "boot_loader"
    """Starts the device, and decides what is started."""
    UPDATER = "updater"
    """Takes in and installs new software, firmware or parameters."""
    THERAPY = "therapy"
    """Controls or computes what is done to the patient."""
    MEASUREMENT = "measurement"
    """Measures the patient, or makes images of them."""
    ALARM = "alarm"
    """Raises or passes on alarms."""
    OPERATOR_INTERFACE = "operator_interface"
    """Shows to users and takes their input."""
    COMMUNICATION = "communication"
    """Talks to other systems on behalf of the device."""
    WEB_APPLICATION = "web_application"
    """Serves pages or an interface for browsers."""
    DESKTOP_APPLICATION = "desktop_application"
    """Runs under the account of its user on a workstation."""
    MOBILE_APP = "mobile_app"
    """Runs on a phone or tablet that the maker does not control."""
    BROKER = "broker"
    """Passes messages between others, or keeps data for them."""
    MACHINE_LEARNING = "machine_learning"
    """Decides or advises by a model that was trained."""
    LOGGING = "logging"
    """Keeps the record of what happened."""
    IDENTITY = "identity"
    """Knows accounts and keys, and tells who is who."""
    BUILD = "build"
    """Builds, signs or hands out releases at the maker."""
    OTHER = "other"
    """None of these."""


class Process(Part):
    """Something that runs: firmware, a service, an app."""

    kind: ClassVar[str] = "process"

    name: Text
    """Name, as in diagrams."""
    zone: ZoneId
    """Zone in which it runs."""
    description: Text | None = None
    """What it does."""
    runs: Components = ()
    """Components of the SBOM that run in it."""
    privileged: Answer = Answer.UNKNOWN
    """Does it run with more rights than an ordinary user of its system?"""
    roles: Annotated[tuple[Role, ...], SortedSet] = ()
    """Every task that it has; left out where nobody has said."""
    memory_safe: Answer = Answer.UNKNOWN
    """Is all code of it that handles foreign data written in a memory-safe language?"""
    shared_account: Answer = Answer.UNKNOWN
    """Do several people work in it under one log-in, or under none?"""
    multi_patient: Answer = Answer.UNKNOWN
    """Does one running instance serve several patients?"""


class Store(Part):
    """Where data rest."""

    kind: ClassVar[str] = "store"

    name: Text
    """Name, as in diagrams."""
    zone: ZoneId
    """Zone in which it lies."""
    holds: AssetIds = ()
    """Assets kept in it."""
    encrypted: Answer = Answer.UNKNOWN
    """Are the data encrypted at rest?"""
    integrity_protected: Answer = Answer.UNKNOWN
    """Would a change behind the software's back be noticed?"""
    removable: Answer = Answer.UNKNOWN
    """Can it be taken out without tools?"""
    erasable: Answer = Answer.UNKNOWN
    """Can its user erase everything in it for good when the device is passed on or retired?"""
    backed_up: Answer = Answer.UNKNOWN
    """Is there a copy, kept apart, from which it has been restored in a test?"""
    description: Text | None = None
    """What lies in it."""


class Medium(StrEnum):
    """What an interface is, physically or logically."""

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
    DEBUG = "debug"
    """Debug or programming port, such as JTAG, SWD or a UART on the board."""
    REMOVABLE_MEDIA = "removable_media"
    """Card, stick or disc."""
    USER_INTERFACE = "user_interface"
    """Screen, keys, sound."""
    INTERNAL_BUS = "internal_bus"
    """Bus between parts of the device, such as CAN, SPI or I2C."""
    SOFTWARE = "software"
    """Interface between programs, without a plug or radio of its own."""


class Radio(StrEnum):
    """Which radio an interface has, where its medium does not say it."""

    BLUETOOTH_CLASSIC = "bluetooth_classic"
    """Bluetooth BR/EDR."""
    BLUETOOTH_LE = "bluetooth_le"
    """Bluetooth Low Energy."""
    MICS = "mics"
    """Medical implant communication, 402 to 405 MHz."""
    WMTS = "wmts"
    """Wireless medical telemetry."""
    INDUCTIVE = "inductive"
    """Inductive link over a few centimetres."""
    PROPRIETARY = "proprietary"
    """A radio of the maker's own in a free band."""
    UNKNOWN = "unknown"
    """Nobody has said."""


class Word(StrEnum):
    """A protocol by its short name. Names a protocol for threat libraries; `protocol` says it with its version."""

    HL7_V2 = "hl7_v2"
    """HL7 version 2, as a rule over MLLP."""
    FHIR = "fhir"
    """HL7 FHIR."""
    DICOM = "dicom"
    """DICOM's own network protocol (DIMSE)."""
    DICOMWEB = "dicomweb"
    """DICOM over HTTP."""
    IHE = "ihe"
    """A profile of IHE over SOAP or other transports, such as XDS."""
    SDC = "sdc"
    """Service-oriented device connectivity (IEEE 11073 SDC)."""
    MQTT = "mqtt"
    """MQTT."""
    MESSAGING = "messaging"
    """Another message bus: AMQP, NATS, Kafka."""
    HTTP = "http"
    """HTTP, with or without TLS."""
    TLS = "tls"
    """TLS or DTLS below whatever else is named."""
    REMOTE_SERVICE = "remote_service"
    """Remote desktop, remote shell or a maker's remote-service tunnel: RDP, VNC, SSH."""
    CLEARTEXT_SHELL = "cleartext_shell"
    """Telnet, FTP, TFTP, rsh."""
    FILE_SHARE = "file_share"
    """SMB, NFS, WebDAV."""
    SNMP = "snmp"
    """SNMP."""
    SYSLOG = "syslog"
    """Syslog."""
    TIME = "time"
    """NTP, SNTP, PTP."""
    DNS = "dns"
    """DNS, mDNS."""
    DHCP = "dhcp"
    """DHCP, BOOTP."""
    DIRECTORY = "directory"
    """LDAP, Kerberos, RADIUS."""
    SINGLE_SIGN_ON = "single_sign_on"
    """OpenID Connect, OAuth 2.0, SAML."""
    SQL = "sql"
    """A database's own protocol."""
    RPC = "rpc"
    """A call of procedures: gRPC, Thrift, DDS."""
    BARCODE = "barcode"
    """Barcodes and matrix codes."""
    OTHER = "other"
    """None of these."""


class Direction(StrEnum):
    """Which way data go, seen from the device."""

    IN = "in"
    """Data come in only."""
    OUT = "out"
    """Data go out only."""
    BOTH = "both"
    """Data go both ways."""


class Interface(Part):
    """A way in or out, used or not: radio, network service, plug, test pad, screen."""

    kind: ClassVar[str] = "interface"

    name: Text
    """Name, as in diagrams and labeling."""
    on: ElementId
    """The process or store that answers behind it."""
    medium: Medium
    """What it is."""
    direction: Direction
    """Which way data go."""
    protocol: Text | None = None
    """Protocol, with its version: `HL7 v2.5.1 over MLLP`, `TLS 1.3`."""
    port: Text | None = None
    """Port or connector: `tcp/443`, `USB-A, rear`, `JTAG, board J7`."""
    service: Answer = Answer.UNKNOWN
    """Is it only meant for service staff?"""
    enabled: Answer = Answer.UNKNOWN
    """Does it answer in normal use?"""
    listens: Answer = Answer.UNKNOWN
    """Can the other side open the connection, or does the device alone?"""
    authenticated: Answer = Answer.UNKNOWN
    """Must the other side prove who it is?"""
    encrypted: Answer = Answer.UNKNOWN
    """Is what passes encrypted?"""
    purpose: Text | None = None
    """What it is for."""
    speaks: Annotated[tuple[Word, ...], SortedSet] = ()
    """Every protocol by its short name; where it is left out, they are read from `protocol`."""
    radio: Radio = Radio.UNKNOWN
    """Which radio, for a medium of which there are several."""


class Flow(Part):
    """Data that go from one element to another."""

    kind: ClassVar[str] = "flow"

    name: Text
    """What flows, in a few words."""
    source: ElementId
    """Where it starts."""
    target: ElementId
    """Where it ends."""
    via: Annotated[tuple[Annotated[str, Ref(("interface",))], ...], UniqueSorted] = ()
    """Interfaces through which it goes."""
    carries: AssetIds = ()
    """Assets in it."""
    protocol: Text | None = None
    """Protocol, with its version."""
    authenticated: Answer = Answer.UNKNOWN
    """Does the receiver know who sent it?"""
    encrypted: Answer = Answer.UNKNOWN
    """Is it encrypted on the way?"""
    integrity_protected: Answer = Answer.UNKNOWN
    """Would a change on the way be noticed?"""
    description: Text | None = None
    """When and why it flows."""
    speaks: Annotated[tuple[Word, ...], SortedSet] = ()
    """Every protocol by its short name; where it is left out, they are read from `protocol`."""
    replay_protected: Answer = Answer.UNKNOWN
    """Would a message that is sent a second time, or late, be refused?"""


class Property(StrEnum):
    """What an asset needs protected."""

    CONFIDENTIALITY = "confidentiality"
    """Only those who may see it see it."""
    INTEGRITY = "integrity"
    """Nobody changes it unnoticed."""
    AVAILABILITY = "availability"
    """It is there when it is needed."""
    AUTHENTICITY = "authenticity"
    """It comes from whom it seems to come."""


class AssetKind(StrEnum):
    """What an asset is."""

    THERAPY = "therapy"
    """Commands, programs and limits of what is done to a patient."""
    MEASUREMENT = "measurement"
    """Values or images of a patient, and what is computed from them."""
    ALARM = "alarm"
    """Alarms and their settings."""
    ORDER = "order"
    """Orders, worklists, and which patient is meant."""
    PATIENT_DATA = "patient_data"
    """Data about a patient that can be traced to them."""
    CREDENTIAL = "credential"
    """Passwords, codes, sessions, tokens."""
    KEY = "key"
    """Cryptographic keys and certificates' private halves."""
    SOFTWARE = "software"
    """Firmware, software, update packages."""
    CONFIGURATION = "configuration"
    """Settings, calibration."""
    LOG = "log"
    """Records of what happened."""
    TIME = "time"
    """Time of day."""
    MODEL = "model"
    """A trained model."""
    TRAINING_DATA = "training_data"
    """Data from which a model is trained or tuned."""
    OTHER = "other"
    """None of these."""


class Asset(Part):
    """Something worth protecting: a therapy command, a drug library, a key, patient data."""

    kind: ClassVar[str] = "asset"

    name: Text
    """Name."""
    needs: Annotated[tuple[Property, ...], SortedSet] = ()
    """What must be protected of it."""
    clinical_function: Text | None = None
    """What it does for the patient; left out where it does nothing."""
    description: Text | None = None
    """What it is."""
    asset_kinds: Annotated[tuple[AssetKind, ...], SortedSet] = ()
    """Everything that it is; left out where nobody has said."""


def _circles(around: Mapping[str, str | None]) -> Iterator[str]:
    """One zone of every circle; each zone is visited once."""
    done: set[str] = set()
    for start in around:
        here: str | None = start
        way: set[str] = set()
        while here is not None and here not in done:
            done.add(here)
            way.add(here)
            here = around.get(here)
        if here is not None and here in way:
            yield here


class Architecture(Ruled):
    """The whole of it."""

    zones: Annotated[tuple[Zone, ...], SortedById] = ()
    """Trust zones."""
    actors: Annotated[tuple[Actor, ...], SortedById] = ()
    """People and outside systems."""
    processes: Annotated[tuple[Process, ...], SortedById] = ()
    """What runs."""
    stores: Annotated[tuple[Store, ...], SortedById] = ()
    """Where data rest."""
    interfaces: Annotated[tuple[Interface, ...], SortedById] = ()
    """Ways in and out, physical and service ports too."""
    flows: Annotated[tuple[Flow, ...], SortedById] = ()
    """What goes from where to where."""
    assets: Annotated[tuple[Asset, ...], SortedById] = ()
    """What is worth protecting."""
    hardware: Annotated[tuple[HardwareFact, ...], SortedById] = ()
    """Security properties of the electronics."""

    def broken(self) -> Iterator[Broken]:
        """No zone lies inside itself."""
        for zone in _circles({zone.id: zone.inside for zone in self.zones}):
            message = f"the zone '{zone}' lies inside itself"
            yield Broken("zones", "dossier.circle", message, "Mend `inside:` of one of the zones in the circle")
