"""From a letter or an answer to the bytes of its side's package and back; the office's key is opened for the moment of signing."""

from base64 import b64decode, b64encode

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
    pkcs12,
)  # fmt: skip
from django.utils.translation import gettext as _

from soxa.documents.catalogue import PARTY
from soxa.documents.signatures import trusted
from soxa.exchange import edxml, sealed_zip
from soxa.exchange.letters import Answer, Damaged, Letter
from soxa.exchange.models import Mailbox, Package
from soxa.exchange.sealed_zip import Key, now
from soxa.kernel import files
from soxa.kernel.refusal import Refused
from soxa.kernel.sealed import open_text, seal_text

_PURPOSE = "exchange key"
ENDINGS = {"party": sealed_zip.ENDING, "state": edxml.ENDING}


def sealed_key(content: bytes, password: str) -> tuple[str, str]:
    """(certificate as PEM, private key sealed under the book's key) of a PKCS#12 file. Raises Refused in words."""
    try:
        private, certificate, _others = pkcs12.load_key_and_certificates(content, password.encode())
    except ValueError as error:
        raise Refused(_("Sai mật khẩu của tệp khóa, hoặc tệp không phải .p12, .pfx.")) from error
    if certificate is None or not isinstance(private, RSAPrivateKey | EllipticCurvePrivateKey):
        raise Refused(_("Tệp khóa không có khóa riêng (RSA hoặc ECDSA) kèm chứng thư."))
    der = private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return certificate.public_bytes(Encoding.PEM).decode(), seal_text(b64encode(der).decode(), _PURPOSE)


def certificate_pem(content: bytes) -> str:
    """A certificate (PEM or DER) as PEM. Raises Refused in words."""
    try:
        pem = b"-----BEGIN" in content
        held = x509.load_pem_x509_certificate(content) if pem else x509.load_der_x509_certificate(content)
    except ValueError as error:
        raise Refused(_("Tệp không phải chứng thư số (PEM hoặc DER).")) from error
    return held.public_bytes(Encoding.PEM).decode()


def packed(mailbox: Mailbox, one: Letter | Answer) -> bytes:
    """The package of the mailbox's side. Raises Refused when a Party mailbox has no key."""
    if mailbox.side != PARTY:
        return edxml.write(one)
    if not mailbox.key_sealed:
        raise Refused(_("Hộp thư bên Đảng chưa có khóa ký gói; đưa tệp khóa của cơ quan vào trước khi gửi."))
    der = b64decode(open_text(mailbox.key_sealed, _PURPOSE))
    # the numbers of the key were tried when it was taken in, and nobody alters what is sealed
    private = load_der_private_key(der, None, unsafe_skip_rsa_key_validation=True)
    certificate = x509.load_pem_x509_certificate(mailbox.certificate.encode())
    return sealed_zip.write(one, Key(certificate, private))  # type: ignore[arg-type]


def unpacked(mailbox: Mailbox, content: bytes) -> Letter | Answer:
    """What a package of a known office says. Raises Damaged in words: broken, forged, of another side or sender."""
    if mailbox.side != PARTY:
        if content.startswith(b"PK"):
            raise Damaged("side", _("Gói không thuộc bên chính quyền; hai bên không nhận gói của nhau."))
        return edxml.read(content)
    if content.lstrip()[:1] == b"<":
        raise Damaged("side", _("Gói không thuộc bên Đảng; hai bên không nhận gói của nhau."))
    parts = sealed_zip.opened(content)
    known = mailbox.partners.filter(code=parts.said["sender"]).values_list("certificate", flat=True).first()
    if known is None:
        raise unknown(**parts.said)
    if not known:
        raise Damaged(
            "signer", _("Sổ chưa biết chứng thư của cơ quan gửi nên không kiểm được chữ ký."), **parts.said
        )
    parts.check(known, trusted(), now())
    return parts.read()


def unknown(**said: str) -> Damaged:
    """The refusal of an office that nobody entered in the book."""
    return Damaged("sender", _("Cơ quan gửi không có trong danh sách nơi gửi, nhận của hộp thư."), **said)


def letter_of(package: Package) -> Letter:
    """The letter of a package that was checked when it came; its bytes are held against their digest again. Raises Refused."""
    try:
        content = files.fetch(package.digest)
    except (FileNotFoundError, ValueError) as error:
        raise Refused(_("Gói không còn nguyên trong kho tệp. Hãy báo người quản trị.")) from error
    side = package.side
    read_ = sealed_zip.opened(content).read() if side == PARTY else edxml.read(content)
    assert isinstance(read_, Letter)  # noqa: S101 – only letters are asked for
    return read_
