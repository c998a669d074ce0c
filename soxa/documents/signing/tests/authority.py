"""A certificate authority, a time-stamping service and signers made for the tests; never trusted by anybody else."""

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from asn1crypto import cms, core
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.serialization import Encoding, PrivateFormat, pkcs12
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID
from pyhanko.sign.general import as_signing_certificate, simple_cms_attribute
from pyhanko.sign.timestamps import DummyTimeStamper

from soxa.documents.signing.trust import Trust

UTC = dt.UTC
START, END = dt.datetime(2020, 1, 1, tzinfo=UTC), dt.datetime(2040, 1, 1, tzinfo=UTC)
NOW = dt.datetime.now(UTC).replace(microsecond=0)
PASSWORD = "mật khẩu"


RSA = 4  # the number of a key as most devices and offices have them
_RSA = {1, 2, RSA, 8}  # with it an issuing authority's, and those that stamp

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


@cache
def key(number: int) -> Key:
    """One of a few keys; few of them RSA: making one, or opening its file, takes longer than a test."""
    if number in _RSA:
        return rsa.generate_private_key(65537, 2048)
    return ec.generate_private_key(ec.SECP256R1())


def name(common: str, organisation: str = "", number: str = "") -> x509.Name:
    parts = [x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"), x509.NameAttribute(NameOID.COMMON_NAME, common)]
    if organisation:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation))
    if number:
        parts.append(x509.NameAttribute(NameOID.USER_ID, number))
    return x509.Name(parts)


@dataclass(frozen=True)
class Holder:
    """A certificate with its key."""

    certificate: x509.Certificate
    key: Key

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    def p12(self, *others: "Holder") -> bytes:
        chain = [one.certificate for one in others]
        closed = PrivateFormat.PKCS12.encryption_builder().kdf_rounds(1).build(PASSWORD.encode())
        return pkcs12.serialize_key_and_certificates(b"key", self.key, self.certificate, chain, closed)


@dataclass(eq=False)
class Authority:
    """A root with an issuing authority under it, and the lists of what they revoked.

    `address`: where its certificates say that revocation may be asked; see `served`.
    """

    title: str = "Thử nghiệm"
    keys: int = 0
    address: str = ""
    revoked: dict[int, dt.datetime] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.root = self._made(name(f"Gốc {self.title}"), key(self.keys), None, ca=True)
        self.issuing = self._made(name(f"CA {self.title}"), key(self.keys + 1), self.root, ca=True)

    def _made(
        self, subject: x509.Name, own: Key, by: Holder | None, *, ca: bool = False,
        since: dt.datetime = START, until: dt.datetime = END, stamps: bool = False,
    ) -> Holder:  # fmt: skip
        issuer = by.certificate.subject if by else subject
        signing = by.key if by else own
        usage = x509.KeyUsage(
            digital_signature=not ca, content_commitment=not ca, key_encipherment=False, data_encipherment=False,
            key_agreement=False, key_cert_sign=ca, crl_sign=ca, encipher_only=False, decipher_only=False,
        )  # fmt: skip
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer)
            .public_key(own.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(since)
            .not_valid_after(until)
            .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
            .add_extension(usage, critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(own.public_key()), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key()), critical=False
            )
        )
        if self.address and by:
            builder = self._asked_at(builder, "root" if ca else "issuing")
        if stamps:
            builder = builder.add_extension(
                x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True
            )
        return Holder(builder.sign(signing, hashes.SHA256()), own)

    def _asked_at(self, builder: x509.CertificateBuilder, issuer: str) -> x509.CertificateBuilder:
        """Below the root the list is asked for; of what the issuing authority gave, its responder."""
        if issuer == "root":
            at = x509.UniformResourceIdentifier(f"{self.address}/root.crl")
            point = x509.DistributionPoint([at], None, None, None)
            return builder.add_extension(x509.CRLDistributionPoints([point]), critical=False)
        at = x509.UniformResourceIdentifier(f"{self.address}/ocsp")
        said = x509.AccessDescription(AuthorityInformationAccessOID.OCSP, at)
        return builder.add_extension(x509.AuthorityInformationAccess([said]), critical=False)

    def issued(
        self, common: str, *, number: str = "", organisation: str = "", keys: int = 5, **days: Any
    ) -> Holder:
        return self._made(name(common, organisation, number), key(keys), self.issuing, **days)

    def revoke(self, holder: Holder, when: dt.datetime) -> None:
        self.revoked[holder.certificate.serial_number] = when

    def crls(self, at: dt.datetime = NOW) -> list[bytes]:
        """The lists of both authorities, published a day before the moment, good for a week."""
        return [self._crl(by, at) for by in (self.root, self.issuing)]

    def _crl(self, by: Holder, at: dt.datetime) -> bytes:
        day = dt.timedelta(days=1)
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(by.certificate.subject)
            .last_update(at - day)
            .next_update(at + 7 * day)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(by.key.public_key()), critical=False
            )
            .add_extension(x509.CRLNumber(1), critical=False)
        )
        for serial, when in self.revoked.items() if by is self.issuing else ():
            one = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(when).build()
            builder = builder.add_revoked_certificate(one)
        return builder.sign(by.key, hashes.SHA256()).public_bytes(Encoding.DER)

    def trust(self, *, at: dt.datetime = NOW, lists: bool = True) -> Trust:
        crls = self.crls(at) if lists else []
        return Trust.of([self.root.pem], between=[self.issuing.der], crls=crls)

    def stamper(self, at: dt.datetime | None = None, until: dt.datetime = END) -> "Stamper":
        """A time-stamping service inside the process; `at` sets its clock, `until` ends its certificate."""
        service = self._made(
            name(f"TSA {self.title}"), key(self.keys + 2), self.issuing, stamps=True, until=until
        )
        return Stamper(service, asn1_x509.Certificate.load(self.issuing.der), at)


class Stamper(DummyTimeStamper):
    """Time stamps of a holder. pyHanko's own reads the key anew for each of them, which takes longer than the stamp."""

    def __init__(self, service: Holder, issuing: asn1_x509.Certificate, at: dt.datetime | None) -> None:
        certificate = asn1_x509.Certificate.load(service.der)
        super().__init__(certificate, None, certs_to_embed=[issuing], fixed_dt=at)
        self.key = service.key

    def _sign_tst_info(
        self, tst_info_data: bytes, md_algorithm: str, dt: dt.datetime
    ) -> tuple[bytes, cms.CMSAttributes]:
        told = cms.CMSAttributes(
            [
                simple_cms_attribute("content_type", "tst_info"),
                simple_cms_attribute("signing_time", cms.Time({"utc_time": core.UTCTime(dt)})),
                simple_cms_attribute("signing_certificate", as_signing_certificate(self.tsa_cert)),
                simple_cms_attribute("message_digest", hashlib.new(md_algorithm, tst_info_data).digest()),
            ]
        )
        assert md_algorithm == "sha256"
        return self.key.sign(told.dump(), PKCS1v15(), hashes.SHA256()), told
