"""Whom one trusts: roots and revocation data that somebody handed in, never fetched and never shipped."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from asn1crypto import crl, ocsp, pem, x509
from django.utils.translation import gettext as _
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.policy_decl import (
    CertRevTrustPolicy,
    RevocationCheckingPolicy,
    RevocationCheckingRule,
)

from soxa.kernel.refusal import Refused

SUFFIXES, LIST = (".pem", ".crt", ".cer"), ".crl"


class BadCertificate(Refused, ValueError):
    """Bytes that were handed in as a certificate or revocation list are none; the text says which."""


@dataclass(frozen=True)
class Trust:
    """Roots that are believed, certificates between them and the signers, and revocation data (DER) kept offline."""

    roots: tuple[x509.Certificate, ...] = ()
    between: tuple[x509.Certificate, ...] = ()
    crls: tuple[bytes, ...] = ()
    ocsps: tuple[bytes, ...] = ()

    @classmethod
    def of(
        cls,
        roots: Iterable[bytes] = (),
        *,
        between: Iterable[bytes] = (),
        crls: Iterable[bytes] = (),
        ocsps: Iterable[bytes] = (),
    ) -> "Trust":
        """From PEM or DER bytes; a PEM file may hold several certificates. Raises BadCertificate."""
        return cls(
            roots=tuple(one for content in roots for one in certificates(content)),
            between=tuple(one for content in between for one in certificates(content)),
            crls=tuple(map(revocation_list, crls)),
            ocsps=tuple(_checked(content, ocsp.OCSPResponse, _("phản hồi OCSP")) for content in ocsps),
        )

    @classmethod
    def in_directory(cls, directory: Path) -> "Trust":
        """What lies in a directory: certificates in *.pem, *.crt, *.cer, revocation lists in *.crl; nothing without it.

        A certificate that names itself as its issuer is a root; any other leads from a signer to a root. Raises BadCertificate naming the file, OSError when a file cannot be read.
        """
        files = sorted(directory.iterdir()) if directory.is_dir() else []
        lists = [path for path in files if path.suffix.lower() == LIST]
        try:
            found = [
                one
                for path in files
                if path.suffix.lower() in SUFFIXES
                for one in certificates(path.read_bytes())
            ]
            kept = cls.of(crls=[path.read_bytes() for path in lists])
        except BadCertificate as error:
            raise BadCertificate(f"{directory}: {error}") from error
        roots = tuple(one for one in found if is_root(one))
        return cls(roots, tuple(one for one in found if not is_root(one)), kept.crls)

    def with_evidence(
        self,
        *,
        between: Iterable[x509.Certificate] = (),
        crls: Iterable[bytes] = (),
        ocsps: Iterable[bytes] = (),
    ) -> "Trust":
        """The same roots with what a file brings along, each thing once; a file never adds a root."""
        certificates = {one.dump(): one for one in (*self.between, *between)}
        return Trust(
            self.roots,
            tuple(certificates.values()),
            tuple(dict.fromkeys((*self.crls, *crls))),
            tuple(dict.fromkeys((*self.ocsps, *ocsps))),
        )

    def about(self, *holders: x509.Certificate) -> "Trust":
        """The same roots with only what concerns the chains above these certificates: lists of others are left out."""
        names = {one.issuer.hashable for one in holders}
        above = list(self.between)
        while grown := [one for one in above if one.subject.hashable in names]:
            above = [one for one in above if one not in grown]
            names |= {one.issuer.hashable for one in grown}
        between = tuple(one for one in self.between if one.subject.hashable in names)
        crls = tuple(one for one in self.crls if crl.CertificateList.load(one).issuer.hashable in names)
        return Trust(self.roots, between, crls, self.ocsps)

    def context(
        self,
        moment: datetime,
        *,
        signer: RevocationCheckingRule = RevocationCheckingRule.NO_CHECK,
        authorities: RevocationCheckingRule = RevocationCheckingRule.NO_CHECK,
    ) -> ValidationContext:
        """What pyHanko asks, fixed to a moment (with its zone), with no leave to fetch anything.

        A revocation list published after the moment counts, so long as it has not run out before it.
        """
        rules = RevocationCheckingPolicy(signer, authorities)
        return ValidationContext(
            trust_roots=list(self.roots),
            other_certs=list(self.between),
            moment=moment,
            allow_fetching=False,
            crls=[crl.CertificateList.load(content) for content in self.crls],
            ocsps=[ocsp.OCSPResponse.load(content) for content in self.ocsps],
            revinfo_policy=CertRevTrustPolicy(rules, retroactive_revinfo=True),
        )


def is_root(certificate: x509.Certificate) -> bool:
    """Whether a certificate names itself as its issuer."""
    return bool(certificate.subject == certificate.issuer)


def certificates(content: bytes) -> list[x509.Certificate]:
    """The certificates in PEM or DER bytes. Raises BadCertificate."""
    try:
        if not pem.detect(content):
            return [_whole(x509.Certificate.load(content, strict=True))]
        blocks = pem.unarmor(content, multiple=True)
        return [_whole(x509.Certificate.load(der)) for kind, _headers, der in blocks if "CERTIFICATE" in kind]
    except (ValueError, TypeError) as error:
        raise BadCertificate(_("Tệp không phải chứng thư số (PEM hoặc DER).")) from error


def _whole(certificate: x509.Certificate) -> x509.Certificate:
    """Parsed to the end, so that what is broken fails here."""
    if not certificate.native:
        raise ValueError("empty")
    return certificate


def revocation_list(content: bytes) -> bytes:
    """A revocation list (CRL) as DER, from PEM or DER bytes. Raises BadCertificate."""
    return _checked(content, crl.CertificateList, _("danh sách thu hồi (CRL)"))


def _checked(content: bytes, kind: Any, word: str) -> bytes:
    try:
        der: bytes = pem.unarmor(content)[2] if pem.detect(content) else content
        _whole(kind.load(der, strict=True))
    except (ValueError, TypeError) as error:
        raise BadCertificate(_("Tệp không phải %(kind)s.") % {"kind": word}) from error
    return der
