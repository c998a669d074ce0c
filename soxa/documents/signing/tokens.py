"""Keys to sign with, opened once: from a key file (PKCS#12) here, from a device (PKCS#11) in `devices`."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from asn1crypto import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12
from django.utils.translation import gettext as _
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from soxa.documents.signing.clock import day
from soxa.documents.signing.subjects import Subject, subject_of
from soxa.kernel.refusal import Refused

_HASHES: dict[str, Callable[[], hashes.HashAlgorithm]] = {
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}


class TokenTrouble(Refused, ValueError):
    """The key cannot be used: wrong password or PIN, no such key, expired, of somebody else; the text says which."""


class TokenGone(TokenTrouble):
    """The device went away while it was signing."""


@dataclass(frozen=True, eq=False)
class Token:
    """A key that is open and the certificate that goes with it; `signer` is pyHanko's handle. Close it when done."""

    certificate: x509.Certificate
    signer: Signer
    _close: Callable[[], None] = field(default=lambda: None, repr=False)

    @property
    def subject(self) -> Subject:
        """Whom the certificate names, and its days."""
        return subject_of(self.certificate)

    def check(self, holder: str, *, number: str = "", at: datetime) -> None:
        """Raise TokenTrouble unless the certificate is this holder's and in its days at the moment.

        With an identity number ("CCCD:…", "MST:…", or bare) the number decides, else the name on the certificate.
        """
        subject = self.subject
        if not (subject.has_number(number) if number else subject.is_called(holder)):
            raise TokenTrouble(
                _("Chứng thư là của “%(owner)s”, không phải của “%(holder)s”. Chưa ký gì.")
                % {"owner": subject.name, "holder": holder}
            )
        if at > subject.until:
            raise TokenTrouble(
                _("Chứng thư của “%(owner)s” đã hết hạn ngày %(day)s. Chưa ký gì.")
                % {"owner": subject.name, "day": day(subject.until)}
            )
        if at < subject.since:
            raise TokenTrouble(
                _("Chứng thư của “%(owner)s” chưa có hiệu lực: bắt đầu từ ngày %(day)s. Chưa ký gì.")
                % {"owner": subject.name, "day": day(subject.since)}
            )

    def close(self) -> None:
        """Let the key go; safe to call twice."""
        self._close()


class _KeptKey(Signer):
    """Signs with a key that was loaded once; pyHanko's own signer loads an RSA key anew for each signature."""

    def __init__(self, certificate: x509.Certificate, key: Any, chain: list[x509.Certificate]) -> None:
        store = SimpleCertificateStore()
        store.register_multiple([certificate, *chain])
        super().__init__(signing_cert=certificate, cert_registry=store)
        self._key = key

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:  # noqa: FBT001 - pyHanko's signature
        """The signature of the data; as many zero bytes in a dry run."""
        if dry_run:
            return bytes(self._longest())
        digest = _HASHES[digest_algorithm]()
        if isinstance(self._key, RSAPrivateKey):
            return self._key.sign(data, PKCS1v15(), digest)
        signed: bytes = self._key.sign(data, ECDSA(digest))
        return signed

    def _longest(self) -> int:
        size = (int(self._key.key_size) + 7) // 8
        return size if isinstance(self._key, RSAPrivateKey) else 2 * size + 16


def open_p12(content: bytes, password: str) -> Token:
    """The key of a PKCS#12 file (.p12, .pfx). Raises TokenTrouble: wrong password, no key inside, unknown kind of key."""
    try:
        key, certificate, others = pkcs12.load_key_and_certificates(content, password.encode())
    except ValueError as error:
        raise TokenTrouble(
            _("Sai mật khẩu của tệp khóa, hoặc tệp không phải .p12, .pfx. Chưa ký gì.")
        ) from error
    if key is None or certificate is None:
        raise TokenTrouble(_("Tệp khóa không có khóa riêng kèm chứng thư. Hãy xuất lại từ nơi cấp."))
    if not isinstance(key, RSAPrivateKey | EllipticCurvePrivateKey):
        raise TokenTrouble(_("Loại khóa trong tệp không dùng để ký văn bản được (cần RSA hoặc ECDSA)."))
    own = x509.Certificate.load(certificate.public_bytes(Encoding.DER))
    chain = [x509.Certificate.load(one.public_bytes(Encoding.DER)) for one in others]
    return Token(own, _KeptKey(own, key, chain))
