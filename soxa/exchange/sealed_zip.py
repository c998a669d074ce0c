"""Packages of the Party side: a zip of ours, its contents list signed with the sending office's key (not confirmed: the Party's own form is not known).

Inside: `package.json` (what is said, and the SHA-256 of each file), `signature` over its bytes, `certificate.der` of who
signed, and the files by number. A reader believes only the certificate that the office is known for.
"""

import asyncio
import json
import zipfile
import zlib
from dataclasses import asdict, dataclass, fields
from datetime import UTC, date, datetime
from hashlib import sha256
from io import BytesIO
from typing import Any

from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
)
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from django.utils.translation import gettext as _

from soxa.documents.signing.chain import standing
from soxa.documents.signing.subjects import subject_of
from soxa.documents.signing.trust import Trust
from soxa.exchange.letters import (
    MOST,
    MOST_FILES,
    MOST_UNPACKED,
    Answer,
    Damaged,
    Enclosure,
    Letter,
    differs,
    enclosed,
    plain,
    secret,
    sound,
    too_large,
)  # fmt: skip

ENDING = "soxa"
_FORM = "soxa-exchange/1"
_MOST_LIST = 256 * 1024
_KINDS: dict[str, type[Letter] | type[Answer]] = {"letter": Letter, "answer": Answer}


@dataclass(frozen=True)
class Key:
    """An office's key that is open, and its certificate."""

    certificate: x509.Certificate
    private: RSAPrivateKey | EllipticCurvePrivateKey

    def sign(self, data: bytes) -> bytes:
        """The signature of the data: RSA PKCS#1 v1.5 or ECDSA over SHA-256."""
        if isinstance(self.private, RSAPrivateKey):
            return self.private.sign(data, PKCS1v15(), SHA256())
        return self.private.sign(data, ECDSA(SHA256()))


def write(one: Letter | Answer, key: Key) -> bytes:
    """The signed package."""
    told = asdict(one)
    files = one.enclosures if isinstance(one, Letter) else ()
    told.pop("enclosures", None)
    told = {name: value.isoformat() if isinstance(value, date) else value for name, value in told.items()}
    listed = [{"name": file.name, "sha256": sha256(file.content).hexdigest()} for file in files]
    kind = "letter" if isinstance(one, Letter) else "answer"
    whole = {"form": _FORM, "kind": kind, "says": told, "files": listed}
    contents = json.dumps(whole, ensure_ascii=False, sort_keys=True).encode()
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("package.json", contents)
        archive.writestr("signature", key.sign(contents))
        archive.writestr("certificate.der", key.certificate.public_bytes(Encoding.DER))
        for at, file in enumerate(files, 1):
            archive.writestr(f"files/{at}", file.content)
    return made.getvalue()


@dataclass(frozen=True)
class Opened:
    """A package whose parts could be read; nothing in it is believed before `check`."""

    contents: bytes
    signature: bytes
    certificate: bytes
    files: tuple[bytes, ...]
    told: dict[str, Any]

    @property
    def said(self) -> dict[str, str]:
        """The sender, the identity and the kind that the package gives itself."""
        says = self.told["says"]
        named = {name: plain(says.get(name)) for name in ("sender", "ident")}
        return {**named, "kind": self.told["kind"]}

    def check(self, known: str, trust: Trust, at: datetime) -> None:
        """Raise Damaged unless the office known by this certificate (PEM) signed it with one good at the moment."""
        pinned = x509.load_pem_x509_certificate(known.encode())
        if self.certificate != pinned.public_bytes(Encoding.DER):
            raise Damaged(
                "signer", _("Người ký gói là “{who}”, không phải chứng thư đã biết của cơ quan gửi.").format(who=_signer(self.certificate)),
                **self.said,
            )  # fmt: skip
        if not _verified(pinned.public_key(), self.signature, self.contents):
            raise Damaged(
                "signature", _("Chữ ký của gói không đúng: gói bị sửa hoặc bị giả mạo."), **self.said
            )
        stands = asyncio.run(standing(asn1.Certificate.load(self.certificate), trust, at))
        if not stands.good:
            raise Damaged("signer", " ".join(stands.reasons), **self.said)

    def read(self) -> Letter | Answer:
        """What the package says, its files held against their digests. Raises Damaged."""
        listed, said = self.told["files"], self.said
        if len(listed) != len(self.files):
            raise Damaged("digest", _("Số tệp trong gói không đúng số tệp đã ghi."), **said)
        found = []
        for one, content in zip(listed, self.files, strict=True):
            if sha256(content).hexdigest() != one.get("sha256"):
                raise differs(str(one.get("name", ""))[:200], **said)
            found.append(Enclosure(str(one.get("name", ""))[:200], content))
        read_ = _told(self.told, said)
        if isinstance(read_, Letter):
            read_ = Letter(**{**_shallow(read_), "enclosures": enclosed(found, **said)})
        sound(read_)
        return read_


def _shallow(one: Letter) -> dict[str, Any]:
    return {field.name: getattr(one, field.name) for field in fields(one)}


def opened(content: bytes) -> Opened:
    """The parts of a package. Raises Damaged: too large, no zip, a bomb, a part that does not belong, no contents list, secret."""
    if len(content) > MOST:
        raise too_large()
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = [info.filename for info in archive.infolist()]
            files = _names_of_files(names)
            parts = {info.filename: _part(archive, info) for info in archive.infolist()}
    except (
        zipfile.BadZipFile,
        OSError,
        EOFError,
        NotImplementedError,
        ValueError,
        RuntimeError,
        zlib.error,
    ) as error:
        raise Damaged(
            "not_a_package", _("Tệp này không phải gói văn bản của bên Đảng, hoặc đã hỏng.")
        ) from error
    told = _listed(parts["package.json"])
    kept = tuple(parts[name] for name in files)
    made = Opened(parts["package.json"], parts["signature"], parts["certificate.der"], kept, told)
    if told["says"].get("secrecy"):
        raise secret(**made.said)
    return made


def _names_of_files(names: list[str]) -> list[str]:
    files = [f"files/{at}" for at in range(1, len(names) - 2)]
    if len(names) > MOST_FILES + 3:
        raise Damaged("too_many", _("Gói có quá {most} tệp.").format(most=MOST_FILES))
    if sorted(names) != sorted(["package.json", "signature", "certificate.der", *files]):
        raise Damaged("not_a_package", _("Gói thiếu phần bắt buộc hoặc có phần lạ."))
    return files


def _part(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """The bytes of a part, never more than a package may hold whatever the archive claims, packed as we pack them."""
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise zipfile.BadZipFile
    most = MOST_UNPACKED if info.filename.startswith("files/") else _MOST_LIST
    declared = sum(one.file_size for one in archive.infolist())
    if declared > MOST_UNPACKED + 3 * _MOST_LIST or info.file_size > most:
        raise too_large()
    with archive.open(info) as part:
        content = part.read(most + 1)
    if len(content) > most:
        raise too_large()
    return content


def _listed(contents: bytes) -> dict[str, Any]:
    try:
        told = json.loads(contents)
        whole = told["form"] == _FORM and told["kind"] in _KINDS and isinstance(told["says"], dict)
        listed = isinstance(told["files"], list) and all(isinstance(one, dict) for one in told["files"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Damaged("broken", _("Gói hỏng: không đọc được phần kê nội dung.")) from error
    if not (whole and listed):
        raise Damaged("broken", _("Gói hỏng: không đọc được phần kê nội dung."))
    return dict(told)


def _told(told: dict[str, Any], said: dict[str, str]) -> Letter | Answer:
    kind = _KINDS[told["kind"]]
    says: dict[str, Any] = dict(told["says"])
    try:
        for name in ("issued_on", "due_on"):
            says[name] = date.fromisoformat(says[name]) if says.get(name) else None
        if kind is Answer:
            del says["issued_on"], says["due_on"]
        says["sent_at"] = datetime.fromisoformat(says["sent_at"])
        made = kind(**says)
    except (TypeError, ValueError, KeyError) as error:
        raise Damaged("broken", _("Gói hỏng: phần kê nội dung thiếu mục hoặc có mục lạ."), **said) from error
    texts = [value for name, value in says.items() if name not in ("issued_on", "due_on", "sent_at")]
    if not all(isinstance(value, str) for value in texts) or made.sent_at.tzinfo is None:
        raise Damaged("broken", _("Gói hỏng: phần kê nội dung thiếu mục hoặc có mục lạ."), **said)
    return made


def _verified(key: Any, signature: bytes, data: bytes) -> bool:
    try:
        if isinstance(key, RSAPublicKey):
            key.verify(signature, data, PKCS1v15(), SHA256())
        elif isinstance(key, EllipticCurvePublicKey):
            key.verify(signature, data, ECDSA(SHA256()))
        else:
            return False
    except InvalidSignature:
        return False
    return True


def _signer(certificate: bytes) -> str:
    try:
        return subject_of(asn1.Certificate.load(certificate)).name[:100]
    except (ValueError, TypeError):
        return _("không rõ")


def now() -> datetime:
    """The moment, with its zone."""
    return datetime.now(UTC)
