# SPDX-License-Identifier: Apache-2.0
"""Which protocols the free text of an interface or a flow names.

`speaks` of the model says it exactly. Where it is left out, `protocol` is read for the names below, whole words
only. A text that names none of them names some other protocol: `other`. Without either, nothing is known.
"""

import re
from functools import cache

from medward.dossier.model.architecture import Flow, Interface, Word
from medward.dossier.model.parts import filled
from medward.threats.truth import Value, said, unsaid

_NAMES: dict[Word, str] = {
    Word.HL7_V2: r"hl7 ?v?2|mllp|hl7(?! ?v?3| fhir)",
    Word.FHIR: r"fhir|smart on fhir",
    Word.DICOM: r"dicom(?![ -]?web)|c-store|c-find|c-move|dimse",
    Word.DICOMWEB: r"dicom[ -]?web|wado|stow-rs|qido",
    Word.IHE: r"ihe|xds|xdr|xca|pix|pdq|pcd-\d+",
    Word.SDC: r"sdc|11073|mdpws|ws-discovery",
    Word.MQTT: r"mqtts?",
    Word.MESSAGING: r"amqp|nats|kafka|rabbitmq|jms|zeromq",
    Word.HTTP: r"https?(?:/\d(?:\.\d)?)?|rest|soap|websockets?|fhir|dicom[ -]?web",
    Word.TLS: r"d?tls|https|mqtts|grpcs|wss|ldaps|eap-tls",
    Word.REMOTE_SERVICE: r"ssh|sftp|rdp|vnc|remote desktop|remote service|teamviewer",
    Word.CLEARTEXT_SHELL: r"telnet|ftp|tftp|rsh|rlogin",
    Word.FILE_SHARE: r"smb|cifs|nfs|webdav|network share",
    Word.SNMP: r"snmp",
    Word.SYSLOG: r"syslog",
    Word.TIME: r"s?ntp|ptp|nts",
    Word.DNS: r"m?dns|dns-sd",
    Word.DHCP: r"dhcp|bootp",
    Word.DIRECTORY: r"ldaps?|kerberos|radius|active directory",
    Word.SINGLE_SIGN_ON: r"openid connect|oidc|oauth|saml",
    Word.SQL: r"sql|postgresql|mysql|mssql|tds|mongodb",
    Word.RPC: r"grpc|thrift|dds|xml-rpc|json-rpc|d-bus|com\+|dcom",
    Word.BARCODE: r"barcodes?|datamatrix|qr codes?|code 128|gs1",
}
_PATTERNS = {
    word: re.compile(rf"(?<![a-z0-9])(?:{names})(?![a-z])", re.IGNORECASE) for word, names in _NAMES.items()
}


def spoken(part: Interface | Flow) -> Value:
    """The protocols of an interface or a flow, as far as it says them."""
    if part.speaks:
        return said(*part.speaks)
    if part.protocol is None or not filled(part.protocol):
        return unsaid(part.id, "protocol")
    return said(*named(part.protocol))


@cache
def named(text: str) -> tuple[str, ...]:
    """The short names of the protocols that a text names; `other` where it names none of them."""
    found = tuple(str(word) for word, pattern in _PATTERNS.items() if pattern.search(text))
    return found or (str(Word.OTHER),)
