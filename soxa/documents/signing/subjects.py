"""Whom a certificate names: common name, organisation, identity numbers, and whether it is a person or an office."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import x509

PERSON, ORGANISATION, UNKNOWN = "personal", "organisation", ""

_PERSON_NUMBER = re.compile(r"^(CMND|CCCD|CC|HC|ĐDCN|DDCN|PASSPORT|PNO|IDC)\b", re.IGNORECASE)
_OFFICE_NUMBER = re.compile(r"^(MST|MNS|MSDN|MQHNS|VAT|NTR|TIN)\b", re.IGNORECASE)
# how the names of Vietnamese offices begin
_OFFICE_NAME = re.compile(
    r"^(ủy ban|uỷ ban|ubnd|hđnd|hội đồng|đảng ủy|đảng uỷ|đảng bộ|huyện ủy|tỉnh ủy|văn phòng|ban |sở |bộ |cục |phòng |"
    r"trung tâm|mặt trận|ubmttq|hội |đoàn |trường |trạm |công an|công ty|chi cục|liên đoàn)",
    re.IGNORECASE,
)
_NUMBERS = ("user_id", "serial_number", "organization_identifier", "unique_identifier")


@dataclass(frozen=True)
class Subject:
    """The person or office of a certificate. `numbers` are its identity numbers as printed; the days bound its use."""

    name: str
    organisation: str
    numbers: tuple[str, ...]
    kind: str
    since: datetime
    until: datetime
    issuer: str

    def is_called(self, name: str) -> bool:
        """Whether this is the name on the certificate, whatever the case and spaces."""
        return folded(self.name) == folded(name)

    def has_number(self, number: str) -> bool:
        """Whether an identity number ("CCCD:001…", "MST:…") is this one, with or without its prefix."""
        return _bare(number) in {_bare(one) for one in self.numbers}


def subject_of(certificate: x509.Certificate) -> Subject:
    """What a certificate says of its holder."""
    words = _flat(certificate.subject)
    name, organisation = words.get("common_name", ""), words.get("organization_name", "")
    numbers = tuple(words[key] for key in _NUMBERS if words.get(key))
    return Subject(
        name=name,
        organisation=organisation,
        numbers=numbers,
        kind=_kind(words, name, organisation, numbers),
        since=certificate.not_valid_before,
        until=certificate.not_valid_after,
        issuer=_flat(certificate.issuer).get("common_name", certificate.issuer.human_friendly),
    )


def folded(name: str) -> str:
    """A name for comparing: composed letters, lower case, single spaces."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _flat(name: x509.Name) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in name.native.items():
        found[key] = " ".join(value) if isinstance(value, list) else str(value)
    # user id (0.9.2342.19200300.100.1.1) has no name in asn1crypto's table
    for dotted in ("0.9.2342.19200300.100.1.1",):
        if dotted in found:
            found["user_id"] = found.pop(dotted)
    return found


def _kind(words: dict[str, str], name: str, organisation: str, numbers: tuple[str, ...]) -> str:
    if words.get("given_name") or words.get("surname") or any(map(_PERSON_NUMBER.match, numbers)):
        return PERSON
    if any(map(_OFFICE_NUMBER.match, numbers)) or words.get("organization_identifier"):
        return ORGANISATION
    if _OFFICE_NAME.match(folded(name)) or (name and folded(name) == folded(organisation)):
        return ORGANISATION
    return PERSON if organisation and name else UNKNOWN


def _bare(number: str) -> str:
    return re.sub(r"[^0-9a-z]", "", folded(number.rsplit(":", 1)[-1]))
